"""A plan as a card: picture, title, minutes, positions, equipment."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from hipcoach.catalogue.types import Equipment, Exercise, SessionPlan
from hipcoach.coach import words
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.fact_list import Fact, facts_down
from hipcoach.ui.widgets.label import Heading, MutedLabel

PICTURE_PX = 80
MOST_PICTURES = 3


class PlanCard(CardButton):
    """A plan's card.

    `plan` is as its user does it; `seconds` is its length as it would be done today, or None if it is refused;
    `stands_in` says what stands in for it.
    """

    def __init__(
        self,
        theme: Theme,
        figures: FigureShelf,
        plan: SessionPlan,
        exercises: Sequence[Exercise],
        things: Sequence[Equipment],
        seconds: float | None,
        stands_in: str,
    ) -> None:
        length = words.minutes(seconds) if seconds is not None else "Not today"
        super().__init__(theme, f"{plan.title}, {length}")
        self.plan_id = plan.id
        self.setAccessibleDescription(f"{plan.summary} {stands_in}".strip())
        self.body.addLayout(self._pictures(exercises, figures, plan.in_bed))
        self.body.addWidget(Heading(theme, plan.title))
        self.body.addWidget(
            facts_down(
                Fact(theme, "clock", length, role=Type.SMALL),
                Fact(theme, "body", words.positions(exercises), role=Type.SMALL),
                Fact(theme, "mat", words.equipment_in_short(things), role=Type.SMALL),
            )
        )
        if stands_in:
            self.body.addWidget(MutedLabel(theme, stands_in, role=Type.SMALL))
        self.body.addStretch(1)

    def _pictures(self, exercises: Sequence[Exercise], figures: FigureShelf, in_bed: bool) -> QHBoxLayout:
        """Return pictures of the first exercise of each position, in the order of the plan."""
        first = {exercise.position: exercise for exercise in reversed(exercises)}
        ordered = dict.fromkeys(exercise.position for exercise in exercises)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for position in list(ordered)[:MOST_PICTURES]:
            picture = ExercisePicture(self.theme, figures, first[position], in_bed=in_bed, height_px=PICTURE_PX)
            row.addWidget(picture)
        return row
