"""The pictures of exercises on paper: one's own photograph, the figure, or nothing."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hipcoach.catalogue.types import Exercise, Form, Side
from hipcoach.ui.report.paper_sheet import Picture
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.photographs import paint_photograph

if TYPE_CHECKING:
    from pathlib import Path

    from hipcoach.body.types import Figure


def exercise_picture(
    figures: FigureShelf,
    exercise: Exercise,
    form: Form = Form.FULL,
    side: Side | None = None,
    *,
    effort: bool = True,
    bed: bool = False,
) -> Picture | None:
    """Return what draws an exercise, `bed`: as it is done there; a photograph of one's own at its effort, or before."""
    photograph = figures.photograph(exercise.photographs, effort=effort)
    if photograph is not None:
        return partial(_paint_photograph, photograph=photograph)
    drawn = figures.drawn(exercise.id, form, exercise.pose)
    if drawn is None:
        return None
    lying = figures.on_bed(exercise.id, form, exercise.position, exercise.pose) if bed else None
    return partial(_paint_figure, figures=figures, figure=drawn, on_bed=lying, side=side)


def _paint_figure(
    painter: QPainter,
    rect: QRectF,
    *,
    figures: FigureShelf,
    figure: "Figure",
    on_bed: "Figure | None",
    side: Side | None,
) -> None:
    """Draw an exercise on the bed where it is painted so already, else as it ships: paper shows the movement."""
    ratio = max(1.0, painter.deviceTransform().m11())  # of the paper's dots
    draw = partial(figures.pictures.paint_still, painter, rect, dark=False, side=side, ratio=ratio)
    if on_bed is None or not draw(on_bed, stand_in=False):
        draw(figure)


def _paint_photograph(painter: QPainter, rect: QRectF, *, photograph: "Path") -> None:
    paint_photograph(painter, rect, photograph, max(1.0, painter.deviceTransform().m11()))
