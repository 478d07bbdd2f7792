"""How strongly the pixels of a muscle that works show its colour: fully within, with a soft and even edge."""

import numpy as np

from hipcoach.body.mesh import F32, Array, soft_step
from hipcoach.body.raster import between_cells, box_blur

SHOWS_FROM, SHOWS_WHOLLY = 0.34, 0.66  # of a muscle's strength: what fades out round it is not of it
EDGE_LEFT = (0.20, 0.80)  # of an evened edge: its middle part is kept
NOT_OF_IT = 0.10  # of a strength: what has less takes no colour from a muscle beside it in the picture


def shown_strength(row: Array, column: Array, strength: Array, cell: int, radius: int) -> Array:
    """Return how strongly pixels at places of the picture show a muscle, 0 to 1.

    The edge is as soft as its neighbourhood, within so many cells of so many pixels: where the mesh is coarse it would
    be ragged.
    """
    own = soft_step(strength, SHOWS_FROM, SHOWS_WHOLLY)
    top, left = (int(a.min()) if len(a) else 0 for a in (row, column))
    row, column = row - top, column - left
    high, across = (int(a.max()) // cell + 2 if len(a) else 2 for a in (row, column))
    place = row // cell * across + column // cell
    total = np.bincount(place, own, high * across).reshape(high, across).astype(F32)
    count = np.bincount(place, minlength=high * across).reshape(high, across).astype(F32)
    soft = box_blur(total, radius) / np.maximum(box_blur(count, radius), F32(1e-3))
    even = between_cells(soft, (row + F32(0.5)) / cell - F32(0.5), (column + F32(0.5)) / cell - F32(0.5))
    found: Array = soft_step(even, *EDGE_LEFT) * np.minimum(strength / F32(NOT_OF_IT), 1)
    return found
