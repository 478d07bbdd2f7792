"""Reads from the diary what planning has to know."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from hipcoach.catalogue.types import Dose, Form, Side
from hipcoach.clock import Uptime
from hipcoach.planner import profile_values
from hipcoach.planner.diary_snapshot import DiarySnapshot, NumberInRest
from hipcoach.planner.nextday import SESSIONS_A_DAY
from hipcoach.planner.today import EMERGENCY, SAME_DAY, SIGNS
from hipcoach.safety.before import DayNumber, Gate, before, screen_on_record, usual
from hipcoach.safety.dose import FIRST_STEP, LadderPlace
from hipcoach.safety.less_kinds import LESS_WAS_DONE
from hipcoach.safety.past import NextAnswer, Past, PastExercise
from hipcoach.safety.reason import Reason, reasons_from
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import pain_rest_kind, stored_name
from hipcoach.safety.types import Finish, PainKind, PainRest, PainRestKind, Question
from hipcoach.settings import FULL_TIMES
from hipcoach.store import Store
from hipcoach.store.pain_rest_uptime import time_rested
from hipcoach.store.rows import DoseRow, ExerciseRow, PainRestRow, PainRow, SessionRow, SetRow, StoredQuestion
from hipcoach.store.values import to_text
from hipcoach.zones import local_day

MORE_THAN_USUAL = "before_more_than_usual"  # the line by which a number makes a session gentle
LOOKS_BACK = timedelta(days=60)  # steps, gaps and a week's work need no more
A_DAY = timedelta(hours=36)  # in any zone, today began within it
AHEAD = timedelta(days=1)  # so far ahead of now the rule still counts what is dated so, where that is the stricter way


def read(
    rule: PainRule,
    store: Store,
    now: datetime,
    zone: tzinfo,
    uptime: Uptime | None = None,
    *,
    full_times: int = FULL_TIMES,
) -> DiarySnapshot:
    """Return everything in the diary that matters for what comes next. `uptime` is the machine's, where it is known."""
    since = now - LOOKS_BACK
    pain_rests = tuple(pain_rest_of(row) for row in store.pain_rests.all() if row.corrected_at is None)
    released = [
        rest.released_at for rest in pain_rests if rest.kind is PainRestKind.FULL and rest.released_at is not None
    ]
    heads = store.sessions.all(since=min([since, *([max(released)] if released else [])]))
    past = _past(rule, store, [head for head in heads if since <= head.started_at <= now + AHEAD])
    usual0 = profile_values.value(store, profile_values.USUAL, None)
    numbers = day_numbers(rule, store, zone, usual0)
    counts = store.sessions.times_done()
    chosen = profile_values.programme(store)
    refused = _refused(rule, store, now, zone, usual(rule, numbers, usual0))
    last_written = store.pains.last_written(StoredQuestion.IN_REST)
    in_rest = dict.fromkeys((*store.pains.latest(StoredQuestion.IN_REST, 1), *filter(None, [last_written])))
    return DiarySnapshot(
        now=now,
        zone=zone,
        past=past,
        pain_rests=pain_rests,
        completed=tuple(
            each.started_at for each in heads if each.finish == Finish.COMPLETED and each.started_at <= now
        ),
        numbers=numbers,
        usual0=usual0,
        places=places(store.doses.current()),
        last_up=_last_up(store, since, now),
        last_done=_last_done(past, counts, since, now),
        first_done=_first_done(past, counts),
        times_done=counts,
        marked_worse=store.pains.marked_worse(),
        sessions_done=store.sessions.count(),
        declared=profile_values.locks(profile_values.value(store, profile_values.LOCKS, [])),
        cleared=frozenset(profile_values.value(store, profile_values.CLEARED, [])),
        advice=_advice(store, now),
        last_in_rest=tuple(NumberInRest(row.at, row.score) for row in in_rest if row.score is not None),
        turned_on={name: at for name, at in profile_values.times(store, profile_values.TURNED_ON) if at <= now},
        steps_less=profile_values.value(store, profile_values.STEPS_LESS, {}),
        refused_at=refused[0] if refused is not None else None,
        refused=refused[1] if refused is not None else None,
        full_times=full_times,
        at_hand=chosen.at_hand,
        minutes=chosen.minutes,
        rested={} if uptime is None else time_rested(store, uptime),
    )


def day_numbers(rule: PainRule, store: Store, zone: tzinfo, usual0: int | None) -> tuple[DayNumber, ...]:
    """Return the first number before a session of each of the last days that had one, oldest first.

    `usual0` is what the user said was usual. It holds until enough days have a number.
    """
    days: dict[date, DayNumber] = {}
    for row in reversed(store.pains.latest(stored_name(Question.BEFORE), rule.usual_of * SESSIONS_A_DAY)):
        if row.score is None:
            continue
        day = local_day(row.at, zone)
        number = days.pop(day, None) or DayNumber(row.score)
        usual_then = usual(rule, tuple(days.values()), usual0)
        days[day] = replace(number, counts=number.counts and not _stopped(rule, store, row, usual_then))
    return tuple(days.values())[-rule.usual_of :]


def _stopped(rule: PainRule, store: Store, row: PainRow, usual_then: int | None) -> bool:
    """Return True if a number before a session refused it, or made it gentle, as it was decided then.

    Where no session followed, only the number is kept, and it is decided anew. The user may have put the session off.
    """
    if row.session is None:
        return before(rule, row.score, usual_then).gate in (Gate.GENTLE, Gate.NONE)
    if row.score is None or row.score < rule.more_from:
        return False
    notes = (reason for each in store.sessions.exercises(row.session) for reason in reasons_from(each.reasons))
    return any(reason.line == MORE_THAN_USUAL for reason in notes)


def pain_rest_of(row: PainRestRow) -> PainRest:
    """Return a pain rest as a value of the pain rule."""
    return PainRest(
        id=row.id,
        kind=pain_rest_kind(row.kind),
        started_at=row.started_at,
        triggers=row.triggers,
        side=None if row.side is None else Side(row.side),
        base=row.base,
        peak=row.peak,
        rule_version=row.rule_version,
        session_id=row.session,
        released_at=row.released_at,
        advice=row.advice,
        pain_kind=None if row.pain_kind is None else PainKind(row.pain_kind),
    )


def places(current: Mapping[tuple[str, str | None], DoseRow]) -> dict[str, LadderPlace]:
    """Return where each exercise stands on its ladder."""
    found: dict[str, LadderPlace] = {}
    for (exercise, side), row in current.items():
        place = found.get(exercise, FIRST_STEP)
        if side is None:
            found[exercise] = LadderPlace(row.step, row.step)
        elif side == Side.LEFT:
            found[exercise] = LadderPlace(row.step, place.right)
        else:
            found[exercise] = LadderPlace(place.left, row.step)
    return found


def _past(rule: PainRule, store: Store, heads: Iterable[SessionRow]) -> tuple[Past, ...]:
    return tuple(
        _one_past(
            rule, head, store.sessions.exercises(head.id), store.sessions.sets(head.id), store.pains.of_session(head.id)
        )
        for head in heads
    )


def _one_past(
    rule: PainRule, head: SessionRow, exercises: Sequence[ExerciseRow], sets: Iterable[SetRow], pains: Iterable[PainRow]
) -> Past:
    answers: dict[str, list[PainRow]] = {}
    for row in pains:
        answers.setdefault(row.question, []).append(row)

    def to(question: Question) -> list[PainRow]:
        return answers.get(stored_name(question), [])

    during = to(Question.DURING) + to(Question.AFTER_BREAK)
    marked = {name for row in during for name in (row.exercise, *row.also.split()) if name}
    first = next(iter(to(Question.BEFORE)), None)
    after = next(reversed(to(Question.AFTER)), None)
    counted: dict[int, list[SetRow]] = {}
    for done in sets:
        counted.setdefault(done.ord, []).append(done)
    return Past(
        id=head.id,
        plan=head.plan,
        started_at=head.started_at,
        ended_at=head.ended_at or head.started_at,
        finish=head.finish or "interrupted",
        base=head.base,
        day=date.fromisoformat(head.local_date),
        before=first.score if first is not None else None,
        highest=_highest(during),
        highest_at_work=_highest(row for row in during if row.exercise),
        missing=any(row.score is None for row in during),
        pain_rest=pain_rest_kind(head.hold),
        after=after.score if after is not None else None,
        effort=after.effort if after is not None else None,
        nexts=tuple(NextAnswer(row.at, row.score) for row in to(Question.NEXT)),
        lessened=first is not None and (first.score or 0) >= rule.half_from and _lessened(exercises),
        exercises=tuple(
            _exercise(row, counted.get(row.ord, []), row.exercise in marked) for row in exercises if row.ord >= 0
        ),
    )


def _highest(rows: Iterable[PainRow]) -> int | None:
    return max((row.score for row in rows if row.score is not None), default=None)


def _lessened(exercises: Iterable[ExerciseRow]) -> bool:
    """Return True if less of an exercise was done for the number before the session, or for a pain rest."""
    return any(reason.wording in LESS_WAS_DONE for row in exercises for reason in reasons_from(row.reasons))


def _exercise(row: ExerciseRow, sets: list[SetRow], marked: bool) -> PastExercise:
    sides = {each.side for each in sets} - {""}
    return PastExercise(
        id=row.exercise,
        dose=_dose(row.dose),
        dose_right=None if row.dose_right is None else _dose(row.dose_right),
        worked=any(each.reps_done or each.hold_s_done for each in sets),
        complete=row.outcome == "done",
        response="worse" if marked else row.response,
        one_side=len(sides) == 1 and Side.BOTH not in sides,
    )


def _dose(text: str) -> Dose:
    found = json.loads(text)
    return Dose(**{**found, "form": Form(found["form"])})


def _last_up(store: Store, since: datetime, now: datetime) -> dict[str, datetime]:
    """Return when each exercise last stepped up, or its user declined to."""
    rows = store.doses.where("at >= ? AND cause IN ('progression', 'user')", (to_text(since),), order="at, key")
    return {row.exercise: row.at for row in rows if row.at <= now}


def _last_done(past: Iterable[Past], counts: Mapping[str, int], since: datetime, now: datetime) -> dict[str, datetime]:
    """Return when each exercise was last worked; for one not worked lately, the earliest time that was looked at."""
    found = dict.fromkeys(counts, since)
    for each in past:
        if each.started_at <= now:
            found.update({exercise.id: each.started_at for exercise in each.exercises if exercise.worked})
    return found


def _first_done(past: Iterable[Past], counts: Mapping[str, int]) -> dict[str, datetime]:
    """Return when each exercise was added, where that was lately."""
    first: dict[str, datetime] = {}
    seen: dict[str, int] = {}
    for each in past:
        for exercise in each.exercises:
            if exercise.worked:
                first.setdefault(exercise.id, each.started_at)
                seen[exercise.id] = seen.get(exercise.id, 0) + 1
    return {exercise: at for exercise, at in first.items() if counts.get(exercise, 0) <= seen[exercise]}


def _advice(store: Store, now: datetime) -> tuple[datetime, ...]:
    """Return when advice was noted: in the profile, and with the pain rests, which outlive it."""
    noted = [at for _, at in profile_values.times(store, profile_values.ADVICE)]
    noted += [row.advice_at for row in store.pain_rests.all() if row.advice_at is not None]
    return tuple(sorted({at for at in noted if at <= now}))


def _refused(
    rule: PainRule, store: Store, now: datetime, zone: tzinfo, usual_score: int | None
) -> tuple[datetime, Reason] | None:
    """Return when a session was last refused, by the signs or the number before it, and that day's strictest reason."""
    lately, ahead = to_text(now - A_DAY), to_text(now + AHEAD)
    found: list[tuple[datetime, Reason]] = []
    for ticks in store.screens.where("session IS NULL AND at BETWEEN ? AND ?", (lately, ahead), order="at, key"):
        screened = screen_on_record(rule, ticks.items)
        if screened.blocks:
            found.append((ticks.at, screened.reason))
    numbers = store.pains.where(
        "question = 'before' AND session IS NULL AND at BETWEEN ? AND ?", (lately, ahead), order="at, key"
    )
    for row in numbers:
        gate = before(rule, row.score, usual_score)
        if gate.gate is Gate.NONE:
            found.append((row.at, gate.reason))
    return max(found, default=None, key=lambda each: (local_day(each[0], zone), _strictness(each[1]), each[0]))


def _strictness(refused: Reason) -> int:
    return (SAME_DAY, EMERGENCY).index(refused.line) if refused.line in SIGNS else -1  # -1: a high number
