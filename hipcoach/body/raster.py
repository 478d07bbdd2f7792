"""The z-buffer: which triangle is nearest at each pixel, and pictures' blurs and sizes, with numpy alone."""

from dataclasses import dataclass

import numpy as np

from hipcoach.body.mesh import F32, Array

TINY = 1e-9
SOFT, SOFTER = 0.25, 0.13  # of a pixel beside another that it takes where edges are softened, or are softer already
SLACK = 1e-3  # pixels by which a row may reach beyond its triangle, so that no gap opens between two


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """What is seen: for each covered pixel its number and place, its triangle, two barycentric weights, its depth."""

    pixel: Array
    row: Array
    column: Array
    triangle: Array
    first: Array
    second: Array
    depth: Array


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A value of each triangle that changes evenly over the screen: `across` * column + `down` * row + `start`."""

    across: Array
    down: Array
    start: Array


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """For each row of each triangle the pixels that stand side by side in it.

    Two triangles over four columns, and their runs:

        row 0   . a . .   of a: from column 1, one pixel
        row 1   a a b .   of a: from column 0, two pixels; of b: from column 2, one
        row 2   . . b b   of b: from column 2, two pixels
    """

    triangle: Array
    row: Array
    first: Array  # its first column
    length: Array


def raster(sx: Array, sy: Array, depth: Array, faces: Array, width: int, height: int) -> Hits:
    """Find the nearest triangle of each pixel; all three places of a vertex must be of one precision."""
    sx, sy, depth = (np.asarray(a, F32) for a in (sx, sy, depth))  # a float64 among them would make nothing equal
    xs, ys = ([a[faces[:, corner]] for corner in range(3)] for a in (sx, sy))
    left, right = _pixels_between(xs, width)
    top, bottom = _pixels_between(ys, height)
    area = _twice_the_area(xs, ys)
    kept = np.flatnonzero((right >= left) & (bottom >= top) & (np.abs(area) > TINY))
    first, second = _weights([x[kept] for x in xs], [y[kept] for y in ys], area[kept])
    runs = _runs(first, second, (left[kept], right[kept]), (top[kept], bottom[kept]))
    columns = _counting_from(runs.first, runs.length)
    depths = _depths(runs, columns, first, second, [depth[faces[kept, corner]] for corner in range(3)])
    pixel, nearest = _nearest(columns + np.repeat(runs.row * width, runs.length), depths, width * height)
    run = np.repeat(np.arange(len(runs.row), dtype=np.int32), runs.length)[nearest]
    triangle, row, column = runs.triangle[run], runs.row[run], columns[nearest]
    x, y = column.astype(F32), row.astype(F32)
    one, other = _value(first, triangle, x, y), _value(second, triangle, x, y)
    return Hits(pixel, row, column, kept[triangle], one, other, depths[nearest])


def _pixels_between(corners: list[Array], size: int) -> tuple[Array, Array]:
    """Return the first and the last column, or row, whose middle lies within each triangle's corners."""
    a, b, c = corners
    low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
    first = np.maximum(np.ceil(low - 0.5), 0).astype(np.int32)
    return first, np.minimum(np.floor(high - 0.5), size - 1).astype(np.int32)


def _twice_the_area(xs: list[Array], ys: list[Array]) -> Array:
    """Return twice the area of each triangle; negative where it is seen from behind."""
    (ax, bx, cx), (ay, by, cy) = xs, ys
    area: Array = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
    return area


def _weights(xs: list[Array], ys: list[Array], area: Array) -> tuple[Plane, Plane]:
    """Return the barycentric weights of the first and the second corner: 1 at it, 0 at the other two."""
    (ax, bx, cx), (ay, by, cy) = xs, ys
    shrink = 1 / area
    to_middle = 0.5 - cx, 0.5 - cy  # from the third corner to the middle of pixel (0, 0)

    def plane(across: Array, down: Array) -> Plane:
        return Plane(across, down, across * to_middle[0] + down * to_middle[1])

    return plane((by - cy) * shrink, (cx - bx) * shrink), plane((cy - ay) * shrink, (ax - cx) * shrink)


def _runs(first: Plane, second: Plane, columns: tuple[Array, Array], rows: tuple[Array, Array]) -> Runs:
    """Return the runs of triangles with these weights, within their first and last `columns` and `rows`."""
    third = Plane(-first.across - second.across, -first.down - second.down, 1 - first.start - second.start)
    (left, right), (top, bottom) = columns, rows
    count = bottom - top + 1
    triangle = np.repeat(np.arange(len(count), dtype=np.int32), count)
    row = _counting_from(top, count)
    begin, end = left[triangle].astype(F32), right[triangle].astype(F32)
    y = row.astype(F32)
    for weight in (first, second, third):  # a pixel lies inside where none of them is negative
        slope = weight.across[triangle]
        zero = -(weight.down[triangle] * y + weight.start[triangle]) / np.where(np.abs(slope) < TINY, TINY, slope)
        begin = np.where(slope > TINY, np.maximum(begin, zero - SLACK), begin)
        end = np.where(slope < -TINY, np.minimum(end, zero + SLACK), end)
    begin, end = np.ceil(begin).astype(np.int32), np.floor(end).astype(np.int32)
    return Runs(triangle, row, begin, np.maximum(end - begin + 1, 0))


def _depths(runs: Runs, columns: Array, first: Plane, second: Plane, corners: list[Array]) -> Array:
    """Return the depth of each pixel of the runs, from the depths of the three corners of each triangle."""
    a, b, c = corners
    across = first.across * (a - c) + second.across * (b - c)
    start = c + first.start * (a - c) + second.start * (b - c)
    down = first.down * (a - c) + second.down * (b - c)
    depths = np.repeat(across[runs.triangle], runs.length) * columns
    depths += np.repeat(start[runs.triangle] + down[runs.triangle] * runs.row.astype(F32), runs.length)
    return depths.astype(F32, copy=False)


def _nearest(pixels: Array, depths: Array, size: int) -> tuple[Array, Array]:
    """Return each pixel that anything covers, and the number of what is nearest there; `size`: of the picture."""
    best = np.full(size, -np.inf, F32)
    np.maximum.at(best, pixels, depths)
    winners = np.flatnonzero(depths == best[pixels])
    owner = np.full(size, -1, np.int32)
    owner[pixels[winners]] = winners
    covered = np.flatnonzero(owner >= 0)
    return covered, owner[covered]


def _counting_from(first: Array, count: Array) -> Array:
    """Return whole numbers, for each entry `count` of them from `first` on: from 4 two, from 7 three: 4 5 7 8 9."""
    before = (np.cumsum(count) - count).astype(np.int32)
    return np.arange(int(count.sum()), dtype=np.int32) + np.repeat(first - before, count)


def _value(plane: Plane, triangle: Array, x: Array, y: Array) -> Array:
    """Return the value of a plane, of these triangles at these places."""
    found: Array = plane.across[triangle] * x + plane.down[triangle] * y + plane.start[triangle]
    return found


def box_blur(a: Array, radius: int) -> Array:
    """Blur by a box, twice, by running sums."""
    for axis in (0, 1, 0, 1):
        n = a.shape[axis]
        padded = np.pad(a, [(radius + 1, radius) if i == axis else (0, 0) for i in (0, 1)], mode="edge")
        total = np.cumsum(padded, axis=axis, dtype=F32)
        wide = 2 * radius + 1
        a = total[wide : wide + n] - total[:n] if axis == 0 else total[:, wide : wide + n] - total[:, :n]
        a *= F32(1 / wide)
    return a


def enlarged(a: Array, width: int, height: int) -> Array:
    """Return a small picture at a larger size, smoothly."""
    for axis, size in ((0, height), (1, width)):
        n = a.shape[axis]
        at = np.clip((np.arange(size, dtype=F32) + 0.5) * (n / size) - 0.5, 0, n - 1)
        low = at.astype(np.int32)
        share = at - low
        shape = (-1, 1) if axis == 0 else (1, -1)
        high = np.minimum(low + 1, n - 1)
        a = np.take(a, low, axis) * (1 - share.reshape(shape)) + np.take(a, high, axis) * share.reshape(shape)
    return a.astype(F32, copy=False)


def between_cells(a: Array, rows: Array, columns: Array) -> Array:
    """Return the values of a small picture at places between its cells, smoothly."""
    i = np.clip(rows, 0, a.shape[0] - 1.001)
    k = np.clip(columns, 0, a.shape[1] - 1.001)
    r, c = i.astype(np.int32), k.astype(np.int32)
    p, q = i - r, k - c
    flat, at = a.reshape(-1), r * a.shape[1] + c
    near = flat[at] + q * (flat[at + 1] - flat[at])
    at += a.shape[1]
    further = flat[at] + q * (flat[at + 1] - flat[at])
    found: Array = near + p * (further - near)
    return found


def apart(hits: Hits, width: int, height: int, by: int) -> Array:
    """Return where pixels stand where every `by`-th column and row lie side by side, as `together` wants them."""
    down, across = np.divmod(hits.row, np.int32(by)), np.divmod(hits.column, np.int32(by))
    part = down[1] * by + across[1]
    return (part * (height // by) + down[0]) * (width // by) + across[0]


def together(a: Array, width: int, height: int, by: int) -> Array:
    """Return channels that lie as `apart` says as a picture (height, width, channels) at a whole part of the size."""
    parts = a.reshape(len(a), by * by, height // by, width // by)
    out = softened(parts.sum(1, dtype=F32) * F32(1 / by**2), SOFTER) if by > 1 else softened(parts[:, 0], SOFT)
    return np.ascontiguousarray(np.moveaxis(out, 0, 2))


def softened(a: Array, soft: float) -> Array:
    """Return channels (channels, height, width) with softer edges: each pixel has such a part of those beside it."""
    for rows in (a, a.swapaxes(1, 2)):
        beside = rows[:, :-2] + rows[:, 2:]
        beside *= F32(soft)
        rows[:, 1:-1] *= F32(1 - 2 * soft)
        rows[:, 1:-1] += beside
    return a
