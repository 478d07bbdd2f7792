"""What was reported in a session so far, whatever becomes of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainMarks:
    """What was reported so far in this session."""

    exercises: tuple[str, ...] = ()  # each once, in the order marked
    reports: int = 0

    @property
    def last(self) -> str | None:
        """The exercise of the last report; None where none was begun."""
        return self.exercises[-1] if self.exercises else None

    def with_report(self, exercise: str | None, also: tuple[str, ...]) -> "PainMarks":
        """Return the marks with one report more: of `exercise`, and of what is marked with it."""
        marked = filter(None, (*self.exercises, *also, exercise))
        return PainMarks(tuple(dict.fromkeys(marked)), self.reports + 1)
