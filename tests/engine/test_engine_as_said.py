"""Every command can be done from where the body is, with what is in the hand, in the time given: by every plan."""

import re
from functools import cache
from itertools import pairwise, product

import pytest

from hipcoach.catalogue.types import Exercise, Position, Side, Thing
from hipcoach.catalogue.ways import Link
from hipcoach.catalogue.wording import filled
from hipcoach.engine.cue import Cue
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from tests.engine.alone import alone
from tests.engine.script_told import CATALOGUE, DECLARED, RULE, SCRIPT, Told, told

ONE_LEG_S = 9.0  # before its first movement


@cache
def scripts() -> tuple[Told, ...]:
    found = (told(plan, 0, declared) for plan, declared in product(CATALOGUE.plans, DECLARED))
    return tuple(script for script in found if script is not None)


def cues(script: Told) -> list[Cue]:
    return [cue for step in script.steps for cue in step.cues]


def test_who_stands_on_one_leg_is_led_off_it_before_the_next_side_is_named() -> None:
    found = 0
    for script in scripts():
        for step in script.steps:
            straps = step.exercise in ("strap_leg_out", "hamstring_strap")
            held = step.position is Position.STANDING or straps  # a leg in a strap is lowered first, too
            if (step.kind, held, step.repetition) == (StepKind.CHANGEOVER, True, None):
                found += 1
                off, side = (
                    next(n for n, cue in enumerate(step.cues) if re.search(words, cue.text))
                    for words in ("both feet|Step down|take the strap off", "^Next")
                )
                assert off < side, step.exercise
    assert found


def test_nobody_waits_long_on_one_leg_for_the_count() -> None:
    hung = [
        (step, cue) for script in scripts() for step in script.steps for cue in step.cues if "foot hang," in cue.text
    ]
    assert hung
    for step, cue in hung:
        assert step.duration_s - cue.offset_s - cue.duration_s <= ONE_LEG_S, step.exercise


def test_of_two_chairs_it_is_said_which() -> None:
    found = 0
    for script in scripts():
        if "second chair to sit on" in " ".join(cue.text for cue in script.steps[0].cues):
            found += 1
            assert any("is called the first chair" in cue.text for cue in script.steps[0].cues)
            held = [cue.text for cue in cues(script) if re.search("back of the (first )?chair", cue.text)]
            assert not [text for text in held if "back of the chair" in text], script.session.plan.id
    assert found


def test_of_two_things_that_go_to_one_place_one_lies_beside_what_is_there() -> None:
    for script in scripts():
        puts = [cue.text for cue in script.steps[0].cues if "a hand-length from the mat" in cue.text]
        assert all("beside anything that lies there" in put for put in puts[1:]), puts


def test_whoever_goes_to_the_floor_hears_of_shoes() -> None:
    for script in scripts():
        said = " ".join(cue.text for cue in script.steps[0].cues)
        assert "You get down to the floor" not in said or "socks slip" in said, script.session.plan.id


def test_the_last_words_say_that_it_is_over() -> None:
    ends = set()
    for script in scripts():
        last = script.steps[-1]
        ends.add(last.cues[-1].text)
        assert last.position is not Position.STANDING or last.cues[-1].text == SCRIPT.text("finish_standing")
    assert ends == {SCRIPT.text(key) for key in ("done", "done_at_chair", "finish_sitting", "finish_standing")}


def test_whom_the_front_hurts_may_rest_elsewhere() -> None:
    aims = [cue.text for script in scripts() for cue in cues(script) if "lying on your front" in cue.text]
    assert aims
    assert all("If that hurts, rest on your side or back" in text for text in aims)


@pytest.mark.parametrize(
    ("start", "end", "first", "then"),
    [
        ("side_lying", "prone", "Shuffle back a little, hips first", "onto your front"),
        ("prone", "all_fours", "If you are on your side, push up with both arms", "both hands down, close to your"),
        ("standing", "tall_kneeling", "slowly, to the floor", "second knee"),
    ],
)
def test_a_way_can_be_gone_from_wherever_one_may_lie(start: str, end: str, first: str, then: str) -> None:
    (link,) = SCRIPT.phrases.ways.route(start, end, frozenset()) or ()
    texts = [step.say for step in link.steps]
    before = next(n for n, text in enumerate(texts) if first in text)
    assert before < next(n for n, text in enumerate(texts) if then in text)


@pytest.mark.parametrize("exercise", ["hip_hike", "step_up"])
def test_a_step_is_tried_with_a_foot_and_left_where_it_moves(exercise: str) -> None:
    (step,) = (each for each in CATALOGUE.exercises[exercise].equipment if each.say == "a low step")
    walk, tries, rests = (each.say for each in step.bring)
    assert walk.startswith("Walk to the step")
    assert "press on the step with a foot. If it moves, leave this one out" in tries
    assert "rest on both feet" in rests


def test_a_leg_that_goes_out_has_room_and_a_chair_is_tried_without_bending() -> None:
    strap = CATALOGUE.exercises["strap_leg_out"]
    assert any("shuffle away until you cannot touch it" in step.say for step in next(iter(strap.forms.values())).place)
    squat = next(each for each in CATALOGUE.exercises["mini_squat"].equipment if each.bring)
    assert "face the counter, both hands on it, and press your legs back against the seat" in squat.bring[1].say


def test_the_first_day_of_the_first_plan_takes_less_than_twenty_minutes() -> None:
    script = next(each for each in scripts() if each.session.plan.id == "first-steps" and not each.session.declared)
    assert sum(map(planned_s, script.steps)) < 1200.0


@pytest.mark.parametrize(
    "exercise", [each for each in CATALOGUE.exercises.values() if "strap" in each.id], ids=lambda each: each.id
)
def test_a_strap_comes_off_a_foot_that_is_in_reach(exercise: Exercise) -> None:
    for text in exercise.forms.values():
        steps = [*text.change_side, *text.leave, *([text.stop] if text.stop else [])]
        off = [step for step in steps if "take the strap off" in step.say]
        assert len(off) == 3, "in the change of sides, on the way out, and in a stop"
        assert all("knee" in said for step in off for said in (step.say, *step.instead.values()))


@pytest.mark.parametrize(
    "link", [each for each in SCRIPT.phrases.ways.links if each.end.endswith("prone")], ids=lambda each: each.start
)
def test_who_rolls_onto_the_front_makes_room_for_it_first(link: Link) -> None:
    texts = [step.say for step in link.steps]
    onto_it = next((n for n, text in enumerate(texts) if "onto your front" in text and "oll" in text), None)
    assert onto_it is None or any("huffle" in text for text in texts[:onto_it]), link


def test_a_pillow_is_reached_for_where_it_lies() -> None:
    script = next(each for each in scripts() if each.session.plan.id == "daily-mobility" and not each.session.declared)
    (said,) = (cue.text for cue in cues(script) if "reach for the pillow, if you like" in cue.text)
    assert "on the side away from the chair" in said
    assert said.startswith("Open your eyes")
    for before, lies_there in (["bridge"], True), (["figure_four"], False):  # that lays it above the head
        own = alone([*before, "side_lying_leg_raise"])
        assert own is not None
        first = SCRIPT.text("pillow_first")
        (said,) = (after.text for cue, after in pairwise(cues(own)) if cue.text == first)
        assert ("on the side away from the chair" in said) is lies_there


def test_who_has_tried_a_chair_is_not_sent_to_it_again() -> None:
    for script in scripts():
        said = [cue.text for cue in cues(script)]
        if any("press your legs back against the seat" in text for text in said):
            assert not [text for text in said if "walk between the chair and the counter" in text]
            tried = next(n for n, text in enumerate(said) if text.startswith("If it slides"))
            assert said[tried + 2] == "If it stands firm, stay there, both hands on the counter."
    only = alone(["mini_squat"])
    assert only is not None
    assert any("walk between the chair and the counter" in cue.text for cue in cues(only)), "not tried before"


def test_who_stands_is_sent_to_a_seat_and_not_told_to_sit_where_they_stand() -> None:
    assert not [cue.text for script in scripts() for cue in cues(script) if "Keep hold, or sit" in cue.text]
    offered = 0
    for script in scripts():
        seats = [cue.text for cue in cues(script) if re.match("If you like, (rest|sit down) (on|somewhere)", cue.text)]
        offered += len(seats)
        assert all(re.search("feel the seat behind you, then sit", text) for text in seats[:1]), "felt first"
        assert all("as before" in text for text in seats[1:]) or "mini_squat" in script.session.plan.exercises
    assert offered


def test_who_has_no_step_hears_what_they_leave_out() -> None:
    for script in scripts():
        said = [cue.text for cue in script.steps[0].cues]
        steps = any("low step" in each.say for each in script.session.things)
        assert (SCRIPT.text("without_step") in said) is steps, script.session.plan.id


@pytest.mark.parametrize("exercise", ["side_lying_leg_raise", "clamshell", "side_plank_knees"])
def test_the_next_side_says_which_side_one_lies_on(exercise: str) -> None:
    found = CATALOGUE.exercises[exercise]
    for side in (Side.LEFT, Side.RIGHT):
        assert f"lying on your {found.side_below(side)} side" in filled(found.side_words, side)


@pytest.mark.parametrize("plan", [each for each in CATALOGUE.plans])
def test_no_wall_is_named_to_one_who_has_none(plan: str) -> None:
    exercises = CATALOGUE.plans[plan].exercises
    script = alone(exercises, without=Thing.WALL)
    if script is None:
        return
    said = [*(cue.text for step in script.steps for cue in (*step.cues, *step.meanwhile))]
    assert not [text for text in (*said, *(each.put for each in script.session.things)) if re.search(r"\bwall", text)]
    assert any("heavy cupboard" in text for text in said) or plan not in ("strength", "first-steps", "steady")
    assert set(filter(None, said)) <= set(texts_of(script.session, SCRIPT, Timing(), RULE))
