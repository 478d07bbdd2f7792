"""What to mind in an exercise: what it should feel like, what it should not feel like, and today's notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.catalogue.types import Category
from hipcoach.engine.cue import CueKind
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TimedLine
from hipcoach.safety.reason import in_sentences
from hipcoach.safety.sheet import AS_ON_SHEET
from hipcoach.safety.types import Assignment, Session

FIRST_TIMES = 2  # so often it is said what an exercise should feel like, and what it should not
FELT = frozenset({Category.MOBILITY, Category.STRETCH, Category.STRENGTH})  # where what is felt might be taken for pain


@dataclass(frozen=True, slots=True)
class CareWords:
    """What to mind in one exercise of a session."""

    session: Session
    script: Script
    order: int

    def lines(self) -> Iterator[TimedLine]:
        """Yield what is said, in its order."""
        assignment = self.session.assignments[self.order]
        exercise = assignment.exercise
        if _is_one_of_the_first_times(assignment):
            if exercise.feel and FELT.intersection(exercise.categories):
                yield TimedLine(CueKind.FEEL, self.script.text("feel", what=_within(exercise.feel)))
            if exercise.not_feel:
                yield TimedLine(CueKind.NOT_FEEL, self.script.text("not_feel", what=_within(exercise.not_feel)))
            if assignment == self._first_without_advice():
                yield TimedLine(CueKind.NOTE, self.script.text("if_it_pinches"))
        shown_only = AS_ON_SHEET
        yield TimedLine(CueKind.NOTE, in_sentences(each for each in assignment.notes if each != shown_only))

    def _first_without_advice(self) -> Assignment | None:
        """Return the exercise with which the general advice is told, once in a session; None where there is none.

        It is the first that says what it should not feel like, and not by itself what to do then.
        """
        for each in self.session.assignments:
            says_what = _is_one_of_the_first_times(each) and bool(each.exercise.not_feel)
            if says_what and not each.exercise.not_feel_advises:
                return each
        return None


def _is_one_of_the_first_times(assignment: Assignment) -> bool:
    return assignment.times_done < FIRST_TIMES


def _within(text: str) -> str:
    """Return a sentence as a part of another: without its capital and its full stop."""
    return in_sentence(text).rstrip(".")
