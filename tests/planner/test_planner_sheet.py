"""A physiotherapist's sheet over the days: when it is due, what pain and gaps take off it, and what never happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hipcoach.catalogue.types import Catalogue, Dose, PlanEntry, SessionPlan
from hipcoach.history.report import report
from hipcoach.planner.aim import aim_now, weekly_aim
from hipcoach.planner.choices import dose_choices
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.programme import (
    DAY,
    Due,
    Programme,
    RuleConflict,
    SessionKind,
    day,
    drop,
    move,
    swap,
    with_sheets,
)
from hipcoach.planner.rule_facts import gather_facts
from hipcoach.planner.today import DayKind, today
from hipcoach.safety.past import NextAnswer, Past, PastExercise
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from tests.planner.diary import ACHE, Diary

SHEET = Dose(2, 8, 3.0, 30.0)
HALF = Dose(1, 4, 3.0, 0.0)
STRETCH = Dose(2, 1, 20.0, 30.0)


@pytest.fixture
def own(diary: Diary) -> Callable[..., SessionPlan]:
    """Put a sheet with a bridge and a stretch among the user's plans."""

    def put(**changes: object) -> SessionPlan:
        plan = replace(
            diary.catalogue.plans["first-steps"],
            id="sheet",
            exercises=("bridge", "figure_four"),
            entries=(PlanEntry("bridge", SHEET), PlanEntry("figure_four", STRETCH)),
            own=True,
        )
        plan = replace(plan, **changes)  # type: ignore[arg-type]  # names of its fields
        diary.catalogue = replace(diary.catalogue, plans={**diary.catalogue.plans, "sheet": plan})
        return plan

    return put


def bridge(diary: Diary) -> Dose:
    found = diary.prepare("sheet")
    assert isinstance(found, Session), found
    return next(each.dose for each in found.assignments if each.exercise.id == "bridge")


def test_it_is_done_day_after_day_as_it_stands_and_nothing_moves_on_a_ladder(
    diary: Diary, own: Callable[..., SessionPlan]
) -> None:
    own()
    for _ in range(9):
        session, _ = diary.session("sheet")
        assert [each.dose for each in session.assignments] == [SHEET, STRETCH]
        diary.wait(hours=24)
    assert list(diary.store.doses.all()) == []
    assert [each.note for each in session.assignments] == ["As on your sheet."] * 2


def test_more_pain_halves_what_caused_it_until_it_has_settled(diary: Diary, own: Callable[..., SessionPlan]) -> None:
    own()
    diary.session("sheet", worse={"bridge": (3, ACHE)}, rest=2)
    diary.wait(hours=48)
    session, _ = diary.session("sheet")
    assert [each.dose for each in session.assignments] == [HALF, STRETCH]
    diary.wait(hours=48)
    diary.next_day(2)
    assert bridge(diary) == SHEET


@pytest.mark.parametrize(("days", "dose"), [(13, SHEET), (14, HALF), (40, HALF)])
def test_a_gap_halves_it_once(diary: Diary, own: Callable[..., SessionPlan], days: int, dose: Dose) -> None:
    own()
    diary.session("sheet")
    diary.wait(days=days)
    diary.next_day(2)
    session, _ = diary.session("sheet")
    assert session.assignments[0].dose == dose
    diary.wait(days=1)
    assert bridge(diary) == SHEET


def test_its_user_may_always_do_half_and_then_the_whole_again(diary: Diary, own: Callable[..., SessionPlan]) -> None:
    own()
    bridge_id, now = diary.catalogue.exercises["bridge"], diary.clock.utc()

    def choice() -> tuple[Dose, bool, bool]:
        found = diary.prepare("sheet")
        assert isinstance(found, Session)
        choices = dose_choices(diary.rule, diary.snapshot(), diary.catalogue, found, 2, {})
        return found.assignments[0].dose, *(bool(each) for each in (choices["bridge"].less, choices["bridge"].more))

    assert choice() == (SHEET, True, False)
    diary.answers.record_steps_less(bridge_id, 1, now)
    assert choice() == (HALF, False, True)
    diary.session("sheet")
    diary.answers.record_steps_less(bridge_id, 0, now)
    assert choice() == (SHEET, True, False)
    assert list(diary.store.doses.all()) == []  # its ladder is not touched


def test_it_is_due_on_its_days_as_often_as_it_says(diary: Diary, own: Callable[..., SessionPlan]) -> None:
    own(days=frozenset({0, 3}), times_a_day=2)  # the diary begins on a Monday
    programme = with_sheets(Programme(), diary.catalogue.plans)

    def now() -> tuple[DayKind, str | None, str]:
        found = today(diary.rule, diary.snapshot(), programme, diary.catalogue)
        return found.kind, found.plan, found.why

    sheet = (DayKind.SESSION, "sheet", "Your sheet asks for it today.")
    assert now() == sheet
    diary.session("sheet")
    assert now() == sheet
    diary.session("sheet")
    assert now()[0] is DayKind.REST
    monday = diary.snapshot().today
    held = [day(diary.rule, programme, monday + n * DAY) for n in range(7)]
    assert [Due(SessionKind.SHEET, "sheet") in dues for dues in held] == [n in (0, 3) for n in range(7)]
    assert held[0] == (Due(SessionKind.SHEET, "sheet"),) * 2  # the day is the sheet's alone
    assert aim_now(diary.rule, diary.snapshot(), programme).planned == 7
    assert weekly_aim(diary.rule, diary.store, diary.catalogue.plans, monday) == sum(map(len, held))
    without = drop(programme, monday, SessionKind.SHEET)
    assert {due.kind for due in day(diary.rule, without, monday)}.isdisjoint({SessionKind.SHEET})
    for refused in (
        move(diary.rule, programme, monday, monday + DAY, SessionKind.SHEET),
        swap(programme, monday, SessionKind.SHEET, "evening", frozenset()),
    ):
        assert isinstance(refused, RuleConflict)
        assert refused.reason.sentence == "Its days stand on your sheet. It may be left out."


def test_what_hurt_more_is_over_in_the_next_session_of_that_day_too(
    diary: Diary, own: Callable[..., SessionPlan]
) -> None:
    own(times_a_day=2)
    diary.session("sheet", worse={"bridge": (2, ACHE)})  # worse, and the number no higher
    again = diary.prepare("sheet")
    assert isinstance(again, Session)
    assert [each.exercise.id for each in again.assignments] == ["figure_four"]
    assert [each.why for each in again.left_out] == ["It hurt more earlier today: it is over for today."]
    diary.wait(hours=24)
    assert bridge(diary) == SHEET


def test_a_rest_comes_before_what_the_sheet_asks_for(diary: Diary, own: Callable[..., SessionPlan]) -> None:
    own(days=frozenset(range(7)))
    diary.session("sheet", worse={"bridge": (7, ACHE)})
    found = today(diary.rule, diary.snapshot(), with_sheets(Programme(), diary.catalogue.plans), diary.catalogue)
    assert (found.kind, found.plan) == (DayKind.BLOCKED, None)


def test_the_report_has_the_dose_of_the_sheet_and_not_of_the_ladder(
    diary: Diary, own: Callable[..., SessionPlan]
) -> None:
    own()
    diary.put_at("bridge", 3)
    diary.session("sheet")
    on = diary.snapshot().today
    planned = {each.exercise: each for each in report(diary.store, diary.rule, diary.clock.zone(), on, on).planned}
    assert (planned["bridge"].dose, planned["bridge"].on_sheet) == (SHEET, True)


def test_its_dose_is_lower_after_more_pain_until_that_exercise_has_settled(
    rule: PainRule, catalogue: Catalogue
) -> None:
    now, (dose, *_) = datetime(2026, 3, 9, 9, tzinfo=UTC), catalogue.exercises["bridge"].ladder

    def past(days: int, ids: tuple[str, ...], worse: str | None, then: int) -> Past:
        at = now - days * DAY
        done = tuple(PastExercise(each, dose, response=worse) for each in ids)
        return Past("a", "sheet", at, at, "completed", 2, 2, nexts=(NextAnswer(at + DAY, then),), exercises=done)

    rose = past(6, ("bridge", "knee_rolls"), "worse", 4)
    for later, lower in (((), {"bridge", "knee_rolls"}), ((past(4, ("bridge",), None, 2),), {"knee_rolls"})):
        facts = gather_facts(rule, DiarySnapshot(now, past=(rose, *later)), catalogue.exercises)
        assert facts.doses.lower_on_sheet == lower
