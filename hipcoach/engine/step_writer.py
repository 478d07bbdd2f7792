"""Writes a session out as steps: all of it at the start, and what is left whenever that changes."""

from dataclasses import replace

from hipcoach.catalogue.furniture import went_on
from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.blocks import blocks_of
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.exercise_words import words_of
from hipcoach.engine.playhead import Playhead
from hipcoach.engine.position_changes import place_of
from hipcoach.engine.promises import line_cues
from hipcoach.engine.script import TICKS_S, Script
from hipcoach.engine.stops import StopWords, stopped_at
from hipcoach.engine.types import WORK_KINDS, Cue, Step, Timing
from hipcoach.engine.unroll import StartPoint, unroll, unroll_from
from hipcoach.safety.types import Session


class StepWriter:
    """The session, and what each of its exercises is done with: what the steps ahead are written from."""

    def __init__(self, session: Session, script: Script, timing: Timing) -> None:
        self.session = session  # its doses change when it is eased
        self._setups = session.setups
        self._script, self._timing = script, timing
        self.tells_enough = script.tells_enough

    def every_step(self, start: StartPoint | None) -> tuple[Step, ...]:
        """Return the steps of the session, from `start` on where it was cut off."""
        return unroll(self.session, self._script, self._timing, start=start)

    def write_ahead(self, head: Playhead, order: int, at: int) -> None:
        """Put the steps from exercise `order` on in the place of all ahead; `at` is the present exercise's place.

        They begin where the body is now.
        """
        session, index = self.session, head.index + 1
        place = place_of(session, self._position_of_body(head.step, order), self._side_of_body(head.step, at))
        begun = {each for each in range(order) if head.worked(each)}
        left = {step.order for step in head.steps[:index] if step.leaves}
        self._setups = went_on([each.exercise for each in session.assignments], self._setups, order, begun, left)
        start = StartPoint(order)
        head.replace_ahead(unroll_from(session, self._script, self._timing, start, place, index, self._setups))

    def _position_of_body(self, step: Step, order: int) -> Position:
        """Return where the body is, before exercise `order`.

        Somebody who leaves an exercise out on the way to it may be anywhere on that way: what comes next is told as to
        somebody who is not there yet.
        """
        there = step.position or Position.STANDING
        if step.origin is None or step.leaves:
            return there
        ahead = self.session.next_order(order - 1)
        wanted = Position.STANDING if ahead is None else self.session.assignments[ahead].exercise.position
        return step.origin if wanted is there else there

    def _side_of_body(self, step: Step, at: int) -> Side | None:
        """Return the side that the body lies on or kneels on, where it is in an exercise."""
        if step.side is None or step.position is not Position.SIDE_LYING:
            return step.side
        return self.session.assignments[at].exercise.side_below(step.side)

    def instruction_cues(self, order: int, step: Step, *, way_back: bool) -> tuple[Cue, ...]:
        """Return how an exercise is done, from a side on, to be said outside the steps.

        For somebody who has left its position it is the `way_back`, each step with its time, and ticks before the work.
        """
        words = words_of(self.session, self._script, self._setups)[order]
        blocks = blocks_of(self.session.assignments[order], order)
        now = next((block for block in blocks if block.side is step.side), blocks[0])
        if not way_back:
            return line_cues(self._script, [replace(line, time_s=0.0) for line in words.again(now)])
        lines = words.place(now)
        if step.kind in WORK_KINDS:  # else what loads one leg, or is taken hold of, is said later
            lines += [*words.last(now), *([reach] if (reach := words.reach(now)) else [])]
        cues = line_cues(self._script, lines)
        ready_s = end_s(cues) + (lines[-1].time_s if lines else 0.0) + TICKS_S
        return (*cues, *self._script.rising(ready_s))

    def stopped(self, order: int, step: Step) -> StopWords:
        """Return what is said to somebody who stops in a step of exercise `order`."""
        return stopped_at(self.session, self._script, order, step)
