"""The fingers: shapes that blend into one another, and fingers that close round what is held."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from hipcoach.body.mesh import Array, Mesh
from hipcoach.body.turns import about, swing, unit

# A shape's four fingers: degrees of each bone from the line of the hand towards the palm, added up from the knuckle;
# then where the thumb's three bones point: to the palm, to the thumb's side, to the fingertips.
Shape = tuple[tuple[float, float, float], tuple[tuple[float, float, float], ...]]
FLAT: Shape = ((3, 4, 5), ((0.10, 0.75, 0.65), (0.06, 0.45, 0.9), (0.04, 0.3, 0.95)))
RELAXED: Shape = ((22, 46, 60), ((0.45, 0.6, 0.66), (0.42, 0.35, 0.84), (0.40, 0.2, 0.9)))
ROUND: Shape = ((30, 62, 84), ((0.60, 0.5, 0.62), (0.62, 0.25, 0.75), (0.60, 0.05, 0.8)))
FIST: Shape = ((60, 135, 190), ((0.75, 0.40, 0.50), (0.84, -0.10, 0.55), (0.50, -0.72, 0.45)))
SHAPES = ((3.0, FLAT), (18.0, RELAXED), (45.0, ROUND), (90.0, FIST))  # by a pose's number `curl`
POINTING = (5.0, 8.0, 10.0)  # degrees of the index finger's bones
FINGERS = (2, 3, 4, 5)
THICKNESS = (0.0062, 0.0060, 0.0057, 0.0052)  # radius of each finger
BONE_LIMIT = 95.0  # degrees between two bones of a finger
TOGETHER = 0.45  # how far flat fingers are drawn together from how the mesh holds them
PAD = 0.0015  # body heights of flesh between the palm and what it grips
HELD_AT = 0.93  # of the way from the wrist to the knuckles: where the middle of a bar lies in the hand
OPPOSED = ((0.62, 0.70, 0.36), (0.86, 0.30, 0.42), (0.80, -0.10, 0.60))  # the thumb round a bar


def shape_of(curl: float) -> tuple[Array, Array]:
    """Return bends of the fingers and directions of the thumb between two shapes."""
    curl = min(max(curl, SHAPES[0][0]), SHAPES[-1][0])
    for (low, a), (high, b) in pairwise(SHAPES):
        if curl <= high:
            k = (curl - low) / (high - low)
            return (1 - k) * np.array(a[0]) + k * np.array(b[0]), (1 - k) * np.array(a[1]) + k * np.array(b[1])
    raise AssertionError(curl)


class Hand:
    """One hand of a mesh: how its finger bones turn for a shape."""

    def __init__(self, mesh: Mesh, key: str, rest: Array, palm_depth: float) -> None:
        """Take a mesh's hand: `rest` is its frame when standing, `palm_depth` from the wrist's line to the skin."""
        self._side, self._rest, self._depth = (1 if key == "l" else -1), rest, palm_depth
        suffix = f".{key.upper()}"
        wrist = mesh.joint("wrist" + suffix)
        self._bones = {(f, k): mesh.bones.index(f"finger{f}-{k}{suffix}") for f in (1, *FINGERS) for k in (1, 2, 3)}
        self._along = {at: rest.T @ (mesh.tails[i] - mesh.heads[i]) for at, i in self._bones.items()}
        self._knuckle = {f: rest.T @ (mesh.heads[self._bones[f, 1]] - wrist) for f in FINGERS}

    def turns(self, hand: Array, curl: float, hold: float, bar: float, point: float) -> dict[int, Array]:
        """Return the rotation of each finger bone: `hold` is how far the fingers close round a bar of a radius."""
        bends, thumb = shape_of(curl)
        if hold > 0:
            thumb = thumb + (np.array(OPPOSED) - thumb) * hold
        out = {}
        for finger in FINGERS:
            wanted = bends
            if hold > 0:
                wanted = bends + (np.array(self._closed(finger, bar)) - bends) * hold
            if finger == 2 and point > 0:
                wanted = wanted + (np.array(POINTING) - wanted) * point
            for k in (1, 2, 3):
                out[self._bones[finger, k]] = hand @ self._bent(finger, k, float(wanted[k - 1])) @ self._rest.T
        for k in (1, 2, 3):
            direction = unit(thumb[k - 1] * [1, self._side, -1])
            out[self._bones[1, k]] = hand @ self._rest @ swing(unit(self._along[1, k]), direction) @ self._rest.T
        return out

    def _bent(self, finger: int, k: int, wanted: float) -> Array:
        """Turn of a finger bone in the standing world: so far from the line of the hand; bent fingers lie together."""
        d = self._along[finger, k]
        now = math.degrees(math.atan2(d[0], -d[2]))
        beside = min(1.0, TOGETHER + max(0.0, wanted / 40))
        splay = math.degrees(math.atan2(d[1], math.hypot(d[0], d[2]))) * beside
        turned: Array = self._rest @ about((0, 1, 0), -wanted) @ about((1, 0, 0), -splay) @ about((0, 1, 0), now)
        return turned

    def _closed(self, finger: int, bar: float) -> Sequence[float]:
        """Return bends whose bones lie round a bar across the palm, each ending a finger's thickness from its skin."""
        x, z = float(self._knuckle[finger][0]), float(self._knuckle[finger][2])
        far_x, far_z = self._depth + PAD + bar, HELD_AT * float(self._knuckle[3][2])
        keep = bar + THICKNESS[finger - 2]
        out: list[float] = []
        before = -20.0
        for k in (1, 2, 3):
            long = float(np.linalg.norm(self._along[finger, k]))
            d, towards = math.hypot(far_x - x, far_z - z), math.degrees(math.atan2(far_x - x, -(far_z - z)))
            towards += 360 if towards < before - 90 else 0  # round the bar and back
            cosine = min(1.0, max(-1.0, (d * d + long * long - keep * keep) / (2 * d * long)))
            angle = min(max(towards - math.degrees(math.acos(cosine)), before), before + BONE_LIMIT)
            x, z = x + long * math.sin(math.radians(angle)), z - long * math.cos(math.radians(angle))
            out.append(angle)
            before = angle
        return out
