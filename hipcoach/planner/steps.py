"""Ladder steps: where each exercise stands now, which step up is due, which step down an answer asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hipcoach.catalogue.types import Dose, Exercise, Side
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.safety.before import Gate
from hipcoach.safety.dose import FIRST_STEP, LadderPlace, reduced_by_choice
from hipcoach.safety.past import Past, PastExercise
from hipcoach.safety.progression import Change, ExerciseInSession, after_gap, step_back, step_up
from hipcoach.safety.reason import HasReason, Reason
from hipcoach.safety.returning import no_steps_yet
from hipcoach.safety.rule import PainRule


@dataclass(frozen=True, slots=True)
class Move(HasReason):
    """One change of one exercise's place, to be recorded with its reason."""

    exercise: str
    place: LadderPlace
    cause: str  # "progression", "step_back", "user"
    reason: Reason


def place_now(rule: PainRule, snapshot: DiarySnapshot, exercise: Exercise) -> LadderPlace:
    """Return an exercise's place on its ladder, lower after a gap in doing it."""
    change = _after_gap(rule, snapshot, exercise)
    return snapshot.place_of(exercise) if change is None else change.place


def gap_moves(rule: PainRule, snapshot: DiarySnapshot, exercises: Iterable[Exercise]) -> list[Move]:
    """Return the ladder steps down after a gap. They are recorded when a session with these exercises begins."""
    changes = ((exercise, _after_gap(rule, snapshot, exercise)) for exercise in exercises)
    return [_move(exercise, change, "step_back") for exercise, change in changes if change is not None]


def _after_gap(rule: PainRule, snapshot: DiarySnapshot, exercise: Exercise) -> Change | None:
    done_at = snapshot.last_done.get(exercise.id)
    return after_gap(rule, exercise.name, snapshot.place_of(exercise), done_at, snapshot.now)


def steps_up(
    rule: PainRule, snapshot: DiarySnapshot, exercises: Mapping[str, Exercise], gate: Gate = Gate.PLANNED
) -> list[Move]:
    """Return the ladder steps up that are due now; each is shown with its sentence and may be declined.

    `gate` is what today's number allows.
    """
    settled = ((past.started_at, past.settled(rule)) for past in snapshot.past)
    if no_steps_yet(rule, snapshot.pain_rests, settled):
        return []
    newest_first = [(past, past.clean(rule)) for past in reversed(snapshot.past)]
    done = {each.id for past in snapshot.past for each in past.exercises}
    tried = (exercise for exercise in exercises.values() if exercise.id in done)
    changes = ((exercise, _step_up(rule, snapshot, exercise, newest_first, gate)) for exercise in tried)
    return [_move(exercise, change, "progression") for exercise, change in changes if change is not None]


def _step_up(
    rule: PainRule, snapshot: DiarySnapshot, exercise: Exercise, newest_first: Iterable[tuple[Past, bool]], gate: Gate
) -> Change | None:
    if _after_gap(rule, snapshot, exercise) is not None:
        return None
    place = snapshot.place_of(exercise)
    return step_up(
        rule,
        exercise.name,
        place,
        len(exercise.ladder) - 1,
        (_in_session(rule, past, clean, exercise, place) for past, clean in newest_first),
        last_up_at=snapshot.last_up.get(exercise.id),
        now=snapshot.now,
        as_usual=gate is Gate.AS_USUAL,
    )


def steps_back(
    snapshot: DiarySnapshot, triggers: Iterable[str], exercises: Mapping[str, Exercise], side: Side = Side.BOTH
) -> list[Move]:
    """Return one ladder step lower for the exercises that caused a higher number; on one side where they have sides."""
    moves = []
    for exercise_id in triggers:
        exercise = exercises.get(exercise_id)
        if exercise is None:
            continue
        change = step_back(exercise.name, snapshot.place_of(exercise), side if exercise.has_sides else Side.BOTH)
        if change is not None:
            moves.append(_move(exercise, change, "step_back"))
    return moves


def declined(snapshot: DiarySnapshot, exercise: Exercise) -> Move:
    """Return the move that keeps an exercise where it is.

    A step up was declined, and is not offered again for a week.
    """
    return Move(
        exercise.id, snapshot.place_of(exercise), "user", Reason(wording="user_stays", values={"name": exercise.name})
    )


def turned_on(exercise: Exercise) -> Move:
    """Return the move to the first ladder step.

    Advice was had, so an exercise that had started a pain rest is on again.
    """
    return Move(exercise.id, FIRST_STEP, "user", Reason(wording="first_step_rest", values={"name": exercise.name}))


def chosen_less(snapshot: DiarySnapshot, exercise: Exercise) -> Move:
    """Return the move to the lower dose that the user chose; from there the way up is one step at a time."""
    place = reduced_by_choice(snapshot.place_of(exercise), exercise.id, snapshot.steps_less)
    return Move(exercise.id, place, "user", Reason(wording="user_less", values={"name": exercise.name}))


def _move(exercise: Exercise, change: Change, cause: str) -> Move:
    return Move(exercise.id, change.place, cause, change.reason)


def _in_session(rule: PainRule, past: Past, clean: bool, exercise: Exercise, place: LadderPlace) -> ExerciseInSession:
    """Return what progression needs of one session for one exercise."""
    found = [each for each in past.exercises if each.id == exercise.id]
    return ExerciseInSession(
        clean=clean,
        as_usual=past.before is not None and past.before >= rule.half_from,
        effort=past.effort,
        had_it=bool(found),
        in_full=all(each.complete and _at_place(each, exercise, place) for each in found),
        better_or_same=all(each.response in ("better", "same") for each in found),
    )


def _at_place(each: PastExercise, exercise: Exercise, place: LadderPlace) -> bool:
    """Return True if what was planned is the dose of the present place on both sides."""
    left: Dose = exercise.ladder[place.left]
    right: Dose = exercise.ladder[place.right]
    return not each.one_side and each.dose == left and (each.dose_right or each.dose) == right
