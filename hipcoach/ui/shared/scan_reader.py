"""Reads answers out in real time for one switch, and shows what is read: gives `coach.scan` a clock and a voice."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.clock import Clock
from hipcoach.coach.scan import BEFORE_S, Scan, ScanChoice, ScanPhase, ScanTurn
from hipcoach.engine.questions import Answer, Request
from hipcoach.engine.types import CueLength
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.stage_label import StageLabel

LINE_HEIGHT = 1.3  # of the text size
TICK_MS = 40  # a word is read at most so much late


class ScanBar(QWidget):
    """One line at the foot of a page: the answer that is read, or what a press does now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.label = StageLabel(theme, "ink", bold=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._beside: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.M, 0, Space.M, Space.XS)
        self._row.addWidget(self.label, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def add_beside(self, widget: QWidget) -> None:
        """Keep something at the end of the line."""
        self._beside = widget
        self._row.addWidget(widget)
        widget.show()
        self._fit()

    def remove_beside(self) -> None:
        """Take it away again."""
        if self._beside is not None:
            self._row.removeWidget(self._beside)
            self._beside = None
            self._fit()

    def show_words(self, words: str, *, asks: bool) -> None:
        """Show the words; `asks`: a press takes them."""
        self.label.set_colour("accent" if asks else "muted")
        self.label.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words follow the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        window = self.window()
        sizes = StageSizes.for_window(window.width(), window.height(), self._theme.text_factor)
        beside = self._beside
        room, height = self.width() - 2 * Space.M, round(sizes.call * LINE_HEIGHT)
        if beside is not None:
            room -= beside.sizeHint().width() + self._row.spacing()
            height = max(height, beside.sizeHint().height())
        self.setFixedHeight(height + Space.XS)
        self.label.set_px(sizes.call)
        wide = self.label.fontMetrics().horizontalAdvance(self.label.text())
        if wide > room > 0:  # one line, whatever is said: what stands above it keeps its place
            self.label.set_px(sizes.call * room // wide)


class ScanReader(QObject):
    """Reads one question's answers after the other's. `say` is given each word, `taken` emits what counts."""

    taken = Signal(object)  # ScanChoice
    unanswered = Signal()  # all was read, and nothing was taken

    def __init__(
        self, bar: ScanBar, clock: Clock, length_s: CueLength, pace_s: float, say: Callable[[str], object]
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._clock = clock
        self._say = say
        self._scan = Scan((), length_s, pace_s)
        self._quiet = ""  # shown while nothing is read
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    def ask(self, choices: tuple[ScanChoice, ...], from_s: float | None, quiet: str) -> None:
        """Read these answers out from that time on (None: after a press). Where there are none, show `quiet`."""
        self._scan = replace(self._scan, choices=choices).stopped()
        if choices and from_s is not None:
            self._scan = self._scan.begin(from_s + BEFORE_S)
        self._quiet = quiet
        self._show()
        self._arm()

    def press(self, from_s: float | None = None) -> None:
        """Take a press; where nothing is read yet, it begins then, or at `from_s` if that is later."""
        now = self._clock.now_s()
        if not self._scan.choices:
            return
        if self._scan.choice is None and from_s is not None and from_s > now:
            self._scan = self._scan.begin(from_s)
            self._arm()
            return
        self._carry_out(*self._scan.press(now))

    @property
    def phase(self) -> ScanPhase:
        """Return what a press would do now."""
        return self._scan.phase

    def offer(self, request: Request, answer: Answer) -> None:
        """Ask whether one of the choices is to be kept, as it was named. What is none of them is passed over."""
        for index, choice in enumerate(self._scan.choices):
            if choice.request is request and choice.answer == answer and choice.keep:
                self._carry_out(*self._scan.offer(index, self._clock.now_s()))
                return

    def look(self) -> None:
        """Read what is due now."""
        self._carry_out(*self._scan.pass_time(self._clock.now_s()))

    def _carry_out(self, scan: Scan, turn: ScanTurn) -> None:
        changed = scan.phase is not self._scan.phase or turn.says
        ended = changed and not turn.says and scan.due_s is None
        self._scan = scan
        if turn.says:
            self._say(turn.says)
        if changed:
            self._show(turn.says)
        self._arm()
        if turn.taken is not None:
            self.taken.emit(turn.taken)
        elif ended:
            self.unanswered.emit()

    def _show(self, says: str = "") -> None:
        choice = self._scan.choice
        self._bar.show_words(says if choice is not None else self._quiet, asks=choice is not None)

    def _arm(self) -> None:
        if self._scan.due_s is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(TICK_MS)
