"""The frame of every page: a title, and content of limited width that scrolls when it is long."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.foot_action import FootAction
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.tab_order import follow_layout, in_order


class _Page(QWidget):
    """The scrolled content: as high as its words need at its present width, not at its minimum width."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        """Emit `laid_out` after a new layout."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.laid_out.emit()
        return done

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class PageFrame(QScrollArea):
    """Add content to `body`. The widget with the focus is scrolled into view."""

    height_changed = Signal(int)  # what all of the page needs, in pixels

    def __init__(self, theme: Theme, title: str, *, centred: bool = False, parent: QWidget | None = None) -> None:
        """With `centred`, a page of a few words is centred vertically."""
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
        self._whole = QVBoxLayout(page)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._across = across = QHBoxLayout()
        self._whole.addLayout(across, 1)
        self._column = column = QWidget()
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
        self._foot: FootAction | None = None  # where the page has a main button
        self._on_scroll_range_changed(0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_range_changed)

    def use_two_columns(self) -> None:
        """Let the content be as wide as two columns of it, where the window is."""
        self._column.setMaximumWidth(2 * tokens.COLUMN_MAX_PX)

    def keep_in_view(self, button: PrimaryButton) -> None:
        """Show this button again at the foot, while the page has it further down."""
        if self._foot is None:
            self._foot = FootAction(self.theme, self)
            self.verticalScrollBar().valueChanged.connect(self._foot.look)
        self._foot.follow(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether the main button is in view."""
        super().resizeEvent(event)
        if self._foot is not None:
            self._foot.look()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus in the order of the layout, and scroll its widget into view with a margin."""
        follow_layout(self)
        moved = super().focusNextPrevChild(next)
        if moved:
            self.show_focus()
        return moved

    def show_focus(self) -> None:
        """Scroll the control that has the focus into view, where it is one of this page."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            covered = self._foot.covers_px() if self._foot is not None else 0
            self.ensureWidgetVisible(focused, Space.L, max(Space.XXL, covered))

    @property
    def seen_px(self) -> int:
        """How much of the height is seen of what scrolls: all but what the button at the foot lies over."""
        return self.viewport().height() - (self._foot.covers_px() if self._foot is not None else 0)

    def from_top_px(self, widget: QWidget, down_px: int) -> int:
        """Return how far below the top of the page a line is that is so far down in one of its widgets."""
        return widget.mapTo(self.viewport(), QPoint(0, down_px)).y() + self.verticalScrollBar().value()

    def to_top(self) -> None:
        """Show the page from its beginning."""
        self.verticalScrollBar().setValue(0)

    def focus_in_view(self) -> bool:
        """Focus the first control in view of a page that has been scrolled. Return False where there is none."""
        view, scrolled = self.viewport(), self.verticalScrollBar().value() > 0
        for each in in_order(self) if scrolled else ():
            middle = each.mapTo(view, each.rect().center())
            if each.isVisible() and each.isEnabled() and view.rect().contains(middle):
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _on_page_laid_out(self) -> None:
        if self._foot is not None:
            self._foot.look()
        self.height_changed.emit(self._whole.heightForWidth(self.viewport().width()))

    def _on_scroll_range_changed(self, low: int, high: int) -> None:
        """Keep the width of the scroll bar free where there is none, so that words do not move from page to page."""
        right = Space.L if high > low else Space.L + tokens.SCROLL_PX
        self._across.setContentsMargins(Space.L, Space.XL, right, Space.XL)

    def add_foot(self, foot: QLayout) -> None:
        """Add a layout under the content, which is scrolled with it."""
        self._whole.addLayout(foot)

    def clear_body(self, *, keep: int = 1) -> None:
        """Remove everything under the title, or after the first `keep` items."""
        clear_layout(self.body, keep=keep)


def clear_layout(layout: QVBoxLayout | QHBoxLayout, *, keep: int = 0) -> None:
    """Remove and delete the items of a layout after the first `keep`."""
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
