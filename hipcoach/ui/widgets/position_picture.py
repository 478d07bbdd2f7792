"""A pictogram of a body position, drawn from a few limbs: for cards and lists, and where no figure is drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from hipcoach.catalogue.types import Position
from hipcoach.ui.theme.theme import Theme

Points = tuple[tuple[float, float], ...]

_WIDTH, _HEIGHT = 100.0, 60.0
_FLOOR_Y = 54.0
_LIMB, _FAR_LIMB, _TRUNK, _PROP = 6.0, 5.0, 9.5, 2.5
_HEAD_RADIUS = 5.2


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A body on a canvas of 100 by 60, the floor at 54. Far limbs are drawn paler, behind the trunk."""

    head: tuple[float, float]
    trunk: Points
    near: tuple[Points, ...]
    far: tuple[Points, ...] = ()
    props: tuple[Points, ...] = ()


_CHAIR: tuple[Points, ...] = (((36, 10), (36, 53)), ((36, 37), (58, 37)), ((57, 37), (57, 53)))

PICTOGRAMS = {
    Position.SUPINE: Pictogram(
        head=(13, 46),
        trunk=((22, 48), (46, 48.5)),
        near=(((48, 49), (61, 29), (72, 50), (79, 50.5)), ((24, 49.5), (42, 51))),
        far=(((48, 49), (65, 31), (77, 50), (84, 50.5)),),
    ),
    Position.SIDE_LYING: Pictogram(
        head=(14, 41),
        trunk=((23, 45), (47, 46)),
        near=(((49, 46), (70, 36), (91, 27)), ((25, 45), (33, 40), (39, 49))),
        far=(((49, 47.5), (66, 43), (84, 50)),),
        props=(((7, 50), (20, 50)),),
    ),
    Position.PRONE: Pictogram(
        head=(13, 46),
        trunk=((22, 48), (46, 48)),
        near=(((48, 48.5), (70, 49.5), (90, 50), (94, 51)), ((24, 49), (17, 51.5), (7, 51))),
    ),
    Position.TALL_KNEELING: Pictogram(
        head=(48, 8),
        trunk=((48, 18), (48, 32)),
        near=(((48, 34), (49, 50.5), (70, 50.5)), ((48, 18), (53, 27), (50, 35))),
    ),
    Position.HALF_KNEELING: Pictogram(
        head=(46, 8),
        trunk=((46, 18), (46, 32)),
        near=(((46, 34), (64, 34), (64, 50.5), (71, 51)), ((46, 18), (54, 26), (60, 31))),
        far=(((46, 34), (40, 50.5), (20, 50.5)),),
    ),
    Position.SEATED: Pictogram(
        head=(45, 8),
        trunk=((44, 18), (44, 31)),
        near=(((44, 33), (62, 33), (62, 50.5), (69, 51)), ((44, 18), (50, 27), (58, 30))),
        props=_CHAIR,
    ),
    Position.STANDING: Pictogram(
        head=(50, 6.5),
        trunk=((50, 15.5), (50, 27)),
        near=(((50, 29), (53, 40), (53, 51), (58, 51.5)), ((50, 15.5), (54, 22), (52, 30))),
        far=(((50, 29), (47, 40), (46, 51), (51, 51.5)), ((50, 15.5), (46, 22), (47, 30))),
    ),
}


def paint_position(painter: QPainter, rect: QRectF, theme: Theme, position: Position) -> None:
    """Draw the pictogram as large as `rect` allows, in its middle."""
    scale = min(rect.width() / _WIDTH, rect.height() / _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(scale, scale)
    painter.translate(-_WIDTH / 2, -_HEIGHT / 2)
    picture = PICTOGRAMS[position]
    for prop in (((2.0, _FLOOR_Y), (98.0, _FLOOR_Y)), *picture.props):
        _stroke(painter, theme, prop, "prop", _PROP)
    for limb in picture.far:
        _stroke(painter, theme, limb, "edge", _FAR_LIMB)
    _stroke(painter, theme, picture.trunk, "flesh", _TRUNK)
    for limb in picture.near:
        _stroke(painter, theme, limb, "flesh", _LIMB)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("flesh"))
    painter.drawEllipse(QPointF(*picture.head), _HEAD_RADIUS, _HEAD_RADIUS)
    painter.restore()


def _stroke(painter: QPainter, theme: Theme, points: Points, colour: str, width: float) -> None:
    pen = QPen(theme.colour(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
