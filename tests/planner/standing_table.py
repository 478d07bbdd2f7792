"""Which changes there may be of where the user stands between sessions.

No code of the product has this table: the changes follow from `compose`, `returning` and `pain_rests`. The tests live
through years of made-up days and hold each change against it, and the page of the standings is drawn from it.
"""

from collections.abc import Mapping
from enum import StrEnum

from hipcoach.safety.standing import RETURNS, Standing


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
_MAY_GO_ON = frozenset({_S.READY, *RETURNS})

TRANSITIONS: Mapping[tuple[Standing, Happening], frozenset[Standing]] = {
    (_S.READY, _H.SESSION_DONE): frozenset({_S.READY}),
    (_S.READY, _H.SHORT_REST_BEGAN): frozenset({_S.SHORT_REST}),
    (_S.READY, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}),
    (_S.RETURN_1, _H.SESSION_DONE): frozenset({_S.RETURN_2}),
    (_S.RETURN_2, _H.SESSION_DONE): frozenset({_S.RETURN_3}),
    (_S.RETURN_3, _H.SESSION_DONE): frozenset({_S.READY}),
    **{(state, _H.SHORT_REST_BEGAN): frozenset({_S.SHORT_REST}) for state in RETURNS},
    **{(state, _H.REST_BEGAN): frozenset({_S.RESTING, _S.PAUSED}) for state in RETURNS},
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
