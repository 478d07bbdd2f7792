"""Looks once a minute whether its user may have been sitting for long, and says so."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from hipcoach.clock import Clock
from hipcoach.planner.remind import Spell, sat
from hipcoach.settings import Settings
from hipcoach.ui.reminders.reminder_timer import CHECK_MS


class SittingTimer(QObject):
    """Counts from the moment it is switched on, from the last note, and from the end of what the user did here."""

    def __init__(
        self,
        clock: Clock,
        settings: Callable[[], Settings],
        *,
        what: Callable[[], str | None],
        busy: Callable[[], bool],
        notify: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`what` returns the sentence, or None during a pain rest."""
        super().__init__(parent)
        self._clock = clock
        self._settings = settings
        self._what = what
        self._busy = busy
        self._notify = notify
        self._spell: Spell | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)

    def set_on(self, on: bool) -> None:
        """Start or stop counting."""
        if on and not self._timer.isActive():
            self._spell = None
            self.check()
            self._timer.start()
        elif not on:
            self._timer.stop()

    def check(self) -> None:
        """Say it if it is time."""
        settings = self._settings()
        now_s = self._clock.uptime().seconds
        self._spell, long = sat(self._spell, now_s, settings.sitting_minutes, busy=self._busy())
        sentence = self._what() if long and settings.sitting else None
        if sentence is not None:
            self._notify(sentence)
