"""The ring: the progress of a step, with its seconds or its repetition as a number that reads at 3 m."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.spoken_as import SpokenAs, SpokenRange

TOP_DEG16 = 90 * 16
FULL_DEG16 = 360 * 16


@dataclass(frozen=True, slots=True)
class RingFace:
    """The content of the ring: a number or an icon, and the part of the circle that is left."""

    text: str = ""
    left: float = 1.0  # 0..1
    tone: str = "accent"  # a colour token; "<tone>_soft" is its track
    icon: str = ""  # instead of the text
    unit: str = ""  # a small word under the number: what it counts


class Ring(QWidget):
    """Paints one `RingFace`; the accessible name says the same."""

    spoken_as = SpokenAs.PROGRESS

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes = StageSizes(1.0)
        self._face = RingFace()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the stage's sizes."""
        self._sizes = sizes
        self.updateGeometry()
        self.update()

    def show_face(self, face: RingFace) -> None:
        """Show a face; nothing is painted if it is the same as before."""
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName(f"{face.text} {face.unit}".strip())
        self.update()

    def spoken_range(self) -> SpokenRange:
        """Return how much of the circle is left, in per cent."""
        return SpokenRange(round(100 * self._face.left), 0, 100)

    @property
    def face(self) -> RingFace:
        """Return the face on the screen."""
        return self._face

    def digit_height(self) -> float:
        """Return the height of a digit of the present text, in logical pixels."""
        return QFontMetricsF(self._font()).tightBoundingRect("0").height()

    def sizeHint(self) -> QSize:
        """Return a square that holds three digits."""
        side = self._sizes.px(360)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the part that is left, and the number in the middle."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            circle = self._circle()
            pen = QPen(self._theme.colour(f"{self._face.tone}_soft"), self._sizes.ring_line)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawEllipse(circle)
            left = min(max(self._face.left, 0.0), 1.0)
            if left > 0:
                pen.setColor(self._theme.colour(self._face.tone))
                painter.setPen(pen)
                painter.drawArc(circle, TOP_DEG16, round(FULL_DEG16 * left))
            if self._face.icon:
                self._paint_icon(painter)
            else:
                self._paint_text(painter)

    def _paint_text(self, painter: QPainter) -> None:
        font = self._font()
        metrics = QFontMetricsF(font)
        tight = metrics.tightBoundingRect(self._face.text or "0")
        middle = self._circle().center()
        lift = self._sizes.unit * 0.5 if self._face.unit else 0.0
        across = middle.x() - metrics.horizontalAdvance(self._face.text) / 2
        baseline = middle.y() - lift - tight.center().y()
        path = QPainterPath()
        path.addText(QPointF(across, baseline), font, self._face.text)  # glyph caches blur at this size
        painter.fillPath(path, self._theme.colour("ink"))
        if self._face.unit:
            small = self._theme.font(Type.BODY)
            small.setPixelSize(self._sizes.unit)
            painter.setFont(small)
            painter.setPen(self._theme.colour("muted"))
            top = middle.y() - lift + tight.height() / 2 + self._sizes.unit * 0.25
            room = QRectF(0, top, self.width(), self._sizes.unit * 1.5)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self._face.unit)

    def _paint_icon(self, painter: QPainter) -> None:
        size = round(self._circle().width() * 0.42)
        pixmap = self._theme.icon(self._face.icon, self._face.tone, size, self.devicePixelRatioF())
        middle = self._circle().center()
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), pixmap)

    def _circle(self) -> QRectF:
        line = self._sizes.ring_line
        side = min(self.width(), self.height()) - line - 2
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _font(self) -> QFont:
        """Return the largest font, up to the wanted digit height, whose text stays inside the ring."""
        font = self._theme.font(Type.DISPLAY, tabular=True)
        font.setPixelSize(200)
        metrics = QFontMetricsF(font)
        digit = metrics.tightBoundingRect("0").height()
        text = metrics.tightBoundingRect(self._face.text or "0")
        inner = self._circle().width() - self._sizes.ring_line * 1.5
        diagonal = math.hypot(text.width(), text.height())
        size = min(200 * self._sizes.digits / digit, 200 * inner / diagonal)
        font.setPixelSize(max(8, int(size)))
        return font
