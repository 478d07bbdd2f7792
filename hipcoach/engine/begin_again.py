"""Where an exercise begins again: for somebody who wants it from the start, or who has left its position."""

from hipcoach.engine.playhead import Playhead
from hipcoach.engine.types import WORK_KINDS, StepKind


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
    """Return True if a position is left in this step, or the side that is worked: that is told to its end first."""
    step = head.step
    return step.leaves or (step.kind is StepKind.CHANGEOVER and step.repetition is None and not sides_changed(head))


def sides_changed(head: Playhead) -> bool:
    """Return True if all of a change of sides was told."""
    turns = [number for number, cue in enumerate(head.step.cues, 1) if cue.kind == "side"]
    return not turns or head.cue_index >= turns[-1]


def told_again_from(head: Playhead, first: str) -> int | None:
    """Return where one goes on who asks for the instructions where something, `first`, is let go of, or left."""
    return way_in(head) if (first or leads_out(head)) and not head.step.counted else None


def way_in(head: Playhead) -> int | None:
    """Return the step at which somebody goes on who has left the position in the middle, and is led back into it.

    In a movement it is the start of that movement, with all of its hold. In what leads into one, in a change of sides
    and on the way out it is that step, which is told, and timed, once more. None in any other step: it goes on.
    Example: stopped six seconds into a hold of ten. The leg is raised once more, and held for ten seconds.
    """
    now = head.step
    if now.leaves or now.kind is StepKind.LEAD_IN or (now.kind is StepKind.CHANGEOVER and now.repetition is None):
        return now.index
    if now.kind not in WORK_KINDS:
        return None
    first, one = now, (now.order, now.set, now.side, now.repetition)
    for step in reversed(head.steps[: head.index]):
        if step.kind not in WORK_KINDS or (step.order, step.set, step.side, step.repetition) != one:
            break
        if step.kind is StepKind.HOLD:
            head.hold_anew(step.duration_s)
        first = step
    return first.index
