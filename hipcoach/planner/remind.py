"""When to remind of today's session, or after long sitting, and in what words: never in a pain rest, nor twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hipcoach.planner.today import DayKind, Today
from hipcoach.safety.types import PainRestKind

LATE = timedelta(minutes=60)  # a time that passed while the machine slept longer than this is let go
A_DAY = timedelta(days=1)
AWAY_S = 300  # nobody looked for as long as this: the machine slept, and its user sat elsewhere if at all
SITTING = "If you have been sitting for a while: stand up and move a little, if it suits you."

Week = Sequence[Sequence[time]]
"""The times of each weekday, Monday first; as many as the user likes."""


def time_due(week: Week, now: datetime, last: datetime | None) -> datetime | None:
    """Return the reminder time that has just come by the user's clock; None if none has, or if it was used already.

    `last` is the time for which the last reminder was given. Both are without a zone.
    """
    today = (datetime.combine(now.date(), each) for each in week[now.weekday()])
    here = now.replace(tzinfo=None)
    come = max((at for at in today if timedelta(0) <= here - at < LATE), default=None)
    if come is None or (last is not None and timedelta(0) <= last - come <= A_DAY):
        return None  # a time ahead of us by a day: the user flew west, and it is the same time once more
    return come


def reminder(today: Today, title: str, *, done_today: bool) -> str | None:
    """Return the sentence of a reminder, None where there is nothing to remind of. `title` is that of today's plan."""
    if done_today or today.pain_rest is not PainRestKind.NONE:
        return None
    if today.kind is DayKind.SESSION:
        return f"{title}, whenever it suits you today."
    if today.kind is DayKind.CHECK_FIRST:
        return "One question waits for you: how much does it hurt, compared with before your last session?"
    return None


@dataclass(frozen=True, slots=True)
class Spell:
    """How long its user may have been sitting, in seconds of the machine's uptime."""

    since_s: float
    looked_s: float


def sat(spell: Spell | None, now_s: float, minutes: int, *, busy: bool) -> tuple[Spell, bool]:
    """Return the spell of sitting as it stands now, and True if it has become long.

    Whatever gets the user up begins it anew.
    """
    if busy or spell is None or now_s - spell.looked_s > AWAY_S:
        return Spell(now_s, now_s), False
    if now_s - spell.since_s >= minutes * 60:
        return Spell(now_s, now_s), True
    return Spell(spell.since_s, now_s), False


def sitting_reminder(rest: PainRestKind) -> str | None:
    """Return the sentence after long sitting; None during a pain rest."""
    return SITTING if rest is PainRestKind.NONE else None
