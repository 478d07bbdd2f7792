"""Notices that the machine is about to sleep (logind, over the system bus), so that a session pauses first."""

import logging
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

logger = logging.getLogger(__name__)

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


class SleepWatch(QObject):
    """Emits signals when the machine goes to sleep and wakes up; none where there is no system bus."""

    going_to_sleep = Signal()
    woke = Signal()

    def start(self) -> bool:
        """Begin to listen. Return True if there is a system bus."""
        bus = QDBusConnection.systemBus()
        slot: Any = SLOT("_on_logind_prepare_for_sleep(bool)")  # a str is what works, whatever the stubs say
        listening = bus.isConnected() and bus.connect(*LOGIND, "PrepareForSleep", self, slot)
        if not listening:
            logger.warning("no word comes when the machine goes to sleep: a session will notice only afterwards")
        return listening

    @Slot(bool)
    def _on_logind_prepare_for_sleep(self, before: bool) -> None:
        (self.going_to_sleep if before else self.woke).emit()
