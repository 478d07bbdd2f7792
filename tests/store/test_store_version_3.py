"""A diary of version 3 gets room for what a newer version says: its export, its rests and their kinds stay the same."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.history.export_json import json_export
from hipcoach.recorder import find_unfinished
from hipcoach.store.diary_files import Places
from hipcoach.store.schema import STEPS
from tests.store.inside import faults_of
from tests.store.old_files import raw

HERE = Path(__file__).parent / "version_3"
NOW = datetime(2026, 3, 21, 8, 10, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    shutil.copy(HERE / "diary.sqlite3", made)
    return made


def test_it_opens_as_it_was_and_the_old_file_is_kept_as_a_backup(folder: Path) -> None:
    before = raw(folder)
    assert before[0] == 3
    with open_diary_in(folder, NOW) as store:
        assert (store.notices, store.read_only) == ((), False)
        (copy,) = store.backups()
        shutil.copy(copy.path, folder.parent / "diary.sqlite3")
        assert [(row.kind, row.pain_kind, row.in_force) for row in store.pain_rests.all()] == [
            ("hold", None, True),
            ("hold", "neuro", True),
        ]
        assert [row.newer for row in (*store.sessions.all(), *store.pain_rests.all())] == [None] * (3 + 2)
        assert json_export(store) == (HERE / "export.json").read_bytes()
        assert find_unfinished(store) is not None
        assert faults_of(store) == ()
    assert raw(folder.parent) == before
    assert raw(folder)[0] == len(STEPS)


def test_every_checksum_is_right_afterwards(folder: Path) -> None:
    open_diary_in(folder, NOW).close()
    Places(folder).seal.take_away()  # so that every record is looked at
    with open_diary_in(folder, NOW) as store:
        assert store.notices == ()
