"""Whoever skips, goes back or stops on the way to an exercise, or in it, is led on from where they really are."""

import re

import pytest

from hipcoach.catalogue.types import LYING, Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, asked, stopped
from tests.engine.driving import fork, in_speech, to_step
from tests.engine.on_the_way import ahead, from_here, leads, started
from tests.engine.script_told import RULE, SCRIPT

DOWN = {Position.TALL_KNEELING, Position.HALF_KNEELING, *LYING}
BED_LOCKS = (Lock.HIP_REPLACEMENT,)


@pytest.mark.parametrize(
    ("plan", "declared", "way"),
    [
        ("first-steps", (), "Roll onto your side, towards the chair"),
        ("strength", (), "onto your hands and knees"),
        ("strength", BED_LOCKS, "Push up onto both elbows"),
        ("hip-and-back", (), "Turn onto your hands and knees"),
    ],
)
def test_a_skip_as_the_way_up_begins_tells_that_way_to_whoever_still_lies(
    plan: str, declared: tuple[Lock, ...], way: str
) -> None:
    engine = started(plan, declared)
    now = to_step(engine, leads(set(LYING), set(Position) - set(LYING))) + 0.4
    engine.advance(now)
    before = engine.status(now).exercise_order
    engine.ask(Request.SKIP, now)
    said = ahead(engine, now)
    assert engine.status(now).exercise_order > before or "last one" in said[0]
    assert any(way in text for text in said), said
    assert not any(text.startswith(("Slide forward on the seat", "Hold on to the chair with")) for text in said)
    assert set(said) <= {*texts_of(engine.session, SCRIPT, Timing(), RULE)} | {said[0]}


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("You kneel for about", "If you do not face the chair, open your eyes"),
        ("Still on your back, open your eyes", "If your left side is too sore to lie on"),
    ],
)
def test_what_is_said_before_anybody_moves_is_said_to_where_they_are(words: str, way: str) -> None:
    engine = started("hip-and-back")
    now = to_step(engine, lambda step: any(cue.text.startswith(words) for cue in step.cues)) + 0.4
    engine.advance(now)
    stop = stopped(fork(engine), now, 8, PainKind.ACHE)
    assert "roll" in stop
    assert "kneel at the chair" not in stop
    engine.ask(Request.SKIP, now)
    assert any(text.startswith(way) for text in ahead(engine, now))


def test_a_skip_as_the_way_down_begins_leads_down_all_the_way() -> None:
    engine = started("strength")
    now = to_step(engine, leads({Position.STANDING}, set(LYING))) + 0.4
    engine.advance(now)
    engine.ask(Request.SKIP, now)
    said = ahead(engine, now)
    assert any("Stand on the mat, facing the seat of the chair." in text for text in said)
    assert not any("Still on your back" in text for text in said)


def test_whoever_is_halfway_up_is_led_on_from_there() -> None:
    engine = started("strength")
    now = to_step(engine, leads(set(LYING), {Position.SEATED}))
    now = from_here(engine, now, "Put both hands on the seat.")
    stop = stopped(fork(engine), now, 8, PainKind.ACHE)
    engine.ask(Request.SKIP, now)
    said = ahead(engine, now)
    assert any("Kneel up slowly" in text for text in said)
    assert not any("roll" in text or "Turn onto your hands and knees" in text for text in said)
    assert "old its seat" in stop
    assert "roll" not in stop


@pytest.mark.parametrize(
    ("heard", "first", "stays"),
    [
        ("Hold on to the seat with both hands.", "Lower whichever knee is easier, slowly, to the floor.", False),
        ("Bring the second knee down beside it.", "Move back a little on your knees.", False),
        ("Let your hips down beside your feet", "Lower yourself onto that side, over your forearm.", False),
        (
            "There is no hurry.",
            "Stand on the mat, facing the seat of the chair.",
            True,
        ),  # one who has not begun hears all of it
    ],
)
def test_whoever_is_halfway_down_hears_what_is_left_of_the_way(heard: str, first: str, stays: bool) -> None:
    engine = started("first-steps")
    now = to_step(engine, leads({Position.STANDING}, set(LYING)))
    now = from_here(engine, now, heard)
    engine.ask(Request.SKIP, now)
    steps = engine.steps[engine.status(now).step_index :]
    way = next(step for step in steps if step.origin is not None)
    told_now = [
        cue.text for cue in way.cues if cue.kind == "position" and not cue.text.startswith(("This one", "You will"))
    ]
    assert told_now[0] == first
    assert (steps[0].cues[0].text == SCRIPT.text("down_already")) == stays


@pytest.mark.parametrize("declared", [(), BED_LOCKS])
def test_a_stop_as_the_way_up_begins_tells_it_and_one_who_is_weak_stays_down(declared: tuple[Lock, ...]) -> None:
    engine = started("strength", declared)
    now = to_step(engine, leads(set(LYING), {Position.SEATED})) + 0.4
    engine.advance(now)
    known = texts_of(engine.session, SCRIPT, Timing(), RULE)
    up, weak = (stopped(fork(engine), now, 8, kind) for kind in (PainKind.ACHE, PainKind.WEAK))
    assert "When you are ready to get up, " in up
    assert "If you cannot get up, call for help." in up
    assert "Stay down, and call somebody to you; if you are up already, hold on, and sit down." in weak
    assert in_speech(up, known)
    assert in_speech(weak, known)


@pytest.mark.parametrize(
    ("plan", "declared", "down"),
    [
        ("hip-and-back", (), "If you still kneel, kneel at the chair"),
        ("sacroiliac", (), "If you lie, open your eyes, push up and back"),
        ("hip-and-back", (Lock.NO_KNEELING,), "If you lie, open your eyes, and roll slowly onto your back"),
    ],
)
def test_who_has_come_up_and_sat_down_is_not_led_up_once_more(plan: str, declared: tuple[Lock, ...], down: str) -> None:
    """Nothing is pressed: the standing exercise goes by, and the end tells one who still lies how to get up."""
    engine = started(plan, declared)
    now = to_step(engine, lambda step: step.leaves_out)
    step = engine.status(now).step
    while engine.status(now).step is step and engine.state is not State.ENDED:
        now = engine.next_deadline() or now
        engine.advance(now)
    said = ahead(engine, now)
    assert said[0].startswith(down)
    assert "Sit as long as you like." in " ".join(said) or not said[1].startswith("That was the last one")
    assert not any("stronger forward" in text or "onto your hands and knees." in text for text in said[1:]), said
    assert said[0] in texts_of(engine.session, SCRIPT, Timing(), RULE)


def test_a_stop_as_the_way_down_begins_leads_nobody_up_from_the_floor() -> None:
    engine = started("strength")
    now = to_step(engine, leads({Position.STANDING}, set(LYING))) + 0.4
    engine.advance(now)
    assert "get up" not in stopped(fork(engine), now, 8, PainKind.ACHE)
    assert "If you stand, hold on, and sit down" in stopped(fork(engine), now, 8, PainKind.WEAK)


OUT = {
    "hip_hike": "step down slowly",
    "step_up": "step down slowly",
    "strap_leg_out": "take the strap off",
    "hamstring_strap": "take the strap off",
    "belly_breathing": "slide it out",
}


@pytest.mark.parametrize("exercise", sorted(OUT))
def test_a_skip_before_the_first_repetition_leads_out_of_step_strap_and_pillow(exercise: str) -> None:
    for ids in ([exercise], [exercise, "bridge"]):
        script = alone(ids)
        assert script is not None
        engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
        engine.start(0.0)
        now = to_step(engine, lambda step: step.kind is StepKind.LEAD_IN) + 0.5
        engine.advance(now)
        engine.ask(Request.SKIP, now)
        first = engine.steps[engine.status(now).step_index]
        assert OUT[exercise] in first.cues[0].text
        assert first.cues[1].offset_s - first.cues[0].duration_s > 8.0, "there is time to do it in"
        assert first.cues[0].text in texts_of(engine.session, SCRIPT, Timing(), RULE)
        worked = fork(engine)
        worked.ask(Request.SKIP, now + 1.0)
        assert not any(OUT[exercise] in text for text in ahead(worked, now + 1.0)[:1] if len(ids) > 1), "once"


@pytest.mark.parametrize(
    ("exercise", "second", "said"),
    [
        ("side_lying_leg_raise", True, "This one is done lying on your right side.*Roll on, onto your right side"),
        ("hip_hike", True, "step, step down slowly.*Stand beside the step, so that it is on your left"),
        (
            "hip_hike",
            False,
            "step, step down slowly.*Stand beside the step, so that it is on your left",
        ),
        ("strap_leg_out", True, "take the strap off.*Rest your left foot down, the strap round its sole"),
        ("kneeling_hip_flexor_stretch", False, "bring its knee down onto the pad.*Wait on your hip"),
        ("figure_four", True, "Your left leg will come first"),
    ],
)
def test_back_leads_to_the_first_side_and_out_of_what_one_is_in(exercise: str, second: bool, said: str) -> None:
    script = alone([exercise])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    first = next(step.side for step in script.steps if step.kind in WORK_KINDS)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS and (step.side is not first) == second) + 0.5
    engine.ask(Request.BACK, now)
    assert re.search(said, " ".join(ahead(engine, now))), ahead(engine, now)


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("strap_leg_out", "Bend your left knee, take the strap off, and put that foot down."),
        ("kneeling_hip_flexor_stretch", "Put your right knee down beside your left knee."),
        ("figure_four", "Stretch your left leg out long."),
    ],
)
def test_who_skips_on_the_first_side_is_led_out_of_that_side(exercise: str, said: str) -> None:
    script = alone([exercise])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS and step.repetition == 2)
    engine.advance(now + 0.5)
    engine.ask(Request.SKIP, now + 0.5)
    step = engine.status(now + 0.5).step
    assert step is not None
    assert said in [cue.text for cue in step.cues]
    assert {cue.text for cue in step.cues} <= set(texts_of(engine.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("side_lying_leg_raise", "onto your right side"),
        ("kneeling_hip_flexor_stretch", "Facing the wall, put both knees on the pad"),
    ],
)
def test_back_at_the_question_leads_to_where_the_exercise_begins(exercise: str, said: str) -> None:
    script = alone([exercise])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is StepKind.CHECK) + 0.5
    engine.ask(Request.BACK, now)
    assert said in " ".join(ahead(engine, now)), ahead(engine, now)


def test_who_may_stand_already_is_not_told_to_kneel_down_again() -> None:
    engine = started("first-steps")
    now = to_step(engine, leads(set(LYING), {Position.SEATED}))
    now = from_here(engine, now, "Feel the seat against the backs of your legs.")
    said = stopped(fork(engine), now, 8, PainKind.ACHE)
    assert "If you still kneel, kneel at the chair" in said
    assert "When you are ready to get up" not in said
    assert in_speech(said, texts_of(engine.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize("plan", ["no-floor", "steady"])
def test_who_stops_or_skips_standing_may_sit_before_the_next_one_done_standing(plan: str) -> None:
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        engine = started(plan, declared)
        now = to_step(engine, lambda step: step.kind in WORK_KINDS and step.position is Position.STANDING)
        before, hurts = engine.status(now).exercise_order, fork(engine)
        rest = stopped(hurts, now, 3, PainKind.ACHE)
        assert "if you stand, hold on, and sit down, your weight on your arms" in rest
        hurts.advance(now + 125.0)
        hurts.answer_question(State.BREAK_SCORE, 2, now + 126.0)
        skips = started(plan, declared)
        stands = to_step(skips, lambda step: step.kind is StepKind.LEAD_IN and step.position is Position.STANDING)
        skips.ask(Request.SKIP, stands)
        for after in (hurts, skips):
            said = [cue.text for step in after.steps if step.order == before + 1 for cue in step.cues if cue.text]
            assert any("sit down" in text and text.startswith("If you like") for text in said), said
            back = [text for text in said if text.startswith("To do this one, if you sit, ")]
            assert len(back) == 1
            assert ("push up with your arms" in back[0]) == bool(declared)


def test_the_first_question_still_leads_out_before_it_asks() -> None:
    script = alone(["kneeling_hip_flexor_stretch"])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS)
    assert asked(engine, now).startswith(
        "If a foot is forward, bring its knee down onto the pad. Everything has stopped."
    )
    assert engine.state is State.PAIN_SCORE
