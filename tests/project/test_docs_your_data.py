"""docs/your_data.md says what is written: tables, JSON, forms of export, settings."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hipcoach.engine.types import StepKind
from hipcoach.history.export_csv import TABLES
from hipcoach.history.export_formats import formats_markdown
from hipcoach.log import OLD_SUFFIX
from hipcoach.paths import find_paths
from hipcoach.planner.today import DayKind
from hipcoach.safety.types import Finish
from hipcoach.settings import Settings, setting_rules
from hipcoach.store.diary_files import DIARY, Places
from hipcoach.store.files import GIVEN_UP
from hipcoach.sync import KEPT
from tests.project.doc_pages import names, page, section, table

TEXT = page("your_data.md")
JSON = section(TEXT, "JSON of the commands")

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]


def test_every_file_of_the_data_folder_has_its_row(tmp_path: Path) -> None:
    rows = table(section(TEXT, "Where files are"), "file or folder in the data folder")
    named = {name for row in rows for name in names(row[0])}
    paths, diary = find_paths(tmp_path), Places(tmp_path / "data")
    own = [
        paths.user_plans,
        paths.user_exercises,
        paths.voices,
        paths.backups,
        paths.reminded,
        paths.window_place,
        paths.log,
        paths.menu_offered,
        paths.taught_words,
        paths.data / KEPT,
    ]
    own += [paths.log.with_name(paths.log.name + OLD_SUFFIX)]
    own += [diary.reserve, diary.reserve.with_name(diary.reserve.name + GIVEN_UP)]
    own += [diary.diary, diary.journal, diary.undo, diary.backups]
    assert named == {path.name for path in own} | {f"{DIARY}.sum"}


def test_the_columns_of_every_csv_table() -> None:
    found = {
        names(name)[0].removesuffix(".csv"): tuple(names(columns)[0].split(", "))
        for name, columns in table(section(TEXT, "The tables of the CSV"), "table")
    }
    assert found == {name: tuple(columns) for name, columns in TABLES.items()}


def test_the_forms_of_export() -> None:
    assert formats_markdown() in section(TEXT, "Out and in")


def test_every_setting() -> None:
    defaults = Settings()
    expected = [
        [f"`{name}`", f"`{rule.table}`", rule.expected(), f"`{json.dumps(getattr(defaults, name))}`"]
        for name, rule in setting_rules().items()
    ]
    assert table(section(TEXT, "Settings"), "setting") == expected


def test_the_words_that_json_holds() -> None:
    assert [(kind, names(said)) for kind, said in re.findall(r"^(Step kinds|Finish|Kind): ([^.]+)\.", JSON, re.M)] == [
        ("Step kinds", [each.value for each in StepKind]),
        ("Finish", [each.value for each in Finish]),
        ("Kind", [each.value for each in DayKind]),
    ]


def parts(command: str) -> dict[str, list[str]]:
    """Which keys the page names for each part of a command's JSON."""
    return {part.strip("`"): names(keys) for part, keys in table(JSON, f"part of `{command}`")}


def keys_at(data: Any, part: str) -> list[str]:
    """The keys that are there, in a part such as `sessions.exercises`; of lists in each item."""
    found = [data]
    for name in [] if part == "the whole" else part.split("."):
        found = [each[name] for each in found]
        found = [item for each in found for item in (each if isinstance(each, list) else [each])]
    assert found, f"nothing to look at in {part}"
    (keys,) = {tuple(each) for each in found}
    return list(keys)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("timeline", ["timeline", "first-steps"]),
        ("simulate", ["simulate", "first-steps", "--before", "2", "--worse", "bridge=3"]),
        ("today", ["today"]),
        ("list", ["list"]),
        ("doctor", ["doctor"]),
    ],
)
def test_the_shape_of_json(command: str, words: list[str], hipcoach: Hipcoach) -> None:
    data = json.loads(hipcoach(*words, "--json").stdout)
    assert parts(command) == {part: keys_at(data, part) for part in parts(command)}


def test_the_shape_of_a_history(hipcoach: Hipcoach) -> None:
    answers = ("--screen", "none", "--before", "2", "--answer", "same", "--after", "2")
    played = hipcoach("play", "first-steps", "--text", "--speed", "1000", *answers)
    assert played.returncode == 0, played.stderr
    data = json.loads(hipcoach("history", "--json").stdout)
    assert parts("history") == {part: keys_at(data, part) for part in parts("history")}


@pytest.mark.parametrize(
    ("part", "name", "listed"), [("an exercise", "bridge", "exercises"), ("a plan", "strength", "plans")]
)
def test_the_shape_of_one_in_full(part: str, name: str, listed: str, hipcoach: Hipcoach) -> None:
    data = json.loads(hipcoach("show", name, "--json").stdout)
    assert list(data) == parts("list")[listed] + parts("show")[part]
