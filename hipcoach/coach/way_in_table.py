"""All transitions of the way into a session in one place. `docs/way_in.md` is drawn from this table."""

from enum import StrEnum

from hipcoach.engine.state_machine import StateTable


class WayInState(StrEnum):
    """Where somebody stands on the way into a session. A state that no request leaves is an end."""

    IDLE = "idle"
    CUT_OFF = "cut_off"  # a session was cut off: go on with it, or keep what was done?
    SCREEN_AGAIN = "screen_again"  # the signs, before the session that was cut off goes on
    KEPT = "kept"  # what was done of it is kept
    SCREEN = "screen"  # the signs, before a new session
    NUMBER = "number"  # pain now: today's number, and the next-day answer where one is due
    CONFIRM = "confirm"  # is that number right? what it leads to is on record
    GENTLE = "gentle"  # a gentler day, or rest?
    USUAL = "usual"  # what number is usual, where it is the user's own word
    PLAN = "plan"  # what the session holds, to be changed and begun
    RESTING = "resting"  # a pain rest is in force: nothing starts
    STOPPED = "stopped"  # an answer refused the session
    RESTED = "rested"  # the user rests today
    ANSWERED = "answered"  # the next-day question by itself is answered
    STARTED = "started"
    LEFT = "left"


class WayInRequest(StrEnum):
    """What can be asked of the way in; each is a method of its machine."""

    START_PLAN = "start_plan"
    OFFER_CUT_OFF = "offer_cut_off"
    ASK_NEXT_DAY = "ask_next_day"
    ANSWER_CUT_OFF = "answer_cut_off"
    GO_ON = "go_on"
    ANSWER_SCREEN = "answer_screen"
    ANSWER_NUMBER = "answer_number"
    CONFIRM_NUMBER = "confirm_number"
    ANSWER_GENTLE = "answer_gentle"
    ASK_USUAL = "ask_usual"
    ANSWER_USUAL = "answer_usual"
    CHANGE_DOSE = "change_dose"
    STAY = "stay"
    SWAP = "swap"
    SKIP = "skip"
    PUT_BACK = "put_back"
    TURN_ON = "turn_on"
    BEGIN = "begin"
    BACK = "back"  # one question, to what was answered there
    LEAVE = "leave"


_S = WayInState
_R = WayInRequest
_PLAN_FOLLOWS = frozenset({_S.CUT_OFF, _S.RESTING, _S.SCREEN})
_NUMBER_FOLLOWS = frozenset({_S.STOPPED, _S.ANSWERED, _S.GENTLE, _S.PLAN})
_CHANGED = frozenset({_S.PLAN, _S.STOPPED})

WAY_IN = StateTable(
    _S.IDLE,
    {
        (_S.IDLE, _R.START_PLAN): _PLAN_FOLLOWS,
        (_S.IDLE, _R.OFFER_CUT_OFF): frozenset({_S.CUT_OFF, _S.LEFT}),
        (_S.IDLE, _R.ASK_NEXT_DAY): frozenset({_S.NUMBER}),
        (_S.CUT_OFF, _R.ANSWER_CUT_OFF): frozenset({_S.SCREEN_AGAIN, _S.KEPT}),
        (_S.SCREEN_AGAIN, _R.ANSWER_SCREEN): frozenset({_S.STARTED, _S.KEPT, _S.STOPPED}),
        (_S.SCREEN_AGAIN, _R.LEAVE): frozenset({_S.LEFT}),
        (_S.KEPT, _R.GO_ON): _PLAN_FOLLOWS | {_S.LEFT},
        (_S.SCREEN, _R.ANSWER_SCREEN): frozenset({_S.NUMBER, _S.STOPPED}),
        (_S.SCREEN, _R.LEAVE): frozenset({_S.LEFT}),
        (_S.NUMBER, _R.ANSWER_NUMBER): _NUMBER_FOLLOWS | {_S.CONFIRM},
        (_S.NUMBER, _R.BACK): frozenset({_S.SCREEN}),
        (_S.NUMBER, _R.LEAVE): frozenset({_S.LEFT}),
        (_S.CONFIRM, _R.CONFIRM_NUMBER): frozenset({_S.STOPPED, _S.NUMBER}),
        (_S.GENTLE, _R.ANSWER_GENTLE): frozenset({_S.PLAN, _S.STOPPED, _S.RESTED}),
        (_S.GENTLE, _R.ASK_USUAL): frozenset({_S.USUAL}),
        (_S.GENTLE, _R.LEAVE): frozenset({_S.LEFT}),
        (_S.USUAL, _R.ANSWER_USUAL): frozenset({_S.GENTLE, _S.PLAN, _S.STOPPED}),
        (_S.PLAN, _R.CHANGE_DOSE): _CHANGED,
        (_S.PLAN, _R.STAY): _CHANGED,
        (_S.PLAN, _R.SWAP): _CHANGED,
        (_S.PLAN, _R.SKIP): _CHANGED,
        (_S.PLAN, _R.PUT_BACK): _CHANGED,
        (_S.PLAN, _R.TURN_ON): _CHANGED,
        (_S.PLAN, _R.BEGIN): _PLAN_FOLLOWS | {_S.STARTED},  # what was answered long ago is asked anew
        (_S.PLAN, _R.BACK): frozenset({_S.NUMBER}),
        (_S.PLAN, _R.LEAVE): frozenset({_S.LEFT}),
    },
)
