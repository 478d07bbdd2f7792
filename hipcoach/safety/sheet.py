"""What stands on a physiotherapist's sheet, as it may be done today: all of it, or half; and its rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Dose, Exercise, PlanEntry, SessionPlan
from hipcoach.safety.dose import half, works_strength
from hipcoach.safety.less_kinds import FIRST_STEP_TODAY, HALF, HALF_IS_NO_LESS, HALF_TODAY, STEP_UP
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment

AS_ON_SHEET = Reason(wording="as_on_sheet")
OF_A_SHEET = frozenset({AS_ON_SHEET.wording, HALF})  # wordings beside what stands on one
_OF_A_LADDER = frozenset(
    {FIRST_STEP_TODAY, HALF_TODAY, HALF_IS_NO_LESS, STEP_UP}
)  # wordings that a sheet's dose has no use for


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """An exercise of a plan as it is done today, before its rounds are written out."""

    entry: PlanEntry
    assignment: Assignment
    once: bool = True  # not repeated today


def plan_place(rule: PainRule, entry: PlanEntry, made: Assignment, less: Reason | None) -> PlanPlace:
    """Return an exercise with the dose of its sheet; `less` is why only half of it is done today, and in one round.

    Half stands for everything that would be less on a ladder: the first step, the easier one, and one lower.
    """
    if entry.dose is None:
        return PlanPlace(entry, made, once=not entry.repeats or less is not None)
    form = made.dose.form  # the full form still comes after the gentle one

    def today(dose: Dose) -> Dose:
        return replace(dose if less is None else half(rule, made.exercise, dose), form=form)

    def eased(dose: Dose) -> Dose:
        return replace(half(rule, made.exercise, dose), form=form)

    notes = tuple(each for each in made.notes if each.wording not in _OF_A_LADDER)
    right = entry.right
    assignment = replace(
        made,
        dose=today(entry.dose),
        easier=eased(entry.dose),
        dose_right=None if right is None else today(right),
        easier_right=None if right is None else eased(right),
        notes=(AS_ON_SHEET if less is None else less, *notes),
        on_sheet=True,
        word=entry.word,
        only_side=entry.only_side or made.only_side,
    )
    return PlanPlace(entry, assignment, once=not entry.repeats or less is not None)


def unusual(rule: PainRule, plan: SessionPlan, exercises: Mapping[str, Exercise], seconds: float) -> tuple[Reason, ...]:
    """Return what a sheet asks for and the program's own plans would not. It is said once, when the sheet is saved.

    `seconds`: how long its work and rests take.
    """
    found = []
    strong = any(works_strength(exercises[each.exercise]) for each in plan.entries if each.dose is not None)
    running = any((day + 1) % 7 in plan.days for day in plan.days)
    if strong and (running or plan.times_a_day > 1):
        found.append(Reason(wording="sheet_strength", values={"strength_gap_h": rule.strength_gap_h}))
    if plan.on_sheet and seconds > rule.session_cap_min * 60:
        minutes = {"minutes": round(seconds / 60), "session_cap_min": rule.session_cap_min}
        found.append(Reason(wording="sheet_minutes", values=minutes))
    return tuple(found)


def in_rounds(found: Sequence[PlanPlace], rounds: int) -> tuple[Assignment, ...]:
    """Return the exercises in the order done, round by round; one that comes again is explained the first time."""
    around = [place for place, each in enumerate(found) if each.entry.repeats] if rounds > 1 else []
    first, last = (around[0], around[-1] + 1) if around else (len(found), len(found))
    if around:
        found = [_in_fewer_rounds(each) if each.entry.repeats and each.once else each for each in found]
    order = [each.assignment for each in found[:first]]
    for number in range(1, rounds + 1 if around else 1):
        order += [replace(each.assignment, round=number) for each in found[first:last] if number == 1 or not each.once]
    order += [each.assignment for each in found[last:]]
    done: dict[str, int] = {}
    assignments = []
    for each in order:
        before = done.get(each.exercise.id, 0)
        done[each.exercise.id] = before + 1
        told = each.spoken_in_full and not before
        assignments.append(replace(each, spoken_in_full=told, times_done=each.times_done + before))
    return tuple(assignments)


def _in_fewer_rounds(place: PlanPlace) -> PlanPlace:
    """Return an exercise that is done in fewer rounds, noted as half: one round of it alone may be no less."""
    made = place.assignment
    notes = (replace(each, wording=HALF_TODAY) if each.wording == HALF_IS_NO_LESS else each for each in made.notes)
    return replace(place, assignment=replace(made, notes=tuple(notes)))
