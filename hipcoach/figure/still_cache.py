"""Pictures in memory, those seen last; they may be put there by another thread."""

import threading
from collections import OrderedDict
from pathlib import Path

from hipcoach.figure.frame import Frame

BUDGET_BYTES = 24_000_000


class StillCache:
    """Stills by the path of their file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[Path, Frame] = OrderedDict()

    def get(self, path: Path) -> Frame | None:
        """Return a picture that is in memory."""
        with self._lock:
            found = self._found.get(path)
            if found is not None:
                self._found.move_to_end(path)
            return found

    def put(self, path: Path, frame: Frame) -> None:
        """Keep a picture; those not seen for longest go where there is no room."""
        with self._lock:
            self._found[path] = frame
            while sum(kept.bytes for kept in self._found.values()) > BUDGET_BYTES and len(self._found) > 1:
                self._found.popitem(last=False)
