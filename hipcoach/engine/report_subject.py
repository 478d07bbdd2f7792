"""Which exercises a report of pain is about."""

from dataclasses import dataclass

from hipcoach.engine.pain_marks import PainMarks
from hipcoach.engine.step_runner import StepRunner


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """The exercises that a report of pain is about."""

    exercise: str | None  # None: before any was begun
    also: tuple[str, ...] = ()  # the one before, where no work of this one had begun

    @property
    def none_begun(self) -> bool:
        """True if the report came before any exercise."""
        return self.exercise is None


def subject_of_report(steps: StepRunner, marks: PainMarks) -> ReportSubject:
    """Return which exercises a report is about that is made now, after those of `marks`.

    It is the one on the screen. If no work of it had begun, it is also the one before: the pain may come from that.
    Example: reported while the second exercise is explained. Both are over for today.
    At the end of a session whose last exercise was left out, it is the last one that was done.
    """
    order = steps.order
    exercises = [assignment.exercise.id for assignment in steps.session.assignments]
    before = steps.record.last_before(order, steps.session, steps.head.worked)
    begun = steps.head.worked(order) or steps.record.was_tried(order)
    if steps.step.order > order and not begun:  # at the end, where the last was left out: none is on the screen
        return ReportSubject(None if before is None else exercises[before])
    also = (exercises[before],) if before is not None and not begun else ()
    any_begun = begun or also or marks.exercises or steps.head.takes_position
    return ReportSubject(exercises[order] if any_begun else None, also)
