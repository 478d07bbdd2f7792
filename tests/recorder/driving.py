"""Real sessions of the shipped plans, driven on a fake clock and recorded as the program does it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.clock import FakeClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import STEP_QUESTIONS, Request, State, StepQuestion
from hipcoach.engine.running.cut_off import CutOff
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.recorder import BeforeAnswers, Recorder, UnfinishedSession, begin, go_on
from hipcoach.safety.load import load_rule
from hipcoach.safety.reason import as_written
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, LeftOut, Response, Session
from hipcoach.store import Store

ROOT = Path(__file__).parents[2]
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CATALOGUE = load(ROOT / "sessions").catalogue
RULE: PainRule = load_rule(ROOT / "sessions" / "pain_rule.toml")
SCRIPT = Script(load_phrases(ROOT / "assets" / "phrases" / "en.toml"), lambda text: 0.25 + 0.062 * len(text), RULE)


def session_of(plan: str = "first-steps", base: int = 2) -> Session:
    """The plan at the start of every ladder."""
    shipped = CATALOGUE.plans[plan]
    assignments = tuple(
        Assignment(exercise, exercise.ladder[1], exercise.ladder[0], spoken_in_full=False)
        for exercise in (CATALOGUE.exercises[name] for name in shipped.exercises)
    )
    return Session(shipped, assignments, (LeftOut("walking", as_written("Not today."), "Walking"),), base=base)


def engine_of(session: Session, cut_off: CutOff | None = None) -> Engine:
    return Engine(session, rule=RULE, timing=Timing(), script=SCRIPT, gap_s=1e9, cut_off=cut_off)


def recorder_of(store: Store, clock: FakeClock, session: Session, before: BeforeAnswers | None = None) -> Recorder:
    return begin(
        store,
        clock,
        session,
        before=before or BeforeAnswers(2, screen=()),
        app_version="0.1.0",
        rule_version=RULE.version,
    )


@dataclass
class Drive:
    """An engine and its recorder on one clock; every batch of events is recorded as it comes."""

    engine: Engine
    recorder: Recorder
    clock: FakeClock
    heard: list[Event] = field(default_factory=list)

    def do(self, request: Callable[[float], tuple[Event, ...]]) -> tuple[Event, ...]:
        events = request(self.clock.now_s())
        self.recorder.commit(events)
        self.heard += events
        return events

    def on(self) -> bool:
        """To the engine's next moment, whatever it waits for answered as a user would; False when it has ended."""
        if self.engine.state is State.ENDED:
            return False
        if self.engine.state is State.WAITING:
            self.do(self.engine.in_position)
            return True
        deadline = self.engine.next_deadline()
        if self.engine.state is State.WAITING:
            self.do(self.engine.in_position)
            return True
        if deadline is None:
            self.do(partial(self.engine.ask, Request.RESUME))
            return True
        self.clock.jump(max(0.0, deadline - self.clock.now_s()))
        self.do(self.engine.advance)
        return True

    def until(self, kind: type[Event], count: int = 1) -> Event:
        """On until the `count`th event of a kind from now on."""
        seen = 0
        while True:
            start = len(self.heard)
            if not self.on():
                raise AssertionError(f"the session ended before {kind.__name__}")
            for event in self.heard[start:]:
                seen += isinstance(event, kind)
                if seen == count:
                    return event

    def to_the_end(self) -> None:
        while self.on():
            pass


def drive(store: Store, clock: FakeClock, session: Session | None = None, before: BeforeAnswers | None = None) -> Drive:
    """A session that has just started, its user ready."""
    session = session or session_of()
    going = Drive(engine_of(session), recorder_of(store, clock, session, before), clock)
    going.do(going.engine.start)
    going.do(going.engine.in_position)
    return going


def again(store: Store, clock: FakeClock, lost: UnfinishedSession) -> Drive:
    """A session that was cut off, as it goes on."""
    engine = engine_of(lost.session, lost.at(clock.now_s()))
    return Drive(engine, go_on(store, lost, clock), clock)


def answer_same(going: Drive) -> None:
    """Answer that it feels the same; another question after an exercise, as its row rehearses it."""
    asks = going.engine.status(going.clock.now_s()).asks
    assert asks is not None
    answer = Response.SAME if asks is StepQuestion.CHECK else STEP_QUESTIONS[asks].rehearsed
    going.do(lambda now: going.engine.answer_check(answer, now))


def to_state(going: Drive, state: State) -> None:
    while going.engine.state is not state:
        assert going.on()
