"""One exercise file: its keys, its forms, its ladder, and the locks that follow from its position."""

import re
from collections.abc import Mapping

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.form_file import SaysS, check_text, read_form, read_instruction
from hipcoach.catalogue.furniture_words import YOUR_SUPPORT
from hipcoach.catalogue.ladder import MINUTES, ladder_problems
from hipcoach.catalogue.toml_document import Document
from hipcoach.catalogue.types import (
    LYING,
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
from hipcoach.catalogue.uses import Spot, Use

BRING = 'a list of steps such as { say = "Carry the chair to a wall.", time_s = 12 }'
EXERCISE_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")

LOCKS_BY_POSITION: Mapping[Position, frozenset[Lock]] = {
    Position.SUPINE: frozenset({Lock.NO_FLOOR}),
    Position.SIDE_LYING: frozenset({Lock.NO_FLOOR}),
    Position.PRONE: frozenset({Lock.NO_FLOOR, Lock.NO_PRONE, Lock.HIP_REPLACEMENT}),
    Position.TALL_KNEELING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT}),
    Position.HALF_KNEELING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT}),
    Position.ALL_FOURS: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT}),
    Position.FLOOR_SITTING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT}),
    Position.SIDE_SITTING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT}),
    Position.SEATED: frozenset(),
    Position.STANDING: frozenset(),
    Position.AS_SHOWN: frozenset(),
}
_DECLARED = frozenset({Lock.NO_FLOOR, Lock.NO_PRONE, Lock.NO_KNEELING})


def read_exercise(
    document: Document, exercise_id: str, sources: Mapping[str, str] | None = None, says_s: SaysS | None = None
) -> Exercise:
    """Build the exercise of a file. Raises InputError with all problems.

    `sources` None: its keys are not looked up. `says_s` None: it is not checked whether the verbs fit their time.
    """
    table = TomlTable(document, document.data)
    if not EXERCISE_ID.fullmatch(exercise_id):
        document.problem((), "expected a file name of small letters, digits and underscores, such as chair_stand.toml")
    work = table.choice("work", Work)
    position = table.choice("position", Position)
    lying = position in LYING
    forms = _forms(table, work, position, says_s)
    sided = any(text.sides in (Sides.EACH, Sides.ALTERNATING) for text in forms.values())
    exercise = Exercise(
        id=exercise_id,
        name=table.text("name", most=60),
        aliases=table.texts("aliases", required=False, most=60),
        position=position,
        equipment=_equipment(table),
        categories=table.choices("categories", Category, least=1),
        work=work,
        forms=forms,
        breathing=_session_text(table, "breathing", lying=lying, required=work is not Work.ACTIVITY),
        feel=_session_text(table, "feel", lying=lying, required=work is not Work.ACTIVITY),
        not_feel=_session_text(table, "not_feel", lying=lying, required=work is not Work.ACTIVITY),
        cautions=_cautions(table, sources, lying=lying),
        ladder=_ladder(table, work, has_start_form=Form.START in forms),
        locks=_locks(table, position),
        off_until_cleared=table.flag("off_until_cleared"),
        both_hands=table.flag("both_hands"),
        loads_side=table.flag("loads_side"),
        sources=_sources(table, sources),
        said_by=_said_by(table, sources),
        dose_note=table.text("dose_note"),
        side_words=_session_text(table, "side_words", lying=lying, required=sided),
        lies_on_worked_side=table.flag("lies_on_worked_side"),
        not_feel_advises=table.flag("not_feel_advises"),
        turns_back=table.flag("turns_back"),
    )
    table.refuse_unread_keys()
    if not any(len(each.things) > 1 for each in exercise.equipment) and _says(exercise, YOUR_SUPPORT):
        table.problem("equipment", f'expected things of which one will do, for what is called "{YOUR_SUPPORT}"')
    document.raise_problems()
    return exercise


def _says(exercise: Exercise, words: str) -> bool:
    """Return True if a step of an exercise has these words in it."""
    return any(words in step.say for text in exercise.forms.values() for step in (*text.place, *text.change_side))


def _forms(table: TomlTable, work: Work, position: Position, says_s: SaysS | None) -> Mapping[Form, FormText]:
    """Read [full], and [start] where it differs."""
    forms = {}
    for form, required in ((Form.START, False), (Form.FULL, True)):
        words = table.table(form.value, required=required)
        if words is not None:
            forms[form] = read_form(words, work, position, says_s)
    return forms


def _session_text(table: TomlTable, key: str, *, lying: bool, required: bool) -> str:
    """Read a text of the exercise that a session may say."""
    text = table.text(key, required=required)
    check_text(table, key, text, lying=lying)
    return text


def _equipment(table: TomlTable) -> tuple[Equipment, ...]:
    """Read what is needed or nice to have."""
    expected = 'a list of things such as { say = "a mat", things = "mat" }'
    return tuple(_thing(each) for each in table.tables("equipment", expected, required=False))


def _thing(table: TomlTable) -> Equipment:
    """Read one thing, or things of which one will do ("chair or wall")."""
    one_of = table.text("things", required=False, most=40)
    found = one_of.split(" or ") if one_of else []
    for unknown in (each for each in found if each not in set(Thing)):
        problem = f'expected things of {", ".join(Thing)}, joined by "or", found {short_repr(unknown)}'
        table.problem("things", f"{problem}{did_you_mean(unknown, Thing)}")
    equipment = Equipment(
        say=table.text("say", most=80),
        things=frozenset(Thing(each) for each in found if each in set(Thing)),
        put=table.text("put", required=False),
        put_next=table.text("put_next", required=False),
        optional=table.flag("optional"),
        lock=_lock(table),
        bed=table.text("bed", required=False) if "bed" in table else None,
        stands=table.choice("stands", Spot) if "stands" in table else None,
        bed_put=table.text("bed_put", required=False),
        use=table.choice("use", Use) if "use" in table else None,
        bring=tuple(read_instruction(step, lying=False) for step in table.tables("bring", BRING, required=False)),
    )
    if Thing.CHAIR in equipment.things and not (equipment.stands and equipment.bring):
        table.problem("things", 'expected "stands" and "bring" with a chair: where it stands, and how it gets there')
    table.refuse_unread_keys()
    return equipment


def _lock(table: TomlTable) -> Lock | None:
    """Read for whom alone something is meant."""
    return table.choice("lock", Lock) if table.text("lock", required=False) else None


def _cautions(table: TomlTable, known: Mapping[str, str] | None, *, lying: bool) -> tuple[Caution, ...]:
    """Read the sentences of care, the lock that some of them belong to, and what says so."""
    found = []
    for each in table.tables("cautions", 'a list of cautions such as { say = "Do not arch.", lock = "stiff_spine" }'):
        source = each.text("source", required=False, most=60)
        _check_source(each, "source", source, known)
        found.append(Caution(_session_text(each, "say", lying=lying, required=True), _lock(each), source))
        each.refuse_unread_keys()
    return tuple(found)


def _said_by(table: TomlTable, known: Mapping[str, str] | None) -> Mapping[str, str]:
    """Read what says how to breathe, and what it should and should not feel like."""
    found = {key: table.text(f"{key}_source", required=False, most=60) for key in ("breathing", "feel", "not_feel")}
    for key, source in found.items():
        _check_source(table, f"{key}_source", source, known)
    return {key: source for key, source in found.items() if source}


def _check_source(table: TomlTable, key: str, source: str, known: Mapping[str, str] | None) -> None:
    """Note a source key that is not explained in catalogue.toml."""
    if source and known is not None and source not in known:
        problem = f"expected a key of [sources] in catalogue.toml, found {short_repr(source)}"
        table.problem(key, f"{problem}{did_you_mean(source, known)}")


def _ladder(table: TomlTable, work: Work, *, has_start_form: bool) -> tuple[Dose, ...]:
    """Read the doses from the first ladder step to the last.

    `rest_s` stands once, for all doses with more than one set.
    """
    rest_s = table.number("rest_s", 15, 300, 60)
    steps = table.tables("ladder", "a list of doses such as { sets = 1, reps = 5, hold_s = 3 }")
    ladder = tuple(_dose(step, work, rest_s) for step in steps)
    if table.document.clean:
        for index, message in ladder_problems(ladder, work, has_start_form=has_start_form):
            table.document.problem((*table.path, "ladder", index), message)
    return ladder


def _dose(step: TomlTable, work: Work, rest_s: float) -> Dose:
    """Read one dose."""
    if work is Work.ACTIVITY:
        dose = Dose(1, 1, rest_s=0, minutes=step.number("minutes", MINUTES[0], MINUTES[-1]))
    else:
        sets = step.whole("sets", 1, 3, 1)
        dose = Dose(
            sets=sets,
            reps=step.whole("reps", 2, 20),
            hold_s=0.0 if work is Work.BREATHS else step.number("hold_s", 0, 30, 5 if work is Work.HOLDS else 0),
            rest_s=rest_s if sets > 1 else 0.0,
            form=step.choice("form", Form, Form.FULL),
        )
    step.refuse_unread_keys()
    return dose


def _locks(table: TomlTable, position: Position) -> frozenset[Lock]:
    """Join the locks that the file names with those that follow from its position."""
    named = table.choices("locks", Lock, required=False)
    for index, lock in enumerate(named):
        if lock in _DECLARED:
            table.document.problem(
                (*table.path, "locks", index), f'expected "{lock}" to be left out: it follows from the position'
            )
    return frozenset(named) | LOCKS_BY_POSITION[position]


def _sources(table: TomlTable, known: Mapping[str, str] | None) -> tuple[str, ...]:
    """Read the source keys, each of them explained in catalogue.toml."""
    keys = table.texts("sources", least=1, most=60)
    if known is not None:
        for index, key in enumerate(keys):
            if key not in known:
                table.document.problem(
                    (*table.path, "sources", index),
                    f"expected a key of [sources] in catalogue.toml, found {short_repr(key)}{did_you_mean(key, known)}",
                )
    return keys
