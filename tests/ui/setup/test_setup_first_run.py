"""The first run: five short steps, each of which may be skipped, recorded at the end."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.coach.profile import Contact
from hipcoach.coach.words import WEEKDAYS
from hipcoach.gallery.demo_world import World
from hipcoach.planner import profile_values
from hipcoach.planner.programme import Aim
from hipcoach.ui.setup.first_run_page import LARGEST, MORE_LOCKS, FirstRunPage
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.nrs_row import IN_VIEW_NOW, NrsRow
from hipcoach.ui.widgets.second_press import SecondPresses
from hipcoach.ui.widgets.seen_questions import MAY_BE_LEFT_OUT
from tests.ui.user import back, fill_in, key, named, part, press, said, settled, show

STEPS = ("Go on without a number", "None of these", "Next", "Next", "Done")


def test_five_steps_and_what_was_answered_is_on_record(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    row = part(page, NrsRow)
    page.resize(1366, 704)  # in the frame of a window, under the desktop's bar
    settled()
    assert row.visibleRegion().boundingRect() == row.rect(), "what the numbers mean is seen before one is chosen"
    QTest.keyClicks(row, "4")
    QTest.keyClick(row, Qt.Key.Key_Return)
    press(page, "My spine or neck is fused or very stiff")
    press(page, "Knee rolls: cleared by a clinician")
    press(page, "Next")
    fill_in(page, "Emergency number", " 112 ")
    fill_in(page, "Contact 1: name", "Ms Lindqvist")
    fill_in(page, "Contact 1: number", "ask Ann")
    assert "Is this a telephone number? ask Ann" in said(page)
    fill_in(page, "Contact 1: number", "")
    assert "Is this a telephone number?" not in said(page)
    press(page, "Next")
    press(page, "Next")
    press(page, "Steadier balance")
    press(page, "A strap or long belt")
    press(page, "10")
    press(page, "An older man")
    with qtbot.waitSignal(page.finished):
        press(page, "Done")
    programme = profile_values.programme(world.store)
    assert programme.aims == {Aim.STIFFNESS, Aim.BALANCE}
    assert programme.at_hand >= {Thing.MAT, Thing.CHAIR, Thing.STRAP}
    assert not programme.at_hand & {Thing.STEP, Thing.PAD, Thing.RAIL}
    assert programme.minutes == 10
    profile = world.context.profile.read()
    assert profile.first_run_done
    assert world.context.settings.current.shown_by == "older_man"
    assert profile.usual_pain == 4
    assert profile.locks == {Lock.STIFF_SPINE}
    assert profile.cleared == {"knee_rolls"}
    assert profile.emergency_number == "112"
    assert profile.contacts == (Contact("Ms Lindqvist", ""),)


def test_everything_may_be_skipped_and_no_number_is_guessed(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    page.resize(1024, 480)
    settled()
    for step, name in enumerate(STEPS):
        while page.step == step and page.isVisible() and not world.context.profile.read().first_run_done:
            press(page, name)  # what was not in view comes into it first
    profile = world.context.profile.read()
    assert profile == replace(profile, usual_pain=None, emergency_number="", contacts=(), locks=frozenset())
    assert profile.first_run_done
    begun = profile_values.programme(world.store)
    assert (len(begun.days), begun.minutes, begun.aims) == (3, 10, {Aim.STIFFNESS})
    assert world.clock.utc().astimezone(world.clock.zone()).weekday() in begun.days


def test_a_number_that_was_chosen_may_be_left_out_again(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    QTest.keyClick(page, Qt.Key.Key_2)
    assert page.next.text() == "Next"
    press(page, "Leave the number out")
    assert page.usual_row is not None
    assert (page.usual_row.value, page.next.text()) == (None, "Go on without a number")


def test_a_double_click_on_next_goes_one_step(qtbot: QtBot, world: World) -> None:
    page = FirstRunPage(world.context)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    SecondPresses(page)
    page.go_to(2)
    settled()
    place = page.next.mapTo(page, page.next.rect().center())
    QTest.mouseDClick(page.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert page.step == 3


def test_larger_text_is_one_press_away_on_every_step_and_stops_at_the_largest(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    sizes, at = [], page.larger.x()
    for name in (*["Larger text"] * 5, *["Smaller text"] * 4):
        press(page, name)
        sizes.append(world.context.settings.current.text_scale)
        assert page.larger.x() == at, "nothing else comes under the pointer"
        assert (LARGEST in said(page)) is (len(sizes) == 5)
    assert sizes == [1.25, 1.5, 1.75, 2.0, 2.0, 1.75, 1.5, 1.25, 1.0]
    assert not page.smaller.isVisible()


def test_a_number_counts_only_while_its_row_is_in_view(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context), (1024, 480))
    row = part(page, NrsRow)
    for pressed in (Qt.Key.Key_4, Qt.Key.Key_4):  # the first brings the numbers into view
        key(page, pressed)
    assert row.value == 4
    page.frame.verticalScrollBar().setValue(0)
    key(page, Qt.Key.Key_1)
    assert row.value == 4, "nobody saw it"
    assert IN_VIEW_NOW in said(page)
    key(page, Qt.Key.Key_Return)
    assert page.step == 0, "who has typed a number does not go on without it"
    assert row.visibleRegion().boundingRect() == row.rect()
    bar = page.frame.verticalScrollBar()
    bar.setValue(bar.value() - row.height() // 2)
    assert row.visibleRegion().boundingRect() != row.rect()
    page.next.setFocus()
    key(page, Qt.Key.Key_2)
    assert row.visibleRegion().boundingRect() == row.rect(), "what was chosen is seen"
    assert row.value == 2, "also with the focus on the button"


def test_ten_that_is_typed_while_the_numbers_come_into_view_is_never_nought(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context), (1024, 480))
    row = part(page, NrsRow)
    assert row.visibleRegion().boundingRect() != row.rect()
    for pressed in (Qt.Key.Key_1, Qt.Key.Key_0):
        key(page, pressed)
    assert row.value == 10


def test_none_of_these_only_once_all_that_may_apply_was_in_view(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context), (1024, 480))
    for _ in range(2):  # the first brings the numbers into view
        press(page, "Go on without a number")
    assert MAY_BE_LEFT_OUT not in said(page), "it was said of the step before"
    last = named(page, "I cannot get down to the floor and up again", CheckRow)
    for _ in range(4):
        seen = last.visibleRegion().boundingRect().height() > last.height() // 2
        press(page, "None of these")
        assert (page.step == 2) is seen
        if seen:
            break
        assert MORE_LOCKS in said(page)
    assert page.step == 2


def test_back_is_always_possible_and_keeps_the_answers(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    QTest.keyClicks(part(page, NrsRow), "10")
    for name in ("Next", *STEPS[1:4]):
        press(page, name)
    assert page.step == 4
    assert page.programme_form is not None
    for day in sorted(page.programme_form.programme.days):
        press(page, WEEKDAYS[day])
    assert page.next.text() == "Done, without a day"
    for step in (3, 2, 1, 0):
        back(page)
        assert page.step == step
    assert not page.back.isVisible()
    back(page)
    assert page.step == 0
    assert part(page, NrsRow).value == 10


def test_nothing_is_on_record_before_the_end_unless_it_is_closed(qtbot: QtBot, world: World) -> None:
    before = world.context.profile.read()
    page = show(qtbot, FirstRunPage(world.context))
    QTest.keyClicks(part(page, NrsRow), "7")
    for name in ("Next", *STEPS[1:4]):
        press(page, name)
    assert world.context.profile.read() == before
    press(page, "Saturday")
    days = page.programme_form.programme.days if page.programme_form is not None else None
    page.close()
    assert world.context.profile.read() == replace(before, usual_pain=7)
    again = show(qtbot, FirstRunPage(world.context))
    assert part(again, NrsRow).value == 7
    for name in ("Next", *STEPS[1:4]):
        press(again, name)
    assert again.programme_form is not None
    assert again.programme_form.programme.days == days


def test_it_says_what_it_is_not(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    assert "It does not examine you" in said(page)
    assert "No clinician has reviewed its rules" in said(page)


def test_the_voice_says_that_it_cannot_be_heard(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, FirstRunPage(world.context))
    for name in STEPS[:3]:
        press(page, name)
    press(page, "Say a sentence")
    qtbot.waitUntil(lambda: "Nothing can be heard here" in said(page))
    assert "No voice was found on this computer." in said(page)
