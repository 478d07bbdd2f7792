"""Which exercises a report of pain is about."""

from dataclasses import dataclass

from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.running.step_runner import StepRunner


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """The exercises that a report of pain is about."""

    exercise: str | None  # None: before any was begun
    also: tuple[str, ...] = ()  # those before that it may come from, where no work of this one had begun

    @property
    def none_begun(self) -> bool:
        """True if the report came before any exercise."""
        return self.exercise is None


def subject_of_report(steps: StepRunner, marks: PainMarks) -> ReportSubject:
    """Return which exercises a report made now is about. `marks`: the reports before it.

    It is the one on the screen. If no work of it had begun, it is also the one before: the pain may come from that.
    Example: reported while the second exercise is explained. Both are over for today. An exercise between them is named
    too, if its position was taken. At the end of a session no exercise is on the screen, if the last was left out.
    """
    order, record = steps.order, steps.record
    exercises = [assignment.exercise.id for assignment in steps.session.assignments]
    begun = steps.head.worked(order) or record.was_tried(order)

    def subject(last: int, before: tuple[int, ...]) -> ReportSubject:  # a plan of rounds has an exercise several times
        others = dict.fromkeys(exercises[each] for each in before if exercises[each] != exercises[last])
        return ReportSubject(exercises[last], tuple(others))

    if steps.step.order > order and not begun:
        found = record.may_hurt_after(order + 1, steps.session, steps.head.worked)
        return subject(found[-1], found[:-1]) if found else ReportSubject(None)
    before = () if begun else record.may_hurt_after(order, steps.session, steps.head.worked)
    taken = steps.head.takes_position or record.was_in_position(order)
    any_begun = begun or taken or before or marks.exercises
    return subject(order, before) if any_begun else ReportSubject(None)
