"""What each state allows, and that whatever is pressed, the session keeps its word."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hipcoach.engine.cue import CueKind
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    CueStarted,
    Event,
    PainReported,
    ReportWithdrawn,
    Silenced,
    StepFinished,
    StepStarted,
)
from hipcoach.engine.questions import Request, State
from hipcoach.engine.session_table import SESSION
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from tests.engine.driving import ask, in_state, is_frozen

NOW = 500.0
LATEST_S = 124.0


def seen(engine: Engine) -> object:
    """Everything that may be seen of a session, and all that it keeps, down to the last part."""
    return engine.status(NOW), engine.next_deadline(), inside(engine)


def inside(part: object) -> object:
    """Write out a part of the engine and the parts that it is made of; frozen values stand for themselves."""
    if is_frozen(part) or not type(part).__module__.startswith("hipcoach"):
        return str(part)
    names = vars(part) if hasattr(part, "__dict__") else {name: None for name in type(part).__slots__}
    return type(part).__name__, {name: inside(getattr(part, name)) for name in names}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("request_", [r for r in Request if r is not Request.TIME])
def test_an_illegal_request_raises_and_changes_nothing(
    state: State, request_: Request, engine_of: Callable[..., Engine]
) -> None:
    engine = in_state(engine_of("no-floor" if state is not State.WAITING else "first-steps"), state)
    if engine.can(request_):
        assert (state, request_) in SESSION.transitions
        ask(engine, request_, LATEST_S)
        return
    before = str(seen(engine))
    with pytest.raises(IllegalRequest):
        ask(engine, request_, NOW)
    assert str(seen(engine)) == before


@pytest.mark.parametrize("state", list(State))
def test_a_score_outside_the_scale_raises_and_changes_nothing(state: State, engine_of: Callable[..., Engine]) -> None:
    engine = in_state(engine_of("no-floor" if state is not State.WAITING else "first-steps"), state)
    before = str(seen(engine))
    for score in (-1, 11, 3.5, True):
        with pytest.raises(ValueError, match="0 to 10"):
            engine.answer_question(State.PAIN_SCORE, score, NOW)  # type: ignore[arg-type]
    assert str(seen(engine)) == before


def test_time_does_not_go_backwards(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("no-floor")
    engine.start(10.0)
    with pytest.raises(ValueError, match="backwards"):
        engine.advance(9.0)
    with pytest.raises(ValueError, match="backwards"):
        engine.pause(9.0)


REQUESTS = st.lists(
    st.tuples(st.sampled_from(list(Request)), st.floats(0.0, 40.0, allow_nan=False)), min_size=1, max_size=60
)


@settings(max_examples=150, deadline=None)
@example(requests=[(Request.REPORT_PAIN, 0.0), (Request.STOP, 0.0)])  # the decision is told in two parts
@given(requests=REQUESTS)
def test_whatever_is_pressed_the_session_keeps_its_word(requests: list[tuple[Request, float]]) -> None:
    engine = _ENGINES[0]("hip-and-back", in_full=False)
    now, events = 0.0, list(engine.start(0.0))
    for request, wait_s in requests:
        now += wait_s
        if request is Request.TIME or not engine.can(request):
            events += engine.advance(now)
        else:
            events += ask(engine, request, now)
    check_events(events)


def check_events(events: list[Event]) -> None:
    """Time runs forwards, no cue overlaps another unless something cut it, no step begins before the last ended."""
    at_s, silent_from_s, open_step, broken_off = 0.0, 0.0, None, None
    for before, event in zip([None, *events], events, strict=False):
        assert event.at_s >= at_s - 1e-6
        at_s = max(at_s, event.at_s)
        if isinstance(event, Silenced):
            silent_from_s = event.at_s
        elif isinstance(event, CueStarted) and event.spoken:
            if _goes_on_from(before, event):  # the voice waits for the part before it
                silent_from_s += event.cue.duration_s
                continue
            assert event.at_s >= silent_from_s - 1e-6, event
            silent_from_s = event.at_s + event.cue.duration_s
        elif isinstance(event, StepStarted):
            assert open_step is None
            open_step = event.step
        elif isinstance(event, StepFinished):
            assert event.step == open_step
            assert event.worked_s >= -1e-6
            open_step = None
        elif isinstance(event, PainReported):
            broken_off = before.step if isinstance(before, StepFinished) else None
        elif isinstance(event, ReportWithdrawn):  # a mistake: the step that it broke off is open again
            open_step = broken_off


def _goes_on_from(before: Event | None, event: CueStarted) -> bool:
    """Return True for the second part, or a later one, of what is told in parts: all begin at one moment."""
    in_parts = event.cue.kind in (CueKind.PAIN_DECISION, CueKind.CALLED_OFF)
    return (
        in_parts and isinstance(before, CueStarted) and (before.cue.kind, before.at_s) == (event.cue.kind, event.at_s)
    )


_ENGINES: list[Callable[..., Engine]] = []


@pytest.fixture(autouse=True)
def _make_engines_for_hypothesis(rule: PainRule, script: Script, session_of: Callable[..., Session]) -> None:
    """Hypothesis takes no function-scoped fixtures."""
    if not _ENGINES:
        _ENGINES.append(
            lambda plan, **more: Engine(session_of(plan, **more), rule=rule, timing=Timing(), script=script)
        )
