"""Doses, positions, times and dates in plain words, for every page alike."""

import re
from collections.abc import Iterable
from datetime import date

from hipcoach.catalogue.types import Category, Dose, Exercise, Form, Lock, Position, Sides
from hipcoach.safety import dose as safety_dose

POSITIONS = {
    Position.SUPINE: "on your back",
    Position.SIDE_LYING: "on your side",
    Position.PRONE: "on your front",
    Position.TALL_KNEELING: "kneeling",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.SEATED: "on a chair",
    Position.STANDING: "standing",
}

CATEGORIES = {
    Category.MOBILITY: "Mobility",
    Category.STRETCH: "Stretching",
    Category.STRENGTH: "Strength",
    Category.BALANCE: "Balance",
    Category.BREATHING: "Breathing",
    Category.ACTIVITY: "Getting about",
}

LOCKS = {
    Lock.HIP_REPLACEMENT: "A hip has been replaced",
    Lock.STIFF_SPINE: "My spine or neck is fused or very stiff",
    Lock.OSTEOPOROSIS: "Osteoporosis, or a broken vertebra in the past",
    Lock.BALANCE: "Trouble with balance, or falls",
    Lock.NO_KNEELING: "I cannot kneel",
    Lock.NO_PRONE: "I cannot lie on my front",
    Lock.NO_FLOOR: "I cannot get down to the floor and up again",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count(n: int, one: str, other: str = "") -> str:
    """Say how many: "1 breath", "3 breaths"."""
    return f"{n} {one if n == 1 else other or one + 's'}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """List with commas and a last "and"."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(text: str) -> str:
    """Begin with a capital, whatever follows."""
    return text[:1].upper() + text[1:]


def dose(exercise: Exercise, amount: Dose) -> str:
    """Say a dose with its sides: "5 times, 3 seconds each, on each side"."""
    sides = per_side(exercise.text(amount.form).sides)
    said = safety_dose.words(exercise, amount)
    return f"{said}, {sides}" if sides else said


def per_side(sides: Sides) -> str:
    """Say how sides are shared; nothing where both work at once."""
    return {Sides.EACH: "on each side", Sides.ALTERNATING: "on each side, in turn"}.get(sides, "")


def form(exercise: Exercise, amount: Dose) -> str:
    """Name the form of a dose where the exercise has two."""
    if Form.START not in exercise.forms:
        return ""
    return "gentle form" if amount.form is Form.START else "full form"


def positions(exercises: Iterable[Exercise]) -> str:
    """Name the positions in the order in which they are taken, each once."""
    return sentence(", ".join(dict.fromkeys(POSITIONS[exercise.position] for exercise in exercises)))


def equipment(exercises: Iterable[Exercise]) -> str:
    """Name what is needed, each once; say so when it is nothing."""
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    return sentence(joined(things)) if things else "Nothing needed"


_DETAIL = re.compile(r"(,| (with|for|under|in front|behind|at your|to rest|within|against|if)\b).*")


def equipment_in_short(exercises: Iterable[Exercise]) -> str:
    """Name what is needed without how it stands: "A mat, a pillow, a sturdy chair"."""
    things = dict.fromkeys(_DETAIL.sub("", thing) for exercise in exercises for thing in exercise.equipment)
    kept = [thing for thing in things if not any(other.startswith(f"{thing} or ") for other in things)]
    return sentence(", ".join(kept)) if kept else "Nothing needed"


def minutes(seconds: float) -> str:
    """Round to whole minutes, as one tells the length of a session."""
    return f"{max(1, round(seconds / 60))} min"


def day_and_month(day: date) -> str:
    """Write a day of this year out: "Monday 2 March"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Write a day out: "Monday 2 March 2026"."""
    return f"{day_and_month(day)} {day.year}"


def month(day: date) -> str:
    """Write a month out: "March 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
