"""The window's side: stand-ins at once, painting in a helper that may die, files that may be spoilt."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from hipcoach.body.artist import Artist
from hipcoach.body.frame_file import still_name
from hipcoach.body.picture import PictureKey
from hipcoach.body.types import Figure
from hipcoach.catalogue.types import Side
from hipcoach.clock import SystemClock
from hipcoach.engine.types import Phase
from hipcoach.figure.api import load_figure
from hipcoach.figure.film import Film
from hipcoach.figure.moments import Arrows, FigureMoment, moves
from hipcoach.figure.pictures import FigurePictures
from hipcoach.figure.renderer import FigureRenderer, order_of_need
from hipcoach.figure.still_cache import StillCache
from hipcoach.paths import shipped_folder

FIGURES = shipped_folder() / "assets" / "figures"
AREA = QRectF(0, 0, 160, 120)


def figure() -> Figure:
    found = load_figure("standing_side_leg_lift", "full", FIGURES)
    assert found is not None
    return found


def shown(pictures: FigurePictures, side: Side | None = None) -> tuple[QImage, bool]:
    image = QImage(160, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        right = pictures.paint_still(painter, AREA, figure(), dark=False, side=side, arrows=Arrows.NONE)
    return image, right


def test_a_poster_stands_in_where_nothing_is_painted(qtbot: QtBot) -> None:
    image, right = shown(FigurePictures(FIGURES, None, None))
    assert not right
    assert image.pixelColor(80, 40).alpha() == 255


def test_the_poster_of_somebody_else_stands_in_only_where_the_right_picture_cannot_be_had(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.figure.pictures.command", lambda figures, frames: [sys.executable, "-c", "input()"])
    pictures = FigurePictures(FIGURES, tmp_path, SystemClock())
    try:
        assert shown(pictures)[0].pixelColor(80, 40).alpha() == 255, "the posters show whom nobody has chosen"
        pictures.show_with("older_man", "light")
        assert shown(pictures)[0].pixelColor(80, 40).alpha() == 0, "nothing, while he is on his way"
        monkeypatch.setattr(FigureRenderer, "has_failed", lambda renderer, job: True)
        assert shown(pictures)[0].pixelColor(80, 40).alpha() == 255
    finally:
        pictures.close()


@pytest.mark.slow
def test_a_helper_that_fails_says_so_once(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.figure.pictures.command", lambda figures, frames: [sys.executable, "-c", "pass"])
    pictures = FigurePictures(FIGURES, tmp_path, SystemClock())
    try:
        pictures.show_with("older_man", "light")
        with qtbot.waitSignal(pictures.painted, timeout=60_000):
            shown(pictures)
        qtbot.waitUntil(lambda: shown(pictures)[0].pixelColor(80, 40).alpha() == 255, timeout=60_000)
    finally:
        pictures.close()


@pytest.mark.slow
def test_a_killed_helper_comes_back_and_a_spoilt_file_is_painted_anew(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = FigurePictures(FIGURES, tmp_path, SystemClock())
    try:
        assert not shown(pictures)[1]
        qtbot.waitUntil(lambda: shown(pictures)[1], timeout=60_000)
        helper = pictures._the_renderer()._helper  # noqa: SLF001
        assert helper is not None
        os.kill(helper.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        (file,) = tmp_path.rglob(still_name(1.0))
        file.write_bytes(b"spoilt")
        pictures._stills = StillCache()  # noqa: SLF001
        shown(pictures)
        qtbot.waitUntil(lambda: shown(pictures)[1], timeout=60_000)
    finally:
        pictures.close()


@pytest.mark.parametrize(
    ("phase", "fraction", "share", "arrows"),
    [
        *((Phase.STILL, 0.5, 0, Arrows.ON), (Phase.UP, 0, 0, Arrows.ON), (Phase.UP, 1, 1, Arrows.ON)),
        *((Phase.HOLD, 0.3, 1, Arrows.NONE), (Phase.DOWN, 1, 0, Arrows.BACK), (Phase.UP_DOWN, 0.4, 1, Arrows.BACK)),
    ],
)
def test_the_body_is_where_the_phase_says(phase: Phase, fraction: float, share: float, arrows: Arrows) -> None:
    assert FigureMoment(phase, fraction).share == share
    assert FigureMoment(phase, fraction).arrows is arrows


def test_a_cycle_goes_round_and_stands_still_with_motion_reduced() -> None:
    assert FigureMoment(Phase.STILL, 0.5, step_s=5.0, loop_s=2.0).share == 0.25
    assert FigureMoment(Phase.STILL, 0.5, step_s=5.0, loop_s=2.0).arrows is Arrows.NONE
    assert FigureMoment(Phase.STILL, 0.5, step_s=5.0, loop_s=2.0, reduce_motion=True).share == 0.0
    assert not moves(Phase.UP, reduce_motion=True)


def test_frames_come_in_the_order_in_which_they_make_a_movement() -> None:
    order = order_of_need(20, 17)
    assert sorted(order) == list(range(20))
    assert order[:3] == [0, 16, 8]
    assert order[-3:] == [17, 18, 19]


def test_a_film_shows_other_pixels_at_another_moment_and_blends_between(qtbot: QtBot, tmp_path: Path) -> None:
    key = PictureKey("bridge", 0, "woman", "light", False, 160, 120)
    artist, todo = Artist(FIGURES, tmp_path), dict[Path, Callable[[], None]]()
    film = Film(tmp_path / key.folder, todo.update, lambda: None)
    last = len(artist.film(key).shares) - 1

    def at(share: float) -> tuple[QImage, bool | None]:
        image = QImage(160, 120, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            whole = film.paint(painter, AREA, share, 0.0, flipped=False)
        while todo:
            todo.pop(next(iter(todo)))()
        return image, whole

    assert [at(0.0)[1] for _ in range(2)] == [None, None]  # it reads what the film is; no frame is painted yet
    artist.frame(key, 0)
    film.look_again()
    assert [at(0.0)[1] for _ in range(2)] == [None, True]  # what is wanted is read while nobody waits
    start = at(0.0)[0]
    assert at(1.0) == (start, False)  # the nearest frame stands in
    artist.frame(key, last)
    film.look_again()
    at(1.0)
    end, whole = at(1.0)
    assert whole
    assert start != end
    assert at(0.0)[0] == start  # what another moment left behind is gone
