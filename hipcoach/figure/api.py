"""Loads figures for the window: a figure's file is read, nothing is solved or painted here."""

import zlib
from dataclasses import replace
from pathlib import Path

from hipcoach.body.changes import pose_figure, read_changes, way_figure
from hipcoach.body.figure_file import read_figure
from hipcoach.body.picture import CHANGE
from hipcoach.body.types import Figure
from hipcoach.catalogue.types import Position


def load_figure(exercise_id: str, form: str, folder: Path) -> Figure | None:
    """The figure of an exercise from `<id>.<form>.toml` or `<id>.toml`; None where there is none.

    Raises InputError with every problem of the file.
    """
    for name in (f"{exercise_id}.{form}", exercise_id):
        path = folder / f"{name}.toml"
        if path.is_file():
            return replace(load_file(path), id=exercise_id)
    return None


def load_file(path: Path) -> Figure:
    """The figure of a file. Raises InputError with every problem of it."""
    name = path.name.removesuffix(".toml")
    return replace(read_figure(path, name), source=name, edition=_edition(path))


def load_transition(start: Position, end: Position, folder: Path) -> Figure | None:
    """How to get from one position to another, with its spoken steps; None where there is nothing to show."""
    path = folder / f"{CHANGE}.toml"
    found = way_figure(read_changes(path), start, end)
    return found and replace(found, source=f"{CHANGE}~{start}~{end}", edition=_edition(path))


def load_position(position: Position, folder: Path) -> Figure | None:
    """Somebody in a position, where an exercise has no figure of its own."""
    path = folder / f"{CHANGE}.toml"
    found = pose_figure(read_changes(path), position)
    return found and replace(found, source=f"{CHANGE}~{position}", edition=_edition(path))


def _edition(path: Path) -> int:
    """A number that changes with a file."""
    return zlib.crc32(path.read_bytes())
