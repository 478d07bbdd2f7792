"""Values of the pain rule: levels, answers, decisions, pain rests, and a session as it may be done today."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, StrEnum

from hipcoach.catalogue.furniture import Setup, against, furnish
from hipcoach.catalogue.types import Dose, Equipment, Exercise, Lock, SessionPlan, Side, Thing
from hipcoach.catalogue.wording import to_fetch
from hipcoach.safety.reason import HasReason, Reason, in_sentences


class Level(StrEnum):
    """How a score compares with the earlier one; the result of `level(base, x)`, or RED for sharp pain that stays."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"


class Response(StrEnum):
    """The one-key answer after an exercise."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class PainKind(StrEnum):
    """What the pain is like, asked only after Worse or the pain key."""

    ACHE = "ache"
    SHARP = "sharp"  # sharp or catching
    NEURO = "neuro"  # burning, tingling or numb
    WEAK = "weak"  # weak or giving way

    @property
    def same_day(self) -> bool:
        """Return True if somebody has to look at it on the same day."""
        return self in (PainKind.NEURO, PainKind.WEAK)

    @property
    def rank(self) -> int:
        """Higher is more pressing."""
        return list(PainKind).index(self)


class Area(StrEnum):
    """Where it hurts, as the user marks it."""

    GROIN = "groin"
    OUTER_HIP = "outer_hip"
    BUTTOCK = "buttock"
    LOW_BACK = "low_back"
    THIGH = "thigh"
    OTHER = "other"


class PainRestKind(Enum):
    """How strictly the next session is held back; ordered NONE < SHORT < FULL."""

    NONE = "none"
    SHORT = "short"  # until an OK on the next day
    FULL = "full"  # until it is released

    @property
    def rank(self) -> int:
        """Higher is stricter."""
        return list(PainRestKind).index(self)


class BaseFrom(StrEnum):
    """Where the number that the others are compared with comes from; the sentences say which."""

    BEFORE = "before"  # given before this session
    USUAL = "usual"  # the usual number, as none was given before the session
    NOTHING = "nothing"  # neither is known: 0


class Action(Enum):
    """What has to happen now; ordered from the mildest to the strictest."""

    NONE = "none"  # nothing: before and after a session, no consequence
    GO_ON = "go_on"  # this exercise is over for today; the next one may start
    GO_ON_EASIER = "go_on_easier"  # after the break: the next exercise at its easier step
    BREAK = "break"  # this exercise is over; a break, then the next question
    END = "end"  # the session ends (pain_stop)
    END_SAME_DAY = "end_same_day"  # it ends, and the same-day page is shown

    @property
    def ends(self) -> bool:
        """Return True if the session ends."""
        return self in (Action.END, Action.END_SAME_DAY)

    @property
    def rank(self) -> int:
        """Higher is stricter."""
        return list(Action).index(self)


class Finish(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    PAIN_STOP = "pain_stop"
    INTERRUPTED = "interrupted"


class Question(Enum):
    """Which of the five numbers an answer is: what is stored with it, and by which lines it is decided."""

    BEFORE = "before"  # B
    DURING = "during"  # D
    AFTER_BREAK = "after_break"  # R
    AFTER = "after"  # A
    NEXT = "next"  # N


@dataclass(frozen=True, slots=True)
class Decision(HasReason):
    """One decision of the pain rule, with its one reason."""

    question: Question
    exercise: str | None  # the exercise it is about
    base: int | None
    pain: int | None  # None: not given
    level: Level | None  # None: nothing to put a level on
    action: Action
    pain_rest: PainRestKind  # that begins with it; where it is stored its name is `hold`
    reason: Reason


@dataclass(frozen=True, slots=True)
class PainRest:
    """Days without a session because of pain, kept with what started them. The diary's table of them is `hold`."""

    id: str
    kind: PainRestKind
    started_at: datetime  # UTC
    triggers: tuple[str, ...]  # exercise ids
    side: Side | None
    base: int
    peak: int | None
    rule_version: str
    session_id: str | None = None
    released_at: datetime | None = None
    advice: str | None = field(default=None)  # what the user recorded as advice
    pain_kind: PainKind | None = None  # what the pain was like; None: not given


@dataclass(frozen=True, slots=True)
class Assignment:
    """One exercise as it will be done today."""

    exercise: Exercise
    dose: Dose
    easier: Dose  # for after an AMBER
    dose_right: Dose | None = None  # when the right side's step differs
    easier_right: Dose | None = None
    spoken_in_full: bool = True  # full instructions (the first two times) or the short sentence
    notes: tuple[Reason, ...] = ()  # what is shown with it: "half today", "both hands"
    only_side: Side | None = None  # when the other side is left out today (lying on a sore side)
    cautions: tuple[str, ...] = ()  # what the user's own locks call for: shown before, and said each time
    times_done: int = 0  # in earlier sessions
    marked_worse: bool = False  # in any earlier session
    on_sheet: bool = False  # the dose stands on a sheet, and not on the ladder
    word: str = ""  # of the sheet: shown and spoken with it
    round: int = 0  # of the session's rounds, from 1; 0: it is done once
    over: bool = False  # for today, because it hurt more: nothing more is done of it

    @property
    def note(self) -> str:
        """The notes in words; empty where there are none."""
        return in_sentences(self.notes)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the rule behind the notes, each once."""
        return tuple(dict.fromkeys(note.line for note in self.notes if note.line))

    def dose_for(self, side: Side | None) -> Dose:
        """Return the dose of one side."""
        return self.dose_right if side is Side.RIGHT and self.dose_right is not None else self.dose


@dataclass(frozen=True, slots=True)
class LeftOut(HasReason):
    """A planned exercise that is not done today, and why; a reason without a line is the user's own choice."""

    exercise: str
    reason: Reason
    name: str = ""  # the exercise's own


@dataclass(frozen=True, slots=True)
class Session:
    """What will be done now: a plan with today's doses. Built by `planner`, unrolled by the engine."""

    plan: SessionPlan
    assignments: tuple[Assignment, ...]
    left_out: tuple[LeftOut, ...] = ()
    base: int = 0  # of the pain rule
    base_from: BaseFrom = BaseFrom.BEFORE
    sore_side: Side | None = None
    declared: frozenset[Lock] = frozenset()  # the way into a position depends on it
    on_bed: Reason | None = None  # why the lying work of a plan for the floor is on the bed today
    sessions_done: int = 0  # before this one
    at_hand: frozenset[Thing] = frozenset(Thing)  # which of several things is used follows from it

    @property
    def rounds(self) -> int:
        """Return how many rounds are done today."""
        return max((each.round for each in self.assignments), default=0)

    @property
    def listed(self) -> tuple[Assignment, ...]:
        """Return the exercises as a list shows them: those of the rounds once."""
        return tuple(each for each in self.assignments if each.round <= 1)

    def rounds_of(self, assignment: Assignment) -> int:
        """Return in how many rounds an exercise is done."""
        same = (each for each in self.assignments if each.exercise.id == assignment.exercise.id)
        return len({each.round for each in same if each.round})

    @property
    def on_sheet(self) -> bool:
        """Return True if any dose stands on a sheet: no limit shortens what does."""
        return any(each.on_sheet for each in self.assignments)

    def next_order(self, order: int) -> int | None:
        """Return the place of the first exercise after `order` that is not over for today; None where none follows."""
        later = range(order + 1, len(self.assignments))
        return next((place for place in later if not self.assignments[place].over), None)

    def comes_again(self, order: int) -> bool:
        """Return True if the exercise at `order` stands in a later round too."""
        exercise = self.assignments[order].exercise.id
        later = self.assignments[order + 1 :]
        return any(each.exercise.id == exercise and each.round and not each.over for each in later)

    @property
    def hip_replaced(self) -> bool:
        """Return True for somebody with a replaced hip: many a way is another one then, and told in other words."""
        return Lock.HIP_REPLACEMENT in self.declared

    @property
    def setups(self) -> tuple[Setup, ...]:
        """Return what each exercise is done with, in order."""
        return furnish([each.exercise for each in self.assignments], self.at_hand, bed=self.plan.in_bed)

    @property
    def things(self) -> tuple[Equipment, ...]:
        """Return everything to have ready: on the bed no mat, and a chair where the way leads down to the floor."""
        pairs, bed = zip(self.assignments, self.setups, strict=True), self.plan.in_bed
        exercises = [replace(each.exercise, equipment=setup.equipment) for each, setup in pairs]
        positions = (self.plan.start_position, *(each.position for each in exercises))
        floor = any(each.on_floor and not self.plan.lies_in_bed(each) for each in positions)
        found, at_hand = to_fetch(exercises, self.declared, bed=bed, floor=floor), self.at_hand
        return tuple(
            replace(each, put=against(each.put, at_hand), put_next=against(each.put_next, at_hand)) for each in found
        )
