"""What is said to a user who stops: what they take off or step down from, and how they get up.

A user with a weak leg is told to stay down instead. How to get up depends on where the body is, and on how much of a
way was told. The cases stand in one table, `UP_FROM`; the first that applies decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hipcoach.catalogue.types import Position
from hipcoach.catalogue.wording import circumstances, said_steps
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain, WayBrokenOff
from hipcoach.engine.types import AFTER_WORK, CalledOff, Step, StepKind
from hipcoach.engine.ways.getting_up import still_down, up_as_shown, way_up
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
    up: str = ""  # how to get up, for a user who lies or kneels


def stopped_at(session: Session, script: Script, order: int, step: Step, here: BodyNow | None = None) -> StopWords:
    """Return what is said if the user stops in `step`, in exercise `order`.

    `here` is how far the way of the step was told: see `StopMoment.told_to`.
    """
    assignment = session.assignments[order]
    inside = step.order == order and step.kind not in OUT_OF_WORK and step.position is assignment.exercise.position
    first = _first(session, assignment) if inside and not step.is_before_place else ""
    return StopWords(first, _up_from(StopMoment(session, script, step, here)))


def pillow_out(session: Session, script: Script, order: int) -> str:
    """Return that a pillow is taken out from between the knees, where exercise `order` is left in the middle.

    With a replaced hip it stays there: the ways that follow say when it is taken out.
    """
    exercise = session.assignments[order].exercise
    between = any(each.is_knee_pillow for each in exercise.equipment)
    stays = exercise.position is not Position.SIDE_LYING or session.hip_replaced
    return script.text("pillow_out") if between and not stays else ""


def every_stop(session: Session, script: Script) -> tuple[StopWords, ...]:
    """Return everything that `stopped_at` may say in a session, each once; the first is for a user who stands."""
    ups = [StopWords(up=up) for place in every_place(session, script) for up in _every_up(session, script, place)]
    inside = (
        StopWords(first, or_call(script, way_up(session, script, SETTLED, place_of(session, each.exercise.position))))
        for each in session.assignments
        if (first := _first(session, each))
    )
    positions = {each.exercise.position for each in session.assignments}
    shown = up_as_shown(session, script) if Position.AS_SHOWN in positions else ""
    return tuple(dict.fromkeys((StopWords(), StopWords(up=or_call(script, shown)), *ups, *inside)))


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


@dataclass(frozen=True, slots=True)
class StopMoment:
    """A user stops in a step, and what is known then."""

    session: Session
    script: Script
    step: Step
    told_to: BodyNow | None  # how far the way of the step was told; None if it tells none, or all of it was told

    @property
    def place(self) -> BodyPlace:
        """Where the body is."""
        if self.told_to is not None:
            return self.told_to.place
        return place_of(self.session, self.step.position or Position.STANDING)

    @property
    def way(self) -> WayBrokenOff | ToldAgain | None:
        """What was told of the way from there; None for nothing."""
        return self.told_to.way if self.told_to is not None else None

    @property
    def origin(self) -> BodyPlace | None:
        """Where the way of the step begins; None if it tells none."""
        return begins_at(self.session, self.step)

    def way_up_from(self, place: BodyPlace, *, going_down: bool = False) -> str:
        """Return how to get up, for a user who may be down at this place, or not."""
        return still_down(self.session, self.script, place, going_down=going_down)


def may_lie_as_shown(stop: StopMoment) -> str | None:
    """Return the way up for a user who may lie, for what only they were shown."""
    was_shown = Position.AS_SHOWN in (stop.step.position, stop.step.origin)
    return up_as_shown(stop.session, stop.script) if was_shown and not stop.place.position.on_floor else None


def may_be_down_already(stop: StopMoment) -> str | None:
    """Return the way up from the floor, if a way down is told once more to a user who may be down already.

    Example: rested on the way to the mat. The way is told from its start; the user may have lain down before.
    """
    if not stop.step.anew or stop.place.position.on_floor:
        return None
    ahead = place_of(stop.session, stop.session.assignments[stop.step.order].exercise.position)
    down = next(iter(places_down(stop.session)), ahead)
    return way_up(stop.session, stop.script, DOWN, ahead if ahead.position.on_floor else down)


def may_only_have_listened(stop: StopMoment) -> str | None:
    """Return the way up from where a way began, if the user may have listened to it without moving.

    Example: all of the way up from the mat was told. The user stands, or still lies.
    Example: at the end of a session a part of it was told.
    """
    if stop.origin is None:
        return None
    all_told_of_a_way_up = stop.told_to is None and leads_up(stop.origin, stop.place) and not stop.place.bed
    part_told_at_the_end = stop.step.kind is StepKind.FINISH and (stop.place != stop.origin or stop.way is not None)
    return stop.way_up_from(stop.origin) if all_told_of_a_way_up or part_told_at_the_end else None


def at_its_place(stop: StopMoment) -> str | None:
    """Return the way up from the place, if the user is not between two places. Example: stopped in a bridge."""
    return None if isinstance(stop.way, WayBrokenOff) else way_up(stop.session, stop.script, SETTLED, stop.place)


def between_places_on_the_floor(stop: StopMoment) -> str | None:
    """Return the way up for a user who may be up already.

    Example: stopped after "Put both hands on the seat", on the way up.
    """
    return stop.way_up_from(stop.place) if stop.place.position.on_floor else None


def on_the_way_down(stop: StopMoment) -> str | None:
    """Return the way up for a user who may be down already.

    Example: stopped after "Lower whichever knee is easier", on the way to the mat.
    """
    if not isinstance(stop.way, WayBrokenOff):
        return None
    return stop.way_up_from(place_passed(stop.session, stop.way.toward), going_down=True)


UP_FROM: tuple[Callable[[StopMoment], str | None], ...] = (
    may_lie_as_shown,
    may_be_down_already,
    may_only_have_listened,
    at_its_place,
    between_places_on_the_floor,
    on_the_way_down,
)
"""How the user gets up after a stop: the first case that applies. It may be "", on the feet or on a seat."""


def _up_from(stop: StopMoment) -> str:
    """Return the way up after a stop, and what the user does if they cannot get up."""
    return or_call(stop.script, next(up for case in UP_FROM if (up := case(stop)) is not None))


def _still_downs(session: Session, script: Script, place: BodyPlace) -> tuple[str, ...]:
    return tuple(still_down(session, script, place, going_down=down) for down in (False, True))


def _every_up(session: Session, script: Script, place: BodyPlace) -> tuple[str, ...]:
    """Return every way up that may be told after a stop at a place, or on the way to it or from it."""
    downs = _still_downs(session, script, place)
    ups = (way_up(session, script, when, place) for when in (SETTLED, DOWN))
    return tuple(or_call(script, up) for up in (*ups, *downs))


def or_call(script: Script, up: str) -> str:
    """Return a way up, and then what the user does if they cannot get up; "" where there is no way up."""
    return f"{up} {script.text('cannot_get_up')}" if up else ""


def _first(session: Session, assignment: Assignment) -> str:
    """Return what is taken off or stepped down from, for this user; "" for nothing."""
    step = assignment.exercise.text(assignment.dose.form).stop
    under = circumstances(session.declared, bed=session.plan.in_bed)
    return " ".join(sentence(words) for words, _ in said_steps([step] if step else [], None, under))
