"""Photographs of exercises of one's own: upright, small, with nothing but the picture; what is none is one line."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Form, Position
from hipcoach.engine.types import Phase
from hipcoach.errors import InputError
from hipcoach.paths import find_paths
from hipcoach.ui.player.figure_view import FigureView, Moment
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.photographs import shrink_together, take_in
from hipcoach.ui.theme.theme import Theme
from tests.ui.shared.photographs import photograph
from tests.ui.user import show


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_it_is_turned_upright_and_says_nothing_of_the_camera(tmp_path: Path, form: str) -> None:
    content = take_in(photograph(tmp_path / "press.jpg", form=form))
    taken = QImage.fromData(content)
    assert b"home" not in content
    assert b"Exif" not in content
    top = taken.pixelColor(3, 3)
    assert (top.red() > 200, top.blue() < 60) == (True, True)
    if form == "JPEG":
        assert (taken.width(), taken.height()) == (30, 60)
        assert taken.pixelColor(25, 55).blue() > 200


def test_a_large_one_becomes_small(tmp_path: Path) -> None:
    taken = QImage.fromData(take_in(photograph(tmp_path / "press.png", 1700, 4, form="PNG")))
    assert taken.width() == 1600


def hole(path: Path) -> None:
    """A photograph of a gigabyte, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(2**30)


def bomb(path: Path) -> None:
    """A PNG of few bytes that says it has 3,600 million pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\xff\xffIDAT" + bytes(999))


def cut_short(path: Path) -> None:
    photograph(path, form="PNG")
    path.write_bytes(path.read_bytes()[:40])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (hole, "press.jpg: expected a photograph of at most 50 MB"),
        (bomb, "press.jpg: expected a photograph of at most 100 million pixels"),
        (cut_short, "press.jpg: expected a photograph, JPEG or PNG"),
        (lambda path: path.write_text("no picture at all"), "press.jpg: expected a photograph, JPEG or PNG"),
        (lambda path: path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "press.jpg: expected a photograph"),
        (lambda path: path.mkdir(), "press.jpg: expected a photograph"),
        (lambda path: None, "press.jpg: expected a photograph"),
    ],
)
def test_what_is_no_photograph_is_one_line(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    make(tmp_path / "press.jpg")
    with pytest.raises(InputError) as refused:
        take_in(tmp_path / "press.jpg")
    (problem,) = refused.value.problems
    assert problem.startswith(said)


def test_the_stage_shows_it_in_the_place_of_a_figure(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    photograph(tmp_path / "press.png", 30, 30, form="PNG")
    figures = FigureShelf(find_paths().assets / "figures", photographs=tmp_path)
    stage = show(qtbot, FigureView(theme, figures), (300, 300))
    held = Moment(
        "press", "Press", Form.FULL, Position.SUPINE, None, Phase.HOLD, 0.5, 0.4, 5.0, False, photographs=("press.png",)
    )
    stage.show_moment(held)
    assert stage.grab().toImage().pixelColor(20, 150).red() > 200
    assert not stage.moving


def test_those_of_one_file_have_a_limit_together(tmp_path: Path) -> None:
    content = photograph(tmp_path / "press.jpg", 60, 30).read_bytes()
    shrink_next = shrink_together(2 * 60 * 30)
    assert shrink_next(content, "1.jpg") == shrink_next(content, "2.jpg")
    with pytest.raises(InputError, match=r"3\.jpg: expected at most 0 million pixels in all photographs"):
        shrink_next(content, "3.jpg")
