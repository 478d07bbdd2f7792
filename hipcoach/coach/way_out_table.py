"""All transitions of the way out of a session in one place. `docs/way_out.md` is drawn from this table."""

from enum import StrEnum

from hipcoach.engine.state_machine import StateTable


class WayOutState(StrEnum):
    """Where somebody stands on the way out of a session. A state that no request leaves is an end."""

    RUNNING = "running"  # the session is not over
    SHORT_REST = "short_rest"  # pain ended it, and a short rest is in force
    STOP = "stop"  # a pain rest is in force, or somebody has to look at it: nothing but rest follows
    SETTLE = "settle"  # some minutes to let it settle
    NUMBER = "number"  # pain now
    CONFIRM = "confirm"  # is that number right? the rest that it starts is on record
    SUMMARY = "summary"  # how it was
    CLOSED = "closed"


class WayOutRequest(StrEnum):
    """What can be asked of the way out; each is a method of its machine."""

    END = "end"
    MARK_SIGNS = "mark_signs"
    SUMMARISE_KEPT = "summarise_kept"
    REST = "rest"
    SETTLED = "settled"
    ANSWER_NUMBER = "answer_number"
    CONFIRM_NUMBER = "confirm_number"
    CLOSE = "close"


_S = WayOutState
_R = WayOutRequest

WAY_OUT = StateTable(
    _S.RUNNING,
    {
        (_S.RUNNING, _R.END): frozenset({_S.STOP, _S.SHORT_REST, _S.SETTLE}),
        (_S.RUNNING, _R.MARK_SIGNS): frozenset({_S.STOP}),
        (_S.RUNNING, _R.SUMMARISE_KEPT): frozenset({_S.SUMMARY}),
        (_S.SHORT_REST, _R.REST): frozenset({_S.SETTLE}),
        (_S.SETTLE, _R.SETTLED): frozenset({_S.NUMBER}),
        (_S.NUMBER, _R.ANSWER_NUMBER): frozenset({_S.CONFIRM, _S.SUMMARY, _S.STOP}),
        (_S.CONFIRM, _R.CONFIRM_NUMBER): frozenset({_S.STOP, _S.NUMBER}),
        (_S.STOP, _R.REST): frozenset({_S.CLOSED}),
        (_S.SUMMARY, _R.CLOSE): frozenset({_S.CLOSED}),
    },
)
