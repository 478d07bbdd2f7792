"""What goes with the body: straps, pedals under the feet, and cushions that give where it lies on them."""

from collections.abc import Iterator, Sequence

import numpy as np

from hipcoach.body.build import Build
from hipcoach.body.mesh import F32, Array, normals
from hipcoach.body.pose import Body
from hipcoach.body.prop_mesh import Solid, box, tube
from hipcoach.body.props import PEDALS, STRAP, Prop
from hipcoach.body.raster import between_cells, box_blur

STRAP_RADIUS, STRAP_FLAT = 0.0105, 0.35
CORNER, CORNER_POINTS = 0.012, 5  # body heights from a corner of a strap at which it begins to turn, and points there
CRANK, CRANK_ASIDE = 0.0105, 0.036  # radius of a crank, and how far from the middle it turns
PEDAL = (0.060, 0.050, 0.012)
CELL = 0.011  # of the grid on which it is found how low the body is over a cushion
SLOPE, SLOPING = 0.7, 12  # of a cushion round a hollow, and over how many cells
SPREAD = 3  # cells over which a hollow evens out
GAP = 0.002  # between skin and cushion, so that neither shows through the other
THINNEST = 0.012  # of a cushion that gives
GIVING = ("pillow", "pad", "rubber")
HELD = 0.03  # a cushion that is higher lies on a limb, which presses into it from below


def moving_solids(props: Sequence[Prop], build: Build, body: Body) -> list[Solid]:
    """Return the straps and pedals of a body."""
    out: list[Solid] = []
    for prop in props:
        places = [build.point(body.frames, name) for name in prop.points]
        if prop.kind == STRAP:
            out.append(tube(_taut(places), STRAP_RADIUS, "strap", flat=STRAP_FLAT))
        elif prop.kind == PEDALS:
            feet = [np.array(body.frames[build.points[name][0]][0]).reshape(3, 3) for name in prop.points]
            for place, foot in zip(places, feet, strict=True):
                out += _pedal(np.array(prop.at), np.array(place), foot)
    return out


def _pedal(axle: Array, sole: Array, foot: Array) -> Iterator[Solid]:
    """Return a crank from the axle, and the pedal at its end, which lies under a foot."""
    y = float(np.copysign(CRANK_ASIDE, sole[1]))
    middle = sole - foot[:, 2] * (PEDAL[2] / 2 + GAP)
    yield tube([(axle[0], y, axle[2]), (middle[0], y, middle[2])], CRANK, "metal")
    yield tube([(middle[0], y, middle[2]), (middle[0], sole[1], middle[2])], CRANK, "metal")
    flat = box((0, 0, 0), PEDAL, "rubber")
    turned = foot.T.astype(F32)
    yield Solid((flat.vertices @ turned + middle).astype(F32), flat.normals @ turned, flat.faces, flat.material)


def yielding(solid: Solid, skin: Array) -> Solid:
    """Return a cushion as it is pressed by skin that lies on it, or that it lies on."""
    low, high = solid.vertices.min(0), solid.vertices.max(0)
    inside = (skin[:, :2] > low[:2] - CELL) & (skin[:, :2] < high[:2] + CELL)
    near = skin[inside.all(1) & (skin[:, 2] > low[2] - HELD) & (skin[:, 2] < high[2] + HELD)]
    if solid.material not in GIVING or not len(near):
        return solid
    v, middle, held = solid.vertices.copy(), (low[2] + high[2]) / 2, low[2] > HELD
    above = near[near[:, 2] > middle] if held else near
    v[:, 2] = np.minimum(v[:, 2], np.maximum(_height(above, v, low, high, 1) - GAP, low[2] + THINNEST))
    if held:
        below = near[near[:, 2] < middle]
        v[:, 2] = np.maximum(v[:, 2], np.minimum(_height(below, v, low, high, -1) + GAP, high[2] - THINNEST))
    return Solid(v, normals(v, solid.faces), solid.faces, solid.material, soft=True)


def _height(skin: Array, at: Array, low: Array, high: Array, sign: int) -> Array:
    """Return how low (`sign` 1) or how high (-1) skin is at some places, evened out."""
    shape = np.ceil((high[:2] - low[:2]) / CELL).astype(int) + 3
    limit = float(high[2] if sign > 0 else low[2])
    grid = np.full(shape, sign * limit, F32)
    cell = np.clip(((skin[:, :2] - low[:2]) / CELL).astype(int) + 1, 0, shape - 1)
    np.minimum.at(grid, (cell[:, 0], cell[:, 1]), sign * skin[:, 2].astype(F32))
    wide = np.pad(grid, 1, mode="edge")
    for rows in (0, 1, 2):  # skin between two of its vertices counts too
        for columns in (0, 1, 2):
            grid = np.minimum(grid, wide[rows : rows + shape[0], columns : columns + shape[1]])
    for _ in range(SLOPING):  # round what lies on it a cushion rises gently
        wide = np.pad(grid, 1, mode="edge")
        lowest = np.minimum(np.minimum(wide[2:, 1:-1], wide[:-2, 1:-1]), np.minimum(wide[1:-1, 2:], wide[1:-1, :-2]))
        grid = np.minimum(grid, lowest + SLOPE * CELL)
    even = box_blur(grid, SPREAD)
    place = (at[:, :2] - low[:2]) / CELL + 0.5
    found: Array = sign * between_cells(even, place[:, 0], place[:, 1])
    return found


def _taut(points: Sequence[Sequence[float]]) -> Array:
    """Return straight ways from point to point, their corners rounded."""
    p = np.array(points, float)
    out = [p[0]]
    for a, b, c in zip(p, p[1:], p[2:], strict=False):
        begins, ends = (b + (side - b) * min(0.4, CORNER / float(np.linalg.norm(side - b))) for side in (a, c))
        out += [begins * (1 - t) ** 2 + 2 * b * t * (1 - t) + ends * t**2 for t in np.linspace(0, 1, CORNER_POINTS)]
    return np.array([*out, p[-1]])
