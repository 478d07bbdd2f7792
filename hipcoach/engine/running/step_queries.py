"""Questions about the step that runs. None of them changes anything; `StepRunner` acts on the answers.

Where does its exercise begin again? Does the step lead out of a position? How does somebody who has left the position
get back into it? Does "skip" end this step alone, or what is left of the exercise?
"""

from dataclasses import dataclass

from hipcoach.engine.cue import CueKind
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, StepKind

SKIPS_STEP = frozenset({StepKind.REST, *AFTER_WORK, StepKind.FINISH})
"""What `skip` ends by itself, as it does a counted step and a way up after work, but not between two repetitions."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where somebody goes on who is led back into a position, and what is done once more there."""

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
    """Return True if a position is left in this step, or the side that is worked: that is told to its end first."""
    return head.step.leaves or (_changes_side(head) and not sides_changed(head))


def sides_changed(head: Playhead) -> bool:
    """Return True if all of a change of sides was told."""
    turns = [number for number, cue in enumerate(head.step.cues, 1) if cue.kind is CueKind.SIDE]
    return not turns or head.cue_index >= turns[-1]


def way_back_after_instructions(head: Playhead, first: str) -> WayBack | None:
    """Return where one goes on after the instructions; None where the time of the step goes on.

    `first` is said before them to one who lets go of something, or ends a movement.
    """
    begins_again = first or leads_out(head)
    return way_back_in(head) if begins_again and not head.step.counted else None


def way_back_in(head: Playhead) -> WayBack | None:
    """Return where somebody goes on who has left the position in the middle, and is led back into it.

    In a movement it is the start of that movement, with all of its hold. In what leads into one, in a change of sides
    and on the way out it is that step, which is told, and timed, once more. None in any other step: it goes on.
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
    """Return True in a change of sides between two sets; between two repetitions nobody is led anywhere."""
    return head.step.kind is StepKind.CHANGEOVER and head.step.repetition is None
