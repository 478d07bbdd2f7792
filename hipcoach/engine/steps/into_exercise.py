"""The way into an exercise: from wherever the body is, into the position in which its work is explained.

It has up to eight parts, which always come in the same order: see `PARTS`. Each part is empty where the exercise, or
the user, does not need it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.positions import KNEELING
from hipcoach.catalogue.types import Position, Work
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain
from hipcoach.engine.cue import CueKind
from hipcoach.engine.steps.position_changes import Mover
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.ways.places import block_place
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.words.blocks import Block
from hipcoach.engine.words.exercise_words import ExerciseWords
from hipcoach.engine.words.phrase_keys import STAYING_THERE, for_hip
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TimedLine, line_by_line, patient
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class ComingExercise:
    """An exercise that is about to begin, and what is known then."""

    words: ExerciseWords
    block: Block  # its first work that is left
    target: BodyPlace  # where it is done
    body: BodyNow  # where the body is
    may_have_sat_down: bool  # the user has to stand, for the exercise or to carry a chair, and may sit
    is_first: bool  # nothing was worked on before it
    work_minutes: Callable[[], int]  # how long its work takes
    change: Step | None = None  # the change of position; None where there is none, or nobody is led through it

    @property
    def done_standing(self) -> bool:
        """True for an exercise that is done standing."""
        return self.target.position is Position.STANDING

    @property
    def is_activity(self) -> bool:
        """True for a walk, a ride or a swim: nobody is led from a chair to a bicycle, or into the water."""
        return self.block.exercise.work is Work.ACTIVITY

    @property
    def seat_offer(self) -> list[TimedLine]:
        """The offer to sit down before it, where it follows another exercise done standing; else no line."""
        return [] if self.change is not None or self.is_first else self.words.seat()

    @property
    def was_led_here(self) -> bool:
        """True if the user was led through any part before the last: then they just go on from there."""
        carries = bool(self.words.setup.before)
        return self.change is not None or self.may_have_sat_down or carries or bool(self.seat_offer)

    @property
    def announcement(self) -> Step:
        """A step that says something in the position of the exercise."""
        return self.block.announcement()

    @property
    def announcement_before_change(self) -> Step:
        """A step that says something before anybody has moved."""
        return replace(self.announcement, position=self.body.place.position, anew=self.body.told_again)


@dataclass(frozen=True, slots=True)
class IntoExercise:
    """Makes the steps of the way into an exercise, part by part."""

    session: Session
    script: Script
    timing: Timing

    def steps(
        self, words: ExerciseWords, block: Block, body: BodyNow, *, is_first: bool, work_minutes: Callable[[], int]
    ) -> Iterator[Step]:
        """Yield all parts of the way from where the `body` is, in their order."""
        coming = self._coming(words, block, body, is_first=is_first, work_minutes=work_minutes)
        for part in PARTS:
            yield from part(self, coming)

    def _coming(
        self, words: ExerciseWords, block: Block, body: BodyNow, *, is_first: bool, work_minutes: Callable[[], int]
    ) -> ComingExercise:
        target = block_place(self.session, block)
        has_to_stand = target.position is Position.STANDING or bool(words.carry())
        was_shown = body.place.position is Position.AS_SHOWN  # perhaps sitting
        sat_down = has_to_stand and (body.may_sit or was_shown)
        if sat_down:  # standing up is a part of its own here, so the change of position does not tell it again
            begins_anew = body.way is ToldAgain.BEGINS_ANEW
            body = BodyNow(body.place, None if begins_anew else body.way)
        coming = ComingExercise(words, block, target, body, sat_down, is_first, work_minutes)
        if coming.is_activity:
            return coming
        mover = Mover(self.session, self.script, self.timing)
        return replace(coming, change=mover.step(body, target, block.exercise.id, block.order))

    # -- the parts, in the order of `PARTS`

    def chair_before_the_change(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield how the chair gets where it is needed: it is carried before the user gets down or sits.

        Example: the chair is carried to the mat, and then the user gets down.
        """
        if not coming.done_standing:
            yield from self._carry(coming, coming.announcement_before_change, stands_up=coming.may_have_sat_down)

    def how_long_one_kneels(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield for how long the user kneels, before they get onto their knees.

        Example: "You are on your hands and knees for about four minutes; while I explain, you may sit on your hip."
        """
        position = coming.target.position
        gets_onto_the_knees = position in KNEELING and coming.body.place.position not in KNEELING
        if coming.change is None or not gets_onto_the_knees:
            return
        key = "on_all_fours_for" if position is Position.ALL_FOURS else "kneels_for"
        text = self.script.text(for_hip(self.session, key), minutes=coming.work_minutes())
        yield from line_by_line(coming.announcement_before_change, self.script, [TimedLine(CueKind.POSITION, text)])

    def back_and_pillow(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield what comes before a roll: back onto the back, and a pillow between the knees.

        Example: "Still on your back, put the pillow between your knees." Then the user rolls onto their side.
        """
        if coming.change is not None:
            ways = WayWords(self.session, self.script)
            pillow = ways.pillow_first(coming.body.place, coming.target, coming.block.exercise)
            lines = [*ways.onto_the_back(coming.body, coming.target), *pillow]
            yield from line_by_line(coming.announcement_before_change, self.script, lines)

    def change_of_position(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield the change of position itself. Example: from standing down to the mat."""
        if coming.change is not None:
            yield coming.change

    def offer_of_a_seat(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield the offer to sit down for a moment, and wait. Example: between two exercises done standing."""
        if lines := coming.seat_offer:
            yield self._wait(coming.announcement, lines)

    def up_from_the_seat(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield how the user stands up again, if they may sit. Example: after the offer of a seat."""
        up = [coming.words.up_from_the_seat()]
        was_shown = coming.body.place.position is Position.AS_SHOWN  # perhaps lying
        if was_shown and coming.is_activity and coming.done_standing:  # no change of position leads them up
            lies = WayWords(self.session, self.script).up_as_shown()
            yield self._wait(coming.announcement_before_change, [*lies, *up])
        elif (coming.may_have_sat_down and coming.done_standing and not coming.is_activity) or coming.seat_offer:
            yield from line_by_line(coming.announcement, self.script, up)

    def chair_for_standing(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield how the chair gets where it is needed for an exercise done standing: the user stands by now.

        Example: the chair is turned, so that the user can hold on to its back.
        """
        if coming.done_standing:
            yield from self._carry(coming, coming.announcement, stands_up=False)

    def into_its_own_position(self, coming: ComingExercise) -> Iterator[Step]:
        """Yield the steps into the exercise's own position, one action each.

        Example: "Get into position now. Bend both knees."
        """
        chair_is_there = coming.done_standing and bool(coming.words.carry())
        if places := coming.words.place(coming.block, there=chair_is_there):
            yield from line_by_line(coming.announcement, self.script, [*self._beginning(coming), *places])

    # -- what the parts are made of

    def _beginning(self, coming: ComingExercise) -> list[TimedLine]:
        """Return what comes before the steps into position: on from where the body is, or from where it was led."""
        target = coming.target
        now = TimedLine(CueKind.PLACE, self.script.text("get_into_position"))
        if coming.was_led_here or coming.is_activity:
            waits_first = target.position is Position.HALF_KNEELING  # and comes up onto the knees later
            return [] if waits_first else [now]
        if coming.is_first and coming.done_standing:  # after the greeting the user stands anywhere
            return [TimedLine(CueKind.POSITION, self.script.text("to_standing")), now]
        stays = self.script.text(STAYING_THERE[target.position], side=target.side or "")
        return [TimedLine(CueKind.PLACE, stays)]

    def _carry(self, coming: ComingExercise, step: Step, *, stands_up: bool) -> Iterator[Step]:
        """Yield how the chair gets where it is needed. Where it is carried far, the step waits for the user."""
        words = coming.words
        first = [words.up_from_the_seat()] if stands_up else []
        lines = [*first, *words.carry()]
        if words.setup.carries and self.timing.waits_for_ready and lines:
            yield self._wait(step, lines)
        else:
            yield from line_by_line(step, self.script, lines)

    def _wait(self, step: Step, lines: Sequence[TimedLine]) -> Step:
        """Return a wait for a user who stands, and can walk to the keys."""
        on_s = self.timing.floor_goes_on_s
        patience_s = on_s and min(on_s, self.timing.position_change_s)
        step = patient(step, self.script, lines, self.timing.floor_settle_s, patience_s)
        return replace(step, ready_ends=True)


PARTS: tuple[Callable[[IntoExercise, ComingExercise], Iterator[Step]], ...] = (
    IntoExercise.chair_before_the_change,
    IntoExercise.how_long_one_kneels,
    IntoExercise.back_and_pillow,
    IntoExercise.change_of_position,
    IntoExercise.offer_of_a_seat,
    IntoExercise.up_from_the_seat,
    IntoExercise.chair_for_standing,
    IntoExercise.into_its_own_position,
)
"""The parts of a way into an exercise, in the order in which they are said."""
