"""Runs a command whose wall clock jumps while it runs: `jumping_clock.py JUMP_S AFTER_S COMMAND WORDS...`."""

import runpy
import sys
from datetime import datetime, timedelta

from hipcoach.clock import SystemClock

_RIGHT = SystemClock.utc
_CLOCK = SystemClock()


def set_ahead(jump: timedelta, after_s: float = 0.0) -> None:
    """Let the program's wall clock be ahead of the machine's, from so many seconds on."""
    began_s = _CLOCK.now_s()

    def utc(clock: SystemClock) -> datetime:
        return _RIGHT(clock) + (jump if _CLOCK.now_s() - began_s >= after_s else timedelta())

    SystemClock.utc = utc  # type: ignore[method-assign]


def main() -> None:
    jump, after_s, words = timedelta(seconds=float(sys.argv[1])), float(sys.argv[2]), sys.argv[3:]
    set_ahead(jump, after_s)
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    main()
