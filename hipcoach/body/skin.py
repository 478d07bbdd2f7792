"""From a solved body to the mesh's vertices: each bone turns as its segment does, and the skin follows its bones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hipcoach.body.hands import Hand
from hipcoach.body.mesh import F32, Array, Mesh, smoothed
from hipcoach.body.pose import Body
from hipcoach.body.skeleton import LOWER_NECK, SIDES, Frames, arm_elevation, girdle_lift
from hipcoach.body.turns import about, frame_of, part_of, twist_of, unit

OWNERS = (  # of a bone whose name begins so: the segment that turns it
    *(("upperleg", "thigh"), ("lowerleg", "shank"), ("foot", "foot"), ("toe", "foot"), ("upperarm", "uarm")),
    *(("lowerarm", "farm"), ("wrist", "hand"), ("finger", "hand"), ("spine05", "pelvis"), ("spine04", "lumbar")),
    *(("spine", "thorax"), ("clavicle", "thorax"), ("shoulder", "thorax"), ("neck", "neck"), ("head", "head")),
)
UPPER_TWIST = 0.5  # of a thigh's or upper arm's twist is made by its first half
FOREARM_TWIST = 0.6  # of the hand's turn is made by the forearm's second half
BREATH = 0.047  # by which the belly rises with a full breath in


def rest_frames(mesh: Mesh) -> dict[str, Array]:
    """Return the frame that each of the solver's segments has in the standing mesh."""
    out = {n: np.eye(3) for n in ("pelvis", "lumbar", "thorax", "neck", "head", "foot_l", "foot_r")}
    forward, j = np.array([1.0, 0, 0]), mesh.joint
    for key, side in SIDES:
        s = f".{key.upper()}"
        hip, knee, ankle = j("upperleg01" + s), j("lowerleg01" + s), j("foot" + s)
        out[f"thigh_{key}"] = thigh = frame_of(hip - knee, forward)
        z = unit(knee - ankle)
        left = unit(thigh[:, 1] - z * (thigh[:, 1] @ z))
        out[f"shank_{key}"] = np.stack([np.cross(left, z), left, z], 1)
        shoulder, elbow, wrist = j("upperarm01" + s), j("lowerarm01" + s), j("wrist" + s)
        out[f"uarm_{key}"] = upper = frame_of(shoulder - elbow, wrist - elbow)
        z = unit(elbow - wrist)
        left = unit(upper[:, 1] - z * (upper[:, 1] @ z))
        out[f"farm_{key}"] = np.stack([np.cross(left, z), left, z], 1)
        along = j("finger3-1" + s) - wrist
        palm = -side * np.cross(along, j("finger5-1" + s) - j("finger2-1" + s))
        out[f"hand_{key}"] = frame_of(-along, palm)
    return out


def owner_of(bone: str) -> str:
    """Return the segment that turns a bone."""
    stem, side = (bone[:-2], "_" + bone[-1].lower()) if bone[-2:] in (".L", ".R") else (bone, "")
    segment = next(segment for start, segment in OWNERS if stem.startswith(start))
    return segment + side if segment not in ("pelvis", "lumbar", "thorax", "neck", "head") else segment


@dataclass(frozen=True, slots=True, eq=False)
class BonePlaces:
    """Where the bones are: a rotation and an offset for each, which take a standing vertex to its place."""

    matrices: Array  # bones x 3 x 4


class Skin:
    """Poses one mesh."""

    def __init__(self, mesh: Mesh, palm_depth: float) -> None:
        self.mesh = mesh
        self.rest = rest_frames(mesh)
        self._owners = tuple(owner_of(bone) for bone in mesh.bones)
        self._hands = {key: Hand(mesh, key, self.rest[f"hand_{key}"], palm_depth) for key, _ in SIDES}
        self._middle = (mesh.joint("upperleg01.L") + mesh.joint("upperleg01.R")) / 2
        self._points = np.concatenate([mesh.vertices, np.ones((len(mesh.vertices), 1))], 1).astype(F32)
        forward, left, up = (mesh.vertices - mesh.joint("spine04")).T
        swells = np.exp(-((left / 0.075) ** 2) - ((up - 0.035) / 0.085) ** 2) * np.clip(forward / 0.04, 0, 1)
        swells *= 1 - np.clip(mesh.weight_of("upperarm", "lowerarm", "wrist", "finger") * 4, 0, 1)
        self._belly = np.flatnonzero(swells > 0.02)
        self._belly_share = swells[self._belly, None].astype(F32)

    def placed(self, frames: Frames, body: Body | None = None, bones: Sequence[int] | None = None) -> BonePlaces:
        """Return where the bones are, or only some of them and those before them.

        Without a body the fingers stay as in the standing mesh.
        """
        turn = {n: np.array(frames[n][0]).reshape(3, 3) @ self.rest[n].T for n in self.rest if n in frames}
        special = self._special(frames, turn)
        if body is not None:
            for key, hand in self._hands.items():
                shape = [body.pose.number(f"{name}_{key}") for name in ("curl", "hold", "bar", "point")]
                shape[2] = body.bars.get(key, shape[2])
                special |= hand.turns(turn[f"hand_{key}"], *shape)
        count = len(self._owners)
        matrices = np.zeros((count, 3, 4))
        heads, parents = self.mesh.heads, self.mesh.parents
        for i in bones if bones is not None else range(count):
            owner = self._owners[i]
            r = special.get(i)
            if r is None:
                r = turn.get(owner)
            if r is None:
                matrices[i] = matrices[parents[i]]  # a limb that is not asked for
                continue
            p = parents[i]
            if p < 0:
                place = np.array(frames["pelvis"][1]) + r @ (heads[i] - self._middle)
            else:
                place = matrices[p, :, :3] @ heads[i] + matrices[p, :, 3]
            matrices[i, :, :3], matrices[i, :, 3] = r, place - r @ heads[i]
        return BonePlaces(matrices)

    def bones_of(self, vertices: Array) -> tuple[int, ...]:
        """Return the bones that move some vertices, and all those before them, each after its parent."""
        # np.unique would import for 0.1 s
        moving = np.bincount(self.mesh.index[vertices][self.mesh.share[vertices] > 0])
        needed = {int(i) for i in np.flatnonzero(moving)}
        for i in sorted(needed, reverse=True):
            while (i := self.mesh.parents[i]) >= 0:
                needed.add(i)
        return tuple(sorted(needed))

    def vertices(self, body: Body, *, smooth: bool = True) -> Array:
        """Return all vertices of a solved body."""
        blend = self._blend(self.placed(body.frames, body), slice(None))
        v: Array = np.einsum("nij,nj->ni", blend, self._points)
        rise = body.pose.number("belly")
        if rise:
            out = np.array(body.frames["lumbar"][0]).reshape(3, 3)[:, 0].astype(F32)
            v[self._belly] += out * (BREATH * rise * self._belly_share)
        return self._smooth(v, blend) if smooth else v

    def some(self, placed: BonePlaces, chosen: Array) -> Array:
        """Return some vertices, for measuring: not smoothed."""
        found: Array = np.einsum("nij,nj->ni", self._blend(placed, chosen), self._points[chosen])
        return found

    def _blend(self, placed: BonePlaces, chosen: Array | slice) -> Array:
        m = placed.matrices.astype(F32).reshape(-1, 12)
        index, share = self.mesh.index[chosen], self.mesh.share[chosen]
        blend = m[index[:, 0]] * share[:, :1]
        for k in (1, 2, 3):
            blend += m[index[:, k]] * share[:, k : k + 1]
        return blend.reshape(-1, 3, 4)

    def _special(self, frames: Frames, turn: dict[str, Array]) -> dict[int, Array]:
        """Return bones that do not turn as their segment does: twists are spread, and the girdle rises with the arm."""
        at, out = self.mesh.bones.index, {}
        for key, side in SIDES:
            s = f".{key.upper()}"
            for bone, segment, before in (("upperleg01", "thigh", "pelvis"), ("upperarm01", "uarm", "thorax")):
                r = turn.get(f"{segment}_{key}")
                if r is not None:
                    axis = self.rest[f"{segment}_{key}"][:, 2]
                    twist = twist_of(turn[before].T @ r, axis)
                    out[at(bone + s)] = r @ about(axis, -(1 - UPPER_TWIST) * twist)
            if f"uarm_{key}" in turn:
                lifted = turn["thorax"] @ about((1, 0, 0), side * girdle_lift(arm_elevation(frames, key)))
                out[at("clavicle" + s)] = out[at("shoulder01" + s)] = lifted
            if f"hand_{key}" in turn:
                fore, axis = turn[f"farm_{key}"], self.rest[f"farm_{key}"][:, 2]
                out[at("lowerarm02" + s)] = fore @ about(
                    axis, FOREARM_TWIST * twist_of(fore.T @ turn[f"hand_{key}"], axis)
                )
        out[at("neck01")] = turn["thorax"] @ part_of(turn["thorax"].T @ turn["neck"], LOWER_NECK)
        return out

    def _smooth(self, v: Array, blend: Array) -> Array:
        """Smooth the folds, then put back the shape that smoothing took from the standing body (delta mush)."""
        mesh = self.mesh
        turned = blend[mesh.soft, :, :3]
        turned = turned / np.cbrt(np.abs(np.linalg.det(turned)))[:, None, None].clip(0.3)
        mended = smoothed(v, mesh.soft, mesh.ring) + np.einsum("nij,nj->ni", turned, mesh.soft_shape)
        out = v.copy()
        out[mesh.soft] += (mended - v[mesh.soft]) * mesh.soft_share
        return out
