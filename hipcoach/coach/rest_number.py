"""The number given during a pain rest: on record before it is confirmed, and its correction."""

from typing import TYPE_CHECKING

from hipcoach.coach.session_diary import SessionDiary
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.rule_facts import usual_now
from hipcoach.safety.pain_rests import open_pain_rests
from hipcoach.safety.rule import level
from hipcoach.safety.types import Level, PainRestKind

if TYPE_CHECKING:
    from hipcoach.coach.correction import DiaryMark


class RestNumber:
    """Takes the number, and another in its place once it was doubted. Where it cannot be written, it waits for that."""

    def __init__(self, diary: SessionDiary) -> None:
        self._diary = diary
        self.score: int | None = None  # the one that counts
        self._doubted = False
        self._before: DiaryMark | None = None  # what the diary held before a number that can be doubted

    def doubt(self) -> None:
        """Note that the number is not right; it stands until another is given."""
        self._doubted = True

    def take(self, score: int | None) -> bool:
        """Write a number. Return True if it is red: such a number is confirmed once."""
        doubted, self._doubted = self._doubted, False
        if doubted and (score is None or not self._correct(score)):
            return False  # silence corrects nothing, and what cannot be written neither
        self.score = score
        red = score is not None and self._is_red(score)
        if not doubted:
            now = self._diary.now()
            self._before = self._diary.mark() if red else None
            self._diary.queue.write(lambda: self._diary.record_in_rest(score, now))
        return red

    def _correct(self, score: int) -> bool:
        """Write a number in the place of the doubted one. Return False where that cannot be."""
        diary, before = self._diary, self._before
        if before is None or not diary.queue.write_waiting():  # the doubted number may be among what waits
            return False
        try:
            with diary.all_or_nothing():
                diary.take_back(before)
                diary.record_in_rest(score, diary.now())
        except EnvironmentProblem as problem:
            diary.queue.note(problem)
            return False
        return True

    def _is_red(self, score: int) -> bool:
        """Return True if it is red against what any pain rest in force began from, else against what is usual."""
        rule, snapshot = self._diary.rule, self._diary.snapshot()
        bases = [rest.base for rest in open_pain_rests(snapshot.pain_rests, PainRestKind.FULL)]
        return any(level(rule, base, score) is Level.RED for base in bases or [usual_now(rule, snapshot) or 0])
