"""How somebody who is stopped in the middle comes out of an exercise, and up; or stays down, where a leg is weak."""

from dataclasses import dataclass
from itertools import product

from hipcoach.catalogue.instruct import circumstances, said_steps
from hipcoach.catalogue.types import Position
from hipcoach.engine.position_changes import BodyPlace, place_of, still_down, way_up
from hipcoach.engine.script import Script, sentence
from hipcoach.engine.types import AFTER_WORK, CalledOff, Step, StepKind
from hipcoach.engine.underway import every_place
from hipcoach.safety.types import Action, Assignment, Decision, PainKind, Session

OUT_OF_WORK = frozenset({StepKind.POSITION_CHANGE, *AFTER_WORK, StepKind.FINISH})

BEFORE_PLACE = frozenset({"announce", "position"})  # what is said before the steps into a position


@dataclass(frozen=True, slots=True)
class StopWords:
    """What is said to somebody where they stop; each may be empty."""

    first: str = ""  # what is taken off, or stepped down from: said before the first question
    up: str = ""  # how to get up, for one who lies or kneels


def stopped_at(session: Session, script: Script, order: int, step: Step, here: BodyPlace | None = None) -> StopWords:
    """Return what is said to somebody who stops in `step`, in exercise `order`; `here`: on the way to its position."""
    assignment = session.assignments[order]
    before = not BEFORE_PLACE.isdisjoint(cue.kind for cue in step.cues)
    inside = step.order == order and step.kind not in OUT_OF_WORK and step.position is assignment.exercise.position
    inside = inside and not (step.kind is StepKind.ANNOUNCE and before)
    first = _first(session, assignment) if inside else ""
    place = here or place_of(session, step.position or Position.STANDING)
    return StopWords(first, _up(session, script, place, perhaps=bool(place.told)))


def every_stop(session: Session, script: Script) -> tuple[StopWords, ...]:
    """Return what may be said so in a session, each once; the first is for somebody who stands."""
    places = product(every_place(session, script), (False, True))
    ups = (StopWords(up=_up(session, script, place, perhaps=perhaps)) for place, perhaps in places)
    inside = (
        StopWords(first, _up(session, script, place_of(session, each.exercise.position)))
        for each in session.assignments
        if (first := _first(session, each))
    )
    return tuple(dict.fromkeys((StopWords(), *ups, *inside)))


def after_decision(script: Script, decision: Decision, up: str) -> str:
    """Return what is said after a decision's words: how to get up, or whom to call."""
    if not decision.action.ends:
        return ""
    if decision.action is Action.END_SAME_DAY:
        weak = decision.reason.values.get("kind") == PainKind.WEAK.value
        return stays(script, up) if weak else unless_weak(script, up)
    return up


def called_off_up(script: Script, why: CalledOff, up: str) -> str:
    """Return how to get up where something from another computer ends a session."""
    match why:
        case CalledOff.EMERGENCY:
            return script.text("stay_down") if up else ""
        case CalledOff.SAME_DAY:
            return unless_weak(script, up)
        case _:
            return up


def stays(script: Script, up: str) -> str:
    """Return what is said to somebody whose leg is weak or gives way: no way up, but whom to call."""
    return script.text("stay_down" if up else "sit_down")


def unless_weak(script: Script, up: str) -> str:
    """Return the way up for somebody whose leg may be weak."""
    return f"{script.text('if_weak')} {up}" if up else ""


def _up(session: Session, script: Script, place: BodyPlace, *, perhaps: bool = False) -> str:
    """Return the way up from where a session ends, and what to do who cannot; `perhaps` one is up already."""
    up = still_down(session, script, place) if perhaps else way_up(session, script, "get_up_when_settled", place)
    return f"{up} {script.text('cannot_get_up')}" if up else ""


def _first(session: Session, assignment: Assignment) -> str:
    """Return what is taken off or stepped down from, for this user; "" for nothing."""
    step = assignment.exercise.text(assignment.dose.form).stop
    under = circumstances(session.declared, bed=session.plan.surface == "bed")
    return " ".join(sentence(words) for words, _ in said_steps([step] if step else [], None, under))
