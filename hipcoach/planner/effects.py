"""What an answer leads to, as values: a pain rest set or over, steps down.

`coach.answers` writes them into the diary.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.catalogue.types import Exercise, Side
from hipcoach.planner import nextday
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.rule_facts import triggers_of
from hipcoach.planner.steps import Move, steps_back
from hipcoach.safety.after import NextDay, Soreness, after
from hipcoach.safety.past import Past
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.types import BaseFrom, Decision, Level, PainRestKind


@dataclass(frozen=True, slots=True)
class NewPainRest:
    """A pain rest to be set."""

    kind: PainRestKind
    triggers: tuple[str, ...]
    base: int
    peak: int | None
    session_id: str


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that one answer leads to."""

    pain_rest: NewPainRest | None = None
    releases: PainRestKind | None = None  # pain rests of this kind are over
    moves: tuple[Move, ...] = ()


def after_session(
    rule: PainRule,
    snapshot: DiarySnapshot,
    past: Past,
    a: int | None,
    exercises: Mapping[str, Exercise],
    base_from: BaseFrom = BaseFrom.BEFORE,
    side: Side = Side.BOTH,
) -> tuple[Decision, Effects]:
    """Return what the number after a session leads to.

    A higher one, in the session or now, is one step down (on `side`).
    """
    decision = after(rule, past.base, a, base_from=base_from)
    triggers = triggers_of(past, snapshot, exercises)
    rose = any(x is not None and level(rule, past.base, x) is not Level.OK for x in (past.highest_at_work, a))
    moves = steps_back(snapshot, triggers, exercises, side) if rose else []
    return decision, Effects(_hold(decision, triggers, past, snapshot), None, tuple(moves))


def next_answer(
    rule: PainRule,
    snapshot: DiarySnapshot,
    n: int | None,
    exercises: Mapping[str, Exercise],
    soreness: Soreness | None = None,
) -> tuple[NextDay, Effects] | None:
    """Return what a next-day answer leads to; None where none is due. The first higher one is one step down."""
    found, past = nextday.answer(rule, snapshot, n, soreness), snapshot.last
    if found is None or past is None:
        return None
    triggers = triggers_of(past, snapshot, exercises)
    first = not any(at is not Level.OK for _, at in past.answers(rule, on_time=False))
    moves = steps_back(snapshot, triggers, exercises) if found.eases and first else []
    releases = PainRestKind.SHORT if found.ends_short_rest else None
    return found, Effects(_hold(found.decision, triggers, past, snapshot), releases, tuple(moves))


def _hold(decision: Decision, triggers: tuple[str, ...], past: Past, snapshot: DiarySnapshot) -> NewPainRest | None:
    """Return the rest that a decision sets; none where this session's own, as strict, is in force: it counts once."""
    if decision.pain_rest is PainRestKind.NONE:
        return None
    own = (rest for rest in snapshot.pain_rests if rest.session_id == past.id and rest.released_at is None)
    if any(rest.kind.rank >= decision.pain_rest.rank for rest in own):
        return None
    peak = max((each for each in (decision.pain, past.highest) if each is not None), default=None)
    return NewPainRest(decision.pain_rest, triggers, past.base, peak, past.id)
