"""The contact sheet for adding an exercise: start, way, hold and way back, the other side, and the dark theme."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.body.types import Figure
from hipcoach.catalogue.types import Side
from hipcoach.figure.moments import Arrows
from hipcoach.figure.pictures import FigurePictures

CELL_WIDTH, CELL_HEIGHT = 480, 360
MOMENTS = ((0.0, Arrows.ON), (0.5, Arrows.ON), (1.0, Arrows.NONE), (0.5, Arrows.BACK))  # share of the movement
GROUND = {False: "#FBFAF7", True: "#12181A"}
CAPTION = "#8A9499"


def contact_sheet(figures: Sequence[Figure], pictures: FigurePictures) -> QImage:
    """Return two rows for each figure: as drawn, then the poster, the hold of the other side, and both in the dark."""
    sheet = QImage(CELL_WIDTH * len(MOMENTS), CELL_HEIGHT * 2 * len(figures), QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(QColor(GROUND[False]))
    with QPainter(sheet) as painter:
        for row, figure in enumerate(figures):
            other = _other_side(figure)
            for column, (share, arrows) in enumerate(MOMENTS):
                _cell(painter, pictures, figure, (row * 2, column), share=share, arrows=arrows)
            _cell(painter, pictures, figure, (row * 2 + 1, 0))
            _cell(painter, pictures, figure, (row * 2 + 1, 1), share=1.0, side=other, arrows=Arrows.NONE)
            _cell(painter, pictures, figure, (row * 2 + 1, 2), share=1.0, dark=True, arrows=Arrows.NONE)
            _cell(painter, pictures, figure, (row * 2 + 1, 3), share=0.0, side=other, dark=True)
    return sheet


def _other_side(figure: Figure) -> Side | None:
    """Return the side that a figure is not drawn for."""
    drawn = figure.scene.drawn_side if figure.scene else Side.BOTH
    return None if drawn is Side.BOTH else drawn.other


def _cell(
    painter: QPainter,
    pictures: FigurePictures,
    figure: Figure,
    place: tuple[int, int],
    *,
    share: float | None = None,
    side: Side | None = None,
    dark: bool = False,
    arrows: Arrows = Arrows.WHOLE,
) -> None:
    """Paint one picture with its caption."""
    row, column = place
    cell = QRectF(column * CELL_WIDTH, row * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT)
    if dark:
        painter.fillRect(cell, QColor(GROUND[True]))
    pictures.paint_still(painter, cell, figure, dark=dark, side=side, share=share, arrows=arrows)
    painter.setPen(QColor(CAPTION))
    said = "poster" if share is None else f"{share:.2f}"
    painter.drawText(cell.adjusted(8, 6, -8, -6), Qt.AlignmentFlag.AlignTop, f"{figure.source}  {said}  {side or ''}")
