"""The answers about pain in one session, one line each, in the order of the questions."""

from collections.abc import Iterable

from hipcoach.coach import words
from hipcoach.history.later_numbers import LATER_THAT_DAY, NEXT_DAY, SETTLED_IT, SOON_AFTER, LaterNumber
from hipcoach.history.session_detail import SessionDetail, may_be_of
from hipcoach.history.summary_line import KINDS, SORENESS, area_text
from hipcoach.history.trends import BEFORE_THE_FIRST
from hipcoach.safety.rule import PainRule
from hipcoach.store.rows import PainRow, StoredQuestion
from hipcoach.ui.charts.answer_chart import STIFFNESS
from hipcoach.ui.shared.seconds_left import clock_text, with_times_in_words
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.widgets.desktop_habits import time_text

_WHEN: dict[str, str] = {
    StoredQuestion.BEFORE: "Before",
    StoredQuestion.AFTER_BREAK: "After the rest",
    StoredQuestion.AFTER: "After",
    StoredQuestion.NEXT: words.sentence(NEXT_DAY),
}
NOT_GIVEN = "not given"


def pain_lines(session: SessionDetail, rule: PainRule) -> Iterable[str]:
    """Yield a line for each answer that says more than its number: where, what it is like, in which exercise.

    What was given after the session has one where its time says more, too: if it came too soon, or is not the only one.
    """
    later = session.later(rule)
    several = sum(each.next_day for each in later) > 1
    timed = {(each.at, each.score): each for each in later if several or not each.next_day}
    names = {each.exercise: each.name for each in session.exercises}
    for row in session.pains:
        if row.question == StoredQuestion.WITHDRAWN:
            yield f"{_when(row, names)}: a report that you took back."
            continue
        about = tuple(_about(row))
        number = timed.get((row.at, row.score or 0)) if row.question == StoredQuestion.NEXT else None
        if number is not None:
            yield _line(
                _when_later(number), number.score, *about, *([SETTLED_IT] if number.settles and several else [])
            )
        elif row.question in (StoredQuestion.DURING, StoredQuestion.AFTER_BREAK) or about:
            yield _line(_when(row, names), row.score, *about)


def _line(when: str, score: int | None, *about: str) -> str:
    return f"{when}: {', '.join((NOT_GIVEN if score is None else str(score), *about))}."


def _when_later(number: LaterNumber) -> str:
    """Return when a number was given after the session, so that each of several is told apart."""
    if number.next_day:
        return f"{words.sentence(NEXT_DAY)}, {moment_text(number.at)}"
    return words.sentence(f"{LATER_THAT_DAY if number.same_day else SOON_AFTER}, {time_text(number.at)}")


def _when(row: PainRow, names: dict[str, str]) -> str:
    if row.question not in (StoredQuestion.DURING, StoredQuestion.WITHDRAWN):
        return _WHEN.get(row.question, "Later")
    several = may_be_of(row)
    name = " or ".join(filter(None, map(names.get, several))) if several else BEFORE_THE_FIRST
    side = f", {row.side}" if len(several) == 1 and row.side in ("left", "right") else ""
    after = "" if row.at_s is None else f"{with_times_in_words(clock_text(row.at_s))} into the session"
    return ", ".join(filter(None, (f"{name}{side}" or "During the session", after)))


def _about(row: PainRow) -> Iterable[str]:
    if row.question in (StoredQuestion.BEFORE, StoredQuestion.IN_REST) and (where := area_text(row.area, row.side)):
        yield f"you marked {where}"
    if row.kind:
        yield KINDS.get(row.kind, row.kind)
    if row.soreness:
        yield SORENESS.get(row.soreness, row.soreness)
    if row.stiffness:
        yield f"stiff in the morning: {STIFFNESS.get(row.stiffness, row.stiffness)}"
    if row.effort is not None:
        yield f"effort {row.effort} of 10"
