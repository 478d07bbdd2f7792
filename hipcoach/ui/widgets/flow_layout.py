"""Layouts that break into rows: items of their own width, or cards in equal columns."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from hipcoach.ui.theme.tokens import Space


class FlowLayout(QLayout):
    """Puts items side by side and begins a new row where the width ends."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = Space.XXS) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item and return it, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that the layout grows in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: the height depends on the number of rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size with all items in one row."""
        shown = self._visible_items()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the minimum size of the widest item."""
        size = QSize(0, 0)
        for item in self._visible_items():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible_items(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        x, y, row_height = rect.x(), rect.y(), 0
        for item in self._visible_items():
            width = min(item.sizeHint().width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if x > rect.x() and x + width > rect.x() + rect.width():
                x, y, row_height = rect.x(), y + row_height + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._gap
            row_height = max(row_height, height)
        return y + row_height - rect.y()


class GridFlow(FlowLayout):
    """Equal columns, as many as fit at `column_px` or more. A row is as high as its highest card."""

    def __init__(self, parent: QWidget | None = None, *, column_px: int, gap: int = Space.M) -> None:
        super().__init__(parent, gap=gap)
        self._column_px = column_px

    def set_column_px(self, column_px: int) -> None:
        """Change the minimum width of a column, as when the text grows."""
        self._column_px = column_px
        self.invalidate()

    def sizeHint(self) -> QSize:
        """Return the size with three columns."""
        width = 3 * self._column_px + 2 * self._gap
        return QSize(width, self.heightForWidth(width))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        shown = self._visible_items()
        columns = max(1, (rect.width() + self._gap) // (self._column_px + self._gap))
        width = (rect.width() - self._gap * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(shown), columns):
            row = shown[first : first + columns]
            heights = [i.heightForWidth(width) if i.hasHeightForWidth() else i.sizeHint().height() for i in row]
            height = max(heights)
            if place:
                for column, item in enumerate(row):
                    item.setGeometry(QRect(rect.x() + column * (width + self._gap), y, width, height))
            y += height + self._gap
        return max(0, y - self._gap - rect.y())
