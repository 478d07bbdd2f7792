"""What is drawn before what.

Pairs that overlap on the screen are compared where their axes come closest in the picture; then all pairs are sorted
topologically, the surest first, and a pair that would close a cycle gives way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import FLESH
from hipcoach.figure.props import Box, Extent, extent
from hipcoach.figure.vectors import Mat, Vec, clamp

NEAR = 0.012  # body heights: closer in depth than this, the surroundings of the crossing decide
CERTAIN = 9.0  # weight of what is known beforehand


@dataclass(frozen=True, slots=True)
class Node:
    """Something to draw: the line that stands for it (x, y, depth at both ends), and its reach about it in pixels."""

    name: str
    a: Vec
    b: Vec
    reach: float

    @property
    def depth(self) -> float:
        """Mean depth."""
        return (self.a[2] + self.b[2]) / 2


Pair = tuple[float, int, int]  # weight, drawn first, drawn after


# Each part, the balls at both ends of its line (of the trunk, rings whose middles are its ends), and its mean radius.
LINES = tuple(
    (
        part.name,
        part.rings[0] if part.rings else (part.axis[0], part.axis[0]),
        part.rings[-2] if part.rings else (part.axis[1], part.axis[1]),
        sum(FLESH.radii[k] for k in part.balls) / len(part.balls),
    )
    for part in FLESH.parts.values()
)


def part_nodes(points: Sequence[Vec], scale: float) -> list[Node]:
    """A node for each part of the body; `points` are projected."""
    return [Node(name, _middle(points, a), _middle(points, b), mean * scale) for name, a, b, mean in LINES]


def _middle(points: Sequence[Vec], pair: tuple[int, int]) -> Vec:
    p, q = points[pair[0]], points[pair[1]]
    return ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2)


def part_pairs(nodes: Sequence[Node]) -> list[Pair]:
    """Which of two overlapping parts is nearer, and how sure that is."""
    pairs = []
    rows = [(*n.a, *n.b, n.reach) for n in nodes]
    spans = [(min(x1, x2) - r, max(x1, x2) + r, min(y1, y2) - r, max(y1, y2) + r) for x1, y1, _, x2, y2, _, r in rows]
    for i, (left, right, top, bottom) in enumerate(spans):
        for j in range(i + 1, len(rows)):
            other = spans[j]
            if right < other[0] or other[1] < left or bottom < other[2] or other[3] < top:
                continue
            found = _compare(rows[i], rows[j])
            if found is not None:
                pairs.append((abs(found), j, i) if found > 0 else (abs(found), i, j))
    return pairs


Row = tuple[float, float, float, float, float, float, float]


def _compare(p: Row, q: Row) -> float | None:
    """How much nearer the first of two parts is where their axes come closest; None where they stay apart."""
    x1, y1, d1, x2, y2, d2, ra = p
    u1, v1, e1, u2, v2, e2, rb = q
    ux, uy, vx, vy, wx, wy = x2 - x1, y2 - y1, u2 - u1, v2 - v1, x1 - u1, y1 - v1
    a, b, c = ux * ux + uy * uy, ux * vx + uy * vy, vx * vx + vy * vy
    d, e = ux * wx + uy * wy, vx * wx + vy * wy
    det = a * c - b * b
    s = clamp((b * e - c * d) / det, 0.0, 1.0) if det > 1e-9 * max(a * c, 1e-9) else 0.5
    t = clamp((b * s + e) / c, 0.0, 1.0) if c > 1e-9 else 0.5
    s = clamp((b * t - d) / a, 0.0, 1.0) if a > 1e-9 else 0.5
    gap_x, gap_y = wx + ux * s - vx * t, wy + uy * s - vy * t
    reach = ra + rb
    if gap_x * gap_x + gap_y * gap_y > reach * reach * 1.05:
        return None
    nearer = (d1 + (d2 - d1) * s) - (e1 + (e2 - e1) * t)
    if abs(nearer) < NEAR:  # they share a joint: look a little way along both
        s, t = 0.5 * s + 0.25, 0.5 * t + 0.25
        nearer += 0.5 * ((d1 + (d2 - d1) * s) - (e1 + (e2 - e1) * t))
    return nearer


def box_pairs(
    nodes: Sequence[Node],
    bodies: Sequence[tuple[Vec, ...]],
    boxes: Sequence[Box],
    outlines: Sequence[tuple[float, float, float, float]],
    view: View,
) -> list[Pair]:
    """Parts against boxes and boxes against one another, by a plane that separates them.

    `nodes` are the parts and then the boxes; `bodies` the world points of each part; `outlines` the boxes' spans.
    """
    pairs = []
    towards, first = view.camera.towards_viewer, len(nodes) - len(boxes)
    spans = [
        (min(n.a[0], n.b[0]) - r, max(n.a[0], n.b[0]) + r, min(n.a[1], n.b[1]) - r, max(n.a[1], n.b[1]) + r)
        for n, r in ((n, n.reach * 1.3) for n in nodes[:first])
    ]
    extents: dict[tuple[int, Mat], Extent] = {}  # the boxes of a chair are all turned alike
    for k, (solid, (left, right, top, bottom)) in enumerate(zip(boxes, outlines, strict=True)):
        for i, (x0, x1, y0, y1) in enumerate(spans):
            if x1 < left or x0 > right or y1 < top or y0 > bottom:
                continue
            key = (i, solid.turn)
            if key not in extents:
                extents[key] = extent(bodies[i], solid.turn)
            in_front = solid.in_front(extents[key], towards)
            pairs.append((CERTAIN / 2, first + k, i) if in_front else (CERTAIN / 2, i, first + k))
        for other in range(k + 1, len(boxes)):
            x0, x1, y0, y1 = outlines[other]
            if x1 < left or x0 > right or y1 < top or y0 > bottom:
                continue
            in_front = solid.in_front(extent(boxes[other].corners, solid.turn), towards)
            a, b = first + k, first + other
            pairs.append((CERTAIN, a, b) if in_front else (CERTAIN, b, a))
    return pairs


def topological(nodes: Sequence[Node], pairs: Sequence[Pair]) -> list[int]:
    """Indices of the nodes from the furthest to the nearest."""
    count = len(nodes)
    after = [0] * count  # bit j of after[i]: j is drawn after i
    for _, a, b in sorted(pairs, reverse=True):
        if not _reaches(after, b, a):
            after[a] |= 1 << b
    waits = [0] * count
    for bits in after:
        while bits:
            low = bits & -bits
            waits[low.bit_length() - 1] += 1
            bits ^= low
    depth = [n.depth for n in nodes]
    ready = [i for i in range(count) if waits[i] == 0]
    out: list[int] = []
    while ready:
        i = min(ready, key=depth.__getitem__)
        ready.remove(i)
        out.append(i)
        bits = after[i]
        while bits:
            low = bits & -bits
            j = low.bit_length() - 1
            waits[j] -= 1
            if waits[j] == 0:
                ready.append(j)
            bits ^= low
    return out


def _reaches(after: Sequence[int], start: int, goal: int) -> bool:
    """Return True if `goal` must already be drawn after `start`."""
    seen, todo = 0, 1 << start
    while todo:
        low = todo & -todo
        seen |= low
        todo = (todo | after[low.bit_length() - 1]) & ~seen
        if seen >> goal & 1:
            return True
    return False
