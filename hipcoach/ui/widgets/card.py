"""A raised ground with a soft shadow, and one that is a button as a whole."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.own_menu import offer, offer_copy
from hipcoach.ui.widgets.painting import RING_PX, focus_ring, outlined, rounded, soft_shadow
from hipcoach.ui.widgets.spoken_as import SpokenAs


class Card(QFrame):
    """A group of widgets on a raised ground: add them to `body`. `ground` is the name of a colour token."""

    def __init__(
        self,
        theme: Theme,
        *,
        ground: str = "raised",
        pad: int = Space.L,
        gap: int = Space.S,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._ground = ground
        self.body = QVBoxLayout(self)
        margin = pad
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._on_theme_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow and ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        rect = self._ground_rect()
        colours = self.theme.colours
        if self._ground == "raised":
            soft_shadow(painter, rect, self.theme)
        rounded(painter, rect, self.theme.colour(self._ground))
        if getattr(colours, self._ground) == colours.surface:  # high contrast: a line, as no ground sets it off
            outlined(painter, rect, self.theme.colour("edge"), 1)

    def _ground_rect(self) -> QRectF:
        margin = RING_PX
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _on_theme_changed(self) -> None:
        self.update()


class CardButton(Card):
    """A card that is clicked as a whole, also by Enter or Space. `name` is for screen readers."""

    spoken_as = SpokenAs.BUTTON

    clicked = Signal()

    def __init__(self, theme: Theme, name: str, *, pad: int = Space.M, gap: int = Space.XS) -> None:
        super().__init__(theme, pad=pad, gap=gap)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(tokens.TARGET_PX + 2 * RING_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        offer(self, "Open", self.clicked.emit)
        offer_copy(self, self.accessibleName)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click when the mouse button is released over the card."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter or Space, once however long it is held."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def _paint_ground(self, painter: QPainter) -> None:
        super()._paint_ground(painter)
        if self.underMouse():
            rounded(painter, self._ground_rect(), self.theme.colour("accent_soft"))
        if self.hasFocus():
            ring = self._ground_rect().adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
            focus_ring(painter, ring, self.theme)
