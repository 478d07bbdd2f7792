"""The effect of each choice for the week, in a sentence."""

from collections.abc import Collection, Sequence

from hipcoach.catalogue.types import Catalogue, Category, Exercise, Lock
from hipcoach.catalogue.uses import Surface
from hipcoach.catalogue.words import DAYS
from hipcoach.coach import words
from hipcoach.planner.choices import kinds_of
from hipcoach.planner.programme import ACTIVITY_PLANS, Due, Programme, SessionKind
from hipcoach.safety.equipment import missing
from hipcoach.safety.locks import NO_WAY_DOWN, bed_reason, lock_reason
from hipcoach.safety.rule import PainRule

WEEKDAYS = DAYS
_KINDS = {
    SessionKind.MOBILITY: "mobility",
    SessionKind.STRENGTH: "strength",
    SessionKind.BALANCE: "balance",
    SessionKind.ACTIVITY: "low-impact activity",
    SessionKind.SHEET: "your sheet",
}
ALL_DAYS = 7


def days_effect(planned: Sequence[Collection[Due]], catalogue: Catalogue) -> str:
    """Return which kinds of session fall on which days. `planned` is a week from its Monday."""

    def works(due: Due) -> frozenset[SessionKind]:
        plan = catalogue.plans.get(due.plan)
        also = kinds_of(plan, catalogue.exercises) if plan is not None else frozenset()
        return also & {SessionKind.MOBILITY} | {due.kind}

    worked = [frozenset().union(*map(works, dues)) for dues in planned]
    held = {kind: [WEEKDAYS[number] for number, kinds in enumerate(worked) if kind in kinds] for kind in SessionKind}
    if not any(held.values()):
        return "No day has a session."
    days = sum(bool(dues) for dues in planned)
    parts = [
        f"{_KINDS[kind]} {'every day' if len(on) == ALL_DAYS else f'on {words.joined(on)}'}"
        for kind, on in held.items()
        if on
    ]
    return f"A week of {words.count(days, 'day')}: {'; '.join(parts)}."


def minutes_effect(rule: PainRule, programme: Programme) -> str:
    """Return how long a session may be, and what follows."""
    minutes = min(programme.minutes, rule.session_cap_min)
    text = f"No session has more than {minutes} minutes of exercise"
    less = "sets are left out"
    if minutes < rule.session_cap_min:
        less = "what does not fit is left out that day, and exercises take turns"
    return f"{text}: {less}. What is said on the way comes on top."


def equipment_effect(
    catalogue: Catalogue, programme: Programme, declared: Collection[Lock], cleared: Collection[str]
) -> str:
    """Return the exercises that cannot be done with the equipment at hand."""
    on_bed = bed_reason(declared, programme.at_hand) is not None
    surface = Surface.BED if on_bed else Surface.FLOOR
    wanting = [
        exercise.name
        for exercise in catalogue.exercises.values()
        if missing(exercise, programme.at_hand, surface=surface)
        and Category.ACTIVITY not in exercise.categories
        and lock_reason(exercise, declared, cleared) is None
    ]
    found = bed_reason((), programme.at_hand)
    text = f"{found.sentence} " if found is not None else ""
    if not wanting:
        return f"{text}Every exercise can be done with what you have."
    return f"{text}Left out, or another of its kind instead: {words.joined(wanting)}."


def activity_effect(programme: Programme) -> str:
    """Return what stands in for the chosen activity while what it needs is not at hand."""
    thing = ACTIVITY_PLANS.get(programme.activity_plan)
    if not programme.activity or thing is None or thing in programme.at_hand:
        return ""
    return f"A walk stands in until the {thing.value} is ticked above."


def positions_effect(catalogue: Catalogue, excluded: Collection[Lock]) -> str:
    """Return what is left out because of a position, and what is done on the bed for it."""
    hidden = [each.name for each in catalogue.exercises.values() if _shut(each, excluded)]
    bed = () if NO_WAY_DOWN.isdisjoint(excluded) else ("What is done lying is for your bed.",)
    return " ".join((*((f"Left out: {words.joined(hidden)}.",) if hidden else ()), *bed))


def _shut(exercise: Exercise, excluded: Collection[Lock]) -> bool:
    """Return True if a position alone hides an exercise, whatever was cleared."""
    return lock_reason(exercise, excluded, {exercise.id}) is not None
