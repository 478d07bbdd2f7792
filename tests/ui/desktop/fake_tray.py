"""A desktop's tray and notifications for tests: prints what it is asked to show."""

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection


@ClassInfo({"D-Bus Interface": "org.kde.StatusNotifierWatcher"})
class Watcher(QObject):
    @Slot(str)
    def RegisterStatusNotifierItem(self, service: str) -> None:
        print("item", flush=True)

    def _registered(self) -> bool:
        return True

    IsStatusNotifierHostRegistered = Property(bool, _registered)


@ClassInfo({"D-Bus Interface": "org.freedesktop.Notifications"})
class Notifications(QObject):
    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(
        self, app: str, replaces: int, icon: str, title: str, text: str, actions: object, hints: object, ms: int
    ) -> int:
        print(f"note {title}: {text}", flush=True)
        return 1


def main() -> int:
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    everything = QDBusConnection.RegisterOption.ExportAllContents
    watcher, notifications = Watcher(), Notifications()
    bus.registerObject("/StatusNotifierWatcher", watcher, everything)
    bus.registerObject("/org/freedesktop/Notifications", notifications, everything)
    bus.registerService("org.freedesktop.Notifications")
    bus.registerService("org.kde.StatusNotifierWatcher")
    print("ready", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
