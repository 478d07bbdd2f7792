"""Single letters that press a button from anywhere in its window. The user may change them, and turn them off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class LetterKey:
    """The letter of a button: its name among the settings, and the letter where nothing else is chosen."""

    name: str
    letter: str


@runtime_checkable
class HasLetters(Protocol):
    """A window that knows which letters its user has chosen."""

    @property
    def letters(self) -> Mapping[str, str]:
        """The letters by name; an empty one is off."""


def letters_of(window: QWidget) -> Mapping[str, str]:
    """Return the letters that the user has chosen; none for a page that stands by itself."""
    return window.letters if isinstance(window, HasLetters) else {}
