"""What is drawn over the painted person."""

from dataclasses import replace

from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from hipcoach.body.frame_file import ArrowMark, FrameHead
from hipcoach.figure.marks import INK, ON_INK, outlines, paint_arrows, paint_disc, paint_level
from hipcoach.figure.moments import Arrows

ARROW = ArrowMark(tuple((20.0 + 4 * i, 50.0) for i in range(25)))
HEAD = FrameHead(160, 100, 0, 0, 160, 100, 240.0, way=(ARROW,))


def test_an_arrow_has_its_own_colour_within_and_another_round_it() -> None:
    image = QImage(160, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        paint_arrows(painter, HEAD, Arrows.WHOLE, dark=False)
    assert image.pixelColor(80, 50) == QColor(INK[False])
    above = [image.pixelColor(80, y) for y in range(40, 50)]
    assert QColor(ON_INK[False]) in above
    assert image.pixelColor(80, 30).alpha() == 0


def test_a_number_stands_beside_an_arrow_and_is_never_flipped(qtbot: QtBot) -> None:
    pictures = []
    for order, flipped in ((0, False), (2, False), (2, True)):
        image = QImage(160, 100, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            if flipped:
                painter.translate(160, 0)
                painter.scale(-1, 1)
            paint_arrows(
                painter, replace(HEAD, way=(replace(ARROW, order=order),)), Arrows.WHOLE, dark=False, flipped=flipped
            )
        pictures.append(image)
    beside = [image.copy(40, 15, 80, 30) for image in pictures]
    assert beside[0] != beside[1]
    ink = QColor(INK[False])
    left, right = (
        {(x, y) for x in range(160) for y in range(40) if image.pixelColor(x, y) == ink} for image in pictures[1:]
    )
    assert len(left) > 20
    shift = min(x for x, _ in right) - min(x for x, _ in left)
    assert len({(x + shift, y) for x, y in left} ^ right) < 0.4 * len(left)


def test_the_letter_of_the_leg_that_one_stands_on_says_so_where_there_is_room(qtbot: QtBot) -> None:
    wide = []
    for scale, says in ((340.0, ""), (340.0, "stand on"), (160.0, "stand on")):  # the last has no room for words
        image = QImage(160, 100, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            head = replace(HEAD, scale=scale, disc=(30.0, 50.0))
            paint_disc(painter, head, "R", dark=False, flipped=False, says=says)
        wide.append(sum(image.pixelColor(x, 50).alpha() > 200 for x in range(160)) / scale)
    assert wide[1] > 2.5 * wide[0]
    assert wide[2] < 1.5 * wide[0]


def test_a_level_line_is_dashed_and_ends_where_it_is_said_to() -> None:
    image = QImage(160, 100, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        paint_level(painter, replace(HEAD, level=((40.0, 50.5), (120.0, 50.5))), dark=False)
    inked = [x for x in range(160) if image.pixelColor(x, 50) == QColor(INK[False])]
    assert 40 <= min(inked) < max(inked) < 120
    assert 30 < len(inked) < 65


def test_an_arrow_that_comes_again_is_not_reckoned_again() -> None:
    assert outlines(ARROW, 240.0) is outlines(ARROW, 240.0)
    assert outlines(ArrowMark(((0.0, 0.0), (0.5, 0.0))), 240.0) == ()
