"""The figures' part of the gallery: one contact sheet for each exercise and form."""

from collections.abc import Iterator
from pathlib import Path

from hipcoach.clock import SystemClock
from hipcoach.figure.api import load_file
from hipcoach.figure.contact_sheet import contact_sheet
from hipcoach.figure.pictures import FigurePictures
from hipcoach.figure.png import png_of
from hipcoach.history.private_file import write_private_file

CHANGES = "changes.toml"


def figure_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the sheets: `figure-<exercise>`, and `figure-<exercise>.<form>` for a form of its own."""
    return tuple(name for name, _ in _files(folder))


def save_figures(folder: Path, out: Path, frames: Path, only: str = "") -> list[Path]:
    """Save the sheets with `only` in their name and return their paths. Raises OSError where one cannot be written."""
    saved, pictures = [], FigurePictures(folder, frames, SystemClock(), patient=True)
    try:
        for name, path in _files(folder):
            if only in name:
                sheet = contact_sheet([load_file(path)], pictures)
                saved.append(write_private_file(out / f"{name}.png", png_of(sheet)))
    finally:
        pictures.close()
    return saved


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*.toml")):
        if path.name != CHANGES:
            yield f"figure-{path.name.removesuffix('.toml')}", path
