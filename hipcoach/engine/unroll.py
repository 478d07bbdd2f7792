"""`unroll(session) -> tuple[Step]`: a session written out as atoms, each with its cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Position, Side, Sides, Work
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.position_changes import BodyPlace, Mover
from hipcoach.engine.script import Script, SpeechDetail
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.work import ALTERNATING_ORDER, Block, Worker
from hipcoach.safety.types import Assignment, Session

TEN_SECONDS_FROM_S = 30.0  # "ten seconds more" is said in rests this long


@dataclass(frozen=True, slots=True)
class StartPoint:
    """Where to begin: an exercise's place in the session, and how many of its blocks are done already."""

    order: int = 0
    blocks_done: int = 0


def unroll(session: Session, script: Script, timing: Timing, *, start: StartPoint | None = None) -> tuple[Step, ...]:
    """Write out `session` from `start` on; the user is in the plan's start position."""
    return unroll_from(session, script, timing, start or StartPoint(), _first_place(session))


def unroll_from(
    session: Session, script: Script, timing: Timing, start: StartPoint, place: BodyPlace, first_index: int = 0
) -> tuple[Step, ...]:
    """Write out what is left of `session`, for a body that is at `place`; steps are numbered from `first_index`."""
    maker = _Maker(session, script, timing)
    steps = list(maker.exercises(start, place))
    steps.append(maker.finish())
    return tuple(replace(step, index=first_index + i) for i, step in enumerate(steps))


def part_of(session: Session, order: int, script: Script, timing: Timing) -> tuple[Step, ...]:
    """Return the steps of one exercise, or with the order after the last one the finish; they are not numbered."""
    maker = _Maker(session, script, timing)
    if order >= len(session.assignments):
        return (maker.finish(),)
    return tuple(maker.exercise(order))


def blocks_of(assignment: Assignment, order: int) -> tuple[Block, ...]:
    """Return the sets in the order done: set by set; where changing side means rolling over, side by side."""
    text = assignment.exercise.text(assignment.dose.form)
    sides: tuple[Side | None, ...] = (None,)
    if text.sides is Sides.EACH:
        sides = (assignment.only_side,) if assignment.only_side else (Side.LEFT, Side.RIGHT)
    elif text.sides is Sides.BOTH:
        sides = (Side.BOTH,)

    def block(set_number: int, side: Side | None) -> Block:
        return Block(assignment.exercise, text, assignment.dose_for(side), order, set_number, side)

    most = max(assignment.dose_for(side).sets for side in sides)
    rolls_over = assignment.exercise.position is Position.SIDE_LYING
    pairs = (
        [(n, side) for side in sides for n in range(1, most + 1)]
        if rolls_over
        else [(n, side) for n in range(1, most + 1) for side in sides]
    )
    return tuple(block(n, side) for n, side in pairs if n <= assignment.dose_for(side).sets)


def start_at(session: Session, last: Step | None) -> StartPoint:
    """Return where a session that was cut off in step `last` begins again: at the start of the set it was in."""
    if last is None:
        return StartPoint()
    if last.order >= len(session.assignments):
        return StartPoint(len(session.assignments))
    blocks = blocks_of(session.assignments[last.order], last.order)
    if last.kind is StepKind.CHECK:
        return StartPoint(last.order, len(blocks))
    for done, block in enumerate(blocks):
        if block.set == last.set and block.side in (last.side, None):
            return StartPoint(last.order, done)
    return StartPoint(last.order)


@dataclass(frozen=True, slots=True)
class _Maker:
    session: Session
    script: Script
    timing: Timing

    def exercises(self, start: StartPoint, place: BodyPlace) -> Iterator[Step]:
        for order, assignment in enumerate(self.session.assignments):
            if order < start.order:
                continue
            done = start.blocks_done if order == start.order else 0
            yield from self._exercise(order, assignment, place, done)
            place = self._place_of(assignment)

    def exercise(self, order: int) -> Iterator[Step]:
        """Yield the steps of one exercise, for a body that comes from the one before it."""
        place = self._place_of(self.session.assignments[order - 1]) if order else _first_place(self.session)
        yield from self._exercise(order, self.session.assignments[order], place, 0)

    def _place_of(self, assignment: Assignment) -> BodyPlace:
        position = assignment.exercise.position
        return BodyPlace(position, self.session.plan.surface == "bed" and position.on_floor)

    def _exercise(self, order: int, assignment: Assignment, place: BodyPlace, done: int) -> Iterator[Step]:
        blocks = blocks_of(assignment, order)
        left = blocks[done:]
        if left:
            moves = tuple(
                Mover(self.script, self.timing).step(place, self._place_of(assignment), assignment.exercise.id, order)
            )
            if moves:
                yield self._announce(order, assignment, [*self._name(order, assignment)], place.position)
                yield from moves
                yield self._announce(order, assignment, self._instructions(assignment, left[0]))
            else:
                lines = [*self._name(order, assignment), *self._instructions(assignment, left[0])]
                yield self._announce(order, assignment, lines)
            worker = Worker(self.script, self.timing)
            for n, block in enumerate(left):
                if n:
                    yield from self._between(left[n - 1], block)
                yield self._lead_in(worker, block)
                yield from worker.steps(block)
        yield self._check(order, assignment)

    def _announce(
        self, order: int, assignment: Assignment, lines: Sequence[tuple[str, str]], at: Position | None = None
    ) -> Step:
        cues = self.script.sequence(lines)
        step = Step(-1, StepKind.ANNOUNCE, assignment.exercise.id, None, None, None, end_s(cues) + 0.5, cues)
        return replace(step, position=at or assignment.exercise.position, order=order)

    def _name(self, order: int, assignment: Assignment) -> list[tuple[str, str]]:
        script, exercise = self.script, assignment.exercise
        count = len(self.session.assignments)
        lines = [("announce", script.text("announce", i=order + 1, n=count, name=exercise.name))]
        before = self.session.assignments[order - 1].exercise.equipment if order else ()
        if exercise.equipment and exercise.equipment != before and script.detail is not SpeechDetail.COUNTS:
            lines.append(("equipment", script.text("equipment", things=_listed(exercise.equipment))))
        return lines

    def _instructions(self, assignment: Assignment, first: Block) -> list[tuple[str, str]]:
        """Return how to do it (in full, or the short reminder), today's dose, and the side to begin with."""
        script, exercise, text = self.script, assignment.exercise, first.text
        lines: list[tuple[str, str]] = []
        if script.detail is SpeechDetail.FULL and assignment.spoken_in_full:
            lines.append(("how", script.text("here_is_how")))
            lines += [("instruction", step) for step in text.steps]
            lines.append(("breathing", exercise.breathing))
        elif script.detail is not SpeechDetail.COUNTS:
            lines += [("setup", text.setup), ("instruction", text.short)]
        if assignment.note:
            lines.append(("note", assignment.note))
        lines.append(("dose", self._dose(first)))
        if first.dose.sets > 1:
            lines.append(("dose", script.text("dose_sets", sets=first.dose.sets)))
        if text.sides is Sides.ALTERNATING:
            lines.append(("side", script.text(f"first_way_{ALTERNATING_ORDER[0]}")))
        elif first.side in (Side.LEFT, Side.RIGHT):
            lines.append(("side", self._side(first, "first_side")))
        return lines

    def _dose(self, block: Block) -> str:
        dose, work = block.dose, block.exercise.work
        if work is Work.ACTIVITY:
            return self.script.text("dose_minutes", minutes=round(dose.minutes))
        key = {Work.REPETITIONS: "dose_reps", Work.HOLDS: "dose_holds", Work.BREATHS: "dose_breaths"}[work]
        if work is Work.REPETITIONS and dose.hold_s:
            key += "_hold"
        if block.text.sides in (Sides.EACH, Sides.ALTERNATING):
            key += "_each"
        return self.script.text(key, reps=dose.reps, seconds=round(dose.hold_s))

    def _side(self, block: Block, key: str) -> str:
        """Return which side: in the exercise's own words where "your left side" is not plain (lying on one's side)."""
        own = block.exercise.side_text
        if own:
            return own.format(side=self.script.text(f"side_{block.side}").lower())
        return self.script.text(f"{key}_{block.side}")

    def _between(self, before: Block, after: Block) -> Iterator[Step]:
        """Yield a changeover to the other side of the same set, or a rest before the next set."""
        rolls_over = after.exercise.position is Position.SIDE_LYING
        if before.side is not after.side and (before.set == after.set or rolls_over):
            lines = [("side", self._side(after, "switch"))]
            if rolls_over or after.exercise.side_text:
                lines.insert(0, ("side", self.script.text("turn_over" if rolls_over else "other_side")))
            cues = self.script.sequence(lines)
            length_s = max(self.timing.changeover_s, after.exercise.changeover_s, end_s(cues))
            yield replace(after.step(StepKind.CHANGEOVER, length_s), cues=cues)
            return
        yield self._rest(after)

    def _rest(self, after: Block) -> Step:
        script, rest_s = self.script, after.dose.rest_s
        key = f"next_set_{after.side}" if after.side in (Side.LEFT, Side.RIGHT) else "next_set"
        lines = [
            ("rest", script.text("rest", seconds=round(rest_s))),
            ("next", script.text(key, set=after.set, sets=after.dose.sets)),
        ]
        cues = script.sequence(lines)
        rest_s = max(rest_s, end_s(cues))
        if rest_s >= TEN_SECONDS_FROM_S:
            cues += (script.cue("ten_seconds", script.text("ten_seconds"), rest_s - 10.0),)
        return replace(after.step(StepKind.REST, rest_s), cues=cues)

    def _lead_in(self, worker: Worker, block: Block) -> Step:
        ready = self.script.cue("get_ready", self.script.text("get_ready"))
        length_s = max(self.timing.lead_in_s, ready.duration_s + 3.5)
        side = ALTERNATING_ORDER[0] if block.text.sides is Sides.ALTERNATING else block.side
        step = block.step(StepKind.LEAD_IN, length_s)
        return replace(step, side=side, cues=(ready, *worker.countdown(length_s)))

    def _check(self, order: int, assignment: Assignment) -> Step:
        cue = self.script.cue("check", self.script.text("check"))
        duration_s = end_s([cue]) + self.timing.check_s
        step = Step(-1, StepKind.CHECK, assignment.exercise.id, None, None, None, duration_s, (cue,))
        return replace(step, position=assignment.exercise.position, order=order)

    def finish(self) -> Step:
        last = self.session.assignments[-1].exercise.position
        on_floor = last.on_floor and self.session.plan.surface != "bed"
        cue = self.script.cue("finish", self.script.text("finish_floor" if on_floor else "finish"))
        step = Step(-1, StepKind.FINISH, None, None, None, None, end_s([cue]) + 0.5, (cue,))
        return replace(step, position=last, order=len(self.session.assignments))


def _first_place(session: Session) -> BodyPlace:
    start = session.plan.start_position
    return BodyPlace(start, session.plan.surface == "bed" and start.on_floor)


def _listed(things: Sequence[str]) -> str:
    """Return the things as a sentence lists them: a, b and c."""
    return things[0] if len(things) == 1 else ", ".join(things[:-1]) + " and " + things[-1]
