"""What "Why?" explains in a running session. Pure functions."""

from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Decision, LeftOut, Session
from hipcoach.ui.shared.why import Why


def explanations(rule: PainRule, session: Session, order: int, decision: Decision | None) -> tuple[Why, ...]:
    """Return the decisions behind the present session, the newest first."""
    here = session.assignments[order]
    found = [
        Why.known(rule, (decision.line,), decision.why) if decision is not None else None,
        Why.known(rule, here.lines, f"{here.exercise.name}: {here.note}"),
        *(Why.known(rule, (each.line,), f"{each.name}: {each.why}") for each in ruled_out(session)),
    ]
    return tuple(why for why in found if why is not None)


def ruled_out(session: Session) -> list[LeftOut]:
    """Return the exercises that the rule left out, without those that the user left out."""
    return [each for each in session.left_out if each.line and each.name]
