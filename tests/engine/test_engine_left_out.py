"""Whoever leaves something out, or rests, is led on from where they are: from a seat, a strap, a way up."""

import re
from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import LYING, Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, PainReported, StepStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import SAME, answer
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, stopped
from tests.engine.driving import fork, to_exercise, to_step
from tests.engine.left_out import FACING, UP, eases, goes_back, made_of, said_in, said_next, skips
from tests.engine.on_the_way import from_here, leads, rest, started
from tests.engine.script_told import RULE, SCRIPT


@pytest.mark.parametrize("declared", [(), (Lock.HIP_REPLACEMENT,)])
@pytest.mark.parametrize("then", [skips, eases, goes_back])
def test_who_was_told_to_stand_up_from_the_seat_is_not_told_to_stay_on_it(
    then: Callable[[Engine, float], None], declared: tuple[Lock, ...]
) -> None:
    engine = made_of("chair_stand", "single_leg_stand", "mini_squat", declared=declared)
    now = from_here(engine, to_step(engine, leads({Position.SEATED}, {Position.STANDING})), "Ten seconds more.")
    then(engine, now)
    texts = said_next(engine, now)
    assert any(text.startswith(UP) for text in texts[:8]), texts[:8]
    assert "If you leave this one out, stay sitting until it is over." not in texts[:8]


def test_who_rested_before_a_standing_exercise_is_called_up_from_the_seat() -> None:
    engine = made_of("chair_stand", "single_leg_stand", "mini_squat", declared=(Lock.HIP_REPLACEMENT,))
    way = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE)
    now = said_in(engine, way, "Turn until the chair is behind you.")
    rest(engine, now)
    texts = said_next(engine, now)
    assert any(text.startswith(UP) and "push up with your arms" in text for text in texts[:6]), texts[:6]
    assert not any(text.startswith("Stay standing") for text in texts[:6])


@pytest.mark.parametrize(
    ("exercise", "at", "left"),
    [
        ("strap_leg_out", "Bend your right knee", "Bend your right knee, take the strap off, and put that foot down."),
        (
            "hamstring_strap",
            "Bend your right knee",
            "Bend your right knee, take the strap off, and put that foot down.",
        ),
        (
            "side_lying_leg_raise",
            "Take the pillow out",
            "Take the pillow out, and push it an arm's length beyond your head.",
        ),
        (
            "kneeling_hip_flexor_stretch",
            "Put your left knee down",
            "Move to your left, until you face the seat of the chair.",
        ),
        ("hip_hike", "Step down slowly", "Step down slowly, your left foot first, holding on."),
    ],
)
def test_skip_on_the_way_out_of_a_position_still_leads_out_of_it(exercise: str, at: str, left: str) -> None:
    engine = made_of(exercise, "bridge")
    now = said_in(engine, to_step(engine, lambda step: step.leaves), at) + 0.4
    engine.advance(now)
    engine.ask(Request.SKIP, now)
    assert left in said_next(engine, now)
    for _ in range(16):  # and no press holds anybody there for good
        now += 3.0
        engine.advance(now)
        if engine.status(now).exercise_order == 0:
            engine.ask(Request.SKIP, now)
    assert engine.status(now).exercise_order == 1


@pytest.mark.parametrize("then", [skips, eases, rest])
def test_a_chair_that_was_not_carried_yet_is_carried_before_anybody_kneels_at_it(
    then: Callable[[Engine, float], None],
) -> None:
    for after_s in (0.4, 6.0):
        engine = made_of("single_leg_stand", "bridge")
        now = said_in(engine, to_step(engine, lambda step: step.leaves), "Stand on both feet.") + after_s
        engine.advance(now)
        then(engine, now)
        texts = [cue.text for step in engine.steps[engine.status(now).step_index :] for cue in step.cues]
        carried = next(n for n, text in enumerate(texts) if "Put its back against the wall." in text)
        assert carried < texts.index(FACING)


@pytest.mark.parametrize("exercise", ["single_leg_stand", "mini_squat"])
def test_back_where_one_may_sit_leads_up_from_the_seat(exercise: str) -> None:
    engine = made_of("bridge", exercise, declared=(Lock.HIP_REPLACEMENT,))
    now = to_step(engine, lambda step: step.kind is StepKind.CHECK and step.order == 1) + 0.5
    engine.advance(now)
    engine.ask(Request.BACK, now)
    texts = said_next(engine, now)
    up = next(n for n, text in enumerate(texts) if text.startswith(UP) and "push up with your arms" in text)
    assert up < next(n for n, text in enumerate(texts) if "Get into position now." in text)


@pytest.mark.parametrize("times", [2, 3])
def test_who_lies_and_leaves_out_one_after_the_other_is_not_taken_for_one_who_stands(times: int) -> None:
    engine = started("first-steps")
    now = from_here(
        engine, to_step(engine, leads({Position.STANDING}, set(LYING))), "Shift across to the middle of the mat."
    )
    while engine.state is not State.WAITING or engine.status(now).caption.startswith("Shift"):
        engine.advance(now := (engine.next_deadline() or now))
    for _ in range(times):
        engine.ask(Request.SKIP, now)
        now += 1.0
        engine.advance(now)
    assert "open your eyes, roll towards the chair" in stopped(engine, now, 8, PainKind.ACHE)


@pytest.mark.parametrize("at", ["Kneel up slowly.", "Put your stronger leg forward, foot flat."])
def test_who_breaks_off_the_way_up_before_something_done_lying_is_told_to_lie_down_again(at: str) -> None:
    engine = made_of("belly_breathing", "calf_stretch", "straight_leg_raise")
    now = from_here(engine, to_step(engine, leads(set(LYING), {Position.STANDING})), at)
    rest(engine, now)
    texts = said_next(engine, now)
    assert SCRIPT.text("back_as_you_came") in texts, texts


@pytest.mark.parametrize(
    ("plan", "declared", "said"),
    [("strength", (), FACING), ("first-steps", (Lock.HIP_REPLACEMENT,), "If you lie, open your eyes")],
)
def test_who_leaves_out_what_they_were_led_down_to_may_stand_or_lie(
    plan: str, declared: tuple[Lock, ...], said: str
) -> None:
    engine = started(plan, declared)
    now = from_here(engine, to_step(engine, leads({Position.STANDING}, set(LYING))), "There is no hurry.")
    engine.ask(Request.SKIP, now)
    texts = said_next(engine, now)
    assert any(text.startswith(said) for text in texts), texts
    assert (SCRIPT.text("down_already") in " ".join(texts)) == (said == FACING)


def test_whom_to_ask_about_what_is_new_is_said_though_the_first_exercise_is_left_out() -> None:
    engine = started("first-steps")
    now = to_step(engine, lambda step: step.order == 0) + 0.2
    engine.advance(now)
    engine.ask(Request.SKIP, now)
    assert SCRIPT.text("new_all") in said_next(engine, now)
    later = started("first-steps")
    now = to_step(later, lambda step: step.kind is StepKind.CHECK and step.order == 0) + 0.2
    later.ask(Request.SKIP, now)
    assert SCRIPT.text("new_all") not in said_next(later, now)


def test_who_may_sit_after_standing_is_called_up_before_the_way_down() -> None:
    for declared, up in (((), "stand up slowly"), ((Lock.HIP_REPLACEMENT,), "push up with your arms")):
        script = alone(["standing_side_leg_lift", "bridge"], declared, cleared=True)
        assert script is not None
        texts = [cue.text for step in script.of(1) for cue in step.cues]
        called = next(n for n, text in enumerate(texts) if text.startswith(UP) and up in text)
        assert called < next(
            n for n, text in enumerate(texts) if re.match("Stand on the mat|With your eyes open, stand", text)
        )


def test_a_session_that_goes_on_names_no_minutes_that_were_never_put_into_speech() -> None:
    engine = started("first-steps")
    known = set(texts_of(engine.session, SCRIPT, Timing(), RULE))
    for order in range(4):
        steps = unroll(engine.session, SCRIPT, Timing(), start=StartPoint(order))
        assert {cue.text for step in steps for cue in step.cues if cue.kind == "announce"} <= known


@pytest.mark.parametrize(("score", "rests"), [(0, False), (3, True)])
def test_who_left_all_of_them_out_is_led_into_none_by_pain_at_the_end(score: int, rests: bool) -> None:
    engine = started("first-steps")
    to_exercise(engine)
    now = engine.next_deadline() or 0.0
    while engine.status(now).step.kind is not StepKind.FINISH:  # type: ignore[union-attr]  # a session that runs
        skips(engine, now)
        now += 3
        engine.advance(now)
    (reported,) = (each for each in fork(engine).report_pain(now) if isinstance(each, PainReported))
    assert reported.exercise is None, "none was done that could have done it"
    told = stopped(engine, now, score, PainKind.ACHE)
    assert (engine.state is State.PAIN_BREAK) == rests, told
    events: tuple[Event, ...] = ()
    while engine.state is not State.ENDED:
        if engine.state is State.BREAK_SCORE:
            events += engine.answer_question(State.BREAK_SCORE, 0, now)
        now = engine.next_deadline() or now
        events += engine.advance(now)
    assert {each.step.kind for each in events if isinstance(each, StepStarted)} <= {StepKind.FINISH}
    said = " ".join([told, *(each.cue.text for each in events if isinstance(each, CueStarted))])
    assert not re.search(r"begin|next|exercise four", said, re.IGNORECASE), said


def test_at_the_end_pain_is_put_down_to_the_last_one_that_was_done() -> None:
    engine, now = started("first-steps"), 0.0
    while (step := engine.status(now).step) is None or step.order < 3:
        if answer(engine, SAME, now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    skips(engine, now)
    engine.advance(now + 3.0)
    assert engine.status(now + 3.0).step.kind is StepKind.FINISH  # type: ignore[union-attr]  # a session that runs
    (reported,) = (each for each in engine.report_pain(now + 3.0) if isinstance(each, PainReported))
    assert (reported.exercise, reported.also) == ("bridge", ())
