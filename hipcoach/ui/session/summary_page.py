"""How it was: what was done, pain before and after, what that means, and when the next session is due."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coach import words
from hipcoach.coach.stop_text import SHORT_REST
from hipcoach.coach.way_out import SessionSummary
from hipcoach.engine.types import Outcome
from hipcoach.history.session_detail import ExerciseResult, SessionDetail
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Finish, PainRestKind, Question
from hipcoach.store.rows import SetRow
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.step_page import StepPage

PICTURE_PX = 88
SHOWN = (Outcome.DONE, Outcome.SHORTENED)  # as pictures
TITLES = {
    Finish.COMPLETED: "Session done",
    Finish.STOPPED: "You ended it here",
    Finish.PAIN_STOP: "Stopped because it hurt more",
    Finish.INTERRUPTED: "Cut off, and kept as it was",
}
NOT_WRITTEN = "The session is over"  # a full disk: its end is not on record
OUTCOMES = {
    Outcome.DONE: "done",
    Outcome.SHORTENED: "in part",
    Outcome.SKIPPED: "not done",  # by the user's wish, or because the session ended before it
    Outcome.PAIN: "ended: it hurt more",
    Outcome.LEFT_OUT: "left out",
}
KINDS = {PainRestKind.NONE: NoticeKind.INFO, PainRestKind.SHORT: NoticeKind.AMBER, PainRestKind.FULL: NoticeKind.RED}
MEANS = {
    PainRestKind.NONE: "What this means",
    PainRestKind.SHORT: SHORT_REST,
    PainRestKind.FULL: "Rest until it has settled",
}


class SummaryPage(StepPage):
    """The last page of a session; nothing on it asks."""

    says_all = True

    closed = Signal()

    def __init__(self, context: UiContext, summary: SessionSummary, rule: PainRule) -> None:
        """`rule` explains what the session means."""
        theme, detail, why = context.theme, summary.detail, summary.why
        super().__init__(theme, TITLES[Finish(detail.finish)] if detail.finish else NOT_WRITTEN, leave="")
        self.body.addWidget(Lead(theme, _lead(detail)))
        means = Notice(theme, KINDS[summary.pain_rest], MEANS[summary.pain_rest], why)
        explained = Why.known(rule, (summary.line,), why)
        if explained is not None:
            means.add_button(WhyButton(theme, explained))
        self.body.addWidget(means)
        if summary.call:
            self.body.addWidget(BodyText(theme, summary.call))
        if summary.pain_rest is PainRestKind.NONE:
            self._add_pictures(context, detail)
        card = Card(theme, gap=Space.XS)
        for done in detail.exercises:
            outcome = OUTCOMES[Outcome(done.outcome)] if done.outcome else "not on record yet"
            card.body.addWidget(Label(theme, f"{done.name}: {outcome}", bold=True))
            counted = _counted(done)
            if counted:
                card.body.addWidget(MutedLabel(theme, counted))
        self.body.addWidget(card)
        self.body.addWidget(Notice(theme, NoticeKind.REST, "Next", summary.due))
        if summary.reading:
            self.body.addWidget(Heading(theme, "To read, if you like"))
            self.body.addWidget(BodyText(theme, summary.reading))
        close = self.add_primary("Close", icon="check")
        close.clicked.connect(self.closed)
        self.press_on_esc(close)

    def give_way(self) -> None:
        """Close: nothing here waits for an answer, so a key may lead to another page."""
        self.closed.emit()

    def _add_pictures(self, context: UiContext, detail: SessionDetail) -> None:
        """Show what was done as pictures, side by side."""
        known = context.catalogue.exercises
        done = [known[each.exercise] for each in detail.exercises if each.outcome in SHOWN and each.exercise in known]
        holder = QWidget()
        row = FlowLayout(holder, gap=Space.S)
        for exercise in done:
            row.addWidget(ExercisePicture(context.theme, context.figures, exercise, height_px=PICTURE_PX))
        if done:
            self.body.addWidget(holder)


def _lead(detail: SessionDetail) -> str:
    if not detail.finish:
        return f"{detail.title}. Not all of it is in your diary yet."
    return f"{detail.title}, {words.minutes(detail.duration_s)}. {_pain(detail)}"


def _pain(detail: SessionDetail) -> str:
    before, after = detail.pain(stored_name(Question.BEFORE)), detail.pain(stored_name(Question.AFTER))
    said = "not given" if before is None else str(before)
    then = "not given" if after is None else str(after)
    reported = [detail.pain(stored_name(each)) for each in (Question.DURING, Question.AFTER_BREAK)]
    highest = max((each for each in reported if each is not None), default=None)
    during = "" if highest is None else f" Reported in the session: {highest}."
    return f"Pain before: {said}.{during} Pain after: {then}."


def _timed(rows: Sequence[SetRow]) -> str:
    """Say how many were counted in the sets of a side, or for how long they were done."""
    counted = [str(row.reps_done) for row in rows if row.reps_done > row.reps_target]
    seconds = f"{sum(row.hold_s_done for row in rows):.0f} seconds"
    return f"{words.joined(counted)} counted, in {seconds}" if counted else seconds


def _counted(done: ExerciseResult) -> str:
    """Say how much was done of what was planned, for each side."""
    if not done.sets:
        return done.note
    parts = []
    for side in dict.fromkeys(row.side for row in done.sets):
        rows = [row for row in done.sets if row.side == side]
        reps, target = sum(row.reps_done for row in rows), sum(row.reps_target for row in rows)
        name = f"{words.sentence(side)}: " if side in ("left", "right") else ""
        parts.append(f"{name}{_timed(rows)}" if done.in_a_time(rows[0]) else f"{name}{reps} of {target}")
    return ". ".join(parts)
