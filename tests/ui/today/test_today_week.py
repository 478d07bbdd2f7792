"""The week in its user's hands: what it is for, and each day moved, swapped and left out, as the planner allows."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock
from hipcoach.gallery.demo_world import World, fill, hurt
from hipcoach.gallery.draw import settle
from hipcoach.gallery.draw import show as put_up
from hipcoach.planner import profile_values
from hipcoach.planner.choices import days_for, kinds_of, plans_for
from hipcoach.planner.programme import (
    ACTIVITY_PLANS,
    DAY,
    Aim,
    Due,
    Programme,
    RuleConflict,
    SessionKind,
    day,
    move,
    week,
)
from hipcoach.ui.shared.programme_form import ACTIVITIES, IN_MOST_HOMES, NO_ACTIVITY
from hipcoach.ui.shared.week_page import WeekDetail
from hipcoach.ui.today.day_page import DayDetail
from hipcoach.ui.today.today_page import TodayPage
from hipcoach.ui.today.week_strip import DayCell
from hipcoach.ui.widgets.button import Button
from tests.ui.pages_world import today_window
from tests.ui.user import back, day_name

FRIDAY = date(2026, 3, 20)  # the gallery's today
MONDAY = FRIDAY - timedelta(days=4)


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot, world: World) -> Iterator[Callable[[], TodayPage]]:
    kept = []

    def shown() -> TodayPage:
        window = today_window(world)
        qtbot.addWidget(window)
        kept.append(window)
        window.show_page("today")
        put_up(qapp, window, (1366, 768))
        page = window.page("today")
        assert isinstance(page, TodayPage)
        return page

    yield shown
    kept.clear()


@pytest.fixture
def today(show: Callable[[], TodayPage]) -> TodayPage:
    return show()


def press(page: QWidget, name: str) -> None:
    found = [key for key in page.findChildren(Button) if key.accessibleName() == name and not key.isHidden()]
    assert len(found) == 1, [key.accessibleName() for key in page.findChildren(Button)]
    QTest.keyClick(found[0], Qt.Key.Key_Space)
    settle(QApplication.instance())  # type: ignore[arg-type]  # it is one: the fixture `qapp` made it


def names(page: QWidget) -> list[str]:
    return [key.accessibleName() for key in page.findChildren(Button)]


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def open_day(page: TodayPage, day: date) -> None:
    (cell,) = [cell for cell in page.findChildren(DayCell) if day_name(day) in cell.accessibleName()]
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_Return)
    settle(QApplication.instance())  # type: ignore[arg-type]  # it is one: the fixture `qapp` made it


def detail(page: TodayPage) -> DayDetail:
    found = page.findChild(DayDetail)
    assert found is not None
    return found


def test_a_day_opens_by_key_and_esc_comes_back_to_it(qapp: QApplication, today: TodayPage) -> None:
    cells = today.findChildren(DayCell)
    cells[4].setFocus()
    QTest.keyClick(cells[4], Qt.Key.Key_Right)
    assert qapp.focusWidget() is cells[5]
    QTest.keyClick(cells[5], Qt.Key.Key_Return)
    assert "Saturday 21 March" in said(today)
    assert "Mobility is for every day." in said(detail(today))
    focused = qapp.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert today.detail is None
    settle(qapp)
    back = qapp.focusWidget()
    assert isinstance(back, DayCell)
    assert "21 March" in back.accessibleName()
    today.refresh()
    today.refresh()  # what was focused before is gone by then


def test_a_session_moves_to_a_day_that_the_planner_allows_and_back(today: TodayPage, world: World) -> None:
    before = profile_values.programme(world.store)
    assert day(world.rule, before, FRIDAY) == (Due(SessionKind.STRENGTH, "hip-essentials"),)
    open_day(today, FRIDAY)
    press(today, "First steps: another day")  # whoever is new begins with the gentlest plan
    offered = [name for name in names(detail(today)) if "March" in name]
    allowed = [
        n
        for n in range(1, 7)
        if not isinstance(move(world.rule, before, FRIDAY, FRIDAY + n * DAY, SessionKind.STRENGTH), RuleConflict)
    ]
    assert [int(name.split()[1]) for name in offered] == [20 + n for n in allowed]
    assert len(allowed) < 6, "some days are too near another strength day"
    press(today, "Saturday 21 March")
    after = profile_values.programme(world.store)
    assert SessionKind.STRENGTH in {due.kind for due in day(world.rule, after, FRIDAY + DAY)}
    assert SessionKind.STRENGTH not in {due.kind for due in day(world.rule, after, FRIDAY)}
    assert "First steps is on Saturday 21 March now." in said(today)
    press(today, "Undo: First steps is on Saturday 21 March now.")
    assert profile_values.programme(world.store) == before


def test_a_session_is_left_out_and_the_strip_follows(today: TodayPage, world: World) -> None:
    open_day(today, FRIDAY + DAY)
    press(today, "Daily mobility: leave it out")
    assert day(world.rule, profile_values.programme(world.store), FRIDAY + DAY) == ()
    assert "Nothing is planned. Everyday movement is fine." in said(detail(today))
    back(today)
    cells = [cell.accessibleName() for cell in today.findChildren(DayCell)]
    assert cells[5].endswith("nothing")
    assert cells[6].endswith("planned: mobility")


def test_another_plan_is_done_on_that_day_only_and_started_from_today(
    qtbot: QtBot, today: TodayPage, world: World
) -> None:
    open_day(today, FRIDAY)
    press(today, "First steps: another plan")
    press(today, "Sacroiliac set")
    found = week(world.rule, profile_values.programme(world.store), FRIDAY)
    assert found[FRIDAY] == (Due(SessionKind.STRENGTH, "sacroiliac"),)
    assert Due(SessionKind.STRENGTH, "sacroiliac") not in {
        due for on, dues in found.items() if on != FRIDAY for due in dues
    }
    back(today)
    with qtbot.waitSignal(today.plan_start_requested) as started:
        press(today, "Start")
    assert started.args == ["sacroiliac"]


def test_a_mobility_day_offers_no_plan_with_strength(today: TodayPage, world: World) -> None:
    catalogue = world.context.catalogue
    open_day(today, FRIDAY + DAY)
    press(today, "Daily mobility: another plan")
    titles = {plan.title for plan in catalogue.plans.values()} & set(names(detail(today)))
    assert "Wind down" in titles
    for plan in catalogue.plans.values():
        if plan.title in titles:
            assert SessionKind.STRENGTH not in kinds_of(plan, catalogue.exercises)


def test_what_is_past_or_done_cannot_be_changed(show: Callable[[], TodayPage], world: World) -> None:
    fill(world)
    page = show()
    open_day(page, FRIDAY - 2 * DAY)
    assert "Daily mobility, done" in said(detail(page))
    assert names(detail(page)) == []


def test_a_rest_says_why_nothing_is_planned(show: Callable[[], TodayPage], world: World) -> None:
    fill(world)
    hurt(world)
    page = show()
    open_day(page, FRIDAY + DAY)
    assert "You reported 1 before and 7 then." in said(detail(page))
    assert names(detail(page)) == ["Why?"]
    assert "Change your week" not in names(page.frame)


def test_the_week_is_made_from_what_is_chosen(today: TodayPage, world: World) -> None:
    press(today, "Change your week")
    form = today.findChild(WeekDetail)
    assert form is not None
    press(today, "Steadier balance")
    press(today, "Sunday")
    press(today, "Mobility apart on strength days")
    chosen = profile_values.programme(world.store)
    assert chosen.aims == {Aim.STIFFNESS, Aim.STRENGTH, Aim.BALANCE}
    assert chosen.days == frozenset(range(6))
    planned = week(world.rule, chosen, MONDAY)
    plans = world.context.catalogue.plans
    for (_, held), dues in zip(form.usual(), planned.values(), strict=True):
        assert all(plans[due.plan].title in held for due in dues)
    assert form.usual()[6] == ("Sunday", "nothing planned")
    assert "Sunday: nothing planned" in said(form)


def test_an_activity_is_chosen_by_what_is_at_hand(today: TodayPage, world: World) -> None:
    world.context.week.save(Programme(at_hand=IN_MOST_HOMES))
    press(today, "Change your week")
    form = today.findChild(WeekDetail)
    assert form is not None
    assert set(ACTIVITIES) == {NO_ACTIVITY, *ACTIVITY_PLANS}
    press(today, "Swimming")
    assert "A walk stands in until the pool is ticked above." in said(form)
    assert form.usual()[1] == ("Tuesday", "Daily mobility and Go for a walk")
    press(today, "A pool")
    assert "A walk stands in" not in said(form)
    assert form.usual()[1] == ("Tuesday", "Daily mobility and Go for a swim")
    press(today, "None")
    assert form.usual()[1] == ("Tuesday", "Daily mobility")


def test_only_gentle_work_goes_with_neither_strength_nor_balance(today: TodayPage, world: World) -> None:
    press(today, "Change your week")
    press(today, "Only gentle work")
    assert profile_values.programme(world.store).aims == {Aim.STIFFNESS, Aim.GENTLE}
    press(today, "Get stronger")
    assert profile_values.programme(world.store).aims == {Aim.STIFFNESS, Aim.STRENGTH}


@pytest.mark.parametrize(
    ("key", "plan"), [(Qt.Key.Key_M, "gentle-day"), (Qt.Key.Key_B, "morning-in-bed"), (Qt.Key.Key_N, "no-floor")]
)
def test_less_is_one_key_from_today(qtbot: QtBot, today: TodayPage, key: Qt.Key, plan: str) -> None:
    with qtbot.waitSignal(today.plan_start_requested) as started:
        QTest.keyClick(today, key)
    assert started.args == [plan]


def test_less_is_one_key_before_the_next_day_answer_too(
    show: Callable[[], TodayPage], qtbot: QtBot, world: World
) -> None:
    fill(world)
    page = show()
    with qtbot.waitSignal(page.plan_start_requested) as started:
        QTest.keyClick(page, Qt.Key.Key_M)
    assert started.args == ["gentle-day"]


def test_who_cannot_get_to_the_floor_has_a_week_without_it(world: World) -> None:
    world.say(locks=frozenset({Lock.NO_FLOOR}))
    programme = profile_values.programme(world.store)
    assert not programme.floor
    planned = {due.plan for dues in week(world.rule, programme, MONDAY).values() for due in dues}
    assert planned == {"morning-in-bed", "no-floor"}


def test_a_plan_of_which_nothing_can_be_done_is_not_offered(world: World) -> None:
    catalogue, nothing = world.context.catalogue, Programme(at_hand=frozenset())
    locked = frozenset({Lock.NO_FLOOR})
    found = {
        plan.id for plan in plans_for(nothing, FRIDAY, SessionKind.STRENGTH, "strength", catalogue, locked, frozenset())
    }
    assert "no-floor" not in found
    assert "hip-essentials" in found, "on the bed"
    assert FRIDAY not in days_for(world.rule, Programme(), FRIDAY, SessionKind.STRENGTH, FRIDAY)


def test_the_same_key_closes_the_choice(today: TodayPage) -> None:
    open_day(today, FRIDAY)
    press(today, "First steps: another day")
    assert any("March" in name for name in names(detail(today)))
    press(today, "First steps: another day")  # the same again closes it
    assert not any("March" in name for name in names(detail(today)))
