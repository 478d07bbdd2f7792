"""Positions, categories, locks, doses and equipment in words, for the window and the terminal alike."""

import re
from collections.abc import Iterable, Mapping

from hipcoach.catalogue.types import Category, Dose, Exercise, Form, Lock, Position, Sides, Work

POSITIONS: Mapping[Position, str] = {
    Position.SUPINE: "on your back",
    Position.SIDE_LYING: "on your side",
    Position.PRONE: "on your front",
    Position.TALL_KNEELING: "kneeling",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.SEATED: "on a chair",
    Position.STANDING: "standing",
}

CATEGORIES: Mapping[Category, str] = {
    Category.MOBILITY: "Mobility",
    Category.STRETCH: "Stretching",
    Category.STRENGTH: "Strength",
    Category.BALANCE: "Balance",
    Category.BREATHING: "Breathing",
    Category.ACTIVITY: "Getting about",
}

LOCKS: Mapping[Lock, str] = {
    Lock.HIP_REPLACEMENT: "A hip has been replaced",
    Lock.STIFF_SPINE: "My spine or neck is fused or very stiff",
    Lock.OSTEOPOROSIS: "Osteoporosis, or a broken vertebra in the past",
    Lock.BALANCE: "Trouble with balance, or falls",
    Lock.NO_KNEELING: "I cannot kneel",
    Lock.NO_PRONE: "I cannot lie on my front",
    Lock.NO_FLOOR: "I cannot get down to the floor and up again",
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


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def dose(exercise: Exercise, amount: Dose) -> str:
    """Return a dose with its sides in words: "5 times, 3 seconds each, on each side"."""
    sides = per_side(exercise.text(amount.form).sides)
    return f"{dose_without_sides(exercise, amount)}, {sides}" if sides else dose_without_sides(exercise, amount)


def dose_without_sides(exercise: Exercise, amount: Dose) -> str:
    """Return a dose in words without its sides: "2 sets of 10", "5 times, 3 seconds each"."""
    if exercise.work is Work.ACTIVITY:
        return count(amount.minutes, "minute")
    sets = f"{amount.sets} sets of " if amount.sets > 1 else ""
    if exercise.work is Work.BREATHS:
        return sets + count(amount.reps, "breath")
    held = f", {count(amount.hold_s, 'second')} each" if amount.hold_s else ""
    return f"{sets}{amount.reps}{held}" if sets else f"{count(amount.reps, 'time')}{held}"


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
    return sentence(", ".join(dict.fromkeys(POSITIONS[exercise.position] for exercise in exercises)))


def equipment(exercises: Iterable[Exercise]) -> str:
    """Return what is needed, each thing once, or that nothing is."""
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    return sentence(joined(things)) if things else "Nothing needed"


_DETAIL = re.compile(r"(,| (with|for|under|in front|behind|at your|to rest|within|against|if)\b).*")


def equipment_in_short(exercises: Iterable[Exercise]) -> str:
    """Return what is needed without how it stands: "A mat, a pillow, a sturdy chair"."""
    things = dict.fromkeys(_DETAIL.sub("", thing) for exercise in exercises for thing in exercise.equipment)
    kept = [thing for thing in things if not any(other.startswith(f"{thing} or ") for other in things)]
    return sentence(", ".join(kept)) if kept else "Nothing needed"
