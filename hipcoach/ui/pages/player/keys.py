"""Which key means what while a session runs. Pure: one table, one function."""

from enum import StrEnum

from PySide6.QtCore import Qt

from hipcoach.engine.types import State


class Command(StrEnum):
    """What a key or a button of the stage asks for."""

    PAUSE = "pause"  # or go on, when paused
    PAIN = "pain"
    SKIP = "skip"
    BACK = "back"
    INSTRUCTIONS = "instructions"
    MORE_TIME = "more_time"
    LESS_TIME = "less_time"
    MUTE = "mute"
    FULL_SCREEN = "full_screen"
    ASK = "ask"  # pause, and ask whether to end
    SET = "set"  # in position
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    WHY = "why"


_K = Qt.Key

KEYS = {
    _K.Key_Space: Command.PAUSE,
    _K.Key_MediaPlay: Command.PAUSE,
    _K.Key_MediaPause: Command.PAUSE,
    _K.Key_MediaTogglePlayPause: Command.PAUSE,
    _K.Key_MediaStop: Command.PAUSE,
    _K.Key_MediaNext: Command.PAUSE,
    _K.Key_MediaPrevious: Command.PAUSE,
    _K.Key_PageDown: Command.PAUSE,  # a presenter's clicker
    _K.Key_PageUp: Command.PAUSE,
    _K.Key_Period: Command.PAUSE,
    _K.Key_P: Command.PAIN,
    _K.Key_N: Command.SKIP,
    _K.Key_Right: Command.SKIP,
    _K.Key_B: Command.BACK,
    _K.Key_Left: Command.BACK,
    _K.Key_I: Command.INSTRUCTIONS,
    _K.Key_Plus: Command.MORE_TIME,
    _K.Key_Equal: Command.MORE_TIME,  # the same key on many keyboards
    _K.Key_Minus: Command.LESS_TIME,
    _K.Key_M: Command.MUTE,
    _K.Key_F: Command.FULL_SCREEN,
    _K.Key_W: Command.WHY,
    _K.Key_Escape: Command.ASK,
}
CHECK_KEYS = {_K.Key_1: Command.BETTER, _K.Key_2: Command.SAME, _K.Key_3: Command.WORSE}
KEPT_WHILE_WAITING = frozenset({Command.PAIN, Command.ASK})
NOT_A_PRESS = frozenset(
    {
        _K.Key_Shift,
        _K.Key_Control,
        _K.Key_Alt,
        _K.Key_AltGr,
        _K.Key_Meta,
        _K.Key_CapsLock,
        _K.Key_NumLock,
        _K.Key_unknown,
    }
)
"""Keys that are held with others, or that nobody pressed."""


def command_for(key: Qt.Key, state: State, *, checking: bool) -> Command | None:
    """Give what `key` asks for. While the session waits for the user, any key but the pain key and Esc says "set"."""
    command = KEYS.get(key)
    if state is State.WAITING and command not in KEPT_WHILE_WAITING:
        return None if key in NOT_A_PRESS else Command.SET
    if checking and key in CHECK_KEYS:
        return CHECK_KEYS[key]
    return command
