"""What one part of the body looks like where it is: shapes and their brushes, kept for as long as it keeps still.

A part is a pure function of the discs that its balls are seen as. Most of a body does not move from one frame to the
next, and a repetition comes back to where the last one was: such parts are not worked out again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainterPath

from hipcoach.figure.anatomy import LIMBS
from hipcoach.figure.camera import View
from hipcoach.figure.flesh import FLESH, FleshPart
from hipcoach.figure.head import LIGHT, hair_outline, head_fills
from hipcoach.figure.layer import Fill, Fills, Layer, stroke
from hipcoach.figure.outline import Disc, Point
from hipcoach.figure.palette import Palette, Tones, shading
from hipcoach.figure.shapes import PartShape
from hipcoach.figure.skeleton import THIGH, Frame

KEPT = 60  # parts of the latest frames; some 25 kB each
OUTLINE = 0.0052  # width in body heights
CLOTH = 0.003  # how far clothes stand off
HEM_SHARE = {"thigh": 0.54, "uarm": 0.52}  # shorts and sleeves end here
UNDER_HEM = 0.1  # share of a limb that is painted under the end of its garment
GARMENT_TONES = {"thigh": "shorts", "uarm": "shirt", "pelvis": "shorts", "top": "shirt"}
TRUNK = FLESH.parts["pelvis"].rings[0] + FLESH.parts["top"].rings[-2]  # its ends, across which the light runs


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part: what lies under the whole body as its outline, and what is painted when its turn comes."""

    under: Layer | None
    over: Layer


@lru_cache(maxsize=64)
def balls_of(part: FleshPart) -> tuple[int, ...]:
    """Every ball that a part's picture depends on."""
    groups = (part.balls, part.tube, part.axis, *part.hulls, *part.chains, *part.rings)
    more = (TRUNK + (part.hem if part.hem[1] else ())) if part.rings else ()
    if part.name == "head":
        more = FLESH.nose + FLESH.ears
    return tuple(dict.fromkeys([*(i for group in groups for i in group), *more]))


def line_width(scale: float) -> float:
    """Of an outline, in pixels."""
    return max(1.1, scale * OUTLINE)


@lru_cache(maxsize=KEPT)
def draw_part(part: FleshPart, discs: tuple[Disc, ...], scale: float, far: int, colours: Palette) -> Drawn:
    """A part other than the head, from the discs of `balls_of` it; `far` in steps of greyness."""
    at = dict(zip(balls_of(part), discs, strict=True))
    line, kind, shape = line_width(scale), part.name.split("_")[0], PartShape(part, at, scale)
    if kind == "fingers":
        return Drawn(None, Fills(_fingers(part, at, scale, far, colours)))
    outline = QBrush(QColor(colours.outline))
    ends, clothes = _lit_ends(part, at, scale), getattr(colours, GARMENT_TONES.get(kind, "skin"))
    if part.rings or kind == "neck":
        fill = (_across(ends, clothes, colours.far, far), shape.path())
        return Drawn(Fills([(outline, shape.path(line * 0.5))]), Fills([fill]))
    skin = _across(ends, colours.skin, colours.far, far)
    fills = [(outline, shape.path(line * 0.62, taper=True))]
    if kind in HEM_SHARE:
        cloth = _across(ends, clothes, colours.far, far)
        fills.append((skin, shape.below(HEM_SHARE[kind] - UNDER_HEM)))
        fills.append((cloth, shape.garment(kind, HEM_SHARE[kind], CLOTH * scale)))
    else:
        fills.append((skin, shape.path()))
    return Drawn(Fills([(outline, shape.ends(line * 0.5))]), Fills(fills))


@lru_cache(maxsize=KEPT // 8)
def draw_head(part: FleshPart, discs: tuple[Disc, ...], frame: Frame, view: View, colours: Palette) -> Drawn:
    """The head, from the discs of `balls_of` it and its frame; its own outline needs only the hair's under it."""
    at, line = dict(zip(balls_of(part), discs, strict=True)), line_width(view.scale)
    outline = (QBrush(QColor(colours.outline)), hair_outline(FLESH, at, line * 0.5))
    return Drawn(Fills([outline]), Fills(head_fills(FLESH, at, frame, view, colours, line)))


def _fingers(part: FleshPart, discs: Mapping[int, Disc], scale: float, far: int, colours: Palette) -> list[Fill]:
    """Four fingers as round strokes, a little thinner than their common dark ground, so that each has an edge."""
    line = min(line_width(scale) * 0.6, 0.0032 * scale)
    width = 2 * sum(discs[i][2] for i in part.balls) / len(part.balls)
    path = QPainterPath()
    for chain in part.chains:
        (x0, y0, _), *others = (discs[i] for i in chain)
        path.moveTo(x0, y0)
        for x, y, _ in others:
            path.lineTo(x, y)
    skin = _across(_lit_ends(part, discs, scale), colours.skin, colours.far, far)
    ground = QBrush(QColor(colours.finger_edge))
    return [(ground, stroke(path, width + line)), (skin, stroke(path, width - line * 0.4))]


def _across(ends: tuple[QPointF, QPointF], tones: Tones, far: str, step: int) -> QBrush:
    """The gradient across a part."""
    gradient = QLinearGradient(shading(tones, far, step))
    gradient.setStart(ends[0])
    gradient.setFinalStop(ends[1])
    return QBrush(gradient)


def _lit_ends(part: FleshPart, discs: Mapping[int, Disc], scale: float) -> tuple[QPointF, QPointF]:
    """Where a part's gradient begins and ends: it begins on the side towards the light."""
    a, b, reach, full = _axis(part, discs, scale)
    nx, ny = _lit_normal(b[0] - a[0], b[1] - a[1], full)
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    return QPointF(x + nx * reach, y + ny * reach), QPointF(x - nx * reach, y - ny * reach)


def _axis(part: FleshPart, discs: Mapping[int, Disc], s: float) -> tuple[Point, Point, float, float]:
    """Ends of the line that a part's gradient runs across, its reach, and its length when seen square on."""
    if part.rings:
        low, high = (_middle([discs[i] for i in pair]) for pair in (TRUNK[:2], TRUNK[2:]))
        return low, high, 0.115 * s, 0.33 * s
    kind, (ax, ay, _), (bx, by, _) = part.name.split("_")[0], discs[part.axis[0]], discs[part.axis[1]]
    if kind in LIMBS or kind == "neck":
        widest = max(discs[i][2] for i in part.tube)
        return (ax, ay), (bx, by), widest, LIMBS.get(kind, (THIGH,))[0] * s * 0.8
    return (ax, ay), (bx, by), (0.034 if kind == "foot" else 0.022) * s, 0.11 * s


def _middle(pair: Sequence[Disc]) -> Point:
    (x0, y0, _), (x1, y1, _) = pair
    return ((x0 + x1) / 2, (y0 + y1) / 2)


def _lit_normal(dx: float, dy: float, full: float) -> Point:
    """Unit normal of an axis on its lit side; it turns to the light itself as the axis is foreshortened."""
    d = (dx * dx + dy * dy) ** 0.5
    if d < 1e-6:
        return LIGHT
    nx, ny = -dy / d, dx / d
    if nx * LIGHT[0] + ny * LIGHT[1] < 0:
        nx, ny = -nx, -ny
    share = min(1.0, d / full * 1.6)
    nx, ny = nx * share + LIGHT[0] * (1 - share), ny * share + LIGHT[1] * (1 - share)
    q = (nx * nx + ny * ny) ** 0.5 or 1.0
    return (nx / q, ny / q)
