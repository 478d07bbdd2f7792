"""The reasons for a decision, during a session: the rule in large words, and one key back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from hipcoach.engine.questions import State
from hipcoach.engine.types import Status
from hipcoach.ui.player.player_keys import is_pain
from hipcoach.ui.shared.seconds_left import clock_text
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.shared.why import Why, line_sources
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PrimaryButton, QuietButton
from hipcoach.ui.widgets.key_press import ENTER, KeyPress
from hipcoach.ui.widgets.scroll_keys import scroll_by_key, scrolls_further
from hipcoach.ui.widgets.stage_label import StageLabel

_K = Qt.Key
BACK_KEYS = ENTER | {_K.Key_Space, _K.Key_Escape, _K.Key_Period}
TURN_KEYS = {_K.Key_PageDown: 1, _K.Key_PageUp: -1}
"""Also of a presenter's clicker: they read on, or back; past the last word they go back to the session."""
FITS = ((260, (32, 28)), (450, (26, 22)), (10_000, (22, 22)))
"""Up to so many characters, the text sizes of the rule and of the rest: at 100 % all of it is on one page."""
NEXT_KEYS = frozenset({_K.Key_N, _K.Key_Right})


class WhyPanel(Panel):
    """Shows one decision at a time. The line at the foot says whether the session is paused or its break goes on."""

    back = Signal()

    def __init__(self, theme: Theme, letter: str) -> None:
        """`letter` is the key that opened it."""
        super().__init__(theme, icon="help")
        self._letter = letter
        self._whys: tuple[Why, ...] = ()
        self._at = 0
        self._lines = QVBoxLayout()
        self._rule = self._line("ink", bold=True)
        self._origin = self._line("ink")
        self._rule_note = self._line("muted")
        self.add_long(self._lines)
        self._next = QuietButton(self.theme, "Next", key="N", icon="right", large=True)
        self._next.clicked.connect(self._on_next)
        back = PrimaryButton(self.theme, "Back to the session", key="Space", icon="back", large=True)
        back.clicked.connect(self.back)
        self._back = back
        self.foot.addStretch(1)
        self.foot.addWidget(self._next)
        self.foot.addWidget(back)
        self.foot.addStretch(1)

    def open(self, whys: Sequence[Why]) -> None:
        """Show the first of these decisions."""
        self._whys, self._at = tuple(whys), 0
        self._show()

    def show_status(self, status: Status) -> None:
        """Show whether the session is paused, or how much of its break is left."""
        on_break = status.state is State.PAIN_BREAK
        self.show_waiting(f"Your rest goes on: {clock_text(status.remaining_s)} left." if on_break else "Paused.")

    def press(self, press: KeyPress) -> bool:
        """Show the next decision on N; go back on Space, Enter, Esc and the key that opened it; turn the pages."""
        if press.key in TURN_KEYS:
            self._turn(press.key)
        elif press.key in BACK_KEYS or (press.letter and press.letter == self._letter):
            self.back.emit()
        elif press.key in NEXT_KEYS:
            self._on_next()
        else:
            scroll_by_key(self, press.key)
        return not (press.combined or is_pain(press))  # both are for the page

    def take_focus(self) -> None:
        """Focus the way back: it is what a key pressed without reading does."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window; a decision is longer than other questions, so its text is smaller."""
        super().set_sizes(sizes)
        self.question.set_px(sizes.text_px(32))
        length = len(self._rule.text())
        rule_px, rest_px = next(fit for chars, fit in FITS if length <= chars)
        self._rule.set_px(sizes.text_px(rule_px))
        for label in (self._origin, self._rule_note):
            label.set_px(sizes.text_px(rest_px))

    def labels(self) -> tuple[StageLabel, ...]:
        """Return all labels with text."""
        return (self.question, self._rule, self._origin, self._rule_note)

    def text(self) -> str:
        """Return all of its text."""
        return "\n".join(label.text() for label in self.labels())

    def _line(self, colour: str, *, bold: bool = False) -> StageLabel:
        label = StageLabel(self.theme, colour, bold=bold)
        label.setWordWrap(True)
        self._lines.addWidget(label)
        return label

    def _show(self) -> None:
        why = self._whys[self._at]
        count = f" ({self._at + 1} of {len(self._whys)})" if len(self._whys) > 1 else ""
        self.ask(f"Why?{count} {why.decision}")
        self._rule.setText("\n".join(line.says for line in why.lines))
        sources = dict.fromkeys(each.rstrip(".") for line in why.lines for each in line_sources(line))
        self._origin.setText(f"Where it comes from: {'. '.join(sources)}.")
        self._rule_note.setText(why.rule_note)
        self._next.setVisible(len(self._whys) > 1)
        self.set_sizes(self.sizes)
        if self._long is not None:
            self._long.verticalScrollBar().setValue(0)

    def _turn(self, key: Qt.Key) -> None:
        """Scroll where more can be read that way, else show the decision there, else go back to the session."""
        if scrolls_further(self, key):
            scroll_by_key(self, key)
        elif 0 <= self._at + TURN_KEYS[key] < len(self._whys):
            self._at += TURN_KEYS[key]
            self._show()
        else:
            self.back.emit()

    def _on_next(self) -> None:
        if self._whys:
            self._at = (self._at + 1) % len(self._whys)
            self._show()
