"""Clothes, hair, face and muscles of the body, as numbers for each vertex of the standing mesh; used by make_body.py.

A cloth is a signed distance (body heights, about): interpolated for each pixel, its edge is crisp at any size. A muscle
is a strength from 0 to 1. Both bend with the body. World: x forward, y left, z up, the floor at z = 0.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
CLOTH_STEP = 0.0005  # of a body height, for one step of the kept distance
THICKNESS = {"shirt": (0.0040, 0.005), "shorts": (0.0026, 0.005)}  # how far it stands off, and within which rim
CLOTHS = ("shirt", "shorts", "brow", "forehead", "hair", "lips", "white", "iris")
FINER = 4.0  # of a brow only the edges count: they are kept more finely
HAIR_RIM = 0.022
LIP_FROM = 0.40  # of how much a vertex belongs to the lips: where they begin to be red
SMOOTHED_NEIGHBOURS = 8
SOFTENED_TIMES = 30  # of a muscle
DRAPED_ROUNDS, DRAPED = 14, 0.5  # of softening the body below a shirt, which does not follow every muscle; how much


def smooth_step(a: Array, low: float, high: float) -> Array:
    """Rise softly from 0 to 1 between two values."""
    t = np.clip((a - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def band(a: Array, low: float, high: float, soft: float) -> Array:
    """Be 1 between two values, and fade out within them."""
    return smooth_step(a, low, low + soft) * (1 - smooth_step(a, high - soft, high))


def normals(v: Array, faces: Array) -> Array:
    """Smooth normals."""
    a, b, c = (v[faces[:, k]] for k in range(3))
    n = np.cross(b - a, c - a)
    out = np.zeros_like(v)
    for k in range(3):
        np.add.at(out, faces[:, k], n)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


class Standing:
    """The standing body, with what the fields are written in."""

    def __init__(
        self, v: Array, faces: Array, bones: list[str], w: Array, heads: Array, is_eye: Array, lip: Array
    ) -> None:
        self.v, self.faces, self.bones, self.w, self.heads = v, faces, bones, w, heads
        self.is_eye, self.lip = is_eye, lip
        self.n = normals(v, faces)
        self.forward, self.left, self.up = v.T
        self.aside = np.abs(self.left)
        folded = v * [1, 0, 1] + np.stack([0 * self.aside, self.aside, 0 * self.aside], 1)
        hip, knee, ankle = (self.joint(n) for n in ("upperleg01.L", "lowerleg01.L", "foot.L"))
        shoulder, elbow = self.joint("upperarm01.L"), self.joint("lowerarm01.L")
        self.leg = (hip[2] - self.up) / (hip[2] - knee[2])  # 0 at the hip, 1 at the knee
        self.shank = (knee[2] - self.up) / (knee[2] - ankle[2])
        self.arm = (folded - shoulder) @ (elbow - shoulder) / ((elbow - shoulder) @ (elbow - shoulder))
        self.outward = np.sign(self.left) * self.n[:, 1]
        self.folded = folded

    def joint(self, name: str) -> Array:
        """Where a bone begins."""
        return self.heads[self.bones.index(name)]

    def weight(self, *stems: str) -> Array:
        """How much some bones move each vertex."""
        return self.w[:, [i for i, n in enumerate(self.bones) if n.startswith(stems)]].sum(1)


def dressed(v: Array, faces: Array, cloth: dict[str, Array], hair: float) -> Array:
    """A standing body with the thickness of its clothes and hair."""
    n = normals(v, faces)
    draped = even(v, faces, DRAPED * smooth_step(cloth["shirt"], 0, 0.012), DRAPED_ROUNDS)
    v = v + n * ((draped - v) * n).sum(1, keepdims=True)  # not along the skin: the fields keep their places
    n, out = normals(v, faces), v.copy()
    for name, (thick, rim) in THICKNESS.items():
        out += n * (thick * smooth_step(cloth[name], 0, rim))[:, None]
    out += n * (hair * cloth["hair_depth"])[:, None]
    return out


def even(v: Array, faces: Array, share: Array, rounds: int) -> Array:
    """A shape made softer where `share` says so."""
    for _ in range(rounds):
        total, count = np.zeros_like(v), np.zeros(len(v))
        for k in range(3):
            for m in (1, 2):
                np.add.at(total, faces[:, k], v[faces[:, (k + m) % 3]])
                np.add.at(count, faces[:, k], 1)
        v = v + (total / np.maximum(count, 1)[:, None] - v) * share[:, None]
    return v


def clothes(b: Standing) -> dict[str, Array]:
    """Signed distances; a cloth is where its distance is above 0."""
    arm, head = b.weight("upperarm", "lowerarm", "wrist", "finger"), b.weight("head")
    neck = b.joint("neck01")[2]
    collar = neck - 0.004 + 0.004 * np.tanh(b.aside / 0.06) - (b.up - 0.30 * b.forward)
    sleeve = np.maximum((0.5 - arm) * 0.06, (0.56 - b.arm) * 0.17)
    shirt = np.minimum.reduce([(0.3 - head) * 0.06, (0.06 - b.leg) * 0.25, collar, sleeve])
    shorts = np.minimum.reduce([(b.leg + 0.22) * 0.25, (0.58 - b.leg) * 0.25, (0.3 - arm) * 0.06])
    out = {"shirt": shirt, "shorts": shorts}
    return out | face(b, head)


def face(b: Standing, head: Array) -> dict[str, Array]:
    """Hair, brows, lips and eyes."""
    skull = head > 0.8
    eyes = [b.v[b.is_eye & (b.left * s > 0)] for s in (1, -1)]
    centre = eyes[0].mean(0)
    radius = np.ptp(eyes[0][:, 2]) / 2
    x, y, z = b.forward - centre[0], b.aside - centre[1], b.up - centre[2]
    back = b.v[skull][:, 0].min()
    deep = centre[0] + radius - back  # from the back of the head to the front of the eyes
    reach = (b.forward - back) / deep  # 0 at the back of the head, 1 at the front of the eyes
    line = z - np.interp(
        reach, [0.30, 0.36, 0.60, 0.70, 0.76, 0.90, 1.0], [-0.030, -0.024, -0.010, -0.004, 0.018, 0.036, 0.041]
    )
    front = smooth_step(reach, 0.62, 0.80)
    line += front * (0.005 * np.tanh(b.left / 0.012) - 0.002 + 4.0 * np.minimum(b.aside, 0.03) ** 2)  # combed aside
    ear = np.minimum.reduce([b.aside - centre[1] - 0.0215, 0.009 - z, (reach - 0.31) * deep, (0.66 - reach) * deep])
    hair = np.minimum.reduce([line, (head - 0.5) * 0.06, -ear])
    hair = np.where(b.is_eye, -0.004, hair)
    depth = np.minimum(line, (head - 0.5) * 0.06) * (1 - smooth_step(ear, -0.006, 0.0))
    bump = np.clip(1 - np.hypot(b.left / 0.05, (reach - 0.45) / 0.5), 0, 1) * smooth_step(b.n[:, 2], 0.1, 0.8)
    arch = 0.0168 - np.where(y < 0.004, 8.0, 24.0) * (y - 0.004) ** 2
    half = 0.0019 - 0.05 * np.maximum(y - 0.002, 0)
    near = np.minimum(0.032 - z, (0.0145 - np.abs(y - 0.001)))
    on_face = (x > -0.012) & skull & ~b.is_eye
    brow, above = (
        np.where(on_face, FINER * np.minimum(z - arch + edge, near + room), -0.004)
        for edge, room in ((half, 0.0), (-half, 0.004))
    )
    white = np.where(b.is_eye, 0.004, -0.004)
    iris = np.where(b.is_eye & (x > 0), 0.0039 - np.hypot(y, z + 0.0004), -0.004)
    lips = np.where(b.lip > 0, (b.lip - LIP_FROM) * 0.012, -0.01)
    out = {"hair": hair, "brow": brow, "forehead": above, "white": white, "iris": iris, "lips": lips}
    return out | {"hair_depth": np.clip(smooth_step(depth, 0, HAIR_RIM) * (0.85 + 0.55 * bump), 0, 2)}


def muscles(b: Standing) -> dict[str, Array]:
    """What works, as strengths on the skin; both sides in one field, told apart by the side of the body."""
    front, back = b.n[:, 0], -b.n[:, 0]
    leg = b.weight("upperleg", "spine05", "lowerleg01")
    low = b.weight("lowerleg")
    arm = b.weight("upperarm", "lowerarm", "wrist", "finger")
    trunk = (1 - smooth_step(arm, 0.1, 0.4)) * (1 - smooth_step(b.leg, 0.05, 0.25))
    hip, knee, waist = (b.joint(n)[2] for n in ("upperleg01.L", "lowerleg01.L", "spine04"))
    thigh = hip - knee
    seat = b.folded - [-0.055, 0.052, hip - 0.004]
    glute = np.clip(1.85 - 1.25 * np.sqrt(((seat / [0.066, 0.060, 0.078]) ** 2).sum(1)), 0, 1)
    return {
        "glute": smooth_step(glute, 0, 1) * smooth_step(back, -0.15, 0.3),
        "hip_flexor": smooth_step(front, 0.0, 0.6)
        * band(b.leg, -0.30, 0.42, 0.2)
        * band(b.aside, 0.012, 0.12, 0.03)
        * leg,
        "quad": smooth_step(front, 0.05, 0.65) * band(b.leg, 0.04, 0.95, 0.22) * leg,
        "hamstring": smooth_step(back, 0.05, 0.65) * band(b.leg, 0.22, 0.98, 0.2) * leg,
        "adductor": smooth_step(-b.outward, 0.05, 0.7) * band(b.leg, 0.08, 0.80, 0.22) * leg,
        "outer_thigh": smooth_step(b.outward, 0.15, 0.8) * band(b.leg, 0.05, 0.85, 0.22) * leg,
        "abductor": smooth_step(b.outward, 0.1, 0.7)
        * band(b.leg, -0.34, 0.36, 0.24)
        * (1 - arm)
        * smooth_step(b.aside, 0.045, 0.075),
        "calf": smooth_step(back, 0.0, 0.6) * band(b.shank, 0.05, 0.70, 0.2) * low,
        "waist": smooth_step(b.outward, 0.2, 0.75) * band(b.up, hip + 0.02, waist + 0.16, 0.05) * trunk,
        "low_back": smooth_step(back, 0.1, 0.65)
        * band(b.up, hip + 0.35 * thigh * 0.2, waist + 0.12, 0.05)
        * (1 - smooth_step(b.aside, 0.03, 0.075))
        * trunk,
        "belly": smooth_step(front, 0.1, 0.65)
        * band(b.up, hip + 0.03, waist + 0.13, 0.05)
        * (1 - smooth_step(b.aside, 0.03, 0.085))
        * trunk,
    }


def softened(b: Standing, field: Array) -> Array:
    """A strength that fades out gently, also where the mesh is coarse."""
    every = np.ones(len(field))
    out = even(field[:, None], b.faces, every, SOFTENED_TIMES)[:, 0]
    return out / max(float(out.max()), 1e-6)


def folds(b: Standing) -> dict[str, Array]:
    """Vertices to smooth after skinning, their neighbours, and how much: hips, shoulders, the hollow of the knee."""
    n = len(b.v)
    near, blend = np.zeros(n, bool), np.zeros(n)
    for name, reach in (("upperleg01", 0.074), ("upperarm01", 0.046)):
        for side in (".L", ".R"):
            far = np.linalg.norm(b.v - b.joint(name + side), axis=1)
            near |= far < reach
            blend = np.maximum(blend, np.clip(2.2 * (1 - far / reach), 0, 1))
    for side in (".L", ".R"):
        p = b.v - b.joint("lowerleg01" + side)
        hollow = np.clip(2.2 * (1 - np.linalg.norm(p, axis=1) / 0.038), 0, 1) * np.clip(-p[:, 0] / 0.012 - 0.3, 0, 1)
        near |= hollow > 0
        blend = np.maximum(blend, hollow)
    near &= b.weight("wrist", "finger") < 0.3
    edges = np.concatenate([b.faces[:, [0, 1]], b.faces[:, [1, 2]], b.faces[:, [2, 0]]])
    edges = np.unique(np.concatenate([edges, edges[:, ::-1]]), axis=0)
    start = np.searchsorted(edges[:, 0], np.arange(n + 1))
    soft = np.flatnonzero(near & (np.diff(start) > 0))
    rings = [np.resize(edges[start[i] : start[i + 1], 1], SMOOTHED_NEIGHBOURS) for i in soft]
    return {
        "soft": soft.astype(np.uint16),
        "ring": np.array(rings, np.uint16),
        "soft_share": np.round(blend[soft] * 255).astype(np.uint8),
    }


def small(cloth: Array) -> Array:
    """A cloth's distance as the file keeps it."""
    found: Array = np.clip(np.round(cloth / CLOTH_STEP), -127, 127).astype(np.int8)
    return found


def fields(
    v: Array, faces: Array, bones: list[str], w: Array, heads: Array, is_eye: Array, lip: Array
) -> dict[str, Array]:
    """All fields, as small numbers; those of cloth as distances first, for `dressed`."""
    b = Standing(v, faces, bones, w, heads, is_eye, lip)
    out = dict(clothes(b))
    out |= {
        f"muscle.{k}": np.round(softened(b, np.clip(a, 0, 1)) * 255).astype(np.uint8) for k, a in muscles(b).items()
    }
    return out | folds(b)
