"""Inverse kinematics of a two-bone limb."""

import math

from hipcoach.body.vectors import Vec, add, along, clamp, cross, dot, length, scale, sub, unit

REACH = 0.9995  # of the two bones' length: a limb never quite locks
FOLD = 0.02  # how near the end of a limb may come to its root, beyond the difference of the bones


def two_bone(
    root: Vec, target: Vec, bones: tuple[float, float], pole: Vec, height: float | None = None
) -> tuple[Vec, Vec, float]:
    """Return the middle joint, end and how far the end stays from the target, by the law of cosines.

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
    """Return the same angle between -pi and pi."""
    return math.atan2(math.sin(angle), math.cos(angle))
