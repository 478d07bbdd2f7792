"""The painter: a posed body and its props as one picture, with numpy alone.

The picture is four bytes a pixel, colours premultiplied by how much is covered, so that any ground may lie under it.
What is solid is painted twice as large and halved, or its edges are softened where its pixels are small anyway; what
is blurred is blurred at a quarter of the size or less.
"""

from dataclasses import dataclass, fields

import numpy as np

from hipcoach.body.depth_cue import nearness, pairs_of_limbs
from hipcoach.body.folds import folds
from hipcoach.body.ghost import PaleBody, ghost
from hipcoach.body.ground import ground_layer, lay, lay_water, shaded_planes
from hipcoach.body.hair import HAIR, from_crown, strands
from hipcoach.body.mesh import CLOTHS, F32, Array, normals
from hipcoach.body.muscle_light import shown_strength
from hipcoach.body.outline import BODY_PARTS, HEMS, LINED, edges, line_width, parts_of
from hipcoach.body.paint_steps import Flesh, PixelLook, SceneMesh, SeenPixels
from hipcoach.body.prop_mesh import Solid
from hipcoach.body.raster import Hits, apart, box_blur, enlarged, raster, together
from hipcoach.body.shadow import shadow
from hipcoach.body.staging import Staging
from hipcoach.body.tones import HAIRS, SKINS, Tones
from hipcoach.body.view import View

OVERSAMPLED, LARGE = 2, 1200  # how much larger a picture is painted; pixels across from which it is not
GRID, CELL = 8, 2  # pixels of the large picture: what windows begin at; what has one darkness where things are near
DARKENINGS = (5, 13, 26)  # radii, at 800 pixels, within which what lies near darkens
NEAR_DEPTH, NEAR_DARK = 0.076, 0.14
THINGS_DARKEN = 0.4  # as much as a body does: on their flat sides a soft shadow looks smudged
WHITE, IRIS = (246, 242, 237), (84, 64, 54)
WORKS = 0.90  # how much of a muscle's colour shows where it works fully
EVENED = 0.012  # body heights within which a muscle's edge is evened
GLOWS = 0.24  # how little it is shaded there
ON_SKIN, ON_CLOTH = (-0.05, 0.02, 0.20), (0.20, 0.05, -0.04)  # of blue, green, red: how much less shade takes away
DARKEST = 0.54  # nothing is in deeper shade: a hand among limbs would be a blot
DEEPEST = 0.5  # shade in which colours differ
LIT_ANYWHERE, LIT_BY_LAMP, LAMP_FALLS_OFF = 0.58, 0.50, 1.1  # turned away from the lamp; what it adds; how quickly less
RIM_LIT, FACING_LIT = 0.84, 0.16  # what is left of it where a surface turns away; what it has more towards the eye


@dataclass(frozen=True, slots=True)
class Look:
    """How a body is shown."""

    tones: Tones
    skin: str = "light"


class Painter:
    """Paints one scene and body from one view."""

    def __init__(self, staging: Staging, view: View, look: Look) -> None:
        self._staging, self._view, self._look, self._tones = staging, view, look, look.tones
        self._finer = OVERSAMPLED if view.width < LARGE else 1
        mesh, m = staging.build.mesh, view.matrix
        self._mesh = mesh
        skin, lips = SKINS[look.skin]
        colours = {"shirt": look.tones.shirt, "shorts": look.tones.shorts, "hair": HAIRS[mesh.body], "lips": lips}
        brow = np.mean([HAIRS[mesh.body], skin], 0)  # hair with skin between
        white = np.mean([WHITE, WHITE, skin], 0)  # whiter eyes glare out of a small face
        colours |= {"brow": brow, "forehead": skin, "white": white, "iris": IRIS}
        self._palette = np.array([skin, *(colours[name] for name in CLOTHS)], F32)[:, ::-1].T.copy()
        light = -0.5 * m[0] - 0.75 * m[1] + 0.5 * m[2]
        self._light = (light / np.linalg.norm(light)).astype(F32)
        glowing = [mesh.muscles[name] for name in staging.scene.highlight]
        self._stretched = staging.scene.stretched
        rest = [1 - strength for strength in glowing]  # where two meet they add up, so that no seam is left between
        self._works: Array = 1 - np.prod(rest, axis=0) if rest else np.zeros(len(mesh.vertices), F32)
        kinds = _kinds(mesh.cloth)[mesh.faces]
        self._face_kind = np.where((kinds == kinds[:, :1]).all(1), kinds[:, 0], -1).astype(np.int8)
        self._face_works: Array = self._works[mesh.faces].max(1) > 0
        self._parts = parts_of(mesh).astype(np.int16)
        self._areas = _areas(mesh.vertices, mesh.faces)
        self._from_crown = from_crown(mesh)
        self._folds, self._limbs = folds(mesh), pairs_of_limbs(mesh)
        self._pale = PaleBody(mesh.faces, self._parts, self._limbs)
        self._ground = ground_layer(staging, view, look.tones)
        self._still_ground = _whole(self._ground)
        self._planes = shaded_planes(staging, len(mesh.vertices))
        self._wet = any(prop.kind == "water" for prop in staging.scene.props)

    def picture(self, vertices: Array, moving: list[Solid], works: float = 0.0, began: Array | None = None) -> Array:
        """Return a posed body's pixels (height, width, 4), blue first; `works` is how strongly its muscles show.

        `began` is where the body was at first: it is seen behind it, pale.
        """
        view = self._view
        solid = self._gathered(vertices, moving)
        seen = self._projected(solid)
        shaded = self._shaded(solid, seen, works)
        pale = None if began is None else ghost(view, began, vertices, self._pale, solid.parts)
        small = together(self._coloured(seen, shaded, pale), seen.width, seen.height, self._finer)
        areas = np.concatenate([self._areas, *(_areas(part.vertices, part.faces) for part in solid.parts)])
        place = (seen.left // self._finer, seen.top // self._finer)
        return self._over_ground(small, place, solid.vertices, areas, pale)

    def _gathered(self, vertices: Array, moving: list[Solid]) -> SceneMesh:
        """Return the body and all solid things round it as one mesh, with how bright each vertex is."""
        parts = [*(solid for solid in self._staging.solids if not solid.soft), *moving]
        body = self._mesh.faces
        lit = self._lit(normals(vertices, body)) * self._folds * nearness(vertices, self._limbs, self._view.matrix[2])
        first = np.cumsum([len(vertices), *(len(part.vertices) for part in parts)])  # of each part, and past the last
        return SceneMesh(
            parts,
            vertices=np.concatenate([vertices, *(part.vertices for part in parts)]),
            faces=np.concatenate([body, *(part.faces + int(at) for part, at in zip(parts, first, strict=False))]),
            lit=np.concatenate([lit, *(self._lit(part.normals) for part in parts)]),
        )

    def _projected(self, solid: SceneMesh) -> SeenPixels:
        """Return what is seen of it, in the part of the large picture in which something is."""
        sx, sy, depth = self._view.screen(solid.vertices, self._finer)
        left, top, width, height = self._window(sx, sy)
        a, b, c = (solid.faces[:, k] for k in range(3))
        turn = (sx[b] - sx[a]) * (sy[c] - sy[a]) - (sy[b] - sy[a]) * (sx[c] - sx[a])
        towards = np.flatnonzero((-turn if self._view.flips else turn) < 0)  # the others show their backs
        hits = raster(sx - left, sy - top, depth, solid.faces[towards], width, height)
        triangle = towards[hits.triangle]
        return SeenPixels(hits, triangle, triangle < len(self._mesh.faces), left, top, width, height)

    def _shaded(self, solid: SceneMesh, seen: SeenPixels, works: float) -> PixelLook:
        """Return the colour of each pixel before light, and how much light it has."""
        hits, flesh = seen.hits, seen.flesh
        shade = _between(hits, solid.faces[seen.triangle], solid.lit[:, None])[:, 0]
        light = self._darkened(hits, seen.width, seen.height)
        shade *= 1 - (1 - light) * np.where(flesh, F32(1), F32(THINGS_DARKEN)) if solid.parts else light
        body = np.flatnonzero(flesh)
        mine = self._flesh(_some(hits, body) if solid.parts else hits, solid.faces, seen.triangle[body], works)
        shade[body] += (1 - shade[body]) * mine.glows
        colour, label = mine.colour, mine.label
        if solid.parts:
            colour, label = self._among(solid.parts, flesh, seen.triangle, mine)
        np.maximum(shade, F32(DARKEST), out=shade)
        skin = np.zeros(len(flesh), bool)
        skin[body] = mine.label % HEMS == 0
        return PixelLook(colour, label, shade, skin)

    def _coloured(self, seen: SeenPixels, shaded: PixelLook, pale: Array | None) -> Array:
        """Return the large picture's four channels: light, outlines, and what lies before the ghost."""
        hits, shade, size = seen.hits, shaded.shade, (seen.width, seen.height)
        in_shade = np.clip(1 - shade, 0, F32(DEEPEST)) * seen.flesh
        line = edges(hits, shaded.label, size, line_width(self._view.width, self._finer))
        small = self._small_place(hits, seen.left, seen.top)
        before = None if pale is None else np.where(seen.flesh, 0, pale[small])
        layer, spot = np.zeros((4, seen.height * seen.width), F32), apart(hits, *size, self._finer)
        for channel, outline in enumerate(self._tones.outline[::-1]):  # each by itself: numpy is quickest along rows
            less = np.where(shaded.skin, F32(ON_SKIN[channel]), F32(ON_CLOTH[channel]))
            tone = shaded.colour[channel] * (shade + in_shade * less)
            tone += (outline - tone) * line
            if before is not None:
                tone += (self._tones.ghost[2 - channel] - tone) * before
            layer[channel, spot] = np.clip(tone, 0, 255, out=tone)
        layer[3, spot] = 255
        return layer

    def _small_place(self, hits: Hits, left: int, top: int) -> tuple[Array, Array]:
        """Return in which row and column of the picture the pixels of a part of the large one lie."""
        rows, columns = (hits.row + top) // self._finer, (hits.column + left) // self._finer
        return np.minimum(rows, self._view.height - 1), np.minimum(columns, self._view.width - 1)

    def _among(self, parts: list[Solid], flesh: Array, triangle: Array, mine: Flesh) -> tuple[Array, Array]:
        """Return colour and label of all pixels: those of the body among those of what stands round it."""
        things = np.flatnonzero(~flesh)
        of_face = np.repeat(np.arange(len(parts)), [len(part.faces) for part in parts])
        part = of_face[triangle[things] - len(self._mesh.faces)]
        tints = np.array([self._tones.materials[each.material][::-1] for each in parts], F32).T
        colour, label = np.empty((3, len(flesh)), F32), np.empty(len(flesh), np.int16)
        for channel in range(3):
            colour[channel, flesh], colour[channel, things] = mine.colour[channel], tints[channel][part]
        label[flesh], label[things] = mine.label, (BODY_PARTS + part) * HEMS
        return colour, label

    def _window(self, sx: Array, sy: Array) -> tuple[int, int, int, int]:
        """Return the part of the large picture in which something is: left, top, width, height."""
        w, h = self._view.width * self._finer, self._view.height * self._finer
        x0, x1 = max(int(sx.min()) // GRID * GRID - GRID, 0), min(int(sx.max()) // GRID * GRID + 2 * GRID, w)
        y0, y1 = max(int(sy.min()) // GRID * GRID - GRID, 0), min(int(sy.max()) // GRID * GRID + 2 * GRID, h)
        return x0, y0, max(x1 - x0, GRID), max(y1 - y0, GRID)

    def _lit(self, n: Array) -> Array:
        """Return how bright each vertex is."""
        lit = LIT_ANYWHERE + LIT_BY_LAMP * np.clip(n @ self._light * 0.5 + 0.5, 0, 1) ** LAMP_FALLS_OFF
        lit *= RIM_LIT + FACING_LIT * np.sqrt(np.clip(n @ self._view.matrix[2], 0, 1))
        found: Array = (lit * self._tones.light).astype(F32)
        return found

    def _flesh(self, hits: Hits, every: Array, mine: Array, works: float) -> Flesh:
        """Return how the body's pixels look: skin, clothes, hair and face, and the muscles that work."""
        kind: Array = self._face_kind[mine]
        mixed = np.flatnonzero(kind < 0)  # only where a triangle is of two kinds its pixels are told apart
        values = _between(hits, every[mine[mixed]], self._mesh.cloth, mixed)
        kind[mixed] = _kinds(values)
        colour: Array = np.take(self._palette, kind, 1)
        hair = np.flatnonzero(kind == HAIR)
        if len(hair):
            colour[:, hair] *= strands(_between(hits, every[mine[hair]], self._from_crown, hair))
        glows = np.zeros(len(mine), F32)
        if works > 0:
            shown = np.flatnonzero(self._face_works[mine])
            amount = _between(hits, every[mine[shown]], self._works[:, None], shown)[:, 0]
            cell = max(2, 4 * self._view.width // 800)
            radius = max(1, round(EVENED * self._view.scale * self._finer / cell))
            amount = shown_strength(hits.row[shown], hits.column[shown], amount, cell, radius) * F32(WORKS * works)
            colour[:, shown], glows[shown] = self._warmed(colour[:, shown], amount), amount * F32(GLOWS)
        return Flesh(colour, self._parts[mine] * HEMS + LINED[kind], glows)

    def _warmed(self, colour: Array, amount: Array) -> Array:
        """Return colours with so much of a muscle's; deeper at its rim, where a mean would be grey."""
        tones = self._tones
        both = (tones.stretches, tones.stretches_rim) if self._stretched else (tones.works, tones.works_rim)
        core, rim = (np.array(each[::-1], F32)[:, None] for each in both)
        found: Array = colour + (rim + (core - rim) * amount - colour) * amount
        return found

    def _darkened(self, hits: Hits, w: int, h: int) -> Array:
        """Return how much light is left where something nearer stands close by."""
        flat, wide = np.full(w * h, hits.depth.min() if len(hits.depth) else 0, F32), self._view.width
        flat[hits.pixel] = hits.depth
        q = max(2, 4 * wide // 800)  # the larger the picture, the coarser what is blurred
        small = flat.reshape(h, w)[::q, ::q]
        left = np.ones(len(hits.pixel), F32)
        row, column = hits.row, hits.column
        coarse = row // q * small.shape[1] + column // q
        for radius in DARKENINGS:
            soft = box_blur(small, max(1, radius * self._finer * wide // 800 // q))
            if radius == DARKENINGS[0] and q > CELL:
                finer = enlarged(soft, soft.shape[1] * q // CELL, soft.shape[0] * q // CELL)
                around = finer.reshape(-1)[row // CELL * finer.shape[1] + column // CELL]
            else:  # so soft that one value for a few pixels is not seen
                around = soft.reshape(-1)[coarse]
            left -= np.clip((around - hits.depth) * F32(1 / NEAR_DEPTH), 0, 1) * F32(NEAR_DARK)
        return left

    def _over_ground(self, layer: Array, place: tuple[int, int], v: Array, areas: Array, pale: Array | None) -> Array:
        """Return the layer over ground, shadow and ghost."""
        view, dark = self._view, self._tones.shadow
        all_shadows = (
            shadow(v[:count], areas[:count], (origin, normal), view, dark) for origin, normal, count in self._planes
        )
        shadows = [found for found in all_shadows if found is not None]
        (x0, y0), (h, w) = place, layer.shape[:2]
        x1, y1 = min(x0 + w, self._view.width), min(y0 + h, self._view.height)
        left, top = min([x0, *(x for (x, _), _ in shadows)]), min([y0, *(y for (_, y), _ in shadows)])
        right = max([x1, *(x + alpha.shape[1] for (x, _), alpha in shadows)])
        bottom = max([y1, *(y + alpha.shape[0] for (_, y), alpha in shadows)])
        if pale is not None:
            left, top, right, bottom = 0, 0, self._view.width, self._view.height
        out = self._ground[top:bottom, left:right].copy()  # elsewhere the picture is the ground alone
        for (sx0, sy0), alpha in shadows:
            under = out[sy0 - top : sy0 - top + alpha.shape[0], sx0 - left : sx0 - left + alpha.shape[1]]
            _fade(under, 1 - alpha)
            under[:, :, 3] += 255 * alpha
        if pale is not None:
            lay(out, pale, self._tones.ghost)
        under = out[y0 - top : y1 - top, x0 - left : x1 - left]
        layer = layer[: y1 - y0, : x1 - x0]
        _fade(under, 1 - layer[:, :, 3] * F32(1 / 255))
        under += layer
        picture = self._still_ground.copy()
        picture[top:bottom, left:right] = _whole(out)
        if self._wet:
            wet = picture.astype(F32)
            lay_water(wet, self._staging, self._view, self._tones)
            picture = _whole(wet)
        return picture


def _fade(colours: Array, left: Array) -> None:
    """Take away colours where less is left of them; each by itself: numpy is slow along only four."""
    for channel in range(4):
        colours[:, :, channel] *= left


def _whole(colours: Array) -> Array:
    """Return colours as bytes."""
    found = colours + F32(0.5)
    return np.clip(found, 0, 255, out=found).astype(np.uint8)


def _areas(v: Array, faces: Array) -> Array:
    """Return the skin that each vertex stands for."""
    a, b, c = (v[faces[:, k]] for k in range(3))
    share = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    out = np.zeros(len(v), F32)
    for k in range(3):
        out += np.bincount(faces[:, k], share, len(v)).astype(F32)
    return out


def _kinds(values: Array) -> Array:
    """Return 0 for skin, or the number of the cloth that lies over all others."""
    kind = np.zeros(len(values), np.int8)
    for i in range(len(CLOTHS)):
        kind[values[:, i] > 0] = i + 1
    return kind


def _between(hits: Hits, corner: Array, table: Array, chosen: Array | slice = slice(None)) -> Array:
    """Return values of the vertices at some pixels, from the corners of their triangles."""
    first, second = hits.first[chosen], hits.second[chosen]
    out: Array = table[corner[:, 0]] * first[:, None]
    out += table[corner[:, 1]] * second[:, None]
    out += table[corner[:, 2]] * (1 - first - second)[:, None]
    return out


def _some(hits: Hits, chosen: Array) -> Hits:
    """Return some of what is seen."""
    return Hits(*(getattr(hits, each.name)[chosen] for each in fields(hits)))
