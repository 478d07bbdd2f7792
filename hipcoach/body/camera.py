"""The orthographic camera: a fixed direction of view."""

import math
from dataclasses import dataclass

from hipcoach.body.vectors import DEG, Mat

Bounds = tuple[float, float, float, float]  # left, top, right, bottom in body heights on the screen


@dataclass(frozen=True, slots=True)
class Camera:
    """A direction of view. Rows of `matrix`: screen right, screen down, towards the viewer."""

    azimuth: float
    elevation: float
    matrix: Mat

    def mirrored_body(self) -> "Camera":
        """Return the same camera on a world reflected left to right (y)."""
        a, b, c, d, e, f, g, h, i = self.matrix
        return Camera(self.azimuth, self.elevation, (a, -b, c, d, -e, f, g, -h, i))


def camera(azimuth: float, elevation: float) -> Camera:
    """Return a camera that looks at the origin from an azimuth and an elevation in degrees."""
    ca, sa = math.cos(azimuth * DEG), math.sin(azimuth * DEG)
    ce, se = math.cos(elevation * DEG), math.sin(elevation * DEG)
    right = (-sa, ca, 0.0)
    down = (se * ca, se * sa, -ce)
    towards = (ce * ca, ce * sa, se)
    return Camera(azimuth, elevation, (*right, *down, *towards))
