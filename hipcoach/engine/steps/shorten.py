"""How long a session takes, its easier form, and its limit: where it would be longer, sets go first, then exercises."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hipcoach.catalogue.types import Dose
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.steps.unroll import effort_s
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.compose import STEP_UP_TODAY
from hipcoach.safety.dose import easier
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, LeftOut, Session

CAP_LINE = "session_cap"

Lengths = Callable[[Session], Sequence[float]]
"""Seconds of work and rests of each exercise, in order: what is said, and getting into position, does not count."""


def duration_s(steps: Sequence[Step]) -> float:
    """Return the seconds that the steps take if no wait and no question is ended before its time."""
    return sum(planned_s(step) for step in steps)


def at_easier_step(session: Session, first: int = 0) -> Session:
    """Return the session with the exercises from place `first` on at their easier step, and no round after this one."""
    last_round = max(1, session.assignments[first - 1].round) if first else 1
    assignments = tuple(
        replace(each, dose=each.easier, dose_right=each.easier_right, over=each.over or each.round > last_round)
        if order >= first
        else each
        for order, each in enumerate(session.assignments)
    )
    return replace(session, assignments=assignments)


def eases_next(session: Session, eased: Session, order: int) -> bool:
    """Return True if something follows the exercise at `order` in a session that was eased, and is less than before."""
    following = eased.next_order(order)
    return following is not None and eased.assignments[following] != session.assignments[following]


def over_for_today(session: Session, hurt: Collection[str], first: int) -> Session:
    """Return the session in which these exercises are over from place `first` on, in every later round too."""
    assignments = tuple(
        replace(each, over=each.over or (order >= first and each.exercise.id in hurt))
        for order, each in enumerate(session.assignments)
    )
    return replace(session, assignments=assignments)


def fit(
    rule: PainRule,
    session: Session,
    script: Script,
    timing: Timing,
    limit_s: float,
    last_done: Mapping[str, datetime] | None = None,
) -> Session:
    """Shorten a session until its work and its rests fit.

    Sets go first, those of the longest exercise before others. Where one set each is too long still, exercises are left
    out, the one done last (`last_done`) before others, so that they take turns; then repetitions or minutes of the only
    one that is left. Each change is named in a note or in what is left out. What stands on a sheet takes what it takes.
    """
    if session.on_sheet:
        return session
    measured: dict[object, float] = {}

    def lengths(session: Session) -> list[float]:
        keys = [(one.exercise.id, one.dose, one.dose_right) for one in session.assignments]
        for order, key in enumerate(keys):
            if key not in measured:
                measured[key] = effort_s(session, order, script, timing)
        return [measured[key] for key in keys]

    return fit_by(rule, lengths, session, limit_s, last_done or {})


def fit_by(
    rule: PainRule, lengths: Lengths, session: Session, limit_s: float, last_done: Mapping[str, datetime]
) -> Session:
    """Shorten a session as `fit` does, by a given measure of length."""
    shorter = _shortened(lengths, session, limit_s, last_done)
    return replace(shorter, assignments=tuple(_eased(rule, each) for each in shorter.assignments))


def _shortened(lengths: Lengths, session: Session, limit_s: float, last_done: Mapping[str, datetime]) -> Session:
    minutes = round(limit_s / 60)
    if sum(lengths(session)) <= limit_s:
        return session
    while sum(lengths(_one_set_each(session, minutes))) > limit_s and len(session.assignments) > 1:
        session = _one_exercise_fewer(session, last_done, minutes)
    while sum(found := lengths(session)) > limit_s:
        shorter = _one_set_fewer(session, found, minutes) or _a_little_less(session, minutes)
        if shorter is None:
            return session
        session = shorter
    return session


def _one_set_each(session: Session, minutes: int) -> Session:
    """Return the shortest form that leaves all exercises in."""
    for order in range(len(session.assignments)):
        session = _changed(session, order, _one_set, _cap("fewer_sets", minutes))
    return session


def _one_set_fewer(session: Session, lengths: Sequence[float], minutes: int) -> Session | None:
    orders = [
        order
        for order, assignment in enumerate(session.assignments)
        if assignment.dose.sets > 1 or (assignment.dose_right is not None and assignment.dose_right.sets > 1)
    ]
    if not orders:
        return None
    longest = max(orders, key=lambda order: lengths[order])
    return _changed(session, longest, _set_fewer, _cap("fewer_sets", minutes))


def _one_exercise_fewer(session: Session, last_done: Mapping[str, datetime], minutes: int) -> Session:
    orders = range(len(session.assignments))
    never = min(last_done.values(), default=None)

    def turn(order: int) -> tuple[bool, datetime | None, int]:
        at = last_done.get(session.assignments[order].exercise.id)
        return at is not None, at or never, order

    leaves = max(orders, key=turn)
    exercise = session.assignments[leaves].exercise
    left_out = LeftOut(exercise.id, _cap("no_turn", minutes), exercise.name)
    kept = tuple(each for order, each in enumerate(session.assignments) if order != leaves)
    return replace(session, assignments=kept, left_out=(*session.left_out, left_out))


def _a_little_less(session: Session, minutes: int) -> Session | None:
    """Return the session with one repetition or one minute less of the only exercise that is left."""

    def less(dose: Dose) -> Dose:
        if dose.minutes:
            return replace(dose, minutes=max(1.0, dose.minutes - 1))
        return replace(dose, reps=max(1, dose.reps - 1))

    found = _changed(session, 0, less, _cap("less_work", minutes))
    return None if found is session else found


def _changed(session: Session, order: int, less: Callable[[Dose], Dose], note: Reason) -> Session:
    """Return the session with one exercise at a smaller dose on each side."""
    one = session.assignments[order]
    right = one.dose_right and less(one.dose_right)
    if (less(one.dose), right) == (one.dose, one.dose_right):
        return session
    changed = replace(
        one,
        dose=less(one.dose),
        dose_right=right,
        notes=(*(each for each in one.notes if each not in (STEP_UP_TODAY, note)), note),
    )
    assignments: tuple[Assignment, ...] = (*session.assignments[:order], changed, *session.assignments[order + 1 :])
    return replace(session, assignments=assignments)


def _cap(wording: str, minutes: int) -> Reason:
    return Reason(CAP_LINE, wording, {"minutes": minutes})


def _set_fewer(dose: Dose) -> Dose:
    return replace(dose, sets=dose.sets - 1) if dose.sets > 2 else _one_set(dose)


def _one_set(dose: Dose) -> Dose:
    return replace(dose, sets=1, rest_s=0.0)


def _eased(rule: PainRule, one: Assignment) -> Assignment:
    """Return one exercise with an easier dose that is easier than what was made of today's."""
    if CAP_LINE not in one.lines:
        return one
    right = one.dose_right and easier(rule, one.exercise, one.dose_right)
    return replace(one, easier=easier(rule, one.exercise, one.dose), easier_right=right)
