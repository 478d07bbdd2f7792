"""The frame of every page: a title, content no wider than is pleasant, scrolled when it is long."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.tab_order import follow_layout


class _Page(QWidget):
    """What is scrolled: as high as its words need at the width it has, not at the narrowest it could have."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell when what it holds was laid out anew."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.laid_out.emit()
        return done

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class PageFrame(QScrollArea):
    """Add to `body`; what is focused is scrolled into view."""

    height_changed = Signal(int)  # what all of the page needs, in pixels

    def __init__(self, theme: Theme, title: str, *, centred: bool = False, parent: QWidget | None = None) -> None:
        """With `centred`, a page of a few words stands in the middle of its height."""
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = _Page()
        page.setObjectName("page")
        page.laid_out.connect(self._on_page_laid_out)
        across = QHBoxLayout(page)
        self._across = across
        column = QWidget()
        column.setMaximumWidth(tokens.CONTENT_MAX_PX)
        across.addStretch(1)
        across.addWidget(column, 1000, Qt.AlignmentFlag.AlignVCenter if centred else Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Space.M)
        self.title = Heading(theme, title, level=1)
        self.body.addWidget(self.title)
        self.title.setVisible(bool(title))  # not before it has a parent: it would flash up as a window of its own
        self.setWidget(page)
        self._on_scroll_range_changed(0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus, as the page is laid out, and bring what has it into view with room around it."""
        follow_layout(self)
        moved = super().focusNextPrevChild(next)
        focused = self.focusWidget()
        if moved and focused is not None:
            self.ensureWidgetVisible(focused, Space.L, Space.XXL)
        return moved

    def _on_page_laid_out(self) -> None:
        self.height_changed.emit(self._across.heightForWidth(self.viewport().width()))

    def _on_scroll_range_changed(self, low: int, high: int) -> None:
        """Keep the scroll bar's room where there is none: the words stay where they are from page to page."""
        right = Space.L if high > low else Space.L + tokens.SCROLL_PX
        self._across.setContentsMargins(Space.L, Space.XL, right, Space.XL)

    def clear_body(self, *, keep: int = 1) -> None:
        """Remove everything under the title, or after the first `keep` items."""
        clear_layout(self.body, keep=keep)


def clear_layout(layout: QVBoxLayout | QHBoxLayout, *, keep: int = 0) -> None:
    """Take out and delete what a layout holds, but for its first `keep` items."""
    while layout.count() > keep:
        item = layout.takeAt(layout.count() - 1)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear_layout(inner)
            inner.deleteLater()
