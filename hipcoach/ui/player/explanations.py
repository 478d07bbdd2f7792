"""What can be asked "why?" of a running session, and what the stage says of it before an exercise begins. Pure."""

from hipcoach.coach import words
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Decision, LeftOut, Session
from hipcoach.ui.shared.why import Why


def exercise_note(session: Session, order: int) -> str:
    """What the rule has changed of an exercise; with the first one, what it has left out of the plan."""
    notes = [_less(session.assignments[order])]
    names = [each.name for each in _ruled_out(session)]
    if order == 0 and names:
        notes.append(f"Left out today: {words.joined(names)}.")
    return " ".join(filter(None, notes))


def explanations(rule: PainRule, session: Session, order: int, decision: Decision | None) -> tuple[Why, ...]:
    """The decisions that made the session what it is now, the newest first."""
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
    """What the user left out by choice needs no explaining."""
    return [each for each in session.left_out if each.line and each.name]
