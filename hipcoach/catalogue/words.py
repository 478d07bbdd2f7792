"""Positions, categories, doses and equipment in words, for the window and the terminal alike."""

from collections.abc import Iterable, Mapping

from hipcoach.catalogue.sentence import in_sentence, sentence
from hipcoach.catalogue.things_and_locks import LOCKS
from hipcoach.catalogue.types import (
    Category,
    Caution,
    Dose,
    Equipment,
    Exercise,
    Form,
    Position,
    SessionPlan,
    Side,
    Sides,
    Thing,
    Work,
)
from hipcoach.catalogue.wording import done_in

POSITIONS: Mapping[Position, str] = {
    Position.SUPINE: "on your back",
    Position.SIDE_LYING: "on your side",
    Position.PRONE: "on your front",
    Position.TALL_KNEELING: "kneeling",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.ALL_FOURS: "on hands and knees",
    Position.FLOOR_SITTING: "sitting on the floor",
    Position.SIDE_SITTING: "sitting on one hip",
    Position.SEATED: "on a chair",
    Position.STANDING: "standing",
    Position.AS_SHOWN: "as you were shown",
}

ELSEWHERE: Mapping[Thing, str] = {Thing.BICYCLE: "on a bicycle", Thing.POOL: "in water"}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

CATEGORIES: Mapping[Category, str] = {
    Category.MOBILITY: "Mobility",
    Category.STRETCH: "Stretching",
    Category.STRENGTH: "Strength",
    Category.BALANCE: "Balance",
    Category.BREATHING: "Breathing",
    Category.ACTIVITY: "Getting about",
    Category.OWN: "Your own",
}


def count(n: float, one: str, other: str = "") -> str:
    """Return a number with its noun: "1 breath", "3 breaths"."""
    return f"{n:g} {one if n == 1 else other or one + 's'}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return a list with commas and, before the last part, "and"."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def dose(exercise: Exercise, amount: Dose) -> str:
    """Return a dose with its sides in words: "5 times, 3 seconds each, on each side"."""
    sides = per_side(done_in(exercise, amount).sides)
    return f"{dose_without_sides(exercise, amount)}, {sides}" if sides else dose_without_sides(exercise, amount)


def dose_without_sides(exercise: Exercise, amount: Dose) -> str:
    """Return a dose in words without its sides: "2 sets of 10", "5 times, 3 seconds each"."""
    if exercise.work is Work.ACTIVITY:
        return count(amount.minutes, "minute")
    sets = f"{amount.sets} sets of " if amount.sets > 1 else ""
    if amount.within_s:
        return f"{sets}as many as is comfortable in {count(amount.within_s, 'second')}"
    if exercise.work is Work.BREATHS and not amount.hold_s:
        return sets + count(amount.reps, "breath")
    held = count(amount.hold_s, "second") if amount.hold_s else count(amount.breaths, "breath")
    each = f", {held} each" if amount.hold_s or amount.breaths else ""
    tempo = f", {amount.up_s:g} seconds out and {amount.down_s:g} back" if amount.up_s else ""
    return f"{sets}{amount.reps}{each}{tempo}" if sets else f"{count(amount.reps, 'time')}{each}{tempo}"


def dose_of_both(exercise: Exercise, left: Dose, right: Dose | None, only: Side | None = None) -> str:
    """Return a dose with its sides in words; where they differ, that of each. `only`: the side that does it alone."""
    if only is not None:
        amount = left if right is None or only is Side.LEFT else right
        return f"{dose_without_sides(exercise, amount)}, {only} side only"
    if right is None:
        return dose(exercise, left)
    return f"left {dose_without_sides(exercise, left)}, right {dose_without_sides(exercise, right)}"


def from_sheet(plan: SessionPlan) -> str:
    """Return whose sheet a plan is from, and when it was written; empty where it is from none."""
    if not plan.sheet:
        return ""
    return f"From your sheet: {plan.sheet}{f', {plan.sheet_date}' if plan.sheet_date else ''}"


def read_as_breaths(plan: SessionPlan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Return, for each exercise whose file gives seconds of breathing, that they are read as breaths."""
    return tuple(
        dict.fromkeys(
            f"{exercises[each.exercise].name}: {count(each.breathing_s, 'second')} in its file"
            f"{' for each set' if each.dose.sets > 1 else ''} are read as {count(each.dose.reps, 'breath')}. "
            "No breath is held."
            for each in plan.entries
            if each.breathing_s and each.dose is not None
        )
    )


def per_side(sides: Sides) -> str:
    """Return how the work is shared between the sides; empty where both work at once."""
    return {Sides.EACH: "on each side", Sides.ALTERNATING: "on each side, in turn"}.get(sides, "")


def form(exercise: Exercise, amount: Dose) -> str:
    """Return the name of a dose's form where the exercise has two, else an empty text."""
    if Form.START not in exercise.forms:
        return ""
    return "gentle form" if amount.form is Form.START else "full form"


def positions(exercises: Iterable[Exercise]) -> str:
    """Return the positions in the order in which they are taken, each once."""
    return sentence(", ".join(dict.fromkeys(map(place_of, exercises))))


def place_of(exercise: Exercise) -> str:
    """Return the position in words: "on your back". On a bicycle and in water nobody sits on a chair, or stands."""
    needed = frozenset[Thing]().union(*exercise.needs)
    return next((words for thing, words in ELSEWHERE.items() if thing in needed), POSITIONS[exercise.position])


def equipment(things: Iterable[Equipment]) -> str:
    """Return what is needed in words, or that nothing is."""
    said = [f"{each.say}, if you like," if each.optional else each.say for each in things]
    return sentence(joined(said)).removesuffix(",") if said else "Nothing needed"


def equipment_in_short(things: Iterable[Equipment]) -> str:
    """Return what is needed without what is only nice to have: "A mat, a pillow, a sturdy chair"."""
    said = [each.say for each in things if not each.optional]
    return sentence(", ".join(said)) if said else "Nothing needed"


def caution(one: Caution) -> str:
    """Return a sentence of care for a page; what is meant for some says for whom."""
    if one.lock is None:
        return one.say
    return f"{LOCKS[one.lock].caution}: {in_sentence(one.say)}"
