"""Which request is possible in which state of a session, and where it may lead.

Two tables say it together, and nothing else does. `SESSION` has an entry for each state and request. `CONDITIONS` names
what else has to hold for some of them. The entries of the states that ask about pain are made from the rows of
`questions`.

Why a table: a key may be pressed at any moment, also while the voice speaks or a question is open. Whether it is
possible then is decided here once, for every state, and not by an `if` in each function. `docs/session_states.md` is
drawn from it.

Why time stands in it too: a session also moves by itself. A step ends, a wait is over, a question runs out of time. So
the passing of time is a request like any other (`Request.TIME`), and it needs an entry for each move that it makes. It
may begin the next step, pause where the machine slept, end a wait, leave a question unanswered, and end the session.
It may not answer a question, and it may not go on after a report of pain: only an answer can.

What an entry permits: the request is taken in that state, and may lead to the states named. Without an entry it raises
`IllegalRequest` and changes nothing; a move to any other state raises `ForbiddenTransition`, a fault of this program.
What the code decides: which of the named states it is. Steps, answers and the pain rule decide that. Some requests also
have a condition, which depends on the step that runs or on the report that is open: `CONDITIONS` names each. More
time is taken where time runs out, and adds to the time of a question about pain, never takes away.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hipcoach.engine.questions import QUESTIONS, Request, State
from hipcoach.engine.state_machine import StateTable
from hipcoach.engine.types import Step, StepKind

_S, _R = State, Request
_ENDS = frozenset({_S.ENDED})


def _with_earlier(states: frozenset[State]) -> frozenset[State]:
    """Return the states, and what is asked before one of them."""
    earlier = frozenset(state for state, question in QUESTIONS.items() if question.then_asks in states)
    return states | _with_earlier(earlier) if earlier - states else states


def question_entries() -> Iterator[tuple[tuple[State, Request], frozenset[State]]]:
    """Yield the entries of the states that ask about pain; a session can be ended in each."""
    for state, question in QUESTIONS.items():
        yield (state, _R.TIME), _with_earlier(question.silence_leads_to) | {state}
        if question.takes_answer:  # no answer may be given, too
            after = frozenset() if question.then_asks is None else {question.then_asks}
            possible = _with_earlier(question.answer_leads_to | question.silence_leads_to)
            yield (state, _R.ANSWER), (possible | after) - {state}
            yield (state, _R.MORE_TIME), frozenset({state})
        for request, target in question.other_requests.items():
            yield (state, request), frozenset({target})
        yield (state, _R.STOP), _ENDS


TAKE_ANOTHER_REPORT = frozenset(
    state for state, question in QUESTIONS.items() if _R.REPORT_PAIN in question.other_requests
)
"""Where a report is open, and another may be made. One that was a mistake leads back there from its pause."""

SESSION = StateTable(
    _S.READY,
    {
        (_S.READY, _R.TIME): frozenset({_S.READY}),
        (_S.READY, _R.START): frozenset({_S.RUNNING, _S.WAITING}),
        (_S.RUNNING, _R.TIME): frozenset({_S.RUNNING, _S.WAITING, _S.PAUSED, _S.ENDED}),
        (_S.RUNNING, _R.PAUSE): frozenset({_S.PAUSED}),
        (_S.RUNNING, _R.SKIP): frozenset({_S.RUNNING, _S.ENDED}),
        (_S.RUNNING, _R.BACK): frozenset({_S.RUNNING, _S.WAITING}),
        (_S.RUNNING, _R.MORE_TIME): frozenset({_S.RUNNING}),
        (_S.RUNNING, _R.COUNT): frozenset({_S.RUNNING}),
        (_S.RUNNING, _R.IN_POSITION): frozenset({_S.RUNNING, _S.WAITING}),
        (_S.RUNNING, _R.ANSWER_CHECK): frozenset({_S.RUNNING, _S.PAIN_SCORE}),
        (_S.RUNNING, _R.INSTRUCTIONS): frozenset({_S.RESUMING}),
        (_S.RUNNING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
        (_S.RUNNING, _R.STOP): frozenset({_S.ENDED}),
        (_S.RUNNING, _R.CALL_OFF): frozenset({_S.ENDED}),
        (_S.WAITING, _R.TIME): frozenset({_S.WAITING, _S.RUNNING, _S.PAUSED}),
        (_S.WAITING, _R.MORE_TIME): frozenset({_S.WAITING}),
        (_S.WAITING, _R.IN_POSITION): frozenset({_S.RUNNING}),
        (_S.WAITING, _R.PAUSE): frozenset({_S.PAUSED}),
        (_S.WAITING, _R.SKIP): frozenset({_S.RUNNING}),
        (_S.WAITING, _R.INSTRUCTIONS): frozenset({_S.WAITING}),
        (_S.WAITING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
        (_S.WAITING, _R.STOP): frozenset({_S.ENDED}),
        (_S.WAITING, _R.CALL_OFF): frozenset({_S.ENDED}),
        (_S.PAUSED, _R.TIME): frozenset({_S.PAUSED}),
        (_S.PAUSED, _R.SKIP): frozenset({_S.PAUSED, _S.ENDED}),
        (_S.PAUSED, _R.BACK): frozenset({_S.PAUSED}),
        (_S.PAUSED, _R.RESUME): frozenset({_S.RESUMING, _S.WAITING}) | TAKE_ANOTHER_REPORT,
        (_S.PAUSED, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
        (_S.PAUSED, _R.STOP): frozenset({_S.ENDED}),
        (_S.PAUSED, _R.CALL_OFF): frozenset({_S.ENDED}),
        (_S.RESUMING, _R.TIME): frozenset({_S.RESUMING, _S.RUNNING, _S.WAITING, _S.PAUSED}),
        (_S.RESUMING, _R.PAUSE): frozenset({_S.PAUSED}),
        (_S.RESUMING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
        (_S.RESUMING, _R.STOP): frozenset({_S.ENDED}),
        **dict(question_entries()),
        (_S.ENDED, _R.TIME): frozenset({_S.ENDED}),
    },
)
"""State and request: the states in which the session may be then."""


@dataclass(frozen=True, slots=True)
class SessionMoment:
    """What the conditions look at: a session as it stands at one moment."""

    step: Step
    settles: bool  # the user was ready, and the time to settle runs
    time_runs_out: bool  # of the step, or of the question that is open
    goes_on_here: bool  # what is on the screen is what goes on after a pause
    report_is_open: bool
    nothing_given: bool  # in the report that is open neither a number nor a kind was given


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold for a request besides its entry in the table, in words and in code."""

    words: str
    holds: Callable[[SessionMoment], bool]


COUNTS = Condition("in a step in which the user counts", lambda moment: moment.step.counted)
READY_ENDS_STEP = Condition(
    'in a step that "ready" ends, or while the user settles', lambda moment: moment.step.ready_ends or moment.settles
)
ASKS = Condition("in a question after an exercise", lambda moment: moment.step.kind is StepKind.CHECK)
IN_EXERCISE = Condition("in an exercise", lambda moment: moment.step.exercise is not None)
TIME_RUNS_OUT = Condition("where time runs out", lambda moment: moment.time_runs_out)
NO_REPORT = Condition(
    "with no report open, and the step on the screen to go on with",
    lambda moment: moment.goes_on_here and not moment.report_is_open,
)
NO_REPORT_IN_EXERCISE = Condition(
    f"{NO_REPORT.words}, in an exercise",
    lambda moment: NO_REPORT.holds(moment) and IN_EXERCISE.holds(moment),
)
NOTHING_GIVEN = Condition("before a number or a kind is given", lambda moment: moment.nothing_given)

CONDITIONS: Mapping[tuple[State, Request], Condition] = {
    (_S.RUNNING, _R.COUNT): COUNTS,
    (_S.RUNNING, _R.IN_POSITION): READY_ENDS_STEP,
    (_S.RUNNING, _R.ANSWER_CHECK): ASKS,
    (_S.RUNNING, _R.BACK): IN_EXERCISE,
    (_S.RUNNING, _R.INSTRUCTIONS): IN_EXERCISE,
    (_S.RUNNING, _R.MORE_TIME): TIME_RUNS_OUT,
    (_S.WAITING, _R.MORE_TIME): TIME_RUNS_OUT,
    (_S.PAUSED, _R.SKIP): NO_REPORT,
    (_S.PAUSED, _R.BACK): NO_REPORT_IN_EXERCISE,
    (_S.PAIN_SCORE, _R.WITHDRAW): NOTHING_GIVEN,
    **{(state, _R.MORE_TIME): TIME_RUNS_OUT for state, question in QUESTIONS.items() if question.takes_answer},
}
"""State and request: what else has to hold. An entry of `SESSION` without a row here is always possible."""
