"""The next-day question: when it is due, and what an answer leads to."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.safety.after import NextDay, Soreness, next_day
from hipcoach.safety.pain_rests import open_pain_rests
from hipcoach.safety.past import NextAnswer, Past, late_enough
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Level, PainRestKind

SESSIONS_A_DAY = 10


def pending(rule: PainRule, snapshot: DiarySnapshot) -> bool:
    """Return True if the last session waits for a next-day answer. The number before the next session is one, too.

    An answer that came late enough settles a session. A short rest goes on asking until an answer is not higher.
    """
    last = snapshot.last
    if last is None:
        return False
    return not last.answers(rule) or bool(open_pain_rests(snapshot.pain_rests, PainRestKind.SHORT))


def due(rule: PainRule, snapshot: DiarySnapshot) -> bool:
    """Return True if it is the first question today: from `from_h` to `to_h` hours after, or later in a short rest.

    It is asked once a day at most. Left unanswered, it does not come again before the next session.
    """
    last = snapshot.last
    if last is None or not pending(rule, snapshot):
        return False
    since = snapshot.now - last.ended_at
    if not late_enough(rule, since):
        return False
    if any(snapshot.date_of(each.at) == snapshot.today for each in last.nexts if last.came_late_enough(rule, each)):
        return False
    return since <= timedelta(hours=rule.to_h) or bool(open_pain_rests(snapshot.pain_rests, PainRestKind.SHORT))


def eased(rule: PainRule, snapshot: DiarySnapshot) -> bool:
    """Return True if today's next-day answer was higher, so that only mobility at the first ladder step is offered."""
    last = snapshot.last
    answers = last.answers(rule, on_time=False) if last is not None else []
    return bool(answers) and answers[-1][1] is not Level.OK and snapshot.is_today(answers[-1][0])


def ambers_before(rule: PainRule, snapshot: DiarySnapshot) -> int:
    """Return on how many next days in a row before today the number was higher. Days with no answer are skipped."""
    newest_first = (each for past in reversed(snapshot.past) for each in reversed(past.answers(rule)))
    count = 0
    for day, answers in groupby(newest_first, key=lambda each: snapshot.date_of(each[0])):
        if day >= snapshot.today:
            continue
        if all(found is Level.OK for _, found in answers):
            break
        count += 1
    return count


def answer(rule: PainRule, snapshot: DiarySnapshot, n: int | None, soreness: Soreness | None = None) -> NextDay | None:
    """Return what an answer given now leads to; None where no session waits for one."""
    last = snapshot.last
    if last is None or not pending(rule, snapshot):
        return None
    running = ambers_before(rule, snapshot)
    return next_day(
        rule,
        last.base,
        n,
        since=_time_since(snapshot, last),
        ambers_before=running,
        soreness=soreness,
        base_from=last.base_from,
        higher_before=any(at is not Level.OK for _, at in last.answers(rule, on_time=False)),
    )


def _time_since(snapshot: DiarySnapshot, last: Past) -> timedelta:
    """Return the time since the last session, no longer than its short rest has lasted by the machine's uptime."""
    rested = [
        snapshot.rested[rest.id]
        for rest in open_pain_rests(snapshot.pain_rests, PainRestKind.SHORT)
        if rest.id in snapshot.rested
    ]
    return min([snapshot.now - last.ended_at, *rested])


def sessions_asked_about(snapshot: DiarySnapshot) -> tuple[Past, ...]:
    """Return the sessions that one next-day answer is for: the last one, and the others of its day."""
    last = snapshot.last
    if last is None:
        return ()
    day, begun = snapshot.day_of(last), [past for past in snapshot.past if past.started_at <= snapshot.now]
    return tuple(past for past in begun[-SESSIONS_A_DAY:] if snapshot.day_of(past) == day)


def answered(snapshot: DiarySnapshot, n: int | None) -> DiarySnapshot:
    """Return the snapshot with the answer added to it."""
    asked = sessions_asked_about(snapshot)
    if not asked:
        return snapshot
    given = {past.id: replace(past, nexts=(*past.nexts, NextAnswer(snapshot.now, n))) for past in asked}
    return replace(snapshot, past=tuple(given.get(past.id, past) for past in snapshot.past))
