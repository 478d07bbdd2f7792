"""The signs that end a session, over it: it pauses meanwhile. What is marked ends it, with whom to call."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipcoach.coach.session_words import SIGN_HEADINGS
from hipcoach.safety.rule import ScreenItem, Tier
from hipcoach.ui.player.player_keys import is_pain
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import DangerButton, PrimaryButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.key_press import ENTER, KeyPress
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.scroll_keys import scroll_by_key

BACK_KEYS = ENTER | {Qt.Key.Key_Space, Qt.Key.Key_Escape}
MARKED = "You marked a sign: stop with it, or take the mark away to go back."
TWO_COLUMNS_PX = 900
TIERS = (Tier.EMERGENCY, Tier.SAME_DAY)


class SignsPanel(Panel):
    """A box for each sign that refuses a session; nothing is preselected."""

    back = Signal()
    marked = Signal(object)  # tuple of ids

    def __init__(self, theme: Theme, items: Sequence[ScreenItem]) -> None:
        super().__init__(theme, tone="red", icon="warning")
        self.boxes: dict[str, CheckRow] = {}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.L)
        for tier in TIERS:
            self._columns.addWidget(self._signs_of(tier, [item for item in items if item.tier is tier]), 1)
        self.add_long(self._columns)
        self._stop = DangerButton(self.theme, "Stop: what I marked is true", icon="stop", large=True)
        self._stop.clicked.connect(lambda: self.marked.emit(self.ticked))
        self._back = PrimaryButton(self.theme, "None of these: back", key="Space", icon="back", large=True)
        self._back.clicked.connect(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._stop)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the signs marked, in the order shown."""
        return tuple(id_ for id_, box in self.boxes.items() if box.isChecked())

    def open(self) -> None:
        """Ask, with nothing marked."""
        for box in self.boxes.values():
            box.setChecked(False)
        self._show_ways()
        self.ask("Is any of these new, or true now?", "Mark it: the session then ends, and says who to call.")

    def press(self, press: KeyPress) -> bool:
        """Go back on Space, Enter and Esc while nothing is marked. No other key of the session counts meanwhile."""
        if press.key in BACK_KEYS:
            self.leave()
        else:
            scroll_by_key(self, press.key)
        return not (press.combined or is_pain(press))  # both are for the page

    def leave(self) -> None:
        """Go back; where something is marked, say what that asks for instead."""
        if not self.ticked:
            self.back.emit()
        else:
            self.hint.setText(MARKED)
            announce(self, MARKED)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window: side by side where each has room for its words."""
        super().set_sizes(sizes)
        wide = self.width() >= self.theme.scaled(TWO_COLUMNS_PX)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def take_focus(self) -> None:
        """Focus the way back: it is what a key pressed without reading does."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _signs_of(self, tier: Tier, items: Sequence[ScreenItem]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(self.theme, SIGN_HEADINGS[tier]))
        for item in items:
            box = self.boxes[item.id] = CheckRow(self.theme, item.says)
            box.toggled.connect(lambda _on: self._show_ways())
            column.addWidget(box)
        column.addStretch(1)
        return holder

    def _show_ways(self) -> None:
        self._stop.setEnabled(bool(self.ticked))
        self._back.setEnabled(not self.ticked)
