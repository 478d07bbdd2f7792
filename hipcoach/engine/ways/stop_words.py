"""How somebody who is stopped in the middle comes out of an exercise, and up; or stays down, where a leg is weak."""

from dataclasses import dataclass

from hipcoach.catalogue.types import Position
from hipcoach.catalogue.wording import circumstances, said_steps
from hipcoach.engine.body_place import BodyNow, BodyPlace, WayBrokenOff
from hipcoach.engine.types import AFTER_WORK, CalledOff, Step, StepKind
from hipcoach.engine.ways.getting_up import still_down, way_up
from hipcoach.engine.ways.places import leads_up, place_of, place_passed, places_down
from hipcoach.engine.ways.whereabouts import begins_at, every_place
from hipcoach.engine.words.script import Script, sentence
from hipcoach.safety.types import Action, Assignment, Decision, PainKind, Session

OUT_OF_WORK = frozenset({StepKind.POSITION_CHANGE, *AFTER_WORK, StepKind.FINISH})

SETTLED = "get_up_when_settled"
DOWN = "if_you_are_down"


@dataclass(frozen=True, slots=True)
class StopWords:
    """What is said to somebody where they stop; each may be empty."""

    first: str = ""  # what is taken off, or stepped down from: said before the first question
    up: str = ""  # how to get up, for one who lies or kneels


def stopped_at(session: Session, script: Script, order: int, step: Step, here: BodyNow | None = None) -> StopWords:
    """Return what is said to somebody who stops in `step`, in exercise `order`; `here`: on the way to its position."""
    assignment = session.assignments[order]
    inside = step.order == order and step.kind not in OUT_OF_WORK and step.position is assignment.exercise.position
    first = _first(session, assignment) if inside and not step.is_before_place else ""
    return StopWords(first, _up_from(session, script, step, here))


def pillow_out(session: Session, script: Script, order: int) -> str:
    """Return what becomes of a pillow that may be between the knees where exercise `order` is left in the middle.

    With a replaced hip it stays there until the ways that follow say when it is taken out.
    """
    exercise = session.assignments[order].exercise
    between = any(each.is_knee_pillow for each in exercise.equipment)
    stays = exercise.position is not Position.SIDE_LYING or session.hip_replaced
    return script.text("pillow_out") if between and not stays else ""


def every_stop(session: Session, script: Script) -> tuple[StopWords, ...]:
    """Return everything that `stopped_at` may say in a session, each once; the first is for somebody who stands."""
    ups = [StopWords(up=up) for place in every_place(session, script) for up in _every_up(session, script, place)]
    inside = (
        StopWords(first, or_call(script, way_up(session, script, SETTLED, place_of(session, each.exercise.position))))
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


def _up_from(session: Session, script: Script, step: Step, here: BodyNow | None) -> str:
    """Return the way up for somebody who stops in `step`, and what one does who cannot get up. `here`: on its way.

    One who was told a part of the way may be up, or down, already. One who was told all of it, or who was told a part
    of it at the end of a session, may also only have listened.
    """
    place = here.place if here is not None else place_of(session, step.position or Position.STANDING)
    way = here.way if here is not None else None
    origin = begins_at(session, step)
    listened = step.kind is StepKind.FINISH and (place != origin or way is not None)
    if step.anew and not place.position.on_floor:
        ahead = place_of(session, session.assignments[step.order].exercise.position)
        down = next(iter(places_down(session)), ahead)
        up = way_up(session, script, DOWN, ahead if ahead.position.on_floor else down)
    elif origin is not None and (listened or (here is None and leads_up(origin, place) and not place.bed)):
        up = still_down(session, script, origin)
    elif not isinstance(way, WayBrokenOff):
        up = way_up(session, script, SETTLED, place)
    elif place.position.on_floor:
        up = still_down(session, script, place)
    else:
        up = still_down(session, script, place_passed(session, way.toward), going_down=True)
    return or_call(script, up)


def _still_downs(session: Session, script: Script, place: BodyPlace) -> tuple[str, ...]:
    return tuple(still_down(session, script, place, going_down=down) for down in (False, True))


def _every_up(session: Session, script: Script, place: BodyPlace) -> tuple[str, ...]:
    """Return every way up that somebody who stops may hear at a place, or on the way to it or from it."""
    downs = _still_downs(session, script, place)
    ups = (way_up(session, script, when, place) for when in (SETTLED, DOWN))
    return tuple(or_call(script, up) for up in (*ups, *downs))


def or_call(script: Script, up: str) -> str:
    """Return a way up with what to do who cannot get up; "" where there is none."""
    return f"{up} {script.text('cannot_get_up')}" if up else ""


def _first(session: Session, assignment: Assignment) -> str:
    """Return what is taken off or stepped down from, for this user; "" for nothing."""
    step = assignment.exercise.text(assignment.dose.form).stop
    under = circumstances(session.declared, bed=session.plan.in_bed)
    return " ".join(sentence(words) for words, _ in said_steps([step] if step else [], None, under))
