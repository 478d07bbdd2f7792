"""Each fallback that the window takes is one line in the log (the voice's: tests/voice/test_voice_log.py)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.paths import find_paths
from hipcoach.settings import Settings
from hipcoach.store.files import Reserve
from hipcoach.ui.desktop.awake import Caffeinate, ExecutionState
from hipcoach.ui.desktop.one_window import OneWindow
from hipcoach.ui.desktop.sleep_watch import SleepWatch
from hipcoach.ui.desktop.tray import Tray
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme

NOW = FakeClock().utc()
Logged = Callable[[], list[str]]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Logged:
    return lambda: [record.getMessage() for record in caplog.records if record.name.startswith("hipcoach")]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, find_paths().assets / "icons")


def test_a_display_that_may_go_dark(tmp_path: Path, logged: Logged) -> None:
    assert not Caffeinate(str(tmp_path / "missing")).hold()
    assert not ExecutionState(lambda _: 0).hold()
    assert logged() == ["the desktop does not keep the display awake: it may go dark in the session"] * 2


def test_no_word_of_sleep(qtbot: QtBot, logged: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDBusConnection, "systemBus", lambda: QDBusConnection("no such bus"))
    assert not SleepWatch().start()
    assert logged() == ["no word comes when the machine goes to sleep: a session will notice only afterwards"]


def test_a_window_that_a_second_start_cannot_find(qtbot: QtBot, tmp_path: Path, logged: Logged) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    assert not OneWindow(folder).listen()
    assert len(logged()) == 1
    assert logged()[0].startswith("a second start will not find this window: ")


def test_a_desktop_without_a_tray(
    qtbot: QtBot, qapp: QApplication, theme: Theme, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    window = QWidget()
    qtbot.addWidget(window)
    Tray(qapp, theme, window).set_on(True)
    assert logged() == ["the desktop has no tray: reminders come only while the window is open"]


def test_settings_that_cannot_be_saved(theme: Theme, tmp_path: Path, logged: Logged) -> None:
    (tmp_path / "file").touch()
    keeper = SettingsKeeper(Settings(), tmp_path / "file" / "settings.toml", theme, PageChanges())
    keeper.change(rate_wpm=150)
    assert logged() == ["the settings could not be saved: Not a directory"]


def test_a_figure_that_cannot_be_loaded(tmp_path: Path, logged: Logged) -> None:
    (tmp_path / "bridge.toml").write_text("nonsense = 1")
    shelf = FigureShelf(tmp_path)
    assert shelf.get("bridge") is shelf.get("bridge") is None
    assert len(logged()) == 1
    assert logged()[0].startswith(f"the figure bridge could not be loaded: {tmp_path / 'bridge.toml'}:1: expected")


def test_no_room_for_the_reserve(tmp_path: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    Reserve(tmp_path / "reserve").keep()
    assert logged() == ["no reserve could be kept against a full disk: No space left on device"]


def test_a_diary_of_a_newer_version(tmp_path: Path, logged: Logged) -> None:
    open_diary_in(tmp_path, NOW).close()
    with open_diary_in(tmp_path, NOW, steps=()) as store:
        assert store.read_only
    assert logged() == ["the diary was written by a newer version: it is opened for reading only"]
