"""A movement through key poses: the poses' numbers are blended, and only then solved.

The blend is a cubic Hermite spline with monotone Catmull-Rom tangents, so that nothing stops, kinks or overshoots at a
pose in the middle. Where two neighbouring poses do not have the same contacts, both are first written in joint angles.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hipcoach.body.angles import joint_angles
from hipcoach.body.build import Build
from hipcoach.body.pose import DEFAULTS, Body, Numbers, Pose
from hipcoach.body.solver import pelvis_rotation, solve
from hipcoach.body.vectors import clamp, quaternion

LIMBS = ("foot_l", "foot_r", "hand_l", "hand_r")


@dataclass(frozen=True, slots=True)
class Segment:
    """Two neighbouring poses with the same contacts, and the slopes of their numbers at both ends."""

    start: Pose
    end: Pose
    from_share: float
    to_share: float
    slopes: Mapping[str, tuple[Numbers, Numbers]]  # by name: at the start, at the end, over the segment's length

    def pose(self, share: float) -> Pose:
        """Return the pose at a share of the whole movement that lies within this segment."""
        t = clamp((share - self.from_share) / (self.to_share - self.from_share), 0.0, 1.0)
        t2, t3 = t * t, t * t * t
        h00, h10, h01, h11 = 2 * t3 - 3 * t2 + 1, t3 - 2 * t2 + t, 3 * t2 - 2 * t3, t3 - t2
        values = dict(self.start.values)
        for name, (m0, m1) in self.slopes.items():
            a, b = self.start.values[name], self.end.values[name]
            values[name] = tuple(h00 * p + h10 * u + h01 * q + h11 * v for p, q, u, v in zip(a, b, m0, m1, strict=True))
        return Pose(values, self.start.tags)


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """Key poses joined to one movement, from share 0 to share 1. Compared by identity."""

    keys: tuple[Pose, ...]
    segments: tuple[Segment, ...]
    build: Build

    def pose(self, share: float) -> Pose:
        """Return the pose at a share of the movement."""
        if share <= 0.0:
            return self.keys[0]
        for segment, end in zip(self.segments, self.keys[1:], strict=True):
            if share < segment.to_share:
                return segment.pose(share)
            if share == segment.to_share:  # the pose itself, with its contacts as they are written
                return end
        return self.keys[-1]

    def body(self, share: float) -> Body:
        """Return the solved body at a share of the movement."""
        return solve(self.pose(share), self.build)


def movement(
    keys: Sequence[Pose], build: Build, shares: Sequence[float] | None = None, *, stops: bool = False
) -> Movement:
    """Join key poses; `shares` says when each is reached, evenly spread where it is None.

    With `stops` the body comes to rest at each pose, for steps that are taken one at a time.
    """
    count = len(keys)
    if count == 1:
        return Movement(tuple(keys), (), build)
    at = list(shares) if shares is not None else [i / (count - 1) for i in range(count)]
    pairs = [_same_contacts(a, b, build) for a, b in pairwise(keys)]
    segments = []
    for i, (start, end) in enumerate(pairs):
        before = pairs[i - 1] if i > 0 else None
        after = pairs[i + 1] if i + 1 < len(pairs) else None
        slopes = {}
        for name in start.values:
            a, b = start.values[name], end.values[name]
            if a == b and not _moves(before, name) and not _moves(after, name):
                continue
            step = at[i + 1] - at[i]
            own = tuple((q - p) / step for p, q in zip(a, b, strict=True))
            left = _neighbour_slope(before, start, name, at[i] - at[i - 1] if i else 1.0)
            right = _neighbour_slope(after, end, name, at[i + 2] - at[i + 1] if after else 1.0)
            still = (0.0,) * len(own)
            slopes[name] = (still, still) if stops else (_tangent(left, own, step), _tangent(right, own, step))
        segments.append(Segment(start, end, at[i], at[i + 1], slopes))
    return Movement(tuple(keys), tuple(segments), build)


def _moves(pair: tuple[Pose, Pose] | None, name: str) -> bool:
    """Return True if a number changes in a neighbouring segment."""
    return pair is not None and pair[0].values.get(name) != pair[1].values.get(name)


def _neighbour_slope(pair: tuple[Pose, Pose] | None, at: Pose, name: str, step: float) -> Numbers | None:
    """Return the slope of a number in the neighbouring segment, where it means the same thing there."""
    if pair is None or pair[0].tags != at.tags or name not in pair[0].values:
        return None
    return tuple((q - p) / step for p, q in zip(pair[0].values[name], pair[1].values[name], strict=True))


def _tangent(neighbour: Numbers | None, own: Numbers, step: float) -> Numbers:
    """Return the monotone tangent: the harmonic mean of two slopes, 0 at a turning point (Fritsch and Butland)."""
    if neighbour is None:
        return tuple(o * step for o in own)
    return tuple(2 * n * o / (n + o) * step if n * o > 1e-12 else 0.0 for n, o in zip(neighbour, own, strict=True))


def _same_contacts(a: Pose, b: Pose, build: Build) -> tuple[Pose, Pose]:
    """Return two poses rewritten so that the same numbers and tags stand in both."""
    solved = (solve(a, build), solve(b, build))
    pair = [a, b]
    for limb in LIMBS:
        if _signature(a, limb) != _signature(b, limb):
            pair = [_limb_in_angles(p, body, limb) for p, body in zip(pair, solved, strict=True)]
    for key in "lr":
        if a.tag(f"lies_{key}") != b.tag(f"lies_{key}"):
            pair = [
                _limb_in_angles(p, body, f"foot_{key}", f"lies_{key}") for p, body in zip(pair, solved, strict=True)
            ]
        if a.tag(f"toes_{key}") != b.tag(f"toes_{key}"):
            pair = [_without_toes(p, body, key) for p, body in zip(pair, solved, strict=True)]
    if a.tag("head") != b.tag("head"):
        pair = [_head_in_angles(p, body) for p, body in zip(pair, solved, strict=True)]
    if a.tag("anchor") != b.tag("anchor") or a.tag("rest") != b.tag("rest"):
        both_rest = a.tag("rest") == b.tag("rest")
        pair = [_root_in_world(p, body, both_rest, build.leg_scale) for p, body in zip(pair, solved, strict=True)]
    if a.tag("base") != b.tag("base"):
        pair = _facing(pair)
    return _filled(pair[0], pair[1])


def _signature(pose: Pose, limb: str) -> tuple[object, ...]:
    """Return what must agree for a limb's contact to be blended as a contact."""
    names = frozenset(n for n in pose.values if n.startswith(limb + "."))
    return (pose.tag(limb), pose.tag(f"{limb}.kind"), pose.tag(f"{limb}.space"), names)


def _changed(pose: Pose, values: Mapping[str, Numbers], without: Sequence[str], tags: Mapping[str, str]) -> Pose:
    """Return a pose with some numbers put in, some dropped (by prefix), and some tags set; an empty tag is removed."""
    kept = {n: v for n, v in pose.values.items() if not any(n == w or n.startswith(w + ".") for w in without)}
    kept_tags = {n: t for n, t in (dict(pose.tags) | dict(tags)).items() if t}
    for w in without:
        kept_tags = {n: t for n, t in kept_tags.items() if not n.startswith(w + ".")}
    return replace(pose, values=kept | dict(values), tags=kept_tags)


def _limb_in_angles(pose: Pose, body: Body, limb: str, *tags: str) -> Pose:
    """Return a limb's contact rewritten as joint angles."""
    kind, key = limb.split("_")
    joints = ("hip", "knee", "ankle") if kind == "foot" else ("shoulder", "elbow", "wrist")
    found = joint_angles(body)
    values = {f"{joint}_{key}": found[f"{joint}_{key}"] for joint in joints}
    return _changed(pose, values, (limb,), {limb: ""} | dict.fromkeys(tags, ""))


def _without_toes(pose: Pose, body: Body, key: str) -> Pose:
    """Return toes that had found the floor, as an ankle angle."""
    return _changed(pose, {f"ankle_{key}": joint_angles(body)[f"ankle_{key}"]}, (), {f"toes_{key}": ""})


def _head_in_angles(pose: Pose, body: Body) -> Pose:
    """Return a resting head as joint angles."""
    found = joint_angles(body)
    return _changed(
        pose, {"neck": found["neck"], "head": found["head"]}, ("head.face", "head.crown", "head_z"), {"head": ""}
    )


def _root_in_world(pose: Pose, body: Body, keep_rest: bool, leg_scale: float) -> Pose:
    """Return an anchored or resting pelvis as a place in the world."""
    tags = {"anchor": ""} if keep_rest else {"anchor": "", "rest": ""}
    x, y, z = body.frames["pelvis"][1]
    return _changed(pose, {"at": (x, y, z / leg_scale)}, ("anchor",), tags)


def _facing(pair: list[Pose]) -> list[Pose]:
    """Return two ways for the pelvis to face, as quaternions on the same half of their sphere."""
    q0, q1 = (quaternion(pelvis_rotation(p)) for p in pair)
    if sum(x * y for x, y in zip(q0, q1, strict=True)) < 0:
        q1 = (-q1[0], -q1[1], -q1[2], -q1[3])
    still = {"tilt": (0.0,), "list": (0.0,), "turn": (0.0,)}
    return [_changed(p, still | {"facing": q}, (), {"base": "stand"}) for p, q in zip(pair, (q0, q1), strict=True)]


def _nearest_swing(a: Numbers, b: Numbers) -> Numbers:
    """Return a ball joint's same angles, its swing the other way round if that is nearer (an arm past overhead)."""
    size = math.hypot(b[0], b[1])
    if size < 1e-6:
        return b
    k = (size - 360.0) / size
    other = (b[0] * k, b[1] * k, b[2])
    return min(b, other, key=lambda c: math.hypot(c[0] - a[0], c[1] - a[1]))


def _filled(a: Pose, b: Pose) -> tuple[Pose, Pose]:
    """Return both poses with the same names, defaults where one has none, and angles on the same turn."""
    names = sorted(set(a.values) | set(b.values))
    va = {n: a.values[n] if n in a.values else DEFAULTS[n] for n in names}
    vb = {n: b.values[n] if n in b.values else DEFAULTS[n] for n in names}
    for n in names:
        if n.startswith("wrist_"):
            vb[n] = tuple(q + 360.0 * round((p - q) / 360.0) for p, q in zip(va[n], vb[n], strict=True))
        elif n.startswith(("hip_", "shoulder_")):
            vb[n] = _nearest_swing(va[n], vb[n])
    return Pose(va, a.tags), Pose(vb, b.tags)
