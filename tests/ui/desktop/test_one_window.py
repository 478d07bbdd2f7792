"""One window a diary: who asks is answered, and what a crash left behind is in nobody's way."""

import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from hipcoach.ui.desktop import one_window
from hipcoach.ui.desktop.one_window import ASK_FOR_S, OneWindow, SecondStart, raise_other, second_start


@pytest.mark.parametrize(
    ("raised", "in_use", "waited_s", "then"),
    [
        (True, True, 0.0, SecondStart.END),
        (True, False, 0.0, SecondStart.END),
        (True, True, 2 * ASK_FOR_S, SecondStart.END),
        (False, True, 0.0, SecondStart.TRY_AGAIN),
        (False, True, ASK_FOR_S - 0.1, SecondStart.TRY_AGAIN),
        (False, True, ASK_FOR_S, SecondStart.TELL),
        (False, False, 0.0, SecondStart.TELL),
    ],
)
def test_what_a_start_does_that_cannot_have_the_diary(
    raised: bool, in_use: bool, waited_s: float, then: SecondStart
) -> None:
    assert second_start(raised=raised, in_use=in_use, waited_s=waited_s) is then


@pytest.fixture(params=["socket", "pipe"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of talking; Qt's own works here too."""
    monkeypatch.setattr(one_window, "SOCKETS_IN_FOLDERS", request.param == "socket")
    return str(request.param)


@pytest.fixture
def one(qapp: object, tmp_path: Path) -> Iterator[OneWindow]:
    """Listens beside a diary that is not there."""
    window = OneWindow(tmp_path)
    yield window
    window.close()


ASK = """
import sys
from pathlib import Path
from hipcoach.ui.desktop import one_window
one_window.SOCKETS_IN_FOLDERS = sys.argv[2] == "socket"
file = Path(sys.argv[3]) if sys.argv[3:] else None
sys.exit(0 if one_window.raise_other(Path(sys.argv[1]), file) else 1)
"""


def ask(qtbot: QtBot, folder: Path, way: str = "socket", *file: str) -> bool:
    """Ask as a second start does, from a process of its own."""
    asking = QProcess()
    asking.start(sys.executable, ["-c", ASK, str(folder), way, *file])
    qtbot.waitUntil(lambda: asking.state() == QProcess.ProcessState.NotRunning)
    return asking.exitCode() == 0


def test_whoever_asks_is_answered_and_the_window_told(way: str, one: OneWindow, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[Path | None] = []
    one.raise_requested.connect(told.append)
    assert one.listen()
    assert ask(qtbot, tmp_path, way)
    assert ask(qtbot, tmp_path, way, "/a plan.toml")
    assert told == [None, Path("/a plan.toml") if way == "socket" else None]


def test_nobody_listens(way: str, tmp_path: Path) -> None:
    assert not raise_other(tmp_path)


def test_a_socket_that_a_crash_left_is_taken_over(one: OneWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(tmp_path / "window.socket"))
    assert not raise_other(tmp_path)
    assert one.listen()
    assert ask(qtbot, tmp_path)


def test_only_the_user_may_ask(one: OneWindow, tmp_path: Path) -> None:
    assert one.listen()
    assert stat.S_IMODE((tmp_path / "window.socket").stat().st_mode) == 0o600


def test_closing_leaves_nothing_behind(one: OneWindow, tmp_path: Path) -> None:
    one.listen()
    one.close()
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_too_long_for_a_socket_is_no_fault(qapp: object, tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 30)
    folder.mkdir()
    assert not OneWindow(folder).listen()
    assert not raise_other(folder)
