"""Keeps the display awake while a session runs, by the means of each desktop. It never raises."""

import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Q_ARG, QMetaObject, Qt
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface, QDBusMessage

logger = logging.getLogger(__name__)

APP = "hipcoach"
WHY = "A guided session is running"
BUS_NAME = "hipcoach-awake"  # our own connection: whatever it holds ends with it, also after a kill
ANSWER_WITHIN_MS = 400
NOT_KEPT_AWAKE = "the desktop does not keep the display awake: it may go dark in the session"

SCREENSAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit")
PORTAL_IDLE = 8

ES_CONTINUOUS = 0x80000000
ES_SYSTEM_REQUIRED = 0x1
ES_DISPLAY_REQUIRED = 0x2


class Awake(Protocol):
    """Keeps the display awake between `hold` and `release`; both may be called twice."""

    def hold(self) -> bool:
        """Keep the display awake. Return True if the system agreed."""

    def release(self) -> None:
        """Let the display sleep again."""


class DesktopBus:
    """Linux: the interface of the screen saver on the session bus, or that of the portal."""

    def __init__(self) -> None:
        self._held = False
        self._cookie: int | None = None

    def hold(self) -> bool:
        """Ask the screen saver, then the portal."""
        if self._held:
            return True
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, BUS_NAME)
        self._held = bus.isConnected() and (self._ask_screensaver() or self._ask_portal())
        if not self._held:
            logger.warning(NOT_KEPT_AWAKE)
            QDBusConnection.disconnectFromBus(BUS_NAME)
        return self._held

    def release(self) -> None:
        """Withdraw the request where that is possible, and close the connection."""
        if not self._held:
            return
        if self._cookie is not None:
            # Only an interface's own slots send an unsigned number: plain arguments go out signed and are refused.
            interface = QDBusInterface(*SCREENSAVER, QDBusConnection(BUS_NAME))
            if interface.isValid():
                QMetaObject.invokeMethod(
                    interface, "UnInhibit", Qt.ConnectionType.DirectConnection, Q_ARG("uint", self._cookie)
                )
        QDBusConnection.disconnectFromBus(BUS_NAME)
        self._held = False
        self._cookie = None

    def _ask_screensaver(self) -> bool:
        call = QDBusMessage.createMethodCall(*SCREENSAVER, "Inhibit")
        call.setArguments([APP, WHY])
        reply = QDBusConnection(BUS_NAME).call(call, QDBus.CallMode.Block, ANSWER_WITHIN_MS)
        if reply.type() != QDBusMessage.MessageType.ReplyMessage:
            return False
        self._cookie = int(reply.arguments()[0])
        return True

    def _ask_portal(self) -> bool:
        bus = QDBusConnection(BUS_NAME)
        if not bus.interface().isServiceRegistered(PORTAL[0]).value():
            return False
        interface = QDBusInterface(*PORTAL, bus)
        if not interface.isValid():
            return False
        QMetaObject.invokeMethod(
            interface,
            "Inhibit",
            Qt.ConnectionType.DirectConnection,
            Q_ARG("QString", ""),
            Q_ARG("uint", PORTAL_IDLE),
            Q_ARG("QVariantMap", {"reason": WHY}),
        )
        return not interface.lastError().isValid()


class ExecutionState:
    """Windows: the calling thread's execution state."""

    def __init__(self, set_state: Callable[[int], int]) -> None:
        self._set_state = set_state

    def hold(self) -> bool:
        """Require the display until `release`."""
        held = self._set_state(ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED) != 0
        if not held:
            logger.warning(NOT_KEPT_AWAKE)
        return held

    def release(self) -> None:
        """Go back to the user's own setting."""
        self._set_state(ES_CONTINUOUS)


class Caffeinate:
    """macOS: `caffeinate`, which ends by itself when this process does."""

    def __init__(self, command: str = "/usr/bin/caffeinate") -> None:
        self._command = command
        self._helper: subprocess.Popen[bytes] | None = None

    def hold(self) -> bool:
        """Start the helper process."""
        if self._helper is not None:
            return True
        try:
            self._helper = subprocess.Popen(
                [self._command, "-d", "-i", "-w", str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            logger.warning(NOT_KEPT_AWAKE)
            return False
        return True

    def release(self) -> None:
        """End the helper process."""
        if self._helper is not None:
            self._helper.terminate()
            self._helper.wait()
            self._helper = None


def for_this_system(platform: str = sys.platform) -> Awake:
    """Return the means of this desktop."""
    if platform == "win32":
        return ExecutionState(_windows_set_state())
    if platform == "darwin":
        return Caffeinate()
    return DesktopBus()


def _windows_set_state() -> Callable[[int], int]:
    kernel = ctypes.CDLL("kernel32")
    set_state: Callable[[int], int] = kernel.SetThreadExecutionState
    return set_state
