"""Follows the desktop's wish for less motion, through the portal of settings (Linux). It never raises."""

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusPendingCallWatcher, QDBusVariant

PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
REDUCED = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
}
"""The settings that ask for less motion, and the value of each that does."""


class DesktopMotion(QObject):
    """Asks once, then follows each change."""

    changed = Signal(bool)  # True: less motion is wanted

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: dict[tuple[str, str], bool] = {}
        self._waiting: list[QDBusPendingCallWatcher] = []

    def start(self) -> None:
        """Ask, without waiting for the answer."""
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        slot: Any = SLOT("_on_portal_setting_changed(QString,QString,QDBusVariant)")  # a str is what works
        bus.connect(*PORTAL, "SettingChanged", self, slot)
        for name in REDUCED:
            call = QDBusMessage.createMethodCall(*PORTAL, "Read")
            call.setArguments(list(name))
            watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
            watcher.finished.connect(lambda done, name=name: self._on_answer(name, done))
            self._waiting.append(watcher)

    def _on_answer(self, name: tuple[str, str], done: QDBusPendingCallWatcher) -> None:
        reply = QDBusPendingCall(done).reply()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self._take(name, reply.arguments()[0])
        self._waiting.remove(done)
        done.deleteLater()

    @Slot(str, str, QDBusVariant)
    def _on_portal_setting_changed(self, namespace: str, key: str, value: QDBusVariant) -> None:
        if (namespace, key) in REDUCED:
            self._take((namespace, key), value)

    def _take(self, name: tuple[str, str], value: object) -> None:
        while isinstance(value, QDBusVariant):  # `Read` wraps its answer twice
            value = value.variant()
        before = any(self._wanted.values())
        self._wanted[name] = value == REDUCED[name]
        if any(self._wanted.values()) is not before:
            self.changed.emit(not before)
