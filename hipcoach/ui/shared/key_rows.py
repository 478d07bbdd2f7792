"""Keys with their words, one under the other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.key_cap import KeyCap
from hipcoach.ui.widgets.label import BodyText


class KeyRows(QWidget):
    """A row for each key."""

    def __init__(self, theme: Theme, rows: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._caps: list[tuple[QWidget, KeyCap]] = []
        for key, what in rows:
            cap, holder = KeyCap(theme, key), QWidget()
            inside = QHBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
            inside.addStretch(1)
            row = BreakingRow(gap=Space.M, last_share=0.5)
            row.row.addWidget(holder)
            row.row.addWidget(BodyText(theme, what, measured=False), 1, Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(row)
            self._caps.append((holder, cap))
        theme.changed.connect(self._align)
        self._align()

    def _align(self) -> None:
        """Let the words stand in one column."""
        widest = max((cap.sizeHint().width() for _holder, cap in self._caps), default=0)
        for holder, _cap in self._caps:
            holder.setMinimumWidth(widest)
