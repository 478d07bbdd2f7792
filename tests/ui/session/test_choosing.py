"""What a user changes before a session: less and more, a side at a time, no step up, another exercise, on again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Side, Thing
from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.plan_choices import PlanChoices, PlanPreview
from hipcoach.engine.steps.unroll import effort_s
from hipcoach.engine.types import Timing
from hipcoach.gallery.demo_world import DAY, NOW, World, to_now
from hipcoach.gallery.draw import settle
from hipcoach.planner import profile_values
from hipcoach.planner.programme import Programme
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.safety.types import Area, Assignment, PainKind, Session
from hipcoach.store.rows import DoseRow
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.swap_page import SwapPage
from hipcoach.ui.widgets.button import Button
from tests.ui.session.session_story import Story

UP = reason_text(as_written("Up.", "progress_step"))


def stands_at(world: World, exercise: str, left: int, right: int) -> None:
    """Put an exercise at a place on its ladder."""
    for side, step in ((Side.LEFT, left), (Side.RIGHT, right)):
        at = world.clock.utc() - DAY
        world.store.doses.add(
            DoseRow(
                f"{exercise}-{side}",
                exercise,
                side,
                step,
                at,
                "2026-03-19",
                "progression",
                UP,
            )
        )


def keys(story: Story) -> dict[str, Button]:
    shown = story.window.taken_over_by
    assert shown is not None
    return {key.accessibleName(): key for key in shown.findChildren(Button) if not key.isHidden()}


def press(story: Story, name: str) -> None:
    found = keys(story)
    assert name in found, sorted(found)
    QTest.keyClick(found[name], Qt.Key.Key_Return)
    settle(QApplication.instance())  # type: ignore[arg-type]  # it is one: the fixture `qapp` made it


def started(story: Story) -> dict[str, Assignment]:
    """Start, and give what is on record as planned."""
    story.press("Start")
    story.page(PlayerPage)
    running = story.diary.unfinished()
    assert running is not None
    return {each.exercise.id: each for each in running.session.assignments}


def settled_twice(world: World, plan: str) -> None:
    """Two sessions done in full with little effort, each settled the next day: a step up is due."""
    answers = AnswerWriter(world.rule, world.store, world.context.catalogue, world.clock.uptime())
    zone = world.clock.zone()
    for days in (6, 3):
        done = world.do(plan, NOW - days * DAY, before=2, after=None)
        answers.record_after(done, 2, effort=3, now=world.clock.utc(), zone=zone)
    world.clock.jump(timedelta(days=1).total_seconds())
    answers.record_next_day(2, now=world.clock.utc(), zone=zone)
    to_now(world)


def test_at_the_first_step_there_is_nothing_below_and_nothing_above(story: Story) -> None:
    story.to_plan("first-steps", 2)
    assert not [name for name in keys(story) if name.endswith((": less", ": more"))]
    assert "Step 1 of" in story.words()


def test_less_is_what_is_played_and_more_takes_it_back_but_no_further(story: Story) -> None:
    stands_at(story.world, "bridge", 2, 2)
    bridge = story.world.context.catalogue.exercises["bridge"]
    story.to_plan("first-steps", 2)
    assert not keys(story)["Bridge: more"].isEnabled(), "never above its place"
    press(story, "Bridge: less")
    press(story, "Bridge: less")
    assert not keys(story)["Bridge: less"].isEnabled()
    assert f"Step 1 of {len(bridge.ladder)}" in story.words()
    press(story, "Bridge: more")
    assert f"Step 2 of {len(bridge.ladder)}" in story.words()
    assert started(story)["bridge"].dose == bridge.ladder[1]
    place = [
        row.step for row in story.world.store.doses.current().values() if row.exercise == "bridge" and not row.side
    ]
    assert place == [1], "what was done is its place now"


def test_the_focus_stays_on_the_key_that_was_pressed(story: Story) -> None:
    stands_at(story.world, "bridge", 3, 3)
    story.to_plan("first-steps", 2)
    keys(story)["Bridge: less"].setFocus()
    press(story, "Bridge: less")
    focused = story.page(PlanPage).focusWidget()
    assert isinstance(focused, Button)
    assert focused.accessibleName() == "Bridge: less"


def test_sides_that_differ_have_keys_of_their_own(story: Story) -> None:
    name = "standing_hip_extension"
    stands_at(story.world, name, 3, 1)
    ladder = story.world.context.catalogue.exercises[name].ladder
    story.to_plan("steady", 2)
    assert f"Left: step 4, right: step 2, of {len(ladder)}." in story.words()
    press(story, "Standing hip extension: left less")
    assert f"Left: step 3, right: step 2, of {len(ladder)}." in story.words()
    press(story, "Standing hip extension: right less")
    press(story, "Standing hip extension: left more")
    played = started(story)[name]
    assert (played.dose, played.dose_right) == (ladder[3], ladder[0])


@pytest.mark.parametrize("key", ["Bridge: stay at the step before", "Bridge: less"])
def test_a_step_up_says_why_and_may_be_declined(story: Story, key: str) -> None:
    settled_twice(story.world, "first-steps")
    ladder = story.world.context.catalogue.exercises["bridge"].ladder
    story.to_plan("first-steps", 2)
    assert "Bridge: one step up, after two sessions in a row" in story.words()
    press(story, key)
    assert "Bridge: one step up" not in story.words()
    assert "Bridge: you chose to stay at this step." in story.words()
    played = started(story)
    assert played["bridge"].dose == ladder[0]
    assert played["chair_stand"].dose != story.world.context.catalogue.exercises["chair_stand"].ladder[0]


def test_without_a_number_every_dose_is_the_first_and_cannot_be_more(story: Story) -> None:
    stands_at(story.world, "bridge", 3, 3)
    story.to_plan("first-steps", None)
    assert "Bridge: more" not in keys(story)
    assert started(story)["bridge"].dose == story.world.context.catalogue.exercises["bridge"].ladder[0]


def test_a_sore_buttock_keeps_out_what_bends_back_far_though_it_is_cleared(story: Story) -> None:
    world = story.world
    profile_values.keep_answer(world.store, profile_values.CLEARED, ["prone_bow", "wall_backbend"], world.clock.utc())
    plan = replace(world.context.catalogue.plans["strength"], exercises=("prone_bow", "wall_backbend", "knee_rolls"))
    for area, why in ((Area.GROIN, set()), (Area.BUTTOCK, {"It stays out while your buttock hurts."})):
        shown = PlanChoices(story.diary, world.context.forecast, plan, (), PainAnswer(2, area)).preview()
        assert isinstance(shown, PlanPreview)
        assert {each.why for each in shown.session.left_out if each.exercise != "knee_rolls"} == why


def test_another_exercise_of_its_kind_is_played_today(story: Story) -> None:
    story.to_plan("first-steps", 2)
    press(story, "Bridge: another exercise")
    story.page(SwapPage)
    exercises = story.world.context.catalogue.exercises
    plan = story.world.context.catalogue.plans["first-steps"]
    choices = PlanChoices(story.diary, story.world.context.forecast, plan, (), PainAnswer(2))
    known = choices.replacements("bridge")
    offered = [name.rsplit(",", 1)[0] for name in keys(story) if name.endswith(": choose")]
    assert offered == [each.name for each in known]
    assert all(set(each.categories) & set(exercises["bridge"].categories) for each in known)
    press(story, next(name for name in keys(story) if name.startswith(known[0].name)))
    assert f"{known[0].name} instead, for today." in story.words()
    played = started(story)
    assert known[0].id in played
    assert "bridge" not in played


def test_what_stands_in_for_want_of_things_can_itself_be_changed(story: Story) -> None:
    at_hand = frozenset({Thing.MAT, Thing.PILLOW, Thing.CHAIR, Thing.WALL, Thing.PAD})
    choose(story, Programme(at_hand=at_hand))
    story.to_plan("hip-and-back", 2)
    assert "which you do not have at hand. Standing side leg lift instead." in story.words()
    press(story, "Standing side leg lift: another exercise")
    press(story, "Standing hip extension, standing: choose")
    press(story, "Bridge: another exercise")
    story.press("Leave it out today")
    played = started(story)
    assert list(played)[-1] == "standing_hip_extension"
    assert not {"mini_squat", "standing_side_leg_lift", "bridge"} & set(played)


def test_a_session_is_cut_to_the_minutes_and_says_what_waits_its_turn(story: Story) -> None:
    """The minutes are those of work and rests: what is said, and getting into position, does not count."""
    choose(story, Programme(minutes=5))
    story.to_plan("hip-essentials", 2)
    assert "Standing hip extension It does not fit into 5 minutes today; exercises take turns." in story.words()
    assert list(started(story)) == ["knee_rolls", "knees_to_chest", "bridge", "chair_stand"]
    running = story.diary.unfinished()
    assert running is not None
    waits = story.world.context.catalogue.exercises["standing_hip_extension"]
    assert waits.id in {each.exercise for each in running.session.left_out}
    start = waits.ladder[0]
    with_it = replace(
        running.session,
        assignments=(*running.session.assignments, Assignment(waits, start, start, spoken_in_full=True)),
    )
    assert worked_s(story, running.session) <= 5 * 60 < worked_s(story, with_it)


def worked_s(story: Story, session: Session) -> float:
    return sum(effort_s(session, order, story.world.script, Timing()) for order in range(len(session.assignments)))


def choose(story: Story, programme: Programme) -> None:
    store, clock = story.world.store, story.world.clock
    with store.transaction():
        profile_values.keep_answer(store, profile_values.PROGRAMME, profile_values.programme_to(programme), clock.utc())


def test_what_was_swapped_can_be_put_back(story: Story) -> None:
    story.to_plan("first-steps", 2)
    press(story, "Bridge: another exercise")
    story.press("Leave it out today")
    assert "You left it out today." in story.words()
    press(story, "Bridge: put it back")
    assert "bridge" in started(story)


def test_the_last_exercise_cannot_be_left_out(story: Story) -> None:
    story.to_plan("go-for-a-walk", 2)
    press(story, "Walking: another exercise")
    assert "Leave it out today" not in keys(story)
    story.escape()
    story.page(PlanPage)


def test_what_started_a_rest_is_off_until_advice_and_until_it_is_turned_on(story: Story) -> None:
    world = story.world
    ache = {"bridge": (7, PainKind.ACHE)}
    world.do("first-steps", NOW - 4 * DAY, before=1, after=None, worse=ache)
    world.clock.jump(2 * DAY.total_seconds())
    assert story.diary.release(1, (), confirmed=True)
    world.do("daily-mobility", NOW - DAY, before=1, after=1)
    to_now(world)
    story.to_plan("first-steps", 1)
    assert "It is off since you reported more pain in a session with it." in story.words()
    press(story, "Bridge: turn it on again")
    story.press("Leave it off")
    assert "Bridge: turn it on again" in keys(story), "nothing is turned on without advice"
    press(story, "Bridge: turn it on again")
    story.press("I have had advice: turn it on")
    assert story.diary.switched_off() == frozenset()
    assert started(story)["bridge"].dose == world.context.catalogue.exercises["bridge"].ladder[0]


@pytest.mark.parametrize(("answer", "off"), [("Leave it off", {"bridge"}), ("I have had advice: turn it on", set())])
def test_from_today_it_is_turned_on_without_a_plan(story: Story, answer: str, off: set[str]) -> None:
    world = story.world
    world.do("first-steps", NOW - 4 * DAY, before=1, after=None, worse={"bridge": (7, PainKind.ACHE)})
    world.clock.jump(2 * DAY.total_seconds())
    assert story.diary.release(1, (), confirmed=True)
    story.flow.offer_turn_on("bridge")
    assert "Turn it on again once your doctor or physiotherapist has advised you" in story.words()
    story.press(answer)
    assert story.at_home
    assert story.diary.switched_off() == off
