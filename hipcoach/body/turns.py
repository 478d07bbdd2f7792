"""Rotations as numpy matrices: what skinning needs beyond the solver's plain tuples."""

import math
from collections.abc import Sequence

import numpy as np

from hipcoach.body.mesh import Array

FADE_FROM, FADE_RANGE = 110.0, 70.0  # degrees of twist


def unit(v: Array) -> Array:
    """Return the direction of a vector."""
    found: Array = v / np.linalg.norm(v)
    return found


def frame_of(z_axis: Array, forward: Array) -> Array:
    """Return the columns x, y, z: z along `z_axis`, x as near `forward` as it can be (the solver's own rule)."""
    z = unit(z_axis)
    x = unit(forward - z * (forward @ z))
    return np.stack([x, np.cross(z, x), z], 1)


def about(axis: Sequence[float] | Array, degrees: float) -> Array:
    """Return the rotation about an axis."""
    x, y, z = axis
    n = math.sqrt(x * x + y * y + z * z)
    x, y, z = x / n, y / n, z / n
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    k = 1 - c
    rows = (
        (c + x * x * k, x * y * k - z * s, x * z * k + y * s),
        (y * x * k + z * s, c + y * y * k, y * z * k - x * s),
        (z * x * k - y * s, z * y * k + x * s, c + z * z * k),
    )
    return np.array(rows)


def part_of(r: Array, share: float) -> Array:
    """Return a share of a rotation, about its own axis."""
    cosine = min(1.0, max(-1.0, (r[0, 0] + r[1, 1] + r[2, 2] - 1) / 2))
    axis = (r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1])
    if cosine > 1 - 1e-9 or math.hypot(*axis) < 1e-9:
        return np.eye(3)
    return about(axis, math.degrees(math.acos(cosine)) * share)


def swing(a: Array, b: Array) -> Array:
    """Return the shortest rotation from one direction to another."""
    axis = np.cross(a, b)
    n = float(np.linalg.norm(axis))
    return np.eye(3) if n < 1e-9 else about(axis, math.degrees(math.atan2(n, float(a @ b))))


def twist_of(r: Array, axis: Array) -> float:
    """Return the part of a rotation that turns about `axis`, in degrees, fading out before it would leap at 180."""
    w = math.sqrt(max(0.0, 1 + r[0, 0] + r[1, 1] + r[2, 2])) / 2
    q = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]]) / (4 * w + 1e-12)
    degrees = (math.degrees(2 * math.atan2(float(q @ axis), w)) + 180) % 360 - 180
    k = min(1.0, max(0.0, (abs(degrees) - FADE_FROM) / FADE_RANGE))
    return degrees * (1 - k * k * (3 - 2 * k))
