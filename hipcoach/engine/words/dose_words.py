"""Today's dose of an exercise as sentences, and how it is counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from hipcoach.catalogue.types import Dose, Lock, Position, Side, Sides, Work
from hipcoach.engine.cue import CueKind
from hipcoach.engine.words.blocks import Block, blocks_of
from hipcoach.engine.words.phrase_keys import ON_EACH_SIDE
from hipcoach.engine.words.script import Script, sentence
from hipcoach.engine.words.waits import TimedLine
from hipcoach.safety.types import Assignment, Session

RULES_TOLD_SESSIONS = 3  # how to stop, and what the ticks are, is told in full in this many sessions
UPRIGHT = (Position.STANDING, Position.AS_SHOWN)  # at the least perhaps
COUNTDOWN_FROM_S = 8.0  # in holds this long something is said meanwhile, and the last three seconds are counted
SIDED = (Side.LEFT, Side.RIGHT)


def dose_text(script: Script, work: Work, dose: Dose, *, on_each: bool) -> str:
    """Return one dose in words; `on_each`: it is that of either side."""
    if work is Work.ACTIVITY:
        return script.text("dose_minutes", minutes=round(dose.minutes))
    key = {Work.REPETITIONS: "dose_reps", Work.HOLDS: "dose_holds", Work.BREATHS: "dose_breaths"}[work]
    if work is Work.BREATHS and dose.hold_s:
        key = "dose_holds"
    if work is Work.REPETITIONS and dose.hold_s:
        key = "dose_reps_hold"
    if dose.breaths:
        key = "dose_held_breaths" if work is Work.REPETITIONS else "dose_holds_breaths"
    if dose.within_s:
        key = "dose_within"
    values = {"reps": dose.reps, "seconds": round(dose.within_s or dose.hold_s), "breaths": dose.breaths}
    text = script.text(ON_EACH_SIDE[key] if on_each else key, **values)
    return f"{text} {script.text('dose_sets', sets=dose.sets)}" if dose.sets > 1 else text


@dataclass(frozen=True, slots=True)
class DoseWords:
    """What is said of the dose of one exercise, before it begins."""

    session: Session
    script: Script
    order: int

    @property
    def assignment(self) -> Assignment:
        """The exercise with today's dose."""
        return self.session.assignments[self.order]

    @property
    def is_early(self) -> bool:
        """True in the first sessions, in which how it is counted is told, too."""
        return self.session.sessions_done < RULES_TOLD_SESSIONS

    def lines(self, block: Block) -> list[TimedLine]:
        """Return today's dose; where the sides differ, that of each. Then how it is counted, and the sheet's own words.

        Example: "Eight times on each side. Do each one at your own speed."
        """
        lines = [
            *self._doses(block),
            *self._at_own_speed(block),
            *self._as_many(block),
            TimedLine(CueKind.WORD, sentence(self.assignment.word)),
            *self._countdown(block),
        ]
        return [line for line in lines if line.text]

    def _doses(self, block: Block) -> Iterator[TimedLine]:
        """Yield the dose, or that of each side."""
        assignment = self.assignment
        on_each_side = block.text.sides is Sides.EACH and assignment.only_side is None
        if not on_each_side or assignment.dose_right is None:
            on_each = on_each_side or block.text.sides is Sides.ALTERNATING
            yield TimedLine(CueKind.DOSE, self._text(block.dose, on_each=on_each))
            return
        for side in SIDED:
            dose = self._text(assignment.dose_for(side), on_each=False)
            yield TimedLine(CueKind.DOSE, self.script.text("dose_on_side", side=side.value, dose=dose))

    def _text(self, dose: Dose, *, on_each: bool) -> str:
        return dose_text(self.script, self.assignment.exercise.work, dose, on_each=on_each)

    def _at_own_speed(self, block: Block) -> Iterator[TimedLine]:
        """Yield that nobody has to keep up with the count, once in a session."""
        is_counted = block.exercise.work is not Work.ACTIVITY
        if is_counted and self.order == 0 and self.is_early:
            yield TimedLine(CueKind.DOSE, self.script.text("own_speed"))

    def _as_many(self, block: Block) -> Iterator[TimedLine]:
        """Yield how one counts as many as is comfortable in a time, and how one says that it was enough."""
        script = self.script
        in_a_time = any(each.dose.within_s for each in blocks_of(self.assignment, self.order))
        if not in_a_time or script.detail.counts_only:
            return
        both_hands_hold = Lock.BALANCE in self.session.declared and block.exercise.position in UPRIGHT
        counts_nothing = both_hands_hold and "yes" not in script.said
        yield TimedLine(CueKind.DOSE, script.text("within_how_nothing" if counts_nothing else "within_how"))
        if script.tells_enough:
            yield TimedLine(CueKind.DOSE, script.text("within_enough", skip=script.skip_key))

    def _countdown(self, block: Block) -> Iterator[TimedLine]:
        """Yield that the last three seconds of a hold are counted, before the first long hold of a session."""
        before = self.session.assignments[: self.order]
        was_told = any(each.dose.hold_s >= COUNTDOWN_FROM_S for each in before)
        if self.is_early and block.dose.hold_s >= COUNTDOWN_FROM_S and not was_told:
            yield TimedLine(CueKind.DOSE, self.script.text("count_down"))
