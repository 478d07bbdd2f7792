"""What somebody does who takes every word as it is said: every plan, with the locks that matter here."""

import re
from itertools import pairwise, product

import pytest

from hipcoach.catalogue.types import LYING, Form
from hipcoach.engine.types import Phase, StepKind
from tests.engine.script_told import CATALOGUE, DECLARED, SCRIPT, Told, told

STRONGER = "Put your stronger leg forward, foot flat."
REST = "Rest there for eight seconds."
LEGS_UP = re.compile("Bring both legs up onto the bed|Bring your legs up, feet apart")
OFF = re.compile("Slip off your shoes, (without bending down, )?and leave them where your feet come down")


def every_script(times: int = 0) -> list[Told]:
    found = (told(plan, times, declared) for plan, declared in product(CATALOGUE.plans, DECLARED))
    return [script for script in found if script is not None]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (re.compile(re.escape(REST)), re.compile(re.escape(STRONGER))),
        (OFF, LEGS_UP),
        (re.compile("fetch it: first sit on the edge, eyes open"), re.compile("^Push the covers aside")),
        (
            re.compile("Walk to the second chair, at the counter"),
            re.compile("press your legs back against the seat"),
        ),
    ],
)
def test_one_thing_is_told_before_the_next(first: re.Pattern[str], then: re.Pattern[str]) -> None:
    """A rest comes before the hard part of getting up; shoes are off before the legs go up."""
    found = 0
    for script in every_script():
        texts = [cue.text for step in script.steps for cue in step.cues]
        for n, text in enumerate(texts):
            if then.search(text):
                found += 1
                assert any(first.search(each) for each in texts[max(0, n - 5) : n]), texts[n - 5 : n + 1]
    assert found


def test_the_steps_into_bed_are_as_many_as_is_said() -> None:
    for script in every_script():
        texts = [cue.text for cue in script.steps[0].cues]
        said = [n for n, text in enumerate(texts) if "steps are for whoever is up" in text]
        for n in said:
            (ends,) = (at for at, text in enumerate(texts) if text.startswith("Take your time"))
            assert f"the next {SCRIPT.phrases.number(ends - n - 1)} steps" in texts[n]


def test_whoever_gets_out_of_bed_knows_which_edge() -> None:
    for script in every_script():
        for cue in (cue for step in script.steps for cue in (*step.cues, *step.meanwhile)):
            if re.search("to a forearm's length from the edge|turn body and legs together to the edge", cue.text):
                assert "by your shoes" in cue.text or "If you lie" in cue.text, cue.text


def test_nothing_that_is_wanted_from_the_mat_or_the_bed_lies_where_the_feet_go() -> None:
    puts = {each.put for exercise in CATALOGUE.exercises.values() for each in exercise.equipment}
    beside = [put for put in puts if "straight across the mat from the chair" in put]
    assert beside
    assert all("on the floor" in put and "a hand-length from the mat" in put for put in beside)


def test_who_lies_on_a_mat_may_have_something_under_the_head() -> None:
    for script in every_script():
        greeting = " ".join(cue.text for cue in script.steps[0].cues)
        lies_on_mat = any(step.position in LYING for step in script.steps) and not script.session.plan.in_bed
        head = "for your head" in greeting or "lay a thin cushion there" in greeting
        assert (head or "on your bed" in greeting) >= lies_on_mat, script.session.plan.id
    assert not any("lay a thin cushion" in text for script in every_script(3) for text in script.texts)


def test_a_pillow_waits_where_it_is_used_and_is_drawn_under_the_leg_that_lies_behind_it() -> None:
    for script in every_script():
        for order in script.orders:
            texts = [cue.text for step in script.of(order) for cue in step.cues]
            assert not any(re.search("pillow.* beside your (left|right) knee", text) for text in texts)
            if script.session.assignments[order].exercise.id == "side_lying_leg_raise":
                assert len([text for text in texts if re.search("pillow.* under your (left|right) thigh", text)]) == 2


def test_no_chin_is_held_and_nothing_has_to_be_undone() -> None:
    for script in every_script():
        for order in script.orders:
            texts = [cue.text for step in script.of(order) for cue in step.cues if re.search(r"\bchin\b", cue.text)]
            assert texts in ([], ["Let your head lie heavy, your chin gently tucked."])


def test_where_it_is_worse_one_thing_at_a_time_is_told() -> None:
    for script in every_script():
        for step in script.steps:
            if step.kind is StepKind.CHECK:
                worse = [cue for cue in step.cues[1:] if "worse" in cue.text]
                assert not any("get up" in cue.text or "Warning signs" in cue.text for cue in worse)
                assert all(after.offset_s - one.offset_s - one.duration_s > 0.7 for one, after in pairwise(step.cues))


def test_who_rests_on_both_feet_between_is_told_where_the_weight_goes_each_time() -> None:
    found = 0
    for script in every_script():
        for before, step in pairwise(script.steps):
            if step.repetition and step.repetition > 1 and step.kind is StepKind.REPETITION and step.phase is Phase.UP:
                last = script.session.assignments[step.order].exercise.text(Form.FULL).place[-1]
                if last.say.startswith("Shift your weight") and before.kind is not StepKind.CHANGEOVER:
                    found += 1
                    texts = [cue.text for each in script.steps[step.index - 2 : step.index] for cue in each.cues]
                    assert any(re.match("Shift your weight onto your (left|right) foot", text) for text in texts), step
    assert found


def test_no_hand_is_chosen_for_one_who_stands_on_one_leg() -> None:
    """Which one relieves a sore hip is a physiotherapist's to say."""
    for id in ("single_leg_stand", "standing_hip_extension"):
        text = CATALOGUE.exercises[id].text(Form.FULL)
        said = " ".join(step.say for step in (*text.place, *text.change_side))
        assert "a single hand once you feel steady" in said
        assert not re.search(r"your \{(side|other)\} hand", said)
