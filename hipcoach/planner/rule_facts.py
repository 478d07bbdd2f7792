"""From the diary's snapshot to what the rule needs to know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from hipcoach.catalogue.types import Category, Exercise
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.nextday import eased
from hipcoach.planner.steps import place_now, steps_up
from hipcoach.safety.before import Gate, usual
from hipcoach.safety.dose import works_strength
from hipcoach.safety.facts import DoneFacts, DoseFacts, Facts, PainFacts, UserFacts
from hipcoach.safety.pain_rests import in_force, open_pain_rests, triggers, worst_kind
from hipcoach.safety.past import Past
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import pause_reason, returning, switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_keys import PAIN_REST_IN_FORCE
from hipcoach.safety.types import Area, PainRest, PainRestKind

A_WEEK = timedelta(days=7)
NOT_READ = (
    "unknown"  # where a rest's session was deleted, was cut off, or is older: nobody knows what was given before it
)


def usual_now(rule: PainRule, snapshot: DiarySnapshot) -> int | None:
    """Return the usual number: the median of the last ones before a session, else what the first run said."""
    return usual(rule, snapshot.numbers, snapshot.usual0)


def gather_facts(
    rule: PainRule, snapshot: DiarySnapshot, exercises: Mapping[str, Exercise], gate: Gate = Gate.PLANNED
) -> Facts:
    """Return the facts that the rule needs to compose a session now; `gate` is what today's number allows."""
    coming_back = returning(rule, snapshot.pain_rests, snapshot.completed)
    easing = eased(rule, snapshot)
    short_rests = open_pain_rests(snapshot.pain_rests, PainRestKind.SHORT)
    off = set(switched_off(snapshot.pain_rests, snapshot.advice, snapshot.turned_on))
    if easing and snapshot.last is not None:
        off.update(triggers_of(snapshot.last, snapshot, exercises))
    refused_today = snapshot.refused_at is not None and snapshot.is_today(snapshot.refused_at)
    return Facts(
        now=snapshot.now,
        pain=PainFacts(
            pain_rest=in_force(snapshot.pain_rests),
            pain_rest_reason=pain_rest_reason(snapshot.pain_rests, snapshot.past),
            pain_kind=worst_kind(snapshot.pain_rests),
            short_rest_today=any(snapshot.is_today(rest.started_at) for rest in short_rests),
            paused=pause_reason(rule, snapshot.pain_rests, snapshot.advice, snapshot.now),
            refused=snapshot.refused if refused_today else None,
            next_day_higher=easing,
            returning=coming_back,
            switched_off=frozenset(off),
            over_today=_over_today(snapshot),
        ),
        user=UserFacts(
            declared=snapshot.declared,
            cleared=snapshot.cleared,
            sore_buttock=snapshot.sore_area is Area.BUTTOCK,
            at_hand=snapshot.at_hand,
        ),
        doses=DoseFacts(
            places={each: place_now(rule, snapshot, exercises[each]) for each in snapshot.places if each in exercises},
            steps_up={each.exercise: each.place for each in steps_up(rule, snapshot, exercises, gate)},
            steps_less=snapshot.steps_less,
            turned_on_again=_restarted(snapshot) if coming_back is not None else frozenset(),
            lower_on_sheet=_lower_on_sheet(rule, snapshot, exercises),
        ),
        done=DoneFacts(
            times_done=snapshot.times_done,
            marked_worse=snapshot.marked_worse,
            sessions_done=snapshot.sessions_done,
            full_times=snapshot.full_times,
            strength_at=tuple(_worked(snapshot, exercises, works_strength)),
            balance_at=tuple(_worked(snapshot, exercises, lambda each: Category.BALANCE in each.categories)),
        ),
    )


def _over_today(snapshot: DiarySnapshot) -> frozenset[str]:
    """Return the exercises that were marked Worse in a session of today."""
    marked = ((past, each) for past in snapshot.past for each in past.exercises if each.response == "worse")
    return frozenset(each.id for past, each in marked if snapshot.is_today(past.started_at))


def _lower_on_sheet(rule: PainRule, snapshot: DiarySnapshot, exercises: Mapping[str, Exercise]) -> frozenset[str]:
    """Return the exercises that are done at half of their sheet's dose.

    They are so after a gap, and after more pain until they settle.
    """
    gap = timedelta(days=rule.gap_days)
    lower = {each for each, at in snapshot.last_done.items() if snapshot.now - at >= gap}
    known: set[str] = set()
    for past in reversed(snapshot.past):
        if all(each.id in known for each in past.exercises):
            continue  # a later session says it of each; in a regular diary that is so of almost all
        rose = past.rose(rule)
        triggered = triggers_of(past, snapshot, exercises) if rose else ()
        lower.update(each for each in triggered if each not in known)
        known.update(triggered)
        if not rose and past.settled(rule):
            known.update(each.id for each in past.exercises if each.worked)
    return frozenset(lower)


def pain_rest_reason(pain_rests: tuple[PainRest, ...], past: Iterable[Past]) -> Reason | None:
    """Return what was reported when the newest rest in force began, found in `past`; None where no rest is in force."""
    held = open_pain_rests(pain_rests, PainRestKind.FULL)
    if not held:
        return None
    kind = worst_kind(held)
    newest = max((rest for rest in held if kind is None or rest.pain_kind is kind), key=lambda rest: rest.started_at)
    in_doubt = newest.session_id is None and not newest.triggers  # nothing that was reported began it
    base_from = next((each.base_from.value for each in past if each.id == newest.session_id), NOT_READ)
    numbers: dict[str, str | int | tuple[str, ...]] = {}
    if newest.peak is not None:
        numbers = {"base_from": base_from, "base": newest.base, "peak": newest.peak}
    if kind is None and not numbers:
        return Reason(PAIN_REST_IN_FORCE, "rest_in_doubt" if in_doubt else "rest_without_number")
    if kind is None:
        return Reason(PAIN_REST_IN_FORCE, "rest_with_number", numbers)
    wording = ("rest_same_day_number" if numbers else "rest_same_day") if kind.same_day else ""
    plain = "rest_with_number_kind" if numbers else "rest_with_kind"
    return Reason(PAIN_REST_IN_FORCE, wording or plain, {**numbers, "kind": kind.value})


def hurt_lately(snapshot: DiarySnapshot) -> frozenset[str]:
    """Return the exercises that were marked Worse when they were last done."""
    last = {each.id: each.response for past in snapshot.past for each in past.exercises if each.worked}
    return frozenset(name for name, response in last.items() if response == "worse")


def triggers_of(past: Past, snapshot: DiarySnapshot, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return the exercises that a rise after a session is attributed to."""
    worked = [each.id for each in past.exercises if each.worked]
    marked = [each.id for each in past.exercises if each.response == "worse"]
    changed = {each: at for each in worked if (at := _changed_at(each, snapshot, past.started_at)) is not None}
    newest = max(changed.values(), default=None)
    strength = [each for each in worked if each in exercises and works_strength(exercises[each])]
    return triggers(marked, [each for each, at in changed.items() if at == newest], worked, strength)


def _changed_at(exercise: str, snapshot: DiarySnapshot, until: datetime) -> datetime | None:
    """Return when an exercise was last added or stepped up, up to a moment."""
    times = [
        at
        for at in (snapshot.first_done.get(exercise), snapshot.last_up.get(exercise))
        if at is not None and at <= until
    ]
    return max(times, default=None)


def _restarted(snapshot: DiarySnapshot) -> frozenset[str]:
    """Return the exercises turned on again after the newest rest."""
    newest = max((rest.started_at for rest in snapshot.pain_rests if rest.kind is PainRestKind.FULL), default=None)
    if newest is None:
        return frozenset()
    return frozenset(exercise for exercise, at in snapshot.turned_on.items() if at >= newest)


def _worked(
    snapshot: DiarySnapshot, exercises: Mapping[str, Exercise], counts: Callable[[Exercise], bool]
) -> Iterator[datetime]:
    """Return the starts of the last week's sessions in which an exercise that counts was worked."""
    for past in reversed(snapshot.past):
        if snapshot.now - past.started_at > A_WEEK:
            return
        found = (exercises.get(each.id) for each in past.exercises if each.worked)
        if any(exercise is not None and counts(exercise) for exercise in found):
            yield past.started_at
