"""Keys with their words, one under the other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.key_cap import KeyCap
from hipcoach.ui.widgets.label import BodyText


class KeyRows(QWidget):
    """A row for each key."""

    def __init__(self, theme: Theme, rows: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(rows):
            grid.addWidget(KeyCap(theme, key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(BodyText(theme, what, measured=False), row, 1, Qt.AlignmentFlag.AlignVCenter)
