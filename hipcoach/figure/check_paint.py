"""Checks on the painted picture: the highlighted region is seen, and nothing flickers from one frame to the next."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.engine.types import Phase
from hipcoach.figure.api import paint
from hipcoach.figure.check import FRAME, FigureFault
from hipcoach.figure.palette import palette
from hipcoach.figure.types import Figure

SEEN = 24  # of 255: a pixel has changed when it differs by more
HIGHLIGHT_PIXELS = 200.0  # of 400 x 300
FLICKER_FRAMES = 41
FLICKER_LIMIT = 2.2  # times the change of the frames around it
FLICKER_LEAST = 0.35  # mean change of a pixel, of 255, below which nobody sees one
_CHANGED = bytes(1 if value > SEEN else 0 for value in range(256))


def picture(figure: Figure, fraction: float, *, highlight: bool = True) -> QImage:
    """A figure at a moment of its way up, without arrows, on a plain ground."""
    image = QImage(*FRAME, QImage.Format.Format_RGB32)
    image.fill(QColor(palette(False).halo))
    with QPainter(image) as painter:
        area = QRectF(0, 0, *FRAME)
        phase = Phase.HOLD if fraction >= 1.0 else Phase.UP
        paint(painter, area, figure, phase=phase, fraction=fraction, highlight=highlight, reduce_motion=True)
    return image


def difference(a: QImage, b: QImage) -> bytes:
    """How much each pixel of two pictures differs, as grey."""
    both = a.copy()
    with QPainter(both) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, b)
    grey = both.convertToFormat(QImage.Format.Format_Grayscale8)  # named: its bits live only as long as it does
    return bytes(grey.constBits())


def check_highlight(figure: Figure) -> list[FigureFault]:
    """Check that the region that should be felt can be seen in the effort pose."""
    if figure.scene is None or not figure.scene.highlight:
        return []
    changed = sum(difference(picture(figure, 1.0), picture(figure, 1.0, highlight=False)).translate(_CHANGED))
    if changed >= HIGHLIGHT_PIXELS:
        return []
    regions = " ".join(figure.scene.highlight)
    return [FigureFault(figure.id, "highlight", regions, float(changed), HIGHLIGHT_PIXELS, 1.0)]


def check_flicker(figure: Figure, frames: int = FLICKER_FRAMES) -> list[FigureFault]:
    """Frames that change far more than the frames around them: a part that pops in front of another."""
    if figure.scene is None:
        return []
    pictures = [picture(figure, i / (frames - 1) * 0.999) for i in range(frames)]
    size = FRAME[0] * FRAME[1]
    changes = [sum(difference(a, b)) / size for a, b in itertools.pairwise(pictures)]
    found = []
    for i, change in enumerate(changes):
        usual = _median(changes[max(0, i - 3) : i] + changes[i + 1 : i + 4])
        if change > FLICKER_LEAST and change > FLICKER_LIMIT * usual:
            found.append(FigureFault(figure.id, "flicker", "picture", change / usual, FLICKER_LIMIT, i / (frames - 1)))
    return found


def _median(values: Sequence[float]) -> float:
    """Middle value."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
