"""What the window calls: load a figure, paint it at a moment of the session's clock, keep still pictures."""

import math
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.types import Phase
from hipcoach.figure.annotate import paint_arrow, paint_disc, paint_hip_line
from hipcoach.figure.camera import Camera, fit
from hipcoach.figure.changes import read_change
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.painter import BodyPainter, Look
from hipcoach.figure.palette import palette
from hipcoach.figure.pictogram import ACTIVITIES, paint_activity
from hipcoach.figure.pictogram import paint_position as paint_position
from hipcoach.figure.pose import Body, Pose
from hipcoach.figure.solver import solve
from hipcoach.figure.types import Figure, Mirror, Scene

GHOST_OPACITY = 0.22
UP_SHARE = 0.4  # of an up-and-down repetition: 2 s of 5
BREATH_S = 5.0
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
        if figure.scene is None:
            paint_activity(painter, QRectF(0, 0, rect.width(), rect.height()), figure.pictogram, dark)
            return
        share = figure.scene.poster if poster else effort(phase, fraction, up_share)
        pose = figure.scene.movement.pose(share)
        if phase is Phase.HOLD and not reduce_motion and not poster:
            pose = _breathing(pose, figure.scene.breath, fraction * max(1.0, round(hold_s / BREATH_S)))
        back = phase is Phase.DOWN or (phase is Phase.UP_DOWN and fraction >= up_share)
        _paint_scene(
            painter,
            rect,
            figure.scene,
            solve(pose),
            side,
            dark=dark,
            glow=FAINT_GLOW + (1 - FAINT_GLOW) * share if highlight else 0.0,
            arrows=poster or phase is not Phase.HOLD,
            back=back,
            ghost=poster,
        )
    finally:
        painter.restore()


def _breathing(pose: Pose, depth: float, breaths: float) -> Pose:
    """A held pose with the belly rising and falling."""
    rise = depth * (0.5 - 0.5 * math.cos(2 * math.pi * breaths))
    return Pose(dict(pose.values) | {"belly": (pose.number("belly") + rise,)}, pose.tags)


def seen_from(scene: Scene, side: Side | None) -> Camera:
    """The camera for a working side: as drawn, or reflected."""
    other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(scene.drawn_side)
    if side is None or side is not other:
        return scene.camera
    return scene.camera.mirrored_view() if scene.mirror is Mirror.VIEW else scene.camera.mirrored_body()


def _paint_scene(
    painter: QPainter,
    rect: QRectF,
    scene: Scene,
    body: Body,
    side: Side | None,
    *,
    dark: bool,
    glow: float,
    arrows: bool,
    back: bool,
    ghost: bool,
) -> None:
    """A scene with a solved body, and the marks over it."""
    camera = seen_from(scene, side)
    left, top, right, bottom = scene.bounds
    if camera is not scene.camera and scene.mirror is Mirror.VIEW:
        left, right = -right, -left
    view = fit(camera, (left, top, right, bottom), rect.width(), rect.height())
    colours = palette(dark)
    if ghost and scene.ghost is not None:
        painter.setOpacity(GHOST_OPACITY)
        BodyPainter(painter, scene, scene.movement.body(scene.ghost), Look(view, colours)).paint()
        painter.setOpacity(1.0)
    regions = scene.highlight if glow > 0.02 else ()
    BodyPainter(painter, scene, body, Look(view, colours, glow, regions)).paint()
    if scene.hip_line:
        paint_hip_line(painter, body, view, colours)
    for arrow in scene.arrows if arrows else ():
        paint_arrow(painter, arrow.way, view, colours, back=back)
    working = scene.drawn_side if side is None else side
    if scene.disc is not None and working is not Side.BOTH:
        paint_disc(painter, scene.disc, working.value[0].upper(), body, view, colours)


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
