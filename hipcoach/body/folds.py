"""The soft folds of a shirt and of shorts, as light on the standing body's vertices: they bend with it."""

import numpy as np

from hipcoach.body.mesh import CLOTHS, F32, Array, Mesh

SHIRT, SHORTS = (CLOTHS.index(name) for name in ("shirt", "shorts"))
HEM = 0.012  # body heights from a cloth's edge within which it has no folds
AT_WAIST, AT_ARMPIT, AT_HIP = 0.070, 0.075, 0.060  # how much lighter and darker
SHARP = 1.5  # of their ridges


def folds(mesh: Mesh) -> Array:
    """Return how light each vertex is for the folds of its cloth: about 1, and 1 where there is none."""
    forward, left, up = mesh.vertices.T
    aside, turn = np.abs(left), np.arctan2(left, forward)
    hip, shoulder = (float(mesh.joint(name)[2]) for name in ("upperleg01.L", "upperarm01.L"))
    height = (up - hip) / (shoulder - hip)  # 0 at the hip, 1 at the shoulder
    shirt, shorts = (np.clip(mesh.cloth[:, kind] / HEM, 0, 1) for kind in (SHIRT, SHORTS))
    shorts = shorts * (mesh.cloth[:, SHIRT] <= 0)  # below the shirt they are not seen
    waist = np.exp(-(((height - 0.25) / 0.22) ** 2))
    armpit = np.exp(-(((height - 0.78) / 0.16) ** 2)) * np.clip((aside - 0.03) / 0.06, 0, 1)
    seat = np.exp(-(((up - hip + 0.02) / 0.05) ** 2))
    around = _ridges(120 * up - 38 * aside + 30 * forward + 2.2 * np.sin(3 * turn + 1.0))
    slanting = _ridges(75 * up + 55 * aside - 25 * forward + 1.7 * np.sin(2 * turn) + 1.3)
    below = _ridges(130 * up + 60 * aside + 2 * np.sin(2 * turn))
    light = 1 + shirt * (AT_WAIST * waist * around + AT_ARMPIT * armpit * slanting) + shorts * AT_HIP * seat * below
    found: Array = light.astype(F32)
    return found


def _ridges(phase: Array) -> Array:
    """Return waves with narrow crests."""
    wave = np.sin(phase)
    found: Array = np.sign(wave) * np.abs(wave) ** SHARP
    return found
