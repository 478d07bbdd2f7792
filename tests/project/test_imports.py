"""What a process imports is a promise: no Qt in the terminal, no speech in the window, nothing heavy at start."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]

WITHOUT = "import sys; sys.modules.update(dict.fromkeys({names!r})); from hipcoach.cli import main; sys.exit(main())"
QT = ("PySide6", "shiboken6")
SPEECH = ("pyttsx3", "miniaudio", "espeakng_loader", "hibari", "numpy", "onnxruntime")

PLAY = "play first-steps --text --voice silent --speed 500 --screen none --before 3 --answer same --after 3"


def without(names: tuple[str, ...], *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the program where importing any of these raises, as on a machine that lacks them."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=names), *words, "--home", str(home)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=CHECKOUT,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
    )


@pytest.mark.parametrize(
    "line",
    [
        "list --json",
        "show first-steps",
        "show bridge --json",
        "check sessions/first-steps.toml",
        "timeline first-steps --json",
        "simulate first-steps --json",
        "today --json",
        "history --json",
        "backup",
    ],
)
def test_the_terminal_commands_need_neither_qt_nor_a_voice(line: str, tmp_path: Path) -> None:
    answer = without(QT + SPEECH, *line.split(), home=tmp_path)
    assert answer.returncode == 0, answer.stderr


def test_a_session_in_the_terminal_needs_neither_qt_nor_a_voice(tmp_path: Path) -> None:
    answer = without(QT + SPEECH, *PLAY.split(), home=tmp_path)
    assert answer.returncode == 0, answer.stderr
    listed = without(QT + SPEECH, "history", "--json", home=tmp_path)
    assert '"completed"' in listed.stdout
    assert '"first-steps"' in listed.stdout


def test_doctor_runs_where_qt_is_not_installed(tmp_path: Path) -> None:
    answer = without(QT, "doctor", "--json", home=tmp_path)
    assert answer.returncode in (0, 1), answer.stderr


@pytest.mark.parametrize("line", ["--help", "--version"])
def test_help_imports_nothing_heavy(line: str, tmp_path: Path) -> None:
    answer = without((*QT, *SPEECH, "sqlite3", "msgspec", "tomlkit", "platformdirs"), line, home=tmp_path)
    assert answer.returncode == 0, answer.stderr


WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
opened = QApplication.exec

def look_after_a_moment(*_):
    QTimer.singleShot(300, look)
    return opened()

def look():
    print(*sys.modules)
    QApplication.exit(0)

QApplication.exec = look_after_a_moment
from hipcoach.cli import main
sys.exit(main())
"""


def test_the_windows_process_has_no_speech_and_nothing_heavy_in_it(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WINDOW, "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert answer.returncode == 0, answer.stderr
    imported = set(answer.stdout.split())
    assert {"hipcoach.ui.main_window", "hipcoach.ui.today.today_page"} <= imported
    heavy = {*SPEECH, "hipcoach.cli.doctor", "tomlkit", "asyncio", "PySide6.QtMultimedia", "PySide6.QtQuick"}
    heavy |= {"statistics", "hipcoach.history.trends"}  # what the charts need, Today does without
    assert imported & heavy == set()
