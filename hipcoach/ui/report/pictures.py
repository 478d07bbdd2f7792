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
    figures: FigureShelf, exercise: Exercise, form: Form = Form.FULL, side: Side | None = None, *, effort: bool = True
) -> Picture | None:
    """Return what draws an exercise; a photograph of one's own at its effort, or how it begins."""
    photograph = figures.photograph(exercise.photographs, effort=effort)
    if photograph is not None:
        return partial(_paint_photograph, photograph=photograph)
    figure = figures.drawn(exercise.id, form, exercise.pose)
    return None if figure is None else partial(_paint_figure, figures=figures, figure=figure, side=side)


def _paint_figure(
    painter: QPainter, rect: QRectF, *, figures: FigureShelf, figure: "Figure", side: Side | None
) -> None:
    ratio = max(1.0, painter.deviceTransform().m11())  # of the paper's dots
    figures.pictures.paint_still(painter, rect, figure, dark=False, side=side, ratio=ratio)


def _paint_photograph(painter: QPainter, rect: QRectF, *, photograph: "Path") -> None:
    paint_photograph(painter, rect, photograph, max(1.0, painter.deviceTransform().m11()))
