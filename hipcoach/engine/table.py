"""All transitions of a session in one place. The diagram in the docs is drawn from this table (`diagram`).

The table decides: a request that has no entry for the present state is not taken, and a state that the entry does not
name is never reached. `StateMachine` is the only place where the state of a session changes, and it looks here first.
What the table does not decide: which of several targets it is (steps, answers and the pain rule do), and three requests
depend also on the step that runs (`Engine.can`): more time, the answer to a check, back and the instructions.
"""

from collections.abc import Mapping
from enum import StrEnum

from hipcoach.engine.types import State


class IllegalEvent(Exception):
    """A request that the present state does not allow; nothing has changed."""


class ForbiddenTransition(Exception):
    """A fault of this program: a request led to a state to which the table does not let it lead."""


class Request(StrEnum):
    """What can be asked of a session. `TIME` is the passing of time (`advance`)."""

    START = "start"
    TIME = "advance"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    MORE_TIME = "more_time"
    IN_POSITION = "in_position"
    ANSWER_CHECK = "answer_check"
    INSTRUCTIONS = "repeat_instructions"
    REPORT_PAIN = "report_pain"
    ANSWER_PAIN = "answer_pain"
    CONFIRM_PAIN = "confirm_pain"
    ANSWER_KIND = "answer_kind"
    ANSWER_SHARP = "answer_sharp"
    ANSWER_REST = "answer_rest"
    STOP = "stop"


_S = State
_R = Request
_AFTER_PAIN = frozenset({_S.RESUMING, _S.PAIN_REST, _S.ENDED})

TRANSITIONS: Mapping[tuple[State, Request], frozenset[State]] = {
    (_S.READY, _R.TIME): frozenset({_S.READY}),
    (_S.READY, _R.START): frozenset({_S.RUNNING}),
    (_S.RUNNING, _R.TIME): frozenset({_S.RUNNING, _S.WAITING, _S.PAUSED, _S.ENDED}),
    (_S.RUNNING, _R.PAUSE): frozenset({_S.PAUSED}),
    (_S.RUNNING, _R.SKIP): frozenset({_S.RUNNING, _S.ENDED}),
    (_S.RUNNING, _R.BACK): frozenset({_S.RUNNING}),
    (_S.RUNNING, _R.MORE_TIME): frozenset({_S.RUNNING}),
    (_S.RUNNING, _R.ANSWER_CHECK): frozenset({_S.RUNNING, _S.PAIN_SCORE}),
    (_S.RUNNING, _R.INSTRUCTIONS): frozenset({_S.RESUMING}),
    (_S.RUNNING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.RUNNING, _R.STOP): frozenset({_S.ENDED}),
    (_S.WAITING, _R.TIME): frozenset({_S.WAITING}),
    (_S.WAITING, _R.IN_POSITION): frozenset({_S.RUNNING}),
    (_S.WAITING, _R.PAUSE): frozenset({_S.PAUSED}),
    (_S.WAITING, _R.SKIP): frozenset({_S.RUNNING}),
    (_S.WAITING, _R.INSTRUCTIONS): frozenset({_S.WAITING}),
    (_S.WAITING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.WAITING, _R.STOP): frozenset({_S.ENDED}),
    (_S.PAUSED, _R.TIME): frozenset({_S.PAUSED}),
    (_S.PAUSED, _R.RESUME): frozenset({_S.RESUMING, _S.WAITING}),
    (_S.PAUSED, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.PAUSED, _R.STOP): frozenset({_S.ENDED}),
    (_S.RESUMING, _R.TIME): frozenset({_S.RESUMING, _S.RUNNING, _S.PAUSED}),
    (_S.RESUMING, _R.PAUSE): frozenset({_S.PAUSED}),
    (_S.RESUMING, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.RESUMING, _R.STOP): frozenset({_S.ENDED}),
    (_S.PAIN_SCORE, _R.TIME): frozenset({_S.PAIN_SCORE, _S.PAIN_KIND}),
    (_S.PAIN_SCORE, _R.ANSWER_PAIN): frozenset({_S.PAIN_CONFIRM, _S.PAIN_KIND}),
    (_S.PAIN_SCORE, _R.STOP): frozenset({_S.ENDED}),
    (_S.PAIN_CONFIRM, _R.TIME): frozenset({_S.PAIN_CONFIRM, _S.PAIN_KIND, _S.ENDED}),
    (_S.PAIN_CONFIRM, _R.CONFIRM_PAIN): frozenset({_S.PAIN_SCORE, _S.REST_SCORE, _S.PAIN_KIND, _S.ENDED}),
    (_S.PAIN_CONFIRM, _R.STOP): frozenset({_S.ENDED}),
    (_S.PAIN_KIND, _R.TIME): frozenset({_S.PAIN_KIND, _S.ENDED}),
    (_S.PAIN_KIND, _R.ANSWER_KIND): _AFTER_PAIN | {_S.SHARP_WAIT},
    (_S.PAIN_KIND, _R.STOP): frozenset({_S.ENDED}),
    (_S.SHARP_WAIT, _R.TIME): frozenset({_S.SHARP_WAIT, _S.SHARP_QUESTION}),
    (_S.SHARP_WAIT, _R.STOP): frozenset({_S.ENDED}),
    (_S.SHARP_QUESTION, _R.TIME): frozenset({_S.SHARP_QUESTION, _S.ENDED}),
    (_S.SHARP_QUESTION, _R.ANSWER_SHARP): _AFTER_PAIN,
    (_S.SHARP_QUESTION, _R.STOP): frozenset({_S.ENDED}),
    (_S.PAIN_REST, _R.TIME): frozenset({_S.PAIN_REST, _S.REST_SCORE}),
    (_S.PAIN_REST, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.PAIN_REST, _R.STOP): frozenset({_S.ENDED}),
    (_S.REST_SCORE, _R.TIME): frozenset({_S.REST_SCORE, _S.ENDED}),
    (_S.REST_SCORE, _R.ANSWER_REST): frozenset({_S.PAIN_CONFIRM, _S.RESUMING, _S.ENDED}),
    (_S.REST_SCORE, _R.REPORT_PAIN): frozenset({_S.PAIN_SCORE}),
    (_S.REST_SCORE, _R.STOP): frozenset({_S.ENDED}),
    (_S.ENDED, _R.TIME): frozenset({_S.ENDED}),
}
"""State and request: the states in which the session may be then."""


class StateMachine:
    """The state of one session. It changes by `move` alone, and only as the table lets the request taken last."""

    def __init__(self, state: State = State.READY) -> None:
        self._state = state
        self._request = Request.TIME

    @property
    def value(self) -> State:
        """The present state."""
        return self._state

    def allows(self, request: Request) -> bool:
        """Return True if the present state takes `request` at all."""
        return (self._state, request) in TRANSITIONS

    def take(self, request: Request) -> None:
        """Take a request: what moves from now on follows from it. Raises IllegalEvent where the table has none."""
        if not self.allows(request):
            raise IllegalEvent(f"{request} is not possible while the session is {self._state}")
        self._request = request

    def move(self, target: State) -> bool:
        """Move on; return True if the state is another now. Raises ForbiddenTransition, and stays, where it may not."""
        if target not in TRANSITIONS.get((self._state, self._request), ()):
            raise ForbiddenTransition(f"{self._state} --{self._request}--> {target} is not in the table")
        changed = target is not self._state
        self._state = target
        return changed


def diagram() -> str:
    """Draw the table as a Mermaid state diagram."""
    arrows: dict[tuple[State, State], list[str]] = {}
    for (state, request), targets in TRANSITIONS.items():
        for target in sorted(targets):
            if target is not state:
                arrows.setdefault((state, target), []).append(request.value)
    lines = ["stateDiagram-v2", f"    [*] --> {State.READY}"]
    lines += [f"    {a} --> {b}: {', '.join(requests)}" for (a, b), requests in arrows.items()]
    return "\n".join([*lines, f"    {State.ENDED} --> [*]"])
