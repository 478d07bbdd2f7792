"""The drawn lines: round what stands in front of something, round a limb before the body, and along a hem."""

import numpy as np

from hipcoach.body.mesh import CLOTHS, F32, Array, Mesh
from hipcoach.body.raster import Hits

LIMBS = (("upperarm02", "lowerarm"), ("upperleg", "lowerleg", "foot", "toe"), ("head", "neck03"))
HANDS = (("wrist",), ("finger1",), ("finger2", "finger4"), ("finger3", "finger5"))  # fingers beside each other differ
HEAD, FIRST_OF_HANDS = 5, 6  # numbers of parts: 0 is the trunk, then left and right by turns
BODY_PARTS = 16  # numbers that parts of the body may have; what stands round it is numbered after them
EYE, HEMS = (
    3,
    4,
)  # the number of an eye among what has a line against skin; how many such there are: bits tell parts apart
NUMBERS = {"shirt": 1, "shorts": 2, "white": EYE, "iris": EYE}
LINED = np.array([0, *(NUMBERS.get(name, 0) for name in CLOTHS)], np.int16)  # of skin and each cloth
EDGE_DEPTH, LIMB_DEPTH, EDGE_SLOPE = 0.011, 0.0028, 37.0  # body heights between one thing and the next
NOTHING = 1 << 14  # the label where nothing is
EDGE_DARK, HEM_DARK, RIM_DARK, LID_DARK, TOUCH_DARK = 0.66, 0.40, 0.82, 0.62, 0.58
LINE_SHARE = 800  # of a picture's width a line is one part: in small ones lines are finer too
RIM = 1.5  # how much wider the line round everything is than those within it


def parts_of(mesh: Mesh) -> Array:
    """Return which part of the body each face is of: trunk, an arm, a leg, the head."""
    part = np.zeros(len(mesh.vertices), np.int8)
    number = 1
    for stems in (*LIMBS, *HANDS):
        sides = (".L", ".R") if stems[0] != "head" else ("",)
        for side in sides:
            names = tuple(name for name in mesh.bones if name.startswith(stems) and name.endswith(side))
            part[mesh.weight_of(*names) > 0.5] = number
            number += 1
    found: Array = part[mesh.faces].max(1)
    return found


def _touching() -> Array:
    """Return for each two parts of the body whether they only meet where one touches the other."""
    out = np.zeros((BODY_PARTS, BODY_PARTS), bool)
    for a in range(BODY_PARTS):
        for b in range(BODY_PARTS):
            grown = [HEAD if n == HEAD else 1 + n % 2 if n >= FIRST_OF_HANDS else n for n in (a, b)]
            joined = grown[0] == grown[1] or (min(a, b) == 0 and max(a, b) < FIRST_OF_HANDS)
            out[a, b] = not joined
    return out


TOUCHING = _touching()


def line_width(width: int, finer: int) -> int:
    """Return how many pixels wide lines are in a picture of a width that is painted so many times larger."""
    return max(1, round(finer * width / LINE_SHARE))


def edges(hits: Hits, label: Array, size: tuple[int, int], step: int) -> Array:
    """Return how dark a line is at each pixel: `label` is a part's number times HEMS, and its cloth."""
    (w, h), depth = size, hits.depth
    wide = max(step + 1, round(step * RIM))
    row = w + 2 * wide
    base = (hits.row + wide) * np.int32(row) + hits.column + wide
    flat = np.full((h + 2 * wide) * row, depth.min() if len(depth) else 0, F32)
    labels = np.full(len(flat), NOTHING, np.int16)
    flat[base], labels[base] = depth, label
    ring, touch, hem, lid = np.zeros(len(depth), F32), *(np.zeros(len(depth), bool) for _ in range(3))
    for beside in (step * row, -step * row, step, -step):
        at = base + beside
        there = labels[at]
        differs = np.flatnonzero(there != label)  # few: the rest is looked at no further
        apart = (there[differs] ^ label[differs]) >= HEMS
        met, within = differs[apart], differs[~apart]
        step_down = depth - flat[at]
        step_down -= F32(EDGE_DEPTH)
        step_down[met] += F32(EDGE_DEPTH - LIMB_DEPTH)
        np.maximum(ring, step_down, out=ring)
        within = within[label[within] % HEMS != EYE]
        hem[within] = True
        lid[within[there[within] % HEMS == EYE]] = True
        own, beyond = label[met] // HEMS, there[met] // HEMS
        both = (own < BODY_PARTS) & (beyond < BODY_PARTS)
        met, own, beyond = met[both], own[both], beyond[both]
        touch[met[TOUCHING[own, beyond] & (depth[met] >= flat[at[met]])]] = True
    line = np.clip(ring * EDGE_SLOPE, 0, 1) * EDGE_DARK
    np.maximum(line, touch * F32(TOUCH_DARK), out=line)
    np.maximum(line, np.where(lid, F32(LID_DARK), hem * F32(HEM_DARK)), out=line)
    nothing = np.concatenate([np.ones(wide * row, bool), labels == NOTHING, np.ones(wide * row, bool)])
    rim = np.zeros(len(flat), bool)
    for beside in (wide * row, -wide * row, wide, -wide):
        rim |= nothing[wide * row + beside : wide * row + beside + len(flat)]
    found: Array = np.maximum(line, rim[base] * F32(RIM_DARK))
    return found
