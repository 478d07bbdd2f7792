"""Whoever has rested on a way is told it from its start; at the end of a session, too, and on the way down."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Lock, Position
from hipcoach.engine.body_place import BodyNow, WayBrokenOff
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import Request
from hipcoach.engine.running.departure import Departure
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.running.step_writer import StepWriter
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, Step, StepKind, Timing
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.ways.whereabouts import begins_at, is_up, whereabouts
from hipcoach.engine.words.script import Script
from tests.engine.alone import alone
from tests.engine.driving import fork, in_speech, pass_time, to_step
from tests.engine.on_the_way import from_here, rest
from tests.engine.script_told import RULE, SCRIPT, Told, told

TABLE = [
    (plan, declared)
    for plan in ("first-steps", "strength", "hip-and-back", "daily-mobility", "no-floor", "morning-in-bed")
    for declared in ((), (Lock.HIP_REPLACEMENT,), (Lock.NO_KNEELING,))
]
ANEW = SCRIPT.text("way_anew")
IF = ("If you lie, ", "If you still kneel, ", "If a knee is down, ")


def broken_off(made: Told) -> Iterator[tuple[Step, Playhead, StepWriter]]:
    """Yield a session that stands on a way of which so much was told, once for each of its cues."""
    for step in made.steps:
        leads = step.origin is not None or step.kind is StepKind.FINISH
        for number, cue in enumerate(step.cues if leads else ()):
            if cue.kind == "position":
                head = Playhead(made.steps)
                head.enter(step.index, 0.0)
                head.cue_index = number + 1
                yield step, head, StepWriter(made.session, SCRIPT, Timing())


def goes_on(made: Told, step: Step, head: Playhead, writer: StepWriter, *, rested: bool) -> list[str]:
    """Return what is said next, up to the end of the way to the next exercise."""
    order = min(step.order, len(made.session.assignments) - 1)
    writer.write_ahead(Departure(head, from_order=order, to_order=order + 1, rested=rested))
    steps = head.steps[step.index + 1 :]
    return [cue.text for each in steps if each.order == steps[0].order for cue in each.cues if cue.text]


@pytest.mark.parametrize(("plan", "declared"), TABLE)
def test_after_a_rest_on_a_way_it_is_told_from_its_start_or_from_standing(
    plan: str, declared: tuple[Lock, ...]
) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    known = set(texts_of(made.session, SCRIPT, Timing(), RULE))
    words = WayWords(made.session, SCRIPT)
    for step, head, writer in broken_off(made):
        here, origin = whereabouts(made.session, step, head.cue_index), begins_at(made.session, step)
        said = goes_on(made, step, head, writer, rested=True)
        assert set(said) <= known
        if here is None or origin is None or here == BodyNow(origin):
            continue
        ahead = head.steps[step.index + 1 :]
        way = next((each for each in ahead if each.origin is not None or each.kind is StepKind.FINISH), ahead[-1])
        if said[0].startswith(IF) or is_up(made.session, SCRIPT, here):
            at_the_edge = any("before you get up" in text for text in said)  # of the bed, in their shoes
            assert ANEW not in said or way.origin is Position.SEATED or at_the_edge, "as from standing"
        elif way.order == ahead[0].order and way.position is not origin.position:
            end = Position.STANDING if way.kind is StepKind.FINISH else way.position
            assert end is not None
            lines = [line.text for line in words.way(origin, end, way.below)] if not origin.bed else []
            assert set(lines) <= set(said), (step.exercise, head.cue_index)
            assert ANEW in said
            assert all(said.index(ANEW) < said.index(line) for line in lines)


@pytest.mark.parametrize(("plan", "declared"), TABLE)
def test_no_way_is_promised_and_then_not_told(plan: str, declared: tuple[Lock, ...]) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    for step, head, writer in broken_off(made):
        if step.kind is not StepKind.FINISH:  # a skip in it ends the session
            said = goes_on(made, step, head, writer, rested=False)
            promised = [n for n, text in enumerate(said) if text.startswith("This is the way up")]
            after = said[promised[0] + 1 :] if promised else ["Stand up"]
            assert any("tand up" in text or "head is clear" in text for text in after), (step.exercise, head.cue_index)


@pytest.mark.parametrize(("plan", "declared"), TABLE)
def test_who_stops_on_a_way_hears_how_to_get_up_unless_nobody_can_be_down(
    plan: str, declared: tuple[Lock, ...]
) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    for step, head, writer in broken_off(made):
        order = min(step.order, len(made.session.assignments) - 1)
        up = writer.stopped(order, head).up
        heard = [cue.text for cue in step.cues[: head.cue_index]]
        if step.kind is StepKind.FINISH:
            assert up.startswith("If you lie, "), (head.cue_index, up)
        if any(
            text.startswith(("Lower whichever knee", "Lower yourself sideways", "Move back across")) for text in heard
        ):
            assert up, heard[-1]


@pytest.mark.parametrize("plan", ["first-steps", "strength"])
def test_one_knee_down_is_told_the_way_up_from_it(plan: str) -> None:
    made = told(plan, 0, ())
    assert made is not None
    for step, head, writer in broken_off(made):
        if step.cues[head.cue_index - 1].text.startswith("Lower whichever knee"):
            assert writer.stopped(step.order, head).up.startswith(
                "If a knee is down, kneel at the chair, hold its seat"
            )
            assert goes_on(made, step, head, writer, rested=False)
            return
    raise AssertionError("nobody kneels down")


@pytest.mark.parametrize(("ids", "easier"), [(["bridge"], False), (["bridge", "chair_stand"], True)])
def test_what_comes_next_is_called_easier_only_where_there_is_something(ids: list[str], *, easier: bool) -> None:
    script = alone(ids)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    (said,) = rest(engine, to_step(engine, lambda step: step.kind in WORK_KINDS))
    assert ("easier" in said) == easier
    assert "That was the last one" not in said, "the end says so, once"
    assert in_speech(said, texts_of(script.session, SCRIPT, Timing(), RULE))


def test_who_rests_in_the_kneeling_stretch_comes_up_before_the_way() -> None:
    script = alone(["kneeling_hip_flexor_stretch", "mini_squat"])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS)
    rest(engine, now)
    said = [cue.text for step in engine.steps if step.order == 1 for cue in step.cues]
    up = said.index("If you sit or lie, come up onto your knees on the pad, slowly, holding on to the chair.")
    assert up < said.index("Bring your front knee down beside your back knee.")


@pytest.mark.parametrize("declared", [(), (Lock.HIP_REPLACEMENT,)])
def test_who_was_on_the_way_down_to_what_is_over_is_led_on_as_from_standing(declared: tuple[Lock, ...]) -> None:
    made = alone(["bridge", "chair_stand"], declared)
    assert made is not None
    rested = 0
    for step, head, writer in broken_off(made):
        here = whereabouts(made.session, step, head.cue_index)
        if (
            step.order == 0
            and here is not None
            and isinstance(here.way, WayBrokenOff)
            and here.way.toward != "bed_edge"
        ):
            said = goes_on(made, step, head, writer, rested=True)
            assert said[0].startswith(IF)
            assert any(text.startswith("Go to the chair; if you sit elsewhere") for text in said)
            rested += 1
    assert rested >= 2


@pytest.mark.parametrize(("plan", "declared"), TABLE)
def test_who_stops_when_all_of_the_way_up_was_told_may_still_be_down(plan: str, declared: tuple[Lock, ...]) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    for step in made.steps:
        origin = begins_at(made.session, step)
        if step.kind is StepKind.POSITION_CHANGE and origin and origin.position.on_floor and step.position:
            head = Playhead(made.steps)
            head.enter(step.index, 0.0)
            head.cue_index = len(step.cues)
            up = StepWriter(made.session, SCRIPT, Timing()).stopped(step.order, head).up
            assert step.position.on_floor or up.startswith(IF), up


def test_a_pause_on_a_way_tells_it_again_to_one_who_is_halfway() -> None:
    made = told("first-steps", 0, ())
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    begun = to_step(engine, lambda step: step.origin is Position.SUPINE and step.position is Position.SEATED)
    early, late = fork(engine), from_here(engine, begun, "Lean over that foot.")
    assert ANEW not in paused(early, begun)
    for _ in range(2):  # a second pause says it once, too
        said = paused(engine, late)
        assert said.count(ANEW) == 1
        assert said[:2] == [ANEW, "This one is done sitting."]
        late = from_here(engine, late + 11.0, "Put both hands on the seat.")


def paused(engine: Engine, now: float) -> list[str]:
    """Pause, go on, and return what is said in the next ten seconds."""
    engine.pause(now)
    events = (*engine.ask(Request.RESUME, now), *pass_time(engine, now + 10.0))
    return [event.cue.text for event in events if isinstance(event, CueStarted)]


def places(made: Told, script: Script) -> list[tuple[Position, str, int] | None]:
    """Return where the body is after each cue of each way: position, place passed, and how much of a link was told."""
    ways = [step for step in unroll(made.session, script, Timing()) if step.origin is not None]
    ends = [max(n for n, cue in enumerate(step.cues) if cue.kind == "position") + 2 for step in ways]
    pairs = [(step, said) for step, end in zip(ways, ends, strict=True) for said in range(end)]  # up to all of it told
    found = [whereabouts(made.session, step, said) for step, said in pairs]
    return [here and (here.place.position, here.place.via, len(here.steps_told)) for here in found]


def test_where_one_is_does_not_hang_on_the_words_of_the_way() -> None:
    """In a language that says the same at every step, too."""
    made = told("strength", 0, ())
    assert made is not None
    ways = SCRIPT.phrases.ways
    same = [replace(link, steps=tuple(replace(step, say="On.") for step in link.steps)) for link in ways.links]
    script = replace(SCRIPT, phrases=replace(SCRIPT.phrases, ways=replace(ways, links=tuple(same))))
    expected = places(made, SCRIPT)
    assert places(made, script) == expected
    assert len({here and here[1] for here in expected}) > 4
