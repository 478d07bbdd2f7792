"""The week's aim: from the programme, lowered by a rest for pain, and never a reproach."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.planner.aim import WeekAim, aim_now, rested_days, week_aim, weekly_aim
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.programme import Aim, Programme, SessionKind, drop
from hipcoach.safety.past import NextAnswer, Past
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRest, PainRestKind
from tests.planner.diary import Diary
from tests.planner.programmes import PROGRAMMES

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = [MONDAY + n * DAY for n in range(7)]
DAYS = st.frozensets(st.sampled_from(WEEK))
REPROACH = ("miss", "fail", "behind", "only", "yet", "left", "should", "streak", "out of", " of ")


def rest(kind: PainRestKind, since: datetime, until: datetime | None = None) -> PainRest:
    return PainRest(str(since), kind, since, ("bridge",), None, 2, 6, "1", released_at=until)


@pytest.mark.parametrize(
    ("planned", "rested", "done", "aim", "kept", "said"),
    [
        (7, 0, 0, 7, False, "This week's aim: seven days."),
        (5, 0, 2, 5, False, "This week's aim: five days, two done."),
        (5, 0, 5, 5, True, "This week's aim is reached: five days."),
        (5, 0, 6, 5, True, "This week's aim is reached: six days."),
        (5, 2, 1, 3, True, "This week's aim: three days, one done. A rest for pain counts: two days fewer to aim for."),
        (5, 4, 1, 1, True, "This week's aim is reached: one day. A rest for pain counts: four days fewer to aim for."),
        (5, 5, 0, 0, True, "This week is for rest, as you reported more pain; nothing else is aimed for."),
        (0, 0, 0, 0, True, "No days are planned this week."),
        (0, 0, 1, 0, True, "No days are planned this week. Done: one day."),
    ],
)
def test_the_words_of_a_week(planned: int, rested: int, done: int, aim: int, kept: bool, said: str) -> None:
    week = WeekAim(planned, rested, done)
    assert (week.aim, week.kept, week.sentence()) == (aim, kept, said)


@pytest.mark.parametrize(
    ("snapshot", "days"),
    [
        (DiarySnapshot(NOON), []),
        (DiarySnapshot(NOON + 2 * DAY, pain_rests=(rest(PainRestKind.FULL, NOON),)), [0, 1, 2]),
        (DiarySnapshot(NOON + 5 * DAY, pain_rests=(rest(PainRestKind.FULL, NOON, NOON + DAY),)), [0, 1]),
        (DiarySnapshot(NOON + 5 * DAY, pain_rests=(rest(PainRestKind.SHORT, NOON, NOON + DAY),)), [0]),
        (DiarySnapshot(NOON + DAY, pain_rests=(rest(PainRestKind.SHORT, NOON),)), [0, 1]),
        (DiarySnapshot(NOON + DAY, refused_at=NOON, refused=Reason("screen_same_day")), [0]),
        (
            DiarySnapshot(
                NOON + 2 * DAY,
                past=(Past("a", "x", NOON, NOON, "completed", 2, 2, nexts=(NextAnswer(NOON + DAY, 3),)),),
            ),
            [1],
        ),
        (
            DiarySnapshot(
                NOON + 2 * DAY,
                past=(Past("a", "x", NOON, NOON, "completed", 2, 2, nexts=(NextAnswer(NOON + DAY, 2),)),),
            ),
            [],
        ),
    ],
)
def test_which_days_are_for_rest(rule: PainRule, snapshot: DiarySnapshot, days: list[int]) -> None:
    assert rested_days(rule, snapshot) == {MONDAY + n * DAY for n in days}


@given(PROGRAMMES, DAYS, DAYS)
def test_a_rest_never_breaks_a_week(
    rule: PainRule, programme: Programme, rested: frozenset[date], done: frozenset[date]
) -> None:
    week = week_aim(rule, programme, MONDAY, rested=rested, done=done)
    assert 0 <= week.aim <= week.planned <= len(programme.days) <= 7
    assert not any(word in week.sentence().lower() for word in REPROACH)
    without = week_aim(rule, programme, MONDAY, rested=(), done=done)
    assert week.aim <= without.aim
    assert week.kept or not without.kept, "a rest makes no week worse"
    assert week.kept or not week.rested
    if rested >= set(WEEK):
        assert week.kept


@given(PROGRAMMES, DAYS, st.integers(0, 6), st.integers(0, 8), st.sampled_from((PainRestKind.SHORT, PainRestKind.FULL)))
def test_a_hold_lowers_the_aim_by_its_planned_days(
    rule: PainRule, programme: Programme, done: frozenset[date], start: int, length: int, kind: PainRestKind
) -> None:
    since = NOON + start * DAY
    snapshot = DiarySnapshot(since + length * DAY, pain_rests=(rest(kind, since),))
    rested = rested_days(rule, snapshot)
    week = week_aim(rule, programme, MONDAY, rested=rested, done=done)
    asked = [on for on in WEEK if on.weekday() in programme.days and on not in rested - done]
    assert week.aim <= len(asked)
    assert week.kept or not any(on.weekday() in programme.days for on in rested - done if on in WEEK)


def test_nothing_is_asked_of_the_days_before_the_first(diary: Diary) -> None:
    diary.wait(days=4)
    assert aim_now(diary.rule, diary.snapshot(), Programme()).sentence() == "This week's aim: three days."
    diary.session("first-steps")
    diary.wait(days=1)
    assert aim_now(diary.rule, diary.snapshot(), Programme()).sentence() == "This week's aim: three days, one done."
    diary.wait(days=2)
    assert aim_now(diary.rule, diary.snapshot(), Programme()).sentence() == "This week's aim: seven days."


def test_what_is_dropped_is_not_aimed_for(rule: PainRule) -> None:
    programme = drop(Programme(aims=frozenset({Aim.STIFFNESS})), MONDAY + DAY, SessionKind.MOBILITY)
    assert week_aim(rule, programme, MONDAY, rested=(), done=()).aim == 6


def test_a_diary_with_a_rest_for_pain(diary: Diary) -> None:
    assert weekly_aim(diary.rule, diary.store, diary.catalogue.plans, MONDAY) == 7
    diary.session("first-steps", b=2, a=7)  # a rest from Monday on
    diary.wait(days=2)
    found = aim_now(diary.rule, diary.snapshot(), Programme())
    assert (found.planned, found.rested, found.done, found.kept) == (7, 2, 1, True)
    assert found.sentence() == "Nothing is aimed for while you rest."
    assert diary.release(2)
    diary.wait(days=1)
    found = aim_now(diary.rule, diary.snapshot(), Programme())
    assert (found.planned, found.rested, found.done, found.kept) == (7, 2, 1, True)
    said = "This week's aim: five days, one done. A rest for pain counts: two days fewer to aim for."
    assert found.sentence() == said
