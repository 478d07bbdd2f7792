"""Where a body, a strap and a chair really are when something is left out, taken back, asked for or begun again."""

import re
from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import Lock, Position, Thing
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.steps.start_point import start_at
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import StepKind, Timing
from hipcoach.engine.words.script import sentence
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, stopped
from tests.engine.driving import pass_time, to_step
from tests.engine.left_out import FACING, UP, eases, goes_back, made_of, said_in, said_next, skips
from tests.engine.on_the_way import from_here, rest
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT, told

INTO = ("strap round the sole", "Stand with the step", "Prop yourself")
TAKEN_OFF = ("strap_leg_out", "hamstring_strap", "hip_hike")


@pytest.mark.parametrize("exercise", TAKEN_OFF)
def test_a_report_taken_back_on_the_way_out_leads_out_and_not_in_again(exercise: str) -> None:
    """Else the strap is put on again, and the way up is told with it round the foot."""
    leave = CATALOGUE.exercises[exercise].forms
    lines = len(next(iter(leave.values())).leave)
    for cue in range(lines):
        engine = made_of(exercise, "bridge")
        now = to_step(engine, lambda step: step.leaves)
        step = engine.steps[engine.status(now).step_index]
        now += step.cues[cue].offset_s + 0.5
        pass_time(engine, now)
        engine.report_pain(now)
        engine.ask(Request.WITHDRAW, now + 2.0)
        engine.ask(Request.RESUME, now + 4.0)
        events = pass_time(engine, now + 60.0)
        said = [event.cue.text for event in events if isinstance(event, CueStarted) and event.cue.text]
        assert said[0] == step.cues[0].text, "all of it, once more"
        assert not any(words in text for text in said for words in INTO)


def test_instructions_asked_for_as_a_standing_exercise_is_named_command_nobody_from_their_seat() -> None:
    for exercise in ("mini_squat", "standing_side_leg_lift", "single_leg_stand"):
        engine = made_of("standing_march", exercise)
        now = to_step(engine, lambda step: step.order == 1 and step.kind is StepKind.ANNOUNCE) + 0.4
        engine.advance(now)
        events = [*engine.ask(Request.INSTRUCTIONS, now)]
        while engine.state is State.RESUMING:
            now = engine.next_deadline() or now
            events += engine.advance(now)
        assert {event.cue.kind for event in events if isinstance(event, CueStarted)}.isdisjoint({"place", "last"})


def test_who_rested_on_the_chair_stands_up_before_it_is_carried() -> None:
    for exercise in ("single_leg_stand", "standing_side_leg_lift"):
        engine = made_of(exercise, "bridge")
        now = to_step(engine, lambda step: step.kind is StepKind.REPETITION) + 0.4
        engine.advance(now)
        rest(engine, now)
        texts = said_next(engine, now)
        up = next(n for n, text in enumerate(texts) if text.startswith(UP))
        assert up < next(n for n, text in enumerate(texts) if "carry the chair" in text)


@pytest.mark.parametrize("then", [skips, eases])
def test_a_chair_that_was_turned_is_turned_although_its_exercise_is_left_out(
    then: Callable[[Engine, float], None],
) -> None:
    engine = made_of("cat_camel", "standing_hip_extension", "clamshell")
    now = to_step(engine, lambda step: step.order == 1 and any(cue.kind == "listen" for cue in step.cues)) + 0.4
    engine.advance(now)
    then(engine, now)
    texts = [cue.text for step in engine.steps[engine.status(now).step_index :] for cue in step.cues]
    assert texts.index("Put its back against the wall.") < texts.index(FACING)


def test_back_once_the_chair_was_carried_away_brings_it_again() -> None:
    engine = made_of("standing_side_leg_lift", "knees_to_chest")
    now = to_step(engine, lambda step: step.kind is StepKind.CHECK) + 0.4
    engine.advance(now)
    goes_back(engine, now)
    texts = said_next(engine, now)
    assert texts.index("Turn the chair round, until its seat faces the wall.") < texts.index("Get into position now.")


@pytest.mark.parametrize(
    ("locks", "at", "never", "said"),
    [
        ((Lock.OSTEOPOROSIS,), "Roll slowly onto your back", "Push up with both arms, until", "If you lie, open"),
        ((Lock.HIP_REPLACEMENT,), "Sit down slowly on the edge", "NOTHING", "Push up with your arms, do not lean far"),
    ],
)
def test_who_has_arrived_has_moved_although_more_is_told_there(
    locks: tuple[Lock, ...], at: str, never: str, said: str
) -> None:
    engine = made_of("bridge", "chair_stand", declared=locks)
    now = said_in(engine, to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE), at) + 6.0
    engine.advance(now)
    skips(engine, now)
    texts = said_next(engine, now)
    turn = next(n for n, text in enumerate(texts) if text.startswith("Turn until the chair"))
    assert any(text.startswith(said) for text in texts[:turn]), texts[:turn]
    assert not any(text.startswith(never) for text in texts[:turn])


def test_of_every_way_the_steps_after_the_arrival_move_nobody_into_another_position() -> None:
    for link in SCRIPT.phrases.ways.links:
        after = [sentence(step.say) for step in link.steps[link.arrives_after :] if step.say]
        assert all(re.match("Shift|Shuffle|Slip off|Sit there", text) for text in after), (link.start, link.end, after)


@pytest.mark.parametrize("declared", [(), (Lock.HIP_REPLACEMENT,)])
@pytest.mark.parametrize("plan", ["first-steps", "strength", "steady", "no-floor", "hip-and-back", "morning-in-bed"])
def test_who_was_offered_a_seat_for_the_rules_is_called_up_from_it(plan: str, declared: tuple[Lock, ...]) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    rules = [cue.text for cue in made.steps[1].cues]
    up = SCRIPT.text("rules_end_hip" if declared else "rules_end")
    goes_to_the_chair = made.session.assignments[0].exercise.position is Position.SEATED
    assert (rules[-1] == up) is (SCRIPT.text("rules_begin") in rules and not goes_to_the_chair)
    assert "push up with your arms, do not lean far forward" in SCRIPT.text("rules_end_hip")


@pytest.mark.parametrize(
    ("exercise", "kind"),
    [(exercise, kind) for exercise in TAKEN_OFF for kind in (StepKind.ANNOUNCE, StepKind.CHANGEOVER)],
)
def test_instructions_on_the_way_out_tell_that_way_and_leave_nobody_on_one_leg(exercise: str, kind: StepKind) -> None:
    engine = made_of(exercise, "bridge")
    wanted = (lambda step: step.leaves) if kind is StepKind.ANNOUNCE else (lambda step: step.kind is kind)
    now = to_step(engine, wanted) + 0.5
    first = engine.steps[engine.status(now).step_index].cues[0].text
    engine.advance(now)
    events = [*engine.ask(Request.INSTRUCTIONS, now), *pass_time(engine, now + 5.0)]
    said = [event.cue.text for event in events if isinstance(event, CueStarted) and event.cue.text]
    down_already = "If you stand on the step, step down slowly, holding on."  # in the change of feet they may be
    assert said[0] == (down_already if (exercise, kind) == ("hip_hike", StepKind.CHANGEOVER) else first)


@pytest.mark.parametrize("exercise", ["single_leg_stand", "standing_side_leg_lift"])
def test_who_goes_on_with_a_session_that_ended_on_the_way_out_carries_the_chair(exercise: str) -> None:
    engine = made_of(exercise, "bridge")
    session = engine.session
    for step in engine.steps:
        if step.leaves:
            texts = [
                cue.text
                for each in unroll(session, SCRIPT, Timing(), start=start_at(session, step))
                for cue in each.cues
            ]
            assert texts.index("Put its back against the wall.") < texts.index(FACING)


@pytest.mark.parametrize(
    ("exercises", "roll"),
    [
        (("bridge", "side_lying_leg_raise"), "Roll onto your right side, knees and shoulders together."),
        (("figure_four", "prone_leg_lift"), "Roll on slowly, onto your front."),
    ],
)
def test_who_was_told_to_stay_on_the_back_is_led_on_from_there(exercises: tuple[str, ...], roll: str) -> None:
    engine = made_of(*exercises)
    now = to_step(engine, lambda step: step.waits and step.order == 0)
    now = from_here(engine, now, "There is no hurry.") + 0.4
    engine.advance(now)
    skips(engine, now)
    texts = said_next(engine, now)
    assert texts[0] == SCRIPT.text("down_already")
    along, rolls = texts.index(SCRIPT.text("come_along")), texts.index(roll)
    assert "Roll slowly onto your back, knees and shoulders together." in texts[:along]
    assert along < rolls < texts.index("Get into position now.")
    pillow = SCRIPT.text("pillow_first")
    assert pillow in texts[along:rolls] or exercises[1] == "prone_leg_lift"


@pytest.mark.parametrize("declared", [(Lock.HIP_REPLACEMENT,), (Lock.OSTEOPOROSIS,), ()])
def test_who_was_told_to_stay_down_hears_how_to_get_up_if_the_next_is_left_out_too(declared: tuple[Lock, ...]) -> None:
    engine = made_of("bridge", "static_quads", "chair_stand", declared=declared)
    now = to_step(engine, lambda step: step.waits and step.order == 0)
    now = from_here(engine, now, "There is no hurry.") + 0.4
    engine.advance(now)
    skips(engine, now)
    skips(engine, now + 0.6)
    texts = said_next(engine, now + 0.6)
    turn = next(n for n, text in enumerate(texts) if text.startswith("Turn until the chair"))
    assert any(text.startswith("If you lie, open your eyes") for text in texts[:turn]), texts[:turn]


def test_a_way_up_that_is_cut_by_a_stop_or_a_skip_is_told_again() -> None:
    for skipped_again in (False, True):
        engine = made_of("bridge", "chair_stand", "mini_squat")
        now = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE and step.position is Position.SEATED)
        now = from_here(engine, now, "There is no hurry.") + 0.4
        engine.advance(now)
        skips(engine, now)
        assert said_next(engine, now)[0].startswith("If you lie, open your eyes")
        engine.advance(now + 1.0)
        if skipped_again:
            skips(engine, now + 1.0)
            told = said_next(engine, now + 1.0)[0]
        else:
            told = stopped(engine, now + 1.0, 9, PainKind.ACHE)
        assert "open your eyes, roll towards the chair" in told


def test_who_has_rolled_over_already_is_called_onto_the_back_before_the_next_roll() -> None:
    engine = made_of("bridge", "side_lying_leg_raise", "side_plank_knees")
    now = said_in(
        engine, to_step(engine, lambda step: step.position is Position.SIDE_LYING), "Roll onto your right side"
    )
    engine.advance(now + 4.0)
    skips(engine, now + 4.0)
    texts = said_next(engine, now + 4.0)
    rolls = next(n for n, text in enumerate(texts) if text.startswith("Roll onto your "))
    assert texts.index(SCRIPT.text("back_first")) < rolls


def test_who_came_from_the_bed_to_their_knees_gets_up_from_there() -> None:
    made = alone(["bridge", "kneeling_hip_flexor_stretch", "mini_squat"], cleared=True, without=Thing.MAT)
    assert made is not None
    assert made.session.plan.in_bed
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE and step.order == 1)
    now = from_here(engine, now, "There is no hurry.") + 0.4
    engine.advance(now)
    skips(engine, now)
    texts = said_next(engine, now)
    assert texts[0].startswith("If you still kneel, ")
    assert not any("onto your back" in text or "edge by your shoes" in text for text in texts)
