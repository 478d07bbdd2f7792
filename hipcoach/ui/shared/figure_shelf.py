"""The figures, each read from its file when it is first shown, and their pictures."""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Exercise, Form, Position
from hipcoach.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipcoach.body.pose import Pose
    from hipcoach.body.types import Figure
    from hipcoach.clock import Clock
    from hipcoach.figure.pictures import FigurePictures
    from hipcoach.paths import Paths
    from hipcoach.settings import ShownBy

logger = logging.getLogger(__name__)

MOST_OWN = 32  # poses put together that are kept


class FigureShelf:
    """Figures by exercise and form. It has None where none is drawn, or where its file is wrong."""

    def __init__(
        self,
        folder: Path,
        frames: Path | None = None,
        clock: "Clock | None" = None,
        *,
        patient: bool = False,
        photographs: Path | None = None,
        choose: "Callable[[ShownBy], object] | None" = None,
    ) -> None:
        """`frames`: the folder for painted frames; without it only shipped pictures are shown. See `FigurePictures`.

        `photographs`: the folder of those of the user's own exercises. `choose` has another body show them.
        """
        self.choose = choose
        self._photographs = photographs
        self._folder, self._frames, self._clock, self._patient = folder, frames, clock, patient
        self._pictures: FigurePictures | None = None
        self._who = ("woman", "light")
        self._read: dict[tuple[str, Form], Figure | None] = {}
        self._changes: dict[tuple[Position, Position, bool], Figure | None] = {}
        self._positions: dict[Position, Figure | None] = {}
        self._own: dict[str, Figure | None] = {}
        self._on_bed: dict[tuple[str, Form, Position, str], Figure] = {}

    @classmethod
    def of(
        cls,
        paths: "Paths",
        clock: "Clock",
        choose: "Callable[[ShownBy], object] | None" = None,
        *,
        patient: bool = False,
    ) -> "FigureShelf":
        """Return the shelf of this installation."""
        own = paths.user_exercises
        return cls(paths.assets / "figures", paths.frames, clock, patient=patient, photographs=own, choose=choose)

    @property
    def pictures(self) -> "FigurePictures":
        """Return what hands out the figures' pictures."""
        if self._pictures is None:
            from hipcoach.figure.pictures import FigurePictures  # not before a picture is seen

            self._pictures = FigurePictures(self._folder, self._frames, self._clock, patient=self._patient)
            self._pictures.show_with(*self._who)
        return self._pictures

    @property
    def shown_by(self) -> str:
        """Return who shows the exercises."""
        return self._who[0]

    def show_with(self, body: str, skin: str) -> None:
        """Have the exercises shown by another body from now on."""
        self._who = (body, skin)
        if self._pictures is not None:
            self._pictures.show_with(body, skin)

    def close(self) -> None:
        """End the painting of pictures."""
        if self._pictures is not None:
            self._pictures.close()

    def get(self, exercise_id: str, form: Form = Form.FULL) -> "Figure | None":
        """Return the figure of one form of an exercise; the full form's where it has none of its own."""
        key = (exercise_id, form)
        if key not in self._read:
            from hipcoach.figure.api import load_figure  # not before a figure is seen

            self._read[key] = _load(exercise_id, lambda: load_figure(exercise_id, form, self._folder))
        return self._read[key]

    def own(self, pose: str) -> "Figure | None":
        """Return the figure of a pose that the user has put together."""
        from hipcoach.figure.api import load_own  # as above

        if pose not in self._own:
            if len(self._own) >= MOST_OWN:
                self._own.clear()
                self._on_bed.clear()
            self._own[pose] = _load("own pose", lambda: load_own(pose, self._folder))
        return self._own[pose]

    def starts(self) -> "dict[str, dict[str, Pose]]":
        """Return the poses that one may start from."""
        from hipcoach.figure.api import own_starts  # as above

        return own_starts(self._folder)

    def drawn(self, exercise_id: str, form: Form = Form.FULL, pose: str = "") -> "Figure | None":
        """Return the figure of an exercise: its own pose, where it has one."""
        return self.own(pose) if pose else self.get(exercise_id, form)

    def on_bed(self, exercise_id: str, form: Form, position: Position, pose: str = "") -> "Figure | None":
        """Return the figure of an exercise as it is done on a bed. Until it is painted, it shows a body lying there."""
        from hipcoach.body.picture import ON_BED  # as above
        from hipcoach.figure.api import bed_poster

        figure, place = self.drawn(exercise_id, form, pose), (exercise_id, form, position, pose)
        if figure is not None and place not in self._on_bed:
            self._on_bed[place] = replace(figure, source=figure.source + ON_BED, stand_in=bed_poster(position))
        return None if figure is None else self._on_bed[place]

    def best(self, exercise: Exercise, form: Form = Form.FULL) -> "Figure | None":
        """Return the figure of an exercise, or somebody in its position where it has none."""
        return self.drawn(exercise.id, form, exercise.pose) or self.position(exercise.position)

    def photograph(self, names: "Sequence[str]", *, effort: bool) -> Path | None:
        """Return one of an exercise's own photographs: the first is how it begins, the last where it is felt."""
        if not names or self._photographs is None:
            return None
        return self._photographs / names[-1 if effort else 0]

    def position(self, position: Position) -> "Figure | None":
        """Return somebody in a position."""
        if position not in self._positions:
            from hipcoach.figure.api import load_position  # as above

            self._positions[position] = _load(position, lambda: load_position(position, self._folder))
        return self._positions[position]

    def change(self, start: Position, end: Position, *, bed: bool = False) -> "Figure | None":
        """Return the way from one position to another. `bed`: lying is on a bed."""
        key = (start, end, bed)
        if key not in self._changes:
            from hipcoach.figure.api import load_transition  # as above

            self._changes[key] = _load(f"{start} to {end}", lambda: load_transition(start, end, self._folder, bed=bed))
        return self._changes[key]


def _load(name: str, load: "Callable[[], Figure | None]") -> "Figure | None":
    try:
        return load()
    except InputError as error:
        logger.warning("the figure %s could not be loaded: %s", name, error.problems[0])
        return None
