"""Pain rests: what starts one, which is in force, and what ends it. Time alone ends none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from hipcoach.safety.before import screen
from hipcoach.safety.reason import NO_REASON, HasReason, Reason, in_sentences
from hipcoach.safety.rule import PainRule, check_score, level
from hipcoach.safety.stored_keys import PAIN_REST_RELEASE
from hipcoach.safety.types import Level, PainKind, PainRest, PainRestKind


def triggers(
    marked: Sequence[str], last_changed: Collection[str], done: Sequence[str], strength: Collection[str]
) -> tuple[str, ...]:
    """Return which exercises a pain rest is about.

    Those marked Worse. With none marked: the one exercise of the session that was added or stepped up last, if it is
    one; else its strength exercises; else the last exercise done.

    `last_changed` holds what was added or stepped up last; `done` is in the order done.
    """
    if marked:
        return tuple(dict.fromkeys(marked))
    changed = [exercise for exercise in dict.fromkeys(done) if exercise in last_changed]
    if len(changed) == 1:
        return (changed[0],)
    worked = tuple(exercise for exercise in dict.fromkeys(done) if exercise in strength)
    return worked or tuple(done[-1:])


def in_force(pain_rests: Iterable[PainRest]) -> PainRestKind:
    """Return the kind of the strictest pain rest that is not released; NONE if there is none."""
    return max(
        (rest.kind for rest in pain_rests if rest.released_at is None),
        key=lambda kind: kind.rank,
        default=PainRestKind.NONE,
    )


def open_pain_rests(pain_rests: Iterable[PainRest], kind: PainRestKind) -> tuple[PainRest, ...]:
    """Return the pain rests of one kind that are not released."""
    return tuple(rest for rest in pain_rests if rest.kind is kind and rest.released_at is None)


def worst_kind(pain_rests: Iterable[PainRest]) -> PainKind | None:
    """Return the most pressing kind of pain that a pain rest in force is for; None for an ache or no kind."""
    kinds = (rest.pain_kind for rest in pain_rests if rest.released_at is None)
    found = max((kind for kind in kinds if kind is not None), key=lambda kind: kind.rank, default=None)
    return None if found is PainKind.ACHE else found


@dataclass(frozen=True, slots=True)
class Release:
    """The conditions that are missing for a pain rest to end now; it may end if none is."""

    unmet: tuple[Reason, ...]
    over: Reason = NO_REASON  # why it may end

    @property
    def allowed(self) -> bool:
        """True if nothing is missing."""
        return not self.unmet

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, one sentence each."""
        return tuple(each.sentence for each in self.unmet)

    @property
    def why(self) -> str:
        """All that is missing in words, or why it may end."""
        return in_sentences(self.unmet) or self.over.sentence


def release(
    rule: PainRule,
    pain_rests: Iterable[PainRest],
    *,
    now: datetime,
    pain: int | None,
    usual: int | None,
    ticked: Collection[str] | None,
    confirmed: bool,
    rested: Mapping[str, timedelta] = MappingProxyType({}),
) -> Release:
    """Decide whether the pain rests in force may end: all conditions, for every one of them.

    `ticked` holds the emergency and same-day signs marked now (None: not answered). "Soon" signs never block.
    `rested` holds how long each has lasted, by its id, where it is known without the clock: the shorter time counts.
    """
    held = open_pain_rests(pain_rests, PainRestKind.FULL)
    unmet = []
    if any(_passed(rest, now, rested) < timedelta(hours=rule.release_h) for rest in held):
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_not_24_h", {"release_h": rule.release_h}))
    if pain is None:
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_no_number_now"))
    elif check_score(pain) > (limit := release_limit(rule, held, usual)):
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_above_before", {"now": pain, "limit": limit}))
    if ticked is None:
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_no_screen"))
    elif screen(rule, ticked).blocks:
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_sign_marked"))
    if not confirmed:
        unmet.append(Reason(PAIN_REST_RELEASE, "rest_not_confirmed"))
    if unmet or pain is None:
        return Release(tuple(unmet))
    return Release((), Reason(PAIN_REST_RELEASE, "rest_over", {"now": pain, "release_h": rule.release_h}))


def release_limit(rule: PainRule, pain_rests: Iterable[PainRest], usual: int | None) -> int:
    """Return the highest score at which the pain rests in force may end: never one that would be red by itself."""
    held = open_pain_rests(pain_rests, PainRestKind.FULL)
    return min((rule.red_absolute - 1, *(_limit(rest, usual) for rest in held)))


def earliest_end(
    rule: PainRule,
    pain_rests: Iterable[PainRest],
    now: datetime,
    rested: Mapping[str, timedelta] = MappingProxyType({}),
) -> datetime | None:
    """Return the earliest moment at which the pain rests in force may end, by time alone; None where there is none."""
    left = [
        timedelta(hours=rule.release_h) - _passed(rest, now, rested)
        for rest in open_pain_rests(pain_rests, PainRestKind.FULL)
    ]
    return now + max(left) if left else None


def _passed(rest: PainRest, now: datetime, rested: Mapping[str, timedelta]) -> timedelta:
    """Return the time since a pain rest began, by the clock or without it, whichever is shorter."""
    by_clock = now - rest.started_at
    return min(by_clock, rested.get(rest.id, by_clock))


def _limit(rest: PainRest, usual: int | None) -> int:
    """Return the highest score at which one pain rest may end."""
    return rest.base if usual is None else max(rest.base, usual)


def ask_to_contact(rule: PainRule, pain_rests: Iterable[PainRest], now: datetime) -> bool:
    """Return True if the page asks more strongly to contact a health professional: not settled after so many hours."""
    return any(
        now - rest.started_at >= timedelta(hours=rule.prompt_h)
        for rest in open_pain_rests(pain_rests, PainRestKind.FULL)
    )


def red_in_rest(rule: PainRule, pain_rests: Iterable[PainRest], at: datetime, score: int, now: datetime) -> bool:
    """Return True if a score that was given at a moment is red against a pain rest in force that had begun by then.

    A pain rest that is dated ahead of `now`, since the clock was set back, is taken to have begun.
    """
    held = open_pain_rests(pain_rests, PainRestKind.FULL)
    return any(
        (rest.started_at <= at or rest.started_at > now) and level(rule, rest.base, score) is Level.RED for rest in held
    )


@dataclass(frozen=True, slots=True)
class GoOn(HasReason):
    """The decision on a session that was cut off: may it go on, and why."""

    allowed: bool
    reason: Reason


def may_go_on(
    rule: PainRule,
    *,
    started_at: datetime,
    now: datetime,
    report_open: bool,
    pain_rest: PainRestKind,
    screened: bool = True,
) -> GoOn:
    """Decide on going on after a crash; `pain_rest`: the strictest that it set, `screened`: the screening passed again.

    A clock that was set back counts as too old.
    """
    if report_open:
        return GoOn(False, Reason("during_crash", "report_open"))
    if pain_rest is not PainRestKind.NONE:
        return GoOn(False, Reason("during_crash", "pain_in_session"))
    if not timedelta(0) <= now - started_at < timedelta(minutes=rule.crash_minutes):
        return GoOn(False, Reason("during_crash", "began_long_ago", {"crash_minutes": rule.crash_minutes}))
    if not screened:
        return GoOn(False, Reason("during_crash", "signs_first"))
    return GoOn(True, Reason("during_crash", "may_go_on", {"crash_minutes": rule.crash_minutes}))
