"""The catalogue's values in words, for the screen and the terminal."""

from collections.abc import Mapping

from hipcoach.catalogue.types import Category, Dose, Exercise, Lock, Position, Sides, Work

POSITION_WORDS: Mapping[Position, str] = {
    Position.SUPINE: "lying on your back",
    Position.SIDE_LYING: "lying on your side",
    Position.PRONE: "lying on your front",
    Position.TALL_KNEELING: "kneeling upright",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.SEATED: "sitting",
    Position.STANDING: "standing",
}

CATEGORY_WORDS: Mapping[Category, str] = {
    Category.MOBILITY: "mobility",
    Category.STRETCH: "stretch",
    Category.STRENGTH: "strength",
    Category.BALANCE: "balance",
    Category.BREATHING: "breathing",
    Category.ACTIVITY: "activity",
}

LOCK_WORDS: Mapping[Lock, str] = {
    Lock.HIP_REPLACEMENT: "a hip replacement",
    Lock.STIFF_SPINE: "a fused or very stiff spine or neck",
    Lock.OSTEOPOROSIS: "osteoporosis or a past vertebral fracture",
    Lock.BALANCE: "a balance problem or falls",
    Lock.NO_KNEELING: "not being able to kneel",
    Lock.NO_PRONE: "not being able to lie on the front",
    Lock.NO_FLOOR: "not being able to get down to the floor",
}


def counted(number: float, one: str, many: str = "") -> str:
    """Write a number with its noun: 1 second, 5 seconds."""
    return f"{number:g} {one if number == 1 else many or one + 's'}"


def dose_words(dose: Dose, exercise: Exercise) -> str:
    """Write a dose as a person would say it: "2 sets of 10, each held for 5 seconds, on each side"."""
    if exercise.work is Work.ACTIVITY:
        return counted(dose.minutes, "minute")
    noun = {Work.HOLDS: "hold", Work.BREATHS: "breath"}.get(exercise.work, "repetition")
    words = f"{counted(dose.sets, 'set')} of {dose.reps}" if dose.sets > 1 else counted(dose.reps, noun)
    if exercise.work is Work.HOLDS:
        words += f" of {counted(dose.hold_s, 'second')}"
    elif dose.hold_s:
        words += f", each held for {counted(dose.hold_s, 'second')}"
    sided = exercise.text(dose.form).sides in (Sides.EACH, Sides.ALTERNATING)
    return words + (", on each side" if sided else "")
