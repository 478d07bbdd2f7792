"""What the way into a session asks and answers: one frozen value for each of its states."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.plan_choices import PlanPreview
from hipcoach.coach.stop_text import EVERYDAY, Stop, StopText, stop_text
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import before_now
from hipcoach.planner.today import Today
from hipcoach.recorder import Recorder, UnfinishedSession
from hipcoach.safety.before import BeforeDecision, Gate, ScreeningDecision, screen
from hipcoach.safety.compose import Refusal
from hipcoach.safety.pain_rests import GoOn
from hipcoach.safety.rule import PainRule, ScreenItem, Tier
from hipcoach.safety.types import Decision, PainRestKind, Session


@dataclass(frozen=True, slots=True)
class NoQuestion:
    """Nothing is asked: before anything was wanted, and after it was left."""


@dataclass(frozen=True, slots=True)
class CutOffQuestion:
    """A session was cut off: it may go on, or is kept as it is."""

    session_title: str
    may: GoOn
    title: str = "A session was cut off"

    @property
    def lead(self) -> str:
        """What happened, in words."""
        recorded = "What you did is recorded, and stands in History once this is answered."
        return f"{self.session_title} ended before it was over. {recorded}"


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session that was cut off is kept as far as it came."""

    session_id: str
    session: Session

    @property
    def text(self) -> str:
        """The same in words."""
        return f"{self.session.plan.title}, which was cut off, is kept as far as it came."


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """The signs, of which any may be new, or true today."""

    items: tuple[ScreenItem, ...]
    lead: str = ""  # why they are asked again
    ticked: tuple[str, ...] = ()  # what was marked, where one went back to it


@dataclass(frozen=True, slots=True)
class ConfirmQuestion:
    """A number that starts a pain rest, or refuses a session, is to be confirmed. It counts until it is corrected."""

    score: int | None

    @property
    def text(self) -> str:
        """The question in words."""
        return f"You chose {self.score}. Is that right?"


@dataclass(frozen=True, slots=True)
class GentleQuestion:
    """More pain than usual: a gentler day, or rest."""

    decision: BeforeDecision
    told: bool = False  # what is usual is the user's own word, which no gentler day changes
    title: str = "More pain than usual"
    lead: str = "Today is for a gentler session, or for rest."

    @property
    def change(self) -> str:
        """How the usual number is changed, in words; empty where the diary makes it."""
        if not self.told:
            return ""
        return (
            f"Your usual number, {self.decision.usual}, is the one that you gave yourself. Days like this one do not "
            "change it. If most days of the last week were like this one, change your usual number."
        )


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What today's session holds, with what today's answers led to: it is begun, or changed first."""

    preview: PlanPreview
    before: BeforeDecision
    marked: str = ""  # the sentence on signs that do not block
    next_day: Decision | None = None  # what the number led to as the next-day answer


@dataclass(frozen=True, slots=True)
class PainRestNotice:
    """A pain rest is in force, so nothing starts."""

    today: Today


@dataclass(frozen=True, slots=True)
class RestChoice:
    """The user rests today instead of a gentler session."""

    why: str


@dataclass(frozen=True, slots=True)
class NextDayResult:
    """What a next-day answer by itself led to; None where no session waited for one."""

    decision: Decision | None

    @property
    def why(self) -> str:
        """The decision's sentence."""
        return self.decision.why if self.decision is not None else "No session waits for an answer."


@dataclass(frozen=True, slots=True)
class StartedSession:
    """A session that is on record as begun, or goes on: play it into its recorder."""

    session: Session
    recorder: Recorder
    cut_off: UnfinishedSession | None = None  # where it goes on from


WayInQuestion = (
    NoQuestion
    | CutOffQuestion
    | KeptSession
    | ScreenQuestion
    | NumberQuestion
    | ConfirmQuestion
    | GentleQuestion
    | PlanQuestion
    | PainRestNotice
    | StopText
    | RestChoice
    | NextDayResult
    | StartedSession
)


def stop_by_screen(screened: ScreeningDecision) -> StopText:
    """Say that signs in the screening, or an answer that was not given, start no session."""
    if screened.tier is None:
        return StopText(Stop.REST, "No session today.", screened.why, "", "", screened.line)
    kind = Stop.EMERGENCY if screened.tier is Tier.EMERGENCY else Stop.SAME_DAY
    return stop_text(kind, screened.why, "", screened.line)


def stop_without_diary(
    rule: PainRule, ticked: tuple[str, ...] | None, score: int | None, now: datetime, zone: tzinfo
) -> StopText | None:
    """Say what answers lead to where no diary can be opened; None where they refuse no session."""
    screened = screen(rule, ticked or ())
    if screened.blocks:
        return stop_by_screen(screened)
    before = before_now(rule, DiarySnapshot(now, zone), score)
    return stop_by_number(before) if before.gate is Gate.NONE else None


def stop_by_next_day(decision: Decision, today: Today) -> StopText:
    """Say that a next-day answer starts a pain rest."""
    return stop_text(Stop.STOP, f"You reported {decision.pain} now.", decision.why, decision.line, today.marked)


def stop_by_number(decision: BeforeDecision) -> StopText:
    """Say that today's number is too high for a session."""
    return stop_text(Stop.REST, f"You reported {decision.number}.", decision.why, decision.line)


def stop_by_refusal(refusal: Refusal, today: Today) -> StopText:
    """Say that nothing of a plan can be done today."""
    if refusal.pain_rest is PainRestKind.NONE:  # nothing that hurts keeps it from being done
        return StopText(Stop.REST, "No session today.", refusal.why, EVERYDAY, "", refusal.line)
    kind = Stop.STOP if refusal.pain_rest is PainRestKind.FULL else Stop.REST
    return stop_text(kind, "No session today.", refusal.why, refusal.line, today.marked)
