"""Which picture belongs to a moment of a session: how far the body is into its movement, and what is drawn of that."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Phase
from hipcoach.figure.anatomy import BELLY_RISE
from hipcoach.figure.annotate import arrow_layer, disc_layers, hip_line_layer
from hipcoach.figure.camera import Camera, View, fit
from hipcoach.figure.framing import travel
from hipcoach.figure.layer import Layer, Picture
from hipcoach.figure.painter import Look, body_layers
from hipcoach.figure.palette import palette
from hipcoach.figure.pose import Body, Pose
from hipcoach.figure.solver import solve
from hipcoach.figure.types import Mirror, Scene

UP_SHARE = 0.4  # of an up-and-down repetition: 2 s of 5
BREATH_S = 5.0
STEP_PX = 0.25  # how finely movements are shown: between two steps nothing has to be painted
WAY_STEPS, WAY_S = 80, 3.0  # a way that takes so long has so many frames, the same there and back; a long one more
FAINT_GLOW = 0.35  # of the region before the effort begins


def moves(phase: Phase, *, reduce_motion: bool = False) -> bool:
    """Return True if a picture of this phase changes with time; where it does not, paint it once and keep it."""
    return phase in (Phase.UP, Phase.DOWN, Phase.UP_DOWN) or (phase is Phase.HOLD and not reduce_motion)


def effort(phase: Phase, fraction: float, up_share: float = UP_SHARE) -> float:
    """How far into the movement the body is, from 0 (first pose) to 1 (effort), eased over the whole way."""
    return ease(_way(phase, fraction, up_share))


def _way(phase: Phase, fraction: float, up_share: float) -> float:
    """How much of the time from the first pose to the effort lies behind, or on the way back still before the body."""
    if phase is Phase.HOLD:
        return 1.0
    if phase is Phase.UP:
        return fraction
    if phase is Phase.DOWN:
        return 1.0 - fraction
    if phase is Phase.UP_DOWN:
        return fraction / up_share if fraction < up_share else 1.0 - (fraction - up_share) / (1.0 - up_share)
    return 0.0


def ease(fraction: float) -> float:
    """Start and stop gently: the minimum-jerk polynomial of a reaching movement."""
    t = min(1.0, max(0.0, fraction))
    return t * t * t * (10.0 + t * (6.0 * t - 15.0))


@dataclass(frozen=True, slots=True)
class Shown:
    """Which moment of a figure is shown, and how.

    `fraction` is of the step, which lasts `step_s`; `up_share` how much of an UP_DOWN step is the way up.
    """

    phase: Phase
    fraction: float
    side: Side | None = None
    dark: bool = False
    highlight: bool = True
    up_share: float = UP_SHARE
    step_s: float = BREATH_S
    reduce_motion: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a scene's picture depends on: equal frames look the same."""

    width: float
    height: float
    side: Side | None
    dark: bool
    highlight: bool
    share: float  # of the movement
    rise: float  # of the belly, in a hold
    arrows: bool
    back: bool  # on the way back


def frame_of(scene: Scene, size: QSizeF, shown: Shown) -> Frame:
    """The frame of a moment: ways and breaths go in steps too small to be seen, so that moments share them."""
    phase, fraction, scale = shown.phase, shown.fraction, view_of(scene, size, shown.side).scale
    longer = max(shown.up_share, 1.0 - shown.up_share) if phase is Phase.UP_DOWN else 1.0
    steps = WAY_STEPS * math.ceil(shown.step_s * longer / WAY_S)
    share = ease(_in_steps(_way(phase, fraction, shown.up_share), steps))
    rise = 0.0
    if phase is Phase.HOLD and not shown.reduce_motion:
        breaths = fraction * max(1.0, round(shown.step_s / BREATH_S))
        rise = scene.breath * (0.5 - 0.5 * math.cos(2 * math.pi * breaths))
    return Frame(
        width=size.width(),
        height=size.height(),
        side=shown.side,
        dark=shown.dark,
        highlight=shown.highlight,
        share=_in_steps(share, travel(scene.movement) * scale / STEP_PX),
        rise=_in_steps(rise, BELLY_RISE * scale / STEP_PX),
        arrows=phase is not Phase.HOLD,
        back=phase is Phase.DOWN or (phase is Phase.UP_DOWN and fraction >= shown.up_share),
    )


def _in_steps(value: float, steps: float) -> float:
    """A value in so many steps to 1."""
    whole = math.ceil(steps)
    return round(value * whole) / whole if whole > 0 else value


def picture(scene: Scene, frame: Frame) -> Picture:
    """A scene as layers, for a rectangle of the frame's size at the origin."""
    body, marks = layers_of(scene, frame)
    return (*body, *arrow_layers(scene, frame), *marks)


def layers_of(scene: Scene, frame: Frame) -> tuple[Picture, Picture]:
    """The body among its props, and the marks that move with it."""
    pose, size = scene.movement.pose(frame.share), QSizeF(frame.width, frame.height)
    if frame.rise:
        pose = Pose(dict(pose.values) | {"belly": (pose.number("belly") + frame.rise,)}, pose.tags)
    body = solve(pose)
    look = look_of(scene, size, frame.side, dark=frame.dark, glow=glow_at(frame.share) if frame.highlight else 0.0)
    return tuple(body_layers(scene, body, look)), tuple(mark_layers(scene, body, look, frame.side))


def arrow_layers(scene: Scene, frame: Frame) -> Picture:
    """The arrows of a frame's way; none in a hold."""
    if not frame.arrows:
        return ()
    view = view_of(scene, QSizeF(frame.width, frame.height), frame.side)
    return tuple([arrow_layer(arrow.way, view, palette(frame.dark), frame.back, arrow.both) for arrow in scene.arrows])


def mark_layers(scene: Scene, body: Body, look: Look, side: Side | None) -> Iterator[Layer]:
    """What is drawn over the body and moves with it: the line through the hips, the disc of the working side."""
    if scene.hip_line:
        yield hip_line_layer(body, look.view, look.colours)
    working = scene.drawn_side if side is None else side
    if scene.disc is not None and working is not Side.BOTH:
        yield from disc_layers(scene.disc, working.value[0].upper(), body, look.view, look.colours)


def glow_at(share: float) -> float:
    """How strongly the highlighted region glows at a share of the movement."""
    return FAINT_GLOW + (1 - FAINT_GLOW) * share


def seen_from(scene: Scene, side: Side | None) -> Camera:
    """The camera for a working side: as drawn, or reflected."""
    other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(scene.drawn_side)
    if side is None or side is not other:
        return scene.camera
    return scene.camera.mirrored_view() if scene.mirror is Mirror.VIEW else scene.camera.mirrored_body()


def view_of(scene: Scene, size: QSizeF, side: Side | None) -> View:
    """The camera of a scene, fitted to a size."""
    camera = seen_from(scene, side)
    left, top, right, bottom = scene.bounds
    if camera is not scene.camera and scene.mirror is Mirror.VIEW:
        left, right = -right, -left
    return fit(camera, (left, top, right, bottom), size.width(), size.height())


def look_of(scene: Scene, size: QSizeF, side: Side | None, *, dark: bool, glow: float) -> Look:
    """How a scene is seen."""
    return Look(view_of(scene, size, side), palette(dark), glow, scene.highlight if glow > 0.02 else ())
