"""Where an arrow is drawn: it begins at the part that moves, and leads off the body, so that its head covers none."""

import itertools
import math

import numpy as np

from hipcoach.body.mesh import Array, soft_step

ROOM = 0.035  # body heights between an arrow's line and the body: half its head, and a little
FURTHEST, GRAIN = 0.18, 0.01  # body heights by which it may be moved, and how finely that and the body are measured
DIRECTIONS = 16
BEGINS = 0.3  # of a way: so much may lie on the body, for what moves is where it begins
AGAINST = -0.5  # cosine between a way and a move
EVENED = 24  # rounds, so that an arrow bends softly off the body
EDGE = 0.045  # body heights that it keeps from the picture's edge


def beside(way: Array, skin: Array, scale: float, size: tuple[int, int], above: float = 0.0) -> tuple[float, float]:
    """Return the shortest move, in pixels, that takes a way off the body but for its beginning.

    If none does, it is the one that covers least. `above` is the room that it keeps over itself, in body heights.
    """
    moves = _moves() * scale
    places = way[None] + moves[:, None]
    low, high = places.min((0, 1)), places.max((0, 1))
    covered = _covered(skin, low, high, GRAIN * scale)
    cells = np.round((places - low) / (GRAIN * scale)).astype(int)
    begins = round(BEGINS * len(way))
    covers = covered[cells[:, begins:, 0], cells[:, begins:, 1]].sum(1)
    edge = EDGE * scale
    first = np.array([edge, edge + above * scale])
    outside = np.array(((places < first) | (places > np.array(size) - edge)).any((1, 2)))
    outside[0] = False  # where its file puts it, it may be
    dx, dy = moves[np.argmin(np.where(outside, len(way) + 1, covers))]
    return float(dx), float(dy)


def beginning_on(way: Array, move: tuple[float, float]) -> Array:
    """Return a way that is moved off the body but begins where it began, on the part that moves.

    One that is moved against its direction is moved as a whole: it would turn round on itself.
    """
    along, length = way[-1] - way[0], math.hypot(*move)
    if along @ np.array(move) < AGAINST * math.hypot(*along) * length:
        return np.add(way, move)
    out: Array = way + np.array(move) * soft_step(np.linspace(0, 1, len(way)), 0.0, BEGINS)[:, None]
    for _ in range(EVENED):
        out[1:-1] = 0.25 * out[:-2] + 0.5 * out[1:-1] + 0.25 * out[2:]
    return out


def _covered(skin: Array, low: Array, high: Array, cell: float) -> Array:
    """Return which squares of a part of the picture are too near the body for an arrow's line."""
    wide = round(ROOM / GRAIN)
    across, down = (int(n) + 2 for n in (high - low) / cell)
    grid = np.zeros((across + 2 * wide, down + 2 * wide), bool)
    x, y = np.round((skin - low) / cell).astype(int).T + wide
    there = (x >= 0) & (x < grid.shape[0]) & (y >= 0) & (y < grid.shape[1])
    grid[x[there], y[there]] = True
    out = np.zeros((across, down), bool)
    for i, j in itertools.product(range(-wide, wide + 1), repeat=2):
        if math.hypot(i, j) <= ROOM / GRAIN:
            out |= grid[wide + i : wide + i + across, wide + j : wide + j + down]
    return out


def _moves() -> Array:
    """Return moves in all directions, the shortest first, in body heights."""
    turns = [2 * math.pi * i / DIRECTIONS for i in range(DIRECTIONS)]
    lengths = [GRAIN * n for n in range(1, round(FURTHEST / GRAIN) + 1)]
    return np.array([(0.0, 0.0), *((r * math.cos(a), r * math.sin(a)) for r in lengths for a in turns)])
