"""The start: a window first, then the diary behind it; and what is said where that cannot be opened."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.app import OPENED_ALREADY
from hipcoach.cli.window import FAULT
from hipcoach.coach.diary import open_diary_in
from hipcoach.paths import find_paths
from hipcoach.settings import Settings, ThemeChoice
from hipcoach.store.connection import CANNOT_READ
from hipcoach.ui.desktop.one_window import RAISE
from hipcoach.ui.first_frame import opening
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.theme.qt_palette import palette
from hipcoach.ui.theme.tokens import DARK, LIGHT, Colours

OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.parametrize(
    ("choice", "system_has", "expected"),
    [
        (ThemeChoice.LIGHT, DARK, LIGHT),
        (ThemeChoice.DARK, LIGHT, DARK),
        (ThemeChoice.AUTO, LIGHT, LIGHT),
        (ThemeChoice.AUTO, DARK, DARK),
    ],
)
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_first_frame_has_the_colours_to_come_and_says_what_is_done(
    qtbot: QtBot, qapp: QApplication, choice: ThemeChoice, system_has: Colours, expected: Colours, text_scale: float
) -> None:
    before = QPalette(qapp.palette())
    qapp.setPalette(palette(system_has))
    try:
        first = opening(qapp, Settings(theme=choice, text_scale=text_scale))
        window = MainWindow(first)
        qtbot.addWidget(window)
        with qtbot.waitSignal(first.seen):
            window.show()
    finally:
        qapp.setPalette(before)
    image = window.grab().toImage()
    seen = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert image.pixelColor(0, 0).name().upper() == expected.surface
    assert expected.muted in seen, "no words"
    assert image.pixelColor(image.width() // 2, 4).name().upper() == expected.surface


FIRST_FRAME = """
import json, sys
from hipcoach.cli import main
import hipcoach.app

def loaded_when_seen(self):
    print(json.dumps(sorted(name for name in sys.modules if name.startswith("hipcoach."))))
    self._app.exit()

hipcoach.app.Startup._open_program = loaded_when_seen
sys.exit(main(["--voice", "silent", "--home", sys.argv[1]]))
"""


def test_the_window_is_seen_before_anything_that_takes_long_is_loaded(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(tmp_path)], env=OFFSCREEN, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    loaded = json.loads(run.stdout)
    assert "hipcoach.ui.first_frame" in loaded
    late = (
        "store",
        "catalogue",
        "safety",
        "engine",
        "planner",
        "history",
        "figure.painter",
        "ui.today",
        "ui.session",
        "ui.widgets",
    )
    assert [name for name in loaded if name.startswith(tuple(f"hipcoach.{room}" for room in late))] == []
    assert not (tmp_path / "data" / "diary.sqlite3").exists()


ASKING_FOR = """
import sys
from hipcoach.cli import main
from hipcoach.ui.desktop import one_window

one_window.ASK_FOR_S = float(sys.argv[2])
sys.exit(main(["--voice", "silent", "--home", sys.argv[1]]))
"""


def test_a_diary_that_another_process_holds_is_said_in_one_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with open_diary_in(data, datetime(2026, 1, 1, tzinfo=UTC)):
        run = subprocess.run(
            [sys.executable, "-c", ASKING_FOR, str(tmp_path), "0.2"],
            env=OFFSCREEN,
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert run.returncode == 1
    assert run.stderr.startswith("The diary is in use by another hipcoach.")
    assert run.stderr.count("\n") == 1
    assert run.stdout == ""


def test_of_two_starts_at_once_the_second_waits_until_the_first_can_answer(tmp_path: Path) -> None:
    """The first is played here: it has the diary, and answers from the third time on that it is asked."""
    data, asked = tmp_path / "data", 0
    with open_diary_in(data, datetime(2026, 1, 1, tzinfo=UTC)), socket.socket(socket.AF_UNIX) as first:
        first.bind(str(data / "window.socket"))
        first.listen()
        first.settimeout(0.1)
        second = subprocess.Popen(
            [sys.executable, "-c", ASKING_FOR, str(tmp_path), "600"],
            env=OFFSCREEN,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while second.poll() is None:
            with suppress(TimeoutError, BrokenPipeError):
                connection, _ = first.accept()
                with connection:
                    asked += 1  # once before the window is shown, then as often as the diary cannot be had
                    connection.send(RAISE if asked >= 3 else b"")
        out, err = second.communicate()
    assert (second.returncode, out.strip(), err) == (0, OPENED_ALREADY, "")


@pytest.mark.slow
def test_a_second_start_brings_the_first_window_to_the_front_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    command = ["-m", "hipcoach", "--voice", "silent", "--home", str(tmp_path)]
    first = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    first.setProcessEnvironment(environment)
    first.start(sys.executable, command)
    try:
        qtbot.waitUntil((tmp_path / "data" / "window.socket").exists, timeout=60_000)
        second = subprocess.run([sys.executable, *command], env=OFFSCREEN, capture_output=True, text=True, timeout=120)
        assert (second.returncode, second.stdout.strip(), second.stderr) == (0, OPENED_ALREADY, "")
        assert first.state() == QProcess.ProcessState.Running
    finally:
        first.kill()
        first.waitForFinished()


FAILING_CLICKS = """
import sqlite3, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from hipcoach.cli import main
from hipcoach.ui.rail_and_pages import RailAndPages
from hipcoach.ui.widgets.problem_bar import ProblemBar
import hipcoach.app

opens = hipcoach.app.Startup._open_program

def then_click(self):
    opens(self)
    QTimer.singleShot(0, lambda: click(self))

def click(self):
    print(*(name for name in ("PySide6.QtDBus", "hashlib") if name in sys.modules))
    unreadable = sqlite3.OperationalError("disk I/O error")
    unreadable.sqlite_errorcode = sqlite3.SQLITE_IOERR
    for error in (unreadable, RuntimeError("a note of the user's")):
        def fails(*args, error=error):
            raise error
        self.window.findChild(RailAndPages).page = fails
        self.window.rail.button("history").click()
        bar = self.window.findChildren(ProblemBar)[-1]
        print(*(label.text() for label in bar.findChildren(QLabel) if label.text()))
    self.window.close()

hipcoach.app.Startup._open_program = then_click
sys.exit(main(["--voice", "silent", "--home", sys.argv[1]]))
"""


def test_what_a_click_cannot_do_is_said_in_the_window(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    open_diary_in(tmp_path / "data", datetime(2026, 3, 2, 9, tzinfo=UTC)).close()
    run = subprocess.run(
        [sys.executable, "-c", FAILING_CLICKS, str(tmp_path)], env=OFFSCREEN, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    diary, log = tmp_path / "data" / "diary.sqlite3", find_paths(tmp_path).log
    assert run.stdout.splitlines() == [
        "",  # neither the desktop's bus nor OpenSSL is loaded at the start
        CANNOT_READ.format(why="disk I/O error", path=diary),
        FAULT.format(log=log),
    ]
    assert "a note of the user's" not in log.read_text()
    assert run.stderr.splitlines()[0] == CANNOT_READ.format(why="disk I/O error", path=diary)
