"""The orange glow on the region where an exercise is felt."""

from functools import lru_cache

from PySide6.QtGui import QBrush, QColor, QPainterPath

from hipcoach.figure.camera import View
from hipcoach.figure.layer import Fills, Layer
from hipcoach.figure.outline import Disc, Tube, new_path
from hipcoach.figure.pose import Body
from hipcoach.figure.regions import Region
from hipcoach.figure.vectors import add, apply, dot, unit

RIM, CORE = 1.08, 0.40  # shares of the radius at which it begins, and from which it glows evenly
BRIGHTEST = 0.84  # opacity of the core
FEWEST, MOST, RING_PX = 4, 16, 7.0  # nested shapes: so many that no ring is wide enough to be seen
TURNED_AWAY = -0.25  # a region that faces further from the viewer than this glows through more faintly
FAINTEST = 0.5
KEPT = 32


def glow_layer(region: Region, body: Body, view: View, colour: str, strength: float) -> Layer:
    """A region as a soft light: nested shapes, each a little brighter."""
    m = body.frames[region.frame][0]
    facing = dot(unit(apply(m, region.normal)), view.camera.towards_viewer)
    strength *= 1.0 if facing > TURNED_AWAY else max(FAINTEST, 1.0 + (facing - TURNED_AWAY) * 0.9)
    discs = []
    for frame, place, radius in region.balls:
        rotation, origin = body.frames[frame]
        x, y, _ = view.point(add(origin, apply(rotation, place)))
        discs.append((x, y, radius * view.scale))
    return _glow(tuple(discs), colour, strength)


@lru_cache(maxsize=KEPT)
def _glow(discs: tuple[Disc, ...], colour: str, strength: float) -> Layer:
    shade, fills = QColor(colour), []
    for (_, opacity), path in zip(_levels(_count(discs)), _shapes(discs), strict=True):
        shade.setAlphaF(max(0.0, min(1.0, opacity * strength)))
        fills.append((QBrush(shade), path))
    return Fills(fills)


@lru_cache(maxsize=KEPT)
def _shapes(discs: tuple[Disc, ...]) -> list[QPainterPath]:
    """The nested shapes, which stay while the light grows."""
    tube, paths = Tube(discs), []
    for share, _ in _levels(_count(discs)):
        path = new_path()
        tube.add_to(path, [r * share for _, _, r in discs])
        paths.append(path)
    return paths


def _count(discs: tuple[Disc, ...]) -> int:
    """How many nested shapes a region of this size needs."""
    return min(MOST, max(FEWEST, round(max(r for _, _, r in discs) / RING_PX)))


@lru_cache(maxsize=MOST)
def _levels(count: int) -> tuple[tuple[float, float], ...]:
    """Share of the radius and opacity of each shape, from the rim to the core: together they grow ever more slowly."""
    levels, before = [], 0.0
    for i in range(1, count + 1):
        t = i / count
        whole = BRIGHTEST * (1.0 - (1.0 - t) ** 1.4)
        levels.append((RIM + (CORE - RIM) * t, 1.0 - (1.0 - whole) / (1.0 - before)))
        before = whole
    return tuple(levels)
