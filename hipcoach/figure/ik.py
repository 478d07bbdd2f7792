"""Inverse kinematics: a two-bone limb, a neck that lets the skull rest, an ankle that lets the toes find the floor."""

import math

from hipcoach.figure.skeleton import HEAD, NECK, Frame
from hipcoach.figure.vectors import (
    DEG,
    Mat,
    Vec,
    add,
    along,
    apply,
    clamp,
    cross,
    dot,
    length,
    scale,
    sub,
    unit,
)

REACH = 0.9995  # of the two bones' length: a limb never quite locks
FOLD = 0.02  # how near the end of a limb may come to its root, beyond the difference of the bones
NECK_LIMITS = (-50.0, 62.0)
SKULL_BALLS = (((-0.008, 0.0, 0.050), 0.056), ((0.020, 0.0, 0.022), 0.043))  # back of the head with hair, cheek
TOE_BALLS = ((0.112, -0.0270, 0.0120), (0.078, -0.0235, 0.0155))  # forward, up, radius in the foot


def two_bone(
    root: Vec, target: Vec, bones: tuple[float, float], pole: Vec, height: float | None = None
) -> tuple[Vec, Vec, float]:
    """Middle joint, end and how far the end stays from the target, by the law of cosines.

    `pole` is where the middle joint points. With `height` it swivels about the line from root to target, from the pole,
    until it is so high (an elbow or knee on the floor).
    """
    upper, lower = bones
    line = sub(target, root)
    d = length(line)
    reach = clamp(d, abs(upper - lower) + FOLD, (upper + lower) * REACH)
    axis = unit(line) if d > 1e-6 else (0.0, 0.0, -1.0)
    cosine = clamp((upper * upper + reach * reach - lower * lower) / (2 * upper * reach), -1.0, 1.0)
    out = upper * math.sqrt(1 - cosine * cosine)
    towards = along(pole, axis, -dot(pole, axis))
    if dot(towards, towards) < 1e-8:
        towards = along((1.0, 0.0, 0.0), axis, -axis[0])
    towards = unit(towards)
    centre = along(root, axis, upper * cosine)
    if height is not None:
        towards = _swivel(axis, towards, (height - centre[2]) / (out + 1e-9))
    return along(centre, towards, out), along(root, axis, reach), abs(d - reach)


def _swivel(axis: Vec, towards: Vec, rise: float) -> Vec:
    """Turn `towards` about `axis` by the smallest angle that gives it the wanted upward part."""
    across = cross(axis, towards)
    swing = math.hypot(towards[2], across[2])
    if swing < 1e-9:
        return towards
    top = math.atan2(across[2], towards[2])
    half = math.acos(clamp(rise / swing, -1.0, 1.0))
    angle = min((_wrap(top + half), _wrap(top - half)), key=abs)
    return add(scale(towards, math.cos(angle)), scale(across, math.sin(angle)))


def _wrap(angle: float) -> float:
    """The same angle between -pi and pi."""
    return math.atan2(math.sin(angle), math.cos(angle))


def neck_to_floor(thorax: Frame, head: Mat, rest_z: float) -> float:
    """Neck flexion, in degrees, that puts the skull on a surface at `rest_z` with the head facing as given."""
    base = add(thorax[1], apply(thorax[0], NECK))
    height = rest_z + max(radius - apply(head, ball)[2] for ball, radius in SKULL_BALLS)
    m = thorax[0]
    cosine = m[6] * HEAD[0] + m[8] * HEAD[2]  # height of the head above the neck = cosine cos a + sine sin a
    sine = m[6] * HEAD[2] - m[8] * HEAD[0]
    swing = math.hypot(cosine, sine)
    if swing < 1e-9:
        return 0.0
    top = math.atan2(sine, cosine)
    half = math.acos(clamp((height - base[2]) / swing, -1.0, 1.0))
    angle = min((_wrap(top + half), _wrap(top - half)), key=abs) / DEG
    return clamp(angle, *NECK_LIMITS)


def floor_the_toes(shank: Mat, ankle: Vec, wanted: float) -> float:
    """Ankle angle nearest `wanted` at which the ball of the foot or the toes touch the floor and nothing sinks in."""
    candidates: list[float] = []
    for forward, up, radius in TOE_BALLS:
        # height above the floor = h + p cos a + q sin a, for a dorsiflexion a
        p = shank[6] * forward + shank[8] * up
        q = shank[8] * forward - shank[6] * up
        swing = math.hypot(p, q)
        share = (radius - ankle[2]) / swing
        if abs(share) <= 1.0:
            top, half = math.atan2(q, p), math.acos(share)
            candidates += [_wrap(top + half) / DEG, _wrap(top - half) / DEG]
    clear = [a for a in candidates if _toe_height(shank, ankle, a) > -1e-6 and -62.0 < a < 34.0]
    return min(clear, key=lambda a: abs(a - wanted), default=wanted)


def _toe_height(shank: Mat, ankle: Vec, deg: float) -> float:
    """Height of the lowest toe skin at one ankle angle."""
    c, s = math.cos(deg * DEG), math.sin(deg * DEG)
    return min(
        ankle[2] + shank[6] * (f * c - u * s) + shank[8] * (f * s + u * c) - radius for f, u, radius in TOE_BALLS
    )
