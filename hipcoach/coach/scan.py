"""Answering with one switch: the answers are read out one after the other, and a press takes the one just read. Pure.

Time is an argument, as a press may come at any moment: between two words, or after the last of them. What it takes must
be decided by what was read until then. Each press and each passing of time makes the next value, and a `ScanTurn` that
says what to say and which choice was taken. What has a clock and a voice carries that out.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from hipcoach.engine.questions import Answer, Request
from hipcoach.engine.types import CueLength

ROUNDS = 2  # then it is silent; a press begins again
AGAIN_AFTER_S = 0.4  # a press sooner than that after the one before is the same press
TO_PRESS_S = 0.6  # after the words of an answer that takes long to say
BEFORE_S = 0.5  # of silence after the question
HEARS_S = 0.25  # nobody has heard an answer sooner than that: such a press was meant for the one before it
LATE_S = 0.5  # an answer that was read longer ago than its time and this is not what was meant
KEPT_WITHIN = 2.0  # times the pace, after the words that ask for the second press


@dataclass(frozen=True, slots=True)
class ScanChoice:
    """One answer that is read out, and the request of the session that it makes."""

    words: str
    request: Request
    answer: Answer = None
    pace_s: float = 2.5  # from its first word to that of the next
    keep: str = ""  # said after the first press where it counts only after a second one


class ScanPhase(StrEnum):
    """What a press would do."""

    QUIET = "quiet"  # begins to read
    READING = "reading"  # takes what was read last
    KEEPING = "keeping"  # keeps what was taken


@dataclass(frozen=True, slots=True)
class ScanTurn:
    """What follows: the words to say and to show, and the choice that counts now."""

    says: str = ""
    taken: ScanChoice | None = None


NOTHING = ScanTurn()


@dataclass(frozen=True, slots=True)
class Scan:
    """The answers of one question while they are read out.

    `begin` starts it; `pass_time` and `press` lead on from it.
    """

    choices: tuple[ScanChoice, ...]
    length_s: CueLength
    pace_s: float
    phase: ScanPhase = ScanPhase.QUIET
    index: int = 0
    rounds: int = 0
    due_s: float | None = None  # when something happens by itself
    pressed_s: float = float("-inf")
    read_s: float = float("-inf")  # when it began to read what it read last
    before: int | None = None  # what it read just before that

    @property
    def choice(self) -> ScanChoice | None:
        """The choice that was read last, or that a second press keeps."""
        return None if self.phase is ScanPhase.QUIET else self.choices[self.index]

    def stopped(self) -> "Scan":
        """Read nothing until it begins again, or is pressed."""
        return replace(self, phase=ScanPhase.QUIET, index=0, rounds=0, due_s=None)

    def begin(self, at_s: float) -> "Scan":
        """Begin to read at that time; nothing is taken before."""
        return replace(self.stopped(), due_s=at_s)

    def pass_time(self, now: float) -> "tuple[Scan, ScanTurn]":
        """Read what is due; after the last round, or without a second press, nothing was answered."""
        if self.due_s is None or now < self.due_s:
            return self, NOTHING
        match self.phase:
            case ScanPhase.QUIET:
                return _read(self, 0, 0, now)
            case ScanPhase.READING if self.index + 1 < len(self.choices):
                return _read(self, self.index + 1, self.rounds, now)
        if self.rounds + 1 < ROUNDS:
            return _read(self, 0, self.rounds + 1, now)
        return replace(self, phase=ScanPhase.QUIET, due_s=None), NOTHING

    def offer(self, index: int, now: float) -> "tuple[Scan, ScanTurn]":
        """Take a choice that was named, not read: it counts only if it is kept."""
        keep = self.choices[index].keep
        due_s = now + self.length_s(keep) + KEPT_WITHIN * self.pace_s
        return replace(self, phase=ScanPhase.KEEPING, index=index, due_s=due_s), ScanTurn(keep)

    def press(self, now: float) -> "tuple[Scan, ScanTurn]":
        """Take what was read last, keep what was taken, or begin to read."""
        if is_same_press(self.pressed_s, now):
            return self, NOTHING
        pressed = replace(self, pressed_s=now)
        choice, late = pressed.choice, self.due_s is not None and now > self.due_s + LATE_S
        if choice is None or late:
            return _read(pressed, 0, 0, now)
        if self.phase is ScanPhase.READING and self.before is not None and now - self.read_s < HEARS_S:
            pressed = replace(pressed, index=self.before)
            choice = self.choices[self.before]
        if self.phase is ScanPhase.READING and choice.keep:
            due_s = now + self.length_s(choice.keep) + KEPT_WITHIN * self.pace_s
            return replace(pressed, phase=ScanPhase.KEEPING, due_s=due_s), ScanTurn(choice.keep)
        return replace(pressed, phase=ScanPhase.QUIET, due_s=None), ScanTurn(choice.words, choice)


def is_same_press(before_s: float, now: float) -> bool:
    """Return True if a press comes so soon after the one before that it is no other."""
    return now - before_s < AGAIN_AFTER_S


def scanned_s(count: int, pace_s: float) -> float:
    """Return for how long a question has to wait, so that all of its answers can be read twice."""
    return BEFORE_S + ROUNDS * count * pace_s + LATE_S


def _read(scan: Scan, index: int, rounds: int, now: float) -> tuple[Scan, ScanTurn]:
    choice = scan.choices[index]
    due_s = now + max(choice.pace_s, scan.length_s(choice.words) + TO_PRESS_S)
    before = scan.index if scan.phase is ScanPhase.READING else None
    read = replace(scan, phase=ScanPhase.READING, index=index, rounds=rounds, due_s=due_s, read_s=now, before=before)
    return read, ScanTurn(choice.words)
