"""What the window calls: load a figure, paint it at a moment of the session's clock, keep still pictures."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QPixmapCache

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.types import Phase
from hipcoach.figure.changes import read_change
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.frames import BREATH_S, UP_SHARE, Frame, Shown, frame_of, layers_of, picture
from hipcoach.figure.layer import Picture, paint_picture
from hipcoach.figure.pictogram import ACTIVITIES, paint_activity
from hipcoach.figure.pictogram import paint_position as paint_position
from hipcoach.figure.types import Figure, Scene

GHOST_OPACITY = 0.32
FINEST_GHOST = 4.0  # pixels for each of the picture's own, on a printer


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
    step_s: float = BREATH_S,
    reduce_motion: bool = False,
) -> None:
    """Paint a figure into a rectangle; the background stays as it is. `Shown` says what the moment's numbers mean."""
    painter.save()
    try:
        painter.translate(rect.topLeft())
        if figure.scene is None:
            paint_activity(painter, QRectF(QPointF(), rect.size()), figure.pictogram, dark)
            return
        shown = Shown(phase, fraction, side, dark, highlight, up_share, step_s, reduce_motion)
        frame = frame_of(figure.scene, rect.size(), shown)
        if poster:
            _paint_poster(painter, figure.scene, frame)
        else:
            paint_picture(painter, picture(figure.scene, frame))
    finally:
        painter.restore()


def _paint_poster(painter: QPainter, scene: Scene, frame: Frame) -> None:
    """The whole exercise in one picture: the pose that shows it, and faintly behind it another."""
    scene = replace(scene, arrows=tuple(replace(a, both=a.both or a.both_still) for a in scene.arrows))
    shown, grounds = picture(scene, replace(frame, share=scene.poster)), len(scene.grounds)
    paint_picture(painter, shown[:grounds])  # first: a wall would hide what is faint
    if scene.ghost is not None:
        behind, _ = layers_of(scene, replace(frame, share=scene.ghost, highlight=False))
        _paint_faintly(painter, behind[grounds:], QSizeF(frame.width, frame.height))
    paint_picture(painter, shown[grounds:])


def _paint_faintly(painter: QPainter, layers: Picture, size: QSizeF) -> None:
    """Paint layers as one, so that nothing shows through what lies over it."""
    ratio = min(FINEST_GHOST, max(1.0, painter.deviceTransform().m11()))
    image = QImage((size * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as faint:
        faint.scale(ratio, ratio)
        paint_picture(faint, layers)
    opacity = painter.opacity()
    painter.setOpacity(opacity * GHOST_OPACITY)
    painter.drawImage(QRectF(QPointF(), size), image)
    painter.setOpacity(opacity)


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
