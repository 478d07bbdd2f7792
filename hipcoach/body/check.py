"""Checks on the mesh that a movement is a body's: joint limits, floor, contacts, props, limbs through limbs, leaps.

What is seen of it is checked too: `check_picture`.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from hipcoach.body.angles import joint_angles, relative
from hipcoach.body.build import Build
from hipcoach.body.check_picture import SHOWN_LIMIT, beyond_frame, hidden_muscles, picture_view
from hipcoach.body.mesh import Array
from hipcoach.body.pose import Body
from hipcoach.body.prop_mesh import Solid
from hipcoach.body.skeleton import SIDES
from hipcoach.body.staging import Staging
from hipcoach.body.types import Figure
from hipcoach.body.vectors import along, scale, to_swing_twist, transpose
from hipcoach.body.view import View

SAMPLES = 13
JUMP_SAMPLES = 49
FLOOR_LIMIT, CONTACT_LIMIT, PROP_LIMIT, OVERLAP_LIMIT = 0.010, 0.006, 0.006, 0.012
TRUNK_LIMIT = 0.016  # flesh of the trunk gives
JUMP_LIMIT = 0.03  # body heights by which a joint may leave its even course within 1/48 of a movement
ROUNDING = 0.5  # degrees
EVERY = 3  # of so many vertices one is tested

Range = tuple[float, float]
LIMITS: Mapping[str, tuple[tuple[str, Range], ...]] = {
    "hip": (("flexion", (-30, 130)), ("abduction", (-30, 60)), ("rotation", (-75, 60))),
    "knee": (("flexion", (-3, 150)),),
    "ankle": (("dorsiflexion", (-60, 30)),),
    "elbow": (("flexion", (-5, 150)),),
    "lumbar": (("flexion", (-25, 50)), ("side bend", (-25, 25)), ("turn", (-18, 18))),
    "thorax": (("flexion", (-25, 40)), ("side bend", (-25, 25)), ("turn", (-35, 35))),
    "neck_and_head": (("flexion", (-60, 55)), ("side bend", (-45, 45)), ("turn", (-80, 80))),
    "wrist": (("flexion", (-88, 88)), ("deviation", (-45, 45))),
}
TRUNK = ("pelvis", "lumbar", "thorax")
KEPT_OUT = tuple(f"{name}_{k}" for name in ("shank", "farm", "hand") for k, _ in SIDES)  # of the trunk
LIMBS = tuple(f"{name}_{k}" for name in ("thigh", "shank", "uarm", "farm") for k, _ in SIDES)
AWAY_FROM_JOINT = 0.22  # of a limb's length at either end, where folds are

Problem = tuple[str, str, float, float]  # check, what, value, limit


@dataclass(frozen=True, slots=True)
class FigureFault:
    """One limit that a movement goes beyond, at its worst."""

    figure: str
    body: str
    check: str  # limit, frame, floor, contact, prop, overlap, trunk, muscle, jump
    what: str  # joint or parts
    value: float
    limit: float
    share: float  # of the movement

    def __str__(self) -> str:
        return (
            f"{self.figure}, {self.body}: {self.check} of {self.what} at {self.share:.2f} of the movement: "
            f"{self.value:.4g}, limit {self.limit:.4g}"
        )


def check_figure(figure: Figure, build: Build) -> list[FigureFault]:
    """Return everything that is wrong with a figure and one body, each kind at its worst sample.

    The other side is the same body in a mirror, so it needs no samples of its own.
    """
    if figure.scene is None:
        return []
    staging, name = Staging(figure.scene, build), build.mesh.body
    view, found = picture_view(staging), dict[tuple[str, str], FigureFault]()
    for i in range(SAMPLES):
        share = i / (SAMPLES - 1)
        for check, what, value, limit in _at_one_moment(staging, view, staging.body(share)):
            old = found.get((check, what))
            if old is None or abs(value - limit) > abs(old.value - old.limit):
                found[check, what] = FigureFault(figure.id, name, check, what, value, limit, share)
    for what, value in hidden_muscles(staging, view):
        found["muscle", what] = FigureFault(figure.id, name, "muscle", what, value, SHOWN_LIMIT, 1.0)
    for share, value, what in _jumps(staging):
        found.setdefault(("jump", what), FigureFault(figure.id, name, "jump", what, value, JUMP_LIMIT, share))
    return list(found.values())


def _at_one_moment(staging: Staging, view: View, body: Body) -> Iterator[Problem]:
    """Return what is wrong at one sample."""
    build, v = staging.build, staging.build.skin.vertices(body)
    yield from _beyond_limits(body)
    outside = beyond_frame(view, staging.pressed(v))
    if outside > 0:
        yield ("frame", "the body", outside, 0.0)
    for limb, error in body.errors.items():
        if error > CONTACT_LIMIT:
            yield ("contact", limb, error, CONTACT_LIMIT)
    parts = {name: v[build.vertices_of(name)] for name in build.segments}
    for name, points in parts.items():
        low = float(points[:, 2].min())
        if staging.rests_on_floor and low < -FLOOR_LIMIT:
            yield ("floor", name, low, -FLOOR_LIMIT)
        for solid in staging.solids:
            deep = 0.0 if solid.soft else depth_inside(solid, points)
            if deep > PROP_LIMIT:
                yield ("prop", f"{name} in {solid.material}", deep, PROP_LIMIT)
    yield from _overlaps(build, body, parts)


def _beyond_limits(body: Body) -> Iterator[Problem]:
    """Return the joints that bend further than a joint does."""
    angles = joint_angles(body)
    for key, side in SIDES:  # as one swing: Euler angles of a wrist that leans on a flat hand are of no use
        x, y, _ = to_swing_twist(transpose(relative(body.frames, f"hand_{key}", f"farm_{key}")))
        angles[f"wrist_{key}"] = (y, -side * x)
    for joint, values in angles.items():
        name = joint[:-2] if joint[-2:] in ("_l", "_r") else joint
        for (motion, (low, high)), value in zip(LIMITS.get(name, ()), values, strict=False):
            if value < low - ROUNDING or value > high + ROUNDING:
                yield ("limit", f"{joint} {motion}", value, low if value < low else high)


def depth_inside(solid: Solid, points: Array) -> float:
    """Return how deep the deepest point lies inside a solid that bulges everywhere."""
    low, high = solid.vertices.min(0), solid.vertices.max(0)
    near = points[((points > low) & (points < high)).all(1)]
    if not len(near):
        return 0.0
    corner = solid.vertices[solid.faces[:, 0]]
    a, b = solid.vertices[solid.faces[:, 1]] - corner, solid.vertices[solid.faces[:, 2]] - corner
    n = np.cross(a, b)
    size = np.linalg.norm(n, axis=1)
    n, corner = n[size > 1e-9] / size[size > 1e-9, None], corner[size > 1e-9]
    depth = ((corner * n).sum(1)[None] - near @ n.T).min(1)
    return max(0.0, float(depth.max()))


class Girth:
    """How thick a limb or a part of the trunk is in the standing mesh, by height along it and direction across it."""

    HEIGHTS, TURNS = 20, 16

    def __init__(self, build: Build, segment: str) -> None:
        p = build.local(segment)
        bones = {"thigh": build.bones.thigh, "shank": build.bones.shank, "uarm": build.bones.upper_arm}
        trunk = segment in TRUNK
        self._top = float(p[:, 2].max()) if trunk else 0.0
        self._long = float(np.ptp(p[:, 2])) if trunk else bones.get(segment[:-2], build.bones.forearm)
        self._radius = np.zeros((self.HEIGHTS, self.TURNS))
        i, k = self._cells(p)
        inside = (i >= 0) & (i < self.HEIGHTS)
        np.maximum.at(self._radius, (i[inside], k[inside]), np.hypot(p[inside, 0], p[inside, 1]))

    def _cells(self, p: Array) -> tuple[Array, Array]:
        along_it = (self._top - p[:, 2]) / self._long
        turned = (np.arctan2(p[:, 1], p[:, 0]) / (2 * math.pi) % 1.0) * self.TURNS
        return np.floor(along_it * self.HEIGHTS).astype(int), turned.astype(int) % self.TURNS

    def deepest(self, p: Array) -> float:
        """Return how deep the deepest of some points lies in the limb's middle part; they are in its own frame."""
        i, k = self._cells(p)
        away = int(self.HEIGHTS * AWAY_FROM_JOINT)
        inside = (i >= away) & (i < self.HEIGHTS - away)
        if not inside.any():
            return 0.0
        depth = self._radius[i[inside], k[inside]] - np.hypot(p[inside, 0], p[inside, 1])
        return max(0.0, float(depth.max()))


@lru_cache(maxsize=64)
def _girth(build: Build, segment: str) -> Girth:
    return Girth(build, segment)


def _overlaps(build: Build, body: Body, parts: Mapping[str, Array]) -> Iterator[Problem]:
    """Return the limbs that pass through one another or the trunk."""
    for a, b in combinations(LIMBS, 2):
        if a[-2:] == b[-2:] and {a[:-2], b[:-2]} in ({"thigh", "shank"}, {"uarm", "farm"}):
            continue
        deep = max(_deepest(build, body, a, parts[b]), _deepest(build, body, b, parts[a]))
        if deep > OVERLAP_LIMIT:
            yield ("overlap", f"{a} and {b}", deep, OVERLAP_LIMIT)

    for limb in KEPT_OUT:
        for part in TRUNK:
            deep = _deepest(build, body, part, parts[limb])
            if deep > TRUNK_LIMIT:
                yield ("trunk", f"{limb} in {part}", deep, TRUNK_LIMIT)


def _deepest(build: Build, body: Body, limb: str, points: Array) -> float:
    m, origin = body.frames[limb]
    return _girth(build, limb).deepest((points[::EVERY] - np.array(origin)) @ np.array(m).reshape(3, 3))


def _jumps(staging: Staging) -> Iterator[tuple[float, float, str]]:
    """Return the joints that leap between two moments close together."""
    moments = [staging.body(i / (JUMP_SAMPLES - 1)).frames for i in range(JUMP_SAMPLES)]
    for i in range(1, JUMP_SAMPLES - 1):
        for name, (_, here) in moments[i].items():
            before, after = moments[i - 1][name][1], moments[i + 1][name][1]
            leap = math.dist(along(before, after, 1.0), scale(here, 2.0))
            if leap > JUMP_LIMIT:
                yield (i / (JUMP_SAMPLES - 1), leap, name)
