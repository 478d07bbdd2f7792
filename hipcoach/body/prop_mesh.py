"""Props as meshes: triangles with a material, in the same picture as the body."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hipcoach.body.mesh import F32, Array
from hipcoach.body.props import Prop
from hipcoach.body.turns import unit

SEAT_HEIGHT, SEAT_WIDTH, SEAT_DEPTH, BACK_HEIGHT = 0.262, 0.27, 0.25, 0.50
LEG, RAIL, CHAIR_RAIL = 0.0115, 0.0095, 0.0115  # radii of a chair's legs, a rail's bars, the top of a chair's back
LOWER_BAR = 0.52  # of a handrail's height: by its two bars it is known from a table
RAIL_FOOT = 0.07  # half the length
BICYCLE_FRAME, BICYCLE_BAR = 0.0155, 0.0105
ROUND = 14  # sides of a tube
CUSHION = 34  # steps round a cushion
SQUARENESS = 0.66  # of a cushion: 1 is an ellipsoid


@dataclass(frozen=True, slots=True, eq=False)
class Solid:
    """A mesh with its normals and one material."""

    vertices: Array
    normals: Array
    faces: Array
    material: str
    soft: bool = False  # the body may sink into it


def box(centre: Sequence[float], size: Sequence[float], material: str = "wood") -> Solid:
    """Return a box along the axes; each side has its own corners, so that its edges stay sharp."""
    vertices: list[Array] = []
    normals: list[Array] = []
    faces: list[tuple[int, int, int]] = []
    half = np.array(size) / 2
    for axis in range(3):
        for sign in (1, -1):
            n, a, b = np.zeros(3), np.zeros(3), np.zeros(3)
            n[axis], a[(axis + 1) % 3], b[(axis + 2) % 3] = sign, 1, sign
            at = len(vertices)
            vertices += [np.array(centre) + half * (n + p * a + q * b) for p, q in ((1, 1), (-1, 1), (-1, -1), (1, -1))]
            normals += [n] * 4
            faces += [(at, at + 1, at + 2), (at, at + 2, at + 3)]
    return Solid(np.array(vertices, F32), np.array(normals, F32), np.array(faces, np.int32), material)


def tube(way: Sequence[Sequence[float]] | Array, radius: float, material: str = "wood", flat: float = 1.0) -> Solid:
    """Return a round bar along a way; `flat` below 1 makes a band of it."""
    points, sides = np.array(way, float), ROUND if radius < 0.03 else 3 * ROUND
    vertices, normals, faces = [], [], []
    up = np.array([0.0, 0.0, 1.0])
    for i, p in enumerate(points):
        along = unit(points[min(i + 1, len(points) - 1)] - points[max(i - 1, 0)])
        side = np.cross(along, up)
        side = unit(side) if np.linalg.norm(side) > 0.1 else np.array([1.0, 0, 0])
        up = unit(np.cross(side, along))
        for k in range(sides):
            a = 2 * math.pi * k / sides
            vertices.append(p + radius * (math.cos(a) * side + math.sin(a) * up * flat))
            normals.append(unit(math.cos(a) * side * flat + math.sin(a) * up))
    count = len(points)
    for i in range(count - 1):
        for k in range(sides):
            a, b = i * sides + k, i * sides + (k + 1) % sides
            faces += [(a, b, a + sides), (b, b + sides, a + sides)]
    for end, inner in ((0, 1), (count - 1, count - 2)):  # the ends are closed, with corners of their own
        at, out = len(vertices), unit(points[end] - points[inner])
        vertices += vertices[end * sides : (end + 1) * sides]
        normals += [out] * sides
        faces += [(at, at + k + 1, at + k) for k in range(1, sides - 1)]
    return Solid(np.array(vertices, F32), np.array(normals, F32), np.array(faces, np.int32), material)


def cushion(centre: Sequence[float], size: Sequence[float], material: str) -> Solid:
    """Return a pillow: a rounded block with soft edges."""
    half = np.array(size) / 2
    rings = [(i / CUSHION - 0.5) * math.pi for i in range(CUSHION + 1)]
    turns = [2 * math.pi * k / (2 * CUSHION) for k in range(2 * CUSHION)]

    def rounded(value: float) -> float:
        return math.copysign(abs(value) ** SQUARENESS, value)

    n = 2 * CUSHION
    points = [
        (rounded(math.cos(a)) * rounded(math.cos(b)), rounded(math.cos(a)) * rounded(math.sin(b)), rounded(math.sin(a)))
        for a in rings
        for b in turns
    ]
    vertices = np.array(points) * half
    faces = []
    for i in range(CUSHION):
        for k in range(n):
            a, b = i * n + k, i * n + (k + 1) % n
            faces += [(a, b, a + n), (b, b + n, a + n)]
    ordered = np.array(faces, np.int32)
    normals = np.sign(vertices) * np.abs(vertices / half) ** (2 / SQUARENESS - 1) / half
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
    return Solid((vertices + np.array(centre)).astype(F32), normals.astype(F32), ordered, material, soft=True)


def _chair(_: Prop) -> list[Solid]:
    """Return a plain wooden chair; `at` is below the middle of the seat, a sitter faces its x."""
    side, front, back = SEAT_WIDTH / 2 - 0.014, SEAT_DEPTH / 2 - 0.014, -SEAT_DEPTH / 2 + 0.014
    out = [box((0, 0, SEAT_HEIGHT - 0.011), (SEAT_DEPTH, SEAT_WIDTH, 0.022))]
    top, lean = BACK_HEIGHT - CHAIR_RAIL, back - 0.012
    for y in (side, -side):
        out.append(tube([(front, y, 0), (front, y, SEAT_HEIGHT - 0.02)], LEG))
        out.append(tube([(back, y, 0), (back, y, SEAT_HEIGHT), (lean, y, top)], LEG))
    out.append(tube([(lean, y, top) for y in (-SEAT_WIDTH / 2 - 0.008, SEAT_WIDTH / 2 + 0.008)], CHAIR_RAIL))
    for z, high in ((BACK_HEIGHT - 0.085, 0.045), (SEAT_HEIGHT + 0.09, 0.028)):
        out.append(box((back - 0.008, 0, z), (0.015, SEAT_WIDTH - 0.03, high)))
    return out


def _rail(prop: Prop) -> list[Solid]:
    """Return a handrail along x on two posts, with a second bar below; size = length, thickness, height."""
    long, thick, high = prop.size
    top, x = high - thick / 2, long / 2 - 0.03
    out = [tube([(-long / 2, 0, top), (long / 2, 0, top)], thick / 2)]
    out.append(tube([(-x, 0, high * LOWER_BAR), (x, 0, high * LOWER_BAR)], RAIL))
    for s in (-1, 1):  # a post on a foot that runs across
        out.append(tube([(s * x, 0, 0), (s * x, 0, top)], LEG))
        out.append(tube([(s * x, -RAIL_FOOT, LEG), (s * x, RAIL_FOOT, LEG)], LEG))
    return out


def _counter(prop: Prop) -> list[Solid]:
    """Return a kitchen counter: a body and a top that stands out a little."""
    deep, wide, high = prop.size
    body = box((0.012, 0, (high - 0.022) / 2), (deep - 0.024, wide - 0.02, high - 0.022), "panel")
    return [body, box((0, 0, high - 0.011), (deep, wide, 0.022))]


def _block(prop: Prop) -> list[Solid]:
    """Return a step: one box on the floor."""
    return [box((0, 0, prop.size[2] / 2), prop.size)]


def _cushion(prop: Prop) -> list[Solid]:
    """Return a pillow or a knee pad."""
    return [cushion((0, 0, prop.size[2] / 2), prop.size, prop.kind)]


def _bed(prop: Prop) -> list[Solid]:
    """Return a mattress on a frame; its top is the floor of a body that lies on it."""
    long, wide, high = prop.size
    mattress = box((0, 0, -high / 4), (long, wide, high / 2), "sheet")
    return [mattress, box((0, 0, -high * 0.7), (long - 0.02, wide - 0.02, high * 0.4))]


def _bicycle(_: Prop) -> list[Solid]:
    """Return a stationary bicycle that faces its x; `at` is below the axle of its pedals, which go with the feet."""
    ways: list[list[tuple[float, float, float]]] = [
        [(0, 0, 0.175), (-0.13, 0, 0.495)],
        [(-0.22, 0, 0.02), (-0.06, 0, 0.30)],
        [(-0.02, 0, 0.20), (0.225, 0, 0.30)],
        [(0.275, 0, 0.02), (0.205, 0, 0.30), (0.165, 0, 0.655)],
        [(-0.22, -0.12, 0.012), (-0.22, 0.12, 0.012)],
        [(0.275, -0.12, 0.012), (0.275, 0.12, 0.012)],
    ]
    out = [tube(way, BICYCLE_FRAME, "metal") for way in ways]
    out.append(tube([(0.165, 0, 0.655), (0.185, 0, 0.668)], LEG, "metal"))
    out += [tube([(0.185, s * 0.005, 0.668), (0.185, s * 0.17, 0.668)], BICYCLE_BAR, "rubber") for s in (-1, 1)]
    out.append(tube([(0.262, -0.014, 0.155), (0.262, 0.014, 0.155)], 0.108, "panel"))
    out.append(tube([(0.262, -0.018, 0.155), (0.262, 0.018, 0.155)], 0.034, "metal"))
    out.append(tube([(0, -0.028, 0.175), (0, 0.028, 0.175)], 0.042, "metal"))
    return [*out, cushion((-0.104, 0, 0.512), (0.195, 0.13, 0.036), "rubber")]


def _float(prop: Prop) -> list[Solid]:
    """Return a swimmer's float, about its middle."""
    return [cushion((0, 0, 0), prop.size, "float")]


SOLIDS: Mapping[str, Callable[[Prop], list[Solid]]] = {
    "chair": _chair,
    "rail": _rail,
    "counter": _counter,
    "step": _block,
    "pillow": _cushion,
    "pad": _cushion,
    "bed": _bed,
    "bicycle": _bicycle,
    "float": _float,
}


def solids(prop: Prop) -> list[Solid]:
    """Return the meshes that a prop is made of, where it stands."""
    c, s = math.cos(math.radians(prop.yaw)), math.sin(math.radians(prop.yaw))
    turn = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]], F32)
    return [
        Solid(
            (p.vertices @ turn + np.array(prop.at)).astype(F32),
            p.normals @ turn,
            _outward(p),
            p.material,
            p.soft,
        )
        for p in SOLIDS[prop.kind](prop)
    ]


def _outward(solid: Solid) -> Array:
    """Return the faces, each seen from outside in the same turn as the body's."""
    a, b, c = (solid.vertices[solid.faces[:, k]] for k in range(3))
    inside = (np.cross(b - a, c - a) * solid.normals[solid.faces].sum(1)).sum(1) < 0
    return np.where(inside[:, None], solid.faces[:, ::-1], solid.faces)
