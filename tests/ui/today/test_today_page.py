"""The today page: what is due, with one key to begin it, and the week below it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.words import long_date
from hipcoach.gallery.demo_world import DAY, NOW, World, fill, hurt
from hipcoach.gallery.today_states import OTHER_DAYS, with_today
from hipcoach.store.rows import PainRestRow
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme import tokens
from hipcoach.ui.today.today_page import OFFER, TodayPage
from hipcoach.ui.today.week_strip import DayCell
from hipcoach.ui.widgets.button import Button, PrimaryButton
from hipcoach.ui.widgets.foot_action import FootAction
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.rail import RailPage
from tests.ui.pages_world import today_window
from tests.ui.user import comes_to_say, key, named, press, said, settled, show


def test_the_session_that_is_due_starts_with_one_key(qtbot: QtBot, world: World) -> None:
    window = show(qtbot, today_window(world))
    window.show_page("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert QApplication.focusWidget() is page.first_focus()
    with qtbot.waitSignal(page.plan_start_requested) as started:
        key(page, Qt.Key.Key_Return)
    assert started.args == ["first-steps"]
    assert len(page.findChildren(PrimaryButton)) == 1


def test_the_minutes_are_there_although_the_picture_is_out_of_view(qtbot: QtBot, world: World) -> None:
    world.context.theme.change(text_factor=2.0)
    page = TodayPage(world.context)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    qtbot.waitUntil(lambda: " min with instructions, " in said(page))
    (why,) = page.findChildren(WhyButton)
    assert "min of exercise. No session has more than 20 minutes of exercise" in why.why.decision
    world.context.theme.change(text_factor=1.0)


def test_the_next_day_question_comes_first(qtbot: QtBot, world: World) -> None:
    fill(world)
    page = show(qtbot, TodayPage(world.context))
    assert "How much does it hurt, compared with before your last session?" in said(page)
    with qtbot.waitSignal(page.check_requested):
        press(page, "Answer")


def test_a_rest_offers_no_session_at_all(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    page = show(qtbot, TodayPage(world.context))
    assert "You reported 1 before and 7 then." in said(page)
    assert "Gentle everyday movement is fine, and better than keeping quite still." in said(page)
    assert "Contact your doctor or physiotherapist before you try Bridge again." in said(page)
    assert "Physiotherapy, Ms Lindqvist  01234\N{NO-BREAK SPACE}567\N{NO-BREAK SPACE}890" in said(page)
    offered = {button.text() for button in page.findChildren(Button)}
    assert offered == {"About this rest", "Why?"}
    assert "This rest can end on " in said(page), "nobody has to look for it"


@pytest.mark.parametrize(("number", "past"), [("112", "none"), ("", "none"), ("112", "waits"), ("112", "rest")])
def test_while_an_emergency_sign_stands_the_one_large_thing_is_to_call(
    qtbot: QtBot, world: World, number: str, past: str
) -> None:
    if past != "none":
        fill(world)  # the next-day question waits
    if past == "rest":
        hurt(world)
    world.say(first_run_done=True, emergency_number=number)
    AnswerWriter(world.rule, world.store, world.context.catalogue, world.clock.uptime()).record_without_session(
        None, ("sudden_leg_weakness",), world.clock.utc()
    )
    page = show(qtbot, TodayPage(world.context))
    if not number:
        field = page.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClicks(field, "112")
        key(field, Qt.Key.Key_Return)
        assert world.context.profile.read().emergency_number == "112"
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    largest = max(shown, key=lambda label: label.font().pixelSize())
    assert (largest.text(), "A day of rest" in said(page)) == ("112", False)
    assert "Call your emergency number now" in said(page)
    assert "Physiotherapy" not in said(page), "an emergency is for one number alone"
    assert page.findChildren(PrimaryButton) == []
    assert "everyday movement" not in said(page)
    explains = page.findChild(WhyButton)
    assert explains is not None
    assert explains.why.lines[0].key == "screen_emergency", "as the heading does"


def test_a_number_to_call_is_corrected_where_it_stands(qtbot: QtBot, world: World) -> None:
    """It may be half of one: the page was made anew while it was typed."""
    world.say(first_run_done=True, emergency_number="11")
    AnswerWriter(world.rule, world.store, world.context.catalogue, world.clock.uptime()).record_without_session(
        None, ("sudden_leg_weakness",), world.clock.utc()
    )
    page = show(qtbot, TodayPage(world.context))
    press(page, "Correct this number")
    field = page.findChild(QLineEdit)
    assert field is not None
    assert (field.text(), field.hasFocus()) == ("11", True)
    qtbot.keyClicks(field, "112")
    key(field, Qt.Key.Key_Return)
    assert world.context.profile.read().emergency_number == "112"


def test_what_is_off_after_a_rest_is_named_on_today_and_turned_on_there(qtbot: QtBot, world: World) -> None:
    world.say(first_run_done=True)
    rest = PainRestRow("h", "hold", NOW - 3 * DAY, ("bridge",), None, 2, 7, world.rule.version)
    world.store.pain_rests.add(replace(rest, released_at=NOW - DAY))
    page = show(qtbot, TodayPage(world.context))
    assert "Off until you have had advice: Bridge." in said(page)
    with qtbot.waitSignal(page.turn_on_requested) as asked:
        press(page, "Turn Bridge on again?")
    assert asked.args == ["bridge"]


def test_a_day_whose_session_is_done_is_not_called_a_day_of_rest(qtbot: QtBot, full: World) -> None:
    _, changes = OTHER_DAYS["today-done"]
    page = show(qtbot, TodayPage(with_today(full, changes).context))
    assert "Done for today" in said(page)
    assert "A day of rest" not in said(page)
    assert page.findChildren(PrimaryButton) == []


def test_a_way_to_answer_from_the_floor_is_offered_after_a_first_session_until_it_was_answered_once(
    qtbot: QtBot, world: World
) -> None:
    settings = world.context.settings
    page = show(qtbot, TodayPage(world.context))
    assert OFFER not in said(page)
    fill(world)
    asked: list[bool] = []
    page.teach_requested.connect(lambda: asked.append(True))
    for answered in ("Not now", "Teach words"):
        settings.change(floor_offer=True)
        page.refresh()
        press(page, answered)
        assert OFFER not in said(page)
        assert not settings.current.floor_offer
        assert asked == [True] * (answered == "Teach words")
    settings.change(floor_offer=True, switch=True)
    page.refresh()
    assert OFFER not in said(page), "there is a way already"
    settings.change(switch=False)
    hurt(world)
    page.refresh()
    assert OFFER not in said(page), "not while a rest is in force"


def test_it_looks_again_when_it_is_shown_again(qtbot: QtBot, world: World) -> None:
    window = show(qtbot, today_window(world, {RailPage("else", "Else", "help"): QWidget}))
    window.show_page("today")
    fill(world)
    hurt(world)
    window.page("else")
    window.show_page("today")
    comes_to_say(qtbot, window, "Rest until it has settled")


def test_the_week_shows_what_was_done_and_what_is_planned_and_counts_no_miss(qtbot: QtBot, world: World) -> None:
    fill(world)
    page = show(qtbot, TodayPage(world.context))
    cells = [cell.accessibleName() for cell in page.findChildren(DayCell)]
    week = world.context.forecast.week(date(2026, 3, 16))
    planned = [" and ".join(due.kind for due in week[date(2026, 3, day)]) for day in (20, 21, 22)]
    assert all(planned)
    assert [name.split(": ", 1)[1] for name in cells] == [
        "nothing",
        "Nothing on the floor, done",
        "Daily mobility, done",
        "nothing",
        *(f"planned: {kinds}" for kinds in planned),
    ]
    assert cells[4].startswith("Today, Friday 20 March 2026")


def test_a_rest_plans_nothing(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    page = show(qtbot, TodayPage(world.context))
    cells = [cell.accessibleName() for cell in page.findChildren(DayCell)]
    assert not any("planned" in name for name in cells)
    assert "Strength day, stopped for pain" in cells[4]


def test_all_of_it_is_seen_at_once(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, TodayPage(world.context), (1176, 768))
    qtbot.waitUntil(lambda: page.frame.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize("days", [1, 27_028])  # the last one is 74 years
def test_a_short_rest_from_a_clock_that_was_ahead_is_counted_from_now(qtbot: QtBot, world: World, days: int) -> None:
    world.say(first_run_done=True)
    rest = PainRestRow("short", "soft", NOW + days * DAY, ("bridge",), None, 2, 4, world.rule.version)
    world.store.pain_rests.add(rest)
    page = show(qtbot, TodayPage(world.context))
    assert f"dated {long_date(rest.started_at.date())}, which is ahead of this computer's clock" in said(page)
    press(page, "Count this rest from now")
    assert "ahead of this computer's clock" not in said(page)
    assert [row.started_at for row in world.store.pain_rests.in_force()] == [world.clock.utc()]


def test_the_week_ends_at_one_edge(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, TodayPage(world.context), size=(1366, 768))
    settled()
    (aim,) = (each for each in page.findChildren(MutedLabel) if each.text().startswith("This week's aim"))
    last = page.findChildren(DayCell)[-1]
    words_end = aim.mapTo(page, aim.contentsRect().topRight()).x()
    assert words_end == last.mapTo(page, last.rect().topRight()).x() - tokens.RING_PX


def test_where_start_is_further_down_it_is_at_the_foot_too_until_it_comes_into_view(qtbot: QtBot, world: World) -> None:
    world.context.theme.change(text_factor=2.0)
    page = show(qtbot, TodayPage(world.context), size=(900, 600))
    started: list[str] = []
    page.plan_start_requested.connect(started.append)
    start, (foot,) = page.first_focus(), page.findChildren(FootAction)
    assert isinstance(start, PrimaryButton)
    settled()
    assert start.visibleRegion().boundingRect().height() < start.height()
    again = named(foot, "Start", PrimaryButton)
    assert foot.geometry().bottom() == page.height() - 1
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert started == ["first-steps"]
    bar = page.frame.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not foot.isVisible()
    world.context.theme.change(text_factor=1.0)
    page.resize(1366, 768)
    settled()
    assert not foot.isVisible(), "all of the card is seen"
