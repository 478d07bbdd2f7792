"""Nothing that a user or a file has written makes a terminal do anything: titles, contacts, numbers, advice."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.clock import SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.planner import profile_values
from hipcoach.store.rows import NoteRow, SessionRow
from tests.faults.commands import EMERGENCY
from tests.faults.verdict import RAW

SHOWN = "\N{REPLACEMENT CHARACTER}"
ESCAPE, TURNED, BELL = "\x1b[2J", "\u202e", "\x1b]0;x\x07"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    now: datetime = SystemClock().utc() - timedelta(hours=1)
    with open_diary_in(tmp_path / "data", now) as store:
        said = {
            "first_run_done": True,
            "contacts": [[f"{ESCAPE}Ann{TURNED}", BELL]],
            "emergency_number": f"{ESCAPE}999",
        }
        for name, value in said.items():
            profile_values.keep_answer(store, name, value, now)
        head = SessionRow(
            "s", "first-steps", f"{ESCAPE}First{TURNED}", now, f"{BELL}UTC", 0, f"{now:%Y-%m-%d}", "1", "1", 2
        )
        key = store.sessions.begin(head, "{}", ())
        store.sessions.end(key, now, 60.0, "completed", "none")
        store.sessions.seal(key)
        store.notes.add(NoteRow("n", "s", f"{ESCAPE}stiff{TURNED}", now))
    return tmp_path


@pytest.mark.parametrize(
    ("line", "shows"),
    [("history", True), ("history --json", False), ("today", False), (EMERGENCY, True), ("today --json", False)],
)
def test_nothing_reaches_the_terminal_as_it_is(
    line: str, shows: bool, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*line.split(), "--home", str(home)]) == int(line == EMERGENCY)
    said = "".join(capsys.readouterr())
    assert RAW.search(said) is None
    assert (SHOWN in said) == shows, said
