"""A movement as a film: its frames as they come from the disk, two of them blended for each moment between."""

import bisect
from pathlib import Path

from PySide6.QtCore import QRectF
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
        self._blend: QImage | None = None

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
        """The whole picture, blended."""
        blend = self._blend
        if blend is None:
            size = (ground.head.width, ground.head.height)
            blend = self._blend = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
        blend.fill(0)
        with QPainter(blend) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(ground.area.topLeft(), ground.image)
            if first is not None and first is not ground:
                painter.drawImage(first.area.topLeft(), first.image)
        if second is not None and second is not first and between > BLENDED:
            self._mix(blend, ground, second, between)
        return blend

    def _mix(self, blend: QImage, ground: Frame, second: Frame, between: float) -> None:
        """Blend a second frame in: where either frame has pixels of its own."""
        other = QImage(blend.size(), QImage.Format.Format_ARGB32_Premultiplied)
        other.fill(0)
        with QPainter(other) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(ground.area.topLeft(), ground.image)
            if second is not ground:
                painter.drawImage(second.area.topLeft(), second.image)
        with QPainter(other) as painter:  # other * between
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.setOpacity(1.0)
            painter.fillRect(other.rect(), _grey(between))
        with QPainter(blend) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.fillRect(blend.rect(), _grey(1.0 - between))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            painter.drawImage(0, 0, other)

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
