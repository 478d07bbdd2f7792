"""The steps of one block of work: one set of one exercise on one side (or on both in turn)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from hipcoach.catalogue.types import Position, Sides, Work
from hipcoach.catalogue.wording import filled
from hipcoach.engine.cue import Cue, CueKind, Priority
from hipcoach.engine.types import Phase, Step, StepKind, Timing
from hipcoach.engine.words.blocks import ALTERNATING_ORDER, Block
from hipcoach.engine.words.cue_layout import cues_that_fit, end_s
from hipcoach.engine.words.dose_words import COUNTDOWN_FROM_S
from hipcoach.engine.words.exercise_words import ExerciseWords
from hipcoach.engine.words.script import GAP_S, TICKS_S, Script
from hipcoach.engine.words.waits import TimedLine, line_cues

HALFWAY_FROM_S = 20.0  # halfway is said in holds this long
HALFWAY_FROM_REPS = 6  # and in sets of this many
BREATHE_FROM_S = 5.0  # in holds this long nobody is left to hold their breath
COUNTDOWN = ((3.0, "three"), (2.0, "two"), (1.0, "one"))  # the seconds that are left of a hold, and the word
COUNTDOWN_S = COUNTDOWN[0][0]
BETWEEN_REPETITIONS_S = 2.0  # where nothing is held
BREATHE_IN_SHARE = 3 / 8  # of a breath; the rest is out
ONE_MINUTE_S = 60.0
SETTLE_S = 4.0  # for what else moves before the first breath
USUAL_REACH_S = 5.0  # the times to take hold in the files are for this setting


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the work steps of a block. They never stretch: a cue that does not fit is left out."""

    words: ExerciseWords
    timing: Timing

    @property
    def script(self) -> Script:
        """The phrases."""
        return self.words.script

    def steps(self, block: Block) -> Iterator[Step]:
        """Yield all steps of a block, from its first movement to its last."""
        work = block.exercise.work
        match work:
            case Work.ACTIVITY:
                yield self._activity(block)
            case _ if block.dose.within_s:
                yield self._as_many(block)
            case Work.BREATHS if not self._hold_s(block):
                yield from self._breaths(block)
            case Work.REPETITIONS | Work.HOLDS | Work.BREATHS if block.text.sides is Sides.ALTERNATING:
                yield from self._alternating(block)
            case Work.REPETITIONS | Work.HOLDS | Work.BREATHS:
                yield from self._one_side(block)
            case _:
                assert_never(work)

    def _one_side(self, block: Block) -> Iterator[Step]:
        for repetition in range(1, block.dose.reps + 1):
            if repetition > 1:
                held = self._hold_s(block) > 0
                pause_s = self.timing.between_holds_s if held else BETWEEN_REPETITIONS_S
                cues, pause_s = self._weight_back(block, pause_s)
                yield replace(block.step(StepKind.REST, pause_s), repetition=repetition, cues=cues)
                yield from self.reach(block)
            yield from self._repetition(block, repetition)

    def _weight_back(self, block: Block, pause_s: float) -> tuple[tuple[Cue, ...], float]:
        """Return what is said between two repetitions where the user rests on both feet, and how long it takes."""
        again = self.words.last(block) if self.words.done_standing and block.text.stop is None else []
        if not again or self.script.detail.counts_only:
            return (), pause_s
        cues = line_cues(self.script, [replace(line, kind=CueKind.SIDE) for line in again])
        return cues, max(pause_s, end_s(cues) + again[-1].time_s)

    def _alternating(self, block: Block) -> Iterator[Step]:
        for repetition in range(1, block.dose.reps + 1):
            for side in ALTERNATING_ORDER:
                sided = replace(block, side=side)
                if repetition > 1 or side is not ALTERNATING_ORDER[0]:
                    cue = self.script.cue(CueKind.SIDE, self.words.turn(side).text, 0.0, Priority.SIDE)
                    stands = block.exercise.position is Position.STANDING  # and shifts all weight to the other leg
                    said_s, between_s = end_s([cue]), self.timing.between_holds_s
                    change_s = said_s + between_s if stands else max(between_s, said_s)
                    change = sided.step(StepKind.CHANGEOVER, change_s)
                    yield replace(change, cues=(cue,), repetition=repetition)
                yield from self._repetition(sided, repetition)

    def _repetition(self, block: Block, repetition: int) -> Iterator[Step]:
        """Yield one repetition: up and down in one step; with a hold three steps: up, hold, down."""
        up_s = block.dose.up_s or max(self.timing.up_s, block.text.least_way_s)
        down_s = block.dose.down_s or max(self.timing.down_s, block.text.least_way_s)
        if self.words.done_standing and block.text.reach:
            # the foot leaves the floor on the count: then a heel is reached for
            up_s = max(up_s, self.timing.reach_s)
        hold_s = self._hold_s(block)
        up_cues = self._up_cues(block, repetition, up_s)
        down_cues = cues_that_fit(self._down_cues(block, repetition), down_s)
        if not hold_s:
            yield replace(
                block.step(StepKind.REPETITION, up_s + down_s),
                repetition=repetition,
                cues=(*up_cues, *(replace(cue, offset_s=cue.offset_s + up_s) for cue in down_cues)),
                phase=Phase.UP_DOWN,
                up_s=up_s,
            )
            return
        yield replace(block.step(StepKind.REPETITION, up_s), repetition=repetition, phase=Phase.UP, cues=tuple(up_cues))
        hold = replace(block.step(StepKind.HOLD, hold_s), repetition=repetition, phase=Phase.HOLD)
        yield replace(hold, cues=cues_that_fit(self._hold_cues(block, hold_s), hold_s))
        down = replace(block.step(StepKind.REPETITION, down_s), repetition=repetition, phase=Phase.DOWN)
        yield replace(down, cues=down_cues)

    def _hold_s(self, block: Block) -> float:
        """Return how long each hold lasts; a sheet may count it in breaths."""
        return block.dose.hold_s or block.dose.breaths * self.timing.breath_s

    def lead_in(self, block: Block, *, tells_side: bool) -> Step:
        """Return what comes just before the work, and the ticks."""
        lines = [self._in_its_time(line) for line in self.words.now_ready(block, tells_side=tells_side)]
        cues = line_cues(self.script, lines)
        length_s = max(self.timing.lead_in_s, end_s(cues) + lines[-1].time_s + TICKS_S)
        step = replace(block.step(StepKind.LEAD_IN, length_s), side=block.first_side)
        return replace(step, cues=(*cues, *self.script.rising(length_s)))

    def reach(self, block: Block) -> Iterator[Step]:
        """Yield the time to take hold again of what a stretch is held with, where there is anything."""
        for line in map(self._in_its_time, self.words.reach(block)):
            cues = line_cues(self.script, [line])
            yield replace(block.step(StepKind.LEAD_IN, end_s(cues) + line.time_s), cues=cues)

    def _in_its_time(self, line: TimedLine) -> TimedLine:
        """Return the line with the time to take hold that the user has set."""
        if line.kind is not CueKind.REACH:
            return line
        return replace(line, time_s=line.time_s * self.timing.reach_s / USUAL_REACH_S)

    def _up_cues(self, block: Block, repetition: int, room_s: float) -> list[Cue]:
        """Return the count with the word for the movement; where both do not fit, the word, and last the count."""
        count = self._count(block, repetition)
        up = block.text.up if not self.script.detail.counts_only else ""
        wordings = (f"{count} {up}", up, count) if up else (count,)
        cues = [self.script.cue(CueKind.COUNT, text) for text in wordings]
        return [next((cue for cue in cues if cue.duration_s <= room_s), cues[-1])]

    def _count(self, block: Block, number: int) -> str:
        last = number == block.dose.reps > 1
        return self.script.text("last_count") if last else self.script.text("count", n=number)

    def _down_cues(self, block: Block, repetition: int) -> list[Cue]:
        """Return the word for the way back, which ends a hold where only counts are said, too; then "halfway"."""
        script, cues = self.script, []
        if block.text.down and (self._hold_s(block) or not script.detail.counts_only):
            cues.append(script.cue(CueKind.DOWN, block.text.down))
        if self._is_half(block, repetition):
            cues.append(script.cue(CueKind.HALFWAY, script.text("halfway"), end_s(cues) + GAP_S, Priority.HALFWAY))
        return cues

    @staticmethod
    def _is_half(block: Block, repetition: int) -> bool:
        """Return True if half of the repetitions are done after this one, in a set that is long enough to say so."""
        later_side = block.text.sides is not Sides.ALTERNATING or block.side is ALTERNATING_ORDER[-1]
        return later_side and block.dose.reps >= HALFWAY_FROM_REPS and repetition == block.dose.reps // 2

    def _hold_cues(self, block: Block, hold_s: float) -> list[Cue]:
        """Return everything that a hold may say; `cues_that_fit` chooses."""
        script, hold = self.script, block.text.hold
        countdown = self.countdown(hold_s) if hold_s >= COUNTDOWN_FROM_S else []
        if script.detail.counts_only:
            return countdown
        first_word = [script.cue(CueKind.HOLD_START, filled(hold, block.side))] if hold else []
        cues = [*countdown, *first_word]
        if hold_s >= HALFWAY_FROM_S:
            cues.append(script.cue(CueKind.HALFWAY, script.text("halfway"), hold_s / 2, Priority.HALFWAY))
        breathe = script.cue(CueKind.BREATHE, script.text("breathe"), 0.0, Priority.HALFWAY)
        if BREATHE_FROM_S <= hold_s < COUNTDOWN_FROM_S:
            cues.append(replace(breathe, offset_s=end_s(cues) + GAP_S))
        if hold_s >= COUNTDOWN_FROM_S:
            first_s = (end_s(first_word) + hold_s - COUNTDOWN_S - breathe.duration_s) / 2  # midway to the countdown
            every = (first_s,) if hold_s < HALFWAY_FROM_S else (hold_s * 0.25, hold_s * 0.7)
            cues += [replace(breathe, offset_s=at_s) for at_s in every]
        return cues

    def countdown(self, length_s: float) -> list[Cue]:
        """Return the cues "three, two, one" for the end of a hold of `length_s`."""
        return [
            self.script.cue(CueKind.COUNTDOWN, self.script.text(number), length_s - left_s, Priority.COUNTDOWN)
            for left_s, number in COUNTDOWN
        ]

    def _breaths(self, block: Block) -> Iterator[Step]:
        """Yield the way into the position, the breaths, and the way out; without words for these, the breaths alone."""
        if block.text.up:
            up = replace(block.step(StepKind.REPETITION, self.timing.up_s), phase=Phase.UP)
            cue = self.script.cue(CueKind.UP, block.text.up)
            yield replace(up, cues=cues_that_fit([cue], self.timing.up_s))
        if block.text.hold:
            cues = line_cues(
                self.script, [TimedLine(CueKind.HOLD_START, filled(block.text.hold, block.side), SETTLE_S)]
            )
            yield replace(block.step(StepKind.LEAD_IN, end_s(cues) + SETTLE_S), cues=cues)
        for breath in range(1, block.dose.reps + 1):
            step = block.step(StepKind.BREATH, self.timing.breath_s)
            cues = cues_that_fit(self._breath_cues(block, breath), self.timing.breath_s)
            yield replace(step, repetition=breath, phase=Phase.HOLD, cues=cues)
        if block.text.down:
            down = replace(block.step(StepKind.REPETITION, self.timing.down_s), phase=Phase.DOWN)
            cue = self.script.cue(CueKind.DOWN, block.text.down)
            yield replace(down, cues=cues_that_fit([cue], self.timing.down_s))

    def _breath_cues(self, block: Block, breath: int) -> list[Cue]:
        script, breath_s = self.script, self.timing.breath_s
        last = breath == block.dose.reps > 1
        count, breathe_in = self._count(block, breath), script.text("breathe_in")
        out = script.cue(CueKind.BREATHE_OUT, script.text("breathe_out"), breath_s * BREATHE_IN_SHARE)
        wordings = [f"{count} {breathe_in}", count if last else breathe_in]
        named = [script.cue(CueKind.BREATHE_IN, text) for text in wordings]
        cues = [next((cue for cue in named if cue.duration_s <= out.offset_s), named[-1]), out]
        if self._is_half(block, breath):
            cues.append(script.cue(CueKind.HALFWAY, script.text("halfway"), end_s(cues) + GAP_S, Priority.HALFWAY))
        return cues

    def _as_many(self, block: Block) -> Step:
        """Return the time in which the user does as many as is comfortable."""
        script, length_s = self.script, block.dose.within_s
        cues = [
            script.cue(CueKind.WITHIN_START, script.text("within_start")),
            script.cue(CueKind.HALFWAY, script.text("halfway"), length_s / 2, Priority.HALFWAY),
        ]
        if length_s >= HALFWAY_FROM_S:  # no countdown: the numbers are the user's
            cues.append(
                script.cue(CueKind.TEN_SECONDS, script.text("ten_seconds"), length_s - 10.0, Priority.COUNTDOWN)
            )
        step = replace(block.step(StepKind.ACTIVITY, length_s), repetition=1, phase=Phase.HOLD, counted=True)
        return replace(step, cues=cues_that_fit(cues, length_s))

    def _activity(self, block: Block) -> Step:
        script = self.script
        length_s = block.dose.minutes * 60.0
        halfway = "activity_halfway_turn" if block.exercise.turns_back else "activity_halfway"
        cues = [
            script.cue(CueKind.ACTIVITY_START, script.text("activity_start")),
            script.cue(CueKind.HALFWAY, script.text(halfway), length_s / 2, Priority.HALFWAY),
            script.cue(CueKind.TEN_SECONDS, script.text("ten_seconds"), length_s - 10.0, Priority.COUNTDOWN),
        ]
        if length_s >= 4 * ONE_MINUTE_S:
            cues.append(script.cue(CueKind.LAST_MINUTE, script.text("activity_last_minute"), length_s - ONE_MINUTE_S))
        step = replace(block.step(StepKind.ACTIVITY, length_s), repetition=1, phase=Phase.HOLD)
        return replace(step, cues=cues_that_fit(cues, length_s))
