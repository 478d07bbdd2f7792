"""A diary of version 1 becomes one of version 2: nothing that is shown or exported changes, and no byte is lost."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.history.export_csv import csv_tables
from hipcoach.history.export_json import json_export
from hipcoach.history.merge import merge
from hipcoach.history.read_json import read_diary
from hipcoach.history.session_detail import session_detail
from hipcoach.planner.choices import reasons_since_done
from hipcoach.planner.read_diary import read
from hipcoach.recorder import find_unfinished
from hipcoach.safety.reason import AS_WRITTEN, reason_from
from hipcoach.store import Store
from hipcoach.store.diary_files import Places
from hipcoach.store.schema import STEPS
from tests.recorder.driving import RULE
from tests.store.child_process import module_in_child
from tests.store.conftest import everything
from tests.store.old_files import raw

HERE = Path(__file__).parent / "version_1"
NOW = datetime(2026, 3, 21, 8, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
SHOWN: dict[str, Any] = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
BY_HAND = {
    "It hurt more than before, so that was enough for today.",
    "Bridge: one step back, as my physiotherapist said so.",
    "Half the dose today; one set.",
    "The first time.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    shutil.copy(HERE / "diary.sqlite3", made)
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_diary_in(folder, NOW) as opened:
        yield opened


def test_it_opens_and_the_old_file_is_kept_as_a_backup(folder: Path) -> None:
    before = raw(folder)
    with open_diary_in(folder, NOW) as store:
        assert (store.notices, store.read_only) == ((), False)
        (copy,) = store.backups()
        shutil.copy(copy.path, folder.parent / "diary.sqlite3")
    assert before[0] == 1
    assert raw(folder.parent) == before
    assert raw(folder)[0] == len(STEPS)


def test_every_sentence_is_shown_as_it_was(store: Store) -> None:
    assert len(SHOWN["history"]) > 25
    for shown in SHOWN["history"]:
        found = session_detail(store, shown["id"])
        assert list(found.decisions) == shown["decisions"]
        assert [each.note for each in found.exercises] == shown["notes"]
    told = reasons_since_done(store, read(RULE, store, NOW, UTC))
    assert {name: [reason.sentence, reason.line] for name, reason in sorted(told.items())} == SHOWN["told"]


def test_a_session_that_was_cut_off_can_go_on_with_its_words(store: Store) -> None:
    cut_off = find_unfinished(store)
    assert cut_off is not None
    session = cut_off.session
    notes = [[each.exercise.id, each.note, list(each.lines)] for each in session.assignments]
    assert notes == SHOWN["unfinished"]["notes"]
    left_out = [[each.exercise, each.why, each.line, each.name] for each in session.left_out]
    assert left_out == SHOWN["unfinished"]["left_out"]


def test_the_export_is_the_same_bytes(store: Store) -> None:
    assert json_export(store) == (HERE / "export.json").read_bytes()


def test_the_tables_have_the_same_cells(store: Store) -> None:
    tables = csv_tables(store)
    assert set(tables) == {path.stem for path in (HERE / "csv").iterdir()}
    for name, text in tables.items():
        with (HERE / "csv" / f"{name}.csv").open(newline="", encoding="utf-8") as then:
            now = [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""))]
            cells = [dict(row) for row in csv.DictReader(then)]  # columns that came since are left out
            assert [{name: row[name] for name in old} for row, old in zip(now, cells, strict=True)] == cells, name


def test_no_sentence_is_stored_but_those_that_no_wording_makes(store: Store) -> None:
    rows = everything(store)
    texts = [str(value) for table in ("dose", "exercise_record", "event", "composition") for row in rows[table]
             for value in row if isinstance(value, str) and value[:1] in "[{"]  # fmt: skip
    reasons = [reason for text in texts for reason in _reasons(json.loads(text))]
    written = {reason["values"]["text"] for reason in reasons if reason["wording"] == AS_WRITTEN}
    assert written == BY_HAND
    assert len([reason for reason in reasons if reason["wording"] != AS_WRITTEN]) > 150
    said = {word for shown in SHOWN["history"] for word in (*shown["decisions"], *shown["notes"])} - BY_HAND - {""}
    assert not [sentence for sentence in said for text in texts if sentence in text]


def _reasons(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict) and "wording" in found:
        yield found
    elif isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from _reasons(each)


def test_every_checksum_is_right_afterwards(folder: Path) -> None:
    open_diary_in(folder, NOW).close()
    Places(folder).seal.take_away()  # so that every record is looked at
    with open_diary_in(folder, NOW) as store:
        assert store.notices == ()
        assert json_export(store) == (HERE / "export.json").read_bytes()


def test_an_exported_diary_of_version_1_is_taken_in_with_the_same_result(store: Store, tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "new", NOW) as new:
        merge(new, read_diary(HERE / "export.json", LATER))
        assert json_export(new) == (HERE / "export.json").read_bytes()
        assert sum(merge(new, read_diary(HERE / "export.json", LATER)).values()) == 0
        steps = [reason_from(row.reason) for row in new.doses.all()]
    assert sum(merge(store, read_diary(HERE / "export.json", LATER)).values()) == 0
    assert sorted(map(repr, steps)) == sorted(repr(reason_from(row.reason)) for row in store.doses.all())


def test_a_backup_of_version_1_is_restored(store: Store, tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "new", NOW) as new:
        new.restore(store.backups()[0].path, NOW)
        assert json_export(new) == (HERE / "export.json").read_bytes()


def test_a_damaged_diary_comes_back_from_a_backup_of_version_1(folder: Path) -> None:
    with open_diary_in(folder, NOW) as store:
        assert len(store.backups()) == 1
    bad = bytearray(Places(folder).diary.read_bytes())
    bad[bad.index(b"First steps")] ^= 1
    Places(folder).diary.write_bytes(bad)
    with open_diary_in(folder, NOW) as store:
        assert "has been brought back" in store.notices[0]
        assert json_export(store) == (HERE / "export.json").read_bytes()


def test_killed_at_any_statement_it_is_the_old_file_or_the_new_one_whole(folder: Path, tmp_path: Path) -> None:
    before, target = raw(folder), tmp_path / "killed"
    child = module_in_child("tests.store.killed", folder, target)
    assert child.returncode == 0, child.stderr
    statements = int(child.stdout)
    assert statements > 80
    after = raw(target / f"{statements:03}")
    assert (before[0], after[0]) == (1, len(STEPS))
    for number in range(statements):
        place = target / f"{number:03}"
        version, rows = raw(place)
        assert (version, rows) == before or version == len(STEPS), number
        if version == len(STEPS) or number % 20 == 0:
            with open_diary_in(place, NOW) as store:  # what was hidden goes for good
                assert store.notices == ()
                assert json_export(store) == (HERE / "export.json").read_bytes()
            assert raw(place) == after
    assert raw(target / "079") == before  # never opened again


def test_a_newer_file_is_shown_and_never_changed(folder: Path) -> None:
    """To a program that knows version 1 only, version 2 is one."""
    open_diary_in(folder, NOW).close()
    before = Places(folder).diary.read_bytes()
    with open_diary_in(folder, NOW, STEPS[:1]) as store:
        assert store.read_only
        assert len(store.sessions.all()) == len(SHOWN["history"])
    assert Places(folder).diary.read_bytes() == before


def test_the_shipped_rule_knows_every_line_that_was_stored(store: Store) -> None:
    lines = {line.key for line in RULE.lines} | {""}
    assert {reason_from(row.reason).line for row in store.doses.all()} <= lines
