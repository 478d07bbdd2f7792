"""A film shows what painting the whole picture would, and paints a frame once."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Phase
from hipcoach.figure import film as film_module
from hipcoach.figure import layer
from hipcoach.figure.api import paint
from hipcoach.figure.check_paint import difference
from hipcoach.figure.film import Film
from hipcoach.figure.frames import Shown
from hipcoach.figure.layer import Picture
from hipcoach.figure.types import Figure, Scene

SIZE = QSize(320, 240)
PAPER = QColor("#FBFAF7")
UNSEEN = 3  # of 255: painted on a clear ground and laid over the paper, an edge is rounded twice
REPETITION_S = 5.0


def page(ratio: float = 1.0) -> QImage:
    image = QImage(SIZE * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(PAPER)
    return image


def scene_of(figures: Mapping[str, Figure], name: str) -> Scene:
    scene = figures[name].scene
    assert scene is not None
    return scene


def turn(film: Film, screen: QImage, shown: Shown) -> QRect:
    """What the window does: paint anew what has changed, and nothing else."""
    area = film.show(shown)
    with QPainter(screen) as painter:
        painter.setClipRect(area)
        painter.fillRect(area, PAPER)
        film.paint(painter, area)
    return area


def whole(figure: Figure, shown: Shown, ratio: float) -> QImage:
    image = page(ratio)
    with QPainter(image) as painter:
        paint(
            painter,
            QRectF(0, 0, SIZE.width(), SIZE.height()),
            figure,
            phase=shown.phase,
            fraction=shown.fraction,
            side=shown.side,
            dark=shown.dark,
            up_share=shown.up_share,
            step_s=shown.step_s,
        )
    return image


def repetition(frames: int, side: Side | None = None) -> Iterator[Shown]:
    for i in range(frames):
        yield Shown(Phase.UP_DOWN, i / frames, side, step_s=REPETITION_S)


class Counter:
    """Counts what is painted as layers: the pictures that had no pixels yet."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.painted = 0
        real = layer.paint_picture

        def counted(painter: QPainter, picture: Picture, area: object = None) -> None:
            self.painted += len(picture) > 12  # a body, and not the marks over it
            real(painter, picture, area)  # type: ignore[arg-type]

        monkeypatch.setattr(film_module, "paint_picture", counted)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("name", ["bridge", "chair_stand", "knee_rolls", "hip_hike", "strap_leg_out"])
def test_a_film_looks_as_if_each_frame_were_painted_anew(
    qapp: object, figures: Mapping[str, Figure], name: str, ratio: float
) -> None:
    figure = figures[name]
    film, screen = Film(scene_of(figures, name), SIZE, ratio), page(ratio)
    moments = [*repetition(7, Side.LEFT), *repetition(5, Side.RIGHT), *repetition(6, Side.LEFT)]
    moments += [Shown(Phase.HOLD, i / 5, Side.LEFT) for i in range(5)]
    moments.append(Shown(Phase.HOLD, 0.2, Side.LEFT, dark=True))
    for shown in moments:
        turn(film, screen, shown)
        assert max(difference(screen, whole(figure, shown, ratio))) <= UNSEEN, shown


@pytest.mark.parametrize("name", ["bridge", "mini_squat"])
def test_a_repetition_comes_back_to_what_was_painted(
    qapp: object, figures: Mapping[str, Figure], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    film, screen, count = Film(scene_of(figures, name), SIZE, 1.0), page(), Counter(monkeypatch)
    for shown in repetition(100):
        turn(film, screen, shown)
    first = count.painted
    assert 40 < first < 85  # the way back meets frames of the way there
    for shown in repetition(100):
        turn(film, screen, shown)
    assert count.painted == first


def test_both_sides_are_kept(qapp: object, figures: Mapping[str, Figure], monkeypatch: pytest.MonkeyPatch) -> None:
    film, screen, count = Film(scene_of(figures, "knee_rolls"), SIZE, 1.0), page(), Counter(monkeypatch)
    for side in (Side.LEFT, Side.RIGHT):
        for shown in repetition(12, side):
            turn(film, screen, shown)
    first = count.painted
    for side in (Side.LEFT, Side.RIGHT):
        for shown in repetition(12, side):
            turn(film, screen, shown)
    assert count.painted == first


def test_a_held_breath_is_painted_once(
    qapp: object, figures: Mapping[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    film, screen, count = Film(scene_of(figures, "bridge"), SIZE, 1.0), page(), Counter(monkeypatch)
    breaths = [Shown(Phase.HOLD, i / 400, step_s=20.0) for i in range(400)]
    for shown in breaths[:101]:
        turn(film, screen, shown)
    first = count.painted
    for shown in breaths[101:]:
        turn(film, screen, shown)
    assert 2 < count.painted == first < 40


def test_what_finds_no_room_is_painted_whenever_it_comes(
    qapp: object, figures: Mapping[str, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_module, "BUDGET_PICTURES", 1)
    figure = figures["chair_stand"]
    film, screen, count = Film(scene_of(figures, "chair_stand"), SIZE, 1.0), page(), Counter(monkeypatch)
    again = [*repetition(30), *repetition(30)]
    for shown in again:
        turn(film, screen, shown)
        assert max(difference(screen, whole(figure, shown, 1.0))) <= UNSEEN
    kept = sum(cel.pixels.sizeInBytes() for cel in film._cels.values() if cel.pixels is not None)  # noqa: SLF001
    assert 0 < kept <= page().sizeInBytes()
    assert count.painted > 40


def test_what_will_not_come_again_is_not_kept(qapp: object, figures: Mapping[str, Figure]) -> None:
    film, screen = Film(scene_of(figures, "bridge"), SIZE, 1.0, keeps=False), page()
    for shown in repetition(10):
        turn(film, screen, shown)
    assert not film._cels  # noqa: SLF001 - nothing else shows what was not kept


def test_a_moment_that_looks_the_same_changes_nothing(qapp: object, figures: Mapping[str, Figure]) -> None:
    film, screen = Film(scene_of(figures, "bridge"), SIZE, 1.0), page()
    assert turn(film, screen, Shown(Phase.UP, 0.5)) == QRect(0, 0, SIZE.width(), SIZE.height())
    assert turn(film, screen, Shown(Phase.UP, 0.5001)).isEmpty()
    assert 0 < turn(film, screen, Shown(Phase.UP, 0.6)).width() < SIZE.width()
