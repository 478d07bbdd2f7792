"""A session that the first version was cut off in goes on today, from every step; and names in the diary stay."""

import json
from dataclasses import replace
from pathlib import Path

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Decided, Finished, StepStarted
from hipcoach.engine.steps.start_point import start_at
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.timeline import PreparedAnswers, run
from hipcoach.engine.types import Announces, Step, StepKind, Timing
from hipcoach.recorder.codec import payload_text, session_from, step_from
from hipcoach.safety.during import after_break
from hipcoach.safety.types import Action, Finish, PainRestKind
from tests.recorder.driving import RULE, SCRIPT

KEPT = Path(__file__).with_name("session_of_version_1.json").read_text()


def test_a_session_of_the_first_version_can_be_done_to_its_end() -> None:
    session = session_from(KEPT)
    events = run(Engine(session, rule=RULE, timing=Timing(), script=SCRIPT), PreparedAnswers())
    assert isinstance(events[-1], Finished)
    assert events[-1].finish is Finish.COMPLETED
    said = [event.cue.text for event in events if isinstance(event, CueStarted)]
    assert "On the front edge, heels planted, lean forward, slowly rise, and slowly sit back down." in said


def test_it_goes_on_from_wherever_it_was_cut_off() -> None:
    session = session_from(KEPT)
    for step in unroll(session, SCRIPT, Timing()):
        ahead = unroll(session, SCRIPT, Timing(), start=start_at(session, step))
        assert ahead[-1].kind == "finish"


def test_a_decision_is_stored_under_the_names_of_every_diary() -> None:
    decision = after_break(RULE, 2, exercise="bridge", reported=3, after_the_break=6)
    names = ["question", "exercise", "base", "pain", "level", "action", "hold", "reason"]
    for action, rest, kept in ((Action.END, PainRestKind.FULL, "hold"), (Action.BREAK, PainRestKind.SHORT, "soft")):
        event = Decided(1.0, replace(decision, action=action, pain_rest=rest))
        stored = json.loads(payload_text(event))["decision"]
        action_kept = "rest" if action is Action.BREAK else "end"
        assert (list(stored), stored["question"], stored["action"], stored["hold"]) == (
            names,
            "rest",
            action_kept,
            kept,
        )


def test_a_step_that_led_out_of_an_exercise_is_known_again() -> None:
    out = Step(kind=StepKind.ANNOUNCE, exercise="bridge", set=1, order=0, announces=Announces.WAY_OUT)
    name = Step(kind=StepKind.ANNOUNCE, exercise="bridge", order=0, announces=Announces.NAME)
    stored = [payload_text(StepStarted(0.0, step)) for step in (out, name)]
    assert [step_from(text).leaves for text in stored] == [True, False]
