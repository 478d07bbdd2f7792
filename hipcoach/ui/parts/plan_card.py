"""A plan as a card: picture, title, minutes, positions, equipment."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from hipcoach.catalogue.types import Exercise, SessionPlan
from hipcoach.ui import words
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.facts import Fact, facts_down
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.position_picture import PositionPicture

PICTURE_PX = 64
MOST_PICTURES = 3


class PlanCard(CardButton):
    """Chosen as a whole. `seconds` is the plan's length as it would be done today; None where it is refused."""

    def __init__(self, theme: Theme, plan: SessionPlan, exercises: Sequence[Exercise], seconds: float | None) -> None:
        length = words.minutes(seconds) if seconds is not None else "Not today"
        super().__init__(theme, f"{plan.title}, {length}")
        self.plan_id = plan.id
        self.setAccessibleDescription(plan.summary)
        self.body.addLayout(self._pictures(plan, exercises))
        self.body.addWidget(Heading(theme, plan.title))
        self.body.addWidget(
            facts_down(
                Fact(theme, "clock", length, role=Type.SMALL),
                Fact(theme, "body", words.positions(exercises), role=Type.SMALL),
                Fact(theme, "mat", words.equipment_in_short(exercises), role=Type.SMALL),
            )
        )
        self.body.addStretch(1)

    def _pictures(self, plan: SessionPlan, exercises: Sequence[Exercise]) -> QHBoxLayout:
        """Show the positions in the order in which they are taken."""
        positions = dict.fromkeys(e.position for e in exercises) or {plan.start_position: None}
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for position in list(positions)[:MOST_PICTURES]:
            name = f"Picture: {words.POSITIONS[position]}"
            row.addWidget(PositionPicture(self.theme, position, name, height_px=PICTURE_PX))
        return row
