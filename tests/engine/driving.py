"""A session driven as the player drives it, for the tests of this folder."""

import pickle
from collections.abc import Callable, Collection, Iterator
from dataclasses import is_dataclass
from functools import partial
from io import BytesIO

from hipcoach.engine.engine import BY_NAME_ALONE, Engine
from hipcoach.engine.events import (
    Event,
)
from hipcoach.engine.questions import QUESTIONS, Answer, Request, State
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import WORK_KINDS, CalledOff, Step, StepKind
from hipcoach.safety.types import PainKind, Response
from tests.answering import give as give


def pass_time(engine: Engine, until: float) -> tuple[Event, ...]:
    """Wake at every deadline up to `until`, as the player does."""
    events: list[Event] = []
    while (due := engine.next_deadline()) is not None and due <= until:
        events += engine.advance(due)
    return (*events, *engine.advance(until))


def halts(engine: Engine) -> Iterator[float]:
    """Run a session; stop in the middle of every step, and while every wait waits."""
    now = 0.0
    engine.start(now)
    while engine.state is not State.ENDED:
        if engine.state is State.WAITING:
            yield now
            engine.in_position(now)
        started = engine.status(now).step
        while engine.state is State.RUNNING and engine.status(now).step is started:
            due = engine.next_deadline()
            assert due is not None
            if engine.status(now).elapsed_s == 0.0:
                now += min(0.5, due - now) / 2
                engine.advance(now)
                yield now
            if answer(engine, PreparedAnswers(), now) is None:
                now = max(now, due)
                engine.advance(now)


def fork(engine: Engine) -> Engine:
    """Copy a session as it stands, twenty times as quickly as `copy.deepcopy`.

    What is frozen is shared, a bookmark too: it is only read.
    """
    shared: list[object] = []
    written = BytesIO()
    _Writer(written, shared).dump(engine)
    written.seek(0)
    copied = _Reader(written, shared).load()
    assert isinstance(copied, Engine)
    return copied


class _Writer(pickle.Pickler):
    def __init__(self, file: BytesIO, shared: list[object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, part: object) -> int | None:
        if not (isinstance(part, tuple) or is_frozen(part)):
            return None
        self._shared.append(part)
        return len(self._shared) - 1


class _Reader(pickle.Unpickler):
    def __init__(self, file: BytesIO, shared: list[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, number: int) -> object:
        return self._shared[number]


def is_frozen(part: object) -> bool:
    return is_dataclass(part) and not isinstance(part, type) and part.__dataclass_params__.frozen  # type: ignore[attr-defined]


FITTING: dict[State, Answer] = {
    **{state: question.rehearsed for state, question in QUESTIONS.items() if question.takes_answer},
    State.PAIN_SCORE: 4,
    State.PAIN_KIND: PainKind.ACHE,
    State.SHARP_QUESTION: False,
    State.BREAK_SCORE: 3,
}


def ask(engine: Engine, request: Request, now: float) -> tuple[Event, ...]:
    """Make any request with a fitting argument."""
    arguments: dict[Request, tuple[object, ...]] = {
        Request.MORE_TIME: (15.0,),
        Request.ANSWER_CHECK: (Response.SAME,),
        Request.CALL_OFF: (CalledOff.STOP,),
    }
    if request is Request.ANSWER:
        question = engine.state if engine.state in FITTING else State.PAIN_SCORE
        return engine.answer_question(question, FITTING[question], now)
    if request in BY_NAME_ALONE:
        return engine.ask(request, now)
    return getattr(engine, request.value)(*arguments.get(request, ()), now)  # type: ignore[no-any-return]


def to_kind(engine: Engine, kind: StepKind) -> float:
    """Run on to the start of the first step of a kind in an exercise, or of the end; give the time."""
    return to_step(engine, lambda step: step.kind is kind and not step.is_greeting)


def to_exercise(engine: Engine) -> float:
    """Run on to where the first exercise is announced; give the time."""
    return to_step(engine, lambda step: step.order == 0)


def to_step(engine: Engine, wanted: Callable[[Step], bool], now: float = 0.0) -> float:
    """Run on from `now` to the start of the first such step; give the time."""
    while engine.state is not State.ENDED:
        status = engine.status(now)
        if engine.state in (State.RUNNING, State.WAITING) and status.step is not None and wanted(status.step):
            return now
        if answer(engine, PreparedAnswers(), now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    raise AssertionError("there is no such step")


def to_wait(engine: Engine, *, over: bool = False) -> float:
    """Run on to the first wait that goes on by itself, with `over` to where nothing is left of it but its end."""
    now = 0.0
    engine.start(now)
    while True:
        status = engine.status(now)
        goes_on_s = status.step.goes_on_s if status.step and engine.state is State.WAITING else None
        if goes_on_s is not None:
            if not over or (engine.next_deadline() or 0.0) >= now - status.elapsed_s + goes_on_s:
                return now
        elif engine.state is State.WAITING:
            engine.in_position(now)
        now = engine.next_deadline() or now
        engine.advance(now)


def begin(engine: Engine) -> tuple[Event, ...]:
    """Start, and be ready at once, so that a second later the session runs."""
    return (*engine.start(0.0), *engine.in_position(0.0), *engine.advance(1.0))


def report_until(state: State, engine: Engine) -> None:
    """Report pain, and answer as the table's example for `state` says until that is asked, a second apart at first."""
    score, kind = QUESTIONS[state].asked_after
    given: dict[State, Answer] = {State.PAIN_SCORE: score, State.PAIN_KIND: kind}
    now = 2.0
    engine.report_pain(now)
    while engine.state is not state:
        asked, now = engine.state, now + (1.0 if now < 4.0 else 0.0)
        if QUESTIONS[asked].takes_answer:
            engine.answer_question(asked, given.get(asked, FITTING[asked]), now)
        else:
            now = engine.next_deadline() or now
            engine.advance(now)


PATHS: dict[State, tuple[Callable[[Engine], object], ...]] = {
    State.READY: (),
    State.RUNNING: (begin,),
    State.PAUSED: (begin, lambda e: e.pause(2.0)),
    State.RESUMING: (begin, lambda e: e.pause(2.0), lambda e: e.ask(Request.RESUME, 3.0)),
    State.ENDED: (begin, lambda e: e.stop(2.0)),
    **{state: (begin, partial(report_until, state)) for state in QUESTIONS},
}


def in_state(engine: Engine, state: State) -> Engine:
    """Bring a session that begins on the floor into `state`."""
    if state is State.WAITING:
        engine.start(0.0)
        while engine.state is not State.WAITING:
            engine.advance(engine.next_deadline() or 0.0)
        return engine
    for go in PATHS[state]:
        go(engine)
    assert engine.state is state
    return engine


def in_speech(said: str, known: Collection[str]) -> bool:
    """Return True if all that is said at an end is put into speech beforehand, each part by itself."""
    for text in sorted((text for text in known if text in said), key=len, reverse=True):
        said = said.replace(text, "")
    return not said.strip()


def any_begun(engine: Engine, now: float) -> bool:
    """Return True if the position of any exercise was asked for until now, or its work begun."""
    status = engine.status(now)
    if status.step is None:
        return False
    before = engine.steps[: status.step.index]
    told = {cue.kind for step in before for cue in step.cues}
    told |= {cue.kind for cue in status.step.cues if cue.offset_s <= status.elapsed_s + 1e-6}
    return bool(told & {"place", "listen"}) or any(step.kind in WORK_KINDS for step in (*before, status.step))
