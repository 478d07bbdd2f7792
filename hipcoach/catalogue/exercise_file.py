"""One exercise file: its keys, its forms, its ladder, and the locks that follow from its position."""

import re
from collections.abc import Mapping

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.ladder import MINUTES, ladder_problems
from hipcoach.catalogue.toml_document import Document
from hipcoach.catalogue.types import Category, Dose, Exercise, Form, FormText, Lock, Position, Sides, Thing, Work

EXERCISE_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")

LOCKS_BY_POSITION: Mapping[Position, frozenset[Lock]] = {
    Position.SUPINE: frozenset({Lock.NO_FLOOR}),
    Position.SIDE_LYING: frozenset({Lock.NO_FLOOR}),
    Position.PRONE: frozenset({Lock.NO_FLOOR, Lock.NO_PRONE}),
    Position.TALL_KNEELING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING}),
    Position.HALF_KNEELING: frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING}),
    Position.SEATED: frozenset(),
    Position.STANDING: frozenset(),
}
_DECLARED = frozenset({Lock.NO_FLOOR, Lock.NO_PRONE, Lock.NO_KNEELING})


_NAMED_SIDE = "{side}"
MOST_WORDS = 3  # in a word said within the movement: it has two seconds, with its count


def read_exercise(document: Document, exercise_id: str, sources: Mapping[str, str] | None = None) -> Exercise:
    """Build the exercise of a file. Raises InputError with all problems. `sources` None: keys are not looked up."""
    table = TomlTable(document, document.data)
    if not EXERCISE_ID.fullmatch(exercise_id):
        document.problem((), "expected a file name of small letters, digits and underscores, such as chair_stand.toml")
    work = table.choice("work", Work)
    position = table.choice("position", Position)
    forms = _forms(table, work)
    exercise = Exercise(
        id=exercise_id,
        name=table.text("name", most=60),
        aliases=table.texts("aliases", required=False, most=60),
        position=position,
        equipment=table.texts("equipment", required=False, most=80),
        categories=table.choices("categories", Category, least=1),
        work=work,
        forms=forms,
        breathing=table.text("breathing", required=work is not Work.ACTIVITY),
        feel=table.text("feel", required=work is not Work.ACTIVITY),
        not_feel=table.text("not_feel", required=work is not Work.ACTIVITY),
        cautions=table.texts("cautions"),
        ladder=_ladder(table, work, has_start_form=Form.START in forms),
        locks=_locks(table, position),
        off_until_cleared=table.flag("off_until_cleared"),
        both_hands=table.flag("both_hands"),
        loads_side=table.flag("loads_side"),
        sources=_sources(table, sources),
        dose_note=table.text("dose_note"),
        side_text=_side_text(table),
        changeover_s=table.number("changeover_s", 0, 120, 0),
        lies_on_worked_side=table.flag("lies_on_worked_side"),
        needs=_needs(table),
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return exercise


def _forms(table: TomlTable, work: Work) -> Mapping[Form, FormText]:
    """Read [full], and [start] where it differs."""
    forms = {}
    for form, required in ((Form.START, False), (Form.FULL, True)):
        words = table.table(form.value, required=required)
        if words is not None:
            forms[form] = _form_text(words, work)
    return forms


def _form_text(words: TomlTable, work: Work) -> FormText:
    """Read the words of one form; breaths may need no movement, and an activity has no words for one."""
    moves = work in (Work.REPETITIONS, Work.HOLDS)
    text = FormText(
        steps=words.texts("steps", least=1),
        short=words.text("short"),
        up=_short_words(words, "up", required=moves),
        hold=words.text("hold", required=False, most=40),
        down=_short_words(words, "down", required=moves),
        sides=words.choice("sides", Sides),
        setup=words.text("setup", required=False),
    )
    words.refuse_unread_keys()
    return text


def _short_words(words: TomlTable, key: str, *, required: bool) -> str:
    """Read what is said within a movement."""
    text = words.text(key, required=required, most=24)
    if len(text.split()) > MOST_WORDS:
        words.problem(key, f'expected at most {MOST_WORDS} words for "{key}", found {short_repr(text)}')
    return text


def _side_text(table: TomlTable) -> str:
    """Read the sentence about a side; the only thing filled in is {side}."""
    text = table.text("side_text", required=False, most=80)
    if text and (text.count(_NAMED_SIDE) != 1 or set("{}") & set(text.replace(_NAMED_SIDE, ""))):
        table.problem(
            "side_text",
            f'expected "side_text" to name {{side}} once and nothing else in braces, found {short_repr(text)}',
        )
    return text


def _ladder(table: TomlTable, work: Work, *, has_start_form: bool) -> tuple[Dose, ...]:
    """Read the doses from the first ladder step to the last; `rest_s` stands once, for all with more than one set."""
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
            reps=step.whole("reps", 2, 10),
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


def _needs(table: TomlTable) -> tuple[frozenset[Thing], ...]:
    """Read what has to be at hand: each a thing, or things of which one will do ("chair or wall")."""
    found = []
    for index, text in enumerate(table.texts("needs", required=False, most=40)):
        one_of = text.split(" or ")
        unknown = [each for each in one_of if each not in set(Thing)]
        if unknown:
            problem = f'expected things of {", ".join(Thing)}, joined by "or", found {short_repr(unknown[0])}'
            hint = did_you_mean(unknown[0], Thing)
            table.document.problem((*table.path, "needs", index), f"{problem}{hint}")
        else:
            found.append(frozenset(map(Thing, one_of)))
    return tuple(found)


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
