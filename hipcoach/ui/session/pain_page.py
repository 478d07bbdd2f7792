"""One question about pain outside a session's running: before it (and the day after), or after it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import Side
from hipcoach.coach.desk import PainNow
from hipcoach.safety.after import Soreness
from hipcoach.safety.types import Area
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Heading, Lead, Muted
from hipcoach.ui.widgets.nrs_row import EFFORT_WORDS, NrsRow
from hipcoach.ui.widgets.step_page import StepPage

NOT_PAIN = "A stretch or a pull is not pain."
AREAS = (
    Choice(Area.GROIN, "Groin or front of hip"),
    Choice(Area.OUTER_HIP, "Outer hip"),
    Choice(Area.BUTTOCK, "Buttock"),
    Choice(Area.LOW_BACK, "Low back"),
    Choice(Area.THIGH, "Thigh or leg"),
    Choice(Area.OTHER, "Somewhere else"),
)
SIDES = (Choice(Side.LEFT, "Left"), Choice(Side.RIGHT, "Right"), Choice(Side.BOTH, "Both"))
SORENESS = (
    Choice(Soreness.MUSCLE, "Muscle soreness"),
    Choice(Soreness.JOINT, "Joint or back pain"),
)
STIFFNESS = (
    Choice("none", "None"),
    Choice("15", "Up to 15 min"),
    Choice("30", "Up to 30 min"),
    Choice("60", "Up to an hour"),
    Choice("more", "Longer"),
)


class PainPage(StepPage):
    """The number first; what else is asked shows once there is a number. Skipping is always possible."""

    answered = Signal(object)  # PainNow

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str = "",
        *,
        where: bool = False,
        next_day: bool = False,
        effort: bool = False,
        skip: str = "Skip this question",
        leave: str = "Not now",
    ) -> None:
        super().__init__(theme, title, leave=leave)
        self.body.setSpacing(Space.XS)
        if lead:
            self.body.addWidget(Lead(theme, lead))
        self.body.addWidget(Muted(theme, NOT_PAIN))
        self.row = NrsRow(theme, "Pain now, 0 to 10")
        self.row.changed.connect(self._on_row_changed)
        self.row.submitted.connect(self._on_row_submitted)
        self.body.addWidget(self.row)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(Space.XXS)  # all on one page of 768
        self.areas = self._choices(more, "Where is it?", AREAS) if where else None
        self.sides = self._choices(more, "Which side?", SIDES) if where else None
        self.soreness = self._choices(more, "What is it more like?", SORENESS) if next_day else None
        self.stiffness = self._choices(more, "Morning stiffness, if you like", STIFFNESS) if next_day else None
        self.effort: NrsRow | None = None
        if effort:
            more.addWidget(Heading(theme, "How hard was it?"))
            self.effort = NrsRow(theme, "Effort, 0 to 10", words=EFFORT_WORDS)
            more.addWidget(self.effort)
        self.body.addWidget(self._more)
        self._more.setVisible(effort)
        self.add_button(QuietButton(theme, skip, large=True)).clicked.connect(lambda: self.answered.emit(PainNow()))
        self._go_on = self.add_primary("Go on")
        self._go_on.setEnabled(False)
        self._go_on.clicked.connect(self._submit)
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose the pain number wherever the focus is."""
        if not self.row.press_key(event.text()):
            super().keyPressEvent(event)

    def answer(self) -> PainNow:
        """What is chosen now."""
        areas, sides = self.areas, self.sides
        now = PainNow(score=self.row.value)
        if self.row.value and areas is not None and sides is not None:
            area, side = areas.value, sides.value
            now = replace(now, area=Area(area) if area else None, side=Side(side) if side else None)
        if self.row.value and self.soreness is not None and self.soreness.value:
            now = replace(now, soreness=Soreness(self.soreness.value))
        if self.stiffness is not None:
            now = replace(now, stiffness=self.stiffness.value)
        return replace(now, effort=self.effort.value) if self.effort is not None else now

    def _choices(self, layout: QVBoxLayout, question: str, choices: tuple[Choice, ...]) -> ChoiceRow:
        row = ChoiceRow(self.theme, question, choices)
        layout.addWidget(Heading(self.theme, question))
        layout.addWidget(row)
        return row

    def _on_row_changed(self, score: int) -> None:
        self._go_on.setEnabled(True)
        asks_on_zero = self.effort is not None or self.stiffness is not None
        self._more.setVisible(score > 0 or asks_on_zero)

    def _on_row_submitted(self, score: int) -> None:
        self._submit()

    def _submit(self) -> None:
        if self.row.value is not None:
            self.answered.emit(self.answer())
