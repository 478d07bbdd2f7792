"""The window's side of one helper process: requests that never block, answers in a thread, and a deadline on each."""

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hipcoach.clock import Clock
from hipcoach.installation.start_command import module_words

Answer = Mapping[str, Any]
UNANSWERED_BYTES = 3000  # a pipe holds 4096 everywhere; a write within that never waits
QUIET_LIBRARIES = {"ORT_DISABLE_TELEMETRY": "1", "OPENBLAS_NUM_THREADS": "1"}  # newer onnxruntimes report to Microsoft
GONE: Answer = {"event": "gone"}


def command(module: str, *arguments: str) -> list[str]:
    """Return the command line of a helper, with this Python."""
    return [*module_words(f"hipcoach.voice.{module}"), "--parent", str(os.getpid()), *arguments]


@dataclass(slots=True)
class _Open:
    """A request that has no final answer yet."""

    size: int
    due_s: float
    answered: bool = False  # it no longer fills the pipe


class Helper:
    """One process. Make it in a thread that lives as long as it should: Linux ends it with that thread."""

    def __init__(self, command: Sequence[str], on_answer: Callable[[Answer], None], clock: Clock) -> None:
        """Start it; `on_answer` is called in a thread of its own, at last with the event `gone`. Raises OSError."""
        self._clock = clock
        self._on_answer = on_answer
        self._lock = threading.Lock()
        self._open: dict[int, _Open] = {}
        self._last_id = 0
        self._closed = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
            process_group=0 if os.name == "posix" else None,  # a Ctrl-Z in the terminal is for the program alone
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._reader = threading.Thread(target=self._read, name="helper answers", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Return its process id."""
        return self._process.pid

    def send(self, message: Mapping[str, object], within_s: float, spare: int = 0) -> int | None:
        """Write a request whose first answer is due within that time; return its id.

        None: the helper is gone or behind, nothing was sent. `spare` bytes are left for more urgent requests.
        """
        with self._lock:
            number = self._last_id + 1
            line = json.dumps({"id": number, **message}).encode() + b"\n"
            filled = sum(request.size for request in self._open.values() if not request.answered)
            if self._closed or filled + len(line) + spare > UNANSWERED_BYTES:
                return None
            self._last_id = number
            self._open[number] = _Open(len(line), self._clock.now_s() + within_s)
            try:
                os.write(self._stdin, line)
            except OSError:  # it has just died; the reader will say so
                return None
            return number

    def extend(self, number: int, within_s: float) -> None:
        """Expect the next answer to a request within that time from now."""
        with self._lock:
            if number in self._open:
                self._open[number].due_s = self._clock.now_s() + within_s

    def settle(self, number: int) -> None:
        """Expect no more answers to a request."""
        with self._lock:
            self._open.pop(number, None)

    def due_s(self) -> float | None:
        """Return when the next answer is due at the latest, by the clock; None when no request is open."""
        with self._lock:
            return min((request.due_s for request in self._open.values()), default=None)

    def kill(self) -> None:
        """Kill it and wait until it is gone."""
        with self._lock:
            self._closed = True
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]  # it was opened as a pipe
        self._process.wait()
        if threading.current_thread() is not self._reader:
            self._reader.join()

    @property
    def _stdin(self) -> int:
        assert self._process.stdin is not None
        return self._process.stdin.fileno()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in _lines(answers.fileno()):
                try:
                    answer = json.loads(line)
                except ValueError:
                    continue  # not ours; the deadline will tell
                if isinstance(answer, dict):
                    self._mark(answer.get("id"))
                    self._on_answer(answer)
        with self._lock:
            self._closed = True
        self._on_answer(GONE)

    def _mark(self, number: object) -> None:
        with self._lock:
            if isinstance(number, int) and number in self._open:
                self._open[number].answered = True


def _lines(descriptor: int) -> Iterator[bytes]:
    rest = b""
    while data := os.read(descriptor, 65536):
        *lines, rest = (rest + data).split(b"\n")
        yield from lines


def _environment() -> dict[str, str]:
    """Return the helper's environment: a checkout that is not installed is found too."""
    found = Path(__file__).parents[2]
    environment = {**os.environ, **QUIET_LIBRARIES}
    if found.name not in {"site-packages", "dist-packages"}:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(found), environment.get("PYTHONPATH"))))
    return environment
