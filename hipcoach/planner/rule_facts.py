"""From the diary's snapshot to what the rule needs to know."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from hipcoach.catalogue.types import Category, Exercise
from hipcoach.planner.diary_snapshot import DiarySnapshot, Past
from hipcoach.planner.nextday import eased
from hipcoach.planner.steps import place_now, steps_up
from hipcoach.safety.before import Gate, usual
from hipcoach.safety.compose import Facts
from hipcoach.safety.holds import in_force, open_holds, triggers, worst_kind
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import pause_reason, returning, switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Hold, HoldKind

A_WEEK = timedelta(days=7)


def usual_now(rule: PainRule, known: DiarySnapshot) -> int | None:
    """Return the usual number: the median of the last ones before a session, else what the first run said."""
    return usual(rule, known.numbers, known.usual0)


def gather_facts(
    rule: PainRule, known: DiarySnapshot, exercises: Mapping[str, Exercise], gate: Gate = Gate.PLANNED
) -> Facts:
    """Return the facts that the rule needs to compose a session now; `gate` is what today's number allows."""
    coming_back = returning(rule, known.holds, known.completed)
    easing = eased(rule, known)
    soft = open_holds(known.holds, HoldKind.SOFT)
    off = set(switched_off(known.holds, known.advice, known.turned_on))
    if easing and known.last is not None:
        off.update(triggers_of(known.last, known, exercises))
    refused_today = known.refused_at is not None and known.is_today(known.refused_at)
    return Facts(
        now=known.now,
        refused=known.refused if refused_today else None,
        hold=in_force(known.holds),
        hold_reason=rest_reason(known.holds),
        paused=pause_reason(rule, known.holds, known.advice, known.now),
        pain_kind=worst_kind(known.holds),
        soft_today=any(known.is_today(hold.started_at) for hold in soft),
        eased=easing,
        returning=coming_back,
        off=frozenset(off),
        declared=known.declared,
        cleared=known.cleared,
        places={each: place_now(rule, known, exercises[each]) for each in known.places if each in exercises},
        ups={each.exercise: each.place for each in steps_up(rule, known, exercises, gate)},
        restarted=_restarted(known) if coming_back is not None else frozenset(),
        strength_at=tuple(_worked(known, exercises, Category.STRENGTH)),
        balance_at=tuple(_worked(known, exercises, Category.BALANCE)),
        times_done=known.times_done,
        marked_worse=known.marked_worse,
        sessions_done=known.sessions_done,
        full_times=known.full_times,
        steps_less=known.steps_less,
        at_hand=known.at_hand,
    )


def rest_reason(holds: tuple[Hold, ...]) -> Reason | None:
    """Return what was reported when the newest rest in force began; None where there is none."""
    held = open_holds(holds, HoldKind.HOLD)
    if not held:
        return None
    kind = worst_kind(held)
    newest = max((hold for hold in held if kind is None or hold.pain_kind is kind), key=lambda hold: hold.started_at)
    in_doubt = newest.session_id is None and not newest.triggers  # nothing that was reported began it
    numbers = {} if newest.peak is None else {"base": newest.base, "peak": newest.peak}
    if kind is None and not numbers:
        return Reason("before_hold", "rest_in_doubt" if in_doubt else "rest_without_number")
    if kind is None:
        return Reason("before_hold", "rest_with_number", numbers)
    wording = ("rest_same_day_number" if numbers else "rest_same_day") if kind.same_day else ""
    plain = "rest_with_number_kind" if numbers else "rest_with_kind"
    return Reason("before_hold", wording or plain, {**numbers, "kind": kind.value})


def hurt_lately(known: DiarySnapshot) -> frozenset[str]:
    """Return the exercises that were marked Worse when they were last done."""
    last = {each.id: each.response for past in known.past for each in past.exercises if each.worked}
    return frozenset(name for name, response in last.items() if response == "worse")


def triggers_of(past: Past, known: DiarySnapshot, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return the exercises that a rise after a session is attributed to."""
    worked = [each.id for each in past.exercises if each.worked]
    marked = [each.id for each in past.exercises if each.response == "worse"]
    changed = {each: at for each in worked if (at := _changed_at(each, known, past.started_at)) is not None}
    newest = max(changed.values(), default=None)
    strength = [each for each in worked if each in exercises and Category.STRENGTH in exercises[each].categories]
    return triggers(marked, [each for each, at in changed.items() if at == newest], worked, strength)


def _changed_at(exercise: str, known: DiarySnapshot, until: datetime) -> datetime | None:
    """Return when an exercise was last added or stepped up, up to a moment."""
    times = [
        at for at in (known.first_done.get(exercise), known.last_up.get(exercise)) if at is not None and at <= until
    ]
    return max(times, default=None)


def _restarted(known: DiarySnapshot) -> frozenset[str]:
    """Return the exercises turned on again after the newest rest."""
    newest = max((hold.started_at for hold in known.holds if hold.kind is HoldKind.HOLD), default=None)
    if newest is None:
        return frozenset()
    return frozenset(exercise for exercise, at in known.turned_on.items() if at >= newest)


def _worked(known: DiarySnapshot, exercises: Mapping[str, Exercise], category: Category) -> Iterator[datetime]:
    """Return the starts of the last week's sessions in which an exercise of a category was worked."""
    for past in reversed(known.past):
        if known.now - past.started_at > A_WEEK:
            return
        found = (exercises.get(each.id) for each in past.exercises if each.worked)
        if any(exercise is not None and category in exercise.categories for exercise in found):
            yield past.started_at
