"""One session in full: planned against done, pain at each point, what was decided, how it ended."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.catalogue.types import Catalogue, Dose
from hipcoach.catalogue.words import dose_without_sides
from hipcoach.coach import words
from hipcoach.history.session_detail import ExerciseResult, SessionDetail
from hipcoach.history.summary_line import FINISHES
from hipcoach.safety.rule import PainRule
from hipcoach.store.rows import SetRow
from hipcoach.ui.history.pain_lines import NOT_GIVEN, pain_lines
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact, facts_across
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

OUTCOMES = {
    "done": "done in full",
    "shortened": "done in part",
    "skipped": "skipped",
    "pain": "ended because it hurt more",
    "left_out": "left out",
}
QUESTIONS = (("before", "Before"), ("after", "After"), ("next", "Next day"))


def fill_session(frame: PageFrame, theme: Theme, found: SessionDetail, catalogue: Catalogue, rule: PainRule) -> None:
    """Put one session into its frame; `rule` is what "why?" explains its decisions by."""
    body = frame.body
    finish = words.sentence(FINISHES[found.finish])
    when = f"{words.long_date(found.started_at.date())}, {found.started_at:%H:%M}"
    body.addWidget(Muted(theme, when, tabular=True))
    body.addWidget(
        facts_across(
            Fact(theme, "check" if found.finish == "completed" else "stop", finish, colour="ink"),
            Fact(theme, "clock", words.minutes(found.duration_s), colour="ink"),
        )
    )
    body.addWidget(_pain(theme, found))
    if found.decisions:
        notice = Notice(theme, NoticeKind.AMBER, "What was decided, and why")
        for number, decided in enumerate(dict.fromkeys(found.decided), start=1):
            notice.words.addWidget(BodyText(theme, decided.why))
            why = Why.known(rule, (decided.line,), decided.why)
            if why is not None:
                notice.add_button(WhyButton(theme, why, about=f"Decision {number}"))
        body.addWidget(notice)
    body.addWidget(Heading(theme, "Planned and done"))
    for done in found.exercises:
        body.addWidget(_exercise(theme, done, catalogue))


def _pain(theme: Theme, found: SessionDetail) -> QWidget:
    card = Card(theme)
    card.body.addWidget(Heading(theme, "Pain"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.XL)
    for column, (question, said) in enumerate(QUESTIONS):
        score = found.pain(question)
        grid.addWidget(Muted(theme, said), 0, column)
        grid.addWidget(Heading(theme, NOT_GIVEN if score is None else str(score)), 1, column)
    grid.setColumnStretch(len(QUESTIONS), 1)
    card.body.addLayout(grid)
    for line in pain_lines(found):
        card.body.addWidget(Muted(theme, line, tabular=True))
    return card


def _exercise(theme: Theme, done: ExerciseResult, catalogue: Catalogue) -> QWidget:
    card = Card(theme, pad=Space.M, gap=Space.XXS)
    outcome = OUTCOMES.get(done.outcome, "not reached")
    known = catalogue.exercises.get(done.exercise)
    name = known.name if known is not None and done.name == done.exercise else done.name  # left out: kept by its id
    card.body.addWidget(Label(theme, f"{name}: {outcome}", bold=True))
    for line in _lines(done, catalogue):
        card.body.addWidget(BodyText(theme, line))
    if done.note:
        card.body.addWidget(Muted(theme, done.note))
    return card


def _lines(done: ExerciseResult, catalogue: Catalogue) -> Iterable[str]:
    if done.dose is not None:
        yield f"Planned: {_planned(done, done.dose, catalogue)}"
    numbers = list(dict.fromkeys(row.set_no for row in done.sets))
    for number in numbers:
        sides = "; ".join(_side_words(row) for row in done.sets if row.set_no == number)
        yield f"Done{f', set {number}' if len(numbers) > 1 else ''}: {sides}"
    said = []
    if done.response is not None:
        said.append(f"You marked: {done.response}")
    if done.pain is not None:
        said.append(f"pain {done.pain}" if said else f"Pain {done.pain}")
    if said:
        yield f"{', '.join(said)}."


def _planned(done: ExerciseResult, dose: Dose, catalogue: Catalogue) -> str:
    exercise = catalogue.exercises.get(done.exercise)
    if exercise is None:  # no longer in the catalogue
        return f"{dose.sets} x {dose.reps}"
    if done.dose_right is None:
        return words.dose(exercise, dose)
    return f"left {dose_without_sides(exercise, dose)}, right {dose_without_sides(exercise, done.dose_right)}"


def _side_words(row: SetRow) -> str:
    side = f"{row.side} " if row.side in ("left", "right") else ""
    held = f", {row.hold_s_done:.0f} of {row.hold_s_target:.0f} seconds held" if row.hold_s_target else ""
    return f"{side}{row.reps_done} of {row.reps_target}{held}"
