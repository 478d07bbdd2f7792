"""All transitions of a pain rest's page in one place. `docs/pain_rest.md` is drawn from this table."""

from enum import StrEnum

from hipcoach.engine.state_machine import StateTable


class PainRestState(StrEnum):
    """Where somebody stands during a pain rest. A state that no request leaves is an end."""

    SHOWN = "shown"  # the pain rest in force, and who to contact
    NUMBER = "number"  # how is it now? during a pain rest that has to be released
    NOTE = "note"  # how is it now? only for the diary
    CONFIRM = "confirm"  # "Is that right?": the number is on record
    SCREEN = "screen"
    SIGN = "sign"  # a sign that wants somebody today, or now
    COME_BACK = "come_back"  # all is met but the user's own word
    NEXT_DAY = "next_day"  # the answer is the next-day answer: the way in asks it
    CLOSED = "closed"


class PainRestRequest(StrEnum):
    """What can be asked of it; each is a method of its machine."""

    ASK_NOW = "ask_now"
    NOTE_ADVICE = "note_advice"
    TAKE_BACK_ADVICE = "take_back_advice"
    DATE_ANEW = "date_anew"
    ANSWER_NUMBER = "answer_number"
    CONFIRM_NUMBER = "confirm_number"
    ANSWER_SCREEN = "answer_screen"
    REST = "rest"
    COME_BACK = "come_back"
    GO_BACK = "go_back"
    LEAVE = "leave"


_S = PainRestState
_R = PainRestRequest

PAIN_REST_TABLE = StateTable(
    _S.SHOWN,
    {
        (_S.SHOWN, _R.ASK_NOW): frozenset({_S.NUMBER, _S.NOTE, _S.NEXT_DAY}),
        (_S.SHOWN, _R.NOTE_ADVICE): frozenset({_S.SHOWN}),
        (_S.SHOWN, _R.TAKE_BACK_ADVICE): frozenset({_S.SHOWN}),
        (_S.SHOWN, _R.DATE_ANEW): frozenset({_S.SHOWN}),
        (_S.SHOWN, _R.LEAVE): frozenset({_S.CLOSED}),
        (_S.NUMBER, _R.ANSWER_NUMBER): frozenset({_S.SCREEN, _S.SHOWN, _S.CONFIRM}),
        (_S.NUMBER, _R.GO_BACK): frozenset({_S.SHOWN}),
        (_S.NOTE, _R.ANSWER_NUMBER): frozenset({_S.SHOWN, _S.SCREEN, _S.CONFIRM}),
        (_S.NOTE, _R.GO_BACK): frozenset({_S.SHOWN}),
        (_S.CONFIRM, _R.CONFIRM_NUMBER): frozenset({_S.NUMBER, _S.NOTE, _S.SCREEN, _S.SHOWN}),
        (_S.SCREEN, _R.ANSWER_SCREEN): frozenset({_S.SHOWN, _S.SIGN, _S.COME_BACK}),
        (_S.SCREEN, _R.LEAVE): frozenset({_S.CLOSED}),
        (_S.SIGN, _R.REST): frozenset({_S.SHOWN}),
        (_S.COME_BACK, _R.COME_BACK): frozenset({_S.CLOSED, _S.SHOWN}),
    },
)
