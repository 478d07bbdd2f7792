"""Shows how many of the first phrases have been put into speech, and offers to start without the voice."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.label import Lead, MutedLabel
from hipcoach.ui.widgets.second_press import shield
from hipcoach.ui.widgets.session_bar import Segments, SessionBar
from hipcoach.ui.widgets.step_page import StepPage

LOOK_MS = 100
LONGEST_MS = 10_000  # the start never waits longer for the voice; what is not ready is rendered meanwhile


class PreparePage(StepPage):
    """Emits `ready` when they are rendered, when the wait is over, or when the user does not want to wait."""

    ready = Signal(bool)  # whether the voice is wanted

    def __init__(self, theme: Theme, progress: Callable[[], tuple[int, int]]) -> None:
        super().__init__(theme, "Getting the voice ready", centred=True)
        self._progress = progress
        self._waited_ms = 0
        self.body.addWidget(
            Lead(theme, "The first words of this session are put into speech. They are kept for next time.")
        )
        self._bar = SessionBar(theme)
        self._bar.set_sizes(StageSizes(1.0))
        self.body.addWidget(self._bar)
        self._count = MutedLabel(theme, "")
        self.body.addWidget(self._count)
        start = self.add_primary("Start without the voice")
        start.clicked.connect(lambda: self._finish(voice=False))
        self.bar.insertWidget(0, start)  # the session comes by itself, with "It hurts more" at the right end
        self._show(*progress())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def look(self) -> None:
        """Show the progress, and go on when there is no more to wait for."""
        done, asked = self._progress()
        self._waited_ms += LOOK_MS
        self._show(done, asked)
        if done >= asked or self._waited_ms >= LONGEST_MS:
            shield(self.window())
            self._finish(voice=True)

    def _show(self, done: int, asked: int) -> None:
        self._bar.show_segments(Segments((1.0,), 0, done / max(1, asked)))
        self._bar.setAccessibleName("Phrases ready")
        self._count.setText(f"{done} of {asked} phrases")

    def _finish(self, *, voice: bool) -> None:
        self._timer.stop()
        self.ready.emit(voice)
