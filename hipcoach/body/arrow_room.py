"""Where an arrow is drawn: beside the body, so that it covers no foot, knee or hand."""

import itertools
import math

import numpy as np

from hipcoach.body.mesh import Array

ROOM = 0.032  # body heights between an arrow's line and the body: half its head, and a little
FURTHEST, STEP = 0.15, 0.01  # body heights by which it may be moved, and how finely
DIRECTIONS = 16
EDGE = 0.03  # body heights that it keeps from the picture's edge
EVERY = 3  # of so many points of its way one is measured


def beside(way: Array, skin: Array, scale: float, size: tuple[int, int]) -> tuple[float, float]:
    """Return the shortest move, in pixels, that takes a way off the body; the one that covers least if none does."""
    spots = np.concatenate([way[:-1:EVERY], way[-1:]])
    reach = (FURTHEST + ROOM) * scale
    near = skin[np.all((skin > way.min(0) - reach) & (skin < way.max(0) + reach), axis=1)]
    best, least = (0.0, 0.0), math.inf
    for dx, dy in _moves(scale):
        moved = spots + np.array([dx, dy])
        edge = EDGE * scale
        if (dx or dy) and not ((moved > edge).all() and (moved < np.array(size) - edge).all()):
            continue
        apart = ((moved[:, None] - near[None]) ** 2).sum(2)
        covers = float((apart < (ROOM * scale) ** 2).any(1).sum()) if len(near) else 0.0
        if covers < least:
            best, least = (dx, dy), covers
        if not covers:
            break
    return best


def _moves(scale: float) -> itertools.chain[tuple[float, float]]:
    """Return moves in all directions, the shortest first."""
    steps = range(1, round(FURTHEST / STEP) + 1)
    turns = [2 * math.pi * i / DIRECTIONS for i in range(DIRECTIONS)]
    further = (
        (STEP * n * scale * math.cos(a), STEP * n * scale * math.sin(a)) for n, a in itertools.product(steps, turns)
    )
    return itertools.chain([(0.0, 0.0)], further)
