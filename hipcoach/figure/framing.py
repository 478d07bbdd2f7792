"""What a figure needs measured once, when it is loaded: the bounds of its picture and the ways of its arrows."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from hipcoach.figure.camera import Bounds, Camera, bounds_of
from hipcoach.figure.flesh import FLESH, Flesh
from hipcoach.figure.movement import Movement
from hipcoach.figure.points import point
from hipcoach.figure.pose import Body
from hipcoach.figure.props import Box, Ground
from hipcoach.figure.vectors import Vec, add, apply, scale, sub

SAMPLES = 13
MARK = 0.045  # room kept round an arrow's point or a disc


def sampled(movement: Movement, samples: int = SAMPLES) -> list[Body]:
    """Bodies evenly spread over a movement."""
    return [movement.body(i / (samples - 1)) for i in range(samples)]


@lru_cache(maxsize=64)
def travel(movement: Movement) -> float:
    """The longest way that any part of the body takes through a movement."""
    placed = [FLESH.place(body) for body in sampled(movement)]
    return max(sum(math.dist(a, b) for a, b in pairwise(way)) for way in zip(*placed, strict=True))


def way_of(bodies: Sequence[Body], name: str, offset: Vec, size: float, span: tuple[float, float]) -> tuple[Vec, ...]:
    """The way of a point through a movement, moved aside and scaled about its middle."""
    last = len(bodies) - 1
    chosen = [b for i, b in enumerate(bodies) if span[0] <= i / last <= span[1]]
    points = [point(b.frames, name) for b in chosen]
    middle = scale((sum(p[0] for p in points), sum(p[1] for p in points), sum(p[2] for p in points)), 1 / len(points))
    return tuple(add(add(middle, scale(sub(p, middle), size)), offset) for p in points)


def bounds_of_scene(
    camera: Camera,
    bodies: Sequence[Body],
    grounds: Sequence[Ground],
    boxes: Sequence[Box],
    marks: Sequence[Vec],
    flesh: Flesh = FLESH,
) -> Bounds:
    """Bounds on the screen of everything drawn at any moment of a movement."""

    def discs() -> Iterator[tuple[float, float, float]]:
        for body in bodies:
            for p, r in zip(flesh.place(body), flesh.radii, strict=True):
                x, y, _ = apply(camera.matrix, p)
                yield (x, y, r)
        for corner in (c for g in grounds if g.kind != "wall" for c in g.corners):
            x, y, _ = apply(camera.matrix, corner)
            yield (x, y, 0.01)
        for corner in (c for b in boxes for c in b.corners):
            x, y, _ = apply(camera.matrix, corner)
            yield (x, y, 0.0)
        for mark in marks:
            x, y, _ = apply(camera.matrix, mark)
            yield (x, y, MARK)

    return bounds_of(discs())
