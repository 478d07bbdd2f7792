"""Rests: what starts one, what is in force, what releases it. Never by time alone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hipcoach.safety.before import screen
from hipcoach.safety.rule import PainRule, check_score
from hipcoach.safety.types import Hold, HoldKind


def triggers(
    marked: Sequence[str], last_changed: Collection[str], done: Sequence[str], strength: Collection[str]
) -> tuple[str, ...]:
    """Which exercises a rest is about.

    Marked Worse; with none marked the single one of the session last added or stepped up (`last_changed` holds all that
    changed last); else its strength exercises; else the last one done. `done` is in the order done.
    """
    if marked:
        return tuple(dict.fromkeys(marked))
    changed = [exercise for exercise in dict.fromkeys(done) if exercise in last_changed]
    if len(changed) == 1:
        return (changed[0],)
    worked = tuple(exercise for exercise in dict.fromkeys(done) if exercise in strength)
    return worked or tuple(done[-1:])


def in_force(holds: Iterable[Hold]) -> HoldKind:
    """The strictest of the rests that are not released."""
    return max(
        (hold.kind for hold in holds if hold.released_at is None), key=lambda kind: kind.rank, default=HoldKind.NONE
    )


def open_holds(holds: Iterable[Hold], kind: HoldKind) -> tuple[Hold, ...]:
    """The rests of one kind that are not released."""
    return tuple(hold for hold in holds if hold.kind is kind and hold.released_at is None)


@dataclass(frozen=True, slots=True)
class Release:
    """Whether a rest may end now, and if not, what is missing."""

    allowed: bool
    missing: tuple[str, ...]  # one sentence each
    why: str


def release(
    rule: PainRule,
    holds: Iterable[Hold],
    *,
    now: datetime,
    pain: int | None,
    usual: int | None,
    ticked: Collection[str] | None,
    confirmed: bool,
) -> Release:
    """Decide whether the HOLDs in force may end: all conditions, for every one of them.

    `ticked` holds the emergency and same-day signs marked now (None: not answered). "Soon" signs never block.
    """
    held = open_holds(holds, HoldKind.HOLD)
    missing = []
    if any(now - hold.started_at < timedelta(hours=rule.release_h) for hold in held):
        missing.append(f"Less than {rule.release_h} hours have passed.")
    if pain is None:
        missing.append("You have not said how it is now.")
    elif check_score(pain) >= rule.red_absolute:
        missing.append(f"You reported {pain} now; below {rule.red_absolute} is needed.")
    limit = min((_limit(hold, usual) for hold in held), default=rule.red_absolute)
    if pain is not None and limit < pain < rule.red_absolute:
        missing.append(f"You reported {pain} now; {limit} or less is where it was before.")
    if ticked is None:
        missing.append("The questions about signs have not been answered.")
    elif screen(rule, ticked).blocks:
        missing.append("You marked a sign that somebody should look at first.")
    if not confirmed:
        missing.append("You have not said that you want to come back.")
    why = (
        " ".join(missing)
        or f"You reported {pain} now, it has been {rule.release_h} hours or more, and you chose to come back."
    )
    return Release(not missing, tuple(missing), why)


def _limit(hold: Hold, usual: int | None) -> int:
    """The highest number at which one rest may end."""
    return hold.base if usual is None else max(hold.base, usual)


def ask_to_contact(rule: PainRule, holds: Iterable[Hold], now: datetime) -> bool:
    """Whether the rest page asks more strongly to contact a health professional: not settled after so many hours."""
    return any(now - hold.started_at >= timedelta(hours=rule.prompt_h) for hold in open_holds(holds, HoldKind.HOLD))


@dataclass(frozen=True, slots=True)
class GoOn:
    """Whether a session that was cut off may go on."""

    allowed: bool
    why: str
    line: str = "during_crash"


def may_go_on(
    rule: PainRule, *, started_at: datetime, now: datetime, report_open: bool, hold: HoldKind, screened: bool = True
) -> GoOn:
    """Decide on going on after a crash; `hold` is the strictest that it set, `screened`: the screen passed again.

    A clock that was set back counts as too old.
    """
    if report_open:
        return GoOn(False, "A report of more pain was open when it stopped; a missing answer never counts as fine.")
    if hold is not HoldKind.NONE:
        return GoOn(False, "You reported more pain in this session, so it does not go on.")
    if not timedelta(0) <= now - started_at < timedelta(minutes=rule.crash_minutes):
        return GoOn(False, f"It began more than {rule.crash_minutes} minutes ago, so what was done is kept.")
    if not screened:
        return GoOn(False, "The questions about signs come first.")
    return GoOn(True, "No report of pain is open, and it began less than half an hour ago.")
