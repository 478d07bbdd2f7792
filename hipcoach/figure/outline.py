"""Outlines of round things on the screen: smooth tubes, capsules and hulls, as painter paths.

All subpaths run the same way round (anticlockwise as seen), so that a path of many fills as their union.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from hipcoach.figure.vectors import DEG, clamp

Disc = tuple[float, float, float]  # x, y, radius in pixels
Point = tuple[float, float]
DIRECTIONS = tuple((math.cos(i * math.pi / 9), -math.sin(i * math.pi / 9)) for i in range(18))
ARC = 0.5522847498  # control points of a quarter of a circle, by which it stays within 0.03 %
SHORT = 0.92  # slope of the radius along a tube above which its discs all but swallow one another


def new_path() -> QPainterPath:
    """An empty path whose subpaths are united."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def add_disc(path: QPainterPath, x: float, y: float, r: float) -> None:
    """Add a whole disc."""
    if r > 0:
        path.moveTo(x + r, y)
        path.arcTo(x - r, y - r, 2 * r, 2 * r, 0.0, 360.0)


def add_capsule(path: QPainterPath, a: Disc, b: Disc) -> None:
    """Add the hull of two discs."""
    (x1, y1, r1), (x2, y2, r2) = a, b
    d = math.hypot(x2 - x1, y2 - y1)
    if d <= abs(r1 - r2) + 1e-6:
        add_disc(path, *(a if r1 >= r2 else b))
        return
    turn = math.atan2(y1 - y2, x2 - x1) / DEG
    half = math.acos(clamp((r1 - r2) / d, -1.0, 1.0)) / DEG
    start = (turn + half) * DEG
    path.moveTo(x1 + r1 * math.cos(start), y1 - r1 * math.sin(start))
    path.arcTo(x1 - r1, y1 - r1, 2 * r1, 2 * r1, turn + half, 360.0 - 2 * half)
    path.arcTo(x2 - r2, y2 - r2, 2 * r2, 2 * r2, turn - half, 2 * half)
    path.closeSubpath()


class Hull:
    """The convex hull of a few discs: which are on the outside, and where the tangents leave them."""

    def __init__(self, discs: Sequence[Disc]) -> None:
        self._discs = discs
        ring: list[int] = []
        rows = [[x * c + y * s + r for c, s in DIRECTIONS] for x, y, r in discs]
        for reaches in zip(*rows, strict=True):  # which disc is outermost in each direction
            outermost = reaches.index(max(reaches))
            if not ring or ring[-1] != outermost:
                ring.append(outermost)
        if len(ring) > 1 and ring[0] == ring[-1]:
            ring.pop()
        tangents = [_tangent(discs[a], discs[b]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
        self._arcs: list[tuple[int, float, float]] = []
        for i, which in enumerate(ring):
            sweep = (tangents[i] - tangents[i - 1]) % 360.0
            # Touched only within rounding: the next tangent leaves where this one arrives.
            self._arcs.append((which, tangents[i - 1], sweep if sweep <= 300.0 else 0.0))

    def add_to(self, path: QPainterPath, radii: Sequence[float] | None = None) -> None:
        """Add the hull: arcs joined by tangents; with other radii, where all have grown alike."""
        discs = self._discs
        if len(self._arcs) == 1:
            x, y, r = discs[self._arcs[0][0]]
            add_disc(path, x, y, radii[self._arcs[0][0]] if radii else r)
            return
        for n, (i, start, sweep) in enumerate(self._arcs):
            x, y, r = discs[i]
            if radii:
                r = max(0.0, radii[i])
            if n == 0:
                path.moveTo(x + r * math.cos(start * DEG), y - r * math.sin(start * DEG))
            path.arcTo(x - r, y - r, 2 * r, 2 * r, start, sweep)
        path.closeSubpath()


def _tangent(a: Disc, b: Disc) -> float:
    """Direction, in degrees, of the normal of the outer tangent from one disc to the next."""
    dx, dy = b[0] - a[0], a[1] - b[1]
    d = math.hypot(dx, dy)
    half = math.acos(clamp((a[2] - b[2]) / d, -1.0, 1.0)) if d > 1e-9 else 0.0
    return (math.atan2(dy, dx) - half) / DEG


def add_curve(path: QPainterPath, points: Sequence[Point]) -> None:
    """Continue a path from the first point through the others by a Catmull-Rom spline."""
    cubic, last = path.cubicTo, len(points) - 1
    (x0, y0), (x1, y1) = points[0], points[1]
    out_x, out_y = (x1 - x0) / 6, (y1 - y0) / 6  # from a point to the control point after it
    for i in range(1, last):
        x2, y2 = points[i + 1]
        in_x, in_y = (x2 - x0) / 6, (y2 - y0) / 6
        cubic(x0 + out_x, y0 + out_y, x1 - in_x, y1 - in_y, x1, y1)
        x0, y0, x1, y1, out_x, out_y = x1, y1, x2, y2, in_x, in_y
    cubic(x0 + out_x, y0 + out_y, x1 - (x1 - x0) / 6, y1 - (y1 - y0) / 6, x1, y1)


class Tube:
    """A row of discs along a limb: its two edges and its rounded ends, for any set of radii."""

    def __init__(self, discs: Sequence[Disc]) -> None:
        self.discs = discs
        self.foreshortened = False
        self.left: list[Point] = []  # normals of the two edges, tilted where the tube tapers
        self.right: list[Point] = []
        last = len(discs) - 1
        for i, _ in enumerate(discs):
            (x0, y0, r0), (x1, y1, r1) = discs[max(0, i - 1)], discs[min(last, i + 1)]
            dx, dy = x1 - x0, y1 - y0
            d = math.hypot(dx, dy)
            taper = (r0 - r1) / d if d > 1e-6 else 9.0
            if abs(taper) > SHORT:
                self.foreshortened = True
                return
            c = math.sqrt(1.0 - taper * taper) / d
            s = taper / d
            self.left.append((dx * s - dy * c, dy * s + dx * c))
            self.right.append((dx * s + dy * c, dy * s - dx * c))

    def edges(self, radii: Sequence[float], which: Iterable[int]) -> tuple[list[Point], list[Point]]:
        """Both edges at some of the discs, for these radii; a foreshortened tube has none."""
        left, right = [], []
        for i in which:
            (x, y, _), r, (ax, ay), (bx, by) = self.discs[i], radii[i], self.left[i], self.right[i]
            left.append((x + r * ax, y + r * ay))
            right.append((x + r * bx, y + r * by))
        return left, right

    def add_to(self, path: QPainterPath, radii: Sequence[float], first: int = 0) -> None:
        """Add the tube from its first disc, or a later one, with the given radii (those of its discs, or grown)."""
        discs = self.discs
        if self.foreshortened:
            for ((x0, y0, _), r0), ((x1, y1, _), r1) in pairwise(zip(discs[first:], radii[first:], strict=True)):
                add_capsule(path, (x0, y0, r0), (x1, y1, r1))
            return
        left, right = self.edges(radii, range(first, len(radii)))
        right.reverse()
        path.moveTo(*left[0])
        add_curve(path, left)
        self._add_end(path, discs[-1], radii[-1], self.left[-1], self.right[-1])
        add_curve(path, right)
        self._add_end(path, discs[first], radii[first], self.right[first], self.left[first])
        path.closeSubpath()

    @staticmethod
    def _add_end(path: QPainterPath, disc: Disc, r: float, start: Point, end: Point) -> None:
        """Add the rounded end from one normal to the other."""
        a0, a1 = math.atan2(-start[1], start[0]) / DEG, math.atan2(-end[1], end[0]) / DEG
        path.arcTo(disc[0] - r, disc[1] - r, 2 * r, 2 * r, a0, (a1 - a0) % 360.0)


def add_ellipse(path: QPainterPath, centre: Point, u: Point, v: Point) -> None:
    """Add the ellipse with half axes u and v, turned the way all subpaths run."""
    (x, y), (ux, uy), (vx, vy) = centre, u, v
    if ux * vy > uy * vx:
        vx, vy = -vx, -vy
    path.moveTo(x + ux, y + uy)
    for _ in range(4):  # a quarter from u to v, then the next from v to -u
        kx, ky = x + ux + vx, y + uy + vy  # where the tangents of both ends meet
        path.cubicTo(
            x + ux + vx * ARC, y + uy + vy * ARC, kx - ux * (1 - ARC), ky - uy * (1 - ARC), x + vx, y + vy
        )  # fmt: skip
        ux, uy, vx, vy = vx, vy, -ux, -uy
    path.closeSubpath()
