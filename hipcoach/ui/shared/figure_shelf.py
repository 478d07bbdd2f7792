"""The drawn figures, each read when it is first shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Form, Position

if TYPE_CHECKING:
    from hipcoach.figure.types import Figure


class FigureShelf:
    """Figures by exercise and form; None where none is drawn. Raises InputError on a figure file that is wrong."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, Form], Figure | None] = {}
        self._changes: dict[tuple[Position, Position], Figure | None] = {}

    def get(self, exercise_id: str, form: Form = Form.FULL) -> "Figure | None":
        """The figure of one form of an exercise; the full form's where it has none of its own."""
        key = (exercise_id, form)
        if key not in self._read:
            from hipcoach.figure.api import load_figure  # the painter is not needed before the first picture

            self._read[key] = load_figure(exercise_id, form, self._folder)
        return self._read[key]

    def change(self, start: Position, end: Position) -> "Figure | None":
        """The way from one position to another."""
        key = (start, end)
        if key not in self._changes:
            from hipcoach.figure.api import load_transition

            self._changes[key] = load_transition(start, end, self._folder)
        return self._changes[key]
