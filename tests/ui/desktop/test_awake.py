"""Over real message buses: the display stays awake in a session, sleep is heard of, less motion is followed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hipcoach.ui.desktop.awake import ES_DISPLAY_REQUIRED, Caffeinate, ExecutionState

HERE = Path(__file__).parent
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")

HOLD = """
import sys
from PySide6.QtCore import QCoreApplication
from hipcoach.ui.desktop.awake import DesktopBus
app = QCoreApplication([])
awake = DesktopBus()
print("held", awake.hold(), awake.hold())
awake.release()
awake.release()
"""

LISTEN = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from hipcoach.ui.desktop.sleep_watch import SleepWatch
app = QCoreApplication([])
watch = SleepWatch()
watch.going_to_sleep.connect(lambda: print("going"))
watch.woke.connect(lambda: (print("woke"), app.quit()))
print("listening", watch.start())
ask = QDBusMessage.createMethodCall("org.freedesktop.login1", "/org/freedesktop/login1",
                                    "org.freedesktop.login1.Manager", "Sleep")
QDBusConnection.systemBus().send(ask)
QTimer.singleShot(60_000, app.quit)
app.exec()
"""

MOTION = """
from PySide6.QtCore import QCoreApplication, QTimer
from hipcoach.ui.desktop.motion import DesktopMotion
app = QCoreApplication([])
motion = DesktopMotion()
motion.changed.connect(lambda still: (print("still", still), still or app.quit()))
motion.start()
QTimer.singleShot(60_000, app.quit)
app.exec()
"""

Desktop = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Start a private bus and, on it, a desktop that offers the services named."""
    started = [
        subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address=1", "--nofork"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    ]
    assert started[0].stdout is not None
    address = started[0].stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)

    def start(*names: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "fake_desktop.py"), *names], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in reversed(started):
        process.terminate()
        process.communicate(timeout=60)


def run(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.splitlines()


def asked(service: subprocess.Popen[str]) -> list[str]:
    service.terminate()
    return service.communicate(timeout=60)[0].splitlines()


@needs_bus
@pytest.mark.slow
def test_the_screen_saver_is_held_off_once_and_let_go_once(desktop: Desktop) -> None:
    service = desktop("screensaver", "portal")
    assert run(HOLD) == ["held True True"]
    assert asked(service) == ["inhibit hipcoach: A guided session is running", "uninhibit True"]


@needs_bus
@pytest.mark.slow
def test_the_portal_is_asked_where_there_is_no_screen_saver(desktop: Desktop) -> None:
    service = desktop("portal")
    assert run(HOLD) == ["held True True"]
    assert asked(service) == ["portal 8 A guided session is running"]


@needs_bus
@pytest.mark.slow
def test_a_bus_with_neither_is_no_fault(desktop: Desktop) -> None:
    desktop()
    assert run(HOLD) == ["held False False"]


@pytest.mark.slow
def test_no_bus_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert run(HOLD) == ["held False False"]


@needs_bus
@pytest.mark.slow
def test_the_machine_going_to_sleep_and_waking_is_heard(desktop: Desktop) -> None:
    desktop("logind")
    assert run(LISTEN) == ["listening True", "going", "woke"]


@needs_bus
@pytest.mark.slow
def test_less_motion_is_followed_from_the_desktop(desktop: Desktop) -> None:
    desktop("settings")
    assert run(MOTION) == ["still True", "still False"]


def test_windows_is_asked_for_the_display_and_given_it_back() -> None:
    states: list[int] = []

    def set_state(state: int) -> int:
        states.append(state)
        return 0x80000000

    awake = ExecutionState(set_state)
    assert awake.hold()
    awake.release()
    assert [bool(s & ES_DISPLAY_REQUIRED) for s in states] == [True, False]


def test_macos_helper_runs_only_while_held(tmp_path: Path) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    stand_in = tmp_path / "caffeinate"
    stand_in.write_text(f'#!/bin/sh\necho "$@" >"{said}"\nexec sleep 60\n')
    stand_in.chmod(0o700)
    awake = Caffeinate(str(stand_in))
    assert awake.hold()
    assert said.read_text() == f"-d -i -w {os.getpid()}\n"
    awake.release()
    assert awake.hold()  # it ended: a second one starts
    said.read_text()
    awake.release()


def test_a_missing_macos_helper_is_no_fault(tmp_path: Path) -> None:
    assert not Caffeinate(str(tmp_path / "nothing")).hold()
