"""What "Why?" explains in a running session, and the note on the stage before an exercise. Pure functions."""

from hipcoach.coach import words
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Decision, LeftOut, Session
from hipcoach.ui.shared.why import Why


def exercise_note(session: Session, order: int) -> str:
    """Return what the rule changed in an exercise, and with the first exercise, what it left out of the plan."""
    notes = [_less(session.assignments[order])]
    names = [each.name for each in _ruled_out(session)]
    if order == 0 and names:
        notes.append(f"Left out today: {words.joined(names)}.")
    return " ".join(filter(None, notes))


def explanations(rule: PainRule, session: Session, order: int, decision: Decision | None) -> tuple[Why, ...]:
    """Return the decisions behind the present session, the newest first."""
    here = session.assignments[order]
    found = [
        Why.known(rule, (decision.line,), decision.why) if decision is not None else None,
        Why.known(rule, here.lines, f"{here.exercise.name}: {here.note}"),
        *(Why.known(rule, (each.line,), f"{each.name}: {each.why}") for each in _ruled_out(session)),
    ]
    return tuple(why for why in found if why is not None)


def _less(assignment: Assignment) -> str:
    return assignment.note if assignment.lines else ""


def _ruled_out(session: Session) -> list[LeftOut]:
    """Return the exercises that the rule left out, without those that the user left out."""
    return [each for each in session.left_out if each.line and each.name]
