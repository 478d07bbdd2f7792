"""A desktop for tests (screen saver, portal, logind): owns the names it is told to and prints what it is asked."""

import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

COOKIE = 4_000_000_077  # above 2^31: a cookie is unsigned


@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class ScreenSaver(QObject):
    @Slot(str, str, result="uint")
    def Inhibit(self, app: str, why: str) -> int:
        print(f"inhibit {app}: {why}", flush=True)
        return COOKIE

    @Slot("uint")
    def UnInhibit(self, cookie: int) -> None:
        print(f"uninhibit {cookie == COOKIE}", flush=True)


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Inhibit"})
class Portal(QObject):
    @Slot(str, "uint", "QVariantMap", result=str)
    def Inhibit(self, window: str, flags: int, options: dict[str, str]) -> str:
        print(f"portal {flags} {options['reason']}", flush=True)
        return "/org/freedesktop/portal/desktop/request/1"


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
class PortalSettings(QObject):
    """Wants less motion by one setting, until it is read for the second time."""

    @Slot(QDBusMessage)
    def Read(self, message: QDBusMessage) -> None:
        namespace, key = message.arguments()
        bus = QDBusConnection.sessionBus()
        if key != "reduced-motion":
            bus.send(message.createErrorReply("org.freedesktop.portal.Error.NotFound", "no such setting"))
            return
        bus.send(message.createReply(QDBusVariant(1)))
        changed = QDBusMessage.createSignal(
            "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "SettingChanged"
        )
        changed.setArguments([namespace, key, QDBusVariant(0)])
        bus.send(changed)


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Logind(QObject):
    @Slot()
    def Sleep(self) -> None:
        for before in (True, False):
            signal = QDBusMessage.createSignal(
                "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"
            )
            signal.setArguments([before])
            QDBusConnection.sessionBus().send(signal)


OFFERS = {
    "screensaver": ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", ScreenSaver),
    "portal": ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", Portal),
    "settings": ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", PortalSettings),
    "logind": ("org.freedesktop.login1", "/org/freedesktop/login1", Logind),
}


def main(names: list[str]) -> int:
    app = QCoreApplication(sys.argv)
    bus = QDBusConnection.sessionBus()
    objects = []
    for name in names:
        service, path, make = OFFERS[name]
        objects.append(make())
        if not bus.registerObject(path, objects[-1], QDBusConnection.RegisterOption.ExportAllSlots):
            return 1
        if not bus.registerService(service):
            return 1
    print("ready", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
