"""Which press asks for which command while a session runs. Pure: made from the table in `coach.keys`."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from hipcoach.coach.keys import KeyTable
from hipcoach.engine.table import Request, State
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.widgets.key_press import KeyPress

_K = Qt.Key

KEPT_WHILE_WAITING = frozenset(
    {
        PlayerCommand.PAIN,
        PlayerCommand.BACK,  # there is nothing to go back to: it must not lead forward
        PlayerCommand.ASK,
        PlayerCommand.HELP,
        PlayerCommand.SIGNS,
        PlayerCommand.LISTEN,
    }
)
KEPT_WHERE_IT_GOES_ON = frozenset({PlayerCommand.MORE_TIME, PlayerCommand.LESS_TIME})
LOOKS_LIKE_P = frozenset({ord("\u0420"), ord("\u03a1")})  # Cyrillic er, Greek rho: on a keyboard without a Latin P
NOT_A_PRESS = frozenset(
    {
        _K.Key_Shift,
        _K.Key_Control,
        _K.Key_Alt,
        _K.Key_AltGr,
        _K.Key_Meta,
        _K.Key_CapsLock,
        _K.Key_NumLock,
        _K.Key_Mode_switch,
        _K.Key_Menu,
        _K.Key_unknown,
    }
)
"""Keys that are held with others, that change the layout or open a menu, or that nobody pressed."""


class PlayerAction:
    """What a command runs, and the engine's requests of which one has to be possible (none: always possible)."""

    def __init__(self, run: Callable[[], object], *requests: Request) -> None:
        self.run = run
        self.requests = requests


def is_pain(press: KeyPress) -> bool:
    """Return True for the pain key, on every layout and with whatever is held with it."""
    return press.letter == "P" or press.character in LOOKS_LIKE_P


def command_for(press: KeyPress, keys: KeyTable, state: State, *, goes_on: bool = False) -> PlayerCommand | None:
    """Return what a press asks for, or None.

    While the session waits for the user, any key but the pain key, Esc and the help key says "ready". Where that wait
    goes on by itself, Space pauses, and + and - change its time; a clicker says "ready" there, too: it has one button.
    """
    if is_pain(press):
        return PlayerCommand.PAIN
    if press.combined or press.key in NOT_A_PRESS - {_K.Key_unknown}:
        return None
    command = keys.command(press.letter) or keys.command(press.key.name.removeprefix("Key_"))
    if goes_on and (press.key is _K.Key_Space or command in KEPT_WHERE_IT_GOES_ON):
        return command
    if state is State.WAITING and command not in KEPT_WHILE_WAITING:
        return None if press.key is _K.Key_unknown and not press.text else PlayerCommand.READY
    return command
