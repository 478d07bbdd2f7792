"""What lies under or behind everything: a mat that ends near the body, a patch of floor, a wall."""

import math

import numpy as np

from hipcoach.body.mesh import F32, Array
from hipcoach.body.props import Prop
from hipcoach.body.staging import Staging
from hipcoach.body.tones import Colour, Tones
from hipcoach.body.view import View

CORNER = 0.028  # radius of a mat's corners
THICK = 0.010  # of a mat
FLOOR_FADE = 0.16  # within which a patch of floor fades out
FLOOR_WIDER, FLOOR_ROUND = 1.12, 2.4  # than what stands on it; 2 is an ellipse
POOL_WALL, POOL_BACK = 0.022, 0.045  # how thick it is; how high the far end of its bottom is seen
TILE, GROUT = 0.115, 0.004  # of the far side of a pool: by its tiles it is known as one
WALL_FADE = 0.10  # within which a wall fades out at its top
WALL_LINE, WALL_LINE_ALPHA = 0.004, 0.6  # round a wall: pale as it is, it was not seen to end
WALL_THICK = 0.06  # at its end: a wall that faded there was taken for haze
WAVE, WAVES = 0.006, 26.0  # height of a wave, and how many there are
WATER_ALPHA, WATER_BEFORE = 0.46, 0.15  # how much it hides of what is empty, and of a body
SURFACE, SURFACE_ALPHA = 0.010, 0.85
SKIRTING = 0.045  # height of the board along a wall's foot


def ground_layer(staging: Staging, view: View, tones: Tones) -> Array:
    """Return the still ground of a scene: (height, width, 4), blue first, premultiplied."""
    out = np.zeros((view.height, view.width, 4), F32)
    for prop in staging.scene.props:
        if prop.kind == "wall":
            _wall(out, prop, view, tones)
        if prop.kind == "water":
            _pool(out, prop, view, tones)
    for prop in staging.scene.props:
        if staging.ground is not None and prop.kind == "floor":
            _floor(out, staging.ground, view, tones)
        if staging.ground is not None and prop.kind == "mat":
            _mat(out, staging.ground, view, tones)
    return out


def shaded_planes(staging: Staging, body: int) -> list[tuple[Array, Array, int | None]]:
    """Return a point and the normal of each plane that shadows fall on, and how many vertices cast them.

    On a wall only the body's do. On a bed the contacts alone darken, and no floor is seen beneath who swims.
    """
    swims = any(prop.kind == "water" and prop.at[2] > 0 for prop in staging.scene.props)
    has_floor = staging.rests_on_floor and not swims
    floor = [(np.zeros(3, F32), np.array([0, 0, 1], F32), None)] if has_floor else []
    turns = [(prop, math.radians(prop.yaw)) for prop in staging.scene.props if prop.kind == "wall"]
    walls = [(np.array(prop.at, F32), np.array([math.cos(a), math.sin(a), 0], F32), body) for prop, a in turns]
    return [*floor, *walls]


def lay_water(out: Array, staging: Staging, view: View, tones: Tones) -> None:
    """Lay water over what is below its surface: a clear sheet through the middle of the scene that faces the viewer."""
    for prop in staging.scene.props:
        if prop.kind == "water":
            across, z = _sheet(prop, view)
            surface = prop.size[2] + WAVE * np.sin(across * WAVES)
            inside = _sharp(np.abs(across) - prop.size[0] / 2)
            below = _sharp(z - surface) * _sharp(prop.at[2] - z)
            hides = WATER_ALPHA + (WATER_BEFORE - WATER_ALPHA) * out[:, :, 3] / 255
            lay(out, (inside * below * hides).astype(F32), tones.water)
            line = np.clip(1 - np.abs(z - surface) / SURFACE, 0, 1) * inside
            lay(out, (line * SURFACE_ALPHA).astype(F32), _lighter(tones.water))


def _sheet(prop: Prop, view: View) -> tuple[Array, Array]:
    """Return places at each pixel on the sheet of water: from its middle to the right, and their height."""
    right = np.array([view.matrix[0, 0], view.matrix[0, 1], 0.0])
    middle = np.array([prop.at[0], prop.at[1], 0.0])
    return view.on_plane(middle, right / np.linalg.norm(right), np.array([0, 0, 1.0]))


def _pool(out: Array, prop: Prop, view: View, tones: Tones) -> None:
    """Draw the pool that holds the water: its sides and its bottom, which is seen from above where somebody stands."""
    across, z = _sheet(prop, view)
    half, (low, high) = prop.size[0] / 2, (prop.at[2], prop.size[2])
    outside = _sharp(np.abs(across) - half - POOL_WALL) * _sharp(z - high - POOL_WALL) * _sharp(low - POOL_WALL - z)
    inside = _sharp(np.abs(across) - half) * _sharp(low - z)
    lay(out, (outside * (1 - inside)).astype(F32), tones.skirting)
    grout = np.maximum(*(_grout(places, view) for places in (across, z - high)))
    lay(out, (inside * _sharp(z - high) * grout).astype(F32), tones.grout)
    if low < 0:
        lay(out, (inside * _sharp(z - POOL_BACK)).astype(F32), tones.wall)


def _grout(places: Array, view: View) -> Array:
    """Return how much of each pixel is between two tiles, from places along one direction."""
    off = np.abs(places / TILE - np.round(places / TILE)) * TILE
    found: Array = np.clip(0.5 + (GROUT / 2 - off) * view.scale, 0, 1)
    return found


def lay(out: Array, alpha: Array, colour: Colour) -> None:
    """Lay a colour over what is there."""
    out *= 1 - alpha[:, :, None]
    out += alpha[:, :, None] * np.array([*colour[::-1], 255], F32)


def _box_distance(x: Array, y: Array, half_x: float, half_y: float, corner: float) -> Array:
    """Return the signed distance to a rectangle with round corners; negative inside."""
    dx, dy = np.abs(x) - half_x + corner, np.abs(y) - half_y + corner
    return np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - corner


def _on_floor(
    view: View, ends: tuple[float, float, float, float], z: float, rows: slice = slice(None)
) -> tuple[Array, Array, float, float]:
    """Return places from the middle of the ground at each pixel of some rows, and the ground's half sizes."""
    back, front, right, left = ends
    origin = np.array([(back + front) / 2, (right + left) / 2, z])
    x, y = view.on_plane(origin, np.array([1.0, 0, 0]), np.array([0, 1.0, 0]), rows)
    return x, y, (front - back) / 2, (left - right) / 2


def _sharp(distance: Array) -> Array:
    """Return how much of each pixel lies inside, from a distance in body heights that changes over the picture."""
    gy, gx = np.gradient(distance)
    found: Array = np.clip(0.5 - distance / np.maximum(np.hypot(gx, gy), 1e-9), 0, 1).astype(F32)
    return found


def _mat(out: Array, ends: tuple[float, float, float, float], view: View, tones: Tones) -> None:
    back, front, right, left = ends
    corners = np.array([(x, y, z) for x in (back, front) for y in (right, left) for z in (-THICK, 0.0)])
    _, down, _ = view.screen(corners, 1)
    rows = slice(max(int(down.min()) - 2, 0), max(int(down.max()) + 3, 0))  # the others are not reckoned
    x, y, half_x, half_y = _on_floor(view, ends, 0.0, rows)
    across = np.linalg.solve(view.matrix[:2, :2].astype(float), view.matrix[:2, 2])  # that a lower place is moved by
    high, middle, low = (
        _sharp(_box_distance(x + F32(across[0] * z), y + F32(across[1] * z), half_x, half_y, CORNER))
        for z in (0.0, THICK / 2, THICK)
    )
    lay(out[rows], np.maximum(middle, low), tones.mat_edge)
    lay(out[rows], high, tones.mat)


def _floor(out: Array, ends: tuple[float, float, float, float], view: View, tones: Tones) -> None:
    x, y, half_x, half_y = _on_floor(view, ends, 0.0)
    half_x, half_y = half_x * FLOOR_WIDER, half_y * FLOOR_WIDER
    out_of = (np.abs(x / half_x) ** FLOOR_ROUND + np.abs(y / half_y) ** FLOOR_ROUND) ** (1 / FLOOR_ROUND)
    distance = (out_of - 1) * min(half_x, half_y)
    lay(out, np.clip(0.5 - distance / FLOOR_FADE, 0, 1).astype(F32), tones.floor)


def _wall(out: Array, prop: Prop, view: View, tones: Tones) -> None:
    """Return an upright wall that faces the prop's x, with a skirting board; seen edge-on it is a narrow solid."""
    _, wide, high = prop.size
    c, s = math.cos(math.radians(prop.yaw)), math.sin(math.radians(prop.yaw))
    across = np.array([-s, c, 0.0])
    if abs(float(np.linalg.det(view.matrix[:2] @ np.stack([across, [0, 0, 1.0]], 1)))) < 0.02:
        return
    y, z = view.on_plane(np.array(prop.at), across, np.array([0, 0, 1.0]))
    standing = _sharp(np.abs(y) - wide / 2) * np.clip((high - z) / WALL_FADE + 0.5, 0, 1) * _sharp(-z)
    lay(out, standing.astype(F32), tones.wall)
    lay(out, (standing * _sharp(z - SKIRTING)).astype(F32), tones.skirting)
    seen = float(np.linalg.norm(view.matrix[:2] @ across))  # of its width: its line is as wide from every side
    ends = np.minimum(np.abs(np.abs(y) - wide / 2) * seen, np.abs(z))
    line = standing * np.clip(1.5 - ends / WALL_LINE, 0, 1) * WALL_LINE_ALPHA
    near = max((1, -1), key=lambda end: float(view.matrix[2] @ across) * end)
    depth = np.array([c, s, 0.0])
    x, z = view.on_plane(np.array(prop.at) + across * near * wide / 2, depth, np.array([0, 0, 1.0]))
    end = _sharp(x) * _sharp(-WALL_THICK - x) * np.clip((high - z) / WALL_FADE + 0.5, 0, 1) * _sharp(-z)
    lay(out, end.astype(F32), tones.skirting)
    seen = float(np.linalg.norm(view.matrix[:2] @ depth))
    sides = np.minimum(np.minimum(np.abs(x), np.abs(x + WALL_THICK)) * seen, np.abs(z))
    for lines in (line, end * np.clip(1.5 - sides / WALL_LINE, 0, 1) * WALL_LINE_ALPHA):
        lay(out, lines.astype(F32), tones.outline)


def _lighter(colour: Colour) -> Colour:
    """Return a colour half way to white."""
    red, green, blue = ((255 + each) // 2 for each in colour)
    return red, green, blue
