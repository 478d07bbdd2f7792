"""What the window calls: load a figure, paint it at a moment of the session's clock, keep still pictures."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.types import Phase
from hipcoach.figure.anatomy import BELLY_RISE
from hipcoach.figure.annotate import arrow_layer, disc_layers, hip_line_layer
from hipcoach.figure.camera import Camera, View, fit
from hipcoach.figure.changes import read_change
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.framing import travel
from hipcoach.figure.layer import Layer, Picture, paint_picture
from hipcoach.figure.painter import Look, body_layers
from hipcoach.figure.palette import palette
from hipcoach.figure.pictogram import ACTIVITIES, paint_activity
from hipcoach.figure.pictogram import paint_position as paint_position
from hipcoach.figure.pose import Body, Pose
from hipcoach.figure.solver import solve
from hipcoach.figure.types import Figure, Mirror, Scene

GHOST_OPACITY = 0.22
UP_SHARE = 0.4  # of an up-and-down repetition: 2 s of 5
BREATH_S = 5.0
KEPT = 12  # pictures: a breath comes back to them
STEP_PX = 0.25  # how finely movements are shown: between two steps nothing has to be painted
FAINT_GLOW = 0.35  # of the region before the effort begins


def load_figure(exercise_id: str, form: str, folder: Path) -> Figure | None:
    """The figure of an exercise from `<id>.<form>.toml` or `<id>.toml`; a sign for an activity; None where none is.

    Raises InputError with every problem of the file.
    """
    if exercise_id in ACTIVITIES:
        return Figure(exercise_id, pictogram=exercise_id)
    for name in (f"{exercise_id}.{form}.toml", f"{exercise_id}.toml"):
        if (folder / name).is_file():
            return read_figure(folder / name, exercise_id)
    return None


def load_transition(start: Position, end: Position, folder: Path) -> Figure | None:
    """How to get from one position to another, with its spoken steps; None where there is nothing to show."""
    return read_change(folder / "changes.toml", start, end)


def moves(phase: Phase, *, reduce_motion: bool = False) -> bool:
    """Whether a picture of this phase changes with time; where it does not, paint it once and keep it."""
    return phase in (Phase.UP, Phase.DOWN, Phase.UP_DOWN) or (phase is Phase.HOLD and not reduce_motion)


def effort(phase: Phase, fraction: float, up_share: float = UP_SHARE) -> float:
    """How far into the movement the body is, from 0 (first pose) to 1 (effort), eased over the whole way."""
    if phase is Phase.HOLD:
        return 1.0
    if phase is Phase.UP:
        return ease(fraction)
    if phase is Phase.DOWN:
        return 1.0 - ease(fraction)
    if phase is Phase.UP_DOWN:
        up = fraction < up_share
        return ease(fraction / up_share) if up else 1.0 - ease((fraction - up_share) / (1.0 - up_share))
    return 0.0


def ease(fraction: float) -> float:
    """Start and stop gently: the minimum-jerk polynomial of a reaching movement."""
    t = min(1.0, max(0.0, fraction))
    return t * t * t * (10.0 + t * (6.0 * t - 15.0))


def paint(
    painter: QPainter,
    rect: QRectF,
    figure: Figure,
    *,
    phase: Phase = Phase.STILL,
    fraction: float = 0.0,
    side: Side | None = None,
    dark: bool = False,
    poster: bool = False,
    highlight: bool = True,
    up_share: float = UP_SHARE,
    hold_s: float = BREATH_S,
    reduce_motion: bool = False,
) -> None:
    """Paint a figure into a rectangle; the background stays as it is.

    `fraction` is of the step; `up_share` how much of an UP_DOWN step is the way up; `hold_s` how long a HOLD lasts.
    """
    painter.save()
    try:
        painter.translate(rect.topLeft())
        size = rect.size()
        if figure.scene is None:
            paint_activity(painter, QRectF(QPointF(), size), figure.pictogram, dark)
        elif poster:
            _paint_poster(painter, figure.scene, size, side, dark=dark, highlight=highlight)
        else:
            moment = Shown(phase, fraction, side, dark, highlight, up_share, hold_s, reduce_motion)
            paint_picture(painter, picture(figure.scene, frame_of(figure.scene, size, moment)))
    finally:
        painter.restore()


@dataclass(frozen=True, slots=True)
class Shown:
    """Which moment of a figure is shown, and how; `paint` says what each means."""

    phase: Phase
    fraction: float
    side: Side | None = None
    dark: bool = False
    highlight: bool = True
    up_share: float = UP_SHARE
    hold_s: float = BREATH_S
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
    """The frame of a moment: a movement and a breath go in steps too small to be seen, so that moments share them."""
    phase, fraction, scale = shown.phase, shown.fraction, _view(scene, size, shown.side).scale
    share, rise = effort(phase, fraction, shown.up_share), 0.0
    if phase is Phase.HOLD and not shown.reduce_motion:
        breaths = fraction * max(1.0, round(shown.hold_s / BREATH_S))
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


@lru_cache(maxsize=KEPT)
def picture(scene: Scene, frame: Frame) -> Picture:
    """A scene as layers, for a rectangle of the frame's size at the origin."""
    pose, size = scene.movement.pose(frame.share), QSizeF(frame.width, frame.height)
    if frame.rise:
        pose = Pose(dict(pose.values) | {"belly": (pose.number("belly") + frame.rise,)}, pose.tags)
    glow = _glow(frame.share) if frame.highlight else 0.0
    body, look = solve(pose), _look(scene, size, frame.side, dark=frame.dark, glow=glow)
    marks = _marks(scene, body, look, frame.side, arrows=frame.arrows, back=frame.back)
    return (*body_layers(scene, body, look), *marks)


def _paint_poster(
    painter: QPainter, scene: Scene, size: QSizeF, side: Side | None, *, dark: bool, highlight: bool
) -> None:
    """The whole exercise in one picture: the pose that shows it, and faintly behind it another."""
    if scene.ghost is not None:
        opacity = painter.opacity()
        painter.setOpacity(opacity * GHOST_OPACITY)
        behind = _look(scene, size, side, dark=dark, glow=0.0)
        paint_picture(painter, tuple(body_layers(scene, scene.movement.body(scene.ghost), behind)))
        painter.setOpacity(opacity)
    body = scene.movement.body(scene.poster)
    look = _look(scene, size, side, dark=dark, glow=_glow(scene.poster) if highlight else 0.0)
    marks = _marks(scene, body, look, side, arrows=True, back=False)
    paint_picture(painter, (*body_layers(scene, body, look), *marks))


def _glow(share: float) -> float:
    """How strongly the highlighted region glows at a share of the movement."""
    return FAINT_GLOW + (1 - FAINT_GLOW) * share


def seen_from(scene: Scene, side: Side | None) -> Camera:
    """The camera for a working side: as drawn, or reflected."""
    other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(scene.drawn_side)
    if side is None or side is not other:
        return scene.camera
    return scene.camera.mirrored_view() if scene.mirror is Mirror.VIEW else scene.camera.mirrored_body()


def _view(scene: Scene, size: QSizeF, side: Side | None) -> View:
    """The camera of a scene, fitted to a size."""
    camera = seen_from(scene, side)
    left, top, right, bottom = scene.bounds
    if camera is not scene.camera and scene.mirror is Mirror.VIEW:
        left, right = -right, -left
    return fit(camera, (left, top, right, bottom), size.width(), size.height())


def _look(scene: Scene, size: QSizeF, side: Side | None, *, dark: bool, glow: float) -> Look:
    """How a scene is seen."""
    return Look(_view(scene, size, side), palette(dark), glow, scene.highlight if glow > 0.02 else ())


def _marks(scene: Scene, body: Body, look: Look, side: Side | None, *, arrows: bool, back: bool) -> Iterator[Layer]:
    """What is drawn over the body."""
    view, colours = look.view, look.colours
    if scene.hip_line:
        yield hip_line_layer(body, view, colours)
    for arrow in scene.arrows if arrows else ():
        yield arrow_layer(arrow.way, view, colours, back, arrow.both)
    working = scene.drawn_side if side is None else side
    if scene.disc is not None and working is not Side.BOTH:
        yield from disc_layers(scene.disc, working.value[0].upper(), body, view, colours)


def poster_pixmap(figure: Figure, size: QSize, *, dark: bool, ratio: float = 1.0, side: Side | None = None) -> QPixmap:
    """A still picture of a figure on a clear ground, painted once and kept in Qt's pixmap cache."""
    key = f"figure {figure.id} {id(figure)} {size.width()}x{size.height()}@{ratio} {dark} {side}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint(painter, QRectF(0, 0, size.width(), size.height()), figure, side=side, dark=dark, poster=True)
    QPixmapCache.insert(key, pixmap)
    return pixmap
