"""Errors that the user can put right; every other exception is a fault of the program."""

import re
from collections.abc import Iterable

# What a terminal acts on instead of showing it: control characters, marks of direction, ends of line and paragraph,
# halves of characters. The first lacks the tab and the end of a line, which a text of several lines may have.
_IN_TEXT = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
NOT_TO_BE_SHOWN = rf"[\t\n{_IN_TEXT}]"


def shown_text(text: str) -> str:
    """Return a text, of one or more lines, that no terminal acts on, whatever a file put into it."""
    return re.sub(f"[{_IN_TEXT}]", "\N{REPLACEMENT CHARACTER}", text)


def shown_line(text: str) -> str:
    """Return a text as one line that no terminal acts on."""
    return re.sub(NOT_TO_BE_SHOWN, "\N{REPLACEMENT CHARACTER}", text)


class InputError(Exception):
    """The user's input is wrong: one clear line for each problem, `file:line: what was expected`. Exit status 1."""

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = tuple(map(shown_line, (problems,) if isinstance(problems, str) else problems))
        super().__init__("\n".join(self.problems))


class EnvironmentProblem(Exception):
    """Something that the machine lacks (display, library, free disk), with the command or step that mends it."""


class DiaryInUse(EnvironmentProblem):
    """Another hipcoach holds the diary now."""
