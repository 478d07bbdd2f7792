"""What the pages do, as their user's story."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.coach.profile import Contact
from hipcoach.gallery.demo_world import DAY, NOW, World, fill, hurt, to_now
from hipcoach.gallery.today_states import TOLD_STATES, as_told
from hipcoach.planner import saved
from hipcoach.planner.programme import Aim
from hipcoach.settings import ThemeChoice
from hipcoach.ui.help.help_page import HelpPage
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.plan_card import PlanCard
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.main_window import RailPage, furnished
from hipcoach.ui.setup.first_run_page import FirstRunPage
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.today.today_page import TodayPage
from hipcoach.ui.today.week_strip import DayCell
from hipcoach.ui.widgets.button import Button, PrimaryButton
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.choice_row import ChoiceRow
from hipcoach.ui.widgets.month import CalendarMark, Month
from tests.ui.pages_world import world as make_world


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with make_world(qapp, tmp_path) as made:
        yield made


Page = TypeVar("Page", bound=QWidget)


def shown(qtbot: QtBot, page: Page) -> Page:
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def press(page: QWidget, words: str) -> None:
    """Click the button with these words."""
    found = [b for b in page.findChildren(Button) if words in (b.text(), b.accessibleName()) and b.isVisible()]
    assert found, [b.text() for b in page.findChildren(Button)]
    found[0].click()


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def comes_to_say(qtbot: QtBot, page: QWidget, words: str) -> None:
    """What is put on a page is seen when Qt has laid it out."""
    qtbot.waitUntil(lambda: words in said(page))


class TestFirstRun:
    def test_five_steps_and_what_was_answered_is_on_record(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, FirstRunPage(world.context))
        assert "Five short steps:" in said(page)
        QTest.keyClicks(page.usual_row, "4")
        QTest.keyClick(page.usual_row, Qt.Key.Key_Return)
        press(page, "My spine or neck is fused or very stiff")
        press(page, "Knee rolls: cleared by a clinician")
        press(page, "Next")
        fields = page.findChildren(QLineEdit)
        fields[0].setText(" 112 ")
        fields[1].setText("Ms Lindqvist")
        press(page, "Next")
        press(page, "Next")
        press(page, "Steadier balance")
        press(page, "A strap or long belt")
        press(page, "10")
        with qtbot.waitSignal(page.finished):
            press(page, "Done")
        programme = saved.programme(world.store)
        assert programme.aims == {Aim.STIFFNESS, Aim.STRENGTH, Aim.BALANCE}
        assert programme.at_hand >= {Thing.MAT, Thing.CHAIR, Thing.STRAP}
        assert not programme.at_hand & {Thing.STEP, Thing.PAD, Thing.RAIL}
        assert programme.minutes == 10
        profile = world.context.profile.read()
        assert profile.first_run_done
        assert profile.usual_pain == 4
        assert profile.locks == {Lock.STIFF_SPINE}
        assert profile.cleared == {"knee_rolls"}
        assert profile.emergency_number == "112"
        assert profile.contacts == (Contact("Ms Lindqvist", ""),)

    def test_everything_may_be_skipped_and_no_number_is_guessed(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, FirstRunPage(world.context))
        for words in ("Go on without a number", "None of these", "Next", "Next", "Done"):
            assert page.next.text() == words
            page.next.click()
        profile = world.context.profile.read()
        assert profile == replace(profile, usual_pain=None, emergency_number="", contacts=(), locks=frozenset())
        assert profile.first_run_done

    def test_back_is_always_possible_and_keeps_the_answers(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, FirstRunPage(world.context))
        QTest.keyClicks(page.usual_row, "10")
        page.go_to(4)
        for step in (3, 2, 1, 0):
            QTest.keyClick(page, Qt.Key.Key_Escape)
            assert page.step == step
        assert not page.back.isVisible()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert page.step == 0
        assert page.usual_row.value == 10

    def test_nothing_is_on_record_before_the_end(self, qtbot: QtBot, world: World) -> None:
        before = world.context.profile.read()
        page = shown(qtbot, FirstRunPage(world.context))
        QTest.keyClicks(page.usual_row, "7")
        page.go_to(4)
        assert world.context.profile.read() == before

    def test_it_says_what_it_is_not(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, FirstRunPage(world.context))
        assert "It does not examine you" in said(page)
        assert "No clinician has reviewed its rules" in said(page)

    def test_the_voice_says_that_it_cannot_be_heard(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, FirstRunPage(world.context))
        page.go_to(3)
        press(page, "Say a sentence")
        qtbot.waitUntil(lambda: "Nothing can be heard here" in said(page))
        assert "No voice was found on this computer." in said(page)


class TestToday:
    def test_the_session_that_is_due_starts_with_one_key(self, qtbot: QtBot, world: World) -> None:
        window = furnished(world.context.theme, [RailPage("today", "Today", "today", lambda: TodayPage(world.context))])
        shown(qtbot, window)
        window.show_page("today")
        page = window.page("today")
        assert isinstance(page, TodayPage)
        focused = QApplication.focusWidget()
        assert focused is page.first_focus()
        with qtbot.waitSignal(page.plan_start_requested) as started:
            QTest.keyClick(focused, Qt.Key.Key_Return)
        assert started.args == ["first-steps"]
        assert len(page.findChildren(PrimaryButton)) == 1

    def test_the_next_day_question_comes_first(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        page = shown(qtbot, TodayPage(world.context))
        assert "First, how is it compared with before your last session?" in said(page)
        with qtbot.waitSignal(page.check_requested):
            press(page, "Answer")

    def test_a_rest_offers_no_session_at_all(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        hurt(world)
        page = shown(qtbot, TodayPage(world.context))
        assert "You reported 1 before and 7 then." in said(page)
        assert "Everyday gentle movement is fine." in said(page)
        assert "Physiotherapy, Ms Lindqvist  01234 567 890" in said(page)
        offered = {button.text() for button in page.findChildren(Button)}
        assert offered == {"How is it now?", "Why?"}

    def test_a_day_whose_session_is_done_is_not_called_a_day_of_rest(self, qtbot: QtBot, full: World) -> None:
        _, told = TOLD_STATES["today-done"]
        page = shown(qtbot, TodayPage(as_told(full, told).context))
        assert "Done for today" in said(page)
        assert "A day of rest" not in said(page)
        assert page.findChildren(PrimaryButton) == []

    def test_it_looks_again_when_it_is_shown_again(self, qtbot: QtBot, world: World) -> None:
        other = RailPage("else", "Else", "help", QWidget)
        window = furnished(
            world.context.theme, [RailPage("today", "Today", "today", lambda: TodayPage(world.context)), other]
        )
        shown(qtbot, window)
        window.show_page("today")
        fill(world)
        hurt(world)
        window.page("else")
        window.show_page("today")
        comes_to_say(qtbot, window, "Rest until it has settled")

    def test_the_week_shows_what_was_done_and_what_is_planned_and_counts_no_miss(
        self, qtbot: QtBot, world: World
    ) -> None:
        fill(world)
        page = shown(qtbot, TodayPage(world.context))
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

    def test_a_rest_plans_nothing(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        hurt(world)
        page = shown(qtbot, TodayPage(world.context))
        cells = [cell.accessibleName() for cell in page.findChildren(DayCell)]
        assert not any("planned" in name for name in cells)
        assert "Strength day, stopped for pain" in cells[4]

    def test_all_of_it_is_seen_at_once(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, TodayPage(world.context))
        page.resize(1176, 768)
        qtbot.waitUntil(lambda: page.frame.verticalScrollBar().maximum() == 0)


class TestPlans:
    def test_a_card_opens_the_plan_and_enter_starts_it(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, PlansPage(world.context))
        cards = page.findChildren(PlanCard)
        assert [card.plan_id for card in cards] == list(world.context.catalogue.plans)
        QTest.keyClick(cards[0], Qt.Key.Key_Return)
        with qtbot.waitSignal(page.plan_start_requested) as started:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert started.args == [cards[0].plan_id]

    def test_esc_goes_back_to_the_card_it_came_from(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, PlansPage(world.context))
        card = page.findChildren(PlanCard)[2]
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Space)
        assert page.detail is not None
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert page.detail is None
        assert QApplication.focusWidget() is card

    def test_the_minutes_are_those_that_the_engine_counts(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, PlansPage(world.context))
        forecast, plan = world.context.forecast, world.context.catalogue.plans["first-steps"]
        session = forecast.session_for(plan)
        minutes = round(forecast.lengths({"first-steps": session})["first-steps"] / 60)
        assert page.findChildren(PlanCard)[0].accessibleName() == f"First steps, {minutes} min"

    def test_a_locked_exercise_is_left_out_with_a_word_why(self, qtbot: QtBot, world: World) -> None:
        world.say(locks=frozenset({Lock.STIFF_SPINE}))
        page = shown(qtbot, PlansPage(world.context))
        page.open_plan("first-steps")
        assert "3 exercises" in said(page)
        assert "You said that your spine or neck is fused or very stiff" in said(page)

    def test_a_rest_shows_plans_but_no_way_to_start_one(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        hurt(world)
        page = shown(qtbot, PlansPage(world.context))
        page.open_plan("first-steps")
        assert page.findChildren(PrimaryButton) == []
        assert "You reported 1 before and 7 then." in said(page)


class TestExercises:
    def test_words_narrow_the_list(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, ExercisesPage(world.context))
        everything = len(page.findChildren(CardButton))
        page.search.setText("glute BRIDGE")
        qtbot.waitUntil(lambda: len(page.findChildren(CardButton)) == 1)
        assert page.findChildren(CardButton)[0].accessibleName().startswith("Bridge")
        page.search.setText("")
        qtbot.waitUntil(lambda: len(page.findChildren(CardButton)) == everything)

    def test_what_is_off_until_cleared_is_not_shown_but_counted(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, ExercisesPage(world.context))
        assert "2 exercises are not shown to you" in said(page)
        assert "Kneeling wall back-bend" not in said(page)
        world.say(cleared=frozenset({"wall_backbend", "prone_bow"}))
        page.refresh()
        comes_to_say(qtbot, page, "Kneeling wall back-bend")
        assert "not shown to you" not in said(page)

    def test_an_exercise_tells_all_that_is_known_of_it(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, ExercisesPage(world.context))
        exercise = world.context.catalogue.exercises["bridge"]
        page.open_exercise("bridge")
        text = said(page)
        for form in exercise.forms.values():
            assert all(step in text for step in form.steps)
        for words in (exercise.feel, exercise.not_feel, exercise.breathing, *exercise.cautions, exercise.dose_note):
            assert words in text
        assert all(world.context.catalogue.sources[key] in text for key in exercise.sources)
        assert "Our starting point" in text


class TestSettings:
    def test_a_change_works_at_once_and_is_in_the_file(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        press(page, "Dark")
        press(page, "150 %")
        press(page, "Words a minute: less")
        assert world.context.theme.dark
        assert world.context.theme.text_factor == 1.5
        kept = tomllib.loads(world.context.paths.settings_file.read_text())
        assert (kept["look"]["theme"], kept["look"]["text_scale"], kept["voice"]["rate_wpm"]) == ("dark", 1.5, 130)

    def test_the_pain_stop_is_lowered_and_never_raised(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        row = next(row for row in page.findChildren(ChoiceRow) if row.accessibleName() == "Stop at")
        press(page, "5 or more")
        assert world.context.settings.current.pain_stop == 5
        assert {button.text() for button in row.findChildren(Button)} == {"6 or more", "5 or more"}

    def test_a_choice_made_elsewhere_is_followed(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        world.context.settings.change(theme=ThemeChoice.DARK, rate_wpm=160)
        row = next(row for row in page.findChildren(ChoiceRow) if row.accessibleName() == "Colours")
        assert row.value == "dark"
        assert "160" in said(page)

    def test_locks_and_contacts_are_on_record_as_soon_as_they_are_given(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        press(page, "Kneeling")  # said to be possible until then
        page.contacts.emergency.setText("999")
        page.contacts.emergency.editingFinished.emit()
        profile = world.context.profile.read()
        assert profile.locks == {Lock.NO_KNEELING}
        assert profile.emergency_number == "999"

    def test_the_week_is_there_to_be_changed_and_says_what_comes_of_it(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        assert "A week of 7 days: mobility every day; strength on Monday, Wednesday and Friday." in said(page)
        assert "Every exercise can be done with what you have." in said(page)
        for key in ("A strap or long belt", "10", "Sunday", "Getting down to the floor"):
            press(page, key)
        chosen = saved.programme(world.store)
        assert (chosen.minutes, chosen.days, chosen.floor) == (10, frozenset(range(6)), False)
        assert Thing.STRAP not in chosen.at_hand
        assert Lock.NO_FLOOR in world.context.profile.read().locks
        comes_to_say(qtbot, page, "No session is longer than 10 minutes: what does not fit is left out that day")
        comes_to_say(qtbot, page, "A week of 6 days")
        comes_to_say(qtbot, page, "What is done lying is for your bed")
        press(page, "Getting down to the floor")
        assert saved.programme(world.store).floor
        comes_to_say(qtbot, page, "Left out, or another of its kind instead: Strap leg-out.")
        press(page, "My spine or neck is fused or very stiff")
        assert world.context.profile.read().locks == {Lock.STIFF_SPINE}

    def test_a_file_that_cannot_be_written_is_told_once_and_the_change_works(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        in_the_way = world.context.paths.settings_file
        in_the_way.with_name(f"{in_the_way.name}.{os.getpid()}.part").mkdir()  # as good as a full disk
        press(page, "Dark")
        press(page, "Light")
        assert not world.context.theme.dark
        comes_to_say(qtbot, page, "Your settings could not be saved")
        assert said(page).count("Your settings could not be saved") == 1

    def test_a_clinician_clears_only_what_a_clinician_can(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, SettingsPage(world.context))
        press(page, "Lying on your front")
        names = {button.accessibleName() for button in page.findChildren(Button) if button.isVisible()}
        assert "Lying front-of-thigh bow: cleared by a clinician" not in names
        assert "Kneeling wall back-bend: cleared by a clinician" in names


class TestHistory:
    def test_it_opens_on_the_newest_day_and_a_session_opens_in_full(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        hurt(world)
        page = shown(qtbot, HistoryPage(world.context))
        assert "Friday 20 March 2026" in said(page)
        QTest.keyClick(page.findChildren(CardButton)[0], Qt.Key.Key_Return)
        text = said(page)
        assert "Stopped for pain" in text
        assert "Bridge: ended because it hurt more" in text
        assert "You marked: worse, pain 7." in text
        assert "Side-lying leg raise: skipped" in text

    def test_what_was_done_stands_beside_what_was_planned(self, qtbot: QtBot, world: World) -> None:
        done = world.do("first-steps", NOW - DAY, before=2, after=3)
        to_now(world)
        page = shown(qtbot, HistoryPage(world.context))
        page.open_session(done)
        text = said(page)
        assert "Planned: 5 times, 3 seconds each" in text
        assert "Done: 5 of 5, 15 of 15 seconds held" in text
        assert "Planned: 3 times, 5 seconds each, on each side, in turn" in text

    def test_days_differ_by_shape_and_tell_it_in_words(self, qtbot: QtBot, world: World) -> None:
        fill(world)
        hurt(world)
        page = shown(qtbot, HistoryPage(world.context))
        month = page.findChild(Month)
        assert month is not None
        marks = {day: month.button(date(2026, 3, day)).mark for day in (2, 6, 20, 21)}
        assert marks == {2: CalendarMark.DONE, 6: CalendarMark.SHORT, 20: CalendarMark.PAIN, 21: None}
        assert month.button(date(2026, 3, 6)).accessibleName() == "Friday 6 March 2026: Daily mobility, stopped early"

    def test_arrows_go_from_day_to_day_and_months_turn(self, qtbot: QtBot, world: World) -> None:
        world.do("first-steps", NOW - timedelta(days=30), before=2)
        world.do("first-steps", NOW - 4 * DAY, before=2)
        world.do("daily-mobility", NOW - 2 * DAY, before=2)
        to_now(world)
        page = shown(qtbot, HistoryPage(world.context))
        month = page.findChild(Month)
        assert month is not None
        month.button(date(2026, 3, 18)).setFocus()
        QTest.keyClick(month.button(date(2026, 3, 18)), Qt.Key.Key_Left)
        assert QApplication.focusWidget() is month.button(date(2026, 3, 16))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        comes_to_say(qtbot, page, "Monday 16 March 2026")
        press(page, "Earlier month")
        assert "February 2026" in said(page)
        assert month.button(date(2026, 2, 18)).mark is CalendarMark.DONE
        press(page, "Later month")
        assert "March 2026" in said(page)

    def test_with_nothing_done_it_says_where_to_begin(self, qtbot: QtBot, world: World) -> None:
        page = shown(qtbot, HistoryPage(world.context))
        with qtbot.waitSignal(page.place_requested) as asked:
            press(page, "See the plans")
        assert asked.args == ["plans"]


def test_help_says_where_the_data_is_and_every_key(qtbot: QtBot, world: World) -> None:
    page = shown(qtbot, HelpPage(world.context, ["Today", "Help"]))
    assert str(world.context.paths.data) in said(page)
    keys = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    wanted = ["P", "Space", "N", "B", "I", "+", "-", "M", "F", "1 2 3", "Esc"]
    assert {f"Key: {key}" for key in wanted} <= keys
