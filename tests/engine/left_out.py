"""A session in which something is left out, rested, or gone back from; and what is said then."""

from hipcoach.catalogue.types import Lock
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, stopped
from tests.engine.on_the_way import from_here
from tests.engine.script_told import RULE, SCRIPT

UP = "To do this one, if you sit, "
FACING = "Stand on the mat, facing the seat of the chair."


def skips(engine: Engine, now: float) -> None:
    """Leave the exercise out."""
    engine.ask(Request.SKIP, now)


def eases(engine: Engine, now: float) -> None:
    """Report pain that is not higher: it goes on with the next one."""
    stopped(engine, now, 0, PainKind.ACHE)


def goes_back(engine: Engine, now: float) -> None:
    """Go back."""
    engine.ask(Request.BACK, now)


def said_in(engine: Engine, now: float, words: str) -> float:
    """Return when this is said in the step that has just begun, or later."""
    engine.advance(now)
    return now if words in engine.status(now).caption else from_here(engine, now, words)


def made_of(*exercises: str, declared: tuple[Lock, ...] = ()) -> Engine:
    """Start a plan of these exercises alone."""
    made = alone(list(exercises), declared, cleared=True)
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    return engine


def said_next(engine: Engine, now: float) -> list[str]:
    """Return what comes from here up to the next work, all of which is put into speech beforehand."""
    steps = engine.steps[engine.status(now).step_index + (engine.state is State.RESUMING) :]
    texts = [cue.text for step in steps if step.order == steps[0].order for cue in step.cues if cue.text]
    assert set(texts) <= set(texts_of(engine.session, SCRIPT, Timing(), RULE))
    return texts
