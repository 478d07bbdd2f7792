"""docs/plans_and_exercises.md names every key that a reader asks a file for, and no other."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hipcoach.body.changes import read_changes
from hipcoach.body.figure_file import KNOWN, FigureReader, read_figure
from hipcoach.body.pose import DEFAULTS
from hipcoach.body.pose_file import FOOT_KEYS, HAND_KEYS, PoseReader
from hipcoach.catalogue import ladder
from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.fields import TomlTable
from hipcoach.catalogue.loader import INDEX_FILE, NOT_PLANS, PAIN_RULE_FILE, read_index, shipped_exercises
from hipcoach.catalogue.own_exercise import read_own_exercise
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.reading_file import load_reading
from hipcoach.catalogue.toml_document import parse, read
from hipcoach.catalogue.types import Category, Lock, Position, Thing
from hipcoach.errors import InputError
from hipcoach.safety import load as safety_load
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import number_fields
from hipcoach.sheet.reader import read_sheet
from tests.project.doc_pages import CHECKOUT, names, page, section, table
from tests.safety.pain_rule_page import label_of

SESSIONS, ASSETS = CHECKOUT / "sessions", CHECKOUT / "assets"
TEXT = page("plans_and_exercises.md")
FREE = ("phrases", "sources", "sources_here")  # tables whose keys are free

Asked = dict[str, set[str]]  # the table ("" for the file's own keys) -> keys


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every key that was asked of a TOML table, whether it was there or not."""
    found: Asked = {}
    get = TomlTable._get  # noqa: SLF001  # the one place through which every key is read

    def noting(table: TomlTable, key: str, *args: Any, **options: Any) -> Any:
        where = ".".join(part for part in table.path if isinstance(part, str))
        if where not in FREE:
            found.setdefault(where, set()).add(key)
        return get(table, key, *args, **options)

    monkeypatch.setattr(TomlTable, "_get", noting)
    return found


def documented(heading: str, head: str = "key") -> set[str]:
    """The keys that one table of the page names."""
    return {name for row in table(section(TEXT, heading), head) for name in names(row[0])}


def test_every_key_of_a_plan(asked: Asked) -> None:
    known = shipped_exercises(SESSIONS)
    asked.clear()
    for path in SESSIONS.glob("*.toml"):
        if path.name not in NOT_PLANS:
            read_plan(read(path), path.stem, known)
    sheet = b'[[exercise]]\nid = "hip_hike"\nleft = { reps = 12 }\nright = { reps = 8 }\n'
    with suppress(InputError):
        read_plan(parse("sheet.toml", sheet), "sheet", known)
    sides, keys = documented("A sheet", "key of `left` and `right`"), documented("A sheet", "key of `exercise`")
    assert asked == {
        "": documented("A session plan"),
        "exercise": keys,
        "exercise.left": sides,
        "exercise.right": sides,
    }


def test_the_plan_that_is_shown_is_one(tmp_path: Path) -> None:
    example = section(TEXT, "A session plan").split("```toml\n")[1].split("```")[0]
    file = tmp_path / "my-evening.toml"
    file.write_text(example, "utf-8")
    known = shipped_exercises(SESSIONS)
    assert read_plan(read(file), file.stem, known).title == "My evening"
    sheet = section(TEXT, "A sheet").split("```toml\n")[1].split("```")[0]
    file.write_text(sheet, "utf-8")
    assert read_plan(read(file), file.stem, known).rounds == 2


def test_every_key_of_an_exercise_of_ones_own(asked: Asked) -> None:
    example = section(TEXT, "An exercise of your own").split("```toml\n")[1].split("```")[0]
    assert read_own_exercise(parse("towel_press.toml", example.encode()), "towel_press").name == "Towel press"
    drawn = f'{example}drawn = {{ from = "supine", begin = {{}}, hold = {{}} }}\n'
    read_own_exercise(parse("towel_press.toml", drawn.encode()), "towel_press")
    heading = "An exercise of your own"
    assert asked.pop("drawn") == documented(heading, "key of `drawn`")
    assert {name: keys for name, keys in asked.items() if keys} == {"": documented(heading)}


def test_every_line_of_the_sheet_that_is_shown_is_read() -> None:
    text = section(TEXT, "A sheet as text").split("```\n")[1]
    sheet = read_sheet(text, shipped_exercises(SESSIONS))
    assert (len(sheet.exercises), sheet.problems, sheet.left_as_it_stands) == (6, (), ())


def test_every_key_of_an_exercise(asked: Asked) -> None:
    for path in (SESSIONS / "exercises").glob("*.toml"):
        read_exercise(read(path), path.stem)
    heading = "An exercise"
    forms, doses = documented(heading, "key of `full` and `start`"), documented(heading, "key of `ladder`")
    steps = documented(heading, "key of a step")
    lists = {f"full.{key}": steps for key in ("place", "change_side", "leave", "reach", "stop")}
    lists |= {key: steps for key in asked if key.startswith("start.")} | {"equipment.bring": steps}
    for key in ("place", "leave"):
        own = documented(heading, f"key of a step of `{key}`")
        lists |= {at: steps | own for at in (f"full.{key}", f"start.{key}") if at in lists}
    others = {key: documented(heading, f"key of `{key}`") for key in ("equipment", "cautions")}
    assert asked == {"": documented(heading), "full": forms, "start": forms, "ladder": doses, **others, **lists}


def test_the_series_of_a_ladder() -> None:
    rows = {names(row[0])[0]: row[1] for row in table(section(TEXT, "An exercise"), "key of `ladder`")}
    for key, series in [
        ("reps", ladder.REPS),
        ("reps", ladder.BREATHS),
        ("hold_s", ladder.HOLDS_S),
        ("minutes", ladder.MINUTES),
    ]:
        assert ", ".join(f"{value:g}" for value in series) in rows[key]


def test_the_words_of_positions_categories_things_and_locks() -> None:
    rows = table(section(TEXT, "An exercise"), "kind")
    found = {kind: names(words) for kind, words in rows}
    kinds = {"position": Position, "category": Category, "thing": Thing, "lock": Lock}
    assert found == {kind: [each.value for each in words] for kind, words in kinds.items()}


def test_every_key_of_the_catalogue(asked: Asked) -> None:
    read_index(SESSIONS / INDEX_FILE)
    assert asked == {"": documented("The catalogue")}


def test_every_key_of_the_phrases(asked: Asked) -> None:
    load_phrases(ASSETS / "phrases" / "en.toml")
    ways, steps = documented("The spoken phrases", "key of `way`"), documented("An exercise", "key of a step")
    steps |= documented("The spoken phrases", "key of a step of `way`")
    assert asked == {"": documented("The spoken phrases"), "way": ways, "way.steps": steps}


def test_every_key_of_a_page_to_read(asked: Asked) -> None:
    sources = read_index(SESSIONS / INDEX_FILE).sources
    asked.clear()
    load_reading(ASSETS / "reading", sources)
    parts = documented("A page to read", "key of `part`")
    claims = documented("A page to read", "key of `says`")
    assert asked == {"": documented("A page to read"), "part": parts, "part.says": claims}


def test_every_key_of_the_pain_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Asked = {}
    tables_of = safety_load._Reader._tables  # noqa: SLF001  # what the two lists of tables may hold

    def noting(reader: Any, kind: str, allowed: frozenset[str]) -> Any:
        found[kind] = set(allowed)
        return tables_of(reader, kind, allowed)

    monkeypatch.setattr(safety_load._Reader, "_tables", noting)  # noqa: SLF001
    rule = load_rule(SESSIONS / PAIN_RULE_FILE)
    heading = "The pain rule"
    assert found == {kind: documented(heading, f"key of `{kind}`") for kind in ("line", "screen")}
    tables = {each.metadata["table"] for each in number_fields()}
    assert documented(heading) == {"version", "reviewed", "line", "screen", *tables}
    every = table(section(TEXT, heading), "number")
    rows = [(names(row[0])[0], names(row[1])[0], *map(int, row[2:5])) for row in every]
    assert rows == [
        (each.name, each.metadata["table"], each.metadata["low"], each.metadata["high"], getattr(rule, each.name))
        for each in number_fields()
    ]
    labels = [label_of(each.name) for each in number_fields()]
    assert [row[5] for row in every] == [f"[{label}](pain_rule.md#{label.lower()})" for label in labels]


def test_every_key_of_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Asked = {}
    fields = FigureReader._fields  # the one place that knows what such a table may hold

    def noting(reader: FigureReader, path: Any, value: object, known: tuple[str, ...]) -> Any:
        found.setdefault(path[0], set()).update(known)
        return fields(reader, path, value, known)

    monkeypatch.setattr(FigureReader, "_fields", noting)
    for path in (ASSETS / "figures").glob("*.toml"):
        if path.stem != "changes":
            read_figure(path, path.stem)
    heading = "A figure"
    assert documented(heading) == set(KNOWN)
    assert found == {kind: documented(heading, f"key of `{kind}`") for kind in ("arrow", "disc", "level", "prop")}
    special = PoseReader._special(PoseReader(read(ASSETS / "figures" / "bridge.toml"), (), None))  # noqa: SLF001
    assert documented(heading, "key of `pose`") == {"from", "drop", *DEFAULTS, *special}
    assert documented(heading, "key of `foot`") == set(FOOT_KEYS)
    assert documented(heading, "key of `hand`") == set(HAND_KEYS)


def test_every_key_of_the_changes_of_position() -> None:
    heading = "The changes of position"
    file = ASSETS / "figures" / "changes.toml"
    read_changes(file)  # refuses a link with more keys than these three, or fewer
    data = read(file).data
    assert documented(heading) == set(data)
    assert {frozenset(each) for each in data["link"]} == {frozenset(documented(heading, "key of `link`"))}
