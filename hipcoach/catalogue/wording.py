"""The words of an exercise for one person: sides filled in, wordings chosen by their locks, things to fetch."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from hipcoach.catalogue.furniture_words import AT_A_WALL, FLOOR_CHAIR, WITHOUT_CHAIR
from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.types import (
    LYING,
    Dose,
    Equipment,
    Exercise,
    Form,
    FormText,
    Lock,
    Position,
    Side,
    Sides,
    Thing,
)
from hipcoach.catalogue.uses import Spot

POSITION_STEPS: Mapping[Position, str] = {
    Position.SUPINE: "Lie on your back.",
    Position.SIDE_LYING: "Lie on your side.",
    Position.PRONE: "Lie on your front.",
    Position.TALL_KNEELING: "Kneel.",
    Position.HALF_KNEELING: "Kneel on one knee.",
    Position.ALL_FOURS: "Get onto your hands and knees.",
    Position.FLOOR_SITTING: "Sit on the floor.",
    Position.SIDE_SITTING: "Sit on one hip, on the floor.",
    Position.SEATED: "Sit on the chair.",
    Position.STANDING: "Stand tall.",
    Position.AS_SHOWN: "Get ready for it, where you do it.",
}


def circumstances(locks: Collection[Lock], *, bed: bool = False) -> frozenset[Circumstance]:
    """Return what chooses the wordings for somebody with these locks. `bed`: the exercise is done lying on one."""
    declared = frozenset(each for each in Circumstance if each in {lock.value for lock in locks})
    return declared | {Circumstance.BED} if bed else declared


def done_in(exercise: Exercise, amount: Dose) -> FormText:
    """Return the words of a dose's form. As many as is comfortable in a time is done one side after the other."""
    text = exercise.text(amount.form)
    if text.sides is not Sides.ALTERNATING or not amount.within_s:
        return text
    move, short = text.move_one_side or text.move, text.short_one_side or text.short
    return replace(text, sides=Sides.EACH, move=move, short=short)


def filled(text: str, side: Side | None) -> str:
    """Put "left" and "right" for {side}, the side that works, and {other}. Without a side, return the text as it is."""
    if side not in (Side.LEFT, Side.RIGHT):
        return text
    return text.replace("{side}", side).replace("{other}", side.other)


def said_steps(
    steps: Iterable[Instruction], side: Side | None, under: Collection[Circumstance] = ()
) -> tuple[tuple[str, float], ...]:
    """Return (words, seconds to do it) of the steps that are said to this person, in order."""
    return tuple((filled(words, side), step.time_s) for step in steps if (words := step.words(under)))


def way_out(text: FormText, *, stays_up: bool) -> tuple[Instruction, ...]:
    """Return the steps out of the position, without those to a seat that is carried away next."""
    seated = max((n for n, step in enumerate(text.leave, 1) if step.sits), default=0)
    return text.leave[seated:] if stays_up else text.leave


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an exercise's words on a page: a title and its steps."""

    title: str
    steps: tuple[str, ...]


def parts_of(exercise: Exercise, form: Form, under: Collection[Circumstance] = ()) -> tuple[Part, ...]:
    """Return the words of one form for a page, beginning with the side that a session begins with."""
    text = exercise.text(form)
    side = {Sides.EACH: Side.LEFT, Sides.ALTERNATING: Side.RIGHT}.get(text.sides)
    second = side and side.other
    place = tuple(words for words, _ in said_steps(text.place, side, under))
    change = (*text.change_side, *(step for step in text.place if step.last)) if text.change_side else ()
    parts = (
        Part("Have ready", tuple(each.put for each in exercise.equipment if each.put and each.lock is None)),
        Part("Get into position", (*((POSITION_STEPS[exercise.position],) if place else ()), *place)),
        Part("What happens", tuple(filled(step, side) for step in text.moves(under))),
        Part("To change sides", tuple(words for words, _ in said_steps(change, second, under))),
        Part("Afterwards", tuple(words for words, _ in said_steps(text.leave, second, under))),
    )
    return tuple(part for part in parts if part.steps)


def to_fetch(
    exercises: Iterable[Exercise], declared: Collection[Lock] = (), *, bed: bool = False, floor: bool = False
) -> tuple[Equipment, ...]:
    """Return everything to have ready for these exercises, each thing once. `floor`: they get down to it, too.

    A thing that only a lock calls for is a thing of its own: the pillow for the head is not the one for the knees. A
    wall or a chair is left out where another thing that is needed brings it along.
    """
    listed = [
        each
        for exercise in exercises
        for each in exercise.equipment
        if (each.lock is None or each.lock in declared)
        and not (bed and exercise.position in LYING and each.things == {Thing.MAT})
    ]
    listed = [_in_bed(each) for each in listed if each.bed != ""] if bed else listed
    listed += [FLOOR_CHAIR] if floor else []
    mat = any(each.things == {Thing.MAT} for each in listed)  # who only kneels has none, either
    found: list[Equipment] = []
    needed = [each for each in listed if each.things and not each.optional]
    for each in listed:
        if any(other.things < each.things for other in needed):
            continue
        if each.optional and any(_alike(each, other) for other in needed):
            continue
        at = next((n for n, kept in enumerate(found) if _alike(each, kept)), len(found))
        if at == len(found):
            found.append(each)
        if each is FLOOR_CHAIR and (found[at].put_at or found[at].stands) is Spot.WALL:
            found[at] = replace(found[at], put=each.put if mat else AT_A_WALL)
        elif each is FLOOR_CHAIR:  # it is brought later, and the pad with it
            found = [_without_chair(one) for one in found]
    return tuple(found)


def _without_chair(one: Equipment) -> Equipment:
    """Return a thing as it is put while the chair that it lies at stands elsewhere."""
    return next((replace(one, put=put) for thing, put in WITHOUT_CHAIR.items() if one.things == {thing}), one)


def _in_bed(one: Equipment) -> Equipment:
    """Return a thing as it is called in bed, and where it lies there."""
    return replace(one, say=one.bed or one.say, put=one.bed_put or one.put)


def _alike(one: Equipment, other: Equipment) -> bool:
    """Return True if one thing serves for both."""
    same = one.things == other.things and (one.lock is other.lock or one.say == other.say)
    return same if one.things else one.say == other.say
