"""The orthographic camera: a fixed direction of view, fitted once so that nothing zooms."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hipcoach.figure.vectors import DEG, Mat, Vec

Bounds = tuple[float, float, float, float]  # left, top, right, bottom in body heights on the screen
LARGEST = 1.02  # body heights are never drawn larger than this share of the shorter side of the picture


@dataclass(frozen=True, slots=True)
class Camera:
    """A direction of view. Rows of `matrix`: screen right, screen down, towards the viewer."""

    azimuth: float
    elevation: float
    matrix: Mat

    @property
    def towards_viewer(self) -> Vec:
        """Direction in the world from the scene to the viewer."""
        return self.matrix[6:9]

    def mirrored_view(self) -> "Camera":
        """The same scene in a mirror: screen right is reversed."""
        m = self.matrix
        return Camera(self.azimuth, self.elevation, (-m[0], -m[1], -m[2], *m[3:9]))

    def mirrored_body(self) -> "Camera":
        """The same camera on a world reflected left to right (y)."""
        a, b, c, d, e, f, g, h, i = self.matrix
        return Camera(self.azimuth, self.elevation, (a, -b, c, d, -e, f, g, -h, i))


def camera(azimuth: float, elevation: float) -> Camera:
    """A camera that looks at the origin from an azimuth and an elevation in degrees."""
    ca, sa = math.cos(azimuth * DEG), math.sin(azimuth * DEG)
    ce, se = math.cos(elevation * DEG), math.sin(elevation * DEG)
    right = (-sa, ca, 0.0)
    down = (se * ca, se * sa, -ce)
    towards = (ce * ca, ce * sa, se)
    return Camera(azimuth, elevation, (*right, *down, *towards))


@dataclass(frozen=True, slots=True)
class View:
    """A camera fitted to a rectangle of pixels."""

    camera: Camera
    scale: float  # pixels for one body height
    left: float
    top: float

    def point(self, p: Vec) -> Vec:
        """Screen x, screen y and depth (pixels, pixels, body heights) of a point of the world."""
        m, s = self.camera.matrix, self.scale
        x, y, z = p
        return (
            self.left + s * (m[0] * x + m[1] * y + m[2] * z),
            self.top + s * (m[3] * x + m[4] * y + m[5] * z),
            m[6] * x + m[7] * y + m[8] * z,
        )

    def points(self, many: Sequence[Vec]) -> list[Vec]:
        """Project many points."""
        a, b, c, d, e, f, g, h, i = self.camera.matrix
        s, left, top = self.scale, self.left, self.top
        a, b, c, d, e, f = a * s, b * s, c * s, d * s, e * s, f * s
        return [(left + a * x + b * y + c * z, top + d * x + e * y + f * z, g * x + h * y + i * z) for x, y, z in many]


def fit(camera: Camera, bounds: Bounds, width: float, height: float, margin: float = 0.05) -> View:
    """Fit what lies within bounds into width x height pixels, centred."""
    x0, y0, x1, y1 = bounds
    edge = margin * min(width, height)
    wide, high = max(x1 - x0, 1e-6), max(y1 - y0, 1e-6)
    s = min((width - 2 * edge) / wide, (height - 2 * edge) / high, min(width, height) * LARGEST)
    return View(camera, s, width / 2 - s * (x0 + x1) / 2, height / 2 - s * (y0 + y1) / 2)


def bounds_of(discs: Iterable[tuple[float, float, float]]) -> Bounds:
    """Smallest bounds that hold discs of (x, y, radius)."""
    found = list(discs)
    return (
        min(x - r for x, _, r in found),
        min(y - r for _, y, r in found),
        max(x + r for x, _, r in found),
        max(y + r for _, y, r in found),
    )


def union(a: Bounds, b: Bounds) -> Bounds:
    """Bounds that hold both."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
