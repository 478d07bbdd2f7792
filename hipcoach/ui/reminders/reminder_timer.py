"""Checks once a minute whether it is time to remind, and remembers that it did."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from hipcoach.clock import Clock, times_of_day
from hipcoach.planner.remind import time_due
from hipcoach.settings import REMINDER_DAYS, Settings
from hipcoach.small_files import read_small_file, write_small_file

logger = logging.getLogger(__name__)

CHECK_MS = 60_000


class Reminders(QObject):
    """Reminds when a time has come, but not while `busy` or switched off."""

    def __init__(
        self,
        clock: Clock,
        settings: Callable[[], Settings],
        memory: Path,
        *,
        what: Callable[[], str | None],
        busy: Callable[[], bool],
        notify: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`memory` is a file for the last reminder's time; `what` returns the sentence, or None if nothing is due."""
        super().__init__(parent)
        self._clock = clock
        self._settings = settings
        self._memory = memory
        self._what = what
        self._busy = busy
        self._notify = notify
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)

    def set_on(self, on: bool) -> None:
        """Start or stop the timer."""
        if on and not self._timer.isActive():
            self._timer.start()
        elif not on:
            self._timer.stop()

    def check(self) -> None:
        """Remind if it is time."""
        settings = self._settings()
        now = self._clock.utc().astimezone(self._clock.zone())
        week = [times_of_day(getattr(settings, name)) for name in REMINDER_DAYS]
        due = time_due(week, now, last_time(self._memory))
        if not settings.reminders or self._busy() or due is None:
            return
        sentence = self._what()
        if sentence is not None and _remember(self._memory, due):
            self._notify(sentence)


def last_time(memory: Path) -> datetime | None:
    """Return the time of the last reminder by the user's clock, or None if none is known."""
    try:
        return datetime.fromisoformat(read_small_file(memory).decode("ascii").strip())
    except (OSError, ValueError):
        return None


def _remember(memory: Path, at: datetime) -> bool:
    """Write the time down, and return False if that fails: the reminder could come twice then."""
    try:
        write_small_file(memory, f"{at.isoformat(timespec='minutes')}\n".encode("ascii"))
    except OSError as error:
        logger.warning("no reminder is shown: that it was could not be written down (%s)", error.strerror)
        return False
    return True
