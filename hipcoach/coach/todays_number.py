"""The number before a session, which is also the next-day answer: on record before it is confirmed, and corrected here.

Where it cannot be written, what it leads to is decided all the same.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.prepare import before_now
from hipcoach.safety.before import BeforeDecision, Gate
from hipcoach.safety.types import Decision, Level, PainRestKind

if TYPE_CHECKING:
    from hipcoach.coach.correction import DiaryMark


@dataclass(frozen=True, slots=True)
class NumberResult:
    """Today's number and what it led to."""

    pain: PainAnswer
    answer: PainAnswer  # to the next-day question
    next_day: Decision | None
    before: BeforeDecision
    refused: bool  # the session that was wanted
    at: datetime  # when it was given

    @property
    def red(self) -> bool:
        """Return True if it starts a pain rest as the next-day answer."""
        return self.next_day is not None and self.next_day.level is Level.RED

    @property
    def held(self) -> bool:
        """Return True if a pain rest begins with it as the next-day answer, also as the second higher in a row."""
        return self.next_day is not None and self.next_day.pain_rest is PainRestKind.FULL

    @property
    def stops(self) -> bool:
        """Return True if no session follows: it is confirmed once."""
        return self.red or self.refused

    @property
    def score(self) -> int | None:
        """The score that is confirmed."""
        return self.answer.score if self.red else self.pain.score


class TodaysNumber:
    """Takes the number, and another in its place once it was doubted."""

    def __init__(self, diary: SessionDiary) -> None:
        self._diary = diary
        self._doubted: NumberResult | None = None
        self._before: DiaryMark | None = None  # what the diary held before the number that is on record

    def doubt(self, number: NumberResult) -> None:
        """Note that a number is not right; it stands until another is given."""
        self._doubted = number

    def take(self, pain: PainAnswer, next_day: PainAnswer | None, *, wanted: bool) -> NumberResult:
        """Write a number and what it leads to, all or nothing. Return it, or the doubted one where that still stands.

        `wanted`: a session waits for it. Raise EnvironmentProblem where it cannot be written and asks for no pain rest.
        """
        diary, doubted, answer = self._diary, self._doubted, next_day or pain
        if doubted is not None and answer.score is None:
            return doubted  # silence corrects nothing
        if doubted is not None:
            pain, answer = pain.with_what_was_said(doubted.pain), answer.with_what_was_said(doubted.answer)
        now = diary.now()
        try:
            if not diary.queue.write_waiting():  # the number that is corrected may be among what waits
                raise EnvironmentProblem(diary.queue.problem)
            number = self._write(pain, answer, now, wanted=wanted, correct=doubted is not None)
        except EnvironmentProblem as problem:
            if doubted is not None:
                diary.queue.note(problem)
                return doubted
            number = self._given(pain, answer, diary.decide_next_day(answer), now, wanted=wanted)
            if wanted and not (number.stops or number.held):
                raise
            diary.queue.write(lambda: self._write(pain, answer, now, wanted=wanted, correct=False))
        self._doubted = None
        return number

    def keep(self, number: NumberResult) -> None:
        """Write a number that no session takes, dated when it was given. One that stops is on record already."""
        if number.pain.score is not None and not number.stops:
            self._diary.queue.write(lambda: self._diary.record_without_session(number.at, pain=number.pain))

    def _write(
        self, pain: PainAnswer, answer: PainAnswer, now: datetime, *, wanted: bool, correct: bool
    ) -> NumberResult:
        with self._diary.all_or_nothing():
            before = self._before if correct else self._diary.mark()
            if correct and before is not None:
                self._diary.take_back(before)
            decision = self._diary.record_next_day(answer, now)
            number = self._given(pain, answer, decision, now, wanted=wanted)
            if number.refused:
                self._diary.record_without_session(now, pain=pain)
        self._before = before
        return number

    def _given(
        self, pain: PainAnswer, answer: PainAnswer, decision: Decision | None, now: datetime, *, wanted: bool
    ) -> NumberResult:
        before = before_now(self._diary.rule, self._diary.snapshot(), pain.score)
        held = decision is not None and decision.pain_rest is PainRestKind.FULL
        refused = wanted and before.gate is Gate.NONE and not held
        return NumberResult(pain, answer, decision, before, refused, now)
