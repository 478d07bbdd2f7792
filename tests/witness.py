"""Tells a call that waited from one that the machine held up: by the kernel's account, and by a thread beside it.

The kernel counts how long a thread ran, and how long it waited for a processor. The rest of a call's time it waited for
something else: for a helper, or for a lock. Where those who held it waited for a processor meanwhile, their accounts
say so; where everything stood still, so did the thread beside. A call has waited by itself where nothing excuses it.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hipcoach.clock import SystemClock, wait_s

EVERY_S = 0.002
HELD_UP_S = 0.01
BLOCKED_S = 0.02
HELPER_S = 0.25  # the shortest of the limits in `hipcoach/voice/speaker.py`
THREADS = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class Account:
    """What one thread has had of the processors so far."""

    ran_s: float = 0.0
    queued_s: float = 0.0  # it could have run, and had to wait


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of one thread, and what all of this process have had until then; nothing where that is not told."""

    at_s: float
    thread: int
    accounts: Mapping[int, Account]


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
        return Moment(self._clock.now_s(), threading.get_native_id(), accounts())

    def waited_s(self, began: Moment, ended: Moment) -> float:
        """Return how long a call between these moments waited by itself."""
        lasted_s = ended.at_s - began.at_s
        had = {thread: _between(began.accounts.get(thread, Account()), now) for thread, now in ended.accounts.items()}
        own = had.pop(began.thread, Account())
        others_s = sum(each.queued_s for each in had.values())
        return min(
            lasted_s - own.ran_s - own.queued_s - others_s,
            lasted_s - self._held_up_s(began.at_s, ended.at_s),
        )

    def check(self, calls: Sequence[tuple[Moment, Moment]]) -> float:
        """Fail where these calls waited; return how long the longest did.

        One in twenty may have been held up in a way that no account tells, but none for as long as a helper is given
        to answer. `benchmarks/voice.py` has the milliseconds of a quiet machine.
        """
        waited_s = sorted(self.waited_s(*call) for call in calls)
        assert waited_s[int(len(waited_s) * 0.95) - (len(waited_s) < 20)] <= BLOCKED_S
        assert waited_s[-1] <= HELPER_S
        return waited_s[-1]

    def close(self) -> None:
        """End it."""
        self._ended.set()
        self._thread.join()

    def _held_up_s(self, from_s: float, to_s: float) -> float:
        """Return how long the machine held it up in this stretch of time; nothing where it woke as it should."""
        awake = [at_s for at_s in self._awake_s if from_s <= at_s <= to_s]
        gaps_s = (later - earlier for earlier, later in pairwise([from_s, *awake, to_s]))
        return sum(gap_s for gap_s in gaps_s if gap_s > HELD_UP_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            wait_s(EVERY_S)
            self._awake_s.append(self._clock.now_s())


def accounts() -> Mapping[int, Account]:
    """Return the account of every thread of this process."""
    found = {}
    for thread in os.listdir(THREADS) if THREADS.is_dir() else ():
        try:
            ran, queued, _ = (THREADS / thread / "schedstat").read_text().split()
        except (OSError, ValueError):  # it has just ended, or this kernel keeps none
            continue
        found[int(thread)] = Account(int(ran) / 1e9, int(queued) / 1e9)
    return found


def _between(before: Account, after: Account) -> Account:
    return Account(after.ran_s - before.ran_s, after.queued_s - before.queued_s)
