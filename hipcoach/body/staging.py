"""A scene with one body: its movement, what is drawn of it, how it is framed, and at which moments."""

import math
from functools import cached_property

import numpy as np

from hipcoach.body.build import Build
from hipcoach.body.camera import Bounds, Camera
from hipcoach.body.mesh import F32, Array
from hipcoach.body.movement import movement
from hipcoach.body.moving import moving_solids, yielding
from hipcoach.body.pose import Body, Pose
from hipcoach.body.prop_mesh import Solid, solids
from hipcoach.body.props import SOLID, Prop
from hipcoach.body.skeleton import Frames
from hipcoach.body.solver import solve
from hipcoach.body.types import Arrow, Mirror, Scene

SAMPLES, SAMPLES_BETWEEN = 13, 4  # of a movement; of each way between two key poses at which the body stops
FINE_SAMPLES = 49  # at least, and so many for each way from one key pose to the next:
FINE_BETWEEN = 16
LARGEST_STEP = 0.012  # body heights that any part moves between two frames
FEWEST, MOST, MOST_STOPPING = 2, 80, 720  # frames of a movement; of one that stops at many key poses
SHOWN_A_SECOND = 30  # pictures: a cycle needs no more frames
BREATH_FRAMES = 6
GROUND_ROOM = 0.055  # by which a mat reaches beyond the body
MAT_HALF = 0.22  # of its width, at most: arms may reach beyond it
MAT_MOST = 0.36  # so where legs would
ARMS = ("upperarm", "lowerarm", "wrist", "finger")
ARROW_ROOM = 0.03  # by which an arrow is wider than its line, both ways
NUMBER_ROOM = 0.07  # above the line of one with a number, or with words
DISC_ROOM = 0.04  # a letter's disc reaches so far from its middle
LOW = 0.16  # what is lower stands on the ground
HARDLY_MOVES = 0.08  # body heights that any part moves: of less only scraps would be seen
EVERY = 7  # of so many vertices one is measured
LOWEST = np.array([-np.inf, -np.inf, 0.0], F32)  # flesh is pressed flat on the floor
WAY_POINTS, WAY_EVENED = 25, 0.07  # of a way: its points; over what share of its length kinks are evened
MEASURED_POINTS = (
    *("pelvis", "shoulders", "head", "belly"),
    *(f"{name}_{k}" for k in "lr" for name in ("knee", "toe", "heel", "palm", "elbow")),
)


class Staging:
    """One scene, one body."""

    def __init__(self, scene: Scene, build: Build) -> None:
        self.scene, self.build = scene, build
        self._ways: dict[Arrow, Array] = {}
        self.movement = movement(scene.keys, build, scene.shares, stops=scene.stops)

    def body(self, share: float, rise: float = 0.0) -> Body:
        """Return the solved body at a share of the movement; `rise` is of the belly, in a breath."""
        pose = self.movement.pose(share)
        if rise:
            pose = Pose(dict(pose.values) | {"belly": (pose.number("belly") + rise,)}, pose.tags)
        return solve(pose, self.build)

    def vertices(self, body: Body) -> Array:
        """Return the body's skin; flesh that would sink into the floor is pressed flat."""
        return self.pressed(self.build.skin.vertices(body))

    @cached_property
    def began(self) -> Array | None:
        """The skin where a movement begins; None where it goes round and round, stops on its way, or hardly moves."""
        scene = self.scene
        goes_there = len(scene.keys) > 1 and not scene.loop_s and not scene.stops
        if not goes_there or np.linalg.norm(self.sampled[-1] - self.sampled[0], axis=1).max() < HARDLY_MOVES:
            return None
        return self.vertices(self.body(0.0))

    @cached_property
    def began_frames(self) -> Frames:
        """The skeleton where a movement begins."""
        return self._moments[0].frames

    def pressed(self, v: Array) -> Array:
        """Return skin with the flesh that would sink into the floor pressed flat."""
        return np.maximum(v, LOWEST) if self.rests_on_floor else v

    @cached_property
    def rests_on_floor(self) -> bool:
        """True where nothing of the scene lies below the floor."""
        return not any(p.kind == "bed" for p in self.scene.props)

    @cached_property
    def _moments(self) -> list[Body]:
        """The body at moments evenly spread over the movement, as few as framing and arrows need."""
        count = max(SAMPLES, SAMPLES_BETWEEN * (len(self.scene.keys) - 1) + 1)
        return [self.body(i / (count - 1)) for i in range(count)]

    @cached_property
    def sampled(self) -> list[Array]:
        """Some of the skin at these moments."""
        skin, chosen = self.build.skin, np.arange(0, len(self.build.mesh.vertices), EVERY)
        return [self.pressed(skin.some(skin.placed(body.frames, body), chosen)) for body in self._moments]

    @property
    def _disc_places(self) -> list[Array]:
        """Where the side's letter is as the movement begins and ends."""
        disc = self.scene.disc
        if disc is None or disc.toward:  # on a limb it is within the picture
            return []
        return [np.add(self.build.point(self._moments[i].frames, disc.point), disc.offset) for i in (0, -1)]

    @cached_property
    def _of_arms(self) -> Array:
        """Which of the sampled skin is of arms and hands."""
        return self.build.mesh.weight_of(*ARMS)[::EVERY] > 0.5

    def skin_about(self, share: float) -> Array:
        """Return the whole skin about where it is at a share of the movement."""
        return self.vertices(self._moments[round(share * (len(self._moments) - 1))])

    @cached_property
    def frame_shares(self) -> tuple[float, ...]:
        """Shares of the movement that are painted: no part moves further than LARGEST_STEP from one to the next."""
        if len(self.scene.keys) == 1:
            return (0.0,)
        places = np.array([[self.build.point(frames, n) for n in MEASURED_POINTS] for frames in self._fine])
        step = np.linalg.norm(np.diff(places, axis=0), axis=2).max(1)
        reached = np.concatenate([[0], np.cumsum(np.maximum(step, 1e-6))])
        most = MOST_STOPPING if self.scene.stops else MOST
        if self.scene.loop_s:
            most = min(most, math.ceil(self.scene.loop_s * SHOWN_A_SECOND))
        count = min(most, max(FEWEST, math.ceil(reached[-1] / LARGEST_STEP) + 1))
        shares = np.linspace(0, 1, len(self._fine))
        return tuple(float(s) for s in np.interp(np.linspace(0, reached[-1], count), reached, shares))

    @cached_property
    def _fine(self) -> list[Frames]:
        """The skeleton at moments that lie close together."""
        count = max(FINE_SAMPLES, FINE_BETWEEN * (len(self.scene.keys) - 1) + 1)
        return [self.body(i / (count - 1)).frames for i in range(count)]

    @cached_property
    def solids(self) -> tuple[Solid, ...]:
        """The meshes of props that keep still."""
        return tuple(s for prop in self.scene.props if prop.kind in SOLID for s in solids(prop))

    def moving(self, body: Body, skin: Array) -> list[Solid]:
        """Return the meshes that go with the body: straps, pedals, and cushions as its skin presses them."""
        cushions = [yielding(solid, skin) for solid in self.solids if solid.soft]
        return moving_solids(self.scene.props, self.build, body) + cushions

    @cached_property
    def ground(self) -> tuple[float, float, float, float] | None:
        """Back, front, right and left end of the mat or floor: it ends near what stands or lies on it."""
        if not any(p.kind in ("mat", "floor") for p in self.scene.props):
            return None
        low_skin = [v[v[:, 2] < LOW] for v in self.sampled]
        on_mat = any(p.kind == "mat" for p in self.scene.props)  # a chair stands beside it
        around = [s.vertices for s in self.solids if s.soft or not on_mat]
        points = np.concatenate(low_skin + around)
        low, high = points.min(0), points.max(0)
        if self.scene.mirror is Mirror.BODY:
            low[1], high[1] = min(low[1], -high[1]), max(high[1], -low[1])
        room = GROUND_ROOM
        if on_mat:
            y = np.concatenate([v[(v[:, 2] < LOW) & ~self._of_arms, 1] for v in self.sampled])
            middle = float(y.min() + y.max()) / 2 if self.scene.mirror is not Mirror.BODY else 0.0
            half = min(MAT_MOST, max(MAT_HALF, float(abs(y - middle).max()) + room))
            low[1], high[1] = max(low[1], middle - half + room), min(high[1], middle + half - room)
        return (float(low[0] - room), float(high[0] + room), float(low[1] - room), float(high[1] + room))

    def bounds(self, camera: Camera) -> Bounds:
        """Return the bounds on the screen of all that is drawn at any moment, both sides where the body is mirrored."""
        parts = [*self.sampled, *(s.vertices for s in self.solids)]
        ways = [np.array(self.way(arrow, 0.0, back=False), F32) for arrow in self.scene.arrows]
        parts += [way + room for way in ways for room in (-ARROW_ROOM, ARROW_ROOM)]
        written = [way for way, arrow in zip(ways, self.scene.arrows, strict=True) if arrow.written]
        parts += [way + np.array([0, 0, NUMBER_ROOM], F32) for way in written]
        if self.ground is not None:
            back, front, right, left = self.ground
            parts.append(np.array([(x, y, 0) for x in (back, front) for y in (right, left)], F32))
        parts += [np.array([place], F32) + room for place in self._disc_places for room in (-DISC_ROOM, DISC_ROOM)]
        m = np.array(camera.matrix).reshape(3, 3)
        parts += [_sheet_ends(p, m) for p in self.scene.props if p.kind == "water"]
        points = np.concatenate(parts)
        if self.scene.mirror is Mirror.BODY:
            points = np.concatenate([points, points * [1, -1, 1]])
        x, y = points @ m[0], points @ m[1]
        return (float(x.min()), float(y.min()), float(x.max()), float(y.max()))

    def way(self, arrow: Arrow, share: float, *, back: bool) -> list[tuple[float, float, float]]:
        """Return the way that is still before an arrow's point at a share of the movement, or on the way back."""
        start, end = arrow.span
        here = min(max(share, start), end)
        goal = start if back else end
        if abs(goal - here) < 1e-6:
            return []
        if arrow not in self._ways:
            places = np.array([self.build.point(body.frames, arrow.point) for body in self._moments])
            at, shares = np.linspace(0, 1, len(places)), np.linspace(0, 1, FINE_SAMPLES)
            fine = np.stack([np.interp(shares, at, places[:, k]) for k in range(3)], 1)
            if arrow.up:
                fine[:, :2] = fine[round(start * (FINE_SAMPLES - 1)), :2]
            self._ways[arrow] = _even(fine) + arrow.offset
        at = np.linspace(here, goal, WAY_POINTS) * (FINE_SAMPLES - 1)
        way, known = self._ways[arrow], np.arange(FINE_SAMPLES)
        x, y, z = (c[0] + arrow.size * (c - c[0]) for c in (np.interp(at, known, way[:, k]) for k in range(3)))
        if back and arrow.up and arrow.both_still:
            z += max(0.0, z[0] - z[-1])  # what sinks by itself is pointed at from above
        return [(float(a), float(b), float(c)) for a, b, c in zip(x, y, z, strict=True)]


def _sheet_ends(water: Prop, m: Array) -> Array:
    """Return the corners of a sheet of water that faces the viewer."""
    right = np.array([m[0, 0], m[0, 1], 0.0]) / math.hypot(m[0, 0], m[0, 1]) * water.size[0] / 2
    low, middle = water.at[2], np.array([water.at[0], water.at[1], 0.0])
    return np.array([middle + end * right + (0, 0, z) for end in (-1, 1) for z in (low, water.size[2])], F32)


def _even(way: Array) -> Array:
    """Return a way without kinks, its ends kept."""
    for _ in range(round(2 * (WAY_EVENED * len(way)) ** 2)):
        way[1:-1] = 0.25 * way[:-2] + 0.5 * way[1:-1] + 0.25 * way[2:]
    return way
