"""A terminal: lines into it, and single keys from it without waiting for Enter."""

import os
import select
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Self, TextIO

from hipcoach.clock import wait_s

if sys.platform != "win32":
    import signal
    import termios
    import tty

POLL_S = 0.02  # where the system cannot wait for a key and a time together


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the session is shown, and where its keys come from (None: nobody to ask)."""

    out: TextIO
    keys: TextIO | None

    def line(self, text: str) -> None:
        """Write one line at once."""
        print(text, file=self.out, flush=True)


class KeyTerminal:
    """A terminal that gives its keys as they are pressed, and that its user may leave by Ctrl-Z and `fg`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.stop_wanted = False  # Ctrl-Z was pressed: `stop` does it, at a moment that suits the session

    if sys.platform == "win32":

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def stop(self) -> None:
            """Do nothing: there is no Ctrl-Z here."""

    else:

        def __enter__(self) -> Self:
            self._before = termios.tcgetattr(self._stream)
            tty.setcbreak(self._stream)
            self._handlers = {
                signal.SIGTSTP: signal.signal(signal.SIGTSTP, self._want_stop),
                signal.SIGCONT: signal.signal(signal.SIGCONT, self._come_back),
            }
            return self

        def __exit__(self, *_: object) -> None:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            termios.tcsetattr(self._stream, termios.TCSADRAIN, self._before)

        def stop(self) -> None:
            """Restore the terminal, and sleep until the user returns."""
            self.stop_wanted = False
            termios.tcsetattr(self._stream, termios.TCSADRAIN, self._before)
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)  # returns after `fg`
            signal.signal(signal.SIGTSTP, self._want_stop)
            tty.setcbreak(self._stream)

        def _want_stop(self, *_: object) -> None:
            self.stop_wanted = True

        def _come_back(self, *_: object) -> None:
            """Set the modes again, also after a stop that nobody can catch: the shell has its own."""
            with suppress(termios.error):  # in the background, after `bg`: `fg` comes here once more
                tty.setcbreak(self._stream)


def read_key(stream: TextIO, timeout_s: float) -> str | None:
    """Wait for keys at most so long; None where none was pressed, empty for one that has no meaning.

    Raises EOFError when the terminal has gone.
    """
    if sys.platform == "win32":
        import msvcrt  # only Windows has it

        waited_s = 0.0
        while not msvcrt.kbhit():
            if waited_s >= timeout_s:
                return None
            wait_s(POLL_S)
            waited_s += POLL_S
        key = msvcrt.getwch()
        if key in "\x00\xe0" and msvcrt.kbhit():  # an arrow or a function key, whose second half is a letter
            msvcrt.getwch()
            return ""
        return key
    ready, _, _ = select.select([stream], [], [], max(0.0, timeout_s))
    if not ready:
        return None
    key = os.read(stream.fileno(), 16).decode("utf-8", "replace")
    if not key:
        raise EOFError
    return key
