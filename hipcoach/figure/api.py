"""Loads figures for the window: a figure's file is read, nothing is solved or painted here."""

import zlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from hipcoach.body.changes import BED_POSE, Changes, pose_figure, read_changes, way_figure
from hipcoach.body.figure_file import read_figure
from hipcoach.body.own_figure import own_figure, starts
from hipcoach.body.picture import CHANGE
from hipcoach.body.pose import Pose
from hipcoach.body.types import Figure
from hipcoach.catalogue.types import Position


def load_figure(exercise_id: str, form: str, folder: Path) -> Figure | None:
    """Return the figure of an exercise from `<id>.<form>.toml` or `<id>.toml`; None where there is none.

    Raises InputError with every problem of the file.
    """
    for name in (f"{exercise_id}.{form}", exercise_id):
        path = folder / f"{name}.toml"
        if path.is_file():
            return replace(load_file(path), id=exercise_id)
    return None


def load_file(path: Path) -> Figure:
    """Return the figure of a file. Raises InputError with every problem of it."""
    name = path.name.removesuffix(".toml")
    return replace(read_figure(path, name), source=name, edition=_edition(path))


def load_transition(start: Position, end: Position, folder: Path, *, bed: bool = False) -> Figure | None:
    """Return how to get from one position to another, with its spoken steps; None where there is nothing to show.

    With `bed` who lies there lies on a bed, and gets into it and out of it over its edge.
    """
    changes, edition = _changes(folder)
    names = [f"{BED_POSE}{at}" if bed else at.value for at in (start, end)]
    found = way_figure(changes, *names)
    there = sorted(names)
    source, backwards = f"{CHANGE}~{there[0]}~{there[1]}", names != there
    return found and replace(
        found, source=source, edition=edition, stand_in=f"{CHANGE}~{names[1]}", backwards=backwards
    )


def load_own(pose: str, folder: Path) -> Figure:
    """Return the figure of a pose that a user has put together. Raises InputError where it cannot be drawn."""
    return own_figure(pose, folder)


def own_starts(folder: Path) -> dict[str, dict[str, Pose]]:
    """Return the poses that one may start from: how each begins, and where it is held if it moves."""
    return starts(folder)


def bed_poster(position: Position) -> str:
    """Return the name of the picture of somebody in a position on a bed."""
    return f"{CHANGE}~{BED_POSE}{position.value}"


def load_position(position: Position, folder: Path) -> Figure | None:
    """Return somebody in a position, where an exercise has no figure of its own."""
    changes, edition = _changes(folder)
    found = pose_figure(changes, position)
    return found and replace(found, source=f"{CHANGE}~{position}", edition=edition)


def _changes(folder: Path) -> tuple[Changes, int]:
    """Return all changes of position, read once, and the edition of their file."""
    path = folder / f"{CHANGE}.toml"
    edition = _edition(path)
    return _read_changes(path, edition), edition


@lru_cache(maxsize=1)
def _read_changes(path: Path, _edition: int) -> Changes:
    return read_changes(path)


def _edition(path: Path) -> int:
    """Return a number that changes with a file."""
    return zlib.crc32(path.read_bytes())
