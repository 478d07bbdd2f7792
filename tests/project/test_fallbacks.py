"""Each fallback that the window takes is one line in the log (the voice's: tests/voice/test_voice_log.py)."""

import ast
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.catalogue import loader, start_cache
from hipcoach.catalogue.types import Catalogue
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
from hipcoach.paths import find_paths
from hipcoach.settings import Settings
from hipcoach.store import Store, diary
from hipcoach.store.connection import DiaryConnection
from hipcoach.store.files import Reserve
from hipcoach.store.seal import Seal
from hipcoach.sync.segments import SHARED, read_folder
from hipcoach.ui.desktop.awake import Caffeinate, DesktopBus, ExecutionState
from hipcoach.ui.desktop.one_window import OneWindow
from hipcoach.ui.desktop.sleep_watch import SleepWatch
from hipcoach.ui.desktop.tray import Tray
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme

NOW = FakeClock().utc()
TESTS = Path(__file__).parents[1]
Logged = Callable[[], list[str]]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Logged:
    return lambda: [record.getMessage() for record in caplog.records if record.name.startswith("hipcoach")]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, find_paths().assets / "icons")


def test_a_display_that_may_go_dark(tmp_path: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Caffeinate(str(tmp_path / "missing")).hold()
    assert not ExecutionState(lambda _: 0).hold()
    monkeypatch.setattr(QDBusConnection, "connectToBus", lambda *_: QDBusConnection("no such bus"))
    assert not DesktopBus().hold()
    assert logged() == ["the desktop does not keep the display awake: it may go dark in the session"] * 3


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


def test_own_plans_that_are_left_out_and_a_folder_that_cannot_be_looked_through(
    tmp_path: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    found = loader.LoadedCatalogue(Catalogue({}, {}, {}), ("own.toml:1: expected a title",))
    monkeypatch.setattr(loader, "load", lambda *folders: found)
    start_cache.load(find_paths().sessions, tmp_path / "file", tmp_path, tmp_path)
    assert logged() == [
        "the catalogue is read from its files: a folder cannot be looked through (Not a directory)",
        "plans and exercises of the user's own with problems, left out: 1",
    ]


def test_a_diary_that_cannot_be_settled_closed_or_doubted(
    tmp_path: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_diary_in(tmp_path, NOW) as store, monkeypatch.context() as broken:
        broken.setattr(Seal, "write_for", _fails(OSError(28, "No space left on device")))
        store.settle()
        broken.setattr(DiaryConnection, "execute", _fails(_sqlite_error(sqlite3.SQLITE_FULL)), raising=False)
        store.settle()
        broken.undo()
        assert store.make_room()  # the reserve is given up
        broken.setattr(diary, "make_deletions_final", _fails(_sqlite_error(sqlite3.SQLITE_IOERR)))
        broken.setattr(Seal, "write", _fails(OSError(28, "No space left on device")))
        store.close()
        broken.undo()
        broken.setattr(Store, "nothing_lacks", _fails(EnvironmentProblem("The disk is full.")))
        open_diary_in(tmp_path, NOW).close()
    assert logged() == [
        "the diary's checksum could not be written: No space left on device",
        "no room to write the diary's journal home: all stays in the journal",
        "deletions could not be made final (as SQLite says it): they become so at the next opening",
        "the diary's checksum could not be written at closing: No space left on device",
        "a rest in doubt could not be written",
    ]


def test_a_file_of_another_computer_that_cannot_be_read(
    tmp_path: Path, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SHARED / "desk").mkdir(parents=True)
    (tmp_path / SHARED / "desk" / "1.jsonl").touch()
    monkeypatch.setattr(Path, "open", _fails(OSError(5, "Input/output error")))
    assert read_folder(tmp_path).damaged == 1
    assert logged() == ["a shared file could not be read: Input/output error"]


def _fails(error: Exception) -> Callable[..., NoReturn]:
    def fail(*args: object) -> NoReturn:
        raise error

    return fail


def _sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


def test_the_words_of_every_line_are_held_by_a_test() -> None:
    """A line that nobody has seen in a log may be wrong, or never be written."""
    tests = re.sub(r'"\s*\n\s*f?"', "", "".join(path.read_text("utf-8") for path in TESTS.rglob("*.py")))
    lines = [line for path in (TESTS.parent / "hipcoach").rglob("*.py") for line in _log_lines(path)]
    assert len(lines) > 35
    assert [line for line in lines if max(re.split(r"%\w|'system'", line), key=len).strip() not in tests] == []


def _log_lines(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "logger.warning":
            yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))
