"""Running the installed command: in a fork of a warm process, or as a process of its own where its start matters."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.menu import menu_of

LIMIT_S = 30.0  # without a word for longer, it hangs
CHECKOUT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("hipcoach")


@dataclass(frozen=True)
class Answer:
    """What a run left behind. A negative status is the signal that ended it."""

    status: int
    out: str
    err: str
    late: bool = False  # stopped at the limit of time


class ForkServer:
    """Runs commands in forks of one process; see `fork_server`."""

    def __init__(self, cwd: Path, **env: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.fork_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "PYTHONPATH": str(CHECKOUT), **env},
        )

    def warm(self, commands: Sequence[Sequence[str]]) -> None:
        """Import what these commands need."""
        self._ask({"warm": [list(words) for words in commands]})

    def run(
        self, words: Sequence[str], *, limit_s: float = LIMIT_S, closed_output: bool = False, ahead_s: float = 0
    ) -> Answer:
        """Run one command, with the machine's clock so far ahead."""
        asked = {"words": list(words), "closed_output": closed_output, "ahead_s": ahead_s, "limit_s": limit_s}
        return Answer(**self._ask(asked))

    def close(self) -> None:
        """End the process."""
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _ask(self, job: object) -> dict[str, object]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer if isinstance(answer, dict) else {}


def run_alone(words: Sequence[str | bytes], *, before: Sequence[str] = (), **env: str) -> Answer:
    """Run one command as a process of its own; `before` is what starts it, such as strace with its options."""
    try:
        done = subprocess.run(
            [*before, str(COMMAND), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_S * 3,  # strace makes it slow
            check=False,
            env={**os.environ, **menu_of(words), **env},
        )
    except subprocess.TimeoutExpired as late:
        return Answer(-9, str(late.stdout), str(late.stderr), late=True)
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
