"""Checks of what is seen: all of the body is inside the picture, and the muscles that work are not hidden."""

from collections.abc import Iterator

import numpy as np

from hipcoach.body.mesh import Array
from hipcoach.body.raster import raster
from hipcoach.body.staging import Staging
from hipcoach.body.view import View

SIZE = (400, 300)
SHOWN_LIMIT = 0.008  # of the body's pixels: what works takes at least so much of them, seen or shining through
WORKS = 0.54  # how strongly a muscle works whose colour is seen


def picture_view(staging: Staging) -> View:
    """Return the view in which a figure is checked."""
    return View(staging.scene.camera, staging.bounds(staging.scene.camera), *SIZE)


def beyond_frame(view: View, skin: Array) -> float:
    """Return how far the outermost skin is outside the picture, in body heights; below 0 where all is inside."""
    x, y, _ = view.screen(skin, 1)
    out = max(-x.min(), x.max() - view.width, -y.min(), y.max() - view.height)
    return float(out) / view.scale


def shown_share(staging: Staging, view: View, skin: Array) -> float | None:
    """Return how much of the body that is seen is muscle that works; None where none is shown."""
    mesh = staging.build.mesh
    if not staging.scene.highlight:
        return None
    works = np.max([mesh.muscles[name] for name in staging.scene.highlight], axis=0)[mesh.faces].max(1) > WORKS
    x, y, depth = view.screen(skin, 1)
    faces = mesh.faces
    for solid in (solid for solid in staging.solids if not solid.soft):
        sx, sy, sd = view.screen(solid.vertices, 1)
        faces = np.concatenate([faces, solid.faces + len(x)])
        x, y, depth = np.concatenate([x, sx]), np.concatenate([y, sy]), np.concatenate([depth, sd])
    seen = raster(x, y, depth, faces, view.width, view.height).triangle
    body = seen[seen < len(mesh.faces)]
    return float(works[body].mean())


def hidden_muscles(staging: Staging, view: View) -> Iterator[tuple[str, float]]:
    """Return what share of the body is seen to work at the end of the movement, where it is too little."""
    share = shown_share(staging, view, staging.vertices(staging.body(1.0)))
    if share is not None and share < SHOWN_LIMIT:
        yield ("what works", share)
