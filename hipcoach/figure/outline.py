"""Outlines of round things on the screen: smooth tubes, capsules and hulls, as painter paths.

All subpaths run the same way round (anticlockwise as seen), so that a path of many fills as their union.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from hipcoach.figure.vectors import DEG, clamp

Disc = tuple[float, float, float]  # x, y, radius in pixels
Point = tuple[float, float]
DIRECTIONS = tuple((math.cos(i * math.pi / 9), -math.sin(i * math.pi / 9)) for i in range(18))
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
        for c, s in DIRECTIONS:  # which disc is outermost in each direction
            best, outermost = -1e18, 0
            for i, (x, y, r) in enumerate(discs):
                reach = x * c + y * s + r
                if reach > best:
                    best, outermost = reach, i
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
    last = len(points) - 1
    for i in range(last):
        (x0, y0), (x1, y1) = points[max(0, i - 1)], points[i]
        (x2, y2), (x3, y3) = points[i + 1], points[min(last, i + 2)]
        path.cubicTo(
            x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2
        )  # fmt: skip


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

    def add_to(self, path: QPainterPath, radii: Sequence[float]) -> None:
        """Add the tube with the given radii (those of its discs, or grown)."""
        discs = self.discs
        if self.foreshortened:
            for ((x0, y0, _), r0), ((x1, y1, _), r1) in pairwise(zip(discs, radii, strict=False)):
                add_capsule(path, (x0, y0, r0), (x1, y1, r1))
            return
        count = len(radii)
        left = [(d[0] + r * n[0], d[1] + r * n[1]) for d, n, r in zip(discs, self.left, radii, strict=False)]
        right = [(d[0] + r * n[0], d[1] + r * n[1]) for d, n, r in zip(discs, self.right, radii, strict=False)]
        path.moveTo(*left[0])
        add_curve(path, left)
        self._add_end(path, discs[count - 1], radii[-1], self.left[count - 1], self.right[count - 1])
        right.reverse()
        add_curve(path, right)
        self._add_end(path, discs[0], radii[0], self.right[0], self.left[0])
        path.closeSubpath()

    @staticmethod
    def _add_end(path: QPainterPath, disc: Disc, r: float, start: Point, end: Point) -> None:
        """Add the rounded end from one normal to the other."""
        a0, a1 = math.atan2(-start[1], start[0]) / DEG, math.atan2(-end[1], end[0]) / DEG
        path.arcTo(disc[0] - r, disc[1] - r, 2 * r, 2 * r, a0, (a1 - a0) % 360.0)


def add_polygon(path: QPainterPath, points: Sequence[Point]) -> None:
    """Add a closed polygon, turned the way all subpaths run."""
    area = sum(points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1] for i in range(len(points)))
    ordered = points if area < 0 else points[::-1]
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ordered]))
    path.closeSubpath()


def ellipse(centre: Point, u: Point, v: Point, count: int = 28) -> list[Point]:
    """Points of the ellipse with half axes u and v."""
    steps = [(math.cos(2 * math.pi * i / count), math.sin(2 * math.pi * i / count)) for i in range(count)]
    return [(centre[0] + u[0] * c + v[0] * s, centre[1] + u[1] * c + v[1] * s) for c, s in steps]
