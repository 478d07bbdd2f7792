"""docs/pain_rule.md, row by row: what needs the days before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hipcoach.catalogue.types import Catalogue, Category, Dose, Side
from hipcoach.planner import nextday
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.effects import after_session
from hipcoach.planner.prepare import prepare, with_number
from hipcoach.planner.programme import Programme, week
from hipcoach.planner.steps import place_now, steps_up
from hipcoach.planner.today import DayKind, Today, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.past import NextAnswer, Past, PastExercise
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import pause_reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRest, PainRestKind, Session
from hipcoach.store.rows import PainRow
from tests.planner.diary import ACHE, Diary

SIGN = Reason("screen_same_day", values={"signs": ("A sign",)})
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
H, D = timedelta(hours=1), timedelta(days=1)
Row = tuple[str, Callable[[PainRule, Catalogue], bool]]


def past(ago: timedelta = D, **changes: object) -> Past:
    """A session that counts: as planned, every number given, none higher, settled the next day."""
    at = NOW - ago
    bridge = PastExercise("bridge", Dose(1, 5, 3.0, 0.0), response="same")
    made = Past("a", "strength", at, at, "completed", 2, 2, after=2, effort=4, exercises=(bridge,))
    made = replace(made, nexts=(NextAnswer(at + 12 * H, 2),))
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def held(kind: PainRestKind = PainRestKind.FULL, ago: timedelta = D, until: timedelta | None = None) -> PainRest:
    return PainRest(str(ago), kind, NOW - ago, ("bridge",), None, 2, 6, "1", released_at=until and NOW - until)


def due(r: PainRule, c: Catalogue, **fields: object) -> Today:
    return today(r, replace(DiarySnapshot(NOW), **fields), Programme(), c)  # type: ignore[arg-type]  # names of its fields


def asks(r: PainRule, hours: float, *pain_rests: PainRest) -> bool:
    open_ = past(hours * H, nexts=())
    return nextday.due(r, DiarySnapshot(NOW, past=(open_,), pain_rests=pain_rests))


def ups(r: PainRule, c: Catalogue, *sessions: Past) -> list[str]:
    return [move.exercise for move in steps_up(r, DiarySnapshot(NOW, past=sessions), c.exercises)]


def without(r: PainRule, c: Catalogue, **changes: object) -> bool:
    """Two sessions would be a step up; with these changes in the last one there is none."""
    two = past(5 * D), past(2 * D)
    return ups(r, c, *two) == ["bridge"] and not ups(r, c, two[0], past(2 * D, **changes))


def lower(r: PainRule, c: Catalogue, **changes: object) -> list[str]:
    """What is one step lower after a session that was answered, all at their third step before."""
    last = past(**changes)
    known = DiarySnapshot(NOW, past=(last,), places={each.id: LadderPlace(2, 2) for each in last.exercises})
    return [move.exercise for move in after_session(r, known, last, last.after, c.exercises)[1].moves]


def made(r: PainRule, c: Catalogue, plan: str, b: int | None = 2, **fields: object) -> Session | Refusal:
    now = replace(DiarySnapshot(NOW), **fields)  # type: ignore[arg-type]  # names of its fields
    return prepare(r, now, c, c.plans[plan], ticked=(), b=b)


SOFT = PainRestKind.SHORT
ROWS: list[Row] = [
    # -- what is asked
    ("N: first opening 12-48 h later", lambda r, c: [asks(r, h) for h in (11.9, 12, 48, 48.1)] == [0, 1, 1, 0]),
    (
        "and always before the next session",
        lambda r, c: all(
            nextday.pending(r, DiarySnapshot(NOW, past=(past(h * H, nexts=()),))) for h in (1, 13, 100, 2000)
        ),
    ),
    (
        "one pain question serves as N and as the new B",
        lambda r, c: with_number(r, DiarySnapshot(NOW, past=(past(nexts=()),)), 2).past[-1].settled(r),
    ),
    (
        "N's base is the earlier session's",
        lambda r, c: not with_number(r, DiarySnapshot(NOW, past=(past(nexts=(), base=1),)), 2).past[-1].settled(r),
    ),
    # -- after, and next day: no progression
    ("2 consecutive settled sessions -> one step", lambda r, c: ups(r, c, past(5 * D), past(2 * D)) == ["bridge"]),
    ("A: AMBER -> no progression", lambda r, c: without(r, c, after=3)),
    ("A short rest lasts until N is OK: it goes on asking", lambda r, c: asks(r, 100, held(SOFT)) and not asks(r, 100)),
    ("A missing -> no progression", lambda r, c: without(r, c, after=None)),
    ("N missing -> no progression", lambda r, c: without(r, c, nexts=())),
    ("N AMBER -> no progression", lambda r, c: without(r, c, nexts=(NextAnswer(NOW, 3),))),
    ("N under 12 h never counts", lambda r, c: without(r, c, nexts=(NextAnswer(NOW - 2 * D + 11 * H, 2),))),
    ("D or R not given -> no progression", lambda r, c: without(r, c, missing=True)),
    ("a rise during it -> no progression", lambda r, c: without(r, c, highest=3)),
    (
        "a rise in its work is one step back; one before any exercise is nobody's",
        lambda r, c: (
            [lower(r, c, highest=3, highest_at_work=at_work) for at_work in (3, None)] == [["bridge"], []]
            and lower(r, c, highest=3, after=3) == ["bridge"]
        ),
    ),
    (
        "B 5, or 4 above usual -> no progression",
        lambda r, c: (
            without(r, c, before=4, base=4, after=4, lessened=True) and without(r, c, before=5, base=5, after=5)
        ),
    ),
    ("B not given -> no progression", lambda r, c: without(r, c, before=None)),
    ("stopped -> not done in full", lambda r, c: without(r, c, finish="stopped")),
    ("effort over 5, or not given", lambda r, c: without(r, c, effort=6) and without(r, c, effort=None)),
    (
        "unanswered, only START mobility is offered, from the next day on",
        lambda r, c: (
            due(r, c, past=(past(2 * H),), pain_rests=(held(SOFT, 2 * H),)).kind is DayKind.REST
            and due(r, c, past=(past(D, nexts=(NextAnswer(NOW, None),)),), pain_rests=(held(SOFT, D),)).plan
            == "daily-mobility"
        ),
    ),
    # -- pain rest
    (
        "or 3 in 28 (advice between, so that no two are within 14 days of it)",
        lambda r, c: (
            pause_reason(r, [held(ago=27 * D, until=26 * D), held(ago=17 * D, until=16 * D), held(ago=0 * D)],
                         (NOW - 16 * D,), NOW) is not None
            and pause_reason(r, [held(ago=29 * D, until=26 * D), held(ago=17 * D, until=16 * D), held(ago=0 * D)],
                             (NOW - 16 * D,), NOW) is None
        ),
    ),
    (
        "a second guided session: none while a short rest set today is open",
        lambda r, c: isinstance(made(r, c, "daily-mobility", pain_rests=(held(SOFT, 2 * H),)), Refusal),
    ),
    # -- what is due, in this order
    (
        "paused before blocked before check_first before rest before session",
        lambda r, c: (
            [
                due(r, c, past=(past(nexts=()),), pain_rests=(held(ago=8 * D),)).kind,
                due(r, c, past=(past(nexts=()),), pain_rests=(held(),)).kind,
                due(r, c, past=(past(nexts=()),), refused_at=NOW, refused=SIGN).kind,
                due(r, c, past=(past(),), refused_at=NOW, refused=SIGN).kind,
                due(r, c, past=(past(),)).kind,
            ]
            == list(DayKind)
        ),
    ),
    # -- progression
    (
        "mobility daily",
        lambda r, c: all(
            any({Category.MOBILITY} & {k for e in c.plans[d.plan].exercises for k in c.exercises[e].categories}
                for d in dues)
            for dues in week(r, Programme(), NOW.date()).values()
        ),
    ),
    (
        "a gap of 14 days -1, of 28 days -> START, on the exercise that was not done",
        lambda r, c: (
            [
                place_now(
                    r,
                    DiarySnapshot(NOW, places={"bridge": LadderPlace(3, 3)}, last_done={"bridge": NOW - n * D}),
                    c.exercises["bridge"],
                ).left
                for n in (13, 14, 28)
            ]
            == [3, 2, 0]
        ),
    ),
    (
        "A plan started within those 48 h still runs; only a pain rest, the screening and B refuse a session",
        lambda r, c: (
            isinstance(found := made(r, c, "first-steps", 5, past=(past(D),), usual0=5), Session)
            and [each.exercise for each in found.left_out] == ["bridge", "chair_stand"]
            and all("48 hours" in each.why for each in found.left_out)
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "holds"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_the_page(
    rule: PainRule, catalogue: Catalogue, sentence: str, holds: Callable[[PainRule, Catalogue], bool]
) -> None:
    assert holds(rule, catalogue), sentence


def test_a_hold_is_kept_with_what_started_it(diary: Diary) -> None:
    """Kept with: start, trigger exercise(s), side, base, peak, rule version."""
    diary.session("first-steps", worse={"bridge": (3, ACHE)}, rest=2, a=7)
    (row,) = diary.store.pain_rests.in_force()
    assert (row.kind, row.triggers, row.base, row.peak) == ("hold", ("bridge",), 2, 7)
    assert row.started_at == diary.clock.utc()
    assert row.rule_version == diary.rule.version


@pytest.mark.parametrize(("before", "during", "side"), [("left", None, "left"), ("left", "right", "right")])
def test_a_hold_is_kept_with_its_side(diary: Diary, before: str, during: str | None, side: str) -> None:
    session, _ = diary.session("first-steps", a=2)
    past_id = diary.snapshot().past[-1].id
    with diary.store.transaction():
        diary.store.pains.add(PainRow("b", "before", diary.clock.utc(), 2, past_id, side=Side(before)))
        if during is not None:
            diary.store.pains.add(PainRow("d", "during", diary.clock.utc(), 2, past_id, side=Side(during)))
    assert session.base == 2
    diary.wait(days=1)
    diary.next_day(8)
    (row,) = diary.store.pain_rests.in_force()
    assert row.side == side
