"""The ring: the progress of a step, with its seconds or its repetition as a number that reads at 3 m.

Around minutes and seconds it is drawn out: as a circle it would make their digits small.
"""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.spoken_as import SpokenAs, SpokenRange


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
            track = self._track()
            pen = QPen(self._theme.colour(f"{self._face.tone}_soft"), self._sizes.ring_line)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPath(track)
            left = min(max(self._face.left, 0.0), 1.0)
            if left > 0:
                pen.setColor(self._theme.colour(self._face.tone))
                if left < 1:
                    length = track.length() / pen.widthF()
                    pen.setDashPattern([max(0.01, left * length), 2 * length])
                painter.setPen(pen)
                painter.drawPath(track)
            if self._face.icon:
                self._paint_icon(painter)
            else:
                self._paint_text(painter)

    def _paint_text(self, painter: QPainter) -> None:
        font = self._font()
        metrics = QFontMetricsF(font)
        tight = metrics.tightBoundingRect(self._face.text or "0")
        middle = self._outline().center()
        unit = self._sizes.unit
        counts = self.unit_has_room()
        lift = unit * 0.5 if counts else 0.0
        across = middle.x() - metrics.horizontalAdvance(self._face.text) / 2
        baseline = middle.y() - lift - tight.center().y()
        path = QPainterPath()
        path.addText(QPointF(across, baseline), font, self._face.text)  # glyph caches blur at this size
        painter.fillPath(path, self._theme.colour("ink"))
        if counts:
            small = self._theme.font(Type.BODY)
            small.setPixelSize(unit)
            painter.setFont(small)
            painter.setPen(self._theme.colour("muted"))
            room = QRectF(0, middle.y() - lift + tight.height() / 2 + unit * 0.25, self.width(), unit * 1.5)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self._face.unit)

    def unit_has_room(self) -> bool:
        """Return True if what is counted has room under the number, within the line, also where that curves in."""
        unit, outline = self._sizes.unit, self._outline()
        digits = QFontMetricsF(self._font()).tightBoundingRect(self._face.text or "0").height()
        inside = outline.height() - 1.5 * self._sizes.ring_line
        if not self._face.unit or digits + 1.5 * unit > inside:
            return False
        small = self._theme.font(Type.BODY)
        small.setPixelSize(unit)
        words = QFontMetricsF(small).horizontalAdvance(self._face.unit)
        return words <= self._chord(outline.height(), digits + 1.5 * unit) + outline.width() - outline.height()

    def _paint_icon(self, painter: QPainter) -> None:
        size = round(self._outline().height() * 0.42)
        pixmap = self._theme.icon(self._face.icon, self._face.tone, size, self.devicePixelRatioF())
        middle = self._outline().center()
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), pixmap)

    def _outline(self) -> QRectF:
        """Return the middle of the line: a square, or for minutes and seconds as wide as they need."""
        line = self._sizes.ring_line
        side = min(self.width(), self.height()) - line - 2
        width = float(side)
        if ":" in self._face.text:
            words = self._text_size(self._sizes.digits)
            width = min(
                max(side, words.width() + 2 * line + side - self._chord(side, words.height())), self.width() - line - 2
            )
        return QRectF((self.width() - width) / 2, (self.height() - side) / 2, width, side)

    def _track(self) -> QPainterPath:
        """Return the line round, from the top to the left."""
        box = self._outline()
        side, middle = box.height(), box.center().x()
        track = QPainterPath(QPointF(middle, box.top()))
        track.arcTo(QRectF(box.left(), box.top(), side, side), 90, 180)
        track.arcTo(QRectF(box.right() - side, box.top(), side, side), 270, 180)
        track.closeSubpath()
        return track

    def _chord(self, side: float, height: float) -> float:
        """Return how wide a text of this height may be in a circle."""
        inner = side - self._sizes.ring_line * 1.5
        return math.sqrt(max(0.0, inner**2 - height**2))

    def _text_size(self, digit_px: float) -> QSizeF:
        """Return the size of the text with digits of this height."""
        font = self._theme.font(Type.DISPLAY, tabular=True)
        font.setPixelSize(200)
        metrics = QFontMetricsF(font)
        share = digit_px / metrics.tightBoundingRect("0").height()
        text = metrics.tightBoundingRect(self._face.text or "0")
        return QSizeF(text.width() * share, text.height() * share)

    def _font(self) -> QFont:
        """Return the largest font, up to the wanted digit height, whose text stays inside the ring."""
        font = self._theme.font(Type.DISPLAY, tabular=True)
        font.setPixelSize(200)
        digit = QFontMetricsF(font).tightBoundingRect("0").height()
        wanted, box = self._text_size(self._sizes.digits), self._outline()
        if box.width() > box.height():
            room = box.width() - box.height() + self._chord(box.height(), wanted.height())
            share = room / wanted.width()
        else:
            inner = box.width() - self._sizes.ring_line * 1.5
            share = inner / math.hypot(wanted.width(), wanted.height())
        font.setPixelSize(max(8, int(200 * self._sizes.digits / digit * min(1.0, share))))
        return font
