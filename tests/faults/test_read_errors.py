"""A disk that fails to read once: the diary is not damaged by that, so it is neither set aside nor replaced."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.commands import RED
from tests.faults.homes import DIARY, Homes
from tests.faults.runs import Answer, run_alone

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
