"""The helpers' side of the pipes: one JSON object a line, and an end when the parent ends."""

import ctypes
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any

Message = Mapping[str, Any]
PR_SET_PDEATHSIG = 1


class Wire:
    """Reads requests in a thread of its own, so that the end of the pipe ends a helper that is busy or stuck."""

    def __init__(self) -> None:
        """Take stdout for the answers alone: whatever libraries print goes to stderr."""
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._requests: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def send(self, **message: object) -> None:
        """Write one answer."""
        line = json.dumps(message).encode() + b"\n"
        with self._lock:
            while line:
                line = line[os.write(self._out, line) :]

    def requests(self, quiet_s: float | None = None) -> Iterator[Message | None]:
        """Yield each request as it comes, and None after every `quiet_s` without one.

        The process ends with the pipe.
        """
        threading.Thread(target=self._read, name="requests", daemon=True).start()
        while True:
            try:
                yield self._requests.get(timeout=quiet_s)
            except queue.Empty:
                yield None

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            self._requests.put(json.loads(line))
        os._exit(0)  # at once, whatever the main thread is stuck in


def end_with_parent(parent: int | None) -> None:
    """Ask Linux to kill this process when the thread that started it ends. Elsewhere the closed pipe ends it."""
    if parent is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the request
        os._exit(0)
