"""Whoever is on the floor, or in bed, when pain ends a session is told how to get up; whoever stands is not."""

import re
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Finished, Silenced
from hipcoach.engine.questions import State
from hipcoach.engine.texts import called_off_texts, called_off_told, texts_of
from hipcoach.engine.types import WORK_KINDS, CalledOff, Timing
from hipcoach.engine.ways.getting_up import way_up, way_up_now
from hipcoach.engine.ways.places import place_of
from hipcoach.safety.types import Finish, PainKind, PainRestKind
from tests.answering import give
from tests.engine.driving import fork, to_step
from tests.engine.script_told import RULE, SCRIPT, told

FLOOR = "open your eyes, roll towards the chair, and crawl to it"
BED = "open your eyes, move to a forearm's length from the edge by your shoes, roll towards it"
HIP = "open your eyes, push up onto your elbows"


@pytest.mark.parametrize(
    ("plan", "declared", "way"),
    [
        ("first-steps", (), FLOOR),
        ("morning-in-bed", (), BED),
        ("morning-in-bed", (Lock.HIP_REPLACEMENT,), HIP),
        ("first-steps", (Lock.NO_FLOOR,), BED),
        ("no-floor", (), ""),
    ],
)
@pytest.mark.parametrize("times", [0, 2])
def test_a_stop_for_pain_tells_the_way_up_where_one_is_needed(
    plan: str, declared: tuple[Lock, ...], way: str, times: int
) -> None:
    made = told(plan, times, declared)
    assert made is not None
    session = replace(made.session, base=1)
    engine = Engine(session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS)
    called_off = fork(engine).call_off(CalledOff.STOP, now)
    engine.report_pain(now)
    engine.answer_question(State.PAIN_SCORE, 8, now + 1.0)
    engine.answer_question(State.PAIN_CONFIRM, True, now + 2.0)
    events = give(engine, State.PAIN_KIND, PainKind.ACHE, now + 3.0)
    parts = [event.cue.text for event in events if isinstance(event, CueStarted)]
    assert set(parts) <= set(texts_of(session, SCRIPT, Timing(), RULE))
    said = " ".join(parts)
    assert parts[0].startswith("Stop and rest. Contact your doctor"), "what to do comes first"
    assert "Stop and rest." in said
    sentences = re.split(r"(?<=[.?!]) ", said)
    assert len(sentences) == len(set(sentences)), "none is said twice"
    assert ("When you are ready to get up, " + way in said) if way else ("get up" not in said)
    parts = [event.cue.text for event in called_off if isinstance(event, CueStarted)]
    assert set(parts) <= set(called_off_texts(session, SCRIPT))
    last = " ".join(parts)
    assert ("When you are ready to get up, " + way in last) if way else ("get up" not in last)
    assert called_off[0] == Silenced(now)
    assert called_off[-1] == Finished(now, Finish.STOPPED, PainRestKind.NONE)


@pytest.mark.parametrize(
    ("position", "declared", "first"),
    [
        (Position.PRONE, (), r"onto your back,? (in the middle of the bed\.|mid-bed,)"),
        (Position.PRONE, (Lock.HIP_REPLACEMENT,), "onto your back, .*pillow out.* elbows"),
        (Position.SIDE_LYING, (Lock.HIP_REPLACEMENT,), "onto your back, .*pillow out.* elbows"),
        (Position.SIDE_LYING, (), r"onto your back,? (in the middle of the bed\.|mid-bed,)"),
        (Position.SUPINE, (Lock.HIP_REPLACEMENT,), ""),
    ],
)
def test_the_way_out_of_bed_begins_on_the_back_and_without_a_pillow(
    position: Position, declared: tuple[Lock, ...], first: str
) -> None:
    made = told("morning-in-bed", 0, declared)
    assert made is not None
    place = place_of(made.session, position)
    for text in (way_up(made.session, SCRIPT, "get_up_before_end", place), way_up_now(made.session, SCRIPT, place)):
        assert re.search(first, text)
        assert ("onto your back" in text) == ("pillow" in text) == bool(first)


def test_nobody_is_told_up_in_an_emergency() -> None:
    up = "Get up slowly."
    assert up in called_off_told(SCRIPT, CalledOff.STOP, up)
    emergency = called_off_told(SCRIPT, CalledOff.EMERGENCY, up)
    assert up not in emergency
    assert SCRIPT.text("stay_down") in emergency
