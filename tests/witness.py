"""Tells a call that waited from one that the machine held up: by the kernel's account, and by a thread beside it.

The kernel counts how long a thread ran and how long it waited for a processor. The rest of a call's time it waited for
something else: for a helper, or for a lock whose holder was held up itself. Of that the other thread knows, which
should wake all the time and needs the same lock. A call has waited by itself where both say so.
"""

import threading
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hipcoach.clock import SystemClock, wait_s

EVERY_S = 0.002
HELD_UP_S = 0.01


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of one thread."""

    at_s: float
    busy_s: float  # that the thread has run, or waited for a processor, so far


class Witness:
    """Notes when it was awake. A call that waits lets it run; a machine that is too busy holds both of them up."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._awake_s = [self._clock.now_s()]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def moment(self) -> Moment:
        """Return the present moment of the thread that asks."""
        return Moment(self._clock.now_s(), busy_s())

    def waited_s(self, began: Moment, ended: Moment) -> float:
        """Return how long a call between these moments waited by itself."""
        lasted_s = ended.at_s - began.at_s
        return min(lasted_s - (ended.busy_s - began.busy_s), lasted_s - self._held_up_s(began.at_s, ended.at_s))

    def close(self) -> None:
        """End it."""
        self._ended.set()
        self._thread.join()

    def _held_up_s(self, from_s: float, to_s: float) -> float:
        """Return how long the machine held it up in this stretch of time; nothing where it woke as it should."""
        awake = [at_s for at_s in self._awake_s if from_s <= at_s <= to_s]
        longest_s = max(later - earlier for earlier, later in pairwise([from_s, *awake, to_s]))
        return longest_s if longest_s > HELD_UP_S else 0.0

    def _run(self) -> None:
        while not self._ended.is_set():
            wait_s(EVERY_S)
            self._awake_s.append(self._clock.now_s())


def busy_s() -> float:
    """Return how long the present thread has run or waited for a processor; nothing where that is not told."""
    try:
        account = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text().split()
    except OSError:
        return 0.0
    return (int(account[0]) + int(account[1])) / 1e9
