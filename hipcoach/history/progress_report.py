"""How far work on a long diary has come, told to whoever shows it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Told = Callable[[float], None]
"""Takes the share that is done, from 0 to 1."""
TIMES = 100  # that a piece of work tells, at most


def silent(share: float) -> None:
    """Where nobody looks."""


def between(told: Told, start: float, end: float) -> Told:
    """Tell of a piece of the work, which goes from one share of the whole to another."""
    return lambda share: told(start + (end - start) * share)


def counted(items: Sequence[T], told: Told) -> Iterator[T]:
    """The items, telling how many of them are done."""
    every = max(1, len(items) // TIMES)
    for i, item in enumerate(items):
        if i % every == 0:
            told(i / len(items))
        yield item
    told(1.0)
