"""The table decides: nothing moves but by it, and every entry of it is needed."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.catalogue.types import Dose
from hipcoach.engine import engine as engine_module
from hipcoach.engine.engine import BY_NAME_ALONE, Engine
from hipcoach.engine.events import Event, PainReported, StateChanged
from hipcoach.engine.questions import QUESTIONS, AnswerForm, Request, State
from hipcoach.engine.session_table import CONDITIONS, SESSION, TAKE_ANOTHER_REPORT
from hipcoach.engine.state_machine import ForbiddenTransition, IllegalRequest, StateMachine
from hipcoach.engine.types import CalledOff, StepKind, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainKind, Response, Session
from tests.engine.driving import ask, fork, halts, in_state, to_exercise, to_kind, to_step, to_wait
from tests.engine.plans import PLANS

TRANSITIONS = SESSION.transitions
Seen = set[tuple[State, Request, State]]
ENTRIES: Seen = {(state, request, target) for (state, request), targets in TRANSITIONS.items() for target in targets}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("request_", list(Request))
def test_a_state_that_the_table_does_not_name_is_never_reached(state: State, request_: Request) -> None:
    """Every state, request and target: what is in the table moves, all else raises and changes nothing."""
    for target in State:
        machine = StateMachine(SESSION, state)
        if (state, request_) not in TRANSITIONS:
            with pytest.raises(IllegalRequest):
                machine.take(request_)
            assert machine.state is state
            continue
        machine.take(request_)
        if target in TRANSITIONS[state, request_]:
            assert machine.move(target) is (target is not state)
            assert machine.state is target
        else:
            with pytest.raises(ForbiddenTransition):
                machine.move(target)
            assert machine.state is state


def test_the_table_leads_to_every_state() -> None:
    assert {target for targets in TRANSITIONS.values() for target in targets} == set(State)


def test_a_session_that_runs_can_be_ended_in_every_state() -> None:
    assert {state for state, request in TRANSITIONS if request is Request.STOP} == set(State) - {
        State.READY,
        State.ENDED,
    }


def test_more_pain_can_be_reported_in_every_state_but_while_a_report_is_being_answered() -> None:
    answering = set(QUESTIONS) - {State.SHARP_WAIT, State.SHARP_QUESTION, State.PAIN_BREAK, State.BREAK_SCORE}
    takes = {state for state, request in TRANSITIONS if request is Request.REPORT_PAIN}
    assert takes == set(State) - {State.READY, State.ENDED} - answering


# -- every entry is reached, by the engine itself


class RecordingMachine(StateMachine[State, Request]):
    """A state that notes each move with the request that made it."""

    seen: Seen

    taken: Request

    def take(self, request: Request) -> None:
        super().take(request)
        self.taken = request

    def move(self, target: State) -> bool:
        before = self.state
        moved = super().move(target)
        self.seen.add((before, self.taken, target))
        return moved


ANSWERS: dict[Request, tuple[object, ...]] = {
    Request.MORE_TIME: (15.0,),
    Request.ANSWER_CHECK: (Response.SAME, Response.WORSE, None),
    Request.CALL_OFF: (CalledOff.STOP,),
    Request.ANSWER: tuple(
        (state, answer)
        for state, question in QUESTIONS.items()
        if question.takes_answer
        for answer in (*((3, 4, 9) if question.form is AnswerForm.SCORE else (a.value for a in question.answers)), None)
    ),
}
"""Every answer of every question: the table of what is asked says which there are."""


MOST_ANSWERS = sum(question.takes_answer for question in QUESTIONS.values())
"""In one report: each question once; what is asked again leads nowhere new."""

WAITS_S = (0.01, None, 3600.0)
"""How late time passes: nothing is due yet, exactly what is due next (None), or the machine slept."""


@dataclass(frozen=True)
class Moment:
    """A session as it stands, and what was answered in the last report of pain."""

    engine: Engine
    now: float
    reports: int = 0
    answers: tuple[object, ...] = ()
    broken_off: State | None = None  # where that report came: in a wait for an earlier one, or the question after it
    none_begun: bool = False  # it came before any exercise: what follows leads back into the greeting

    @property
    def kind(self) -> object:
        """What makes it unlike other moments, as far as the table goes."""
        step = self.engine.status(self.now).step
        runs = step is not None and self.engine.state is State.RUNNING
        running = (step.kind, step.ready_ends, step.waits) if step is not None and runs else None
        greeted = self.engine.steps[0].waits if self.engine.state is State.READY else None
        waiting = step is not None and self.engine.state is State.WAITING and step.goes_on_s
        reported = min(self.reports, 2), self.answers, self.broken_off, self.none_begun
        return self.engine.state, greeted, running, waiting, *reported

    def then(self, request: Request, answer: object) -> "tuple[Moment, tuple[Event, ...]]":
        """Make a request on a copy."""
        copy, now, reports, answers = fork(self.engine), self.now, self.reports, self.answers
        broken_off = self.broken_off if copy.state in (State.PAIN_SCORE, State.PAUSED) else None
        none_begun = self.none_begun
        if request is Request.TIME:
            now = now + float(str(answer)) if answer is not None else end_of_interlude(copy, now)
            events = copy.advance(now)
        elif isinstance(answer, tuple) and answer:
            events = copy.answer_question(*answer, now)
        elif request in BY_NAME_ALONE:
            events = copy.ask(request, now)
        else:
            events = getattr(copy, request.value)(*(() if answer == () else (answer,)), now)
        if report := next((event for event in events if isinstance(event, PainReported)), None):
            reports, answers, none_begun = reports + 1, (), report.exercise is None
            broken_off = self.engine.state if self.engine.state in TAKE_ANOTHER_REPORT else None
        elif copy.state in (State.RUNNING, State.RESUMING):
            answers = ()
            none_begun = none_begun and copy.state is State.RESUMING
        elif request is not Request.TIME:
            answers = (*answers, answer)
        return Moment(copy, now, reports, answers, broken_off, none_begun), events


def end_of_interlude(engine: Engine, now: float) -> float:
    """Let all be said in what lies between two steps, and return when it is over; in a step, when something is due."""
    while (due := engine.next_deadline()) is not None and engine.state not in (State.RUNNING, State.WAITING):
        left_s = engine.status(now).remaining_s
        if due >= now + left_s - 1e-6:
            return due
        now = due
        engine.advance(now)
    return due or now


Possible = set[tuple[State, Request, bool]]


def everything_from(moment: Moment, seen: Seen, tried: set[object], possible: Possible) -> Iterator[Moment]:
    """Try all that is possible, but in a moment of each kind only once; note in `possible` what was, and was not."""
    before = moment.engine.state
    if moment.kind in tried or len(moment.answers) > MOST_ANSWERS:
        return
    tried.add(moment.kind)
    possible |= {(before, request, moment.engine.can(request)) for request in Request}
    for request, answer in TRIES:
        asks_other = request is Request.ANSWER and isinstance(answer, tuple) and answer[0] is not before
        if moment.engine.can(request) and not asks_other:
            after, events = moment.then(request, answer)
            if not any(isinstance(event, StateChanged) for event in events):
                seen.add((before, request, before))  # moves are noted as they happen
            yield after


TRIES = [
    (request, answer)
    for request in Request
    for answer in (WAITS_S if request is Request.TIME else ANSWERS.get(request, ((),)))
]


def all_said(engine: Engine, now: float) -> Moment:
    """Let the words of a step be said, up to its end."""
    while (due := engine.next_deadline() or now) < now + engine.status(now).remaining_s - 1e-6:
        now = due
        engine.advance(now)
    return Moment(engine, now)


KNEELS, WALKS = ("bridge", "kneeling_hip_flexor_stretch"), ("bridge", "hip_hike")


def before_a_wait(engine_of: Callable[..., Engine]) -> Iterator[Moment]:
    """Yield a timed announcement that a wait follows, an exercise that begins with a wait, a greeting told again."""
    kneeling, counter = engine_of(KNEELS, in_full=False), engine_of(WALKS, in_full=False)
    waited_for = {id(before) for before, step in pairwise(kneeling.steps) if step.waits}
    for engine in (kneeling, counter):
        engine.start(0.0)
    yield Moment(kneeling, to_step(kneeling, lambda step: step.ready_ends and id(step) in waited_for))
    now = to_step(counter, lambda step: step.kind is StepKind.ANNOUNCE and step.waits and step.order > 0)
    counter.in_position(now)  # the walk to the step is over, and back leads to it again
    yield Moment(counter, now)
    greeted = engine_of("first-steps", in_full=False)
    greeted.start(0.0)
    greeted.report_pain(1.0)
    greeted.answer_question(State.PAIN_SCORE, 0, 1.0)
    greeted.answer_question(State.PAIN_KIND, PainKind.ACHE, 1.0)
    yield Moment(greeted, 1.0)


@pytest.mark.parametrize("plan", [KNEELS, WALKS])
def test_ready_back_and_skip_lead_on_from_every_step(engine_of: Callable[..., Engine], plan: tuple[str, ...]) -> None:
    engine = engine_of(plan)
    for now in halts(engine):
        for request in (Request.IN_POSITION, Request.BACK, Request.SKIP):
            if engine.can(request):
                copy = fork(engine)
                ask(copy, request, now)
                assert copy.next_deadline() is not None or copy.state in (State.WAITING, State.ENDED)


def test_every_entry_of_the_table_is_reached(monkeypatch: pytest.MonkeyPatch, engine_of: Callable[..., Engine]) -> None:
    monkeypatch.setattr(engine_module, "StateMachine", RecordingMachine)
    RecordingMachine.seen = seen = set[tuple[State, Request, State]]()
    tried: set[object] = set()
    possible: Possible = set()
    ahead = deque([Moment(engine_of("first-steps", in_full=False), 0.0)])
    timed = engine_of("first-steps", in_full=False, timing=Timing(floor_waits=False))
    ahead.append(Moment(fork(timed), 0.0))
    left_alone = engine_of("first-steps", in_full=False)
    ahead.append(Moment(left_alone, to_wait(left_alone, over=True)))
    timed.start(0.0)
    ahead.append(Moment(timed, to_kind(timed, StepKind.POSITION_CHANGE)))
    counting = engine_of(("bridge",), in_full=False, dose=Dose(1, 1, within_s=30.0))
    counting.start(0.0)
    ahead.appendleft(Moment(counting, to_kind(counting, StepKind.ACTIVITY)))
    for kind in (StepKind.CHECK, StepKind.FINISH):
        engine = engine_of(("bridge",), in_full=False)
        engine.start(0.0)
        ahead.append(all_said(engine, to_kind(engine, kind)))
    ahead.appendleft(ahead[-1].then(Request.PAUSE, ())[0])  # with nothing after it, a skip ends the session
    announced = engine_of("first-steps", in_full=False)
    announced.start(0.0)
    ahead.append(all_said(announced, to_exercise(announced)))
    ahead += [Moment(in_state(engine_of("first-steps", in_full=False), state), 124.0) for state in State]
    ahead.extendleft(before_a_wait(engine_of))
    while ahead and not seen >= ENTRIES:  # from there on only a forbidden move could be found: Hypothesis looks for one
        ahead += everything_from(ahead.popleft(), seen, tried, possible)
    assert sorted(ENTRIES - seen) == [], "dead entries"
    assert sorted(seen - ENTRIES) == []
    assert {(state, request) for state, request, can in possible if can} == set(TRANSITIONS)
    refused = {(state, request) for state, request, can in possible if not can}
    assert sorted(refused & set(TRANSITIONS) - set(CONDITIONS)) == [], "what has no condition is always possible"


@settings(max_examples=150, deadline=None)
@given(
    plan=st.sampled_from(PLANS),
    requests=st.lists(st.tuples(st.sampled_from(list(Request)), st.floats(0.0, 40.0)), min_size=1, max_size=60),
)
def test_whatever_is_asked_of_any_plan_moves_by_the_table_alone(
    plan: str, requests: list[tuple[Request, float]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "StateMachine", RecordingMachine)
        RecordingMachine.seen = set()
        engine, now = _ENGINES[0](plan), 0.0
        for request, wait_s in requests:
            now += wait_s
            before, may = engine.state, engine.can(request)
            try:
                ask(engine, request, now)
                assert may
            except IllegalRequest:
                assert not may
                assert engine.state is before
        assert RecordingMachine.seen <= ENTRIES


_ENGINES: list[Callable[[str], Engine]] = []


@pytest.fixture(autouse=True)
def _make_engines_for_hypothesis(rule: PainRule, script: Script, session_of: Callable[..., Session]) -> None:
    """Hypothesis takes no function-scoped fixtures."""
    if not _ENGINES:
        _ENGINES.append(lambda plan: Engine(session_of(plan, in_full=False), rule=rule, timing=Timing(), script=script))
