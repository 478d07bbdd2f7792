"""The body's mesh as `assets/figures/body.npz` keeps it: a standing body with joints, weights and fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
STEP = 25000  # whole numbers of the file for one body height
CLOTH_STEP = 0.0005  # body heights for one step of a cloth's distance
CLOTHS = ("shirt", "shorts", "brow", "forehead", "hair", "lips", "white", "iris")  # what is later lies over
MIDLINE = 0.06  # body heights within which the muscles of one side fade into those of the other
SMOOTHED_TIMES = 5  # more digs pits at the hips
F32 = np.float32


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A standing body in body heights: x forward, y to its left, z up, the floor at z = 0. Compared by identity."""

    body: str
    faces: Array  # three vertices each
    vertices: Array
    index: Array  # four bones for each vertex, and how much each moves it
    share: Array
    bones: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Array
    tails: Array
    cloth: Array  # signed distances to each of CLOTHS
    muscles: Mapping[str, Array]  # 0 to 1 for each vertex; a side's own ends in _l or _r
    soft: Array  # vertices that are smoothed after skinning, their neighbours, and how much
    ring: Array
    soft_share: Array
    soft_shape: Array  # what smoothing takes away from the standing body

    def joint(self, bone: str) -> Array:
        """Return where a bone begins."""
        found: Array = self.heads[self.bones.index(bone)]
        return found

    def weight_of(self, *stems: str) -> Array:
        """Return how much the bones with such names move each vertex."""
        chosen = np.array([name.startswith(stems) for name in self.bones])
        found: Array = (self.share * chosen[self.index]).sum(1)
        return found


@lru_cache(maxsize=4)
def load_mesh(path: Path, body: str) -> Mesh:
    """Read one body. Raises OSError or ValueError where the file is not as it should be."""
    with np.load(path) as data:
        kept = {name: data[name] for name in data.files if not name.endswith((".vertices", ".heads", ".tails"))}
        vertices = (data[f"{body}.vertices"] / STEP).astype(F32)
        heads, tails = data[f"{body}.heads"].astype(float), data[f"{body}.tails"].astype(float)
    left = np.clip(vertices[:, 1] / MIDLINE + 0.5, 0, 1)
    muscles: dict[str, Array] = {}
    for name, strength in kept.items():
        if name.startswith("muscle."):
            whole = strength.astype(F32) / 255
            stem = name.removeprefix("muscle.")
            muscles |= {stem: whole, f"{stem}_l": whole * left, f"{stem}_r": whole * (1 - left)}
    share = kept["share"].astype(F32)
    soft, ring = kept["soft"].astype(np.int32), kept["ring"].astype(np.int32)
    return Mesh(
        body=body,
        faces=kept["faces"].astype(np.int32),
        vertices=vertices,
        index=kept["index"].astype(np.int32),
        share=share / share.sum(1, keepdims=True),
        bones=tuple(str(name) for name in kept["bones"]),
        parents=tuple(int(i) for i in kept["parents"]),
        heads=heads,
        tails=tails,
        cloth=np.stack([kept[f"cloth.{name}"] for name in CLOTHS], 1).astype(F32) * CLOTH_STEP,
        muscles=muscles,
        soft=soft,
        ring=ring,
        soft_share=kept["soft_share"].astype(F32)[:, None] / 255,
        soft_shape=vertices[soft] - smoothed(vertices, soft, ring),
    )


def smoothed(vertices: Array, soft: Array, ring: Array) -> Array:
    """Return the soft vertices, each drawn to its neighbours some times."""
    v = vertices.copy()
    for _ in range(SMOOTHED_TIMES):
        v[soft] = 0.5 * v[soft] + 0.5 * v[ring].mean(1)
    found: Array = v[soft]
    return found


def normals(v: Array, faces: Array) -> Array:
    """Smooth normals of a mesh's vertices."""
    a, b, c = (v[faces[:, k]] for k in range(3))
    n = np.cross(b - a, c - a)
    sums = [sum(np.bincount(faces[:, k], n[:, i], len(v)) for k in range(3)) for i in range(3)]
    out = np.stack(sums, 1).astype(F32)
    found: Array = out / np.maximum(np.sqrt((out * out).sum(1, keepdims=True)), 1e-12)
    return found


def soft_step(a: Array, low: float, high: float) -> Array:
    """Rise softly from 0 to 1 between two values."""
    t = np.clip((a - F32(low)) / F32(high - low), 0, 1)
    found: Array = t * t * (3 - 2 * t)
    return found
