"""Tells a call that waited from one that the machine held up: a thread beside it that should wake all the time."""

import threading
from itertools import pairwise

from hipcoach.clock import SystemClock, wait_s

EVERY_S = 0.002
HELD_UP_S = 0.01


class Witness:
    """Notes when it was awake. A call that waits lets it run; a machine that is too busy holds both of them up."""

    def __init__(self):
        self._clock = SystemClock()
        self._awake_s = [self._clock.now_s()]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def held_up_s(self, from_s, to_s):
        """How long the machine held it up in this stretch of time; nothing where it woke as it should."""
        awake = [at_s for at_s in self._awake_s if from_s <= at_s <= to_s]
        longest_s = max(later - earlier for earlier, later in pairwise([from_s, *awake, to_s]))
        return longest_s if longest_s > HELD_UP_S else 0.0

    def waited_s(self, from_s, to_s):
        """How long a call of this stretch of time waited by itself."""
        return to_s - from_s - self.held_up_s(from_s, to_s)

    def close(self):
        """End it."""
        self._ended.set()
        self._thread.join()

    def _run(self):
        while not self._ended.is_set():
            wait_s(EVERY_S)
            self._awake_s.append(self._clock.now_s())
