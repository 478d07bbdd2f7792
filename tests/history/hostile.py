"""What refuses a hostile file, and what that takes: time of the processor, which others' work hardly changes."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

TRIES = 8  # what else the machine does can only add to the time, by a third: the least of a few is the program's own
CHECKOUT = Path(__file__).parent.parent.parent
HEAD = b'{\n"format":"hipcoach diary",\n"version":1,\n'
SESSION = (
    b'{"id":"%d","plan":"p","title":"P","started_at":"2026-03-02T09:00:00Z","zone":"UTC","offset_min":0,'
    b'"local_date":"2026-03-02","app_version":"1","rule_version":"1","base":2,"ended_at":"2026-03-02T09:20:00Z",'
    b'"duration_s":1200.0,"finish":"completed","hold":"none","exercises":[],"sets":[%s],"events":[]}'
)
SET = (
    b'{"ord":0,"exercise":"bridge","set_no":%d,"side":"","reps_target":5,"reps_done":5,"hold_s_target":25.0,'
    b'"hold_s_done":25.0}'
)


def until(size: int, parts: Iterator[bytes]) -> bytes:
    """Parts, one after the other, up to a size."""
    found, length = [], 0
    while length < size:
        found.append(next(parts))
        length += len(found[-1])
    return b"".join(found)


def at_once_in_little_memory(run: Callable[[], tuple[float, int]]) -> None:
    for _ in range(TRIES):
        seconds, kilobytes = run()
        assert kilobytes < 100_000
        if seconds < 1.0:
            break
    assert seconds < 1.0


def refused(path: Path, said: str, *words: str, status: int = 1, most_lines: int = 1) -> tuple[float, int]:
    """What it took to refuse a file: seconds of the processor, and the most of memory."""
    home = path.parent if path.name == "settings.toml" else path.parent / "home"
    done = subprocess.run(
        [sys.executable, "-m", "tests.history.refusing", *words, "--home", str(home)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.match(rf"(.*: )?{re.escape(str(path))}(:\d+)?: .*({said})|{said}", done.stderr), done.stderr[:1000]
    assert 1 <= done.stderr.count("\n") <= most_lines
    assert len(done.stderr) < 1_000 * most_lines
    found = re.search(rf"^status {status} seconds ([\d.]+) kilobytes (\d+)\n\Z", done.stdout, re.MULTILINE)
    assert found is not None, done.stdout
    return float(found[1]), int(found[2])
