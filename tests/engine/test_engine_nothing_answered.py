"""A session in which nothing is answered: nothing waits, nothing is asked, and what was not given stays not given."""

from collections.abc import Callable

import pytest

from hipcoach.coach.session_settings import timing
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Answered, CueStarted, ExerciseFinished, Finished, StepStarted, WaitStarted
from hipcoach.engine.questions import State
from hipcoach.engine.timeline import NO_KEYS, run
from hipcoach.engine.types import Outcome, StepKind
from hipcoach.safety.types import Finish
from hipcoach.settings import Settings
from tests.engine.driving import to_kind

NO_ANSWERS = timing(Settings(no_answers=True, goes_on=False))  # whatever is set for waits


@pytest.mark.parametrize("plan", ["first-steps", "morning-in-bed"])
def test_it_runs_to_its_end_by_itself_and_asks_nothing(engine_of: Callable[..., Engine], plan: str) -> None:
    engine = engine_of(plan, NO_ANSWERS)
    events = run(engine, NO_KEYS)
    kinds = {event.step.kind for event in events if isinstance(event, StepStarted)}
    assert StepKind.CHECK not in kinds
    assert not [event for event in events if isinstance(event, WaitStarted)]
    assert {event.response for event in events if isinstance(event, Answered)} == {None}
    done = [event.outcome for event in events if isinstance(event, ExerciseFinished)]
    assert done == [Outcome.DONE] * len(engine.session.assignments)
    assert isinstance(events[-1], Finished)
    assert events[-1].finish is Finish.COMPLETED
    said = " ".join(event.cue.text for event in events if isinstance(event, CueStarted))
    assert "better, the same, or worse" not in said
    assert "Notice how it feels now" in said
    assert "If it is worse, rest" in said


def test_more_pain_still_stops_everything(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps", NO_ANSWERS)
    engine.start(0.0)
    now = to_kind(engine, StepKind.UNASKED)
    engine.report_pain(now)
    assert engine.state is State.PAIN_SCORE
    engine.advance(now + 500.0)
    engine.advance(now + 1_000.0)
    assert engine.state is State.ENDED
