"""An exercise as blocks: one set on one side each, in the order done."""

from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Dose, Exercise, FormText, Position, Side, Sides
from hipcoach.catalogue.wording import done_in
from hipcoach.engine.types import Announces, Step, StepKind
from hipcoach.safety.types import Assignment

ALTERNATING_ORDER = (Side.RIGHT, Side.LEFT)  # as-hip-pain's order for knee rolls


@dataclass(frozen=True, slots=True)
class Block:
    """What the steps of one set on one side need to know. `order` is the exercise's place in the session."""

    exercise: Exercise
    text: FormText
    dose: Dose
    order: int
    set: int
    side: Side | None

    def step(self, kind: StepKind, duration_s: float = 0.0) -> Step:
        """Make a step of this block; the caller adds the rest and numbers it."""
        return Step(
            kind=kind,
            exercise=self.exercise.id,
            set=self.set,
            side=self.side,
            duration_s=duration_s,
            position=self.exercise.position,
            reps_target=self.dose.reps,
            sets_target=self.dose.sets,
            order=self.order,
        )

    def announcement(self) -> Step:
        """Make a step of this block that says something before its work. It belongs to no set yet."""
        return replace(self.step(StepKind.ANNOUNCE), set=None, side=None)

    def way_out(self) -> Step:
        """Make the step that leads out of the exercise after this block."""
        return replace(self.step(StepKind.ANNOUNCE), announces=Announces.WAY_OUT)

    @property
    def first_side(self) -> Side | None:
        """The side that its words begin with."""
        return ALTERNATING_ORDER[0] if self.text.sides is Sides.ALTERNATING else self.side


def rolls_over(exercise: Exercise) -> bool:
    """Return True if changing side means turning the whole body round."""
    return exercise.position in (Position.SIDE_LYING, Position.SIDE_SITTING)


def blocks_of(assignment: Assignment, order: int) -> tuple[Block, ...]:
    """Return the sets in the order done: set by set; where changing side means rolling over, side by side."""
    text = done_in(assignment.exercise, assignment.dose)
    sides: tuple[Side | None, ...] = (None,)
    if text.sides is Sides.EACH:
        sides = (assignment.only_side,) if assignment.only_side else (Side.LEFT, Side.RIGHT)
    elif text.sides is Sides.BOTH:
        sides = (Side.BOTH,)

    def block(set_number: int, side: Side | None) -> Block:
        return Block(assignment.exercise, text, assignment.dose_for(side), order, set_number, side)

    most = max(assignment.dose_for(side).sets for side in sides)
    pairs = (
        [(n, side) for side in sides for n in range(1, most + 1)]
        if rolls_over(assignment.exercise)
        else [(n, side) for n in range(1, most + 1) for side in sides]
    )
    return tuple(block(n, side) for n, side in pairs if n <= assignment.dose_for(side).sets)
