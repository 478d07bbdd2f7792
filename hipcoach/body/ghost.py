"""Where the limbs that move began, as a pale drawing behind the body: a picture by itself shows the change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hipcoach.body.depth_cue import LimbPair
from hipcoach.body.mesh import F32, Array, soft_step
from hipcoach.body.outline import HEMS, edges
from hipcoach.body.prop_mesh import Solid
from hipcoach.body.raster import raster, softened
from hipcoach.body.view import View

MOVED = (0.055, 0.085)  # body heights from where it is now: what is nearer is left out, and fades in between
LIMB_MOVED, OF_A_LIMB = 0.10, (0.012, 0.03)  # where a limb has moved so far it is seen whole, else not at all
FILL, LINE = 0.42, 0.95  # how much of its colour is seen within it, and along its lines
WHOLE_LINE, LEAST_LINE = 640, 0.35  # a picture so wide has it wholly; a small one paler, so that it is not crowded
EDGE = 0.16  # of a pixel beside another that it takes: its pixels are as large as the picture's


@dataclass(frozen=True, slots=True, eq=False)
class PaleBody:
    """What of the mesh a ghost is drawn from: its faces, which part each is of, and its limbs."""

    faces: Array
    parts: Array
    limbs: tuple[LimbPair, ...]


def ghost(view: View, began: Array, now: Array, pale: PaleBody, solids: Sequence[Solid]) -> Array:
    """Return how much of a ghost's colour each pixel of the picture has; none where a thing stands before it."""
    shown = _strength(np.linalg.norm(now - began, axis=1).astype(F32), pale.limbs)
    faces, parts = pale.faces, pale.parts
    moved = (shown > 0)[faces].any(1)
    faces, parts = faces[moved], parts[moved]
    every, all_faces = [began], [faces]
    count = len(began)
    for solid in solids:
        every.append(solid.vertices)
        all_faces.append(solid.faces + count)
        count += len(solid.vertices)
    sx, sy, depth = view.screen(np.concatenate(every), 1)
    corners = np.concatenate(all_faces)
    a, b, c = (corners[:, k] for k in range(3))
    turned = (sx[b] - sx[a]) * (sy[c] - sy[a]) - (sy[b] - sy[a]) * (sx[c] - sx[a])
    seen = np.flatnonzero((-turned if view.flips else turned) < 0)
    hits = raster(sx, sy, depth, corners[seen], view.width, view.height)
    triangle = seen[hits.triangle]
    body = triangle < len(faces)
    label = np.full(len(triangle), HEMS << 5, np.int16)
    label[body] = parts[triangle[body]] * HEMS
    line = edges(hits, label, (view.width, view.height), 1)
    strong = F32((LINE - FILL) * min(1.0, max(LEAST_LINE, view.width / WHOLE_LINE)))
    out = np.zeros(view.width * view.height, F32)
    fades = np.zeros(len(triangle), F32)
    corner, first, second = faces[triangle[body]], hits.first[body], hits.second[body]
    fades[body] = shown[corner[:, 0]] * first + shown[corner[:, 1]] * second
    fades[body] += shown[corner[:, 2]] * (1 - first - second)
    out[hits.pixel] = (FILL + strong * np.minimum(line * F32(1.4), 1)) * fades
    found: Array = softened(out.reshape(1, view.height, view.width), EDGE)[0]
    return found


def _strength(way: Array, limbs: Sequence[LimbPair]) -> Array:
    """Return how much of each vertex is seen, from how far it has gone."""
    shown = soft_step(way, *MOVED).astype(F32)
    for limb in (share for pair in limbs for share in pair.share):
        whole = float((way * limb).max()) > LIMB_MOVED
        shown = np.maximum(shown, limb * soft_step(way, *OF_A_LIMB)) if whole else shown * (1 - limb)
    return shown.astype(F32)
