"""A past session as the rule sees it: what was reported, whether it has settled, whether it counts for a step up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hipcoach.catalogue.types import Dose
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.types import BaseFrom, Finish, Level, PainRestKind


def late_enough(rule: PainRule, since: timedelta) -> bool:
    """Return True if an answer so long after a session may settle it. Sooner, pain may still be to come."""
    return since >= timedelta(hours=rule.from_h)


def settled_at(rule: PainRule, base: int, ended_at: datetime, given: Iterable[tuple[datetime, int]]) -> datetime | None:
    """Return when a session settled: at its first answer that was late enough, if no answer was ever higher.

    `given` are all its next-day answers with their moments, also those that came too soon.
    """
    answers = sorted(given)
    if any(level(rule, base, score) is not Level.OK for _, score in answers):
        return None
    return next((at for at, _ in answers if late_enough(rule, at - ended_at)), None)


@dataclass(frozen=True, slots=True)
class PastExercise:
    """One exercise of a past session."""

    id: str
    dose: Dose  # as planned
    dose_right: Dose | None = None
    worked: bool = True  # anything of it was done
    complete: bool = True  # all that was planned was done
    response: str | None = None  # better, same, worse (the pain key too); None: no answer
    one_side: bool = False  # only one side was planned


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """One next-day answer; None: asked and not given."""

    at: datetime
    score: int | None


@dataclass(frozen=True, slots=True)
class Past:
    """One past session."""

    id: str
    plan: str
    started_at: datetime
    ended_at: datetime
    finish: str
    base: int
    before: int | None
    highest: int | None = None  # the highest score during it, after a break too
    highest_at_work: int | None = None  # the same without what was reported before any exercise had begun
    missing: bool = False  # a number during it was not given
    pain_rest: PainRestKind = PainRestKind.NONE  # the strictest that it set, until its end
    after: int | None = None
    effort: int | None = None
    nexts: tuple[NextAnswer, ...] = ()
    exercises: tuple[PastExercise, ...] = ()  # in the order done
    day: date | None = None  # the user's own date when it began, wherever that was
    lessened: bool = False  # at half, or at the first ladder steps: for its number, or for a pain rest before it

    @property
    def base_from(self) -> BaseFrom:
        """Where its base came from. A base of 0 counts as known from nothing, also where the usual number was 0."""
        if self.before is not None:
            return BaseFrom.BEFORE
        return BaseFrom.USUAL if self.base else BaseFrom.NOTHING

    def answers(self, rule: PainRule, *, on_time: bool = True) -> list[tuple[datetime, Level]]:
        """Return the levels of its next-day answers; only those that came late enough, or all."""
        return [
            (each.at, level(rule, self.base, each.score))
            for each in self.nexts
            if each.score is not None and (not on_time or self.came_late_enough(rule, each))
        ]

    def came_late_enough(self, rule: PainRule, answer: NextAnswer) -> bool:
        """Return True if a next-day answer came so long after its end that it may settle it."""
        return late_enough(rule, answer.at - self.ended_at)

    @property
    def worked(self) -> bool:
        """Return True if anything of it was done: a session of which all was skipped is none."""
        return any(each.worked for each in self.exercises)

    def settled(self, rule: PainRule) -> bool:
        """Return True if at least one next-day answer came late enough, and none was higher, however early."""
        given = [(each.at, each.score) for each in self.nexts if each.score is not None]
        return settled_at(rule, self.base, self.ended_at, given) is not None

    def rose(self, rule: PainRule) -> bool:
        """Return True if any number was higher: while exercises were done, after it, or on the next day."""
        given = (self.highest_at_work, self.after, *(each.score for each in self.nexts))
        return any(each is not None and level(rule, self.base, each) is not Level.OK for each in given)

    def clean(self, rule: PainRule) -> bool:
        """Return True if it may count toward a step up: ended by itself, every number given and none higher."""
        return (
            self.finish == Finish.COMPLETED
            and self.before is not None
            and (self.before < rule.half_from or not self.lessened)
            and self.before < rule.half_always_from
            and not self.missing
            and self.pain_rest is PainRestKind.NONE
            and (self.highest is None or level(rule, self.base, self.highest) is Level.OK)
            and self.after is not None
            and level(rule, self.base, self.after) is Level.OK
            and self.settled(rule)
        )
