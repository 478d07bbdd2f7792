"""`hipcoach backup --restore`: a copy from elsewhere with the right checksums is believed no more than a document."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow, ProfileRow, ScreenRow
from tests.history.filling import LATER, fill
from tests.recorder.driving import MORNING

STRANGE = {
    "a profile of another shape": lambda store: store.profile.add(ProfileRow("x", "locks", "{}", MORNING)),
    "no JSON": lambda store: store.profile.add(ProfileRow("x", "locks", "[", MORNING)),
    "escapes in a name": lambda store: store.screens.add(ScreenRow("x", MORNING, ("\x1b[31m",))),
    "year 1": lambda store: store.screens.add(ScreenRow("x", datetime(1, 1, 1, tzinfo=UTC), ())),
    "a reason that is none": lambda store: store.doses.add(
        DoseRow("x", "bridge", None, 1, MORNING, "2026-03-02", "user", "3")
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path / "elsewhere", MORNING) as opened:
        yield opened


@pytest.mark.parametrize("kind", STRANGE)
def test_a_copy_with_values_that_cannot_be_used_is_refused_in_one_line(
    kind: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(store)
    STRANGE[kind](store)
    copy, home = store.back_up(LATER).path, tmp_path / "home"
    assert main(["history", "--home", str(home)]) == 0
    before = (home / "data" / "diary.sqlite3").read_bytes()
    assert main(["backup", "--restore", str(copy), "--home", str(home)]) == 1
    [problem] = capsys.readouterr().err.splitlines()
    assert problem.startswith(f"{copy}: expected a copy whose values can be used: ")
    assert (home / "data" / "diary.sqlite3").read_bytes() == before
    assert not (home / "data" / "backups").exists()
