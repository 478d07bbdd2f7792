"""A figure's moving picture: each frame is painted once and kept as pixels, for every repetition comes back to it.

As in an animated film, cels with what a frame changes lie over a still picture, and over both the arrows and marks.
"""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from hipcoach.figure.frames import Frame, Shown, arrow_layers, frame_of, layers_of
from hipcoach.figure.layer import Picture, damage, paint_picture
from hipcoach.figure.types import Scene

BUDGET_PICTURES, BUDGET_BYTES = 28, 96_000_000  # for pixels; what finds no room is painted whenever it comes
BYTES = 4  # of a pixel
GRID = 4  # logical pixels: whole ones of the screen at each usual ratio (1.25, 1.5, 1.75, 2 ...)


@dataclass(slots=True)
class Cel:
    """Part of a frame: the layers to paint in a rectangle, and their pixels once they are kept.

    The marks lie over it; the frame is one without arrows.
    """

    frame: Frame
    area: QRect
    layers: Picture
    marks: Picture
    pixels: QImage | None = None


class Film:
    """One scene at one size, light or dark, both sides. `show` a moment, and `paint` what that says has changed."""

    def __init__(self, scene: Scene, size: QSize, ratio: float, *, keeps: bool = True) -> None:
        """`size` in logical pixels, `ratio` of the screen's to one of them; `keeps` for what will be shown again."""
        self.scene, self.size, self.ratio = scene, size, ratio
        self._room = min(BUDGET_BYTES, BUDGET_PICTURES * self._bytes(size)) if keeps else 0
        self._stills: dict[Frame, Cel] = {}  # what lies under the cels of a side: all before the movement begins
        self._cels: dict[Frame, Cel] = {}
        self._latest: Cel | None = None  # the still picture with which a frame was last compared
        self._frame: Frame | None = None
        self._cel: Cel | None = None
        self._over: Picture = ()

    def show(self, shown: Shown) -> QRect:
        """Turn to a moment; gives the rectangle in which it looks different."""
        frame = frame_of(self.scene, QSizeF(self.size), shown)
        if frame == self._frame:
            return QRect()
        old, over = self._cel, self._over
        cel = self._cel_of(replace(frame, arrows=False, back=False))
        self._frame, self._cel, self._over = frame, cel, (*arrow_layers(self.scene, frame), *cel.marks)
        if old is None or (old.frame.side, old.frame.dark) != (frame.side, frame.dark):
            return self._whole
        changed = damage(over, self._over)
        return changed if cel is old else changed | old.area | cel.area

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint a rectangle of the moment that is shown; the ground stays as it is."""
        cel = self._cel
        if cel is None:
            return
        still = self._still(cel.frame)
        if still.pixels is None:
            still.pixels = self._painted(still)
        painter.save()
        painter.setClipRegion(QRegion(area) - QRegion(cel.area), Qt.ClipOperation.IntersectClip)
        painter.drawImage(0, 0, still.pixels)
        painter.restore()
        if area.intersects(cel.area):
            self._keep(cel)
            if cel.pixels is not None:
                painter.drawImage(cel.area.topLeft(), cel.pixels)
            else:
                painter.save()
                painter.setClipRect(cel.area & area, Qt.ClipOperation.IntersectClip)
                paint_picture(painter, cel.layers, QRectF(cel.area & area))
                painter.restore()
        paint_picture(painter, self._over, QRectF(area))

    @property
    def _whole(self) -> QRect:
        return QRect(QPoint(), self.size)

    def _cel_of(self, frame: Frame) -> Cel:
        """A kept cel, or a new one without pixels."""
        kept = self._cels.get(frame)
        if kept is not None:
            return kept
        still = self._still(frame)
        if self._latest is not still:  # while the other side was shown, its shapes have gone from what is kept of parts
            still.layers, _ = layers_of(self.scene, still.frame)
            self._latest = still
        layers, marks = layers_of(self.scene, frame)
        area = QRect() if frame == still.frame else self._snapped(damage(still.layers, layers))
        return Cel(frame, area, layers, marks)

    def _keep(self, cel: Cel) -> None:
        """Paint a cel that has no pixels yet, and keep it, if there is room."""
        needed = self._bytes(cel.area.size())
        if cel.pixels is None and needed <= self._room:
            cel.pixels, cel.layers = self._painted(cel), ()
            self._room -= needed
            self._cels[cel.frame] = cel

    def _still(self, frame: Frame) -> Cel:
        """The picture under all cels of a frame's side."""
        key = replace(frame, share=0.0, rise=0.0)
        if key not in self._stills:
            self._stills[key] = Cel(key, self._whole, (), ())
        return self._stills[key]

    def _painted(self, cel: Cel) -> QImage:
        """A cel as pixels on a clear ground."""
        image = QImage(self._pixels(cel.area.size()), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self.ratio)
        image.fill(0)
        with QPainter(image) as painter:
            painter.translate(-cel.area.topLeft())
            paint_picture(painter, cel.layers, QRectF(cel.area))
        return image

    def _pixels(self, size: QSize) -> QSize:
        return QSize(math.ceil(size.width() * self.ratio), math.ceil(size.height() * self.ratio))

    def _bytes(self, size: QSize) -> int:
        pixels = self._pixels(size)
        return pixels.width() * pixels.height() * BYTES

    def _snapped(self, area: QRect) -> QRect:
        """A rectangle grown to the grid, within the picture."""
        left, top = area.left() // GRID * GRID, area.top() // GRID * GRID
        right, bottom = -(-(area.right() + 1) // GRID) * GRID, -(-(area.bottom() + 1) // GRID) * GRID
        return QRect(left, top, right - left, bottom - top) & self._whole
