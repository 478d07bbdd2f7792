"""The user leaves the present step for another exercise: what was said and done by then, and what is said first."""

from dataclasses import dataclass, replace
from functools import cached_property

from hipcoach.engine.cue import CueKind
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.types import AFTER_WORK, Step
from hipcoach.engine.ways.abandoned_step import GoesOnFrom


@dataclass(frozen=True)
class Departure:
    """The user leaves the exercise at `from_order` for that at `to_order`, which is the same where they go back.

    Example: skipped in the middle of a bridge, which is the third exercise. It is left for the fourth.
    """

    head: Playhead
    from_order: int  # of the exercise on the screen
    to_order: int
    let_go: str = ""  # what is taken off or stepped down from, or how a movement ends; "" for nothing
    rested: bool = False  # they have rested, and may have moved meanwhile

    @property
    def step(self) -> Step:
        """The step that is left."""
        return self.head.step

    @property
    def from_greeting(self) -> bool:
        """True if the session begins again from the greeting: what is needed, and how to stop, are told again."""
        return self.step.is_greeting and self.to_order == 0

    @property
    def breaks_off(self) -> bool:
        """True if an exercise is left in its middle, so that nobody was led out of it.

        Example: skipped in a hold. Not so in its announcement, on the way out, or at the question after it.
        """
        step = self.step
        leaves_its_exercise = self.to_order > self.from_order == step.order
        return leaves_its_exercise and not (step.kind in AFTER_WORK or step.leaves or step.is_name)

    @cached_property
    def said(self) -> tuple[Step, ...]:
        """The steps up to here, each with the cues that were said."""
        told = replace(self.step, cues=self.step.cues[: self.head.cues_told])
        return (*self.head.steps[: self.head.index], told)

    @property
    def new_was_told(self) -> bool:
        """True if the session has said whom to ask about a new exercise."""
        return any(cue.kind is CueKind.NEW for step in self.said for cue in step.cues)

    @property
    def begun(self) -> set[int]:
        """The exercises that were worked on, or for which the chair was moved: where it stands depends on them."""
        orders = {step.order for step in self.said}
        return {order for order in orders if self.head.worked(order) or self._chair_was_moved(order)}

    def _chair_was_moved(self, order: int) -> bool:
        """Return True if the user was told, to the end, how the chair gets to the exercise at `order`."""
        return any(cue.means.moves_chair for step in self.said if step.order == order for cue in step.cues)

    @property
    def led_out(self) -> set[int]:
        """The exercises that the user was led out of to the end: what they used is put back."""
        steps = self.head.steps[: self.head.index + 1]
        return {each.order for each in steps if each.leaves and (each is not self.step or self.head.all_told)}


def way_up_just_told(head: Playhead) -> str:
    """Return how to get up, if that was said just now, before the name of an exercise: the user may be down still.

    Example: skipped at "If you still lie, …", and at once skipped once more. It is said again.
    """
    step = head.step
    return step.cues[0].means.way_up if step.is_name and head.cues_told <= 1 else ""


@dataclass(frozen=True, slots=True)
class SaidFirst:
    """What is said before the next steps, one after the other; each may be empty."""

    let_go: str = ""  # Example: "Take the strap off your foot."
    pillow: str = ""  # Example: "If a pillow is between your knees, take it out."
    if_down: str = ""  # Example: "If you are down already, stay there while I tell the way."
    way_up: str = ""  # Example: "If you still kneel, hold the seat with both hands, and stand up slowly."

    @property
    def text(self) -> str:
        """All of it; "" for nothing."""
        return " ".join(filter(None, (self.let_go, self.pillow, self.if_down, self.way_up)))


def said_first(departure: Departure, now: GoesOnFrom, pillow: str) -> SaidFirst:
    """Return what is said first, before the user goes on as `now` says; `pillow`: what becomes of a pillow."""
    way_up = now.way_up if now.say_first else way_up_just_told(departure.head)
    return SaidFirst(departure.let_go, pillow if departure.breaks_off else "", now.if_down, way_up)
