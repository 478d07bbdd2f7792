"""A step that the user leaves before its end, and what is known at that moment. `abandoned_cases` says what follows."""

from dataclasses import dataclass

from hipcoach.catalogue.types import Position, Side
from hipcoach.catalogue.ways import BED_EDGE
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain
from hipcoach.engine.types import AFTER_WORK, Step, StepKind
from hipcoach.engine.ways.getting_up import still_down
from hipcoach.engine.ways.places import leads_up, place_of, place_passed, places_down
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class GoesOnFrom:
    """Where the body is when the next steps begin, and what is said before them to a user who is elsewhere."""

    body: BodyNow
    way_up: str = ""  # how to get up, for a user who may still be down
    if_down: str = ""  # what a user does who is down already, where the next exercise is done down there too

    @property
    def say_first(self) -> str:
        """What is said before the next steps."""
        return self.way_up or self.if_down


@dataclass(frozen=True, slots=True)
class AbandonedStep:
    """A step that the user leaves, and what is known at that moment."""

    session: Session
    script: Script
    step: Step
    cues_told: int  # how many of its cues were said
    side: Side | None  # that the body lies on or kneels on, where the step is in an exercise
    next_order: int | None  # the exercise that comes next; None: the end
    ready: bool  # the user has said that they are in position
    rested: bool  # a rest lies between: the user may have moved meanwhile

    @property
    def place(self) -> BodyPlace:
        """The place of the step: of its exercise, or the end of the way that it tells."""
        return place_of(self.session, self.step.position or Position.STANDING)

    @property
    def in_exercise(self) -> BodyPlace:
        """The place of its exercise, on the side that the body is on."""
        return self.with_side(self.place.position)

    @property
    def wanted(self) -> Position:
        """The position of what comes next; at the end of a session the user stands up."""
        if self.next_order is None:
            return Position.STANDING
        return self.session.assignments[self.next_order].exercise.position

    @property
    def ends(self) -> bool:
        """True at the end of a session: the user rests where they are before the way up is told."""
        return self.ends_up or self.next_order is None

    @property
    def ends_up(self) -> bool:
        """True in the last step: its way leads up from where it is told."""
        return self.step.kind is StepKind.FINISH

    @property
    def may_have_sat_down(self) -> bool:
        """True if the user stood and may sit now: in a rest, in a check, or since the rules were told."""
        if self.in_exercise.position is not Position.STANDING:
            return False
        return self.rested or self.step.may_sit or may_have_sat_down(self.step) or self._sat_for_the_rules

    @property
    def _sat_for_the_rules(self) -> bool:
        """True as a first exercise is named that is done sitting: a user who sat down for the rules stays there."""
        return self.step.order == 0 and self.session.assignments[0].exercise.position is Position.SEATED

    @property
    def may_lie_at(self) -> BodyPlace | None:
        """Where the user may be down in a step on the feet; None where they are not.

        A way that is told once more begins on the feet, and a user who lies by then is told to stay there.
        """
        on_the_feet = self.in_exercise.position is Position.STANDING
        return next(iter(places_down(self.session)), None) if on_the_feet and self.step.anew else None

    def with_side(self, position: Position) -> BodyPlace:
        """Return a position as a place, on the side that the body is on."""
        return place_of(self.session, position, self.side)

    def way_up_from(self, place: BodyPlace, *, going_down: bool = False) -> str:
        """Return how to get up, for a user who may still be down at this place."""
        return still_down(self.session, self.script, place, going_down=going_down)

    @property
    def edge_of_bed(self) -> BodyNow:
        """A seat on the edge of the bed, from which the next way is told anew."""
        return BodyNow(place_passed(self.session, BED_EDGE), ToldAgain.BEGINS_ANEW)


@dataclass(frozen=True, slots=True)
class AbandonedWay:
    """The way that the abandoned step tells: from `origin` to `end`."""

    abandoned: AbandonedStep
    origin: BodyPlace
    end: BodyPlace

    @property
    def leads_down(self) -> bool:
        """True if it leads to the floor, or into a bed."""
        return leads_up(self.end, self.origin)

    @property
    def leads_up(self) -> bool:
        """True if it leads up from the floor, or out of a bed."""
        return leads_up(self.origin, self.end)


def may_have_sat_down(step: Step) -> bool:
    """Return True in a step on the feet where the user may have sat down: on the way out, or while they are asked."""
    return step.position is Position.STANDING and (step.leaves or step.kind in AFTER_WORK)
