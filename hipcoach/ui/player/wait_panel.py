"""The panel for a break in a session, in which there is nothing to answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipcoach.coach.keys import KeyTable
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.shared.stage_panel import TAKEN, TAKEN_BEFORE, Panel
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import DangerButton, QuietButton
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.ring import Ring, RingFace
from hipcoach.ui.widgets.stage_label import StageLabel

RING_PX = 290
PRESS_PAIN = "If it hurts more now, press P."


class WaitPanel(Panel):
    """A break with its ring: there is nothing to answer, and the pain key and the end of the session stay possible."""

    pain_pressed = Signal()
    why_pressed = Signal()
    end_pressed = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, *, pain_key: bool) -> None:
        super().__init__(theme, tone="amber", ground="amber_soft", icon="warning")
        self._late = f"{TAKEN_BEFORE} {PRESS_PAIN}" if pain_key else TAKEN
        self.why = StageLabel(self.theme, "ink")
        self.why.setWordWrap(True)
        self.body.addWidget(self.why)
        self.ring = Ring(self.theme)
        self.ring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.ring)
        end = QuietButton(self.theme, "End the session", key=keys.cap(PlayerCommand.ASK), large=True)
        end.clicked.connect(self.end_pressed)
        self.foot.addWidget(end)
        self._why_button = QuietButton(self.theme, "Why?", key=keys.cap(PlayerCommand.WHY), icon="help", large=True)
        self._why_button.clicked.connect(self.why_pressed)
        self._why_button.hide()  # until there is a decision to explain
        self.foot.addWidget(self._why_button)
        self.foot.addStretch(1)
        if pain_key:
            pain = DangerButton(
                self.full_theme, "It hurts more", key=keys.cap(PlayerCommand.PAIN), icon="pain", large=True
            )
            pain.at_once = True
            pain.clicked.connect(self.pain_pressed)
            self.foot.addWidget(pain)

    def press(self, press: KeyPress) -> bool:
        """Say of a number that corrects an answer too late that it does nothing."""
        late = press.digit is not None and not press.combined
        if late:
            self.hint.setText(self._late)
            self.hint.show()
            announce(self, self._late)
        return late

    def show_left(self, text: str, left: float, unit: str) -> None:
        """Show how much of the break is left."""
        self.ring.show_face(RingFace(text, left, "amber", unit=unit))

    def explain(self, why: str) -> None:
        """Show the sentence of the decision that led to this break."""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._why_button.setVisible(bool(why))
        self.fit()

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        super().set_sizes(sizes)
        self.why.set_px(sizes.call)
        self.ring.set_sizes(sizes)
        self.ring.setFixedHeight(sizes.px(RING_PX))
