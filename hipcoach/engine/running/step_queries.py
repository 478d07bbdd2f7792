"""Questions about the step that runs. None of them changes anything; `StepRunner` acts on the answers.

Where does its exercise begin again? Does the step lead out of a position? How does somebody who has left the position
get back into it? Does "skip" end this step alone, or what is left of the exercise? What of it is told all the same?
"""

from dataclasses import dataclass, replace

from hipcoach.engine.cue import CueKind
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, Step, StepKind

SKIPS_STEP = frozenset({StepKind.REST, *AFTER_WORK, StepKind.FINISH})
"""Kinds of step that `skip` ends alone, but not between two repetitions. It also ends a counted step and a way up."""

UNDERSTOOD_S = 1.5  # into a line that is told although its step is skipped


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where the user goes on who is led back into a position, and what is done once more there."""

    index: int  # of the step
    hold_s: float = 0.0  # was held of the present set and is held again: it is taken back


def beginning(head: Playhead) -> int:
    """Return the index of the step at which the present exercise begins again.

    The body is in its position already, so the way into it is left out.
    """
    since, order = head.begins_from(head.step.order), head.step.order
    here = [step for step in head.steps[since : head.index + 1] if step.order == order]
    moved = [n for n, step in enumerate(here) if step.kind is StepKind.POSITION_CHANGE]
    there = here[moved[-1] + 1 :] if moved else here
    return next((step.index for step in there or here if step.kind is StepKind.ANNOUNCE), head.index)


def leads_out(head: Playhead) -> bool:
    """Return True if the user leaves a position or a side in this step: that is told to its end first."""
    return head.step.leaves or (_changes_side(head) and not sides_changed(head))


def sides_changed(head: Playhead) -> bool:
    """Return True if all of a change of sides was told."""
    turns = [number for number, cue in enumerate(head.step.cues, 1) if cue.kind is CueKind.SIDE]
    return not turns or head.cue_index >= turns[-1]


def way_back_after_instructions(head: Playhead, first: str) -> WayBack | None:
    """Return where the user goes on after the instructions; None where the time of the step goes on.

    `first` is said before them where the user lets go of something, or ends a movement.
    """
    begins_again = first or leads_out(head)
    return way_back_in(head) if begins_again and not head.step.counted else None


def way_back_in(head: Playhead) -> WayBack | None:
    """Return where the user goes on, who has left the position in the middle and is led back into it.

    In a movement it is the start of that movement, with all of its hold. In a step that leads into a movement, in a
    change of sides and on the way out it is that step: it is told, and timed, once more. None in any other step: it
    goes on.
    Example: stopped six seconds into a hold of ten. The leg is raised once more, and held for ten seconds.
    """
    step = head.step
    if step.leaves or step.kind is StepKind.LEAD_IN or _changes_side(head):
        return WayBack(step.index)
    if step.kind not in WORK_KINDS:
        return None
    begins, hold_s = step, 0.0
    for earlier in reversed(head.steps[: head.index]):
        same_movement = (earlier.order, earlier.set, earlier.side, earlier.repetition) == (
            step.order,
            step.set,
            step.side,
            step.repetition,
        )
        if earlier.kind not in WORK_KINDS or not same_movement:
            break
        begins = earlier
        if earlier.kind is StepKind.HOLD:
            hold_s += earlier.duration_s
    return WayBack(begins.index, hold_s)


def skip_ends_step(head: Playhead) -> bool:
    """Return True if "skip" leaves out this step alone; False: what is left of the exercise, too.

    Example: in a rest the next set begins; in a hold the exercise is over.
    """
    step = head.step
    leads_on = step.kind is StepKind.POSITION_CHANGE and head.worked(step.order)
    by_its_kind = step.kind in SKIPS_STEP and step.repetition is None
    return step.is_greeting or leads_on or step.counted or by_its_kind


def _changes_side(head: Playhead) -> bool:
    """Return True in a change of sides between two sets. Between two repetitions the user is led nowhere."""
    return head.step.kind is StepKind.CHANGEOVER and head.step.repetition is None


# -- what is told although its step is skipped


@dataclass(frozen=True, slots=True)
class LineLeft:
    """The line from which a step that is skipped is still told."""

    number: int  # among the step's cues
    second_time: bool = False  # it was skipped before anybody understood it; skipped again, it is left out


def left_to_tell(head: Playhead, elapsed_s: float) -> Step | None:
    """Return what is still told of a step that is skipped; None where that is nothing."""
    step, first = head.step, _told_anyway_from(head.step)
    if first is None:
        return None
    line_left = not_begun(head, first) or cut_at_once(head, first, elapsed_s) or after_what_was_said(head, first)
    if line_left.number >= len(step.cues):
        return None
    begins_s = step.cues[line_left.number].offset_s
    line, *later = (cue.later(-begins_s) for cue in step.cues[line_left.number :])
    line = replace(line, means=replace(line.means, second_time=line_left.second_time))
    return replace(step, cues=(line, *later), duration_s=step.duration_s - begins_s)


def _told_anyway_from(step: Step) -> int | None:
    """Return the number of the first line that is told although its step is skipped; None where there is none.

    That is all of a way out. After the rules it is how to stand up, for a user who has sat down for them.
    """
    if step.leaves:
        return 0
    return next((number for number, cue in enumerate(step.cues) if cue.means.said_if_skipped), None)


def not_begun(head: Playhead, first: int) -> LineLeft | None:
    """Return the first line, if nothing of the step was said yet. Skipped again before it begins: the line after it.

    Example: a session that was cut off goes on, paused, at "Bend both knees. Roll onto your side." Skipped there, it
    begins with "Bend both knees"; skipped once more, with "Roll onto your side".
    """
    if head.cue_index > 0:
        return None
    number = 1 if head.step.cues[0].means.second_time else 0
    return LineLeft(max(first, number), second_time=True)


def cut_at_once(head: Playhead, first: int, elapsed_s: float) -> LineLeft | None:
    """Return the line that is being said, if it is cut too soon to be understood, and for the first time.

    Example: skipped at "Bend bo…", on the way out of an exercise. "Bend both knees" comes again, once.
    """
    number = head.speaking(elapsed_s)
    if number is None or number < first:
        return None
    cue = head.step.cues[number]
    is_cut = elapsed_s - cue.offset_s < UNDERSTOOD_S and not cue.means.second_time
    return LineLeft(number, second_time=True) if is_cut else None


def after_what_was_said(head: Playhead, first: int) -> LineLeft:
    """Return the line after the last one that was begun.

    Example: skipped after "Bend both knees", on the way out of an exercise. "Roll onto your side" is still told.
    """
    return LineLeft(max(first, head.cue_index))
