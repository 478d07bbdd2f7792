"""Thickness of the body: profiles of the limbs, rings of the trunk, the fingers. Fractions of body height."""

from collections.abc import Mapping
from itertools import pairwise

from hipcoach.figure.skeleton import FOREARM, SHANK, THIGH, UPPER_ARM

# Limb profiles: share of the bone from its root, forward offset, radius.
Profile = tuple[tuple[float, float, float], ...]
THIGH_PROFILE: Profile = (
    (0.00, 0.000, 0.059),
    (0.12, 0.001, 0.060),
    (0.30, 0.003, 0.057),
    (0.50, 0.004, 0.050),
    (0.72, 0.003, 0.042),
    (0.90, 0.001, 0.0365),
    (1.00, 0.000, 0.0345),
)
SHANK_PROFILE: Profile = (
    (0.00, 0.000, 0.0345),
    (0.10, -0.003, 0.0340),
    (0.26, -0.008, 0.0360),
    (0.42, -0.006, 0.0338),
    (0.62, -0.001, 0.0270),
    (0.82, 0.001, 0.0222),
    (1.00, 0.000, 0.0212),
)
UPPER_ARM_PROFILE: Profile = (
    (0.00, 0.000, 0.0330),
    (0.15, 0.000, 0.0335),
    (0.42, 0.002, 0.0300),
    (0.72, 0.000, 0.0258),
    (1.00, 0.000, 0.0232),
)
FOREARM_PROFILE: Profile = (
    (0.00, 0.000, 0.0232),
    (0.20, 0.001, 0.0258),
    (0.42, 0.001, 0.0238),
    (0.75, 0.000, 0.0182),
    (1.00, 0.000, 0.0158),
)
LIMBS: Mapping[str, tuple[float, Profile]] = {
    "thigh": (THIGH, THIGH_PROFILE),
    "shank": (SHANK, SHANK_PROFILE),
    "uarm": (UPPER_ARM, UPPER_ARM_PROFILE),
    "farm": (FOREARM, FOREARM_PROFILE),
}
# Trunk rings: frame, height, half width, radius, forward offset. A ring is a pair of balls, left and right.
RINGS: tuple[tuple[str, float, float, float, float], ...] = (
    ("pelvis", -0.030, 0.040, 0.050, -0.012),
    ("pelvis", -0.004, 0.043, 0.062, -0.014),
    ("pelvis", 0.028, 0.040, 0.063, -0.008),
    ("pelvis", 0.055, 0.034, 0.060, -0.002),
    ("lumbar", 0.030, 0.030, 0.056, 0.004),
    ("lumbar", 0.060, 0.029, 0.0545, 0.008),
    ("lumbar", 0.090, 0.031, 0.056, 0.008),
    ("thorax", 0.020, 0.036, 0.059, 0.008),
    ("thorax", 0.055, 0.043, 0.061, 0.006),
    ("thorax", 0.085, 0.050, 0.058, 0.004),
    ("thorax", 0.105, 0.058, 0.045, 0.000),
)
BELLY_RINGS = ((3, 0.15), (4, 0.3), (5, 0.35), (6, 0.3), (7, 0.2))  # ring, share of the belly's rise
# What bulges in front of the rings while the back stays where it is: frame, height, radius, share of the rise.
BELLY: tuple[tuple[str, float, float, float], ...] = (
    ("lumbar", 0.000, 0.049, 0.55),
    ("lumbar", 0.035, 0.050, 0.95),
    ("lumbar", 0.070, 0.050, 1.0),
    ("lumbar", 0.105, 0.051, 0.7),
    ("thorax", 0.035, 0.052, 0.3),
)
BELLY_FORWARD, BELLY_HALF_WIDTH = 0.010, 0.022
BELLY_RISE = 0.013
# Fingers from index to little: offset towards the thumb, how far back the knuckle sits, length of the tip.
FINGERS = ((0.0162, 0.002, 0.0130), (0.0055, 0.0, 0.0180), (-0.0052, 0.001, 0.0145), (-0.0156, 0.006, 0.0065))
FINGER_FAN = (1.0, 1.04, 1.08, 1.12)  # how the fingers spread, from the knuckle to the tip
FINGER_RADII = (0.0056, 0.0054, 0.0051, 0.0046)
HEM_HEIGHT, HEM_DROP = 0.040, 0.010  # of the shirt on the pelvis; it hangs lower in front
HEM_HALF_WIDTH, HEM_HALF_DEPTH = 0.0975, 0.0635


def profile_at(profile: Profile, t: float) -> tuple[float, float]:
    """Forward offset and radius of a limb at a share of its bone."""
    for (t0, o0, r0), (t1, o1, r1) in pairwise(profile):
        if t <= t1:
            k = (t - t0) / (t1 - t0)
            return o0 + (o1 - o0) * k, r0 + (r1 - r0) * k
    return profile[-1][1], profile[-1][2]
