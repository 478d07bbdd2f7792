"""Whoever stops, skips or has eased back on a way up or into bed is led on from where they really are."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import LYING, Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, stopped
from tests.engine.driving import fork, in_speech, to_step
from tests.engine.on_the_way import ahead, from_here, leads, rest, started
from tests.engine.script_told import RULE, SCRIPT, told

ANEW = SCRIPT.text("way_anew")
HIP = (Lock.HIP_REPLACEMENT,)


def eased(engine: Engine, now: float) -> None:
    """Report pain that is not higher: one eases back, answers, and goes on."""
    stopped(engine, now, 0, PainKind.ACHE)


def skips(engine: Engine, now: float) -> None:
    engine.ask(Request.SKIP, now)


@pytest.mark.parametrize(
    ("plan", "declared", "at", "begins"),
    [
        ("first-steps", (), "Lean over that foot.", "Open your eyes, and bend both knees."),
        ("strength", (), "Lean over that foot.", "Push up and back, onto your hands and knees."),
        ("strength", HIP, "Let your feet down over the edge, leaning back on your hands.", "Push up onto both elbows."),
        ("hip-and-back", (), "Lean over that foot.", "If you sit or lie, come up onto your knees at the seat, slowly."),
    ],
)
def test_who_has_eased_back_on_the_way_up_is_told_it_from_its_start(
    plan: str, declared: tuple[Lock, ...], at: str, begins: str
) -> None:
    engine = started(plan, declared)
    down = {Position.TALL_KNEELING, *LYING}
    now = from_here(engine, to_step(engine, leads(down, set(Position) - down - {Position.HALF_KNEELING})), at)
    last = engine.status(now).exercise_order == len(engine.session.assignments) - 1
    for go_on in (eased, skips) if last else (eased,):
        after = fork(engine)
        go_on(after, now)
        said = [cue.text for step in after.steps[engine.status(now).step_index + 1 :] for cue in step.cues]
        assert begins in said, said[:12]
        assert ANEW in said
        assert said.index(ANEW) < said.index(begins)
        assert set(said) - {""} <= set(texts_of(engine.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize("declared", [HIP, (Lock.NO_KNEELING,)])
def test_who_sits_on_the_edge_of_the_bed_is_told_how_to_stand_up_from_it(declared: tuple[Lock, ...]) -> None:
    made = alone(["standing_march", "bridge", "chair_stand"], declared, cleared=True)
    assert made is not None
    begun = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    begun.start(0.0)
    into_bed = to_step(begun, leads({Position.STANDING}, set(LYING)))
    step = begun.status(into_bed).step
    assert step is not None
    lies_back = [cue.text for cue in step.cues if cue.kind == "position"][-5:-1]
    times = 0
    for at in lies_back:
        engine = fork(begun)
        now = from_here(engine, into_bed, at)
        eased(engine, now)
        said = [cue.text for each in engine.steps if each.order == 2 for cue in each.cues if cue.text]
        if any(text.startswith("If you lie, open your eyes") for text in said):
            times += 1
            up = next(n for n, text in enumerate(said) if "stand up slowly" in text.lower())
            chair = next(n for n, text in enumerate(said) if "backs of your legs" in text)
            assert up < chair
            assert any("firm shoes" in text for text in said[:up])
            assert ("do not lean far forward" in said[up]) == (declared == HIP)
    assert times


def test_who_sits_on_the_hip_is_called_up_before_the_last_way_up() -> None:
    engine = started("hip-and-back")
    now = to_step(engine, lambda step: step.kind is StepKind.ANNOUNCE and step.order == 5) + 0.5
    engine.advance(now)
    engine.ask(Request.SKIP, now)
    said = ahead(engine, now)
    hip = said.index("If you sit or lie, come up onto your knees at the seat, slowly.")
    assert hip < said.index("Put your stronger leg forward, foot flat.")


LIES = "Shift across to the middle of the mat."


@pytest.mark.parametrize("at", ["Exercise two", "This one is done lying", "Stand on the mat", "Hold on to the seat"])
def test_who_lies_and_leaves_an_exercise_out_may_be_down_while_the_way_is_told_again(at: str) -> None:
    engine = started("first-steps")
    now = from_here(engine, to_step(engine, leads({Position.STANDING}, set(LYING))), LIES)
    while engine.state is not State.WAITING or engine.status(now).caption == LIES:
        engine.advance(now := (engine.next_deadline() or now))
    engine.ask(Request.SKIP, now)
    known = set(texts_of(engine.session, SCRIPT, Timing(), RULE))
    now = from_here(engine, now, at)
    said = stopped(fork(engine), now + 0.5, 8, PainKind.ACHE)
    assert "If you are down already, open your eyes, roll towards the chair" in said
    assert in_speech(said, known)
    assert "Stay down, and call somebody to you" in stopped(fork(engine), now + 0.5, 8, PainKind.WEAK)


@pytest.mark.parametrize(
    ("plan", "origin", "target", "at", "never"),
    [
        ("first-steps", set(LYING), {Position.SEATED}, "Lean over that foot.", "bend both knees"),
        ("strength", {Position.STANDING}, set(LYING), "Bring the second knee down beside it.", "Lower whichever knee"),
    ],
)
def test_back_on_a_way_goes_on_from_where_one_is(
    plan: str, origin: set[Position], target: set[Position], at: str, never: str
) -> None:
    made = told(plan, 0, ())
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(floor_waits=False), script=SCRIPT)
    engine.start(0.0)
    now = from_here(engine, to_step(engine, leads(origin, target)), at)
    before = engine.status(now).exercise_order
    engine.ask(Request.BACK, now)
    assert engine.status(now).exercise_order == before
    said = ahead(engine, now)
    assert not any(never in text for text in said), said
    known = set(texts_of(engine.session, SCRIPT, Timing(floor_waits=False), RULE))
    assert {text for text in said if not text.startswith("You have about")} <= known


def test_who_was_told_to_sit_down_before_the_way_began_is_told_to_stand_up() -> None:
    engine = started("strength")
    now = to_step(engine, leads({Position.STANDING}, set(LYING))) + 0.1
    engine.advance(now)
    rest(engine, now)
    said = [cue.text for step in engine.steps[engine.status(now).step_index + 1 :] for cue in step.cues]
    sits = next(n for n, text in enumerate(said) if text.startswith("To do this one, if you sit"))
    assert sits < said.index("Stand on the mat, facing the seat of the chair.")


def test_from_the_hip_one_comes_up_before_any_way() -> None:
    made = alone(["cat_camel", "bridge", "cat_camel"], cleared=True)
    assert made is not None
    said = [cue.text for step in made.steps for cue in step.cues]
    up = "If you sit or lie, come back onto your hands and knees, slowly."
    assert up in said[: said.index("Let your hips down beside your feet, to your easier side.")]
    last = next(n for n, text in enumerate(said) if text.startswith("This is the way up, about"))
    assert up in said[last:]


@pytest.mark.parametrize("exercise", ["side_lying_leg_raise"])
@pytest.mark.parametrize("go_on", [eased, skips])
def test_a_pillow_between_the_knees_is_taken_out_before_what_follows(
    exercise: str, go_on: Callable[[Engine, float], None]
) -> None:
    made, out = alone([exercise, "prone_leg_lift"], cleared=True), SCRIPT.text("pillow_out")
    assert made is not None
    lying = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    lying.start(0.0)
    named = fork(lying)
    lies = StepKind.LEAD_IN if go_on is skips else StepKind.REPETITION  # before it is begun, it is done again
    for engine, where in ((lying, lambda step: step.kind is lies), (named, lambda step: step.order == 0)):
        now = to_step(engine, where) + 0.3
        engine.advance(now)
        before = engine.status(now).step_index
        go_on(engine, now)
        said = [cue.text for step in engine.steps[before + 1 :] for cue in step.cues if cue.text]
        assert (said[0] == out) == (engine is lying), said[:3]
        assert out not in said[1:]
        assert set(said) <= set(texts_of(made.session, SCRIPT, Timing(), RULE))
