"""Where the user stands between sessions, and which changes of it can come.

`TRANSITIONS` describes the changes and brings none about: those follow from `compose`, `returning` and `pain_rests`. A
test lives through years of made-up days and holds each change against the table; the page of the standings is drawn
from it.
"""

from collections.abc import Mapping
from enum import StrEnum

from hipcoach.safety.compose import Facts
from hipcoach.safety.types import PainRestKind


class Standing(StrEnum):
    """Where the user stands. The values are those of `hipcoach today --json`, which stay."""

    READY = "ready"
    SHORT_REST = "soft_hold"
    RESTING = "hold"
    PAUSED = "paused"
    RETURN_1 = "return_1"
    RETURN_2 = "return_2"
    RETURN_3 = "return_3"


class Happening(StrEnum):
    """What can change it."""

    SHORT_REST_BEGAN = "short rest began"
    REST_BEGAN = "rest began"
    NEXT_DAY_OK = "next day not higher"
    RELEASED = "released"
    SESSION_DONE = "session done"
    PAUSE_DUE = "rest too long, or rests too close"
    ADVICE_NOTED = "advice noted"
    CORRECTED = "number corrected"


_S = Standing
_H = Happening
_RETURNS = (_S.RETURN_1, _S.RETURN_2, _S.RETURN_3)
_MAY_GO_ON = frozenset({_S.READY, *_RETURNS})

TRANSITIONS: Mapping[tuple[Standing, Happening], frozenset[Standing]] = {
    (_S.READY, _H.SESSION_DONE): frozenset({_S.READY}),
    (_S.READY, _H.SHORT_REST_BEGAN): frozenset({_S.SHORT_REST}),
    (_S.READY, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}),
    (_S.RETURN_1, _H.SESSION_DONE): frozenset({_S.RETURN_2}),
    (_S.RETURN_2, _H.SESSION_DONE): frozenset({_S.RETURN_3}),
    (_S.RETURN_3, _H.SESSION_DONE): frozenset({_S.READY}),
    **{(state, _H.SHORT_REST_BEGAN): frozenset({_S.SHORT_REST}) for state in _RETURNS},
    **{(state, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}) for state in _RETURNS},
    (_S.SHORT_REST, _H.SESSION_DONE): frozenset({_S.SHORT_REST}),
    (_S.SHORT_REST, _H.SHORT_REST_BEGAN): frozenset({_S.SHORT_REST}),
    (_S.SHORT_REST, _H.NEXT_DAY_OK): _MAY_GO_ON,  # back to where it was set
    (_S.SHORT_REST, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}),
    **{(state, _H.SHORT_REST_BEGAN): frozenset({state}) for state in (_S.RESTING, _S.PAUSED)},
    **{(state, _H.NEXT_DAY_OK): frozenset({state}) for state in (_S.RESTING, _S.PAUSED)},
    (_S.RESTING, _H.CORRECTED): _MAY_GO_ON | {_S.SHORT_REST},
    (_S.RESTING, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}),
    (_S.RESTING, _H.PAUSE_DUE): frozenset({_S.PAUSED}),
    (_S.RESTING, _H.RELEASED): frozenset({_S.RETURN_1, _S.SHORT_REST}),  # a short rest still open comes first
    (_S.PAUSED, _H.CORRECTED): _MAY_GO_ON | {_S.SHORT_REST, _S.RESTING},
    (_S.PAUSED, _H.REST_BEGAN): frozenset({_S.PAUSED}),
    (_S.PAUSED, _H.ADVICE_NOTED): frozenset({_S.RESTING}),  # the rest itself still has to be released
}
"""Where somebody may stand after each happening. A change that comes about without an entry here is a fault."""


def standing(facts: Facts) -> Standing:
    """Return where the user stands, from what is known: the strictest wins."""
    if facts.paused is not None:
        return Standing.PAUSED
    if facts.pain_rest is PainRestKind.FULL:
        return Standing.RESTING
    if facts.pain_rest is PainRestKind.SHORT:
        return Standing.SHORT_REST
    if facts.returning is not None:
        return _RETURNS[min(facts.returning.number, len(_RETURNS)) - 1]
    return Standing.READY


def diagram() -> str:
    """Draw the table as a Mermaid state diagram."""
    arrows: dict[tuple[Standing, Standing], list[str]] = {}
    for (state, happening), after in TRANSITIONS.items():
        for to in sorted(after, key=list(Standing).index):
            arrows.setdefault((state, to), []).append(happening.value)
    lines = [f"    {state.name.lower()} --> {to.name.lower()}: {', '.join(how)}" for (state, to), how in arrows.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Standing.READY.name.lower()}", *lines, ""])
