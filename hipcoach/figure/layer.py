"""A picture as a list of layers from back to front, and where two pictures differ.

Layers are values: what makes them keeps those that come again, so the same layer is the same object. That is what
`damage` looks at.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPainterPathStroker

Fill = tuple[QBrush, QPainterPath]
EDGE_PX = 2.0  # antialiasing reaches a little over a shape's bounds


class Layer(Protocol):
    """A piece of a picture. Painted with antialiasing and without a pen."""

    @property
    def bounds(self) -> QRectF:
        """Where it can be seen."""

    def paint(self, painter: QPainter) -> None:
        """Paint it; the pen is given back as it was."""


Picture = tuple[Layer, ...]


class Fills:
    """Shapes, each filled with its brush."""

    __slots__ = ("_bounds", "fills")

    def __init__(self, fills: Iterable[Fill]) -> None:
        self.fills = tuple(fills)
        self._bounds: QRectF | None = None

    @property
    def bounds(self) -> QRectF:
        """What holds all shapes, worked out when it is first asked for."""
        if self._bounds is None:
            self._bounds = QRectF()
            for _, path in self.fills:
                self._bounds |= path.controlPointRect()
        return self._bounds

    def paint(self, painter: QPainter) -> None:
        """Fill one after the other."""
        for brush, path in self.fills:
            painter.fillPath(path, brush)


class Stamp:
    """A small image, scaled up smoothly. `prints` says what it is made of and where each of that can be seen.

    Two stamps differ only where the prints are that one of them alone has.
    """

    __slots__ = ("bounds", "image", "prints")

    def __init__(self, image: QImage, bounds: QRectF, prints: Mapping[Any, QRectF]) -> None:
        self.image, self.bounds, self.prints = image, bounds, prints

    def paint(self, painter: QPainter) -> None:
        """Scale it into its bounds."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.bounds, self.image)

    def difference(self, other: "Stamp") -> QRectF:
        """Where this stamp and another look different."""
        area = QRectF()
        for key in self.prints.keys() ^ other.prints.keys():
            area |= self.prints.get(key) or other.prints[key]
        return area


class Letter:
    """A bold letter in the middle of its bounds."""

    __slots__ = ("_colour", "_font", "_letter", "bounds")

    def __init__(self, letter: str, bounds: QRectF, px: int, colour: str) -> None:
        self.bounds = bounds
        self._letter, self._colour = letter, colour
        self._font = QFont()
        self._font.setPixelSize(px)
        self._font.setBold(True)

    def paint(self, painter: QPainter) -> None:
        """Write it."""
        painter.setFont(self._font)
        painter.setPen(QColor(self._colour))
        painter.drawText(self.bounds, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.setPen(Qt.PenStyle.NoPen)


def stroke(path: QPainterPath, width: float, dashes: Sequence[float] = ()) -> QPainterPath:
    """A path as the shape that a round pen would paint."""
    pen = QPainterPathStroker()
    pen.setWidth(width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen.createStroke(path)


def paint_picture(painter: QPainter, picture: Picture, area: QRectF | None = None) -> None:
    """Paint all layers, or those that reach into an area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for layer in picture:
        if area is None or area.intersects(layer.bounds):
            layer.paint(painter)


def damage(before: Picture, after: Picture) -> QRect:
    """The smallest rectangle of whole pixels outside which both pictures look the same; empty if they are the same."""
    place = {id(layer): i for i, layer in enumerate(before)}
    new, reached, kept = [], -1, set()
    for layer in after:
        i = place.get(id(layer), -1)
        if i > reached:  # what both have in the same order looks the same, wherever nothing else does not
            reached = i
            kept.add(i)
        else:
            new.append(layer)
    old = [layer for i, layer in enumerate(before) if i not in kept]
    changed = QRectF()
    stamps = [[layer for layer in layers if isinstance(layer, Stamp)] for layers in (old, new)]
    if len(stamps[0]) == len(stamps[1]) == 1:  # a picture has one shadow, and it lies under everything that moves
        changed = stamps[0][0].difference(stamps[1][0])
        old.remove(stamps[0][0])
        new.remove(stamps[1][0])
    for layer in (*old, *new):
        changed |= layer.bounds
    return QRect() if changed.isEmpty() else changed.adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX).toAlignedRect()
