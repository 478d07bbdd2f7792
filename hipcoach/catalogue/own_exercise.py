"""An exercise of the user's own: its name is enough, and what more its file says is shown and spoken."""

from hipcoach.catalogue.exercise_file import EXERCISE_ID, LOCKS_BY_POSITION
from hipcoach.catalogue.fields import TomlTable
from hipcoach.catalogue.toml_document import Document
from hipcoach.catalogue.types import (
    Category,
    Dose,
    Exercise,
    Form,
    FormText,
    Instruction,
    Lock,
    Position,
    Sides,
    Work,
)

AS_SHOWN = "You will do it as you were shown."
INTO_POSITION = Instruction("Get into position for it, as you were shown.", 15.0)
FIRST_DOSE = {
    Work.REPETITIONS: Dose(1, 5, rest_s=0.0),
    Work.HOLDS: Dose(1, 2, 5.0, rest_s=0.0),
    Work.BREATHS: Dose(1, 3, rest_s=0.0),
    Work.ACTIVITY: Dose(1, 1, rest_s=0.0, minutes=5.0),
}
"""The dose where neither a sheet nor the file names one: our starting point."""


def read_own_exercise(document: Document, exercise_id: str) -> Exercise:
    """Build the exercise of a file among the user's own. Raises InputError with all problems."""
    table = TomlTable(document, document.data)
    if not EXERCISE_ID.fullmatch(exercise_id):
        document.problem((), "expected a file name of small letters, digits and underscores, such as towel_press.toml")
    work = table.choice("work", Work, Work.REPETITIONS)
    position = table.choice("position", Position, Position.AS_SHOWN)
    sides = table.choice("sides", Sides, Sides.NONE)
    steps = table.texts("steps", required=False, at_most=12)
    exercise = Exercise(
        id=exercise_id,
        name=table.text("name", most=60),
        aliases=table.texts("aliases", required=False, most=60),
        position=position,
        equipment=(),
        categories=table.choices("categories", Category, required=False) or (Category.OWN,),
        work=work,
        forms={Form.FULL: _form(position, sides, steps)},
        breathing="",
        feel=table.text("feel", required=False),
        not_feel=table.text("not_feel", required=False),
        cautions=(),
        ladder=(FIRST_DOSE[work],),
        locks=frozenset(table.choices("locks", Lock, required=False)) | LOCKS_BY_POSITION[position],
        off_until_cleared=False,
        both_hands=False,
        loads_side=position is Position.SIDE_LYING,
        sources=(),
        dose_note="Our starting point, where no sheet says another.",
        side_words="your {side} side" if sides in (Sides.EACH, Sides.ALTERNATING) else "",
        own=True,
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return exercise


def _form(position: Position, sides: Sides, steps: tuple[str, ...]) -> FormText:
    """Return the words: those of the file, or that it is done as its user was shown."""
    return FormText(
        place=() if position is Position.AS_SHOWN else (INTO_POSITION,),
        move=steps or (AS_SHOWN,),
        short=AS_SHOWN,
        up="",
        hold="Hold it there.",
        down="And back.",
        sides=sides,
    )
