"""The figures' part of the gallery: one contact sheet for each exercise and form."""

from collections.abc import Iterator
from pathlib import Path

from hipcoach.clock import SystemClock
from hipcoach.errors import InputError
from hipcoach.figure.api import load_file
from hipcoach.figure.contact_sheet import contact_sheet
from hipcoach.figure.pictures import FigurePictures

CHANGES = "changes.toml"


def figure_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the sheets: `figure-<exercise>`, and `figure-<exercise>.<form>` for a form of its own."""
    return tuple(name for name, _ in _files(folder))


def save_figures(folder: Path, out: Path, frames: Path, only: str = "") -> list[Path]:
    """Save the sheets with `only` in their name and return their paths. Raises InputError if one cannot be written."""
    saved, pictures = [], FigurePictures(folder, frames, SystemClock(), patient=True)
    try:
        for name, path in _files(folder):
            if only in name:
                target = out / f"{name}.png"
                if not contact_sheet([load_file(path)], pictures).save(str(target)):
                    raise InputError(f"{target}: expected a file that can be written")
                saved.append(target)
    finally:
        pictures.close()
    return saved


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*.toml")):
        if path.name != CHANGES:
            yield f"figure-{path.name.removesuffix('.toml')}", path
