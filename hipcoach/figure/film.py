"""A movement as a film: its frames as they come from the disk, two of them blended for each moment between."""

import bisect
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from hipcoach.body.frame_file import FILM, FilmHead, frame_name, read_film
from hipcoach.figure.frame import Frame, load_frame, place

BUDGET_BYTES = 60_000_000  # for frames in memory; of a longer film those near the moment are there
AT_ONCE = 6  # frames that are asked for at a time, so that the order of need stays fresh
BLENDED = 0.04  # of the way between two frames: what is nearer to one is shown as that one


Want = Callable[[Mapping[Path, Callable[[], None]]], None]


class Film:
    """The frames of one folder. `want` is given what has to be read; that may be done in any thread."""

    def __init__(self, folder: Path, want: Want, on_read: Callable[[], None]) -> None:
        """Play a folder's frames; `on_read` is called once more of it is there."""
        self._folder, self._want, self._on_read = folder, want, on_read
        self._lock = threading.Lock()
        self._head: FilmHead | None = None
        self._frames: dict[int, Frame] = {}
        self._asked: set[int] = set()  # also those that are not painted yet, until `look_again`
        self._bytes = 0
        self._at, self._forward = 0, True
        self._whole: QImage | None = None
        self._changed = QRect()

    def look_again(self) -> None:
        """Ask once more for what was not there."""
        with self._lock:
            self._asked.clear()

    def frame_at(self, share: float) -> Frame | None:
        """Return the frame nearest to a share of the movement, for its marks."""
        head = self._head
        if head is None:
            return None
        i = min(range(len(head.shares)), key=lambda k: abs(head.shares[k] - share))
        return self._frames.get(i) or self._frames.get(0)

    def paint(self, painter: QPainter, rect: QRectF, share: float, breath: float, *, flipped: bool) -> bool | None:
        """Paint a moment, or what is there and nearest to it; return True if it is the moment, None if nothing is."""
        head = self._head
        if head is None:
            self._want({self._folder / FILM: self._read_head})
            return None
        low, high, between = self._around(head, share, breath)
        self._ask(head, low, high)
        with self._lock:
            ground, first, second = (self._frames.get(i) for i in (0, low, high))
            nearest = first or second or self._nearest(low)
        if ground is None:
            return None
        whole = first is not None and second is not None
        painter.save()
        place(painter, ground.head, rect, flipped=flipped)
        painter.drawImage(0, 0, self._together(ground, nearest, second if whole else None, between))
        painter.restore()
        return whole

    def _together(self, ground: Frame, first: Frame | None, second: Frame | None, between: float) -> QImage:
        """Return the whole picture, with two frames blended where either has pixels of its own."""
        whole = self._whole
        if whole is None:
            size = QSize(ground.head.width, ground.head.height)
            whole = self._whole = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            self._changed = QRect(QPoint(), size)
        area = self._changed
        for frame in (first, second):
            area = area.united(frame.area) if frame is not None else area
        self._changed = first.area if first is not None else QRect()
        with QPainter(whole) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            _lay(painter, ground, first, area)
            if second is not None and second is not first and between > 0:
                painter.setOpacity(between)  # a source that is not whole is blended with what is there
                _lay(painter, ground, second, area)
                self._changed = area
        return whole

    def _around(self, head: FilmHead, share: float, breath: float) -> tuple[int, int, float]:
        """Return the frames before and after a moment, and how far it is from the first to the second."""
        last = len(head.shares) - 1
        if share >= head.shares[-1] and breath > 0 and head.rises:
            at = breath * len(head.rises)
            low = int(at)
            return (last if low == 0 else last + low), min(last + low + 1, last + len(head.rises)), at - low
        high = min(last, bisect.bisect_left(head.shares, share))
        low = max(0, high - 1)
        width = head.shares[high] - head.shares[low]
        between = 1.0 if width <= 0 else (share - head.shares[low]) / width
        if between < BLENDED:
            return low, low, 0.0
        return (high, high, 0.0) if between > 1 - BLENDED else (low, high, between)

    def _nearest(self, number: int) -> Frame | None:
        """Return the frame in memory that is nearest to one that is not."""
        i = min(self._frames, key=lambda k: abs(k - number), default=None)
        return None if i is None else self._frames[i]

    def _ask(self, head: FilmHead, low: int, high: int) -> None:
        """Have read what is needed now, then what comes next if the movement goes on as it goes."""
        if low != self._at:
            self._at, self._forward = low, low > self._at
        reads: dict[Path, Callable[[], None]] = {}
        with self._lock:
            for number in self._needed(head, low, high):
                if number not in self._frames and number not in self._asked:
                    self._asked.add(number)
                    reads[self._folder / frame_name(number)] = partial(self._read, number)
                    if len(reads) == AT_ONCE:
                        break
        if reads:
            self._want(reads)

    def _needed(self, head: FilmHead, low: int, high: int) -> Iterator[int]:
        """Return frames in the order in which they are needed, no more than there is room for."""
        count = len(head.shares) + len(head.rises)
        yield from (0, low, high)
        each = self._bytes / len(self._frames) if self._frames else 0.0
        room = count if not each else int(BUDGET_BYTES / each) - 3
        on, back = range(high + 1, count), range(low - 1, 0, -1)
        yield from [*(on if self._forward else back), *(back if self._forward else on)][: max(0, room)]

    def _read_head(self) -> None:
        """Read what is said about the film; in the reader's thread."""
        try:
            self._head = read_film(self._folder)
        except (OSError, ValueError):
            return
        self._on_read()

    def _read(self, number: int) -> None:
        """Read one frame; in the reader's thread."""
        found = load_frame(self._folder / frame_name(number))
        if found is None:
            return
        with self._lock:
            self._asked.discard(number)
            self._frames[number] = found
            self._bytes += found.bytes
            while self._bytes > BUDGET_BYTES and len(self._frames) > 1:
                gone = max((i for i in self._frames if i), key=lambda i: abs(i - self._at))
                self._bytes -= self._frames.pop(gone).bytes
        self._on_read()


def _lay(painter: QPainter, ground: Frame, frame: Frame | None, area: QRect) -> None:
    """Put a frame into a part of a picture, and round it the ground: each pixel once."""
    own = frame.area if frame is not None and frame is not ground else QRect()
    around = QRegion(area).subtracted(QRegion(own))
    for part in around.intersected(QRegion(ground.area)):  # type: ignore[attr-defined]  # PySide's stub forgets it
        painter.drawImage(part.topLeft(), ground.image, part.translated(-ground.area.topLeft()))
    for part in around.subtracted(QRegion(ground.area)):  # type: ignore[attr-defined]
        painter.fillRect(part, Qt.GlobalColor.transparent)
    if frame is not None and frame is not ground:
        painter.drawImage(frame.area.topLeft(), frame.image)
