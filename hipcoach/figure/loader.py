"""Reads kept frames in a thread of its own, so that the window never waits for a disk."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

Read = Callable[[], None]
END_WITHIN_S = 2.0  # a disk that hangs holds nobody up


class FrameLoader:
    """One thread that does what is wanted, the newest wish first; equal paths are one wish."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted: dict[Path, Read] = {}  # ordered, most urgent first
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._thread.start()

    def want(self, reads: Mapping[Path, Read]) -> None:
        """Have these files read in their order, before those already wanted."""
        with self._changed:
            self._wanted = {**reads, **self._wanted}
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
                self._changed.wait_for(lambda: self._closing or self._wanted)
                if self._closing:
                    return
                path = next(iter(self._wanted))
                read = self._wanted.pop(path)
            read()
