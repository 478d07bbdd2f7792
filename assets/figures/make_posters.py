"""Makes the posters beside this file: a small picture of each figure, shown until a larger one has been painted.

python assets/figures/make_posters.py                # all, after a change of the body or the painter: minutes
python assets/figures/make_posters.py bridge         # those of one figure, after a change of its file: seconds
python assets/figures/make_posters.py changes        # those of all positions, after a change of changes.toml
"""

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from hipcoach.body.artist import Artist
from hipcoach.body.changes import BED_POSE
from hipcoach.body.frame_file import read_frame, still_name, write_frame
from hipcoach.body.picture import CHANGE, PictureKey
from hipcoach.catalogue.types import LYING, Position

FOLDER = Path(__file__).parent
POSTERS = FOLDER / "posters"
SIZE = (384, 240)
PACKED = 9
COLOUR_STEP = 5  # of 255, which divides it: what is solid stays so


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
                key = PictureKey(name, 0, "woman", "light", dark, *SIZE)
                artist.still(key, share)
                head, pixels = read_frame(Path(frames) / key.folder / still_name(share))
                theme = "dark" if dark else "light"
                fewer = np.frombuffer(pixels, np.uint8) // COLOUR_STEP * COLOUR_STEP  # packs to two thirds
                write_frame(folder / f"{name}.{theme}.frame", head, fewer.tobytes(), PACKED)


if __name__ == "__main__":
    POSTERS.mkdir(exist_ok=True)
    make(POSTERS, chosen(sys.argv[1:]))
    print(f"{sum(p.stat().st_size for p in POSTERS.iterdir())} bytes in {POSTERS}")
