"""A painted frame in the window's memory."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from hipcoach.body.frame_file import FrameHead, read_frame, read_packed

NEARLY = 0.03  # of its size, by which a picture may be off


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said about a frame, and the pixels of its part that is not clear."""

    head: FrameHead
    image: QImage

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        return int(self.image.sizeInBytes())

    @property
    def area(self) -> QRect:
        """Its part of the picture."""
        return QRect(self.head.left, self.head.top, self.head.wide, self.head.high)


def load_frame(path: Path) -> Frame | None:
    """Return a kept frame; None where there is none. A file that is not whole is removed, to be painted anew."""
    try:
        head, pixels = read_frame(path)
    except OSError:
        return None
    except ValueError:
        path.unlink(missing_ok=True)
        return None
    shared = QImage(pixels, head.wide, head.high, 4 * head.wide, QImage.Format.Format_ARGB32_Premultiplied)
    return Frame(head, shared.copy())  # its pixels are its own: those that were read are released


def load_poster(path: Path) -> Frame | None:
    """Return a shipped picture; None where it cannot be had. Its pixels are packed as WebP: a third of the size."""
    try:
        head, packed = read_packed(path)
    except (OSError, ValueError):
        return None
    image = QImage.fromData(packed)
    whole = (image.width(), image.height()) == (head.wide, head.high)
    return Frame(head, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)) if whole else None


def place(painter: QPainter, head: FrameHead, rect: QRectF, *, flipped: bool) -> None:
    """Let a painter's pixels be those of a picture in a rectangle; flipped left to right for the other side.

    The picture is as large as its shape allows, and centred. Pixels that fit the screen's nearly are not scaled: that
    would blur them and take longer.
    """
    scale = min(rect.width() / head.width, rect.height() / head.height)
    finer = abs(painter.deviceTransform().m11()) or 1.0
    if abs(scale * finer - 1) < NEARLY:
        scale = 1 / finer
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    left = round((rect.center().x() - head.width * scale / 2) * finer) / finer
    top = round((rect.center().y() - head.height * scale / 2) * finer) / finer
    painter.translate(left, top)
    painter.scale(scale, scale)
    if flipped:
        painter.translate(head.width, 0)
        painter.scale(-1, 1)
