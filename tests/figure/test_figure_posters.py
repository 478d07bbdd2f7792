"""The shipped posters are those that the script would make now."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from hipcoach.body.artist import Artist
from hipcoach.body.frame_file import read_packed, still_name
from hipcoach.body.picture import PictureKey
from hipcoach.figure.frame import Frame, load_frame, load_poster
from hipcoach.paths import shipped_folder

FIGURES = shipped_folder() / "assets" / "figures"
MADE = runpy.run_path(str(FIGURES / "make_posters.py"), run_name="make_posters")


def pixels(frame: Frame) -> np.ndarray:
    return np.frombuffer(bytes(frame.image.constBits()), np.uint8).astype(int)


def test_every_figure_has_its_posters() -> None:
    wanted = {f"{name}.{theme}.poster" for name in MADE["names"]() for theme in ("light", "dark")}
    assert {p.name for p in (FIGURES / "posters").iterdir()} == wanted


def test_every_exercise_has_a_figure() -> None:
    exercises = {path.stem for path in (shipped_folder() / "sessions" / "exercises").glob("*.toml")}
    assert exercises - set(MADE["names"]()) == set()


def test_a_picture_by_itself_says_how_one_moves() -> None:
    heads = {p.name: read_packed(p)[0] for p in (FIGURES / "posters").glob("*.poster")}
    still = ("changes~", "buttock_squeeze.")  # nothing moves: what works is shown
    assert [name for name, head in heads.items() if not head.way and not name.startswith(still)] == []
    spots = [(head, spot) for head in heads.values() for arrow in head.way for spot in arrow.spots]
    assert all(0 <= x <= head.width and 0 <= y <= head.height for head, (x, y) in spots)


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE["names"]())
def test_a_poster_is_fresh(name: str, tmp_path: Path) -> None:
    artist, key = Artist(FIGURES, tmp_path), PictureKey(name, 0, "woman", "light", False, *MADE["SIZE"], alone=True)
    share = artist.scene(name).poster
    artist.still(key, share)
    fresh = load_frame(tmp_path / key.folder / still_name(share))
    shipped = load_poster(FIGURES / "posters" / f"{name}.light.poster")
    assert fresh is not None
    assert shipped is not None
    assert fresh.head.way == shipped.head.way
    a, b = (pixels(frame) for frame in (fresh, shipped))
    assert a.shape == b.shape
    assert np.abs(a - b).mean() < 2.0  # what packing costs; a limb that is elsewhere costs more
