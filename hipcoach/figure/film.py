"""A movement as a film: its frames as they come from the disk, two of them blended for each moment between."""

import bisect
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.body.frame_file import FilmHead, frame_name, read_film
from hipcoach.figure.frame import Frame, load_frame, place

BUDGET_BYTES = 60_000_000  # for frames in memory; beyond it they are read again
BLENDED = 0.04  # of the way between two frames: what is nearer to one is shown as that one


class Film:
    """The frames of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._head: FilmHead | None = None
        self._frames: dict[int, Frame] = {}
        self._bytes = 0
        self._blend: tuple[QImage, QImage] | None = None
        self._changed = QRect()

    @property
    def ready(self) -> bool:
        """Return True once there is something to show."""
        return self._frame(0) is not None

    def frame_at(self, share: float) -> Frame | None:
        """Return the frame nearest to a share of the movement, for its marks."""
        head = self._film()
        if head is None:
            return None
        i = min(range(len(head.shares)), key=lambda k: abs(head.shares[k] - share))
        return self._frame(i) or self._frame(0)

    def paint(self, painter: QPainter, rect: QRectF, share: float, breath: float, *, flipped: bool) -> bool:
        """Paint a moment; return True if there was something to paint."""
        ground, head = self._frame(0), self._film()
        if ground is None or head is None:
            return False
        low, high, between = self._around(head, share, breath)
        painter.save()
        place(painter, ground.head, rect, flipped=flipped)
        first, second = self._frame(low), self._frame(high)
        if first is None or second is None:
            first, second, between = self._nearest(head, low), None, 0.0
        painter.drawImage(0, 0, self._together(ground, first, second, between))
        painter.restore()
        return True

    def _together(self, ground: Frame, first: Frame | None, second: Frame | None, between: float) -> QImage:
        """The whole picture, with two frames blended where either has pixels of its own."""
        whole, other = self._blends(ground)
        area = self._changed.united(first.area if first else QRect()).united(second.area if second else QRect())
        self._lay(whole, ground, first, area)
        self._changed = first.area if first else QRect()
        if second is not None and second is not first and between > BLENDED:
            self._lay(other, ground, second, area)
            with QPainter(other) as painter:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
                painter.fillRect(area, _grey(between))
            with QPainter(whole) as painter:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
                painter.fillRect(area, _grey(1.0 - between))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
                painter.drawImage(area, other, area)
            self._changed = area
        return whole

    def _blends(self, ground: Frame) -> tuple[QImage, QImage]:
        """Two whole pictures to blend in; the first has the ground in it."""
        if self._blend is None:
            size = QSize(ground.head.width, ground.head.height)
            made = [QImage(size, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2)]
            for image in made:
                image.fill(0)
            self._blend = (made[0], made[1])
            self._changed = QRect()
            self._lay(made[0], ground, None, QRect(QPoint(), size))
        return self._blend

    def _lay(self, image: QImage, ground: Frame, frame: Frame | None, area: QRect) -> None:
        """Put ground, and a frame over it, into a part of a picture."""
        with QPainter(image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setClipRect(area)
            painter.fillRect(area, Qt.GlobalColor.transparent)
            painter.drawImage(ground.area.topLeft(), ground.image)
            if frame is not None and frame is not ground:
                painter.drawImage(frame.area.topLeft(), frame.image)

    def _around(self, head: FilmHead, share: float, breath: float) -> tuple[int, int, float]:
        """The frames before and after a moment, and how far it is from the first to the second."""
        last = len(head.shares) - 1
        if share >= head.shares[-1] and breath > 0 and head.rises:
            at = breath * len(head.rises)
            low = int(at)
            return (last if low == 0 else last + low), min(last + low + 1, last + len(head.rises)), at - low
        high = min(last, bisect.bisect_left(head.shares, share))
        low = max(0, high - 1)
        width = head.shares[high] - head.shares[low]
        return low, high, 1.0 if width <= 0 else (share - head.shares[low]) / width

    def _nearest(self, head: FilmHead, wanted: int) -> Frame | None:
        """The frame that is there and nearest to one that is not."""
        for i in sorted(range(len(head.shares)), key=lambda k: abs(k - wanted)):
            if (found := self._frame(i)) is not None:
                return found
        return None

    def _film(self) -> FilmHead | None:
        if self._head is None:
            try:
                self._head = read_film(self._folder)
            except (OSError, ValueError):
                return None
        return self._head

    def _frame(self, number: int) -> Frame | None:
        found = self._frames.get(number)
        if found is None and (found := load_frame(self._folder / frame_name(number))) is not None:
            if self._bytes + found.bytes > BUDGET_BYTES and self._frames:
                gone = next(i for i in (*self._frames, 0) if i or len(self._frames) == 1)
                self._bytes -= self._frames.pop(gone).bytes
            self._frames[number] = found
            self._bytes += found.bytes
        return found


def _grey(opacity: float) -> QColor:
    shade = QColor(0, 0, 0)
    shade.setAlphaF(opacity)
    return shade
