"""Errors that the user can put right; every other exception is a fault of the program."""

from collections.abc import Iterable


class InputError(Exception):
    """The user's input is wrong: one clear line for each problem, `file:line: what was expected`. Exit status 1."""

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class EnvironmentProblem(Exception):
    """Something that the machine lacks (display, library, free disk), with the command or step that mends it."""
