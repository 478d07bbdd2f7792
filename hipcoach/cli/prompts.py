"""Questions in a terminal: a line with the question, a line with the answer. It is asked again until an answer fits."""

from collections.abc import Callable, Sequence
from typing import TextIO, TypeVar

Answer = TypeVar("Answer")


class Questions:
    """Asks on a terminal. The end of its input counts as "not given"."""

    def __init__(self, keys: TextIO, out: TextIO) -> None:
        self._keys, self._out = keys, out

    def say(self, text: str) -> None:
        """Write one line."""
        print(text, file=self._out)

    def show_choices(self, texts: Sequence[str], *, first: int = 1) -> None:
        """Write what may be chosen, each with its number from `first`."""
        for number, text in enumerate(texts, start=first):
            self.say(f"  {number:2d}  {text}")

    def ask(self, question: str, read: Callable[[str], Answer], expected: str) -> Answer | None:
        """Ask until `read` takes the answer.

        Return None where it was left out: by Enter, "skip", or the end of the input.
        """
        while True:
            print(f"{question} ", end="", file=self._out, flush=True)
            line = self._keys.readline()
            if not line or line.strip().lower() in ("", "skip", "s"):
                return None
            try:
                return read(line.strip().lower())
            except ValueError:
                print(f"  expected {expected}", file=self._out)

    def score(self, question: str, stands: int | None = None) -> int | None:
        """Ask for a whole number from 0 to 10; `stands`: the one that was said before."""
        return self.ask(f"{question} 0 to 10, {or_enter(stands)}:", read_score, "a whole number from 0 to 10")

    def yes(self, question: str) -> bool | None:
        """Ask for yes or no."""
        return self.ask(f"{question} y or n:", read_yes, "y or n")


def or_enter(stands: object) -> str:
    """Return what Enter does: it skips, or keeps what was said before."""
    return "or Enter to skip" if stands is None else f"or Enter for {stands}, as you said"


def read_score(text: str) -> int:
    """Read a whole number from 0 to 10. Raise ValueError for anything else."""
    value = int(text)
    if not 0 <= value <= 10:
        raise ValueError(text)
    return value


def read_yes(text: str) -> bool:
    """Read y or n. Raise ValueError for anything else."""
    return ("n", "y").index(text[0]) == 1
