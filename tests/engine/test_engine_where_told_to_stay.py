"""Who was told to stay where they are, or has broken off a way, is led on from there whatever is left out next."""

import re
from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import LYING, Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, asked, stopped
from tests.engine.driving import fork, to_step
from tests.engine.left_out import UP, eases, goes_back, made_of, said_in, said_next, skips
from tests.engine.on_the_way import from_here, leads, rest, started
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT, told

HIP = (Lock.HIP_REPLACEMENT,)
RULES_END = {(): SCRIPT.text("rules_end"), HIP: SCRIPT.text("rules_end_hip")}


def lying_in_wait(*exercises: str, declared: tuple[Lock, ...] = ()) -> tuple[Engine, float]:
    """Return a session whose user lies, and is waited for, with the time."""
    engine = made_of(*exercises, declared=declared)
    now = from_here(engine, to_step(engine, lambda step: step.waits and step.order == 0), "There is no hurry.") + 0.4
    engine.advance(now)
    return engine, now


def leaves_out(engine: Engine, now: float, after_s: tuple[float, ...]) -> float:
    """Leave out one after the other, each so long after the last; return when."""
    for seconds in (0.0, *after_s):
        until = now + seconds
        while (due := engine.next_deadline()) is not None and due < until:
            engine.advance(due)
        engine.advance(now := until)
        skips(engine, now)
    return now


@pytest.mark.parametrize("after_s", [(0.6,), (5.0,), (30.0,)])
def test_who_lies_and_leaves_out_two_is_led_on_from_the_back(after_s: tuple[float, ...]) -> None:
    engine, now = lying_in_wait("figure_four", "bridge", "prone_leg_lift")
    texts = said_next(engine, leaves_out(engine, now, after_s))
    assert texts[0] == SCRIPT.text("down_already")
    assert texts.index(SCRIPT.text("come_along")) < texts.index("Roll on slowly, onto your front.")


@pytest.mark.parametrize("declared", [(), HIP, (Lock.OSTEOPOROSIS,)])
@pytest.mark.parametrize("after_s", [(12.0,), (22.0,), (1.0, 22.0)])
def test_who_lies_and_leaves_out_all_that_is_done_lying_hears_the_way_up(
    declared: tuple[Lock, ...], after_s: tuple[float, ...]
) -> None:
    lying = ("bridge", "static_quads", "ankle_pumps")[: len(after_s) + 1]
    engine, now = lying_in_wait(*lying, "chair_stand", declared=declared)
    texts = said_next(engine, leaves_out(engine, now, after_s))
    turn = next(n for n, text in enumerate(texts) if text.startswith("Turn until the chair"))
    assert any("open your eyes, roll towards" in text or "your eyes, push up onto" in text for text in texts[:turn])


@pytest.mark.parametrize("then", [eases, rest])
@pytest.mark.parametrize("after", ["side_lying_leg_raise", "prone_leg_lift"])
def test_who_is_on_the_way_up_goes_back_before_a_way_is_told_from_the_back(
    after: str, then: Callable[[Engine, float], object]
) -> None:
    engine = made_of("knee_rolls", "standing_march", after)
    now = from_here(engine, to_step(engine, leads(set(LYING), {Position.STANDING})), "Kneel up slowly.")
    then(engine, now)
    texts = said_next(engine, now)
    rolls = next(n for n, text in enumerate(texts) if text.startswith(("Still on your back", "Bend both knees")))
    assert SCRIPT.text("back_as_you_came") in " ".join(texts[:rolls])


def test_who_has_rolled_onto_a_side_in_bed_comes_back_before_the_way_to_the_edge() -> None:
    engine = started("sacroiliac", (Lock.NO_KNEELING,))
    now = said_in(engine, to_step(engine, lambda step: step.position is Position.PRONE), "Roll onto that side")
    engine.advance(now + 3.0)
    skips(engine, now + 3.0)
    texts = said_next(engine, now + 3.0)
    edge = next(n for n, text in enumerate(texts) if "move to a forearm's length from the edge" in text)
    assert SCRIPT.text("back_first") in texts[:edge]


@pytest.mark.parametrize("declared", [(), HIP])
@pytest.mark.parametrize("at", ["First: if it pinches", "Third: at a warning sign", "You may rest at any time"])
def test_who_sat_down_for_the_rules_is_called_up_where_they_are_skipped(at: str, declared: tuple[Lock, ...]) -> None:
    engine = started("strength", declared)
    now = said_in(engine, to_step(engine, lambda step: step.is_greeting and not step.waits), at) + 1.0
    engine.advance(now)
    skips(engine, now)
    assert [cue.text for cue in engine.steps[engine.status(now).step_index].cues] == [RULES_END[declared]]
    engine.advance(now + 4.0)
    skips(engine, now + 4.0)
    assert not engine.steps[engine.status(now + 4.0).step_index].is_greeting, "no press holds anybody there"


@pytest.mark.parametrize("at", ["Exercise one of two", "Go to the chair"])
def test_who_sat_down_for_the_rules_is_called_up_where_the_chair_is_left_out(at: str) -> None:
    engine = made_of("chair_stand", "single_leg_stand", declared=HIP)
    now = said_in(engine, to_step(engine, lambda step: step.order == 0), at) + 1.0
    engine.advance(now)
    skips(engine, now)
    texts = said_next(engine, now)
    assert any(text.startswith(UP) and "push up with your arms" in text for text in texts[:6]), texts[:6]
    assert not any(text.startswith("You have about") for text in texts[:6]), "no time for nothing"


def test_who_sat_down_for_the_rules_is_called_up_before_a_walk() -> None:
    for plan in ("go-for-a-walk", "ride-a-bicycle", "go-for-a-swim"):
        assert plan in CATALOGUE.plans
        script = told(plan, 0, ())
        assert script is not None
        assert script.steps[1].cues[-1].text == RULES_END[()], plan


@pytest.mark.parametrize("then", [eases, rest])
def test_who_is_up_at_the_end_is_not_led_up_once_more(then: Callable[[Engine, float], object]) -> None:
    engine = made_of("bridge", "knee_rolls")
    now = from_here(engine, to_step(engine, lambda step: step.kind is StepKind.FINISH), "Then you are done") + 0.5
    engine.advance(now)
    then(engine, now)
    last = [cue.text for cue in engine.steps[-1].cues]
    assert last[0].startswith("If you lie, open your eyes, roll towards the chair")
    assert SCRIPT.text("finish_standing") in last
    assert "Open your eyes, and bend both knees." not in last


@pytest.mark.parametrize(
    ("plan", "out", "in_it"),
    [
        ("go-for-a-swim", "come out of the water slowly", "If you are in the water, hold the edge"),
        ("exercise-in-water", "come out of the water slowly", "If you are in the water, hold the edge"),
        ("ride-a-bicycle", "Get off slowly", "If you are on the bicycle"),
    ],
)
def test_who_is_in_the_water_or_on_a_bicycle_is_led_off_it_at_its_end_and_at_a_stop(
    plan: str, out: str, in_it: str
) -> None:
    engine = started(plan)
    now = from_here(engine, to_step(engine, lambda step: step.kind is StepKind.ACTIVITY), "You are halfway.") + 1.0
    assert in_it in asked(fork(engine), now)
    assert "Sit" not in stopped(fork(engine), now, 8, PainKind.ACHE)
    from_here(engine, now, out)
    assert [cue.text for cue in engine.steps[-1].cues][-1] == SCRIPT.text("finish_standing")


def test_who_kneels_on_the_pad_and_goes_back_waits_there_while_the_way_is_told() -> None:
    engine = made_of("bridge", "kneeling_hip_flexor_stretch")
    now = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE and step.order == 1)
    now = from_here(engine, now, "There is no hurry.") + 0.5
    engine.advance(now)
    engine.pause(now)
    goes_back(engine, now)
    texts = said_next(engine, now)
    assert SCRIPT.text("back_first") not in texts
    assert texts.index(SCRIPT.text("way_anew")) < texts.index("Open your eyes, and bend both knees.")


@pytest.mark.parametrize("declared", [(), HIP])
@pytest.mark.parametrize("plan", ["strength", "steady", "go-for-a-walk"])
def test_who_sat_down_in_a_rest_during_the_short_rules_is_called_up(plan: str, declared: tuple[Lock, ...]) -> None:
    """From the fourth session on the rules are short, and nobody is told to sit for them."""
    script = told(plan, 3, declared)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = said_in(engine, to_step(engine, lambda step: step.is_greeting and not step.waits), "If it hurts more") + 1.0
    engine.advance(now)
    rest(engine, now)
    texts = [cue.text for step in engine.steps if step.is_greeting for cue in step.cues]
    assert RULES_END[declared] in texts, "after the rules, before anything is begun"
    assert set(texts) <= set(texts_of(script.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize("declared", [(), HIP])
@pytest.mark.parametrize("then", ["bridge", "single_leg_stand", "walking"])
def test_who_was_shown_something_may_sit_and_is_called_up_from_there(then: str, declared: tuple[Lock, ...]) -> None:
    made = alone(["own_as_shown", then], declared)
    assert made is not None
    texts = [cue.text for step in made.of(1) for cue in step.cues]
    up = next(n for n, text in enumerate(texts) if text.startswith("To do this one, if you sit"))
    assert ("push up with your arms" in texts[up]) is bool(declared)
    begins = re.compile("Get into position now|Stand on the mat|With your eyes open, stand")
    assert up < next(n for n, text in enumerate(texts) if begins.match(text))


@pytest.mark.parametrize("kneels", ["kneeling_hip_flexor_stretch", "cat_camel", "wall_backbend"])
def test_who_stayed_lying_comes_up_onto_the_knees_for_what_is_done_there(kneels: str) -> None:
    engine, now = lying_in_wait("bent_knee_fallout", "bridge", kneels)
    texts = said_next(engine, leaves_out(engine, now, (5.0,)))
    assert texts[0] == SCRIPT.text("down_already")
    up = texts.index(SCRIPT.text("from_the_hip"))
    assert texts.index("Bring the second knee down beside it.") < up
    assert not any(text.startswith("Bring the second knee") for text in texts[up:])
