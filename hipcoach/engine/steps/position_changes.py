"""Getting from where the body is to the next position: what is said, how long it takes, and who ends it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from hipcoach.catalogue.positions import FLOOR_ONLY, KNEELING
from hipcoach.catalogue.types import Position, Work
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain
from hipcoach.engine.cue import CueKind
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.ways.getting_up import staying_down, told_in_a_wait
from hipcoach.engine.ways.places import leads_up, takes_long
from hipcoach.engine.ways.way_words import FROM_THE_HIP, FROM_THE_HIP_S, WayWords
from hipcoach.engine.words.dose_words import RULES_TOLD_SESSIONS
from hipcoach.engine.words.phrase_keys import WHERE_IT_IS_DONE
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TimedLine, leaving_out, patient, timed, waiting
from hipcoach.safety.types import Session

SITS_S = 2.0  # between the two things that the user may do, so that they are heard as two


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A change of position that is to be told: from where the body is now to the place of exercise `order`."""

    body: BodyNow
    target: BodyPlace
    order: int

    @property
    def origin(self) -> BodyPlace:
        """Where the body is now."""
        return self.body.place

    @property
    def leads_up(self) -> bool:
        """True if it leads up from the floor, or out of a bed."""
        return leads_up(self.origin, self.target)

    @property
    def is_far(self) -> bool:
        """True if it takes long: see `takes_long`."""
        return takes_long(self.origin, self.target)

    @property
    def as_shown(self) -> bool:
        """True to or from a position that only the user knows."""
        return Position.AS_SHOWN in (self.origin.position, self.target.position)


class ChangeEnd(Enum):
    """How a change of position ends."""

    TIMED = auto()  # it has a time, which is said
    READY = auto()  # only with "ready": a user who has come up to stand can walk to the keys
    LEFT_OUT = auto()  # with "ready"; or after a long wait the exercise is left out, for a user who only sits down
    PATIENT = auto()  # with "ready", or by itself: lying or sitting, the user has no key in reach


OFF_THE_BACK = (Position.SIDE_LYING, Position.PRONE)  # the user first lies down on the back, and rolls over from there
ALONG_S = 8.0  # until all lie on the back


@dataclass(frozen=True, slots=True)
class Mover:
    """Makes position-change steps."""

    session: Session
    script: Script
    timing: Timing

    @property
    def _words(self) -> WayWords:
        return WayWords(self.session, self.script)

    def _patience_s(self, target: BodyPlace) -> float | None:
        """Return how long a wait is: no longer than any other change on the knees, or on a seat."""
        patience_s = self.timing.floor_goes_on_s
        if patience_s is None:
            return None
        soon = target.name in KNEELING or target.position is Position.SEATED
        return min(patience_s, self.timing.position_change_s) if soon else patience_s

    def _said_down_there(self, change: PositionChange) -> tuple[str, ...]:
        """Return what is said in the first sessions while the step waits for a user who has just lain down."""
        session, script = self.session, self.script
        down = change.target.lies and not change.origin.position.on_floor and not change.origin.bed
        if not down or session.sessions_done >= RULES_TOLD_SESSIONS or not told_in_a_wait(session, self.timing):
            return ()
        return (
            script.text("no_hurry"),
            script.text("eyes_shut"),
            *staying_down(session, script, change.target, change.order),
        )

    def step(self, body: BodyNow, target: BodyPlace, exercise: str, order: int) -> Step | None:
        """Return one position change; None where the body is there already."""
        if body == BodyNow(target) and target.position is not Position.AS_SHOWN:
            return None
        change = PositionChange(self._as_they_may_sit(body, target, order), target, order)
        step = Step(
            kind=StepKind.POSITION_CHANGE,
            exercise=exercise,
            position=target.position,
            origin=change.origin.position,
            below=target.side or change.origin.side,
            order=order,
            anew=change.body.told_again,
        )
        return self._ended(change, step)

    def _as_they_may_sit(self, body: BodyNow, target: BodyPlace, order: int) -> BodyNow:
        """Return the body as one that may sit, where the user stood for the exercise before a way to the floor."""
        if order == 0 or body.steps_told or not target.position.on_floor:
            return body
        earlier = self.session.assignments[order - 1].exercise
        stood = earlier.position is body.place.position is Position.STANDING and earlier.work is not Work.ACTIVITY
        return replace(body, may_sit=True) if stood else body

    # -- what is said

    def _lines(self, change: PositionChange, *, waits: bool) -> list[TimedLine]:
        """Return all that is said: the aim, whom it concerns, and the way; `waits`: at whose pace, too."""
        script, target = self.script, change.target
        aim = TimedLine(CueKind.POSITION, script.text(WHERE_IT_IS_DONE[target.position], side=target.side or ""))
        way = self._way_of(change)
        everyone = self._for_everyone(change) if way else []
        before = self._before_it(change, way)
        if not waits:
            return [aim, *everyone, *before, *way]
        lies_down = self._said_down_there(change)
        along = [TimedLine(CueKind.POSITION, script.text("along_the_mat"))] if lies_down and not target.bed else []
        hurried = change.is_far and not everyone and not change.as_shown
        pace = [TimedLine(CueKind.TIME, script.text("own_pace"))] if hurried else []
        return [aim, *along, *everyone, *pace, *before, *way]

    def _way_of(self, change: PositionChange) -> list[TimedLine]:
        """Return the steps of the way."""
        if change.as_shown:
            return self._words.by_standing(change.body, change.target, change.order)
        gets_down = not change.origin.position.on_floor
        if gets_down and change.body.way is ToldAgain.JUST_TOLD and change.target.position in OFF_THE_BACK:
            return self._by_the_back(change)
        if gets_down and change.body.way is ToldAgain.JUST_TOLD and change.target.position in FLOOR_ONLY:
            return self._by_the_knees(change)
        told = change.body.steps_told
        return self._words.way(change.origin, change.target.name, change.target.side, change.order, told=told)

    def _by_the_back(self, change: PositionChange) -> list[TimedLine]:
        """Return the way by way of the back: from there a user comes along who lay down already, and stayed there."""
        words, target, order = self._words, change.target, change.order
        back = replace(target, position=Position.SUPINE, side=None)
        pillow = words.pillow_first(back, target, self.session.assignments[order].exercise)
        along = TimedLine(CueKind.POSITION, self.script.text("come_along"), ALONG_S)
        turns = words.way(back, target.name, target.side, order)
        return [*words.way(change.origin, back.name), along, *pillow, *turns]

    def _by_the_knees(self, change: PositionChange) -> list[TimedLine]:
        """Return the way by way of the knees: who lay down already, and stayed there, comes up onto them there."""
        words, target = self._words, change.target
        knees = replace(target, position=Position.TALL_KNEELING, side=None)
        text = self.script.text(FROM_THE_HIP[Position.TALL_KNEELING])
        up = TimedLine(CueKind.POSITION, text, FROM_THE_HIP_S)
        return [*words.way(change.origin, knees.name), up, *words.way(knees, target.name, target.side, change.order)]

    def _for_everyone(self, change: PositionChange) -> list[TimedLine]:
        """Return that everybody comes along on a way up, also if they leave the exercise out."""
        if change.as_shown or not change.leads_up:
            return []
        but_in_bed = self.session.plan.in_bed and not change.origin.bed
        return [
            TimedLine(CueKind.POSITION, self.script.text("for_everyone_but_in_bed" if but_in_bed else "for_everyone"))
        ]

    def _before_it(self, change: PositionChange, way: Sequence[TimedLine]) -> list[TimedLine]:
        """Return what comes before the way; where there is no way, how a user comes back who has begun to get up."""
        lines = self._words.before(change.body) if way else self._words.back(change.origin, change.target)
        gets_up = change.origin.position is Position.SEATED and change.target.position is Position.STANDING
        return [TimedLine(CueKind.POSITION, self.script.text("out_of_the_seat")), *lines] if gets_up else lines

    # -- how it ends

    def _ended(self, change: PositionChange, step: Step) -> Step:
        """Return the step as one that says its lines, and ends as `_end` says."""
        script, timing, far = self.script, self.timing, change.is_far
        end = self._end(change)
        lines = self._lines(change, waits=end is not ChangeEnd.TIMED)
        settle_s = timing.floor_settle_s if far else 0.0
        match end:
            case ChangeEnd.TIMED:
                return timed(step, script, lines, timing.floor_timed_s if far else timing.position_change_s)
            case ChangeEnd.READY:
                return waiting(step, script, lines, settle_s, "tell_ready_up" if script.skip_key else "tell_ready")
            case ChangeEnd.LEFT_OUT:
                sits = script.text("leave_out_up_from_bed" if change.origin.bed else "leave_out_up")
                return leaving_out(step, script, [*lines, TimedLine(CueKind.WAIT, sits, SITS_S)], settle_s)
            case ChangeEnd.PATIENT:
                return patient(step, script, lines, settle_s, self._patience_s(change.target), self._meanwhile(change))

    def _end(self, change: PositionChange) -> ChangeEnd:
        """Return how a change of position ends."""
        timing = self.timing
        never_goes_on = timing.floor_goes_on_s is None
        if not (never_goes_on or (change.is_far and timing.floor_waits)):
            return ChangeEnd.TIMED
        if change.target.position is not Position.STANDING or not change.leads_up or not timing.asks:
            return ChangeEnd.PATIENT
        return ChangeEnd.READY if never_goes_on or not self.script.skip_key else ChangeEnd.LEFT_OUT

    def _meanwhile(self, change: PositionChange) -> tuple[str, ...]:
        """Return what is said while it waits, instead of "no hurry" alone."""
        if change.target.position is Position.SEATED and self._for_everyone(change) and self._way_of(change):
            return (self.script.text("no_hurry"), self.script.text("stopped_sits"))
        return self._said_down_there(change)
