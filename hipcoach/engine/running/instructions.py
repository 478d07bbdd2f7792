"""How an exercise is done, said outside the steps: again, at the user's wish, or on the way back into its position."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.wording import filled
from hipcoach.engine.cue import Cue, CueKind
from hipcoach.engine.steps.work_steps import SETTLE_S
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, Step, StepKind, Timing
from hipcoach.engine.words.blocks import Block
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.exercise_words import ExerciseWords
from hipcoach.engine.words.script import TICKS_S
from hipcoach.engine.words.waits import TimedLine, line_cues

OUT_S = 10.0  # to take off a strap, or to step down


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions of an exercise, for the step that runs and the side that is worked in it."""

    words: ExerciseWords
    block: Block
    step: Step
    timing: Timing
    step_tells: bool  # the step itself tells what is done now, such as a change of sides

    def again(self, first: str) -> tuple[Cue, ...]:
        """Return the instructions once more. `first` ends a movement, or takes off a strap; "" where neither is needed.

        Example: "Lower your leg. Just listen. …" Then three ticks, and the leg is raised again.
        """
        if self.step_tells:
            return ()
        later = self._said_later(first)
        told = [replace(line, time_s=0.0) for line in self.words.again(self.block) if line.kind not in later]
        if not first:
            return line_cues(self.words.script, told)
        return self._then_ticks([TimedLine(CueKind.LEAVE, first, OUT_S), *told, *self._into_movement()])

    def way_back(self) -> tuple[Cue, ...]:
        """Return the way back for a user who has left the position: each action with its time, and then the ticks.

        Example: after a report of pain that was a mistake, for which a strap was taken off.
        """
        if self.step.kind is StepKind.CHANGEOVER:  # it tells the way itself
            return self.words.script.rising(self.timing.resume_lead_in_s)
        return self._then_ticks([*self.words.place(self.block), *self._into_movement()])

    def _said_later(self, first: str) -> frozenset[CueKind]:
        """Return what is not said yet.

        What loads one leg comes just before the work. How to get into position comes later for a user who is not
        there yet, or rests. A user who has a strap on, or stands on a step, does not need it.
        """
        is_set_up = bool(first and self.block.text.stop)
        if is_set_up or not self._is_in_position:
            return frozenset({CueKind.LAST, CueKind.PLACE})
        return frozenset({CueKind.LAST})

    @property
    def _is_in_position(self) -> bool:
        """True while the body is in the position of the exercise, and neither changes sides, nor rests, nor leaves."""
        step = self.step
        is_between_sets = step.kind in (StepKind.CHANGEOVER, StepKind.REST) and step.repetition is None
        moves = step.kind is StepKind.POSITION_CHANGE or step.kind in AFTER_WORK or step.leaves
        in_position = step.position is self.block.exercise.position
        return in_position and not (is_between_sets or moves or step.is_before_place)

    def _into_movement(self) -> list[TimedLine]:
        """Return what comes just before the movement, for a user who was led out of it. No line before its start.

        Example: "Take hold of the strap. Now your left side."
        """
        step, words, block = self.step, self.words, self.block
        has_not_begun = step.kind is StepKind.LEAD_IN or step.repetition is None
        if step.kind not in WORK_KINDS and has_not_begun:
            return []
        if block.side is None and step.side is not None:  # sides take turns
            turn = replace(words.turn(step.side), time_s=self.timing.between_holds_s)
            return [*words.reach(block), turn]
        lines = words.last(block)
        if step.kind in WORK_KINDS:  # after a pause, taking hold has its own step
            lines += words.reach(block)
        if step.kind is StepKind.BREATH:
            into = ((block.text.up, self.timing.up_s), (block.text.hold, SETTLE_S))
            lines += [TimedLine(CueKind.UP, filled(text, block.side), time_s) for text, time_s in into if text]
        return lines

    def _then_ticks(self, lines: Sequence[TimedLine]) -> tuple[Cue, ...]:
        """Return what says the lines, each with its time, and then ticks; a lead-in has ticks of its own."""
        cues = line_cues(self.words.script, lines)
        if self.step.kind is StepKind.LEAD_IN:
            return cues
        ready_s = end_s(cues) + (lines[-1].time_s if lines else 0.0) + TICKS_S
        return (*cues, *self.words.script.rising(ready_s))
