"""A session of one exercise or a few, the user's own in every position too, and a stop in it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from hipcoach.catalogue.own_exercise import read_own_exercise
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Catalogue, Exercise, Lock, Position, Side, Sides, Thing
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import State
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import WORK_KINDS, Timing
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.types import PainKind, Session
from tests.engine.driving import give
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT, Told


def own(position: Position, sides: Sides = Sides.NONE) -> Exercise:
    """Return an exercise of the user's own in a position."""
    text = f'name = "Press"\nposition = "{position}"\nsides = "{sides}"\n'
    return read_own_exercise(parse("own.toml", text.encode()), f"own_{position}")


OWN = {each.id: each for each in map(own, Position)}
BOTH = (own(position, Sides.EACH) for position in Position)
EACH_SIDE = {f"{each.id}_sides": replace(each, id=f"{each.id}_sides") for each in BOTH}
EVERY = Catalogue({**CATALOGUE.exercises, **OWN}, CATALOGUE.plans)
SIDED = Catalogue({**CATALOGUE.exercises, **EACH_SIDE}, CATALOGUE.plans)


def alone(
    ids: Collection[str],
    declared: Collection[Lock] = (),
    *,
    cleared: bool = False,
    without: Thing | None = None,
    catalogue: Catalogue = EVERY,
) -> Told | None:
    """Return the script of a session of these exercises alone; None where nothing of it may be done."""
    plan = replace(CATALOGUE.plans["first-steps"], exercises=tuple(ids))
    at_hand = frozenset(Thing) - {without}
    known = DiarySnapshot(
        NOW,
        declared=frozenset(declared),
        cleared=frozenset(ids if cleared else ()),
        at_hand=at_hand,
    )
    session = look_ahead(RULE, known, catalogue, plan)
    return Told(session, unroll(session, SCRIPT, Timing())) if isinstance(session, Session) else None


def asked(engine: Engine, now: float) -> str:
    """Press the pain key, and return the question."""
    return next(event.cue.text for event in engine.report_pain(now) if isinstance(event, CueStarted))


def stopped(engine: Engine, now: float, score: int, kind: PainKind) -> str:
    """Report a pain, and return what is said where it ends the session, else the last of it."""
    asked(engine, now)
    events = engine.answer_question(State.PAIN_SCORE, score, now)
    if engine.state is State.PAIN_CONFIRM:
        engine.answer_question(State.PAIN_CONFIRM, True, now)
    events = give(engine, State.PAIN_KIND, kind, now)
    if engine.state is State.KIND_CONFIRM:
        events = engine.answer_question(State.KIND_CONFIRM, True, now)
    cues = [event.cue.text for event in events if isinstance(event, CueStarted)]
    engine.advance((engine.next_deadline() or now) if not cues else now)
    return " ".join(cues if engine.state is State.ENDED else cues[-1:]) or engine.status(now).caption


def sides_of(exercise: str) -> Iterator[Side | None]:
    """Yield the sides that an exercise works, each once."""
    script = alone([exercise], cleared=True)
    assert script is not None
    yield from {step.side for step in script.steps if step.kind in WORK_KINDS}
