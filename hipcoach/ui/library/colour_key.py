"""What the colour of a muscle means, under its picture: words beside a patch of that colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.ui.shared.colour_meaning import paint_patch
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.spoken_as import SpokenAs

PATCH_PX, LOWER_PX = 14, 3  # its side, and how much lower than a line's top it begins


class _Patch(QWidget):
    spoken_as = SpokenAs.DECORATION

    def __init__(self, theme: Theme, *, stretched: bool) -> None:
        super().__init__()
        self._theme, self._stretched = theme, stretched
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.scaled(PATCH_PX), self._theme.scaled(PATCH_PX + LOWER_PX))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        square = QRectF(self.rect()).adjusted(0, self.height() - self.width(), 0, 0)
        with QPainter(self) as painter:
            paint_patch(painter, square, stretched=self._stretched, dark=self._theme.dark)


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
        row.addWidget(_Patch(theme, stretched=stretched), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
