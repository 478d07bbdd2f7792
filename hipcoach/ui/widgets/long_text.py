"""A part of a page that scrolls by itself where there is no room for all of its words."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

LEAST_LINES = 4


class LongText(QScrollArea):
    """As high as what it holds, or as there is room. The arrow keys of the page around scroll it."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner = QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        inner.setLayout(layout)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self.scrolls = True
        self.set_scrolls(False)

    def set_scrolls(self, scrolls: bool) -> None:
        """Let it be less high than what it holds, or not."""
        if scrolls is not self.scrolls:
            self.scrolls = scrolls
            policy = self.sizePolicy()
            policy.setHeightForWidth(not scrolls)
            self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all of it."""
        return self._inner.heightForWidth(width) if self._inner.hasHeightForWidth() else self._inner.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the height of all of it at the present width."""
        return QSize(self._inner.sizeHint().width(), self.heightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """Return a height in which a few lines can be read."""
        return QSize(self._inner.minimumSizeHint().width(), LEAST_LINES * self._inner.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Need another height for other words."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
