"""One session in full: how it ended, the pain, what was decided, and what was planned and done."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipcoach.catalogue.types import Catalogue, Dose
from hipcoach.catalogue.words import dose_without_sides
from hipcoach.coach import words
from hipcoach.history.later_numbers import NEXT_DAY, early_when
from hipcoach.history.session_detail import ExerciseResult, SessionDetail
from hipcoach.history.summary_line import finish_text
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish
from hipcoach.store.rows import SetRow, StoredQuestion
from hipcoach.ui.history.pain_lines import NOT_GIVEN, pain_lines
from hipcoach.ui.history.session_card import signs_text
from hipcoach.ui.shared.times import dated_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact, facts_across
from hipcoach.ui.widgets.label import BodyText, Heading, Label, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

OUTCOMES = {
    "done": "done in full",
    "shortened": "done in part",
    "skipped": "not done",  # by the user's wish, or because the session ended before it
    "pain": "ended because it hurt more",
    "left_out": "left out",
}
STANDS = (
    "A number cannot be changed here: what followed from it, such as a rest, was for the number that was given. If it "
    "was a slip, a note can say so."
)


def fill_session(
    frame: PageFrame,
    theme: Theme,
    session: SessionDetail,
    catalogue: Catalogue,
    rule: PainRule,
    write_note: Callable[[], None],
) -> None:
    """Fill the frame with one session; `rule` has the lines that explain its decisions."""
    body = frame.body
    shortened = any(each.outcome in ("shortened", "skipped", "pain") for each in session.exercises)
    finish = words.sentence(finish_text(session.finish, shortened=shortened))
    when = dated_text(session.started_at)
    body.addWidget(MutedLabel(theme, when, tabular=True))
    body.addWidget(
        facts_across(
            Fact(theme, "check" if session.finish == Finish.COMPLETED else "stop", finish, colour="ink"),
            Fact(theme, "clock", words.minutes(session.duration_s), colour="ink"),
        )
    )
    body.addWidget(_pain(theme, session, rule, write_note))
    if session.decisions:
        notice = Notice(theme, NoticeKind.AMBER, "What was decided, and why")
        for number, decision in enumerate(dict.fromkeys(session.decided), start=1):
            notice.words.addWidget(BodyText(theme, decision.why))
            why = Why.known(rule, (decision.line,), decision.why)
            if why is not None:
                notice.add_button(WhyButton(theme, why, about=f"Decision {number}"))
        body.addWidget(notice)
    body.addWidget(Heading(theme, "Planned and done"))
    for result in session.exercises:
        body.addWidget(_exercise(theme, result, catalogue))


def _pain(theme: Theme, session: SessionDetail, rule: PainRule, write_note: Callable[[], None]) -> QWidget:
    card = Card(theme)
    card.body.addWidget(Heading(theme, "Pain"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.XS)
    scores = _scores(session, rule)
    for column, (title, score) in enumerate(scores):
        grid.addWidget(MutedLabel(theme, title), 0, column)
        grid.addWidget(Heading(theme, score), 1, column)
    grid.setColumnStretch(len(scores), 1)
    card.body.addLayout(grid)
    for line in pain_lines(session, rule):
        card.body.addWidget(MutedLabel(theme, line, tabular=True))
    if session.screen:
        card.body.addWidget(MutedLabel(theme, f"Before it, {signs_text(rule, session.screen)}"))
    card.body.addWidget(BodyText(theme, STANDS))
    note = PlainButton(theme, "Write a note")
    note.clicked.connect(write_note)
    card.body.addWidget(note, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _scores(session: SessionDetail, rule: PainRule) -> list[tuple[str, str]]:
    """Return when numbers were given, with the numbers; every one that was given after the session."""
    later = session.later(rule)
    early = [str(each.score) for each in later if not each.next_day]
    counted = [str(each.score) for each in later if each.next_day]
    return [
        ("Before", _given(session.pain(StoredQuestion.BEFORE))),
        ("After", _given(session.pain(StoredQuestion.AFTER))),
        *([(words.sentence(early_when(later)), ", then ".join(early))] if early else []),
        (words.sentence(NEXT_DAY), ", then ".join(counted) or NOT_GIVEN),
    ]


def _given(score: int | None) -> str:
    return NOT_GIVEN if score is None else str(score)


def _exercise(theme: Theme, result: ExerciseResult, catalogue: Catalogue) -> QWidget:
    card = Card(theme, pad=Space.M, gap=Space.XXS)
    outcome = OUTCOMES.get(result.outcome, "not reached")
    known = catalogue.exercises.get(result.exercise)
    # An exercise that was left out is stored by its id alone.
    name = known.name if known is not None and result.name == result.exercise else result.name
    card.body.addWidget(Label(theme, f"{name}: {outcome}", bold=True))
    for line in _lines(result, catalogue):
        card.body.addWidget(BodyText(theme, line))
    if result.note:
        card.body.addWidget(MutedLabel(theme, result.note))
    return card


def _lines(result: ExerciseResult, catalogue: Catalogue) -> Iterable[str]:
    if result.dose is not None:
        yield f"Planned: {_planned(result, result.dose, catalogue)}"
    numbers = list(dict.fromkeys(row.set_no for row in result.sets))
    for number in numbers:
        sides = "; ".join(_side_words(row, timed=result.in_a_time(row)) for row in result.sets if row.set_no == number)
        yield f"Done{f', set {number}' if len(numbers) > 1 else ''}: {sides}"
    answers = []
    if result.response is not None:
        answers.append(f"You marked: {result.response}")
    if result.pain is not None:
        answers.append(f"pain {result.pain}" if answers else f"Pain {result.pain}")
    if answers:
        yield f"{', '.join(answers)}."


def _planned(result: ExerciseResult, dose: Dose, catalogue: Catalogue) -> str:
    exercise = catalogue.exercises.get(result.exercise)
    if exercise is None:  # no longer in the catalogue
        return f"{dose.sets} x {dose.reps}"
    if result.dose_right is None:
        return words.dose(exercise, dose)
    return f"left {dose_without_sides(exercise, dose)}, right {dose_without_sides(exercise, result.dose_right)}"


def _side_words(row: SetRow, *, timed: bool) -> str:
    """Return what was done of a set; `timed`: as many as was comfortable, which the user may have counted."""
    side = f"{row.side} " if row.side in ("left", "right") else ""
    if timed:
        counted = f"{row.reps_done} counted, in " if row.reps_done > row.reps_target else ""
        return f"{side}{counted}{row.hold_s_done:.0f} of {row.hold_s_target:.0f} seconds"
    held = f", {row.hold_s_done:.0f} of {row.hold_s_target:.0f} seconds held" if row.hold_s_target else ""
    return f"{side}{row.reps_done} of {row.reps_target}{held}"
