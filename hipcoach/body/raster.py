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


def raster(sx: Array, sy: Array, depth: Array, faces: Array, width: int, height: int) -> Hits:
    """Find the nearest triangle of each pixel; all three places of a vertex must be of one precision."""
    sx, sy, depth = (np.asarray(a, F32) for a in (sx, sy, depth))  # a float64 among them would make nothing equal
    ax, ay, bx, by, cx, cy = (a[faces[:, k]] for k in range(3) for a in (sx, sy))
    x0 = np.maximum(np.ceil(np.minimum(np.minimum(ax, bx), cx) - 0.5), 0).astype(np.int32)
    x1 = np.minimum(np.floor(np.maximum(np.maximum(ax, bx), cx) - 0.5), width - 1).astype(np.int32)
    y0 = np.maximum(np.ceil(np.minimum(np.minimum(ay, by), cy) - 0.5), 0).astype(np.int32)
    y1 = np.minimum(np.floor(np.maximum(np.maximum(ay, by), cy) - 0.5), height - 1).astype(np.int32)
    wide, high = np.maximum(x1 - x0 + 1, 0), np.maximum(y1 - y0 + 1, 0)
    d = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
    keep = np.flatnonzero((wide > 0) & (high > 0) & (np.abs(d) > TINY))
    inv = 1 / d[keep]
    # barycentric weights as planes over the screen: value = g * x + e * y + o
    g0, e0 = (by - cy)[keep] * inv, (cx - bx)[keep] * inv
    g1, e1 = (cy - ay)[keep] * inv, (ax - cx)[keep] * inv
    ox, oy = 0.5 - cx[keep], 0.5 - cy[keep]
    o0, o1 = g0 * ox + e0 * oy, g1 * ox + e1 * oy
    # rows first: one entry for each row of a triangle, and only the part of the row inside the triangle
    rows = high[keep]
    t = np.repeat(np.arange(len(keep), dtype=np.int32), rows)
    py = np.arange(len(t), dtype=np.int32) - np.repeat((np.cumsum(rows) - rows).astype(np.int32), rows) + y0[keep][t]
    fy = py.astype(F32)
    low, high_x = x0[keep][t].astype(F32), x1[keep][t].astype(F32)
    for g, e, o in ((g0, e0, o0), (g1, e1, o1), (-g0 - g1, -e0 - e1, 1 - o0 - o1)):
        slope = g[t]
        at = -(e[t] * fy + o[t]) / np.where(np.abs(slope) < TINY, TINY, slope)  # where the weight is zero on this row
        low = np.where(slope > TINY, np.maximum(low, at - SLACK), low)
        high_x = np.where(slope < -TINY, np.minimum(high_x, at + SLACK), high_x)
    first, last = np.ceil(low).astype(np.int32), np.floor(high_x).astype(np.int32)
    run = np.maximum(last - first + 1, 0)
    start = (np.cumsum(run) - run).astype(np.int32)
    px = np.arange(int(run.sum()), dtype=np.int32) + np.repeat(first - start, run)
    # the depth of every candidate, the weights only of those that are nearest
    da, db, dc = (depth[faces[keep, k]] for k in range(3))
    gz = g0 * (da - dc) + g1 * (db - dc)
    offset = dc + o0 * (da - dc) + o1 * (db - dc)
    ez = e0 * (da - dc) + e1 * (db - dc)
    z = np.repeat(gz[t], run) * px
    z += np.repeat(offset[t] + ez[t] * fy, run)
    z = z.astype(F32, copy=False)
    pixel = px + np.repeat(py * width, run)
    best = np.full(width * height, -np.inf, F32)
    np.maximum.at(best, pixel, z)
    win = np.flatnonzero(z == best[pixel])
    owner = np.full(width * height, -1, np.int32)
    owner[pixel[win]] = win
    pixel = np.flatnonzero(owner >= 0)
    j = owner[pixel]
    row = np.repeat(np.arange(len(t), dtype=np.int32), run)[j]
    tri = t[row]
    column, down = px[j], py[row]
    fx, fy = column.astype(F32), fy[row]
    l0 = g0[tri] * fx + e0[tri] * fy + o0[tri]
    l1 = g1[tri] * fx + e1[tri] * fy + o1[tri]
    return Hits(pixel, down, column, keep[tri], l0, l1, z[j])


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
