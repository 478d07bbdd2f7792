"""A session that is on its way from one position to the next."""

from collections.abc import Callable

from hipcoach.catalogue.types import Lock, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import State
from hipcoach.engine.types import Step, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import stopped
from tests.engine.script_told import RULE, SCRIPT, told


def started(plan: str, declared: tuple[Lock, ...] = ()) -> Engine:
    """Start a plan done for the first time."""
    made = told(plan, 0, declared)
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    return engine


def leads(origin: set[Position], target: set[Position]) -> Callable[[Step], bool]:
    """Return what finds a change from one of these positions to another."""
    return lambda step: not step.is_greeting and step.origin in origin and step.position in target


def ahead(engine: Engine, now: float) -> list[str]:
    """Return all that is still to be said of the next exercise, or of the end."""
    steps = engine.steps[engine.status(now).step_index :]
    return [cue.text for step in steps if step.order == steps[0].order for cue in step.cues if cue.text]


def from_here(engine: Engine, now: float, words: str) -> float:
    """Let the session run on until this is said."""
    for _ in range(200):
        due = engine.next_deadline()
        assert due is not None
        now, events = due, engine.advance(due)
        if any(words in event.cue.text for event in events if isinstance(event, CueStarted)):
            return now
    raise AssertionError(f"never said: {words}")


def rest(engine: Engine, now: float) -> list[str]:
    """Report a little more, rest, and report what was there before; return what is decided."""
    stopped(engine, now, 3, PainKind.ACHE)
    engine.advance(now + 125.0)
    events = engine.answer_question(State.BREAK_SCORE, 0, now + 126.0)
    return [event.cue.text for event in events if isinstance(event, CueStarted)]
