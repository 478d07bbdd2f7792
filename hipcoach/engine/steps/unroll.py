"""`unroll(session) -> tuple[Step]`: a session written out as atoms, each with its cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hipcoach.catalogue.furniture import Setup
from hipcoach.catalogue.types import Position
from hipcoach.engine.body_place import BodyNow, BodyPlace
from hipcoach.engine.cue import CueKind
from hipcoach.engine.pain.question_text import more_checks
from hipcoach.engine.steps import opening
from hipcoach.engine.steps.into_exercise import IntoExercise
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.steps.question_after import QuestionAfter
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.steps.work_steps import Worker
from hipcoach.engine.types import WORK_KINDS, Announces, Step, StepKind, Timing
from hipcoach.engine.ways.places import block_place, first_place, place_of
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.words.blocks import Block, blocks_of, rolls_over
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.exercise_words import ExerciseWords, words_of
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TOLD_OVER_S, TimedLine, line_by_line, line_cues, spoken, timed
from hipcoach.safety.types import Session

THIRTY_SECONDS_FROM_S = 50.0  # what is left is said in rests this long
TEN_SECONDS_FROM_S = 30.0


def unroll(session: Session, script: Script, timing: Timing, *, start: StartPoint | None = None) -> tuple[Step, ...]:
    """Write out `session`; from `start` on, where it goes on. The user is where a plan begins."""
    maker = StepMaker(session, script, timing, new_untold_at=None if start is None else _named_first(session, start))
    place = opening.greeted_at(session, timing) if start is None else first_place(session)
    steps = maker.from_exercise(start or StartPoint(), BodyNow(place), tells_minutes=start is None)  # see `unroll_from`
    steps = (opening.how_to_stop(session, script, timing), *steps)
    if start is None:
        whole_s = sum(map(planned_s, steps))
        greeting = opening.greeting(session, script, timing, as_minutes(whole_s))
        if greeting.goes_on_s is not None:  # in bed it is part of the time that the user lies there
            greeting = opening.greeting(session, script, timing, as_minutes(whole_s + planned_s(greeting)))
        steps = (greeting, *steps)
    return _numbered(steps, 0)


def _named_first(session: Session, start: StartPoint) -> int:
    """Return the exercise whose name is said first where a session goes on."""
    return start.order + (0 < start.blocks_done >= len(blocks_of(session.assignments[start.order], start.order)))


def unroll_from(
    session: Session,
    script: Script,
    timing: Timing,
    start: StartPoint,
    body: BodyNow,
    first_index: int = 0,
    setups: tuple[Setup, ...] | None = None,
    new_untold_at: int | None = None,
) -> tuple[Step, ...]:
    """Write out what is left of `session`, for a `body` wherever it is now; steps are numbered from `first_index`.

    How many minutes are left is not said: it was put into speech for a session that runs as planned.
    """
    maker = StepMaker(session, script, timing, setups, new_untold_at)
    return _numbered(maker.from_exercise(start, body, tells_minutes=False), first_index)


def effort_s(session: Session, order: int, script: Script, timing: Timing) -> float:
    """Return the seconds of work and of rests of one exercise: what a limit on a session counts."""
    maker = StepMaker(session, script, timing)
    counted = WORK_KINDS | {StepKind.REST}
    return sum(step.duration_s for step in maker.work(order, 0) if step.kind in counted)


def _has_just_told(step: Step) -> bool:
    """Return True if a step has named the side so shortly before that nobody has forgotten it."""
    return step.kind is StepKind.CHANGEOVER and step.duration_s <= TOLD_OVER_S


@dataclass(frozen=True)
class StepMaker:
    """Makes the steps of each exercise, and the way into it from wherever the body is."""

    session: Session
    script: Script
    timing: Timing
    setups: tuple[Setup, ...] | None = None  # where the chair has come to stand otherwise than planned
    new_untold_at: int | None = None  # the exercise with which it is said whom to ask, where that was not said yet

    @cached_property
    def words(self) -> tuple[ExerciseWords, ...]:
        """The words of each exercise."""
        return words_of(self.session, self.script, self.setups)

    @property
    def _ways(self) -> WayWords:
        return WayWords(self.session, self.script)

    def from_exercise(self, start: StartPoint, body: BodyNow, *, tells_minutes: bool) -> tuple[Step, ...]:
        """Return the steps of the exercises from `start` on, and the end."""
        assignments = self.session.assignments
        orders = [order for order in range(start.order, len(assignments)) if not assignments[order].over]
        after = [self._after(order, start, body) for order in orders]
        begins = dict(zip(orders, (body, *after), strict=False))
        end = [body, *after][-1]
        parts: list[tuple[Step, ...]] = [(opening.finish(self.session, self.script, end),)]
        left_s = planned_s(parts[0][0])
        for order in reversed(orders):  # from the end: an exercise tells how many minutes are left
            done = start.blocks_done if order == start.order else 0
            is_first = (tells_minutes or self.setups is None) and begins[order] is body
            own = self._exercise(order, begins[order], done, is_first=is_first)
            left_s += sum(map(planned_s, own))
            minutes = as_minutes(left_s) if tells_minutes else None
            parts.append((*self._name(order, begins[order], done, minutes), *own))
        return tuple(step for part in reversed(parts) for step in part)

    def _after(self, order: int, start: StartPoint, body: BodyNow) -> BodyNow:
        """Return where the body is after an exercise.

        A user who goes on at its question, after the session was cut off there, has not moved.
        """
        blocks = blocks_of(self.session.assignments[order], order)
        asked_only = (order, len(blocks)) == (start.order, start.blocks_done)
        return body if asked_only else BodyNow(self._left_at(order))

    def _left_at(self, order: int) -> BodyPlace:
        """Return where an exercise leaves the body: nobody stays on one knee while they are asked how it feels."""
        last = blocks_of(self.session.assignments[order], order)[-1]
        if last.text.leave and last.exercise.position is Position.HALF_KNEELING:
            return place_of(self.session, Position.TALL_KNEELING)
        return block_place(self.session, last)

    def _exercise(self, order: int, body: BodyNow, done: int, *, is_first: bool) -> tuple[Step, ...]:
        """Return the steps of one exercise after its announcement."""
        left = blocks_of(self.session.assignments[order], order)[done:]
        words = self.words[order]
        here = BodyNow(self._left_at(order)) if left else body
        check = self._question(order, here)
        checks = (check, *more_checks(check, self.script, self.timing))
        if not left:  # the program ended on the way out: where a chair is carried to is told once more
            put = blocks_of(self.session.assignments[order], order)[-1].way_out()
            put = replace(put, position=here.place.position)
            return (*line_by_line(put, self.script, words.put_back()), *checks)
        leave = line_by_line(left[-1].way_out(), self.script, words.leave(left[-1]))
        into = self._into(words, left[0], body, is_first=is_first)
        return (*into, *self.work(order, done), *leave, *checks)

    def _question(self, order: int, here: BodyNow) -> Step:
        """Return what is asked after an exercise, with the user `here`."""
        last = blocks_of(self.session.assignments[order], order)[-1]
        stays = here == BodyNow(self._left_at(order)) and not self.words[order].sits_after(last)
        return QuestionAfter(self.session, self.script, self.timing).step(order, here.place, stays_as_worked=stays)

    def _name(self, order: int, body: BodyNow, done: int, minutes: int | None) -> Iterator[Step]:
        """Yield the announcement of an exercise of which something is left: its name, its first side, its things."""
        left = blocks_of(self.session.assignments[order], order)[done:]
        if not left:
            return
        words = self.words[order]
        new = words.new(untold=order == self.new_untold_at)
        lines = [*words.round(), words.name(minutes), *words.without(), *new, *words.side(left[0])]
        if order and not body.place.position.on_floor:
            lines += words.fetch()
        step = replace(left[0].announcement(), announces=Announces.NAME, position=body.place.position)
        step = replace(step, anew=body.told_again, may_sit=body.may_sit)
        yield from spoken(step, self.script, lines)

    def entered_from(self, order: int, body: BodyNow) -> Iterator[Step]:
        """Yield what is said of the start of an exercise because of where the body is."""
        yield from self._name(order, body, 0, None)
        yield from self._led_into(self.words[order], blocks_of(self.session.assignments[order], order)[0], body)

    def _into(self, words: ExerciseWords, block: Block, body: BodyNow, *, is_first: bool) -> Iterator[Step]:
        """Yield everything from the announcement to the first movement."""
        yield from self._led_into(words, block, body, is_first=is_first)
        lines = [*words.listen(block), *words.care(), *words.dose(block), *words.stop()]
        yield from spoken(block.announcement(), self.script, lines)

    def _led_into(self, words: ExerciseWords, block: Block, body: BodyNow, *, is_first: bool = False) -> Iterator[Step]:
        """Yield the way from where the body is into the position of an exercise."""

        def work_minutes() -> int:
            return as_minutes(sum(map(planned_s, self.work(block.order, 0))))

        into = IntoExercise(self.session, self.script, self.timing)
        return into.steps(words, block, body, is_first=is_first, work_minutes=work_minutes)

    def work(self, order: int, done: int) -> Iterator[Step]:
        """Yield the work of one exercise with all that comes between its sets, after `done` of them."""
        left = blocks_of(self.session.assignments[order], order)[done:]
        words = self.words[order]
        worker = Worker(words, self.timing)
        for n, block in enumerate(left):
            between = tuple(self._between(words, left[n - 1], block)) if n else ()
            yield from between
            yield worker.lead_in(block, tells_side=not any(map(_has_just_told, between[-1:])))
            yield from worker.steps(block)

    def _between(self, words: ExerciseWords, before: Block, after: Block) -> Iterator[Step]:
        """Yield a change of side where there is one, then a rest before the next set: nobody rests on a step."""
        changes = before.side is not after.side
        if changes:
            step = after.step(StepKind.CHANGEOVER)
            lines = words.change_side(after, self._ways.change_as_shown(before, after))
            aim, only = words.now_side(after.side), self.script.detail.counts_only
            yield timed(step, self.script, lines, self.timing.changeover_s, first_only=only, aim=aim)
        if before.set != after.set and not (changes and rolls_over(after.exercise)):
            lets_go = [] if changes else words.let_go(before)
            yield from line_by_line(after.step(StepKind.REST), self.script, lets_go)
            yield self._rest(after)

    def _rest(self, after: Block) -> Step:
        script, rest_s = self.script, after.dose.rest_s
        next_set = TimedLine(CueKind.NEXT, script.text("next_set", set=after.set, sets=after.dose.sets))
        resting = [TimedLine(CueKind.REST, script.text("rest", seconds=round(rest_s)))] if rest_s else []
        cues = line_cues(script, [*resting, next_set])
        rest_s = max(rest_s, end_s(cues))
        if rest_s >= THIRTY_SECONDS_FROM_S:
            cues += (script.cue(CueKind.THIRTY_SECONDS, script.text("thirty_seconds"), rest_s - 30.0),)
        if rest_s >= TEN_SECONDS_FROM_S:
            cues += (script.cue(CueKind.TEN_SECONDS, script.text("ten_seconds"), rest_s - 10.0),)
        return replace(after.step(StepKind.REST, rest_s), cues=cues)


def _numbered(steps: Sequence[Step], first_index: int) -> tuple[Step, ...]:
    return tuple(replace(step, index=first_index + i) for i, step in enumerate(steps))


def as_minutes(seconds: float) -> int:
    """Return seconds as the whole minutes that are said of them."""
    return max(1, round(seconds / 60))
