"""One body, as the solver needs it: its lengths, its named points, and measures taken on its own skin."""

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from hipcoach.body.mesh import Array, Mesh, load_mesh
from hipcoach.body.skeleton import SEGMENTS, SIDES, Frames, Skeleton
from hipcoach.body.skin import Skin, owner_of, rest_frames
from hipcoach.body.vectors import DEG, Mat, Vec, add, apply, clamp

BODIES = ("woman", "man", "older_woman", "older_man")
LEG_OF_FILES = 0.530  # height of the hips that figures' files are written for
MEASURED = 3  # of so many vertices one is measured where a part rests
NEAR_ALONG, NEAR_ACROSS = 0.011, 0.010  # of the place on a limb where its thickness is taken
TRUNK_BONES = {"pelvis": "spine05", "lumbar": "spine04", "thorax": "spine02"}
LIMB_BONES = {"thigh": "upperleg01", "shank": "lowerleg01", "foot": "foot", "uarm": "upperarm01", "farm": "lowerarm01"}
SEAT_SHARE = 0.25  # of the buttock in a vertex that goes with the thigh
TOE_ANGLES = np.arange(-62.0, 34.5, 1.0)


class Build:
    """Lengths and measures of one mesh."""

    segments = SEGMENTS

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self._rest = rest_frames(mesh)
        self._owner = np.array([SEGMENTS.index(owner_of(bone)) for bone in mesh.bones])
        self._strongest = self._owner[mesh.index[np.arange(len(mesh.index)), mesh.share.argmax(1)]]
        self.bones = self._skeleton()
        self.skin = Skin(mesh, self.bones.palm[0])
        legs = self.bones.thigh + self.bones.shank + float(mesh.joint("foot.L")[2])
        self.leg_scale = legs / LEG_OF_FILES
        self.points = self._named_points()
        self._measured = {n: self.vertices_of(n)[::MEASURED] for n in SEGMENTS}
        seat = self._strongest == SEGMENTS.index("thigh_l")
        seat |= self._strongest == SEGMENTS.index("thigh_r")
        self._measured["seat"] = np.flatnonzero(seat & (mesh.muscles["glute"] > SEAT_SHARE))
        self._feet = {k: self.local(f"foot_{k}") for k, _ in SIDES}
        self._skull = self.local("head")

    def vertices_of(self, segment: str) -> Array:
        """Return the vertices that a segment moves most."""
        return np.flatnonzero(self._strongest == SEGMENTS.index(segment))

    def local(self, segment: str) -> Array:
        """Return the vertices of a segment in its own frame, standing."""
        if segment in TRUNK_BONES:
            return self.mesh.vertices[self.vertices_of(segment)] - self._trunk_start(segment)
        stem, side = segment.split("_")[0], segment[-1].upper()
        start = self.mesh.joint(f"{LIMB_BONES[stem]}.{side}" if stem in LIMB_BONES else stem)
        found: Array = (self.mesh.vertices[self.vertices_of(segment)] - start) @ self._rest[segment]
        return found

    def _skeleton(self) -> Skeleton:
        j = self.mesh.joint
        hip, knee, ankle = j("upperleg01.L"), j("lowerleg01.L"), j("foot.L")
        shoulder, elbow, wrist = j("upperarm01.L"), j("lowerarm01.L"), j("wrist.L")
        middle = (hip + j("upperleg01.R")) / 2
        l5, t12, neck = j("spine04"), j("spine02"), j("neck01")
        return Skeleton(
            thigh=_far(hip, knee),
            shank=_far(knee, ankle),
            upper_arm=_far(shoulder, elbow),
            forearm=_far(elbow, wrist),
            hip_half_width=float(hip[1]),
            lumbar=_level(l5 - middle),
            thorax=_level(t12 - l5),
            collar=_vec(j("clavicle.L") - t12),
            shoulder=_vec(shoulder - j("clavicle.L")),
            neck=_level(neck - t12),
            upper_neck=_level(j("neck02") - neck),
            head=_level(j("head") - j("neck02")),
            palm=self._palm(wrist),
            knuckles=-_far(wrist, j("finger3-1.L")),
        )

    def _palm(self, wrist: Array) -> Vec:
        """Return the middle of the palm, on the skin, in the frame of the hand."""
        j, rest = self.mesh.joint, self._rest["hand_l"]
        centre = (j("finger3-1.L") + j("finger4-1.L")) / 2 * 0.62 + wrist * 0.38
        local = (self.mesh.vertices - centre) @ rest
        near = (np.hypot(local[:, 1], local[:, 2]) < 0.008) & (np.abs(local[:, 0]) < 0.03)
        x, _, z = rest.T @ (centre - wrist)
        return (float(x + local[near, 0].max()), 0.0, float(z))

    def _named_points(self) -> Mapping[str, tuple[str, Vec]]:
        """Return named points for anchors, arrows, straps and discs: a segment and the place in its frame."""
        out: dict[str, tuple[str, Vec]] = {
            "pelvis": ("pelvis", (0.0, 0.0, 0.0)),
            "shoulders": ("thorax", _level(self.mesh.joint("upperarm01.L") - self.mesh.joint("spine02"))),
            "belly": ("lumbar", (0.066, 0.0, 0.05)),
            "head": ("head", (0.0, 0.0, 0.05)),
            "face": ("head", (0.09, 0.0, 0.05)),
        }
        for k, s in SIDES:
            x, y, z = self.bones.palm
            sole = -float(self.mesh.joint("foot.L")[2])
            for name, segment in (
                ("hip", "thigh"),
                ("knee", "shank"),
                ("ankle", "foot"),
                ("elbow", "farm"),
                ("wrist", "hand"),
                ("shoulder", "uarm"),
            ):
                out[f"{name}_{k}"] = (f"{segment}_{k}", (0.0, 0.0, 0.0))
            out |= {
                f"heel_{k}": (f"foot_{k}", (-0.03, 0.0, sole)),
                f"sole_{k}": (f"foot_{k}", (0.055, 0.0, sole)),
                f"sole_in_{k}": (f"foot_{k}", (0.055, -0.036 * s, sole + 0.006)),
                f"sole_out_{k}": (f"foot_{k}", (0.055, 0.036 * s, sole + 0.006)),
                f"toe_{k}": (f"foot_{k}", (0.118, 0.0, sole + 0.010)),
                f"palm_{k}": (f"hand_{k}", (x, y, z)),
            }
        return out

    def point(self, frames: Frames, name: str) -> Vec:
        """Return where a named point is."""
        segment, local = self.points[name]
        m, origin = frames[segment]
        return add(origin, apply(m, local))

    def lowest(self, frames: Frames, segments: tuple[str, ...]) -> float:
        """Return the height of the lowest skin of some segments."""
        return self.lowest_point(frames, segments)[2]

    def lowest_point(self, frames: Frames, segments: tuple[str, ...]) -> Vec:
        """Return the lowest skin of some segments."""
        chosen, bones, needed = self._resting(segments)
        placed = self.skin.placed({n: f for n, f in frames.items() if n in needed}, bones=bones)
        found = self.skin.some(placed, chosen)
        return _vec(found[found[:, 2].argmin()])

    @lru_cache(maxsize=32)  # noqa: B019  # a build lives as long as its process
    def _resting(self, segments: tuple[str, ...]) -> tuple[Array, tuple[int, ...], frozenset[str]]:
        """Return measured vertices, the bones that move them, and the segments that turn those."""
        chosen = np.concatenate([self._measured[n] for n in segments])
        bones = self.skin.bones_of(chosen)
        turning = {owner_of(self.mesh.bones[i]) for i in bones}
        return chosen, bones, frozenset(turning | {"pelvis", "thorax", "neck"})

    def below_ankle(self, key: str, foot: Mat) -> float:
        """Return how far the lowest skin of a foot lies below its ankle."""
        return -float((self._feet[key] @ np.array(foot[6:9])).min())

    def below_head(self, head: Mat) -> float:
        """Return how far the lowest skin of the head lies below its joint."""
        return -float((self._skull @ np.array(head[6:9])).min())

    def toes_on_floor(self, key: str, shank: Mat, ankle: Vec, wanted: float) -> float:
        """Return the ankle angle nearest `wanted` at which the foot touches the floor and nothing of it sinks in."""
        low = self._foot_heights(key, shank, ankle)
        crossings = np.flatnonzero((low[:-1] > 0) != (low[1:] > 0))
        if not len(crossings):
            return wanted
        found = [TOE_ANGLES[i] + low[i] / (low[i] - low[i + 1]) for i in crossings]
        return float(min(found, key=lambda a: abs(a - wanted)))

    def _foot_heights(self, key: str, shank: Mat, ankle: Vec) -> Array:
        """Return the height of the foot's lowest skin for each of TOE_ANGLES."""
        x, y, z = self._feet[key].T
        a = TOE_ANGLES[:, None] * DEG
        forward, upward = np.cos(a) * x - np.sin(a) * z, np.sin(a) * x + np.cos(a) * z
        heights = ankle[2] + shank[6] * forward + shank[7] * y + shank[8] * upward
        found: Array = heights.min(1)
        return found

    def neck_to_floor(self, thorax: tuple[Mat, Vec], head: Mat, floor_z: float, limits: tuple[float, float]) -> float:
        """Return the neck flexion, in degrees, that puts the skull on a surface with the head facing as given."""
        wanted, bones = floor_z + self.below_head(head), self.bones
        m, base = thorax[0], add(thorax[1], apply(thorax[0], bones.neck))[2]

        def height(degrees: float) -> float:
            total = base
            for (x, _, z), share in ((bones.upper_neck, 0.6), (bones.head, 1.0)):
                c, s = math.cos(degrees * share * DEG), math.sin(degrees * share * DEG)
                total += m[6] * (x * c + z * s) + m[8] * (z * c - x * s)
            return total

        low, high = limits
        if (height(low) - wanted) * (height(high) - wanted) > 0:
            return min(limits, key=lambda a: abs(height(a) - wanted))
        rising = height(high) > height(low)
        for _ in range(24):
            middle = (low + high) / 2
            if (height(middle) < wanted) == rising:
                low = middle
            else:
                high = middle
        return clamp((low + high) / 2, *limits)

    def on_skin(self, segment: str, at: Vec) -> tuple[Vec, float]:
        """Return the place on the skin that a place in a limb or the trunk means, and how thick a limb is there.

        On a limb it lies in that direction across the bone; on the trunk straight ahead, behind or aside.
        """
        x, y, z = (round(value, 3) for value in at)
        if segment in TRUNK_BONES:
            return self._on_trunk(segment, (x, y, z)), 0.0
        far = math.hypot(x, y) or 1.0
        radius = self._thickness(segment, z, x / far, y / far)
        return (x / far * radius, y / far * radius, z), radius

    def _trunk_start(self, segment: str) -> Array:
        """Return where the frame of a part of the trunk begins; the pelvis's between the hips."""
        if segment == "pelvis":
            return (self.mesh.joint("upperleg01.L") + self.mesh.joint("upperleg01.R")) / 2
        return self.mesh.joint(TRUNK_BONES[segment])

    @lru_cache(maxsize=256)  # noqa: B019  # a build lives as long as its process
    def _on_trunk(self, segment: str, at: Vec) -> Vec:
        start = self._trunk_start(segment)
        chosen = np.concatenate([self.vertices_of(n) for n in (*TRUNK_BONES, "thigh_l", "thigh_r")])
        p = self.mesh.vertices[chosen] - start
        axis = 0 if abs(at[0]) > abs(at[1]) else 1
        sign = 1.0 if at[axis] > 0 else -1.0
        off = p - np.array(at)
        off[:, axis] = 0
        near = (np.linalg.norm(off, axis=1) < NEAR_ALONG) & (p[:, axis] * sign > 0)
        found = list(at)
        if near.any():
            found[axis] = sign * float((p[near, axis] * sign).max())
        return (found[0], found[1], found[2])

    @lru_cache(maxsize=256)  # noqa: B019
    def _thickness(self, segment: str, z: float, x: float, y: float) -> float:
        """Return how far the skin lies from the bone of a limb, at a height along it and in a direction across it."""
        p = self.local(segment)
        out, across = p[:, 0] * x + p[:, 1] * y, np.abs(p[:, 0] * y - p[:, 1] * x)
        near = (np.abs(p[:, 2] - z) < NEAR_ALONG) & (across < NEAR_ACROSS) & (out > 0)
        return float(out[near].max()) if near.any() else 0.035


def _far(a: Array, b: Array) -> float:
    return float(np.linalg.norm(a - b))


def _vec(a: Array) -> Vec:
    return (float(a[0]), float(a[1]), float(a[2]))


def _level(a: Array) -> Vec:
    """Return a place in the middle of the body."""
    return (float(a[0]), 0.0, float(a[2]))


@lru_cache(maxsize=4)
def load_build(path: Path, body: str) -> Build:
    """Return one of BODIES. Raises OSError or ValueError where the file is not as it should be."""
    return Build(load_mesh(path, body))
