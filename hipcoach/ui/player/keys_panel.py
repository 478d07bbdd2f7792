"""The keys of a session, shown over it: the session pauses meanwhile, and one key leads back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from hipcoach.coach.keys import KeyTable
from hipcoach.ui.player.player_keys import is_pain
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.key_press import ENTER, KeyPress
from hipcoach.ui.widgets.scroll_keys import scroll_by_key
from hipcoach.ui.widgets.stage_label import StageLabel

BACK_KEYS = ENTER | {Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Question}


class KeysPanel(Panel):
    """A line for each key."""

    back = Signal()

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__(theme, icon="help")
        self._lines: list[StageLabel] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (cap, words) in enumerate(keys.session_rows()):
            for column, text in enumerate((cap, words)):
                line = StageLabel(self.theme, "ink", bold=column == 0)
                line.setText(text)
                line.setWordWrap(column == 1)
                grid.addWidget(line, row, column, Qt.AlignmentFlag.AlignTop if column == 0 else Qt.AlignmentFlag(0))
                self._lines.append(line)
        self.add_long(grid)
        self._back = PrimaryButton(self.theme, "Back to the session", key="Space", icon="back", large=True)
        self._back.clicked.connect(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.ask("Keys during a session")
        self.setAccessibleDescription(". ".join(f"{cap}: {words}" for cap, words in keys.session_rows()))

    def press(self, press: KeyPress) -> bool:
        """Go back on Space, Enter, Esc and the help keys; scroll. Meanwhile no other key of the session counts."""
        if press.key in BACK_KEYS:
            self.back.emit()
        else:
            scroll_by_key(self, press.key)
        return not (press.combined or is_pain(press))  # both are for the page

    def take_focus(self) -> None:
        """Focus the way back: it is what a key pressed without reading does."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window: all lines are on one page, but for large text on a small window."""
        super().set_sizes(sizes)
        self.question.set_px(sizes.text_px(32))
        for line in self._lines:
            line.set_px(sizes.text_px(20))
