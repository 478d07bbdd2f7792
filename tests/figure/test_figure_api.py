"""What the window asks for: a picture at any moment of the session's clock, at any size, light and dark."""

import sys
from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.types import Phase
from hipcoach.figure import api, frames
from hipcoach.figure.check_paint import difference
from hipcoach.figure.pictogram import ACTIVITIES
from hipcoach.figure.types import Figure


@pytest.fixture
def image(qapp: object) -> QImage:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor("#FBFAF7"))
    return image


def painted(image: QImage, figure: Figure, phase: Phase = Phase.STILL, fraction: float = 0.0, **more: object) -> QImage:
    page = image.copy()
    with QPainter(page) as painter:
        api.paint(painter, QRectF(0, 0, 320, 240), figure, phase=phase, fraction=fraction, **more)  # type: ignore[arg-type]
    return page


def test_the_body_follows_the_phase() -> None:
    assert frames.effort(Phase.STILL, 0.7) == 0.0
    assert frames.effort(Phase.HOLD, 0.2) == 1.0
    assert [frames.effort(Phase.UP, f) for f in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 0.5, 1.0])
    assert [frames.effort(Phase.DOWN, f) for f in (0.0, 0.5, 1.0)] == pytest.approx([1.0, 0.5, 0.0])
    up_down = [frames.effort(Phase.UP_DOWN, f, 0.4) for f in (0.0, 0.2, 0.4, 0.7, 1.0)]
    assert up_down == pytest.approx([0.0, 0.5, 1.0, 0.5, 0.0])


def test_a_movement_starts_and_ends_gently() -> None:
    steps = [frames.ease((i + 1) / 100) - frames.ease(i / 100) for i in range(100)]
    assert steps[0] < 1e-4
    assert steps[-1] < 1e-4
    assert max(steps) < 0.02


def test_what_keeps_still_need_not_be_painted_again() -> None:
    assert not frames.moves(Phase.STILL)
    assert frames.moves(Phase.UP)
    assert frames.moves(Phase.HOLD)
    assert not frames.moves(Phase.HOLD, reduce_motion=True)


def test_a_hold_breathes_unless_motion_is_reduced(image: QImage, figures: Mapping[str, Figure]) -> None:
    bridge = figures["bridge"]
    held, later = (painted(image, bridge, Phase.HOLD, f) for f in (0.0, 0.5))
    assert sum(difference(held, later)) > 0
    held, later = (painted(image, bridge, Phase.HOLD, f, reduce_motion=True) for f in (0.0, 0.5))
    assert sum(difference(held, later)) == 0


@pytest.mark.parametrize("name", ["standing_hip_extension", "figure_four"])
def test_the_other_side_is_the_mirror_image(image: QImage, figures: Mapping[str, Figure], name: str) -> None:
    figure = figures[name]
    assert figure.scene is not None
    plain = replace(figure, scene=replace(figure.scene, disc=None))
    left, right = (painted(image, plain, Phase.UP, 1.0, side=side) for side in (Side.LEFT, Side.RIGHT))
    as_drawn = sum(difference(left, right))
    mirrored = sum(difference(left, right.flipped(Qt.Orientation.Horizontal)))
    assert mirrored < as_drawn / 4  # what is left is the light, which keeps coming from the same side


def test_an_alternating_exercise_keeps_the_head_where_it_is(image: QImage, figures: Mapping[str, Figure]) -> None:
    rolls = figures["knee_rolls"]
    left, right = (painted(image, rolls, Phase.STILL, side=side) for side in (Side.LEFT, Side.RIGHT))
    corner = (0, 60, 90, 120)  # head and mat
    assert sum(difference(left.copy(*corner), right.copy(*corner))) / (90 * 120) < 12


def test_a_moment_can_be_painted_at_any_size_light_and_dark(qapp: object, figures: Mapping[str, Figure]) -> None:
    for width, height in ((60, 45), (320, 700), (2560, 1440)):
        page = QImage(width, height, QImage.Format.Format_RGB32)
        for dark in (False, True):
            page.fill(0)
            empty = page.copy()
            with QPainter(page) as painter:
                area = QRectF(0, 0, width, height)
                api.paint(painter, area, figures["chair_stand"], phase=Phase.UP, fraction=0.4, dark=dark)
            assert any(difference(page, empty))


def test_the_painter_is_given_back_as_it_was(image: QImage, figures: Mapping[str, Figure]) -> None:
    with QPainter(image) as painter:
        painter.setOpacity(0.5)
        before = painter.transform()
        api.paint(painter, QRectF(40, 30, 200, 150), figures["bridge"], poster=True)
        assert painter.transform() == before
        assert painter.opacity() == 0.5


def test_a_fault_while_painting_leaves_qt_alive(image: QImage, figures: Mapping[str, Figure]) -> None:
    bridge = figures["bridge"]
    assert bridge.scene is not None
    broken = replace(bridge, scene=replace(bridge.scene, highlight=("nowhere",)))
    with QPainter(image) as painter, pytest.raises(KeyError):
        api.paint(painter, QRectF(0, 0, 320, 240), broken, phase=Phase.UP, fraction=1.0)
    assert not image.paintingActive()
    assert any(difference(painted(image, bridge), image))


def test_a_poster_is_painted_once(qapp: object, figures: Mapping[str, Figure]) -> None:
    first = api.poster_pixmap(figures["chair_stand"], QSize(160, 120), dark=False, ratio=2.0)
    again = api.poster_pixmap(figures["chair_stand"], QSize(160, 120), dark=False, ratio=2.0)
    assert first.cacheKey() == again.cacheKey()
    assert first.size() == QSize(320, 240)
    assert api.poster_pixmap(figures["chair_stand"], QSize(160, 120), dark=True).cacheKey() != first.cacheKey()


def test_a_still_picture_of_a_hip_hike_says_down_and_up_again(image: QImage, figures: Mapping[str, Figure]) -> None:
    figure = figures["hip_hike"]
    assert figure.scene is not None
    (arrow,) = figure.scene.arrows
    plain = replace(figure, scene=replace(figure.scene, arrows=(replace(arrow, both_still=False),)))
    assert any(difference(painted(image, figure, poster=True), painted(image, plain, poster=True)))
    for phase in (Phase.UP, Phase.DOWN):  # in a session the arrow shows the way that is being gone
        assert not any(difference(painted(image, figure, phase), painted(image, plain, phase)))
    assert any(difference(painted(image, figure, Phase.UP, 0.0), painted(image, figure, Phase.DOWN, 1.0)))


def test_activities_and_positions_have_signs(image: QImage) -> None:
    signs = {name: painted(image, Figure(name, pictogram=name)) for name in ACTIVITIES}
    pages = list(signs.values())
    for position in Position:
        page = image.copy()
        with QPainter(page) as painter:
            api.paint_position(painter, QRectF(0, 0, 320, 240), position, False)
        pages.append(page)
    shapes = {bytes(page.constBits()) for page in (*pages, image)}
    assert len(shapes) == len(pages) + 1


def test_void_calls_keep_their_references(image: QImage, figures: Mapping[str, Figure]) -> None:
    """PySide6 6.12.0 drops a reference to None at each void call under Python 3.11, and aborts within minutes."""
    with QPainter(image) as painter:
        before = sys.getrefcount(None)
        for _ in range(3000):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawLine(0, 0, 1, 1)
        api.paint(painter, QRectF(0, 0, 320, 240), figures["bridge"], phase=Phase.UP, fraction=0.5)
        after = sys.getrefcount(None)
    assert abs(after - before) < 1000
