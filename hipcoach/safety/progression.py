"""When an exercise may go one ladder step up, and when it goes down. Never on a missing answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hipcoach.catalogue.types import Side
from hipcoach.safety.dose import FIRST_STEP, LadderPlace
from hipcoach.safety.reason import HasReason, Reason
from hipcoach.safety.rule import PainRule


@dataclass(frozen=True, slots=True)
class ExerciseInSession:
    """One past session, as progression sees it for one exercise."""

    clean: bool  # `Past.clean`: whatever was in it
    as_usual: bool = False  # the number before it was high but usual
    effort: int | None = None
    had_it: bool = False  # the exercise was in it
    in_full: bool = False  # all of its present step was done, on every side
    better_or_same: bool = False  # answered after it, and not with Worse


@dataclass(frozen=True, slots=True)
class Change(HasReason):
    """One change of place on a ladder, and why."""

    place: LadderPlace
    reason: Reason


def step_up(
    rule: PainRule,
    name: str,
    place: LadderPlace,
    last: int,
    sessions: Iterable[ExerciseInSession],
    *,
    last_up_at: datetime | None,
    now: datetime,
    as_usual: bool = False,
) -> Change | None:
    """Return the change of one ladder step up, or None. `sessions` come newest first; `last` is the last ladder step.

    Two sessions with the exercise count as consecutive only if every session from the first of them on was clean.
    `last_up_at` is when this exercise last stepped up, on any side. `as_usual`: today's number is high but usual. Then,
    or after a session with such a number, more sessions are needed.
    """
    if min(place.left, place.right) >= last:
        return None
    if last_up_at is not None and now - last_up_at < timedelta(days=rule.step_days):
        return None
    good, needed = 0, rule.settled_as_usual if as_usual else rule.settled_needed
    for session in sessions:
        if not session.clean:
            return None
        if not session.had_it:
            continue
        if not _good(rule, session):
            return None
        good += 1
        if session.as_usual:
            needed = max(needed, rule.settled_as_usual)
        if good >= needed:
            return Change(place.raised(), Reason("progress_step", "step_up", {"name": name, "sessions": good}))
    return None


def _good(rule: PainRule, session: ExerciseInSession) -> bool:
    """Return True if one session counts toward a ladder step up."""
    easy = session.effort is not None and session.effort <= rule.effort_max
    return session.in_full and session.better_or_same and easy


def step_back(name: str, place: LadderPlace, side: Side = Side.BOTH) -> Change | None:
    """Return the change of one ladder step down after a higher number; None at the first already."""
    lower = place.lowered(side=side)
    if lower == place:
        return None
    return Change(lower, Reason("progress_back", "step_lower", {"name": name}))


def after_gap(
    rule: PainRule, name: str, place: LadderPlace, last_done_at: datetime | None, now: datetime
) -> Change | None:
    """Return the change to a lower place after a gap in doing this exercise; None without a gap or a lower place."""
    if last_done_at is None:
        return None
    gap = now - last_done_at
    if gap >= timedelta(days=rule.restart_days):
        lower, wording, days = FIRST_STEP, "first_step_gap", rule.restart_days
    elif gap >= timedelta(days=rule.gap_days):
        lower, wording, days = place.lowered(), "step_lower_gap", rule.gap_days
    else:
        return None
    if lower == place:
        return None
    return Change(lower, Reason("progress_back", wording, {"name": name, "days": days}))


def too_soon(gap_h: int, cap: int, past: Sequence[datetime], now: datetime, *, window_days: int = 7) -> bool:
    """Return True if work of one kind would come within `gap_h` of the last, or more than `cap` times in a week."""
    recent = [at for at in past if now - at < timedelta(days=window_days)]
    return any(now - at < timedelta(hours=gap_h) for at in past) or len(recent) >= cap
