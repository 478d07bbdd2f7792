"""The plans page: cards, and one plan in full."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock
from hipcoach.coach.answers import AnswerWriter
from hipcoach.gallery.demo_world import World, fill, hurt
from hipcoach.planner.programme import Programme
from hipcoach.ui.library.plan_card import PlanCard
from hipcoach.ui.library.plan_detail import LEFT_OUT_FOR_YOU
from hipcoach.ui.library.plan_editor import PlanEditor
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.shared.programme_form import IN_MOST_HOMES
from hipcoach.ui.widgets.button import PrimaryButton
from tests.ui.user import back, key, press, press_opening, said, show


def test_a_card_opens_the_plan_and_enter_starts_it(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, PlansPage(world.context))
    cards = page.findChildren(PlanCard)
    assert [card.plan_id for card in cards] == list(world.context.catalogue.plans)
    QTest.keyClick(cards[0], Qt.Key.Key_Return)
    with qtbot.waitSignal(page.plan_start_requested) as started:
        key(page, Qt.Key.Key_Return)
    assert started.args == [cards[0].plan_id]


def test_esc_goes_back_to_the_card_it_came_from(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, PlansPage(world.context))
    card = page.findChildren(PlanCard)[2]
    card.setFocus()
    key(page, Qt.Key.Key_Space)
    assert page.detail is not None
    back(page)
    assert page.detail is None
    assert QApplication.focusWidget() is card


def test_the_minutes_are_those_that_the_engine_counts(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, PlansPage(world.context))
    forecast, plan = world.context.forecast, world.context.catalogue.plans["first-steps"]
    session = forecast.session_for(plan)
    minutes = round(forecast.lengths({"first-steps": session})["first-steps"] / 60)
    assert page.findChildren(PlanCard)[0].accessibleName() == f"First steps, {minutes} min"


def test_a_locked_exercise_is_left_out_with_a_word_why(qtbot: QtBot, world: World) -> None:
    world.say(locks=frozenset({Lock.STIFF_SPINE}))
    page = show(qtbot, PlansPage(world.context))
    press_opening(page, "First steps, ")
    assert "3 exercises" in said(page)
    assert "You said that your spine or neck is fused or very stiff" in said(page)


def test_a_rest_shows_plans_but_no_way_to_start_one(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    page = show(qtbot, PlansPage(world.context))
    cards = said(page)
    assert cards.count("This rest can end on ") == 1, "above all the cards that say no more than Not today"
    assert cards.index("You reported 1 before and 7 then.") < cards.index("Not today")
    press_opening(page, "First steps, ")
    assert page.findChildren(PrimaryButton) == []
    words = said(page)
    assert "You reported 1 before and 7 then." in words
    until = words.index("This rest can end on ")
    assert until < words.index(world.context.catalogue.plans["first-steps"].summary), "what holds today comes first"


def test_a_sign_that_is_marked_in_a_rest_comes_before_the_number(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    AnswerWriter(world.rule, world.store, world.context.catalogue, world.clock.uptime()).record_without_session(
        None, ("sudden_leg_weakness",), world.clock.utc()
    )
    page = show(qtbot, PlansPage(world.context))
    cards = said(page)
    press_opening(page, "First steps, ")
    for words in (cards, said(page)):
        assert 0 <= words.index("call your emergency number now") < words.index("You reported 1 before and 7 then.")


def test_a_plan_of_ones_own_is_changed_in_a_rest_too(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    page = show(qtbot, PlansPage(world.context))
    press_opening(page, "First steps, ")
    press(page, "Change a copy of it")
    assert page.findChildren(PlanEditor)


def test_in_a_rest_a_locked_exercise_is_still_left_out_with_a_word_why(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    world.say(locks=frozenset({Lock.STIFF_SPINE}))
    page = show(qtbot, PlansPage(world.context))
    press_opening(page, "First steps, ")
    words = said(page)
    assert "2 exercises" in words, "nor does what started the rest count"
    assert words.index(LEFT_OUT_FOR_YOU) < words.index("You said that your spine or neck is fused or very stiff")


def test_in_a_rest_a_plan_is_shown_as_its_user_does_it(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    world.say(locks=frozenset({Lock.NO_KNEELING}))
    page = show(qtbot, PlansPage(world.context))
    cards = said(page)
    assert "A mat" not in cards.replace("\N{NO-BREAK SPACE}", " "), "lying work is on the bed"
    assert "kneeling" not in cards
    page.open_plan("first-steps")
    assert "A mat" not in said(page).replace("\N{NO-BREAK SPACE}", " ")


def test_what_started_the_rest_is_said_to_be_off_on_the_page_of_its_plan(qtbot: QtBot, world: World) -> None:
    fill(world)
    hurt(world)
    page = show(qtbot, PlansPage(world.context))
    page.open_plan("strength")
    words = said(page)
    assert words.index(LEFT_OUT_FOR_YOU) < words.index("Off until you have had advice: Bridge.")
    done = len(world.context.catalogue.plans["strength"].exercises) - 1
    assert f"{done} exercises" in words


def test_a_walk_that_stands_in_for_a_swim_is_said_on_the_card_and_on_the_page(qtbot: QtBot, world: World) -> None:
    why = "It needs a pool, which you do not have at hand. Walking instead."
    world.context.week.save(Programme(at_hand=IN_MOST_HOMES))
    page = show(qtbot, PlansPage(world.context))
    cards = {each.plan_id: each for each in page.findChildren(PlanCard)}
    assert why in said(cards["go-for-a-swim"])
    assert why in cards["go-for-a-swim"].accessibleDescription()
    assert "instead" not in said(cards["go-for-a-walk"]) + said(cards["strength"])
    page.open_plan("go-for-a-swim")
    assert said(page).index(why) < said(page).index("1 exercise")


def test_an_older_plan_with_seconds_of_breathing_opens_and_tells_so_until_it_is_kept_anew(
    qtbot: QtBot, world: World
) -> None:
    older = world.context.paths.user_plans / "older.toml"
    older.write_text(
        '# mine\ntitle = "Older"\nsummary = "S."\n[[exercise]]\nid = "belly_breathing"\nreps = 2\nhold_s = 30\n'
    )
    page = show(qtbot, PlansPage(world.context))
    assert "is left out" not in said(page)
    press_opening(page, "Older, ")
    told = "Relaxed breathing: 60 seconds in its file are read as 8 breaths. No breath is held."
    assert said(page).count(told) == 1
    press(page, "Change it")
    press(page, "Keep this plan")
    assert "Relaxed breathing" in said(page)
    assert told not in said(page)
    assert older.read_text().startswith("# mine\n")
    assert "breaths = 8" in older.read_text()
