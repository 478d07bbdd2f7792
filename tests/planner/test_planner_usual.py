"""What is usual, from a real diary: the first number of a day, without the days that were much worse than that."""

import pytest

from hipcoach.planner.prepare import before_now
from hipcoach.planner.rule_facts import usual_now
from hipcoach.safety.before import Gate
from hipcoach.safety.types import Session
from tests.planner.diary import Diary


def days(diary: Diary, *scores: int, plan: str = "morning-in-bed") -> None:
    """A session a day, and none where the number refuses it."""
    for score in scores:
        diary.wait(days=1)
        if before_now(diary.rule, diary.snapshot(), score).gate is Gate.NONE:
            diary.answers.record_without_session(score, None, diary.clock.utc())
        else:
            diary.session(plan, b=score, a=score)


def numbers(diary: Diary) -> list[tuple[int, bool]]:
    return [(day.score, day.counts) for day in diary.snapshot().numbers]


def test_usual_is_of_days_and_leaves_bad_ones_out(diary: Diary) -> None:
    days(diary, 2, 2, 2, 3, 3, 4, 6)  # the 4 makes its session gentle, the 6 refuses it
    assert numbers(diary) == [*[(2, True)] * 3, *[(3, True)] * 2, (4, False), (6, False)]
    diary.wait(days=1)
    diary.session("morning-in-bed", b=1, a=1)
    diary.wait(hours=3)
    diary.session("daily-mobility", b=3, a=3)  # the same day: its first number stands
    assert numbers(diary)[-1] == (1, True)
    assert usual_now(diary.rule, diary.snapshot()) == 2
    diary.wait(hours=3)
    diary.answers.record_without_session(7, None, diary.clock.utc())  # and now the whole day does not count
    assert numbers(diary)[-1] == (1, False)
    days(diary, 2, 2, 2)
    assert numbers(diary) == [(3, True), (4, False), (6, False), (1, False), *[(2, True)] * 3]


def test_a_bad_spell_does_not_become_what_is_usual(diary: Diary) -> None:
    days(diary, 2, 2, 2, 2, 3, 3, 4, 4)
    assert usual_now(diary.rule, diary.snapshot()) == 2
    assert before_now(diary.rule, diary.snapshot(), 4).gate is Gate.GENTLE


def test_where_a_four_comes_every_day_it_becomes_what_is_usual(diary: Diary) -> None:
    """Nothing was said of it in the first run; nobody stays at half for that."""
    days(diary, 4, 4, 4)
    assert [each.lessened for each in diary.snapshot().past] == [True, True, True]
    days(diary, 4)
    assert before_now(diary.rule, diary.snapshot(), 4).gate is Gate.AS_USUAL
    assert not diary.snapshot().past[-1].lessened


@pytest.mark.parametrize(("settled", "up"), [(2, False), (3, True)])
def test_a_step_up_needs_three_settled_sessions_where_a_four_is_usual(diary: Diary, settled: int, up: bool) -> None:
    days(diary, 4, 4, 4)
    days(diary, *[4] * settled)
    diary.wait(days=1)
    diary.next_day(4)
    for b, expected in ((4, up), (5, False), (None, False)):
        found = diary.prepare("morning-in-bed", b)
        assert isinstance(found, Session)
        assert any("One step up" in each.note for each in found.assignments) == expected, b
    found = diary.prepare("morning-in-bed", 2)  # the sessions before it had a 4, whatever today has
    assert isinstance(found, Session)
    assert any("One step up" in each.note for each in found.assignments) == up


@pytest.mark.parametrize("put_off", [False, True])
def test_a_session_put_off_does_not_keep_its_number_from_what_is_usual(diary: Diary, put_off: bool) -> None:
    """ "Not now" refuses nothing; a number that would have made the session gentle still does not count."""
    days(diary, 1, 1, 1)
    for score in (3, 3, 3, 3, 3, 4):
        diary.wait(hours=23)
        if put_off:
            diary.answers.record_without_session(score, None, diary.clock.utc())
        diary.wait(hours=1)
        diary.session("morning-in-bed", b=score, a=score)
    assert numbers(diary)[-6:] == [*[(3, True)] * 5, (4, True)]
    assert usual_now(diary.rule, diary.snapshot()) == 3
    diary.wait(hours=23)
    diary.answers.record_without_session(5, None, diary.clock.utc())
    assert numbers(diary)[-1] == (5, False)
