"""How far a long piece of work on the diary has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[float], None]
"""Takes the share that is done, from 0 to 1."""
MOST_CALLS = 100  # of `progress` by one piece of work


def no_progress(share: float) -> None:
    """Show nothing."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress of a part of the work that takes it from one share of the whole to another."""
    return lambda share: progress(start + (end - start) * share)


def with_progress(items: Sequence[T], progress: Progress) -> Iterator[T]:
    """Yield the items, and report the share of them that is done."""
    every = max(1, len(items) // MOST_CALLS)
    for i, item in enumerate(items):
        if i % every == 0:
            progress(i / len(items))
        yield item
    progress(1.0)
