"""How a pain rest goes on, as points in time: its beginning, now, its earliest end, and what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hipcoach.coach import words
from hipcoach.coach.pain_rest import PainRestInForce
from hipcoach.coach.rule_texts import coming_back, in_hours
from hipcoach.safety.rule import PainRule

CAN_END = "Can this rest end?"
ANY_TIME = "You may say at any time how it is."


@dataclass(frozen=True, slots=True)
class PainRestPoint:
    """One point: when, and what is then."""

    when: str
    text: str
    past: bool = False
    now: bool = False
    can_end: bool = False  # from here on it can be asked whether the rest can end, and not before


def course(rule: PainRule, rest: PainRestInForce, moment: Callable[[datetime], str]) -> tuple[PainRestPoint, ...]:
    """Return the points of a pain rest that lasts until it is released, in their order.

    `moment` writes a point in time as the user's desktop does.
    """
    points = []
    if rest.began is not None:
        points.append(PainRestPoint(moment(rest.began), "This rest began.", past=True))
    if not rest.asleep:
        points.append(
            PainRestPoint("Now", f"The shortest time of this rest has passed. “{CAN_END}” {_asks(rest)}", now=True)
        )
    else:
        points.append(PainRestPoint("Now", _now(rest), now=True))
        asleep = f"“{CAN_END}” sleeps until then. It {_asks(rest)}"
        points.append(PainRestPoint(_from(rule, rest, moment), asleep, can_end=True))
    return (*points, PainRestPoint("Afterwards", coming_back(rule)))


def _now(rest: PainRestInForce) -> str:
    """Return what may be done while it cannot be asked whether the rest can end."""
    return f"Note it here once you have had advice. {ANY_TIME}" if rest.paused else f"Rest. {ANY_TIME}"


def _asks(rest: PainRestInForce) -> str:
    """Return what is asked before a rest ends, and what has to be answered for that."""
    number = f"{rest.ends_at} or less" if rest.ends_at else "0"
    return (
        f"asks how much it hurts, and about the signs. The rest ends at {number}, with no sign marked, and only if you "
        "say so."
    )


def _from(rule: PainRule, rest: PainRestInForce, moment: Callable[[datetime], str]) -> str:
    """Return from when on it can be asked whether the rest can end."""
    if rest.today.ahead is not None:
        return f"{words.sentence(in_hours(rule.release_h))} after you let it count from now"
    if rest.paused:
        return "Once you have had advice" if rest.wakes is None else f"After advice, and {moment(rest.wakes)}"
    return "" if rest.wakes is None else f"{moment(rest.wakes)}, at the earliest"
