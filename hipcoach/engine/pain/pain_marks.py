"""What was reported in a session so far, whatever becomes of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainMarks:
    """What was reported so far in this session."""

    exercises: tuple[str, ...] = ()  # each once, in the order marked
    reports: int = 0
    peak: int | None = None  # the highest number of a report that another followed before it was decided on
    sharp: bool = False  # the pain of that report was sharp, and nobody said that it was gone

    @property
    def last(self) -> str | None:
        """The exercise of the last report; None where none was begun."""
        return self.exercises[-1] if self.exercises else None

    def with_report(
        self, exercise: str | None, also: tuple[str, ...], *, peak: int | None = None, sharp: bool = False
    ) -> "PainMarks":
        """Return the marks with one report more: of `exercise`, and of what is marked with it.

        `peak` and `sharp` are of the report before it, where that is still open.
        """
        marked = filter(None, (*self.exercises, *also, exercise))
        return PainMarks(tuple(dict.fromkeys(marked)), self.reports + 1, peak, sharp)
