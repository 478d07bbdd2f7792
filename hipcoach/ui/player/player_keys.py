"""Which press asks for which command while a session runs. Pure: made from the table in `coach.keys`."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from hipcoach.coach.keys import KeyTable, in_a_wait
from hipcoach.engine.questions import Request, State
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.widgets.key_press import KeyPress

_K = Qt.Key

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

    While the session waits for the user, it is as `in_a_wait` says, but that of what pauses Space alone does so where
    the wait goes on by itself: a clicker says "ready", as it has one button.
    """
    if is_pain(press):
        return PlayerCommand.PAIN
    if press.combined or press.key in NOT_A_PRESS - {_K.Key_unknown}:
        return None
    command = keys.command(press.letter) or keys.command(press.key.name.removeprefix("Key_"))
    if state is not State.WAITING:
        return command
    clicked = command is PlayerCommand.PAUSE and press.key is not _K.Key_Space
    meant = in_a_wait(None if clicked else command, goes_on=goes_on)
    nothing = press.key is _K.Key_unknown and not press.text
    return None if nothing and meant is PlayerCommand.READY else meant
