"""The week's aim in days: what the programme holds, less the days of a pain rest. No day missed is counted."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from hipcoach.catalogue.types import SessionPlan
from hipcoach.planner import profile_values
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.programme import DAY, Programme, week, with_sheets
from hipcoach.safety.pain_rests import in_force
from hipcoach.safety.past import Past
from hipcoach.safety.rule import PainRule
from hipcoach.safety.sentence_parts import number
from hipcoach.safety.types import Level, PainRestKind
from hipcoach.store import Store


@dataclass(frozen=True, slots=True)
class WeekAim:
    """One week: days planned, days of them that are for rest, days on which a session was done."""

    planned: int
    rested: int
    done: int
    resting: bool = False  # a pain rest is in force now

    @property
    def aim(self) -> int:
        """Days asked for: a pain rest takes its days off."""
        return self.planned - self.rested

    @property
    def kept(self) -> bool:
        """Return True if the week is as it should be; a pain rest always is."""
        return self.resting or self.rested > 0 or self.done >= self.aim

    def sentence(self) -> str:
        """Return the aim in a sentence or two, which reproach nobody."""
        if self.resting:
            return "Nothing is aimed for while you rest."
        if not self.planned:
            return "No days are planned this week." + (f" Done: {_days(self.done)}." if self.done else "")
        if not self.aim:
            return "This week is for rest, as you reported more pain; nothing else is aimed for."
        done = f", {number(self.done)} done" if 0 < self.done < self.aim else ""
        said = f"This week's aim: {_days(self.aim)}{done}."
        if self.done >= self.aim:
            said = f"This week's aim is reached: {_days(self.done)}."
        return f"{said} A rest for pain counts: {_days(self.rested)} fewer to aim for." if self.rested else said


def week_aim(
    rule: PainRule,
    programme: Programme,
    first: date,
    *,
    rested: Collection[date],
    done: Collection[date],
    begun: date | None = None,
) -> WeekAim:
    """Return the aim of the week from its `first` day. A day of rest on which a session was done counts as done.

    `begun` is the day on which the user began: nothing is asked of the days before it.
    """
    planned = {on for on, dues in week(rule, programme, first).items() if dues and (begun is None or on >= begun)}
    sessions = {on for on in done if first <= on < first + 7 * DAY}
    return WeekAim(len(planned), len(planned.intersection(rested) - sessions), len(sessions))


def rested_days(rule: PainRule, snapshot: DiarySnapshot, since: date = date.min) -> frozenset[date]:
    """Return the days from `since` that count as rest: a pain rest, a refusal, or a higher next-day number.

    A short rest ends with the answer that clears it. That day is free again.
    """
    found: set[date] = set()
    for rest in snapshot.pain_rests:
        first = snapshot.date_of(rest.started_at)
        last = min(snapshot.date_of(rest.released_at or snapshot.now), snapshot.today)
        if last < since:
            continue
        if rest.kind is PainRestKind.SHORT and rest.released_at is not None:
            last = max(first, last - DAY)
        found.update(first + n * DAY for n in range((last - first).days + 1))
    if snapshot.refused_at is not None:
        found.add(snapshot.date_of(snapshot.refused_at))
    for past in _newest(snapshot, since):
        found.update(snapshot.date_of(at) for at, level in past.answers(rule, on_time=False) if level is not Level.OK)
    return frozenset(found)


def _newest(snapshot: DiarySnapshot, since: date) -> Iterable[Past]:
    """Return the sessions from some days before `since`, the newest first: answers come within days."""
    if since == date.min:
        return reversed(snapshot.past)
    return takewhile(lambda past: snapshot.day_of(past) >= since - 7 * DAY, reversed(snapshot.past))


def aim_now(rule: PainRule, snapshot: DiarySnapshot, programme: Programme, first_weekday: int = 0) -> WeekAim:
    """Return how this week stands to its aim. `first_weekday` is the weekday on which a week begins (0: Monday)."""
    first = snapshot.today - (snapshot.today.weekday() - first_weekday) % 7 * DAY
    done = {snapshot.day_of(past) for past in _newest(snapshot, first) if past.worked}
    begun = snapshot.day_of(snapshot.past[0]) if snapshot.past else snapshot.today
    found = week_aim(rule, programme, first, rested=rested_days(rule, snapshot, first), done=done, begun=begun)
    return replace(found, resting=in_force(snapshot.pain_rests) is PainRestKind.FULL)


def weekly_aim(rule: PainRule, store: Store, plans: Mapping[str, SessionPlan], monday: date) -> int:
    """Return how many sessions the programme has in the week from `monday`; charts of sessions show this aim."""
    return sum(map(len, week(rule, with_sheets(profile_values.programme(store), plans), monday).values()))


def _days(count: int) -> str:
    return f"{number(count)} day{'' if count == 1 else 's'}"
