"""A check box with words that wrap."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.painting import RING_PX, focus_ring, outlined, rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs

BOX_RADIUS = 6


class CheckRow(Button):
    """The whole row is the target; the box of a ticked row is filled and has a tick."""

    spoken_as = SpokenAs.CHECK

    enter_presses = False

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, icon="check", align_left=True)
        self.setCheckable(True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the second press of a double click be: it would take back what the first has ticked."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint focus ring, box, tick and words."""
        theme, size = self.theme, self.theme.scaled(tokens.ICON_PX)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() and self.isEnabled():
                ground = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
                outlined(painter, ground, theme.colour("line"), 2)  # a tint would look chosen
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), theme)
            left, top = RING_PX + self._padding_px(), (self.height() - size) // 2
            box = QRectF(left, top, size, size)
            if self.isChecked():
                rounded(painter, box, theme.colour("accent"), BOX_RADIUS)
                painter.drawPixmap(left, top, theme.icon("check", "on_accent", size, self.devicePixelRatioF()))
            else:
                rounded(painter, box, theme.colour("raised"), BOX_RADIUS)
                outlined(painter, box, theme.colour("accent"), 2, BOX_RADIUS)
            painter.setFont(self._font())
            painter.setPen(theme.colour("ink"))
            words = QRect(left + size + Space.S, 0, self.width() - left - size - Space.S - RING_PX, self.height())
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(words, flags, self.text())

    def _font(self) -> QFont:
        return self.theme.font()

    def _padding_px(self) -> int:
        return Space.XXS

    def _icon_px(self) -> int:
        return self.theme.scaled(tokens.ICON_PX) + Space.S
