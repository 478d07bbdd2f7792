"""After a session: a wait in which the pain may settle, then one question. It can be answered at once as well."""

from PySide6.QtCore import QTimer, Signal

from hipcoach.clock import Clock
from hipcoach.coach.way_out import SettleQuestion
from hipcoach.ui.shared.seconds_left import count_text, unit_text
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.stage_style import QUESTION_FRAME_MS, StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.ring import Ring, RingFace
from hipcoach.ui.widgets.second_press import shield


class SettlePage(Panel):
    """A quiet wait with its ring."""

    settled = Signal()

    def __init__(self, theme: Theme, clock: Clock, question: SettleQuestion) -> None:
        super().__init__(theme, tone="rest", ground="rest_soft", icon="check")
        self._clock = clock
        self._wait_s = question.wait_s
        self._until_s = clock.now_s() + question.wait_s
        self.ask(question.text, "Then there are two short questions: how much it hurts, and how hard it was.")
        self.ring = Ring(self.theme)
        self.body.addWidget(self.ring)
        self.foot.addStretch(1)
        self._now = PrimaryButton(self.theme, "Answer now", key="Enter", large=True)
        self._now.clicked.connect(self.end_wait)
        self.foot.addWidget(self._now)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(QUESTION_FRAME_MS)
        self.look()

    def look(self) -> None:
        """Show what is left of the wait, and go on when it is over."""
        left_s = self._until_s - self._clock.now_s()
        if left_s <= 0:
            shield(self.window())
            self.end_wait()
            return
        text, unit = count_text(left_s, self._wait_s), unit_text(left_s, self._wait_s)
        self.ring.show_face(RingFace(text, left_s / self._wait_s, "rest", unit=unit))

    def press(self, press: KeyPress) -> bool:
        """Let Enter end the wait, but not one that is held since the session's end."""
        if press.is_enter and not press.repeated:
            self._now.click()
        return press.is_enter

    def set_sizes(self, sizes: StageSizes) -> None:
        """Let the ring grow with the window."""
        super().set_sizes(sizes)
        self.ring.set_sizes(sizes)
        self.hint.set_px(sizes.call)
        self.ring.setFixedHeight(sizes.px(330))

    def end_wait(self) -> None:
        """Go on to the questions."""
        if self._timer.isActive():
            self._timer.stop()
            self.settled.emit()
