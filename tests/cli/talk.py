"""A person at a terminal: waits for words, and types answers."""

import os
import select

from hipcoach.clock import SystemClock

CLOCK = SystemClock()
SAID = ":"  # of the time that a spoken line begins with


class Talk:
    """Waits for words on a terminal and types answers."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._seen = ""

    def answer(self, words: str, typed: str) -> None:
        self.expect(words)
        os.write(self._terminal, typed.encode())

    def expect(self, words: str) -> None:
        until = CLOCK.now_s() + 120
        while words not in self._seen:
            left = until - CLOCK.now_s()
            assert left > 0, f"{words!r} did not come; the last lines were {self._seen[-500:]}"
            if select.select([self._terminal], [], [], left)[0]:
                self._seen += os.read(self._terminal, 4096).decode("utf-8", "replace")
        self._seen = self._seen.split(words, 1)[1]
