"""The words of a stop and of a pain rest: what was reported, why nothing goes on, what to do, whom to call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hipcoach.coach.profile import Contact, Profile
from hipcoach.coach.rule_texts import before_again, not_settled, red_since
from hipcoach.planner.today import EMERGENCY, NO_SESSION, SAME_DAY, DayKind, Today
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_keys import SHORT_REST_SET_TODAY


class Stop(StrEnum):
    """How urgent it is."""

    REST = "rest"
    STOP = "stop"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class StopText:
    """What one stop says; nothing goes on from it but rest."""

    kind: Stop
    reported: str  # by the user, in words
    why: str
    do: str
    call: str
    line: str = ""  # of the rule, for "why?"
    named: str = ""  # why more than one exercise is named, for "why?" as well

    @property
    def spoken(self) -> str:
        """What the voice says of it: why, and whom to call; empty where nobody need be called."""
        if self.kind is Stop.REST and not self.call:
            return ""
        return " ".join(filter(None, (self.why or self.reported, self.call)))


EVERYDAY = "Gentle everyday movement is fine, and better than keeping quite still."
CALL_IF = "If it does not settle, or something new comes, contact your doctor or physiotherapist."
CALL_BEFORE = "Contact your doctor or physiotherapist before you try this exercise again."
CALL_TODAY = (
    "Have this looked at today: contact your doctor, or an out-of-hours line. If your legs are suddenly weak, or you "
    "are numb between the legs, call your emergency number."
)
_TO_DO = {
    Stop.REST: (EVERYDAY, CALL_IF),
    Stop.STOP: (EVERYDAY, CALL_BEFORE),
    Stop.SAME_DAY: ("", CALL_TODAY),
    Stop.EMERGENCY: ("", ""),  # its first sentence says it: an emergency is for one number alone
}


SHORT_REST = "A short rest"  # the one name for it, on every page
NO_NUMBER = "You have not set an emergency number. Use the one of the place where you are."


def stop_text(kind: Stop, reported: str, why: str, line: str, marked: Sequence[str] = ()) -> StopText:
    """Put a stop together: its sentence, what its kind asks to do, whom to call. `marked` are names of exercises."""
    return StopText(kind, reported, why, _TO_DO[kind][0], _call(kind, marked), line)


def _call(kind: Stop, marked: Sequence[str]) -> str:
    """Return whom to contact; before a named exercise, where one is marked."""
    asked = "Contact your doctor or physiotherapist"
    return f"{asked} {before_again(marked)}." if kind is Stop.STOP else _TO_DO[kind][1]


def stop_in_force(today: Today) -> Stop | None:
    """Return how urgent the rest is that today is for; None where it is for none."""
    if today.sign.line == EMERGENCY:
        return Stop.EMERGENCY
    held = today.kind in (DayKind.PAUSED, DayKind.BLOCKED)
    if today.sign.line == SAME_DAY or (held and today.pain_kind is not None and today.pain_kind.same_day):
        return Stop.SAME_DAY
    if held:
        return Stop.STOP
    return Stop.REST if today.line in NO_SESSION else None


def meanwhile(today: Today) -> str:
    """Return what may be done while today is for resting; empty where somebody has to look at it first."""
    stop = stop_in_force(today)
    return "" if stop is None else _TO_DO[stop][0]


def rest_end(today: Today, moment: Callable[[datetime], str]) -> str:
    """Return when the pain rest in force can end; empty where more than time is needed.

    `moment` writes a point in time as the user's desktop does.
    """
    if today.line == SHORT_REST_SET_TODAY:
        asked = f"from {moment(today.asked_from)} on" if today.asked_from is not None else "tomorrow's or a later one"
        return f"This short rest is over when an answer, {asked}, is no higher than before."
    if today.kind is not DayKind.BLOCKED or today.ahead is not None:
        return ""
    if today.earliest is None:
        return "The shortest time of this rest has passed. It ends once your pain has settled, and you say so."
    return f"This rest can end on {moment(today.earliest)}, at the earliest, if your pain has settled."


def no_session(today: Today, why: str, moment: Callable[[datetime], str]) -> str:
    """Return why nothing starts today, as a plan tells it. A sign that was marked comes before all else.

    `why` is the reason of the plan's refusal.
    """
    sign = today.sign.sentence if today.sign.line else ""
    return " ".join(dict.fromkeys(filter(None, (sign, why, rest_end(today, moment)))))


def contacts_at(stop: Stop | None, profile: Profile) -> tuple[Contact, ...]:
    """Return whom a stop lists: the user's contacts, and their emergency number where its words send the user there."""
    if stop is Stop.SAME_DAY and profile.emergency_number:
        return (*profile.contacts, Contact("Emergency number", profile.emergency_number))
    return profile.contacts


def numbers_to_call(stop: Stop | None, profile: Profile) -> str:
    """Return the user's own numbers as one sentence; empty where none are saved.

    In an emergency it has that number alone.
    """
    if stop is Stop.EMERGENCY:
        return f"Your emergency number: {profile.emergency_number}." if profile.emergency_number else NO_NUMBER
    said = [" ".join(filter(None, (each.name, each.number))) for each in contacts_at(stop, profile)]
    return f"Your contacts: {'; '.join(said)}." if stop is not None and said else ""


def whom_to_call(rule: PainRule, today: Today) -> str:
    """Return whom to contact while today is for resting, and how soon; empty where nobody needs to be."""
    stop = stop_in_force(today)
    if stop is Stop.STOP and today.red_since is not None:
        return red_since(today.red_since, today.marked)
    if stop is Stop.STOP and today.contact:
        return not_settled(rule, today.marked)
    return "" if stop is None else _call(stop, today.marked)
