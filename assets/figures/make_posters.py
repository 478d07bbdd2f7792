"""Makes the posters beside this file: a small picture of each figure, shown until a larger one has been painted.

python assets/figures/make_posters.py        # after a change of a figure, the body or the painter
"""

import tempfile
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
    """The figures, and somebody in each position."""
    figures = [p.name.removesuffix(".toml") for p in sorted(FOLDER.glob("*.toml")) if p.name != "changes.toml"]
    beds = [f"{BED_POSE}{at}" for at in (Position.STANDING, *LYING)]
    return [*figures, *(f"{CHANGE}~{name}" for name in (*Position, *sorted(beds)))]


def make(folder: Path) -> None:
    """Write every poster, light and dark."""
    with tempfile.TemporaryDirectory() as frames:
        artist = Artist(FOLDER, Path(frames))
        for name in names():
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
    make(POSTERS)
    print(f"{sum(p.stat().st_size for p in POSTERS.iterdir())} bytes in {POSTERS}")
