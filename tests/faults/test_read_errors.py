"""A disk that fails once: what cannot be read is not damaged by that, and what cannot be written is one line."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.commands import RED
from tests.faults.homes import DIARY, WAL, Homes
from tests.faults.runs import Answer, run_alone
from tests.faults.verdict import of_any_run

READS = range(1, 13)
OPENING = 3  # of them: a fault there is one line, and the command ends
COMMANDS = {"history": "history", "today": "today", "play": RED}


def _can_trace() -> bool:
    return (
        shutil.which("strace") is not None
        and subprocess.run(["strace", "-o/dev/null", "true"], capture_output=True, check=False).returncode == 0
    )


pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not _can_trace(), reason="needs strace: apt-get install strace"),
]


def fail_once(root: Path, line: str, number: int, trace: Path) -> Answer:
    """Run a command whose `number`-th read of the diary fails with EIO; reads that it does not come to fail nowhere."""
    strace = ["strace", "-f", "-o", str(trace), "-P", str(root / DIARY), "-e", "trace=pread64"]
    strace += ["-e", f"inject=pread64:error=EIO:when={number}"]
    return run_alone([*line.split(), "--home", str(root / "home")], before=strace)


def wrong(answer: Answer, root: Path, before: bytes) -> list[str]:
    found = [] if answer.status in (0, 1) else [f"status {answer.status}"]
    if answer.status == 1 and len(answer.err.splitlines()) != 1:
        found.append("not one line")
    if answer.status == 1 and "diary" not in answer.err:
        found.append("the line does not name the diary")
    if list((root / DIARY).parent.glob("damaged-*")):
        found.append("set aside")
    if answer.status == 1 and (root / DIARY).read_bytes() != before:
        found.append("changed")
    return [f"{each}: {answer.err.strip()}" for each in found]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_read_that_fails_once_is_not_damage(name: str, homes: Homes, tmp_path: Path) -> None:
    faults = {}
    injected = 0
    for number in READS:
        root = homes.fresh()
        before = (root / DIARY).read_bytes()
        answer = fail_once(root, COMMANDS[name], number, tmp_path / "trace")
        injected += "INJECTED" in (tmp_path / "trace").read_text()
        found = wrong(answer, root, before)
        if number <= OPENING and answer.status != 1:
            found.append(f"status {answer.status} while it is opened")
        if found:
            faults[number] = found
    assert injected >= 5, "the reads did not fail: this test tests nothing"
    assert faults == {}


NOT_KEPT, UNWRITTEN = "could not be kept", "cannot be written (Input/output error)"
UNREAD = "expected a file that can be read (Input/output error)"
EXPORT, IMPORT = "export --format json --out {out}/diary.json", "import {given}/diary.json"
GIVEN, SETTINGS = "given/diary.json", "home/settings.toml"


@pytest.mark.parametrize(
    ("line", "place", "call", "status", "says"),
    [
        (RED, WAL, "pwrite64", 1, NOT_KEPT),
        (RED, WAL, "fdatasync", 1, NOT_KEPT),
        (RED, DIARY, "pwrite64", 0, ""),  # it is written home later
        (RED, DIARY, "fdatasync", 0, ""),
        ("today", DIARY, "openat", 1, "The diary cannot be opened"),
        ("today", SETTINGS, "openat", 0, UNREAD),
        ("today", SETTINGS, "read", 0, UNREAD),
        ("backup --now", "", "fdatasync", 1, "No backup of the diary could be made"),
        (EXPORT, "", "fsync", 1, UNWRITTEN),
        (EXPORT, "", "rename", 1, UNWRITTEN),
        (IMPORT, GIVEN, "openat", 1, UNREAD),
        (IMPORT, GIVEN, "read", 1, UNREAD),
    ],
)
def test_a_call_that_fails_once_is_one_line(
    line: str, place: str, call: str, status: int, says: str, homes: Homes, tmp_path: Path
) -> None:
    root = homes.fresh()
    (root / "out" / "diary.json").write_text("as it was")
    words = line.format(given=root / "given", out=root / "out")
    strace = ["strace", "-f", "-o", str(tmp_path / "trace"), *(("-P", str(root / place)) if place else ())]
    strace += ["-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={2 if place == WAL else 1}"]
    answer = run_alone([*words.split(), "--home", str(root / "home")], before=strace)
    assert "INJECTED" in (tmp_path / "trace").read_text(), "nothing failed: this test tests nothing"
    assert of_any_run(answer) == []
    assert (answer.status, says in answer.err, len(answer.err.splitlines())) == (status, True, 1 if says else 0), answer
    assert [(each.name, each.read_text()) for each in (root / "out").iterdir()] == [("diary.json", "as it was")]
    assert not list((root / "home").rglob("*.part"))
    assert not list((root / "home").rglob("damaged-*"))
    after = run_alone(["today", "--json", "--home", str(root / "home")])
    assert (after.status, after.err) == (0, "")
    assert ('"kind": "blocked"' in after.out) == ("You chose seven" in answer.out)
