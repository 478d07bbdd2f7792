"""The number given during a pain rest: it is on record before it is confirmed, and it can be corrected."""

from datetime import datetime
from typing import TYPE_CHECKING

from hipcoach.coach.session_diary import SessionDiary
from hipcoach.planner.rule_facts import usual_now
from hipcoach.safety.pain_rests import open_pain_rests, red_in_rest
from hipcoach.safety.rule import level
from hipcoach.safety.types import Level, PainRestKind

if TYPE_CHECKING:
    from hipcoach.coach.correction import DiaryMark


class RestNumber:
    """Takes the number, and another in its place once the user doubted it. Where it cannot be written, it waits."""

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
        if doubted and score is None:
            return False  # silence corrects nothing
        self.score = score
        red, now = score is not None and self._is_red(score), self._diary.now()
        self._diary.queue.write(lambda: self._write(score, now, in_place=doubted, can_be_doubted=red))
        return red

    def _write(self, score: int | None, now: datetime, *, in_place: bool, can_be_doubted: bool) -> None:
        """Write a number, in the place of the doubted one or after all that was written up to now."""
        diary, before = self._diary, self._before
        with diary.all_or_nothing():
            if in_place and before is not None:
                diary.take_back(before)
            else:
                before = diary.mark() if can_be_doubted else None
            diary.record_in_rest(score, now)
        self._before = before

    def _is_red(self, score: int) -> bool:
        """Return True if it is red, compared with what a rest in force began from, or else with the usual number."""
        rule, snapshot = self._diary.rule, self._diary.snapshot()
        if open_pain_rests(snapshot.pain_rests, PainRestKind.FULL):
            return red_in_rest(rule, snapshot.pain_rests, snapshot.now, score, snapshot.now)
        return level(rule, usual_now(rule, snapshot) or 0, score) is Level.RED
