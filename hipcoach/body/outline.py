"""The drawn lines: round what stands in front of something, round a limb before the body, and along a hem."""

import numpy as np

from hipcoach.body.mesh import F32, Array, Mesh
from hipcoach.body.raster import Hits

LIMBS = (("upperarm02", "lowerarm", "wrist", "finger"), ("upperleg", "lowerleg", "foot", "toe"), ("head", "neck03"))
BODY_PARTS = 8  # numbers that parts of the body may have; what stands round it is numbered after them
HEMMED, HEMS = 3, 4  # kinds with a hem: skin, shirt, shorts; numbers that they may have: bits tell parts apart
EDGE_DEPTH, LIMB_DEPTH, EDGE_SLOPE = 0.011, 0.0028, 37.0  # body heights between one thing and the next
NOTHING = 1 << 14  # the label where nothing is
EDGE_DARK, HEM_DARK = 0.66, 0.26


def parts_of(mesh: Mesh) -> Array:
    """Return which part of the body each face is of: trunk, an arm, a leg, the head."""
    part = np.zeros(len(mesh.vertices), np.int8)
    number = 1
    for stems in LIMBS:
        sides = (".L", ".R") if stems[0] != "head" else ("",)
        for side in sides:
            names = tuple(name for name in mesh.bones if name.startswith(stems) and name.endswith(side))
            part[mesh.weight_of(*names) > 0.5] = number
            number += 1
    found: Array = part[mesh.faces].max(1)
    return found


def edges(hits: Hits, label: Array, size: tuple[int, int], step: int) -> Array:
    """Return how dark a line is at each pixel: `label` is a part's number times HEMS, and its cloth."""
    (w, h), depth = size, hits.depth
    row = w + 2 * step
    far, other = np.zeros((h + 2 * step, row), F32), np.zeros((h + 2 * step, row), np.int16)
    base = (hits.row + step) * np.int32(row) + hits.column + step
    far.fill(depth.min() if len(depth) else 0)
    other.fill(NOTHING)
    flat, labels = far.reshape(-1), other.reshape(-1)
    flat[base], labels[base] = depth, label
    ring, hem = np.zeros(len(depth), F32), np.zeros(len(depth), bool)
    for beside in (step * row, -step * row, step, -step):
        at = base + beside
        there = labels[at]
        differs = there != label
        apart = (there ^ label) >= HEMS
        hem |= differs ^ apart
        np.maximum(ring, depth - flat[at] - np.where(apart, F32(LIMB_DEPTH), F32(EDGE_DEPTH)), out=ring)
    line = np.clip(ring * EDGE_SLOPE, 0, 1) * EDGE_DARK
    found: Array = np.maximum(line, hem * F32(HEM_DARK))
    return found
