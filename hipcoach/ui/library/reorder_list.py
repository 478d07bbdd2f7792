"""A list whose rows are moved by dragging, or by Alt with an arrow, and taken out by Delete."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space

MOST_ROWS, LEAST_ROWS = 6, 3  # seen at once, fewer of larger text: the list follows the row that is marked


class RowList(QListWidget):
    """Rows of wrapped words, as high as a target or higher; the list is as high as its first rows."""

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        theme.changed.connect(self._fit)

    def set_rows(self, texts: Sequence[str], current: int) -> None:
        """Show these rows, and mark one of them, without a signal."""
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems(list(texts))
        self.setCurrentRow(min(current, len(texts) - 1))
        self.blockSignals(blocked)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Wrap the words anew in another width: not in `resizeEvent`, during which Qt lays out no new height."""
        done = super().event(event)
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._fit()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """Wrap the words anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Set the height of each row by its words, and that of the list by its first rows."""
        width = self.viewport().width() - 2 * Space.S - 2 * Space.XXS
        heights = [self._row_px(item, width) for item in map(self.item, range(self.count()))]
        seen = max(LEAST_ROWS, round(MOST_ROWS / self._theme.text_factor))
        shown = heights[:seen] or [self._theme.scaled(tokens.TARGET_PX)]
        self.setFixedHeight(sum(shown) + 2 * (tokens.RING_PX + tokens.FOCUS_PX + Space.XXS))

    def _row_px(self, item: QListWidgetItem, width: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        words = self.fontMetrics().boundingRect(0, 0, max(width, 1), 10_000, flags, item.text())
        height = max(words.height() + 2 * Space.XS, self._theme.scaled(tokens.TARGET_PX))
        item.setSizeHint(QSize(0, height))
        return height


class ReorderList(RowList):
    """Says what its user wants of the rows; its owner changes them, and shows them again."""

    move_wanted = Signal(int, int)  # from, to
    remove_wanted = Signal(int)

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent=parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.model().rowsMoved.connect(self._on_rows_moved, Qt.ConnectionType.QueuedConnection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked row, or take it out."""
        row = self.currentRow()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if row >= 0 and 0 <= row + step < self.count():
                self.move_wanted.emit(row, row + step)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.remove_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def _on_rows_moved(self, _parent: object, first: int, _last: int, _to: object, row: int) -> None:
        self.move_wanted.emit(first, row if row < first else row - 1)
