"""The answers about pain in one session, one line each, in the order of the questions."""

from collections.abc import Iterable

from hipcoach.history.session_detail import SessionDetail
from hipcoach.history.summary_line import KINDS, SORENESS, area_text
from hipcoach.history.trends import BEFORE_THE_FIRST
from hipcoach.store.rows import WITHDRAWN, PainRow
from hipcoach.ui.charts.answer_chart import STIFFNESS
from hipcoach.ui.shared.seconds_left import clock_text, with_times_in_words

_WHEN = {"before": "Before", "rest": "After the rest", "after": "After", "next": "Next day"}
NOT_GIVEN = "not given"


def pain_lines(session: SessionDetail) -> Iterable[str]:
    """Yield a line for each answer that says more than its number: where, what it is like, in which exercise."""
    names = {each.exercise: each.name for each in session.exercises}
    for row in session.pains:
        if row.question == WITHDRAWN:
            yield f"{_when(row, names)}: a report that you took back."
            continue
        about = tuple(_about(row))
        if row.question in ("during", "rest") or about:
            score = NOT_GIVEN if row.score is None else str(row.score)
            answer = ", ".join((score, *about))
            yield f"{_when(row, names)}: {answer}."


def _when(row: PainRow, names: dict[str, str]) -> str:
    if row.question not in ("during", WITHDRAWN):
        return _WHEN.get(row.question, "Later")
    name = BEFORE_THE_FIRST if row.exercise is None else names.get(row.exercise, "")
    side = f", {row.side}" if row.exercise and row.side in ("left", "right") else ""
    after = "" if row.at_s is None else f"{with_times_in_words(clock_text(row.at_s))} into the session"
    return ", ".join(filter(None, (f"{name}{side}" or "During the session", after)))


def _about(row: PainRow) -> Iterable[str]:
    if row.question in ("before", "now") and (where := area_text(row.area, row.side)):
        yield f"you marked {where}"
    if row.kind:
        yield KINDS.get(row.kind, row.kind)
    if row.soreness:
        yield SORENESS.get(row.soreness, row.soreness)
    if row.stiffness:
        yield f"stiff in the morning: {STIFFNESS.get(row.stiffness, row.stiffness)}"
    if row.effort is not None:
        yield f"effort {row.effort} of 10"
