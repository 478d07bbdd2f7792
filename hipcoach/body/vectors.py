"""Vectors and rotations in three dimensions, as plain tuples: small, immutable, and quick enough without numpy."""

import math

Vec = tuple[float, float, float]
Mat = tuple[float, float, float, float, float, float, float, float, float]  # row by row
Quat = tuple[float, float, float, float]  # w, x, y, z

DEG = math.pi / 180.0


def clamp(value: float, low: float, high: float) -> float:
    """Keep a value between two limits."""
    return low if value < low else high if value > high else value


def add(a: Vec, b: Vec) -> Vec:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    """Return k a."""
    return (a[0] * k, a[1] * k, a[2] * k)


def along(a: Vec, b: Vec, k: float) -> Vec:
    """Return a + k b."""
    return (a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Return the Euclidean norm."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """Return the direction of a; the zero vector stays as it is."""
    n = length(a)
    return (a[0] / n, a[1] / n, a[2] / n) if n > 1e-9 else (0.0, 0.0, 0.0)


def apply(m: Mat, v: Vec) -> Vec:
    """Return m v."""
    x, y, z = v
    return (m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z)


def matmul(m: Mat, n: Mat) -> Mat:
    """Return m n."""
    a, b, c, d, e, f, g, h, i = m
    r, s, t, u, v, w, x, y, z = n
    return (
        a * r + b * u + c * x,
        a * s + b * v + c * y,
        a * t + b * w + c * z,
        d * r + e * u + f * x,
        d * s + e * v + f * y,
        d * t + e * w + f * z,
        g * r + h * u + i * x,
        g * s + h * v + i * y,
        g * t + h * w + i * z,
    )


def transpose(m: Mat) -> Mat:
    """Return the transpose, the inverse of a rotation."""
    return (m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8])


def column(m: Mat, i: int) -> Vec:
    """Return column i: where the frame's axis i points."""
    return (m[i], m[3 + i], m[6 + i])


def from_columns(x: Vec, y: Vec, z: Vec) -> Mat:
    """Return the frame whose axes are x, y and z."""
    return (x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2])


def rot_x(deg: float) -> Mat:
    """Return the rotation about x."""
    c, s = math.cos(deg * DEG), math.sin(deg * DEG)
    return (1.0, 0.0, 0.0, 0.0, c, -s, 0.0, s, c)


def rot_y(deg: float) -> Mat:
    """Return the rotation about y."""
    c, s = math.cos(deg * DEG), math.sin(deg * DEG)
    return (c, 0.0, s, 0.0, 1.0, 0.0, -s, 0.0, c)


def rot_z(deg: float) -> Mat:
    """Return the rotation about z."""
    c, s = math.cos(deg * DEG), math.sin(deg * DEG)
    return (c, -s, 0.0, s, c, 0.0, 0.0, 0.0, 1.0)


def about(axis: Vec, deg: float) -> Mat:
    """Return the rotation about a unit axis."""
    x, y, z = axis
    c, s = math.cos(deg * DEG), math.sin(deg * DEG)
    k = 1.0 - c
    return (
        c + x * x * k,
        x * y * k - z * s,
        x * z * k + y * s,
        y * x * k + z * s,
        c + y * y * k,
        y * z * k - x * s,
        z * x * k - y * s,
        z * y * k + x * s,
        c + z * z * k,
    )


def yaw_pitch_roll(angles: Vec) -> Mat:
    """Return Rz(yaw) Ry(pitch) Rx(roll), in degrees."""
    return matmul(matmul(rot_z(angles[0]), rot_y(angles[1])), rot_x(angles[2]))


def to_yaw_pitch_roll(m: Mat) -> Vec:
    """Return the inverse of `yaw_pitch_roll`, |pitch| < 90."""
    pitch = math.asin(clamp(-m[6], -1.0, 1.0))
    return (math.atan2(m[3], m[0]) / DEG, pitch / DEG, math.atan2(m[7], m[8]) / DEG)


def swing_twist(swing_x: float, swing_y: float, twist: float) -> Mat:
    """Return the swing by the rotation vector (swing_x, swing_y, 0) after a twist about z; all in degrees."""
    angle = math.hypot(swing_x, swing_y)
    turn = rot_z(twist)
    if angle < 1e-9:
        return turn
    x, y = swing_x / angle, swing_y / angle
    c, s = math.cos(angle * DEG), math.sin(angle * DEG)
    k = 1.0 - c
    swing = (c + x * x * k, x * y * k, y * s, x * y * k, c + y * y * k, -x * s, -y * s, x * s, c)
    return matmul(swing, turn)


def to_swing_twist(m: Mat) -> Vec:
    """Return the inverse of `swing_twist`: (swing_x, swing_y, twist) in degrees; undefined at a swing of 180."""
    w, x, y, z = quaternion(m)
    if w < 0:
        w, x, y, z = -w, -x, -y, -z
    n = math.hypot(w, z)
    if n < 1e-9:
        return (180.0, 0.0, 0.0)
    tw, tz = w / n, z / n
    sx, sy = x * tw - y * tz, x * tz + y * tw  # the vector part of q times the conjugate of the twist
    h = math.hypot(sx, sy)
    angle = 2 * math.atan2(h, n) / DEG
    twist = 2 * math.atan2(tz, tw) / DEG
    return (sx / h * angle, sy / h * angle, twist) if h > 1e-9 else (0.0, 0.0, twist)


def quaternion(m: Mat) -> Quat:
    """Return the unit quaternion of a rotation, by the largest of its four parts (Shepperd)."""
    trace = m[0] + m[4] + m[8]
    if trace > 0:
        s = math.sqrt(trace + 1.0) * 2
        return (s / 4, (m[7] - m[5]) / s, (m[2] - m[6]) / s, (m[3] - m[1]) / s)
    if m[0] >= m[4] and m[0] >= m[8]:
        s = math.sqrt(1.0 + m[0] - m[4] - m[8]) * 2
        return ((m[7] - m[5]) / s, s / 4, (m[1] + m[3]) / s, (m[2] + m[6]) / s)
    if m[4] >= m[8]:
        s = math.sqrt(1.0 + m[4] - m[0] - m[8]) * 2
        return ((m[2] - m[6]) / s, (m[1] + m[3]) / s, s / 4, (m[5] + m[7]) / s)
    s = math.sqrt(1.0 + m[8] - m[0] - m[4]) * 2
    return ((m[3] - m[1]) / s, (m[2] + m[6]) / s, (m[5] + m[7]) / s, s / 4)


def rotation(q: Quat) -> Mat:
    """Return the rotation of a quaternion, which need not be a unit."""
    w, x, y, z = q
    n = w * w + x * x + y * y + z * z
    s = 2.0 / n if n > 1e-12 else 0.0
    return (
        1 - s * (y * y + z * z),
        s * (x * y - w * z),
        s * (x * z + w * y),
        s * (x * y + w * z),
        1 - s * (x * x + z * z),
        s * (y * z - w * x),
        s * (x * z - w * y),
        s * (y * z + w * x),
        1 - s * (x * x + y * y),
    )


def frame(z_axis: Vec, forward: Vec) -> Mat:
    """Return the frame whose z is `z_axis` and whose x is as near `forward` as it can be."""
    z = unit(z_axis)
    x = along(forward, z, -dot(z, forward))
    if dot(x, x) < 1e-8:
        x = along((1.0, 0.0, 0.0), z, -z[0])
    x = unit(x)
    return from_columns(x, cross(z, x), z)


def angle_between(a: Vec, b: Vec) -> float:
    """Return the angle of two directions, in degrees."""
    return math.acos(clamp(dot(unit(a), unit(b)), -1.0, 1.0)) / DEG
