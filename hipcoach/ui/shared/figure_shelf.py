"""The figures, each read from its file when it is first shown."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Form, Position
from hipcoach.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipcoach.figure.types import Figure

logger = logging.getLogger(__name__)


class FigureShelf:
    """Figures by exercise and form; None where none is drawn, or where its file is wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, Form], Figure | None] = {}
        self._changes: dict[tuple[Position, Position], Figure | None] = {}

    def get(self, exercise_id: str, form: Form = Form.FULL) -> "Figure | None":
        """Return the figure of one form of an exercise; the full form's where it has none of its own."""
        key = (exercise_id, form)
        if key not in self._read:
            from hipcoach.figure.api import load_figure  # 79 ms that today's words do not wait for

            self._read[key] = _load(exercise_id, lambda: load_figure(exercise_id, form, self._folder))
        return self._read[key]

    def change(self, start: Position, end: Position) -> "Figure | None":
        """Return the way from one position to another."""
        key = (start, end)
        if key not in self._changes:
            from hipcoach.figure.api import load_transition  # as above

            self._changes[key] = _load(f"{start} to {end}", lambda: load_transition(start, end, self._folder))
        return self._changes[key]


def _load(name: str, load: "Callable[[], Figure | None]") -> "Figure | None":
    try:
        return load()
    except InputError as error:
        logger.warning("the figure %s could not be loaded: %s", name, error.problems[0])
        return None
