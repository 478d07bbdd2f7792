"""What the colour of a muscle means, under its picture: words beside a patch of that colour."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.body.tones import tones
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.spoken_as import SpokenAs

PATCH_PX, CORNER_PX, RIM_PX = 14, 4, 2


class _Patch(QWidget):
    spoken_as = SpokenAs.DECORATION

    def __init__(self, theme: Theme, *, stretched: bool) -> None:
        super().__init__()
        self._theme, self._stretched = theme, stretched
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        side = self._theme.scaled(PATCH_PX)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tones(self._theme.dark)
        within, rim = (look.stretches, look.stretches_rim) if self._stretched else (look.works, look.works_rim)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(*rim), RIM_PX))
            painter.setBrush(QColor(*within))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_PX, CORNER_PX)


class _Meaning(MutedLabel):
    """Words on one line where there is room for it; by itself, what wraps is given half of the room."""

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.text()) + margins.left() + margins.right() + 1
        return QSize(width, self.heightForWidth(width))


class ColourKey(QWidget):
    """Shows the colour of what works, or of what is stretched, and says what it means."""

    def __init__(self, theme: Theme, text: str, *, stretched: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        label = _Meaning(theme, text, role=Type.SMALL)
        row.addStretch()
        row.addWidget(_Patch(theme, stretched=stretched))
        row.addWidget(label)
        row.addStretch()
