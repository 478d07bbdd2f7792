"""The system tells the program to end: Ctrl+C in its terminal, a logout, a shutdown."""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class ToldToEnd(QObject):
    """Emits `told` in place of what the system would do: end the program in the midst of what it does.

    Python runs a handler of its own only once Qt hands it something to do, which in an idle window may be never; so
    each signal is also written into a pipe that Qt watches. On Windows, where Qt watches none, all stays as it is.
    """

    told = Signal(int)  # the number of the signal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if os.name == "nt":
            return
        self._end, begin = os.pipe()
        os.set_blocking(begin, False)
        signal.set_wakeup_fd(begin, warn_on_full_buffer=False)
        for each in SIGNALS:
            signal.signal(each, lambda *_: None)
        self._watch = QSocketNotifier(self._end, QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._on_watch_activated)

    def _on_watch_activated(self) -> None:
        for number in os.read(self._end, 64):
            if number in SIGNALS:
                self.told.emit(number)
