"""Nothing is sent off the machine: no socket to any network is ever opened, by the program or its helpers."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

CHECKOUT = Path(__file__).parents[2]

SESSION = "play first-steps --text --speed 500 --screen none --before 3 --answer same --after 3"


@pytest.fixture(scope="module")
def strace() -> str:
    """Give strace where this machine lets it look."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("needs strace: apt-get install strace")
    if subprocess.run([found, "-f", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs strace, which may not look at processes here")
    return found


def sockets(strace: str, program: list[str], folder: Path, calls: str = "socket", *, status: int = 0) -> list[str]:
    """Run a program and give every socket it or a child of it asked for, by family."""
    log = folder / "sockets"
    done = subprocess.run(
        [strace, "-f", "-qq", "-e", f"trace={calls}", "-o", str(log), sys.executable, *program],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=CHECKOUT,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == status, done.stderr
    return re.findall(r"socket\((AF_\w+)", log.read_text())


@pytest.mark.slow
def test_the_look_out_itself_sees_a_network_socket(strace: str, tmp_path: Path) -> None:
    program = "import socket, subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])"
    assert sockets(strace, ["-c", program], tmp_path) == ["AF_INET"]


@pytest.mark.slow
def test_a_whole_session_opens_no_network_socket(strace: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    asked = sockets(strace, ["-m", "hipcoach", *SESSION.split(), "--home", str(home)], tmp_path)
    assert not [family for family in asked if family.startswith("AF_INET")]
    assert (home / "data" / "diary.sqlite3").exists()


COMMANDS = """
import sys
from hipcoach.cli import main

for line in sys.argv[2:]:
    print(line, main([*line.split(), "--home", sys.argv[1]]))
"""
IN_AND_OUT = (
    "history",
    "today",
    *(f"export --format {form} --out {{}}/{form}" for form in ("json", "csv", "fhir", "pdf")),
    "import {}/json",
    "backup --now",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "lines", [IN_AND_OUT, ["doctor"], ["gallery --only today-rest --out {}/pictures"]], ids=lambda lines: lines[0]
)
def test_no_command_opens_one_either(strace: str, lines: Sequence[str], tmp_path: Path) -> None:
    """`doctor` starts both helpers of the voice, `gallery` the window's pages."""
    words = [line.format(tmp_path) for line in lines]
    asked = sockets(strace, ["-c", COMMANDS, str(tmp_path / "home"), *words], tmp_path)
    assert not [family for family in asked if family.startswith("AF_INET")]
    if lines is IN_AND_OUT:
        assert {path.name for path in tmp_path.iterdir()} >= {"json", "csv", "fhir", "pdf"}


WINDOW = """
import sys
from PySide6.QtCore import QTimer
from hipcoach.app import Startup
from hipcoach.cli import main

def open_and_close(self, opens=Startup._open_program):
    opens(self)
    QTimer.singleShot(0, self._app.exit)  # after what the program does when it is open

Startup._open_program = open_and_close
sys.exit(main(["--home", sys.argv[1]]))
"""
OF_THE_DESKTOP = re.compile(r"/X11-unix/|/bus\\b|dbus|/pulse/|pipewire|wayland|/nscd/")


@pytest.mark.slow
def test_the_window_speaks_to_the_desktop_and_to_another_start_alone(
    strace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With reminders on, for which it asks the desktop for a place among the icons."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[reminders]\nreminders = true\nreminder_monday = "08:00"\n')
    asked = sockets(strace, ["-c", WINDOW, str(home)], tmp_path, "socket,connect,bind")
    assert "AF_UNIX" in asked
    assert set(asked) <= {"AF_UNIX", "AF_NETLINK"}
    named = re.findall(r'(?:connect|bind)\(.*sun_path=@?"([^"]+)"', (tmp_path / "sockets").read_text())
    assert str(home / "data" / "window.socket") in named
    assert [path for path in named if not path.startswith(str(home)) and not OF_THE_DESKTOP.search(path)] == []


SPOKEN = """
import sys
from hipcoach.cli import main

class Lines:
    said = 0

    def write(self, text, write=sys.stdout.write):
        self.said += text.strip().startswith("0:")
        if self.said > 2:
            raise KeyboardInterrupt  # as by Ctrl C
        return write(text)

    def __getattr__(self, name, stream=sys.stdout):
        return getattr(stream, name)

sys.stdout = Lines()
sys.exit(main(["play", "first-steps", "--text", "--screen", "none", "--before", "2", "--home", sys.argv[1]]))
"""


@pytest.mark.slow
def test_a_session_that_is_spoken_opens_no_network_socket(strace: str, tmp_path: Path) -> None:
    """At its true speed, as far as its second phrase: the first ones have been rendered and handed to the sound."""
    asked = sockets(strace, ["-c", SPOKEN, str(tmp_path / "home")], tmp_path, status=130)
    assert not [family for family in asked if family.startswith("AF_INET")]
    assert len(list((tmp_path / "home" / "cache" / "speech").glob("*.wav"))) > 2


RENDER = """
import sys
from pathlib import Path
from hipcoach.clock import wait_s
from hipcoach.voice.speaking import VoiceOptions, open_voice

voice = open_voice(VoiceOptions(), Path(sys.argv[1]), Path(sys.argv[2]))
voice.prepare(["Switch to your left side."])
while not voice.length_s("Switch to your left side."):
    wait_s(0.1)
assert voice.facts().engine == "natural", voice.facts().passed_over
wait_s(12)  # a library that reports what it does begins ten seconds after it was loaded
voice.close()
"""


@pytest.mark.slow
def test_the_natural_voice_sends_nothing_and_writes_only_what_it_renders(
    strace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without CI in the environment, which by itself keeps libraries from reporting."""
    home, cache, log = tmp_path / "home", tmp_path / "cache", tmp_path / "calls"
    home.mkdir()
    monkeypatch.delenv("CI", raising=False)
    for name, value in {"HOME": home, "XDG_CACHE_HOME": home / ".cache", "PYTHONDONTWRITEBYTECODE": 1}.items():
        monkeypatch.setenv(name, str(value))
    watched = [strace, "-f", "-qq", "-e", "trace=socket,openat,mkdir", "-o", str(log)]
    subprocess.run(
        [*watched, sys.executable, "-c", RENDER, str(cache), str(CHECKOUT / "assets" / "tones")],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    calls = log.read_text()
    assert not [family for family in re.findall(r"socket\((AF_\w+)", calls) if family.startswith("AF_INET")]
    written = re.findall(r'(?:mkdir\(|openat\(AT_FDCWD, )"([^"]+)", (?:0|\S*(?:O_CREAT|O_WRONLY|O_RDWR))', calls)
    assert any(path.startswith(f"{cache}/") for path in written)
    elsewhere = [path for path in written if not path.startswith((str(cache), "/dev/", "/proc/"))]
    assert not elsewhere
    assert not list(home.iterdir())


PREVIEW = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("CUPS_SERVER", None)
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QWidget
from hipcoach.ui.report.printing import PrintPreview

class Page:
    title = "A page"

    def paint(self, *_):
        pass

app = QApplication([])
QTimer.singleShot(300, lambda: (QPrintDialog().show(), app.activeModalWidget().close()))
PrintPreview().show(QWidget(), Page(), letter=False)
"""


@pytest.mark.slow
@pytest.mark.skipif(find_library("cups") is None, reason="needs the print service's library: apt-get install libcups2")
def test_printing_asks_the_print_service_by_its_own_socket(strace: str, tmp_path: Path) -> None:
    asked = sockets(strace, ["-c", PREVIEW], tmp_path)
    assert "AF_UNIX" in asked
    assert not [family for family in asked if family.startswith("AF_INET")]
