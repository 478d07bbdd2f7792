"""Which request is possible in which state of a session, and where it may lead: what `table` says is read here."""

from collections.abc import Iterator

from hipcoach.engine.state_machine import StateTable
from hipcoach.engine.table import QUESTIONS, Request, State

_S, _R = State, Request
_ENDS = frozenset({_S.ENDED})


def _with_earlier(states: frozenset[State]) -> frozenset[State]:
    """Return the states, and what is asked before one of them."""
    earlier = frozenset(state for state, question in QUESTIONS.items() if question.before in states)
    return states | _with_earlier(earlier) if earlier - states else states


def question_entries() -> Iterator[tuple[tuple[State, Request], frozenset[State]]]:
    """Yield the entries of the states that ask about pain; a session can be ended in each."""
    for state, question in QUESTIONS.items():
        yield (state, _R.TIME), _with_earlier(question.left_to) | {state}
        if question.takes_answer:  # no answer may be given, too
            after = frozenset() if question.before is None else {question.before}
            yield (state, _R.ANSWER), (_with_earlier(question.leads_to | question.left_to) | after) - {state}
            yield (state, _R.MORE_TIME), frozenset({state})
        for request, target in question.also.items():
            yield (state, request), frozenset({target})
        yield (state, _R.STOP), _ENDS


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
        (_S.PAUSED, _R.RESUME): frozenset({_S.RESUMING, _S.WAITING, _S.PAIN_BREAK, _S.BREAK_SCORE}),
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
