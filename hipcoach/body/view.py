"""A camera fitted to a picture's pixels, for arrays of points."""

import numpy as np

from hipcoach.body.camera import Bounds, Camera
from hipcoach.body.mesh import F32, Array

MARGIN = 0.035  # of the picture's shorter side, kept free
LARGEST = 1.15  # body heights are never drawn larger than this share of the picture's shorter side


class View:
    """Where points of the world are in a picture."""

    def __init__(self, camera: Camera, bounds: Bounds, width: int, height: int) -> None:
        left, top, right, bottom = bounds
        edge = MARGIN * min(width, height)
        scale = min(
            (width - 2 * edge) / (right - left), (height - 2 * edge) / (bottom - top), min(width, height) * LARGEST
        )
        self.width, self.height, self.scale = width, height, float(scale)
        self.matrix = np.array(camera.matrix, F32).reshape(3, 3)
        self.flips = bool(np.linalg.det(self.matrix) > 0)  # screen down and towards the eye make a left-handed frame
        self._left = float(width / 2 - scale * (left + right) / 2)
        self._top = float(height / 2 - scale * (top + bottom) / 2)

    def screen(self, v: Array, larger: int) -> tuple[Array, Array, Array]:
        """Return the pixels right, pixels down and depth of points, in a picture so many times larger."""
        p = np.asarray(v, F32) @ self.matrix.T
        scale = F32(self.scale * larger)
        return p[:, 0] * scale + F32(self._left * larger), p[:, 1] * scale + F32(self._top * larger), p[:, 2]

    def on_plane(self, origin: Array, across: Array, along: Array, rows: slice = slice(None)) -> tuple[Array, Array]:
        """Return how far along two directions of a plane each pixel's middle lies: two pictures, or rows of them."""
        m = self.matrix[:2] @ np.stack([across, along], 1)
        inverse = np.linalg.inv(m.astype(float))
        start = self.matrix[:2] @ origin
        x = (np.arange(self.width, dtype=F32) + 0.5 - self._left) / self.scale - start[0]
        y = (np.arange(self.height, dtype=F32)[rows] + 0.5 - self._top) / self.scale - start[1]
        a = inverse[0, 0] * x[None, :] + inverse[0, 1] * y[:, None]
        b = inverse[1, 0] * x[None, :] + inverse[1, 1] * y[:, None]
        return a.astype(F32), b.astype(F32)
