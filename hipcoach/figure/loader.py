"""Reads kept frames in a thread of its own, so that the window never waits for a disk."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

Read = Callable[[], None]
END_WITHIN_S = 2.0  # a disk that hangs holds nobody up


class FrameLoader:
    """One thread that reads what is asked for, the newest request first; equal paths are one request."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reads: dict[Path, Read] = {}  # ordered, most urgent first
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._thread.start()

    def want(self, reads: Mapping[Path, Read]) -> None:
        """Have these files read in their order, before those already wanted."""
        with self._changed:
            self._reads = {**reads, **self._reads}
            self._changed.notify_all()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(END_WITHIN_S)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._reads)
                if self._closing:
                    return
                path = next(iter(self._reads))
                read = self._reads.pop(path)
            read()
