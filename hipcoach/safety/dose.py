"""Where an exercise stands on its ladder, and the doses that follow: half, easier, the first ladder step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from hipcoach.catalogue.entry_file import BREATH_S
from hipcoach.catalogue.types import Category, Dose, Exercise, Form, Side, Work
from hipcoach.safety.rule import PainRule


@dataclass(frozen=True, slots=True)
class LadderPlace:
    """An exercise's ladder steps (indices into its ladder); left and right are equal where sides do not differ."""

    left: int = 0
    right: int = 0

    def of(self, side: Side) -> int:
        """Return the ladder step of one side; for both sides the lower."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right}.get(side, min(self.left, self.right))

    def capped(self, ladder: Sequence[Dose]) -> "LadderPlace":
        """Return the place moved down to the last ladder step, in case the ladder has become shorter."""
        last = len(ladder) - 1
        if self.left <= last and self.right <= last:
            return self
        return LadderPlace(max(0, min(self.left, last)), max(0, min(self.right, last)))

    def lowered(self, steps: int = 1, side: Side = Side.BOTH) -> "LadderPlace":
        """Return the place one or more ladder steps down, never below the first; on one side or both."""
        return LadderPlace(
            self.left if side is Side.RIGHT else max(0, self.left - steps),
            self.right if side is Side.LEFT else max(0, self.right - steps),
        )

    def raised(self) -> "LadderPlace":
        """Return the place one ladder step up: the lower side catches up alone; equal sides go together."""
        low = min(self.left, self.right)
        return LadderPlace(self.left + (self.left == low), self.right + (self.right == low))


FIRST_STEP = LadderPlace(0, 0)


def steps_less_key(exercise: str, side: Side = Side.BOTH) -> str:
    """Return the key of a choice of less: the exercise's id for both sides, with the side added for one."""
    return exercise if side is Side.BOTH else f"{exercise}:{side.value}"


def reduced_by_choice(place: LadderPlace, exercise: str, steps_less: Mapping[str, int]) -> LadderPlace:
    """Return the place less the steps that the user took off; `steps_less` holds these steps by `steps_less_key`."""
    for side in (Side.BOTH, Side.LEFT, Side.RIGHT):
        place = place.lowered(max(0, steps_less.get(steps_less_key(exercise, side), 0)), side)
    return place


def chose_less(exercise: str, steps_less: Mapping[str, int]) -> bool:
    """Return True if the user chose less of an exercise, on any side."""
    return any(steps_less.get(steps_less_key(exercise, side), 0) > 0 for side in (Side.BOTH, Side.LEFT, Side.RIGHT))


def half(rule: PainRule, exercise: Exercise, dose: Dose) -> Dose:
    """Return half of a dose: one set, and half of what the exercise counts; never above the dose itself."""
    one_set = replace(dose, sets=1, rest_s=0.0)
    if exercise.work is Work.ACTIVITY:
        return replace(one_set, minutes=float(ceil(dose.minutes / 2)))
    if dose.within_s:
        return replace(one_set, within_s=min(dose.within_s, float(max(rule.hold_min_s, floor(dose.within_s / 2)))))
    if dose.breaths and _is_held_for_long(exercise):
        return replace(one_set, breaths=min(dose.breaths, max(rule.breaths_min, ceil(dose.breaths / 2))))
    if exercise.work is Work.BREATHS and not (dose.hold_s and dose.reps <= rule.breaths_min):
        return replace(one_set, reps=min(dose.reps, max(rule.breaths_min, ceil(dose.reps / 2))))
    if _is_held_for_long(exercise):
        return replace(one_set, hold_s=min(dose.hold_s, float(max(rule.hold_min_s, floor(dose.hold_s / 2)))))
    return replace(one_set, reps=min(dose.reps, max(rule.reps_min, ceil(dose.reps / 2))))


def half_is_least(rule: PainRule, exercise: Exercise, place: LadderPlace) -> bool:
    """Return True if half of what stands on the ladder there is no less, on either side."""
    doses = [exercise.ladder[step] for step in (place.left, place.right)]
    return all(effort(half(rule, exercise, dose)) == effort(dose) for dose in doses)


def _is_held_for_long(exercise: Exercise) -> bool:
    """Return True if less of an exercise is a shorter hold: in a stretch; other holds are counted work."""
    return exercise.work is Work.BREATHS or (exercise.work is Work.HOLDS and Category.STRETCH in exercise.categories)


def works_strength(exercise: Exercise) -> bool:
    """Return True if an exercise counts as strength work; one of the user's own does, unless it says otherwise."""
    return bool({Category.STRENGTH, Category.OWN}.intersection(exercise.categories))


def easier(rule: PainRule, exercise: Exercise, today: Dose, *, halved: bool = False) -> Dose:
    """Return the dose for after an amber: the highest ladder step below today's dose; without one, half of today's.

    `halved`: today's dose is half of a ladder step, and is compared with halves. Where half is no less, it is today's.
    """
    ladder = [half(rule, exercise, each) if halved else each for each in exercise.ladder]
    lower = [each for each in ladder if effort(each) < effort(today)]
    return max(lower, key=effort) if lower else half(rule, exercise, today)


def effort(dose: Dose) -> tuple[bool, float]:
    """Return what compares doses of one exercise, larger for more: the full form is more than any of the gentle one."""
    if dose.minutes:
        return dose.form is Form.FULL, dose.minutes
    return dose.form is Form.FULL, dose.sets * dose.reps * max(dose.hold_s, dose.within_s, dose.breaths * BREATH_S, 1.0)
