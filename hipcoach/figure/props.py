"""Things that stand round the figure: flat grounds, and boxes that make up chairs, steps, rails and pillows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from hipcoach.figure.vectors import Mat, Vec, add, apply, column, dot, rot_z, scale, sub, transpose

MAT_THICKNESS = 0.010
SEAT_HEIGHT, SEAT_WIDTH, SEAT_DEPTH, BACK_HEIGHT = 0.26, 0.27, 0.25, 0.50
LEG, RAIL = 0.022, 0.016
LOWER_BAR = 0.52  # of a handrail's height: by its two bars it is known from a table


Extent = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop as a figure's file gives it."""

    kind: str
    at: Vec
    size: Vec = (0.0, 0.0, 0.0)
    yaw: float = 0.0
    points: tuple[str, ...] = ()  # of a strap


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Something flat under or behind everything: a mat, a patch of floor, a wall. Compared by identity, like a box."""

    kind: str
    corners: tuple[Vec, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a box: where it faces and its corners."""

    normal: Vec
    corners: tuple[Vec, Vec, Vec, Vec]
    axis: int  # 2 = top or bottom


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A box in its own frame; `soft` ones are drawn as cushions. Compared by identity: a scene has each one once."""

    centre: Vec
    half: Vec
    turn: Mat
    material: str
    faces: tuple[Face, ...]
    soft: bool = False

    @property
    def corners(self) -> tuple[Vec, ...]:
        """All eight corners."""
        return self.faces[0].corners + self.faces[1].corners

    def in_front(self, reach: Extent, towards_viewer: Vec) -> bool:
        """Return True if what reaches so far along its axes lies in front, by the face that parts them best."""
        best, front = -1e9, False
        for i, (low, high) in enumerate(reach):
            axis = column(self.turn, i)
            middle, facing = dot(axis, self.centre), dot(axis, towards_viewer) > 0
            for distance, seen in ((low - middle, facing), (middle - high, not facing)):
                if distance - self.half[i] > best:
                    best, front = distance - self.half[i], seen
        return front

    def depth_inside(self, p: Vec) -> float:
        """How far a point lies inside the box; negative outside."""
        local = apply(transpose(self.turn), sub(p, self.centre))
        return min(h - abs(q) for h, q in zip(self.half, local, strict=True))


def box(centre: Vec, size: Vec, yaw: float = 0.0, material: str = "wood", *, soft: bool = False) -> Box:
    """A box of a size (depth, width, height) about its centre."""
    turn, half = rot_z(yaw), scale(size, 0.5)
    faces = []
    for axis, sign in product(range(3), (1, -1)):
        normal = scale(column(turn, axis), sign)
        others = [column(turn, (axis + 1) % 3), column(turn, (axis + 2) % 3)]
        middle = add(centre, scale(normal, half[axis]))
        corners = tuple(
            add(middle, add(scale(others[0], a * half[(axis + 1) % 3]), scale(others[1], b * half[(axis + 2) % 3])))
            for a, b in ((1, 1), (1, -1), (-1, -1), (-1, 1))
        )
        faces.append(Face(normal, (corners[0], corners[1], corners[2], corners[3]), axis))
    return Box(centre, half, turn, material, tuple(faces), soft)


def _placed(prop: Prop, x: float, y: float, z: float) -> Vec:
    """A point of a prop's own frame, in the world."""
    return add(prop.at, apply(rot_z(prop.yaw), (x, y, z)))


def _chair(prop: Prop) -> tuple[Box, ...]:
    """A plain wooden chair; `at` is below the middle of the seat, a sitter faces its x."""
    d, w = SEAT_DEPTH, SEAT_WIDTH
    side, front, back = w / 2 - 0.014, d / 2 - 0.014, -d / 2 + 0.014
    out = [box(_placed(prop, 0, 0, SEAT_HEIGHT - 0.0125), (d, w, 0.025), prop.yaw)]
    for x, y in product((front, back), (side, -side)):
        out.append(box(_placed(prop, x, y, (SEAT_HEIGHT - 0.025) / 2), (LEG, LEG, SEAT_HEIGHT - 0.025), prop.yaw))
    rise = BACK_HEIGHT - SEAT_HEIGHT
    out += [box(_placed(prop, back, y, SEAT_HEIGHT + rise / 2), (LEG, LEG, rise), prop.yaw) for y in (side, -side)]
    for z, high in ((BACK_HEIGHT - 0.035, 0.07), (SEAT_HEIGHT + 0.09, 0.03)):
        out.append(box(_placed(prop, back, 0, z), (RAIL, w - 0.05, high), prop.yaw))
    return tuple(out)


def _rail(prop: Prop) -> tuple[Box, ...]:
    """A handrail along x on two posts, with a second bar below; size = length, thickness, height."""
    long, thick, high = prop.size
    bar = box(_placed(prop, 0, 0, high - thick / 2), (long, thick, thick), prop.yaw)
    lower = box(_placed(prop, 0, 0, high * LOWER_BAR), (long - 0.06 - LEG, RAIL, thick), prop.yaw)
    posts = tuple(
        box(_placed(prop, x, 0, (high - thick) / 2), (LEG, LEG, high - thick), prop.yaw)
        for x in (-long / 2 + 0.03, long / 2 - 0.03)
    )
    return (*posts, lower, bar)


def _counter(prop: Prop) -> tuple[Box, ...]:
    """A kitchen counter: a body and a top that stands out a little."""
    deep, wide, high = prop.size
    body = box(_placed(prop, 0.01, 0, (high - 0.022) / 2), (deep - 0.02, wide - 0.02, high - 0.022), prop.yaw, "panel")
    return (body, box(_placed(prop, 0, 0, high - 0.011), (deep, wide, 0.022), prop.yaw))


def _block(prop: Prop) -> tuple[Box, ...]:
    """A step: one box on the floor."""
    return (box(_placed(prop, 0, 0, prop.size[2] / 2), prop.size, prop.yaw),)


def _cushion(prop: Prop) -> tuple[Box, ...]:
    """A pillow or a knee pad."""
    return (box(_placed(prop, 0, 0, prop.size[2] / 2), prop.size, prop.yaw, prop.kind, soft=True),)


BOXES: Mapping[str, Callable[[Prop], tuple[Box, ...]]] = {
    "chair": _chair,
    "rail": _rail,
    "counter": _counter,
    "step": _block,
    "pillow": _cushion,
    "pad": _cushion,
}
GROUNDS = ("mat", "floor", "spot", "wall", "rise")
WALL_THICKNESS = 0.045
STRAP = "strap"
KINDS = (*BOXES, *GROUNDS, STRAP)


def boxes(prop: Prop) -> tuple[Box, ...]:
    """The boxes that a prop is made of."""
    return BOXES[prop.kind](prop)


def ground(prop: Prop) -> Ground:
    """A mat, floor or spot (size = length, width), a wall (size = 0, width, height) that faces its x, or a rise.

    A rise is a line that the body swells to (size = length, 0, height); `at` is below its middle.
    """
    long, wide, high = prop.size
    if prop.kind == "rise":
        x = long / 2
        spots = ((-x, 0.0, 0.0), (-x, 0.0, high), (x, 0.0, high), (x, 0.0, 0.0))
    elif prop.kind == "wall":
        spots = ((0.0, wide / 2, 0.0), (0.0, wide / 2, high), (0.0, -wide / 2, high), (0.0, -wide / 2, 0.0))
    else:
        x, y = long / 2, wide / 2
        spots = ((x, y, 0.0), (x, -y, 0.0), (-x, -y, 0.0), (-x, y, 0.0))
    return Ground(prop.kind, tuple(_placed(prop, *spot) for spot in spots))


def extent(points: Sequence[Vec], turn: Mat) -> Extent:
    """How far points reach, low and high, along each axis of a turned frame."""
    axes = [[x * p + y * q + z * r for x, y, z in points] for p, q, r in (column(turn, i) for i in range(3))]
    return ((min(axes[0]), max(axes[0])), (min(axes[1]), max(axes[1])), (min(axes[2]), max(axes[2])))
