"""The shadow of a body and its props on a plane: soft where they are high, dark and narrow where they touch."""

import numpy as np

from hipcoach.body.mesh import F32, Array
from hipcoach.body.raster import box_blur, enlarged
from hipcoach.body.view import View

UNSEEN = 0.004  # of a shadow
FAINT = 0.012  # of a shadow: what is no darker is left out, as of a leg high above it a ghost would be left
FALLS = np.array([0.10, 0.08, -0.08], F32)  # of a height: how far aside a shadow lies
FADES = 13.0  # of a shadow, with the height in body heights
LARGEST, SMALLEST = 0.0006, 0.00007  # of a prop that one of its corners stands for, here and where it touches
ON_A_WALL = 0.55  # how dark: light falls from above
TOUCHES, TOUCH = 60.0, 1.8  # the same of what touches, and how much darker that is, on a wall too


def shadow(
    v: Array, areas: Array, plane: tuple[Array, Array], view: View, dark: float
) -> tuple[tuple[int, int], Array] | None:
    """Return how dark a plane is, and where: by how much skin is over it and how high; None where none is."""
    origin, normal = plane
    h, w = view.height, view.width
    q = max(2, 4 * w // 800)
    height = (v - origin) @ normal
    fallen = v + height[:, None] * (FALLS * (1 - np.abs(normal)) - normal).astype(F32)
    sx, sy, _ = view.screen(fallen, 1)
    gw, gh = w // q + 1, h // q + 1
    ix, iy = (sx / q).astype(np.int32), (sy / q).astype(np.int32)
    inside = (ix >= 0) & (ix < gw) & (iy >= 0) & (iy < gh)
    cells = iy[inside] * gw + ix[inside]
    lit = 1 if normal[2] else ON_A_WALL
    steep = abs(float(view.matrix[2] @ normal))  # how much of the plane's depth is seen
    cell = (q / view.scale) ** 2 / max(steep, 0.1)
    above, share = np.maximum(height[inside], 0), areas[inside]
    light = np.ones((gh, gw), F32)
    wide = max(2, 16 * w // 800 // q)
    for fades, largest, strength, radius in ((FADES, LARGEST, lit, wide), (TOUCHES, SMALLEST, TOUCH, 2)):
        falls = np.bincount(cells, np.exp(-above * fades) * np.minimum(share, largest), gw * gh)
        soft = box_blur(falls.reshape(gh, gw).astype(F32) / cell, radius)
        light *= 1 - np.minimum(np.clip(soft, 0, 1) * (dark * strength), 1)
    found = np.clip((1 - light - FAINT) / (1 - FAINT), 0, 1)
    rows, columns = np.flatnonzero(found.max(1) > UNSEEN), np.flatnonzero(found.max(0) > UNSEEN)
    if not len(rows):
        return None
    (y0, y1), (x0, x1) = (int(rows[0]), int(rows[-1]) + 1), (int(columns[0]), int(columns[-1]) + 1)
    alpha = enlarged(found[y0:y1, x0:x1], (x1 - x0) * q, (y1 - y0) * q)
    return (x0 * q, y0 * q), alpha[: h - y0 * q, : w - x0 * q]
