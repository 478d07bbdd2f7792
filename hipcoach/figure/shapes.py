"""The shape of each part on the screen, built once a frame and grown as its outline needs."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QPainterPath

from hipcoach.figure.anatomy import LIMBS
from hipcoach.figure.flesh import Flesh, Part
from hipcoach.figure.outline import (
    Disc,
    Hull,
    Point,
    Tube,
    add_capsule,
    add_curve,
    add_disc,
    add_polygon,
    ellipse,
    new_path,
)
from hipcoach.figure.vectors import Vec, clamp

SUNK = -1.0  # pixels: an outline that has faded hides under what is painted over it
FLAT_TRUNK = 0.5  # the trunk seen nearly end on is drawn as hulls of its rings
TRUNK_BONE = 0.20  # from the lowest to the highest ring of the shirt


class Figure2D:
    """A body on the screen: discs of all balls, and a shape for each part when it is first asked for."""

    def __init__(self, flesh: Flesh, points: Sequence[Vec], scale: float) -> None:
        self.flesh = flesh
        self.scale = scale
        self.points = points
        self.discs: list[Disc] = [(p[0], p[1], r * scale) for p, r in zip(points, flesh.radii, strict=True)]
        self._tubes: dict[str, Tube] = {}
        self._hulls: dict[str, list[Hull]] = {}
        self._paths: dict[str, QPainterPath] = {}

    def tube(self, part: Part) -> Tube:
        """The tube of a limb or of the neck."""
        if part.name not in self._tubes:
            self._tubes[part.name] = Tube([self.discs[i] for i in part.tube])
        return self._tubes[part.name]

    def path(self, part: Part, grow: float = 0.0, *, taper: bool = False) -> QPainterPath:
        """The shape of a part, grown by some pixels; with `taper` the growth fades where it joins its neighbours."""
        if not grow and part.name in self._paths:
            return self._paths[part.name]
        path = new_path()
        self.add(path, part, grow, taper=taper)
        if not grow:
            self._paths[part.name] = path
        return path

    def add(self, path: QPainterPath, part: Part, grow: float, *, taper: bool = False) -> None:
        """Add a part's shape to a path."""
        if part.rings:
            self._add_trunk(path, part, grow)
        if part.tube:
            radii = [self.discs[i][2] + grow for i in part.tube]
            if taper:
                fade = joint_fade(part)
                radii = [self.discs[i][2] + (grow * k or SUNK) for i, k in zip(part.tube, fade, strict=True)]
            self.tube(part).add_to(path, radii)
        for chain in part.chains:
            self.add_chain(path, chain, grow)
        if grow and taper and part.tube:
            return
        soft = part.soft if taper else frozenset()
        for balls, hull in zip(part.hulls, self._hulls_of(part), strict=True):
            hull.add_to(path, [self.discs[i][2] + (SUNK if i in soft else grow) for i in balls] if grow else None)

    def _hulls_of(self, part: Part) -> list[Hull]:
        """The hulls of a part, worked out once a frame."""
        if part.name not in self._hulls:
            self._hulls[part.name] = [Hull([self.discs[i] for i in balls]) for balls in part.hulls]
        return self._hulls[part.name]

    def add_ends(self, path: QPainterPath, part: Part, grow: float) -> None:
        """Add both ends of a limb, grown, with the bone of its joint."""
        discs = [(x, y, r + grow) for x, y, r in (self.discs[i] for i in part.tube)]
        add_capsule(path, discs[0], discs[1])
        add_capsule(path, discs[-2], discs[-1])
        for balls, hull in zip(part.hulls, self._hulls_of(part), strict=True):
            hull.add_to(path, [self.discs[i][2] + grow for i in balls])

    def add_chain(self, path: QPainterPath, chain: Sequence[int], grow: float) -> None:
        """Add a finger."""
        discs = [self.discs[i] for i in chain]
        Tube(discs).add_to(path, [d[2] + grow for d in discs])

    def _add_trunk(self, path: QPainterPath, part: Part, grow: float) -> None:
        """Pelvis or shirt: two smooth sides through its rings; the shirt ends in a hem."""
        discs = self.discs
        rings = [(discs[a], discs[b]) for a, b in part.rings]
        centres = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in rings]
        hem = self._hem(part, grow) if part.hem[1] else None
        first, last = centres[0], centres[-1]
        if math.hypot(last[0] - first[0], last[1] - first[1]) < FLAT_TRUNK * self._bone(part) * self.scale:
            for below, above in pairwise(rings):
                Hull([(x, y, r + grow) for x, y, r in (*below, *above)]).add_to(path)
        else:
            normals = _normals(centres)
            right = [_extreme(ring, n, grow) for ring, n in zip(rings, normals, strict=True)]
            left = [_extreme(ring, (-n[0], -n[1]), grow) for ring, n in zip(rings, normals, strict=True)]
            if hem is not None:
                right.insert(0, _furthest(hem, normals[0]))
                left.insert(0, _furthest(hem, (-normals[0][0], -normals[0][1])))
            path.moveTo(*right[0])
            add_curve(path, right)
            left.reverse()
            path.lineTo(*left[0])
            add_curve(path, left)
            path.closeSubpath()
        if hem is not None:
            add_polygon(path, hem)
        else:
            a, b = rings[0]
            add_capsule(path, (a[0], a[1], a[2] + grow), (b[0], b[1], b[2] + grow))
        a, b = rings[-1]
        add_capsule(path, (a[0], a[1], a[2] + grow), (b[0], b[1], b[2] + grow))

    def _bone(self, part: Part) -> float:
        """Length of a trunk part in body heights."""
        return TRUNK_BONE * (1.0 if part.hem[1] else 0.55)

    def _hem(self, part: Part, grow: float) -> list[Point]:
        """The hem of the shirt as an ellipse on the screen."""
        c, side, front = (self.points[i] for i in part.hem)
        u, v = (side[0] - c[0], side[1] - c[1]), (front[0] - c[0], front[1] - c[1])
        reach = max(math.hypot(*u), math.hypot(*v), 1e-6)
        k = 1.0 + grow / reach
        return ellipse((c[0], c[1]), (u[0] * k, u[1] * k), (v[0] * k, v[1] * k))

    def add_garment(self, path: QPainterPath, part: Part, kind: str, cut: float, ease: float) -> None:
        """A sleeve or trouser leg: the first share of a limb, a little wider, ended by a hem seen at its angle."""
        bone, profile = LIMBS[kind]
        tube, discs = self.tube(part), [self.discs[i] for i in part.tube]
        shares = [t for t, _, _ in profile]
        i = max(j for j, t in enumerate(shares) if t <= cut)
        k = (cut - shares[i]) / (shares[i + 1] - shares[i])
        a, b = discs[i], discs[i + 1]
        x, y, r = (p + (q - p) * k for p, q in zip(a, b, strict=True))
        gains = [ease * min(1.0, t / 0.25) for t in shares]
        if not tube.foreshortened:
            ends = [*zip(tube.left, tube.right, strict=True)][: i + 1]
            left = [
                (d[0] + (d[2] + g) * n[0], d[1] + (d[2] + g) * n[1])
                for d, g, (n, _) in zip(discs, gains, ends, strict=False)
            ]
            right = [
                (d[0] + (d[2] + g) * n[0], d[1] + (d[2] + g) * n[1])
                for d, g, (_, n) in zip(discs, gains, ends, strict=False)
            ]
            n, m = tube.left[i], tube.right[i]
            left.append((x + (r + ease) * n[0], y + (r + ease) * n[1]))
            right.append((x + (r + ease) * m[0], y + (r + ease) * m[1]))
            path.moveTo(*left[0])
            add_curve(path, left)
            right.reverse()
            path.lineTo(*right[0])
            add_curve(path, right)
            path.closeSubpath()
            add_disc(path, discs[0][0], discs[0][1], discs[0][2])
        else:
            for j in range(i):
                add_capsule(path, discs[j], discs[j + 1])
            add_capsule(path, a, (x, y, r + ease))
        dx, dy = discs[-1][0] - discs[0][0], discs[-1][1] - discs[0][1]
        d = math.hypot(dx, dy)
        ux, uy = (dx / d, dy / d) if d > 1e-6 else (1.0, 0.0)
        tilt = max(0.12, math.sqrt(max(0.0, 1.0 - min(1.0, d / (bone * self.scale)) ** 2)))
        wide = r + ease
        add_polygon(path, ellipse((x, y), (-uy * wide, ux * wide), (ux * wide * tilt, uy * wide * tilt)))


def joint_fade(part: Part) -> list[float]:
    """How much of a limb's outline is drawn at each of its discs: none where it joins its neighbours."""
    kind = part.name.split("_")[0]
    if kind not in LIMBS:
        return [1.0] * len(part.tube)
    return [min(clamp((t - 0.02) / 0.26, 0.0, 1.0), clamp((0.97 - t) / 0.18, 0.0, 1.0)) for t, _, _ in LIMBS[kind][1]]


def _normals(centres: Sequence[Point]) -> list[Point]:
    """Unit normals along a line of points."""
    out = []
    last = len(centres) - 1
    for i in range(len(centres)):
        (x0, y0), (x1, y1) = centres[max(0, i - 1)], centres[min(last, i + 1)]
        d = math.hypot(x1 - x0, y1 - y0) or 1.0
        out.append(((y0 - y1) / d, (x1 - x0) / d))
    return out


def _extreme(ring: tuple[Disc, Disc], n: Point, grow: float) -> Point:
    """Outermost point of a ring in a direction."""
    x, y, r = max(ring, key=lambda d: d[0] * n[0] + d[1] * n[1] + d[2])
    return (x + n[0] * (r + grow), y + n[1] * (r + grow))


def _furthest(points: Sequence[Point], n: Point) -> Point:
    """Outermost of some points in a direction."""
    return max(points, key=lambda p: p[0] * n[0] + p[1] * n[1])
