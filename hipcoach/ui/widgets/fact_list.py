"""Short facts with an icon each, side by side: minutes, positions, equipment."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.label import Label

FACT_ICON_PX = 20


class Fact(QWidget):
    """One icon and its words."""

    def __init__(self, theme: Theme, icon: str, text: str, *, role: Type = Type.BODY, colour: str = "muted") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(RING_PX, 0, 0, 0)
        row.setSpacing(Space.XXS)
        self._icon = Icon(theme, icon, colour=colour, size_px=FACT_ICON_PX)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Label(theme, text, role=role, colour=colour)
        row.addWidget(self.words, 1000)
        row.addStretch(1)

    def sizeHint(self) -> QSize:
        """Return the size with all words on one line."""
        words = QFontMetrics(self.words.font()).horizontalAdvance(self.words.text())
        width = RING_PX + self._icon.width() + Space.XXS + words + 2 * RING_PX
        return QSize(width, self.heightForWidth(width))


def facts_across(*facts: Fact) -> QWidget:
    """Return the facts side by side, on further rows where the width ends."""
    holder = QWidget()
    row = FlowLayout(holder, gap=Space.S)
    for fact in facts:
        row.addWidget(fact)
    return holder


def facts_down(*facts: Fact) -> QWidget:
    """Return the facts one below the other."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XXS)
    for fact in facts:
        column.addWidget(fact)
    return holder
