"""An exercise of the user's own. Its name is enough; whatever else its file says is shown and spoken."""

import re
from collections.abc import Collection, Mapping

from hipcoach.catalogue.exercise_file import EXERCISE_ID, LOCKS_BY_POSITION
from hipcoach.catalogue.fields import TomlTable, short_repr
from hipcoach.catalogue.furniture_words import (
    BESIDE_IN_BED,
    BESIDE_THE_CHAIR,
    CUSHION,
    FLOOR_CHAIR,
    KNEELER_CHAIR,
    OFF_THE_MAT,
)
from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.own_pose import pose_text, read_own_pose
from hipcoach.catalogue.positions import ONE_SIDED
from hipcoach.catalogue.toml_document import Document, toml_value
from hipcoach.catalogue.types import (
    Category,
    Caution,
    Dose,
    Equipment,
    Exercise,
    Form,
    FormText,
    Lock,
    Position,
    Sides,
    Thing,
    Work,
)
from hipcoach.catalogue.uses import Use

MOST_PHOTOGRAPHS = 2  # how it begins, and where it is felt
MOST_NEEDS, MOST_PLACE = 6, 8
PLACE_S = 8.0  # for each sentence on the way into position: nobody knows how far it goes
PHOTOGRAPH = re.compile(r"[a-z0-9][a-z0-9_-]{0,50}\.(?:jpg|jpeg|png)")
AS_SHOWN = "You will do it as you were shown."
INTO_POSITION = Instruction("Get into position for it, as you were shown.", 15.0)
ON_ALL_FOURS = Instruction("Come onto your hands and knees, and get into position for it.", 15.0, last=True)
ON_THE_KNEES = Instruction("Come up onto your knees, and get into position for it.", 15.0, last=True)
OFF_ALL_FOURS = Instruction(
    "Let your hips down beside your feet, to whichever side is easier, and rest there.",
    7.0,
    {Circumstance.HIP_REPLACEMENT: "Rest, in the way that you were shown for your hip."},
)
STOP_ON_ALL_FOURS = Instruction(
    "If you are on your hands and knees, let your hips down to whichever side is easier.",
    7.0,
    {Circumstance.HIP_REPLACEMENT: "If you are on your hands and knees, rest in the way that you were shown."},
)
FIRST_DOSE = {
    Work.REPETITIONS: Dose(1, 5, rest_s=0.0),
    Work.HOLDS: Dose(1, 2, 5.0, rest_s=0.0),
    Work.BREATHS: Dose(1, 3, rest_s=0.0),
    Work.ACTIVITY: Dose(1, 1, rest_s=0.0, minutes=5.0),
}
"""The dose where neither a sheet nor the file names one: our starting point."""

_MAT = Equipment("a mat", frozenset({Thing.MAT}))
_PILLOW = Equipment(
    "a pillow for your knees",
    frozenset({Thing.PILLOW}),
    f"Put the pillow for your knees {OFF_THE_MAT}.",
    lock=Lock.HIP_REPLACEMENT,
    bed="a second pillow for your knees",
    bed_put=f"Put the pillow for your knees {BESIDE_IN_BED}.",
    use=Use.KNEES,
)
_PAD = Equipment(
    "a pad to kneel on",
    frozenset({Thing.PAD}),
    f"Put the pad, or a folded blanket as wide as both your knees, {BESIDE_THE_CHAIR}.",
)
_FIRM = Equipment(
    "something firm to hold on to",
    put="Have something firm within reach where you stand for your own exercises, such as a counter or a rail.",
    lock=Lock.BALANCE,
)
THINGS: Mapping[Position, tuple[Equipment, ...]] = {
    Position.SUPINE: (_MAT,),
    Position.SIDE_LYING: (_MAT, _PILLOW),
    Position.PRONE: (_MAT, _PILLOW),
    Position.TALL_KNEELING: (KNEELER_CHAIR,),
    Position.HALF_KNEELING: (KNEELER_CHAIR, _PAD),
    Position.ALL_FOURS: (_MAT, FLOOR_CHAIR),
    Position.FLOOR_SITTING: (_MAT, FLOOR_CHAIR),
    Position.SIDE_SITTING: (_MAT, FLOOR_CHAIR),
    Position.SEATED: (KNEELER_CHAIR, CUSHION),
    Position.STANDING: (_FIRM,),
    Position.AS_SHOWN: (_FIRM,),
}
"""What the ways and cautions of a position name: an exercise that says nothing of its own things still needs it."""
_OFF_THE_KNEES = Instruction(
    "Let yourself down onto your hip, or rest both arms on the seat.",
    8.0,
    {Circumstance.HIP_REPLACEMENT: "Rest both arms on the seat."},
)
OUT_OF_KNEELING: Mapping[Position, tuple[Instruction, ...]] = {
    Position.ALL_FOURS: (OFF_ALL_FOURS,),
    Position.TALL_KNEELING: (Instruction("Turn until you face the seat of the chair.", 6.0), _OFF_THE_KNEES),
    Position.HALF_KNEELING: (
        Instruction("Put your front knee down beside your back knee.", 5.0),
        Instruction("Move to your left, until you face the seat of the chair.", 6.0),
        _OFF_THE_KNEES,
    ),
}
"""How one comes out of it before the question after it: nobody kneels through that."""
ONTO_KNEES: Mapping[Position, Instruction] = {
    Position.ALL_FOURS: ON_ALL_FOURS,
    Position.TALL_KNEELING: ON_THE_KNEES,
    Position.HALF_KNEELING: ON_THE_KNEES,
}
"""How one comes up, just before each set: nobody kneels while they listen or rest."""
BETWEEN_SIDES: Mapping[Position, tuple[Instruction, ...]] = {
    **OUT_OF_KNEELING,
    Position.HALF_KNEELING: (
        Instruction(
            "Rest there, or on your hip, until I call you.",
            5.0,
            {Circumstance.HIP_REPLACEMENT: "Rest there, both arms on the seat, until I call you."},
        ),
    ),
}
BOTH_HANDS: Mapping[Position, str] = {
    Position.STANDING: "Hold on to something firm with both hands.",
    Position.AS_SHOWN: "If you stand for it, hold on to something firm with both hands.",
}


def drawn_from(exercises: Mapping[str, Exercise]) -> frozenset[str]:
    """Return the ids of those that a drawn body may start from: shipped, and no going about."""
    return frozenset(key for key, each in exercises.items() if not each.own and each.work is not Work.ACTIVITY)


def read_own_exercise(
    document: Document, exercise_id: str, table: TomlTable | None = None, shipped: Collection[str] | None = None
) -> Exercise:
    """Build an exercise of the user's own, from a file or one `table` of it. Raises InputError with all problems.

    `shipped`: the ids that a drawn body may start from; None: they are not looked up.
    """
    table = table or TomlTable(document, document.data)
    if not EXERCISE_ID.fullmatch(exercise_id):
        like = "small letters, digits and underscores, such as towel_press.toml"
        document.problem(table.path, f"expected a file name of {like}")
    work = table.choice("work", Work, Work.REPETITIONS)
    position = table.choice("position", Position, Position.AS_SHOWN)
    led = work is not Work.ACTIVITY  # nobody is led to a bicycle, or into the water
    sides = table.choice("sides", Sides, Sides.NONE)
    sides = Sides.EACH if position in ONE_SIDED and led else sides  # nobody lies on both at once
    steps = table.texts("steps", required=False, at_most=12)
    needs = table.texts("needs", required=False, at_most=MOST_NEEDS, most=60)
    place = _place(table, position)
    exercise = Exercise(
        id=exercise_id,
        name=table.text("name", most=60),
        aliases=table.texts("aliases", required=False, most=60),
        position=position,
        equipment=(*(THINGS.get(position, ()) if led else ()), *(_needed(each, position) for each in needs)),
        categories=table.choices("categories", Category, required=False) or (Category.OWN,),
        work=work,
        forms={Form.FULL: _form(position, sides, place, steps)},
        breathing="",
        feel=table.text("feel", required=False),
        not_feel=table.text("not_feel", required=False),
        cautions=(Caution(BOTH_HANDS[position], Lock.BALANCE),) if led and position in BOTH_HANDS else (),
        ladder=(FIRST_DOSE[work],),
        locks=frozenset(table.choices("locks", Lock, required=False)) | LOCKS_BY_POSITION[position],
        off_until_cleared=False,
        both_hands=led and position is Position.STANDING,
        loads_side=position in (Position.SIDE_LYING, Position.SIDE_SITTING),
        lies_on_worked_side=position is Position.SIDE_SITTING,
        sources=(),
        dose_note="Our starting point, where no sheet says another.",
        side_words="your {side} side" if sides in (Sides.EACH, Sides.ALTERNATING) else "",
        own=True,
        photographs=_photographs(table),
        pose="" if (pose := read_own_pose(table, shipped)) is None else pose_text(pose),
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return exercise


def _needed(say: str, position: Position) -> Equipment:
    """Return one thing more to have ready. On the floor, it lies within reach there."""
    if not position.on_floor:
        return Equipment(say)
    mat = _MAT in THINGS[position]
    where = OFF_THE_MAT if mat else "on the floor, within reach of the chair"
    return Equipment(say, put=f"Put {say} {where}.", bed_put=f"Put {say} {BESIDE_IN_BED}." if mat else "")


def _place(table: TomlTable, position: Position) -> tuple[Instruction, ...]:
    """Read how one gets ready in the position; without a word it is as the user was shown."""
    said = table.texts("place", required=False, at_most=MOST_PLACE)
    listed = TomlTable(table.document, {}, (*table.path, "place"))
    for index, text in enumerate(said):
        if "{" in text:
            listed.problem(index, f"expected a sentence that is said as it stands, found {short_repr(text)}")
    steps = tuple(Instruction(text, PLACE_S) for text in said)
    if position in ONTO_KNEES:
        return (*steps, ONTO_KNEES[position])
    return steps or (() if position is Position.AS_SHOWN else (INTO_POSITION,))


def _photographs(table: TomlTable) -> tuple[str, ...]:
    """Read the names of files that lie beside this one: none of them leads anywhere else."""
    names = table.texts("photographs", required=False, at_most=MOST_PHOTOGRAPHS, most=60)
    listed = TomlTable(table.document, {}, (*table.path, "photographs"))
    for index, name in enumerate(names):
        if not PHOTOGRAPH.fullmatch(name):
            listed.problem(
                index, f"expected the name of a file beside this one, such as press.jpg, found {short_repr(name)}"
            )
    return tuple(name for name in names if PHOTOGRAPH.fullmatch(name))


def exercise_text(exercise: Exercise) -> str:
    """Return an exercise of the user's own as its file has it."""
    form, given = exercise.forms[Form.FULL], exercise.locks - LOCKS_BY_POSITION[exercise.position]
    values: dict[str, str | tuple[str, ...]] = {
        "name": exercise.name,
        "aliases": exercise.aliases,
        "work": "" if exercise.work is Work.REPETITIONS else exercise.work,
        "position": "" if exercise.position is Position.AS_SHOWN else exercise.position,
        "sides": "" if form.sides is Sides.NONE else form.sides,
        "needs": tuple(each.say for each in exercise.equipment if not each.things and each.lock is None),
        "place": tuple(each.say for each in form.place if each == Instruction(each.say, PLACE_S)),
        "steps": () if form.move == (AS_SHOWN,) else form.move,
        "feel": exercise.feel,
        "not_feel": exercise.not_feel,
        "categories": () if exercise.categories == (Category.OWN,) else exercise.categories,
        "locks": tuple(sorted(given)),
        "photographs": exercise.photographs,
    }
    lines = (f"{key} = {toml_value(value)}" for key, value in values.items() if value)
    drawn = (f"drawn = {exercise.pose}",) if exercise.pose else ()
    return "\n".join((*lines, *drawn)) + "\n"


def _form(position: Position, sides: Sides, place: tuple[Instruction, ...], steps: tuple[str, ...]) -> FormText:
    """Return the words: those of the file, or that it is done as its user was shown."""
    return FormText(
        place=place,
        change_side=BETWEEN_SIDES.get(position, ()) if sides is Sides.EACH else (),
        leave=OUT_OF_KNEELING.get(position, ()),
        move=steps or (AS_SHOWN,),
        short=AS_SHOWN,
        up="",
        hold="Hold it there.",
        down="And back.",
        sides=sides,
        stop=STOP_ON_ALL_FOURS if position is Position.ALL_FOURS else None,
    )
