"""What today's session holds: doses, what is left out and why, and Start."""

from PySide6.QtCore import Signal

from hipcoach.safety.before import Before, Gate
from hipcoach.safety.types import Session
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.pages.session.step_page import StepPage
from hipcoach.ui.parts.exercise_row import ExerciseRow, how_much
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.facts import Fact, facts_across
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind

GATES = {
    Gate.PLANNED: (NoticeKind.INFO, "As planned"),
    Gate.HALF: (NoticeKind.AMBER, "Half of everything today"),
    Gate.START: (NoticeKind.INFO, "The first step of everything today"),
    Gate.GENTLE: (NoticeKind.AMBER, "A gentler day"),
}


class PlanPage(StepPage):
    """The last page before a session."""

    started = Signal()

    def __init__(
        self, context: UiContext, session: Session, gated: Before, seconds: float, *, marked: str = ""
    ) -> None:
        """`marked` is the sentence on signs of the screen that do not block."""
        theme = context.theme
        super().__init__(theme, session.plan.title)
        done = tuple(assignment.exercise for assignment in session.assignments)
        length = Fact(theme, "clock", words.minutes(seconds), colour="ink")
        positions = Fact(theme, "body", words.positions(done), colour="ink")
        self.body.addWidget(facts_across(length, positions, Fact(theme, "mat", words.equipment(done), colour="ink")))
        kind, title = GATES[gated.gate]
        self.body.addWidget(Notice(theme, kind, title, gated.why))
        if marked:
            self.body.addWidget(Notice(theme, NoticeKind.AMBER, "Worth mentioning", marked))
        self.body.addWidget(Heading(theme, words.count(len(done), "exercise")))
        for assignment in session.assignments:
            exercise, form, note = assignment.exercise, assignment.dose.form, assignment.note
            row = ExerciseRow(theme, context.figures, exercise, how_much(assignment), note=note, form=form)
            self.body.addWidget(row)
        if session.left_out:
            self.body.addSpacing(Space.M)
            self.body.addWidget(Heading(theme, "Left out today"))
            for left in session.left_out:
                exercise = context.catalogue.exercises[left.exercise]
                self.body.addWidget(ExerciseRow(theme, context.figures, exercise, left.why))
        self.add_primary("Start", icon="play").clicked.connect(self.started)
