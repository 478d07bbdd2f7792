"""Which key means what while a session runs. Pure: one table, one function."""

from enum import StrEnum

from PySide6.QtCore import Qt

from hipcoach.engine.types import State


class PlayerCommand(StrEnum):
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
    _K.Key_Space: PlayerCommand.PAUSE,
    _K.Key_MediaPlay: PlayerCommand.PAUSE,
    _K.Key_MediaPause: PlayerCommand.PAUSE,
    _K.Key_MediaTogglePlayPause: PlayerCommand.PAUSE,
    _K.Key_MediaStop: PlayerCommand.PAUSE,
    _K.Key_MediaNext: PlayerCommand.PAUSE,
    _K.Key_MediaPrevious: PlayerCommand.PAUSE,
    _K.Key_PageDown: PlayerCommand.PAUSE,  # a presenter's clicker
    _K.Key_PageUp: PlayerCommand.PAUSE,
    _K.Key_Period: PlayerCommand.PAUSE,
    _K.Key_P: PlayerCommand.PAIN,
    _K.Key_N: PlayerCommand.SKIP,
    _K.Key_Right: PlayerCommand.SKIP,
    _K.Key_B: PlayerCommand.BACK,
    _K.Key_Left: PlayerCommand.BACK,
    _K.Key_I: PlayerCommand.INSTRUCTIONS,
    _K.Key_Plus: PlayerCommand.MORE_TIME,
    _K.Key_Equal: PlayerCommand.MORE_TIME,  # the same key on many keyboards
    _K.Key_Minus: PlayerCommand.LESS_TIME,
    _K.Key_M: PlayerCommand.MUTE,
    _K.Key_F: PlayerCommand.FULL_SCREEN,
    _K.Key_W: PlayerCommand.WHY,
    _K.Key_Escape: PlayerCommand.ASK,
}
CHECK_KEYS = {_K.Key_1: PlayerCommand.BETTER, _K.Key_2: PlayerCommand.SAME, _K.Key_3: PlayerCommand.WORSE}
KEPT_WHILE_WAITING = frozenset({PlayerCommand.PAIN, PlayerCommand.ASK})
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


def command_for(key: Qt.Key, state: State, *, checking: bool) -> PlayerCommand | None:
    """Give what `key` asks for. While the session waits for the user, any key but the pain key and Esc says "set"."""
    command = KEYS.get(key)
    if state is State.WAITING and command not in KEPT_WHILE_WAITING:
        return None if key in NOT_A_PRESS else PlayerCommand.SET
    if checking and key in CHECK_KEYS:
        return CHECK_KEYS[key]
    return command
