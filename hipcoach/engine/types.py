"""Steps, cues, times and the status snapshot: the values that the engine works on and shows. States: `questions`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.cue import Cue, CueKind
from hipcoach.engine.questions import State, StepQuestion


class StepKind(StrEnum):
    """The kinds of unrolled step."""

    ANNOUNCE = "announce"
    POSITION_CHANGE = "position_change"
    LEAD_IN = "lead_in"
    REPETITION = "repetition"
    HOLD = "hold"
    BREATH = "breath"
    ACTIVITY = "activity"
    REST = "rest"
    CHANGEOVER = "changeover"
    CHECK = "check"
    FINISH = "finish"
    UNASKED = "unasked"  # ends an exercise in the place of a check, where nothing is asked


AFTER_WORK = frozenset({StepKind.CHECK, StepKind.UNASKED})  # the last step of an exercise
WORK_KINDS = frozenset({StepKind.REPETITION, StepKind.HOLD, StepKind.BREATH, StepKind.ACTIVITY})


class Announces(Enum):
    """What an announcement does that the session looks for again."""

    NAME = auto()  # it says which exercise comes next
    WAY_OUT = auto()  # it leads out of an exercise: the work is over


BEFORE_PLACE = frozenset({CueKind.ANNOUNCE, CueKind.POSITION})  # what is said before the steps into a position


class Phase(StrEnum):
    """What the body does in a step; the figure follows it with `Status.fraction`."""

    STILL = "still"
    UP = "up"  # into the effort
    HOLD = "hold"
    DOWN = "down"  # back again
    UP_DOWN = "up_down"  # a repetition with no hold: up for `Step.up_s`, then down


UNNUMBERED = -1  # the index of a step that is not in its place among the others yet
BEFORE_FIRST = -1  # the order of what comes before the first exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a step does that waits for the user. Its times are from the start of the step.

    Example: on the way to the mat it says "No hurry" meanwhile, and goes on by itself after a minute.
    """

    reminder: Cue | None = None  # said again and again; its offset is that of the first time
    meanwhile: tuple[Cue, ...] = ()  # said once, up to `goes_on_s`
    goes_on_s: float | None = None  # when it goes on by itself; None: never
    leaves_out: bool = False  # when it goes on by itself, the exercise is left out

    def later(self, seconds: float) -> "Wait":
        """Return the wait with everything so much later."""
        return Wait(
            reminder=self.reminder and self.reminder.later(seconds),
            meanwhile=tuple(cue.later(seconds) for cue in self.meanwhile),
            goes_on_s=None if self.goes_on_s is None else self.goes_on_s + seconds,
            leaves_out=self.leaves_out,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One atom of a session: a repetition, a hold, a rest, a way to the next position."""

    index: int = UNNUMBERED
    kind: StepKind
    announces: Announces | None = None  # of an announcement; None: anything else
    exercise: str | None = None
    set: int | None = None  # from 1
    repetition: int | None = None  # from 1, within the set and side
    side: Side | None = None
    duration_s: float = 0.0
    cues: tuple[Cue, ...] = ()
    phase: Phase = Phase.STILL
    up_s: float = 0.0  # UP_DOWN: how long the way up takes
    position: Position | None = None  # position the body is in (or goes to)
    origin: Position | None = None  # a position change: where the body comes from
    below: Side | None = None  # a position change: the side to lie on, or to kneel on, or the one to come from
    wait: Wait | None = None  # waits until the user is ready, then settles for `duration_s`; None: does not
    reps_target: int = 0  # of this set and side
    sets_target: int = 0
    order: int = BEFORE_FIRST  # the exercise's place in the session, from 0
    ready_ends: bool = False  # "ready" ends it before its time
    counted: bool = False  # as many as is comfortable in its time: the user may count them
    question: StepQuestion = StepQuestion.CHECK  # of a check: what it asks
    anew: bool = False  # a position change: told once more from its start, although the user may be further on
    may_sit: bool = False  # an exercise is named to a user who stood, was told to sit, and is called up after this

    @property
    def is_greeting(self) -> bool:
        """True before the first exercise: the greeting, and how to stop."""
        return self.order == BEFORE_FIRST

    @property
    def waits(self) -> bool:
        """True if it waits until the user is ready."""
        return self.wait is not None

    @property
    def reminder(self) -> Cue | None:
        """What is said again and again while it waits; None where nothing is."""
        return self.wait.reminder if self.wait is not None else None

    @property
    def meanwhile(self) -> tuple[Cue, ...]:
        """What is said once while it waits; nothing where it does not wait."""
        return self.wait.meanwhile if self.wait is not None else ()

    @property
    def goes_on_s(self) -> float | None:
        """When its wait goes on by itself, in seconds from its start; None: never, or it does not wait."""
        return self.wait.goes_on_s if self.wait is not None else None

    @property
    def leaves_out(self) -> bool:
        """True if the exercise is left out when its wait goes on by itself."""
        return self.wait is not None and self.wait.leaves_out

    @property
    def asks(self) -> StepQuestion | None:
        """Return what the step asks; None where it is no check."""
        return self.question if self.kind is StepKind.CHECK else None

    @property
    def leaves(self) -> bool:
        """Return True if the user comes out of an exercise in this step: its work is over."""
        return self.announces is Announces.WAY_OUT

    @property
    def is_name(self) -> bool:
        """Return True if it says which exercise comes next."""
        return self.announces is Announces.NAME

    @property
    def is_before_place(self) -> bool:
        """Return True if the steps into the position of its exercise are still to come."""
        return self.kind is StepKind.ANNOUNCE and not BEFORE_PLACE.isdisjoint(cue.kind for cue in self.cues)


@dataclass(frozen=True, slots=True)
class Timing:
    """Times of a session, most of which the user may set."""

    up_s: float = 3.0
    down_s: float = 3.0
    breath_s: float = 8.0
    lead_in_s: float = 5.0
    reach_s: float = 5.0  # to grasp what a stretch is held with
    between_holds_s: float = 3.0
    changeover_s: float = 8.0
    position_change_s: float = 30.0
    floor_waits: bool = True
    floor_settle_s: float = 5.0
    floor_goes_on_s: float | None = 60.0  # after the words: then a user is led on who cannot reach a key; None: never
    floor_timed_s: float = 45.0  # instead of waiting, where `floor_waits` is off
    check_s: float = 12.0
    resume_lead_in_s: float = 3.0
    more_time_s: float = 15.0
    question_limits: bool = True  # False: every question waits until it is answered, or left
    asks: bool = True  # False: nothing is asked after an exercise

    @property
    def waits_for_ready(self) -> bool:
        """True where a step to the floor, or one in which something is carried, waits until the user says "ready"."""
        return self.floor_waits or self.floor_goes_on_s is None


CueLength = Callable[[str], float]
"""Text -> how long it takes to say, in seconds."""


class CalledOff(StrEnum):
    """Why a session ends before its next exercise: what came from another computer of the user's."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    STOP = "stop"  # a pain rest
    REST = "rest"  # for today
    CHANGED = "changed"  # what may be done


class Outcome(StrEnum):
    """How one exercise went."""

    DONE = "done"  # all of its dose
    SHORTENED = "shortened"  # part of it
    SKIPPED = "skipped"  # none of it
    PAIN = "pain"  # ended because it hurt more
    LEFT_OUT = "left_out"  # not offered today


@dataclass(frozen=True, slots=True)
class Status:
    """A frozen snapshot for the screen and the figure. Seconds everywhere."""

    state: State
    step: Step | None
    phase: Phase
    fraction: float  # 0..1 of the step (of its phase for UP_DOWN: see `Step.up_s`)
    elapsed_s: float  # of the step
    remaining_s: float  # of the step, or of the wait that the state stands for; infinite for a question with no limit
    caption: str  # last cue's text
    next_text: str  # what comes after: "Lower slowly", "Rest", "Bridge"
    session_elapsed_s: float
    session_remaining_s: float
    exercise_order: int  # from 0; always a place in the session's exercises
    exercise_count: int
    step_index: int
    pending_pain: int | None  # the score being confirmed
    pending_kind: str  # the words of the kind of pain being confirmed; empty where none is
    counts_unanswered: str  # where it is asked again, the words of the answer that counts if none comes; else empty
    counted: int | None = None  # by the user in this step; None where there is nothing to count

    @property
    def goes_on(self) -> bool:
        """True of a wait that goes on by itself after a time: it can be paused, and given more time."""
        return self.state is State.WAITING and self.step is not None and self.step.goes_on_s is not None

    @property
    def asks(self) -> StepQuestion | None:
        """Return what the step asks; None where it is no check."""
        return self.step.asks if self.step is not None else None
