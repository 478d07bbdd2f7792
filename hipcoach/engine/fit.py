"""How long a session takes, its easier form, and the 20-minute cap: where a dose would pass it, sets go first."""

from collections.abc import Sequence
from dataclasses import replace

from hipcoach.catalogue.types import Dose
from hipcoach.engine.playhead import planned_s
from hipcoach.engine.script import Script
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.unroll import unroll
from hipcoach.safety.types import Assignment, Session

CAP_NOTE = "One set fewer today, to keep the session within {minutes} minutes."
CAP_LINE = "session_cap"


def duration_s(steps: Sequence[Step]) -> float:
    """Seconds that the steps take when every question is answered and every wait ended at once."""
    return sum(planned_s(step) for step in steps)


def eased(session: Session, first: int = 0) -> Session:
    """The session with the exercises from place `first` on at their easier step."""
    assignments = tuple(
        replace(each, dose=each.easier, dose_right=each.easier_right) if order >= first else each
        for order, each in enumerate(session.assignments)
    )
    return replace(session, assignments=assignments)


def fit(session: Session, script: Script, timing: Timing, limit_s: float) -> Session:
    """Take sets away, the longest exercise's first, until the session fits.

    An exercise that lost sets says so in its note. What cannot be made to fit by sets stays as it is.
    """
    while duration_s(unroll(session, script, timing)) > limit_s:
        shorter = _one_set_fewer(session, script, timing, limit_s)
        if shorter is None:
            return session
        session = shorter
    return session


def _one_set_fewer(session: Session, script: Script, timing: Timing, limit_s: float) -> Session | None:
    steps = unroll(session, script, timing)
    lengths = {
        order: duration_s([step for step in steps if step.order == order])
        for order, assignment in enumerate(session.assignments)
        if assignment.dose.sets > 1 or (assignment.dose_right is not None and assignment.dose_right.sets > 1)
    }
    if not lengths:
        return None
    longest = max(lengths, key=lambda order: lengths[order])
    note = CAP_NOTE.format(minutes=round(limit_s / 60))
    assignments = tuple(
        _fewer(assignment, note) if order == longest else assignment
        for order, assignment in enumerate(session.assignments)
    )
    return replace(session, assignments=assignments)


def _fewer(assignment: Assignment, note: str) -> Assignment:
    def less(dose: Dose) -> Dose:
        return replace(dose, sets=max(1, dose.sets - 1))

    def least(easier: Dose, dose: Dose) -> Dose:
        return replace(easier, sets=min(easier.sets, dose.sets))

    dose, right = less(assignment.dose), assignment.dose_right and less(assignment.dose_right)
    words = assignment.note if note in assignment.note else f"{assignment.note} {note}".strip()
    return replace(
        assignment,
        dose=dose,
        easier=least(assignment.easier, dose),
        dose_right=right,
        easier_right=least(assignment.easier_right, right) if assignment.easier_right and right else None,
        note=words,
        lines=tuple(dict.fromkeys((*assignment.lines, CAP_LINE))),
    )
