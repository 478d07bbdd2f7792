"""The shape of one part of the body on the screen, from the discs that its balls are seen as."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtGui import QPainterPath

from hipcoach.figure.anatomy import LIMBS
from hipcoach.figure.flesh import FleshPart
from hipcoach.figure.outline import (
    Disc,
    Hull,
    Point,
    Tube,
    add_capsule,
    add_curve,
    add_disc,
    add_ellipse,
    new_path,
)
from hipcoach.figure.vectors import clamp

SUNK = -1.0  # pixels: an outline that has faded hides under what is painted over it
SOFT_ROOM = 0.005  # body heights by which a ball may stand out behind a soft one and still have no outline
FLAT_TRUNK = 0.5  # the trunk seen nearly end on is drawn as hulls of its rings
TRUNK_BONE = 0.20  # from the lowest to the highest ring of the shirt


class PartShape:
    """One part: its tube and hulls are worked out once, and added to paths grown as an outline needs."""

    def __init__(self, part: FleshPart, discs: Mapping[int, Disc], scale: float) -> None:
        """`discs` by the number of their ball; `scale` in pixels for one body height."""
        self._part, self._discs, self._scale = part, discs, scale
        self._tube = Tube([discs[i] for i in part.tube]) if part.tube else None
        self._hulls = [Hull([discs[i] for i in balls]) for balls in part.hulls]

    def path(self, grow: float = 0.0, *, taper: bool = False) -> QPainterPath:
        """The shape, grown by some pixels; with `taper` the growth fades where it joins its neighbours."""
        path, part, discs = new_path(), self._part, self._discs
        if part.rings:
            self._add_trunk(path, grow)
        if self._tube is not None:
            radii = [discs[i][2] + grow for i in part.tube]
            if taper:
                fade = joint_fade(part)
                radii = [discs[i][2] + (grow * k or SUNK) for i, k in zip(part.tube, fade, strict=True)]
            self._tube.add_to(path, radii)
        for chain in part.chains:
            bones = [discs[i] for i in chain]
            Tube(bones).add_to(path, [r + grow for _, _, r in bones])
        if grow and taper and part.tube:
            return path
        soft = self._soft() if taper and part.soft else frozenset()
        for balls, hull in zip(part.hulls, self._hulls, strict=True):
            hull.add_to(path, [discs[i][2] + (SUNK if i in soft else grow) for i in balls] if grow else None)
        return path

    def _soft(self) -> frozenset[int]:
        """Balls without an outline: those where the part grows out of another, and any that hardly stand out behind."""
        part, discs, room = self._part, self._discs, SOFT_ROOM * self._scale
        covers = [discs[i] for i in part.soft]
        hidden = {i for i in part.balls for c in covers if math.dist(discs[i][:2], c[:2]) + discs[i][2] < c[2] + room}
        return part.soft | hidden

    def below(self, share: float) -> QPainterPath:
        """A limb from the last of its discs that lies before a share of it: what a garment down to there lets see."""
        path, part = new_path(), self._part
        first = max(i for i, (t, _, _) in enumerate(LIMBS[part.name.split("_")[0]][1]) if t <= share)
        if self._tube is not None:
            self._tube.add_to(path, [self._discs[i][2] for i in part.tube], first)
        return path

    def ends(self, grow: float) -> QPainterPath:
        """Where it joins its neighbours, grown: both ends of a limb with the bone of its joint, or a wrist or ankle."""
        path, part, discs = new_path(), self._part, self._discs
        if part.tube:
            bones = [(x, y, r + grow) for x, y, r in (discs[i] for i in part.tube)]
            add_capsule(path, bones[0], bones[1])
            add_capsule(path, bones[-2], bones[-1])
        for balls, hull in zip(part.hulls, self._hulls, strict=True):
            if part.tube or not part.soft.isdisjoint(balls):
                hull.add_to(path, [discs[i][2] + grow for i in balls])
        return path

    def garment(self, kind: str, cut: float, ease: float) -> QPainterPath:
        """A sleeve or trouser leg: the first share of a limb, a little wider, ended by a hem seen at its angle."""
        bone, profile = LIMBS[kind]
        path, tube, discs = new_path(), self._tube, [self._discs[i] for i in self._part.tube]
        shares = [t for t, _, _ in profile]
        i = max(j for j, t in enumerate(shares) if t <= cut)
        k = (cut - shares[i]) / (shares[i + 1] - shares[i])
        a, b = discs[i], discs[i + 1]
        x, y, r = (p + (q - p) * k for p, q in zip(a, b, strict=True))
        if tube is not None and not tube.foreshortened:
            radii = [d[2] + ease * min(1.0, t / 0.25) for d, t in zip(discs, shares, strict=True)]
            left, right = tube.edges(radii, range(i + 1))
            n, m = tube.left[i], tube.right[i]
            left.append((x + (r + ease) * n[0], y + (r + ease) * n[1]))
            right.append((x + (r + ease) * m[0], y + (r + ease) * m[1]))
            right.reverse()
            path.moveTo(*left[0])
            add_curve(path, left)
            path.lineTo(*right[0])
            add_curve(path, right)
            path.closeSubpath()
            add_disc(path, *discs[0])
        else:
            for j in range(i):
                add_capsule(path, discs[j], discs[j + 1])
            add_capsule(path, a, (x, y, r + ease))
        dx, dy = discs[-1][0] - discs[0][0], discs[-1][1] - discs[0][1]
        d = math.hypot(dx, dy)
        ux, uy = (dx / d, dy / d) if d > 1e-6 else (1.0, 0.0)
        tilt = max(0.12, math.sqrt(max(0.0, 1.0 - min(1.0, d / (bone * self._scale)) ** 2)))
        wide = r + ease
        add_ellipse(path, (x, y), (-uy * wide, ux * wide), (ux * wide * tilt, uy * wide * tilt))
        return path

    def _add_trunk(self, path: QPainterPath, grow: float) -> None:
        """Pelvis or shirt: two smooth sides through its rings; the shirt ends in a hem."""
        part, discs = self._part, self._discs
        rings = [(discs[a], discs[b]) for a, b in part.rings]
        centres = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in rings]
        hem = self._hem(grow) if part.hem[1] else None
        first, last = centres[0], centres[-1]
        if math.hypot(last[0] - first[0], last[1] - first[1]) < FLAT_TRUNK * self._bone() * self._scale:
            for below, above in pairwise(rings):
                Hull([(x, y, r + grow) for x, y, r in (*below, *above)]).add_to(path)
        else:
            normals = _normals(centres)
            right = [_extreme(ring, n, grow) for ring, n in zip(rings, normals, strict=True)]
            left = [_extreme(ring, (-n[0], -n[1]), grow) for ring, n in zip(rings, normals, strict=True)]
            if hem is not None:
                right.insert(0, _furthest(hem, normals[0]))
                left.insert(0, _furthest(hem, (-normals[0][0], -normals[0][1])))
            left.reverse()
            path.moveTo(*right[0])
            add_curve(path, right)
            path.lineTo(*left[0])
            add_curve(path, left)
            path.closeSubpath()
        if hem is not None:
            add_ellipse(path, *hem)
        else:
            a, b = rings[0]
            add_capsule(path, (a[0], a[1], a[2] + grow), (b[0], b[1], b[2] + grow))
        if not part.hulls:  # the shirt's collar covers its last ring
            a, b = rings[-1]
            add_capsule(path, (a[0], a[1], a[2] + grow), (b[0], b[1], b[2] + grow))

    def _bone(self) -> float:
        """Length of a trunk part in body heights."""
        return TRUNK_BONE * (1.0 if self._part.hem[1] else 0.55)

    def _hem(self, grow: float) -> tuple[Point, Point, Point]:
        """The hem of the shirt as an ellipse on the screen: its centre and two half axes."""
        (cx, cy, _), (sx, sy, _), (fx, fy, _) = (self._discs[i] for i in self._part.hem)
        ux, uy, vx, vy = sx - cx, sy - cy, fx - cx, fy - cy
        k = 1.0 + grow / max(math.hypot(ux, uy), math.hypot(vx, vy), 1e-6)
        return (cx, cy), (ux * k, uy * k), (vx * k, vy * k)


def joint_fade(part: FleshPart) -> list[float]:
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


def _furthest(ellipse: tuple[Point, Point, Point], n: Point) -> Point:
    """Outermost point of an ellipse in a direction."""
    (x, y), (ux, uy), (vx, vy) = ellipse
    a, b = ux * n[0] + uy * n[1], vx * n[0] + vy * n[1]
    d = math.hypot(a, b) or 1.0
    return (x + (ux * a + vx * b) / d, y + (uy * a + vy * b) / d)
