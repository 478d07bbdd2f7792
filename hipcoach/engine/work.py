"""The steps of one block of work: one set of one exercise on one side (or on both in turn)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Dose, Exercise, FormText, Side, Sides, Work
from hipcoach.engine.cue_layout import cues_that_fit, end_s
from hipcoach.engine.script import Script, SpeechDetail
from hipcoach.engine.types import Cue, Phase, Priority, Step, StepKind, Timing

HALFWAY_FROM_S = 20.0  # halfway is said in holds this long
BREATHE_OVER_S = 10.0  # "keep breathing" in holds longer than this
COUNTDOWN_FROM_S = 8.0  # the last three seconds are counted in holds this long
ALTERNATING_ORDER = (Side.RIGHT, Side.LEFT)  # as-hip-pain's order for knee rolls
ONE_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Block:
    """What the steps of one set on one side need to know. `order` is the exercise's place in the session."""

    exercise: Exercise
    text: FormText
    dose: Dose
    order: int
    set: int
    side: Side | None

    def step(self, kind: StepKind, duration_s: float) -> Step:
        """Make a step of this block; the caller adds the rest and numbers it."""
        return Step(
            index=-1,
            kind=kind,
            exercise=self.exercise.id,
            set=self.set,
            repetition=None,
            side=self.side,
            duration_s=duration_s,
            position=self.exercise.position,
            reps_target=self.dose.reps,
            sets_target=self.dose.sets,
            order=self.order,
        )


@dataclass(frozen=True, slots=True)
class Worker:
    """Makes the work steps of a block. They never stretch: a cue that does not fit is left out."""

    script: Script
    timing: Timing

    def steps(self, block: Block) -> Iterator[Step]:
        """Yield all steps of a block, from its first movement to its last."""
        if block.exercise.work is Work.ACTIVITY:
            yield self._activity(block)
        elif block.exercise.work is Work.BREATHS:
            yield from self._breaths(block)
        elif block.text.sides is Sides.ALTERNATING:
            yield from self._alternating(block)
        else:
            for repetition in range(1, block.dose.reps + 1):
                if repetition > 1 and block.dose.hold_s:
                    yield block.step(StepKind.REST, self.timing.between_holds_s)
                yield from self._repetition(block, repetition)

    def _alternating(self, block: Block) -> Iterator[Step]:
        for repetition in range(1, block.dose.reps + 1):
            for side in ALTERNATING_ORDER:
                sided = replace(block, side=side)
                if repetition > 1 or side is not ALTERNATING_ORDER[0]:
                    cue = self.script.cue("side", self.script.text(f"now_{side}"), 0.0, Priority.SIDE)
                    change = sided.step(StepKind.CHANGEOVER, max(self.timing.between_holds_s, end_s([cue])))
                    yield replace(change, cues=(cue,))
                yield from self._repetition(sided, repetition)

    def _repetition(self, block: Block, repetition: int) -> Iterator[Step]:
        """Yield one repetition: up and down in one step; with a hold three steps: up, hold, down."""
        up_s, down_s, hold_s = self.timing.up_s, self.timing.down_s, block.dose.hold_s
        if not hold_s:
            cues = cues_that_fit(self._up_cues(block, repetition, up_s), up_s)
            cues += self._shifted(cues_that_fit(self._down_cues(block), down_s), up_s)
            yield replace(
                block.step(StepKind.REPETITION, up_s + down_s),
                repetition=repetition,
                cues=cues,
                phase=Phase.UP_DOWN,
                up_s=up_s,
            )
            return
        up = replace(block.step(StepKind.REPETITION, up_s), repetition=repetition, phase=Phase.UP)
        yield replace(up, cues=cues_that_fit(self._up_cues(block, repetition, up_s), up_s))
        hold = replace(block.step(StepKind.HOLD, hold_s), repetition=repetition, phase=Phase.HOLD)
        yield replace(hold, cues=cues_that_fit(self._hold_cues(block, hold_s), hold_s))
        down = replace(block.step(StepKind.REPETITION, down_s), repetition=repetition, phase=Phase.DOWN)
        yield replace(down, cues=cues_that_fit(self._down_cues(block), down_s))

    def _up_cues(self, block: Block, repetition: int, room_s: float) -> list[Cue]:
        """Return the count with the word for the movement; the count alone where both do not fit."""
        count = self.script.text("count", n=repetition)
        if block.text.up and self.script.detail is not SpeechDetail.COUNTS:
            both = self.script.cue("count", self.script.text("count_up", n=repetition, up=block.text.up))
            if both.duration_s <= room_s:
                return [both]
        return [self.script.cue("count", count)]

    def _down_cues(self, block: Block) -> list[Cue]:
        if not block.text.down or self.script.detail is SpeechDetail.COUNTS:
            return []
        return [self.script.cue("down", block.text.down)]

    def _hold_cues(self, block: Block, hold_s: float) -> list[Cue]:
        """Return everything that a hold may say; `cues_that_fit` chooses."""
        script = self.script
        cues = self.countdown(hold_s) if hold_s >= COUNTDOWN_FROM_S else []
        if script.detail is SpeechDetail.COUNTS:
            return cues
        if block.text.hold:
            cues.append(script.cue("hold_start", block.text.hold))
        if hold_s >= HALFWAY_FROM_S:
            cues.append(script.cue("halfway", script.text("halfway"), hold_s / 2, Priority.HALFWAY))
        if hold_s > BREATHE_OVER_S:
            breathe = script.text("breathe")
            every = [at_s for at_s in range(4, int(hold_s) - 3, 9)]
            cues += [script.cue("breathe", breathe, float(at_s), Priority.HALFWAY) for at_s in every]
        return cues

    def countdown(self, length_s: float) -> list[Cue]:
        """Return the cues "three, two, one" for the last three seconds of a step of `length_s`."""
        words = ((3, "three"), (2, "two"), (1, "one"))
        return [
            self.script.cue("countdown", self.script.text(key), length_s - at_s, Priority.COUNTDOWN)
            for at_s, key in words
        ]

    def _breaths(self, block: Block) -> Iterator[Step]:
        """Yield the way into the position, the breaths, and the way out; without words for these, the breaths alone."""
        if block.text.up:
            up = replace(block.step(StepKind.REPETITION, self.timing.up_s), phase=Phase.UP)
            cue = self.script.cue("up", block.text.up)
            yield replace(up, cues=cues_that_fit([cue], self.timing.up_s))
        breath_s = self.timing.breath_s
        for breath in range(1, block.dose.reps + 1):
            key = "last_count" if breath == block.dose.reps > 1 else "breathe_in"
            cues = [self.script.cue("breathe_in", self.script.text(key))]
            cues.append(self.script.cue("breathe_out", self.script.text("breathe_out"), breath_s * 0.4))
            step = replace(block.step(StepKind.BREATH, breath_s), repetition=breath, phase=Phase.HOLD)
            yield replace(step, cues=cues_that_fit(cues, breath_s))
        if block.text.down:
            down = replace(block.step(StepKind.REPETITION, self.timing.down_s), phase=Phase.DOWN)
            yield replace(down, cues=cues_that_fit(self._down_cues(block), self.timing.down_s))

    def _activity(self, block: Block) -> Step:
        script = self.script
        length_s = block.dose.minutes * 60.0
        halfway = "activity_halfway_turn" if block.exercise.id == "walking" else "activity_halfway"
        cues = [
            script.cue("activity_start", script.text("activity_start")),
            script.cue("halfway", script.text(halfway), length_s / 2, Priority.HALFWAY),
            *self.countdown(length_s),
        ]
        if length_s >= 4 * ONE_MINUTE_S:
            cues.append(script.cue("last_minute", script.text("activity_last_minute"), length_s - ONE_MINUTE_S))
        step = replace(block.step(StepKind.ACTIVITY, length_s), repetition=1, phase=Phase.HOLD)
        return replace(step, cues=cues_that_fit(cues, length_s))

    @staticmethod
    def _shifted(cues: tuple[Cue, ...], by_s: float) -> tuple[Cue, ...]:
        return tuple(replace(cue, offset_s=cue.offset_s + by_s) for cue in cues)
