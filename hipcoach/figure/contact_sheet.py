"""The contact sheet for adding an exercise: key poses, in-betweens, the other side, and the dark theme."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Phase
from hipcoach.figure.api import paint
from hipcoach.figure.palette import palette
from hipcoach.figure.types import Figure

CELL_WIDTH, CELL_HEIGHT = 440, 330
MOMENTS = (0.0, 0.4, 0.55, 1.0)  # of the eased way up


def contact_sheet(figures: Sequence[Figure]) -> QImage:
    """Two rows for each figure: as drawn, then the poster, the hold of the other side, and both in the dark."""
    columns = len(MOMENTS)
    sheet = QImage(CELL_WIDTH * columns, CELL_HEIGHT * 2 * len(figures), QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(QColor(palette(False).halo))
    with QPainter(sheet) as painter:
        for row, figure in enumerate(figures):
            for column, moment in enumerate(MOMENTS):
                _paint_cell(painter, figure, row * 2, column, fraction=moment)
            other = _other_side(figure)
            _paint_cell(painter, figure, row * 2 + 1, 0, poster=True)
            _paint_cell(painter, figure, row * 2 + 1, 1, side=other)
            _paint_cell(painter, figure, row * 2 + 1, 2, dark=True)
            _paint_cell(painter, figure, row * 2 + 1, 3, dark=True, side=other, fraction=0.0)
    return sheet


def _other_side(figure: Figure) -> Side | None:
    """The side that a figure is not drawn for."""
    drawn = figure.scene.drawn_side if figure.scene else Side.BOTH
    return None if drawn is Side.BOTH else drawn.other


def _paint_cell(
    painter: QPainter,
    figure: Figure,
    row: int,
    column: int,
    *,
    fraction: float = 1.0,
    side: Side | None = None,
    dark: bool = False,
    poster: bool = False,
) -> None:
    """One picture with its caption."""
    cell = QRectF(column * CELL_WIDTH, row * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT)
    if dark:
        painter.fillRect(cell, QColor(palette(True).halo))
    paint(painter, cell, figure, phase=Phase.UP, fraction=fraction, side=side, dark=dark, poster=poster)
    painter.setPen(QColor("#8A9499"))
    said = "poster" if poster else f"{fraction:.2f}"
    painter.drawText(cell.adjusted(8, 6, -8, -6), Qt.AlignmentFlag.AlignTop, f"{figure.id}  {said}  {side or ''}")
