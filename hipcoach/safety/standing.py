"""Where the user stands between sessions. All changes are in one table, from which the diagram is drawn."""

from collections.abc import Mapping
from enum import StrEnum

from hipcoach.safety.compose import Facts
from hipcoach.safety.types import HoldKind


class Standing(StrEnum):
    """Where the user stands."""

    READY = "ready"
    SOFT_HOLD = "soft_hold"
    HOLD = "hold"
    PAUSED = "paused"
    RETURN_1 = "return_1"
    RETURN_2 = "return_2"
    RETURN_3 = "return_3"


class Happening(StrEnum):
    """What can change it."""

    SHORT_REST_SET = "short rest set"
    REST_SET = "rest set"
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
    (_S.READY, _H.SHORT_REST_SET): frozenset({_S.SOFT_HOLD}),
    (_S.READY, _H.REST_SET): frozenset({_S.HOLD, _S.PAUSED}),
    (_S.RETURN_1, _H.SESSION_DONE): frozenset({_S.RETURN_2}),
    (_S.RETURN_2, _H.SESSION_DONE): frozenset({_S.RETURN_3}),
    (_S.RETURN_3, _H.SESSION_DONE): frozenset({_S.READY}),
    **{(state, _H.SHORT_REST_SET): frozenset({_S.SOFT_HOLD}) for state in _RETURNS},
    **{(state, _H.REST_SET): frozenset({_S.HOLD, _S.PAUSED}) for state in _RETURNS},
    (_S.SOFT_HOLD, _H.SESSION_DONE): frozenset({_S.SOFT_HOLD}),
    (_S.SOFT_HOLD, _H.SHORT_REST_SET): frozenset({_S.SOFT_HOLD}),
    (_S.SOFT_HOLD, _H.NEXT_DAY_OK): _MAY_GO_ON,  # back to where it was set
    (_S.SOFT_HOLD, _H.REST_SET): frozenset({_S.HOLD, _S.PAUSED}),
    **{(state, _H.SHORT_REST_SET): frozenset({state}) for state in (_S.HOLD, _S.PAUSED)},
    **{(state, _H.NEXT_DAY_OK): frozenset({state}) for state in (_S.HOLD, _S.PAUSED)},
    (_S.HOLD, _H.CORRECTED): _MAY_GO_ON | {_S.SOFT_HOLD},
    (_S.HOLD, _H.REST_SET): frozenset({_S.HOLD, _S.PAUSED}),
    (_S.HOLD, _H.PAUSE_DUE): frozenset({_S.PAUSED}),
    (_S.HOLD, _H.RELEASED): frozenset({_S.RETURN_1, _S.SOFT_HOLD}),  # a short rest still open comes first
    (_S.PAUSED, _H.CORRECTED): _MAY_GO_ON | {_S.SOFT_HOLD, _S.HOLD},
    (_S.PAUSED, _H.REST_SET): frozenset({_S.PAUSED}),
    (_S.PAUSED, _H.ADVICE_NOTED): frozenset({_S.HOLD}),  # the rest itself still has to be released
}


def standing(facts: Facts) -> Standing:
    """Return where the user stands, from what is known: the strictest wins."""
    if facts.paused is not None:
        return Standing.PAUSED
    if facts.hold is HoldKind.HOLD:
        return Standing.HOLD
    if facts.hold is HoldKind.SOFT:
        return Standing.SOFT_HOLD
    if facts.returning is not None:
        return _RETURNS[min(facts.returning.number, len(_RETURNS)) - 1]
    return Standing.READY


def diagram() -> str:
    """Draw the table as a Mermaid state diagram."""
    arrows: dict[tuple[Standing, Standing], list[str]] = {}
    for (state, happening), after in TRANSITIONS.items():
        for to in sorted(after, key=list(Standing).index):
            arrows.setdefault((state, to), []).append(happening.value)
    lines = [f"    {state} --> {to}: {', '.join(how)}" for (state, to), how in arrows.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Standing.READY}", *lines, ""])
