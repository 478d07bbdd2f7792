"""Writes a session out as steps: all of it at the start, and what is left whenever that changes."""

from dataclasses import replace

from hipcoach.catalogue.furniture import went_on
from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.body_place import BodyNow
from hipcoach.engine.cue import CueKind, Meaning
from hipcoach.engine.running.departure import Departure, said_first, way_up_just_told
from hipcoach.engine.running.instructions import OUT_S, Instructions
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.running.step_queries import leads_out, sides_changed
from hipcoach.engine.steps.opening import how_to_stop
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.steps.unroll import unroll, unroll_from
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, Phase, Step, StepKind, Timing
from hipcoach.engine.ways.abandoned_cases import goes_on_from
from hipcoach.engine.ways.abandoned_step import AbandonedStep, may_have_sat_down
from hipcoach.engine.ways.places import first_place
from hipcoach.engine.ways.stop_words import StopWords, or_call, pillow_out, stopped_at
from hipcoach.engine.ways.way_words import way_anew
from hipcoach.engine.ways.whereabouts import begins_at, whereabouts
from hipcoach.engine.words.blocks import Block, blocks_of
from hipcoach.engine.words.exercise_words import ExerciseWords, words_of
from hipcoach.engine.words.phrase_keys import for_hip
from hipcoach.engine.words.script import GAP_S, Script
from hipcoach.engine.words.waits import TimedLine, line_cues, step_with_lines
from hipcoach.safety.types import Session

DOWN_S = 4.0  # to end a movement


class StepWriter:
    """The session, and what each of its exercises is done with: what the steps ahead are written from."""

    def __init__(self, session: Session, script: Script, timing: Timing) -> None:
        self.session = session  # its doses change when it is eased
        self._setups = session.setups
        self._script, self._timing = script, timing
        self.tells_enough = script.tells_enough
        self._start: StartPoint | None = None  # where a session goes on that was cut off

    def every_step(self, start: StartPoint | None) -> tuple[Step, ...]:
        """Return the steps of the session, from `start` on where it was cut off."""
        self._start = start
        return unroll(self.session, self._script, self._timing, start=start)

    def write_ahead(self, leaving: Departure) -> None:
        """Write all ahead anew, from the next exercise on and from where the body is now."""
        if leaving.from_greeting:
            self._greet_again(leaving.head)
            return
        session, head = self.session, leaving.head
        now = goes_on_from(self._abandoned_now(leaving))
        first = said_first(leaving, now, pillow_out(session, self._script, leaving.from_order))
        exercises = [each.exercise for each in session.assignments]
        self._setups = went_on(exercises, self._setups, leaving.to_order, leaving.begun, leaving.led_out)
        steps = unroll_from(
            session,
            self._script,
            self._timing,
            StartPoint(leaving.to_order),
            now.body,
            first_index=head.index + 1,
            setups=self._setups,
            new_untold_at=None if leaving.new_was_told else leaving.to_order,
        )
        if first.text:
            steps = (self._after(first.text, steps[0], way_up=first.way_up), *steps[1:])
        head.replace_ahead(steps)

    def _greet_again(self, head: Playhead) -> None:
        """Write out the whole session again from the step of the greeting in which the head is."""
        told_again = self.every_step(self._start)[head.index :]
        head.replace_ahead(told_again[1:])
        begins_standing = self._start is None and first_place(self.session).position is Position.STANDING
        if begins_standing and head.index == 0:  # the user may have sat down, and is to fetch things
            head.put(self._after(self._script.text(for_hip(self.session, "up_to_fetch")), told_again[0]))
        elif begins_standing:
            rules = how_to_stop(self.session, self._script, self._timing, sat_down=True)
            head.put(replace(rules, index=head.index))

    def way_out(self, head: Playhead) -> int | None:
        """Return the index of the step that leads out of an exercise, or else of its check; None if none was begun.

        It leads out of the side that is worked now, after the end of a movement.
        Example: skipped while the left leg is up. "Lower your leg." Then the way out for the left side.
        """
        order = head.step.order
        end = head.end_of_work(order) if head.worked(order) else None
        if end is None:
            return None
        side = _side_so_far(head)
        blocks = blocks_of(self.session.assignments[order], order)
        block = next((each for each in blocks if side is not None and each.side is side), None)
        planned = head.steps[end]
        off, first = self._steps_down(head.step)
        is_down = off is not None and head.cues_told > off + 1  # what follows it was begun
        if block is not None and planned.leaves and (is_down or planned.side is not side):
            lines = words_of(self.session, self._script, self._setups)[order].leave(block)
            lines = [*first, *lines[1:]] if is_down else lines
            head.put(step_with_lines(replace(planned, side=side), self._script, lines))
        if down := self._down(head.step):
            head.put(self._after(down, head.steps[end], DOWN_S))
        return end

    def change_feet_again(self, head: Playhead) -> None:
        """Write a change of feet, which is told again, for a user who may be off the step by now."""
        step, (down, first) = head.step, self._steps_down(head.step)
        if down is None:
            return
        (cue,) = line_cues(self._script, first)
        before = step.cues[down]
        cue = replace(cue.later(before.offset_s), kind=before.kind)
        by_s = cue.duration_s - before.duration_s
        later = (each.later(by_s) for each in step.cues[down + 1 :])
        head.put(replace(step, cues=(*step.cues[:down], cue, *later), duration_s=step.duration_s + by_s))

    def _steps_down(self, step: Step) -> tuple[int | None, list[TimedLine]]:
        """Return which line of a change of feet leads down from what is stood on, and what who may be down is told."""
        if step.kind is not StepKind.CHANGEOVER or step.repetition is not None:
            return None, []
        words, block = self._words_now(step.order, step)
        blocks = blocks_of(self.session.assignments[step.order], step.order)
        outs = {line.text for each in blocks for line in words.leave(each)[:1]}
        first = words.if_still_on_it(block)
        return next((n for n, cue in enumerate(step.cues) if first and cue.text in outs), None), first

    def _down(self, step: Step) -> str:
        """Return the word that ends the movement of a step; "" where none is done, or it is ending."""
        moves = step.kind in WORK_KINDS and step.kind is not StepKind.ACTIVITY and step.phase is not Phase.DOWN
        return self._words_now(step.order, step)[1].text.down if moves else ""

    def tell_from_start(self, head: Playhead) -> int:
        """Say first that the way is told from its start, if the user may be further along it; return how many cues.

        Example: a wait on the way to the mat was paused after "Lower whichever knee is easier", and goes on.
        """
        step, origin = head.step, begins_at(self.session, head.step)
        here = whereabouts(self.session, step, head.cues_told)
        has_begun = origin is not None and here != BodyNow(origin)
        if not has_begun or any(cue.means.begins_anew for cue in step.cues):
            return 0
        (first,) = line_cues(self._script, [way_anew(self._script)])
        later_s = first.duration_s + GAP_S
        cues = (cue.later(later_s) for cue in step.cues)
        wait = step.wait and step.wait.later(later_s)
        told = replace(step, cues=(first, *cues), wait=wait)
        head.put(told)
        return 1

    def _after(self, first: str, step: Step, time_s: float = OUT_S, *, way_up: str = "") -> Step:
        """Return the step with something to do before all that it says; `way_up`: its last part, how to get up."""
        (cue,) = line_cues(self._script, [TimedLine(CueKind.LEAVE, first, means=Meaning(way_up=way_up))])
        later_s = cue.duration_s + time_s
        cues = (cue.later(later_s) for cue in step.cues)
        if step.wait is not None:  # what it lasts is the time after "ready"
            return replace(step, cues=(cue, *cues), wait=step.wait.later(later_s))
        return replace(step, cues=(cue, *cues), duration_s=step.duration_s + later_s)

    def has_moved_on(self, order: int, step: Step) -> bool:
        """Return True if the body may have left the place where exercise `order` began. Then it is led back there."""
        return self._turned(order, step) or may_have_sat_down(step) or step.origin is not None

    def _turned(self, order: int, step: Step) -> bool:
        """Return True if exercise `order` has got to its second side in this step, or was led out of its position."""
        blocks, asked = blocks_of(self.session.assignments[order], order), step.kind in AFTER_WORK
        first, now = blocks[0].side, blocks[-1].side if asked else step.side
        led_out = asked and step.position is not blocks[0].exercise.position
        return led_out or (None not in (first, now) and now is not first)

    def _abandoned_now(self, leaving: Departure) -> AbandonedStep:
        """Return the present step as one that is abandoned."""
        head = leaving.head
        return AbandonedStep(
            session=self.session,
            script=self._script,
            step=head.step,
            cues_told=head.cues_told,
            side=self._side_of_body(head.step, leaving.from_order),
            next_order=self.session.next_order(leaving.to_order - 1),
            ready=head.settling,
            rested=leaving.rested,
        )

    def _side_of_body(self, step: Step, at: int) -> Side | None:
        """Return the side that the body lies on or kneels on, where it is in an exercise."""
        if step.side is None or step.position is not Position.SIDE_LYING:
            return step.side
        return self.session.assignments[at].exercise.side_below(step.side)

    def instructions(self, order: int, head: Playhead) -> Instructions:
        """Return the instructions of exercise `order`, for the side that is worked in the step that runs."""
        words, block = self._words_now(order, head.step)
        return Instructions(words, block, head.step, self._timing, step_tells=leads_out(head))

    def _words_now(self, order: int, step: Step) -> tuple[ExerciseWords, Block]:
        """Return the words of exercise `order`, and the block of the side that is worked in this step."""
        blocks = blocks_of(self.session.assignments[order], order)
        now = next((block for block in blocks if block.side is step.side), blocks[0])
        return words_of(self.session, self._script, self._setups)[order], now

    def out_of_it(self, order: int, head: Playhead) -> str:
        """Return what leads out of exercise `order` before it begins again: nobody has to listen on one leg."""
        return self.stopped(order, head).first or self.let_go(order, head)

    def let_go(self, order: int, head: Playhead) -> str:
        """Return what ends a movement, and lets go of what is held or stood on just for it; "" outside of one."""
        step = head.step
        if not (step.kind in WORK_KINDS or step.kind is StepKind.LEAD_IN or step.repetition is not None):
            return ""
        words, now = self._words_now(order, step)
        return words.out_of_it(now, moving=step.kind in WORK_KINDS)

    def stopped(self, order: int, head: Playhead) -> StopWords:
        """Return what is said if the user stops now, in exercise `order`."""
        here = whereabouts(self.session, head.step, head.cues_told)
        words = stopped_at(self.session, self._script, order, head.step, here)
        return words if words.up else replace(words, up=or_call(self._script, way_up_just_told(head)))


def _side_so_far(head: Playhead) -> Side | None:
    """Return the side that the body is set up for: in a change of sides the one before, until all of it was told."""
    step = head.step
    if step.kind is not StepKind.CHANGEOVER or step.side is None or sides_changed(head):
        return step.side
    return step.side.other
