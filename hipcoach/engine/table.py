"""All transitions of a session in one place. The diagram in the docs is drawn from this table (`diagram`)."""

from collections.abc import Mapping
from enum import StrEnum

from hipcoach.engine.types import State


class IllegalEvent(Exception):
    """A request that the present state does not allow; nothing has changed."""


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
    (_S.READY, _R.START): frozenset({_S.RUNNING, _S.WAITING}),
    (_S.RUNNING, _R.TIME): frozenset({_S.RUNNING, _S.WAITING, _S.PAUSED, _S.ENDED}),
    (_S.RUNNING, _R.PAUSE): frozenset({_S.PAUSED}),
    (_S.RUNNING, _R.SKIP): frozenset({_S.RUNNING, _S.WAITING, _S.ENDED}),
    (_S.RUNNING, _R.BACK): frozenset({_S.RUNNING}),
    (_S.RUNNING, _R.MORE_TIME): frozenset({_S.RUNNING}),
    (_S.RUNNING, _R.ANSWER_CHECK): frozenset({_S.RUNNING, _S.WAITING, _S.PAIN_SCORE, _S.ENDED}),
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
    (_S.RESUMING, _R.TIME): frozenset({_S.RESUMING, _S.RUNNING, _S.WAITING, _S.PAUSED, _S.ENDED}),
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
}

PAIN_STATES = frozenset(
    {_S.PAIN_SCORE, _S.PAIN_CONFIRM, _S.PAIN_KIND, _S.SHARP_WAIT, _S.SHARP_QUESTION, _S.PAIN_REST, _S.REST_SCORE}
)


def allowed(state: State, request: Request) -> bool:
    """Whether `state` takes `request` at all."""
    return (state, request) in TRANSITIONS


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
