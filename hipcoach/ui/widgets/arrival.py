"""What a screen reader says of a page that is reached: its title, and what stands before its first control."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.spoken_as import SpokenAs
from hipcoach.ui.widgets.tab_order import everything_in_order

NOT_READ = frozenset({SpokenAs.PICTURE, SpokenAs.DECORATION})  # what is in them is no sentence


@runtime_checkable
class SaysItsArrival(Protocol):
    """A page that says itself what there is to say when it is reached."""

    def say_arrival(self) -> None:
        """Announce it."""


def say_arrival(page: QWidget) -> None:
    """Announce a page that has just been reached, where somebody listens."""
    if not QAccessible.isActive():
        return
    if isinstance(page, SaysItsArrival):
        page.say_arrival()
    elif words := arrival_words(page):
        announce(page, words)


def arrival_words(page: QWidget) -> str:
    """Return the words of a page in the order of its layout, up to its first control.

    A page with `says_all` has words after a control that must not be missed: all of them are returned.
    """
    to_the_end = getattr(page, "says_all", False)
    words: list[str] = []
    for widget in everything_in_order(page):
        if not widget.isVisible() or getattr(widget, "spoken_as", None) in NOT_READ:
            continue
        if isinstance(widget, QLabel):
            words.append(widget.text())
        elif not to_the_end and words and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            break
    return as_sentences(dict.fromkeys(words))


def as_sentences(parts: Iterable[str]) -> str:
    """Join what is read one after the other: each part ends, so that a voice pauses after it."""
    return " ".join(part if part[-1] in ".?!:" else f"{part}." for part in parts if part)
