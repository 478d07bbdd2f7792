"""Single keys from a terminal, without waiting for Enter."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from hipcoach.clock import wait_s

POLL_S = 0.02  # where the system cannot wait for a key and a time together


@contextmanager
def single_keys(stream: TextIO) -> Iterator[None]:
    """Let keys through as they are pressed, for as long as this lasts; the terminal is put back afterwards."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(stream)
    tty.setcbreak(stream)
    try:
        yield
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)


def read_key(stream: TextIO, timeout_s: float) -> str | None:
    """Wait for a key at most so long; None where none was pressed. Raises EOFError when the terminal has gone."""
    if sys.platform == "win32":
        import msvcrt

        waited_s = 0.0
        while not msvcrt.kbhit():
            if waited_s >= timeout_s:
                return None
            wait_s(POLL_S)
            waited_s += POLL_S
        return msvcrt.getwch()
    ready, _, _ = select.select([stream], [], [], max(0.0, timeout_s))
    if not ready:
        return None
    key = os.read(stream.fileno(), 16).decode("utf-8", "replace")
    if not key:
        raise EOFError
    return key
