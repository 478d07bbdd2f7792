"""One thing to say: its words, when it is said within its step, and what it is about as values."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from hipcoach.engine.body_place import BodyNow


class CueKind(StrEnum):
    """What a cue is about."""

    # before the first exercise
    GREETING = "greeting"  # what the session is
    EQUIPMENT = "equipment"  # what is needed, and where it is put
    HOW_TO_STOP = "how_to_stop"
    # into an exercise
    ANNOUNCE = "announce"  # its name
    NEW = "new"  # whom to ask about an exercise that is new to the user
    SIDE = "side"  # the side that comes next, and how to get to it
    POSITION = "position"  # the way from one position to the next
    PLACE = "place"  # into the exercise's own position, one action each
    LAST = "last"  # what loads one leg, just before the work
    REACH = "reach"  # taking hold of what a stretch is held with
    LISTEN = "listen"  # that the user may just listen now
    INSTRUCTION = "instruction"  # what will happen
    BREATHING = "breathing"  # how to breathe with it
    CAUTION = "caution"  # what to mind, by something that the user has declared
    FEEL = "feel"  # what it may feel like
    NOT_FEEL = "not_feel"  # what it should not feel like
    NOTE = "note"  # what else is said of it today
    DOSE = "dose"  # how much, and how it is counted
    WORD = "word"  # what the physiotherapist's sheet adds in its own words
    NOW_SIDE = "now_side"  # the side, just before the work
    GET_READY = "get_ready"  # that the count follows
    # in the work
    RISE_1 = "rise_1"  # the three tones that rise before it
    RISE_2 = "rise_2"
    RISE_3 = "rise_3"
    COUNT = "count"  # a number, perhaps with the word for the movement
    UP = "up"  # the movement, where nothing is counted
    DOWN = "down"  # back again
    HOLD_START = "hold_start"
    BREATHE = "breathe"
    BREATHE_IN = "breathe_in"
    BREATHE_OUT = "breathe_out"
    HALFWAY = "halfway"
    COUNTDOWN = "countdown"  # three, two, one
    WITHIN_START = "within_start"  # as many as is comfortable: begin
    ACTIVITY_START = "activity_start"
    LAST_MINUTE = "last_minute"
    TEN_SECONDS = "ten_seconds"  # are left
    THIRTY_SECONDS = "thirty_seconds"
    # between and after
    REST = "rest"  # how long the rest is
    NEXT = "next"  # the set that follows
    LEAVE = "leave"  # the way out of an exercise, or what is let go of
    CHECK = "check"  # how it feels, and what to do where it is worse
    WAIT = "wait"  # that the session waits, and how it goes on
    TIME = "time"  # how long there is, and that there is no hurry
    FINISH = "finish"  # the end
    # outside the steps
    PAIN_QUESTION = "pain_question"  # what is asked, or waited for, after a report of pain
    PAIN_DECISION = "pain_decision"  # what follows from a report of pain
    WITHDRAWN = "withdrawn"  # a report of pain was taken back
    CALLED_OFF = "called_off"  # something from another computer ends the session


class Priority(IntEnum):
    """Which of two cues that want the same moment is heard: the larger number wins, so STOP over everything."""

    HALFWAY = 1
    NAME = 2
    COUNTDOWN = 3
    SIDE = 4
    PAIN = 5
    STOP = 6

    @property
    def is_urgent(self) -> bool:
        """Return True for what is said about pain, and at a stop: a screen reader says it, too."""
        return self >= Priority.PAIN


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence tells beside its words, as values. Nobody finds it out from the English.

    Example: after "Put both hands on the seat" the `body` kneels at the chair.
    """

    body: BodyNow | None = None  # a step of a way: where the body is once that is done
    way_up: str = ""  # how to get up, for a user who may still be down: the end of the text
    moves_chair: bool = False  # once that is done the chair stands where the exercise needs it
    begins_anew: bool = False  # the way that follows is told from its start
    said_if_skipped: bool = False  # it is said also where its step is skipped
    second_time: bool = False  # it was skipped before anybody understood it; skipped again, it is left out


NOTHING_MEANT = Meaning()


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say (or one tone), at `offset_s` from the start of its step."""

    kind: CueKind
    text: str  # exactly what is spoken and shown
    offset_s: float
    duration_s: float
    priority: Priority = Priority.NAME
    deadline_s: float = 0.5  # later than this it is dropped and only the caption shows
    tone: str = ""  # a tone of this name instead of words; the caption stays
    means: Meaning = NOTHING_MEANT

    def later(self, seconds: float) -> "Cue":
        """Return the cue so much later in its step."""
        return replace(self, offset_s=self.offset_s + seconds)
