"""A row that breaks: its widgets stand side by side, or one below the other where the width ends."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.layout_items import widgets_in

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class BreakingRow(QWidget):
    """Add widgets to `row`. Before the row breaks, its buttons no longer show their keys."""

    def __init__(
        self, *, gap: int = Space.S, first_share: float = 0.0, last_share: float = 0.0, parent: QWidget | None = None
    ) -> None:
        """Shares: the least part of the width for long words that come first, or last."""
        super().__init__(parent)
        self._first_share, self._last_share = first_share, last_share
        self.row = QBoxLayout(ACROSS, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(gap)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest widget: the row can break."""
        return QSize(max((size.width() for size in self._sizes()), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break or mend the row."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Look again when a widget has other words."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _turn(self) -> None:
        keys = self._line_px() <= self.width()
        for button in self._widgets():
            if isinstance(button, Button):
                button.show_key(keys)
        direction = ACROSS if self._has_room() else DOWN
        if direction is not self.row.direction():
            self.row.setDirection(direction)
            self.updateGeometry()

    def _line_px(self) -> int:
        """Return the width of all words and keys on one line."""
        widgets = self._widgets()
        widths = (each.line_px(key=True) if isinstance(each, Button) else each.sizeHint().width() for each in widgets)
        return sum(widths) + self._gaps_px(len(widgets))

    def _has_room(self) -> bool:
        widgets, least = self._widgets(), [size.width() for size in self._sizes()]
        for at, share in ((0, self._first_share), (-1, self._last_share)):
            if widgets and share:
                least[at] = max(least[at], min(widgets[at].sizeHint().width(), round(share * self.width())))
        return sum(least) + self._gaps_px(len(widgets)) <= self.width()

    def _gaps_px(self, count: int) -> int:
        return self.row.spacing() * max(0, count - 1)

    def _widgets(self) -> list[QWidget]:
        return [each for each in widgets_in(self.row) if not each.isHidden()]

    def _sizes(self) -> list[QSize]:
        return [widget.minimumSizeHint().expandedTo(widget.minimumSize()) for widget in self._widgets()]
