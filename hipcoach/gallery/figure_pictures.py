"""The figures' part of the gallery: one contact sheet for each exercise and form."""

from collections.abc import Iterator
from pathlib import Path

from hipcoach.figure.contact_sheet import contact_sheet
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.png import png_of
from hipcoach.history.private_file import write_private_file

CHANGES = "changes.toml"


def figure_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the sheets: `figure-<exercise>`, and `figure-<exercise>.<form>` for a form of its own."""
    return tuple(name for name, _ in _files(folder))


def save_figures(folder: Path, out: Path, only: str = "") -> list[Path]:
    """Save the sheets with `only` in their name and return their paths. Raises OSError where one cannot be written."""
    saved = []
    for name, path in _files(folder):
        if only in name:
            target = out / f"{name}.png"
            sheet = contact_sheet([read_figure(path, path.name.removesuffix(".toml"))])
            saved.append(write_private_file(target, png_of(sheet)))
    return saved


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*.toml")):
        if path.name != CHANGES:
            yield f"figure-{path.name.removesuffix('.toml')}", path
