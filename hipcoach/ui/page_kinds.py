"""What a page of the window may be able to do; the window asks each page for it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

END, GO_BACK = "End hipcoach", "Stay here"  # where something would be lost by that


@runtime_checkable
class Refreshing(Protocol):
    """A page whose content may have changed since it was last open."""

    def refresh(self) -> None:
        """Read and show everything anew."""


@runtime_checkable
class Scrollable(Protocol):
    """A page that may be longer than the window."""

    def to_top(self) -> None:
        """Show it from its beginning."""


@runtime_checkable
class Focusing(Protocol):
    """A page that says which of its widgets gets the focus first."""

    def first_focus(self) -> QWidget | None:
        """Return what Enter should press when the page appears, or None."""


@runtime_checkable
class TakingFocus(Protocol):
    """A page that takes the whole window, and says itself what has the focus first."""

    def take_focus(self) -> None:
        """Focus it."""


@runtime_checkable
class GivingWay(Protocol):
    """A page that takes the whole window, but closes where a key asks for a page of the rail: it asks nothing."""

    def give_way(self) -> None:
        """Close it."""


@runtime_checkable
class HasDetails(Protocol):
    """A page that may have something open in its own place."""

    def close_all(self) -> None:
        """Show the page itself again."""


@runtime_checkable
class Undoing(Protocol):
    """A page that can take back what was done last: a deletion, a note of advice."""

    def undo_last(self) -> bool:
        """Take it back. Return False where there is nothing to take back."""


@runtime_checkable
class TakingFiles(Protocol):
    """A page that does something with a file that was dropped on the window."""

    def take_file(self, path: Path) -> None:
        """Take it, or ask whether to."""


@runtime_checkable
class Finishing(Protocol):
    """A page on which something becomes final when the program ends."""

    def becomes_final(self) -> str:
        """Return what does, in one sentence; empty where nothing does."""


@runtime_checkable
class Keeping(Protocol):
    """A page on which something can be kept that would be lost as the program ends."""

    def may_keep(self) -> Mapping[str, Callable[[], object]]:
        """Return the words of a button, and what keeps it; empty where nothing can be kept now."""


@runtime_checkable
class Submitting(Protocol):
    """A page on which something may be marked that is not an answer yet."""

    def take_marked(self) -> None:
        """Take it as the answer: the program is told to end, and nobody can be asked."""


@runtime_checkable
class Asking(Protocol):
    """A page that takes the whole window and asks something, with room for a sentence above its buttons."""

    def say_above_bar(self, text: str) -> None:
        """Show the sentence, and tell it."""


def says_to_answer(page: QWidget | None) -> bool:
    """Let a page that asks say that no other opens from it. Return False where it asks nothing."""
    if isinstance(page, Asking):
        page.say_above_bar("Answer this page first: no other page opens from here.")
    return isinstance(page, Asking)


def becomes_final(pages: Iterable[object]) -> str:
    """Return what becomes final on these pages; empty where nothing does."""
    return " ".join(page.becomes_final() for page in pages if isinstance(page, Finishing)).strip()


def ways_to_end(
    pages: Iterable[object], then: Callable[[], object], end: Callable[[], object]
) -> dict[str, Callable[[], object]]:
    """Return what buttons do where something would be lost, by their words: keep it, and `then` go on; or `end`."""

    def keep_then(keep: Callable[[], object]) -> Callable[[], object]:
        return lambda: (keep(), then())

    ways = (way for page in pages if isinstance(page, Keeping) for way in page.may_keep().items())
    return {**{words: keep_then(keep) for words, keep in ways}, END: end}
