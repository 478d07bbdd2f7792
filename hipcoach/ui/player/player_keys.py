"""Which of Qt's keys asks for which command while a session runs. Pure: made from the table in `coach.keys`."""

from PySide6.QtCore import Qt

from hipcoach.coach.keys import SESSION_KEYS, PlayerCommand
from hipcoach.engine.table import CHECK
from hipcoach.engine.types import State

_K = Qt.Key

KEYS = {Qt.Key[f"Key_{name}"]: row.command for row in SESSION_KEYS if row.command for name in row.qt_keys}
CHECK_KEYS = {Qt.Key[f"Key_{answer.key}"]: PlayerCommand(str(answer.value)) for answer in CHECK.answers}
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
    """Return what `key` asks for, or None.

    While the session waits for the user, any key but the pain key and Esc says "set".
    """
    command = KEYS.get(key)
    if state is State.WAITING and command not in KEPT_WHILE_WAITING:
        return None if key in NOT_A_PRESS else PlayerCommand.SET
    if checking and key in CHECK_KEYS:
        return CHECK_KEYS[key]
    return command
