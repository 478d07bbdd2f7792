"""Makes the posters beside this file: a small picture of each figure, shown until a larger one has been painted.

python assets/figures/make_posters.py                # all, after a change of the body or the painter: minutes
python assets/figures/make_posters.py bridge         # those of one figure, after a change of its file: seconds
python assets/figures/make_posters.py changes        # those of all positions, after a change of changes.toml
"""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from hipcoach.body.artist import Artist
from hipcoach.body.changes import BED_POSE
from hipcoach.body.frame_file import still_name, write_packed
from hipcoach.body.picture import CHANGE, PictureKey
from hipcoach.catalogue.types import LYING, Position
from hipcoach.figure.frame import load_frame

FOLDER = Path(__file__).parent
POSTERS = FOLDER / "posters"
SIZE = (384, 240)
QUALITY = 84  # of 100: below it faces and the rims of muscles blur


def names() -> list[str]:
    """Return the figures, and somebody in each position."""
    figures = [p.name.removesuffix(".toml") for p in sorted(FOLDER.glob("*.toml")) if p.name != "changes.toml"]
    beds = [f"{BED_POSE}{at}" for at in (Position.STANDING, *LYING)]
    positions = [position for position in Position if position is not Position.AS_SHOWN]  # which nobody can draw
    return [*figures, *(f"{CHANGE}~{name}" for name in (*positions, *sorted(beds)))]


def chosen(words: Sequence[str]) -> list[str]:
    """Return the posters of these figures in all their forms; all where none is named. Exit where there is none."""
    every = names()
    for word in words:
        if not any(_is_of(name, word) for name in every):
            raise SystemExit(f"make_posters.py: {word}: expected a figure, such as {every[0]}")
    return [name for name in every if not words or any(_is_of(name, word) for word in words)]


def _is_of(name: str, word: str) -> bool:
    return word in (name, name.split(".")[0], name.split("~")[0])


def make(folder: Path, figures: Iterable[str]) -> None:
    """Write the posters of these figures, light and dark."""
    with tempfile.TemporaryDirectory() as frames:
        artist = Artist(FOLDER, Path(frames))
        for name in figures:
            share = artist.scene(name).poster
            for dark in (False, True):
                key = PictureKey(name, 0, "woman", "light", dark, *SIZE, alone=True)
                artist.still(key, share)
                painted = load_frame(Path(frames) / key.folder / still_name(share))
                assert painted is not None
                theme = "dark" if dark else "light"
                write_packed(folder / f"{name}.{theme}.poster", painted.head, packed(painted.image))


def packed(picture: QImage) -> bytes:
    """Return a picture's pixels as they are shipped."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(content, "WEBP", QUALITY)
    return bytes(content.data().data())


if __name__ == "__main__":
    POSTERS.mkdir(exist_ok=True)
    make(POSTERS, chosen(sys.argv[1:]))
    print(f"{sum(p.stat().st_size for p in POSTERS.iterdir())} bytes in {POSTERS}")
