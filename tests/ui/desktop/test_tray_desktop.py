"""On a desktop with a tray: the window closes, the program stays, the desktop shows the note, and Quit ends it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
NEEDED = ("dbus-run-session", "xvfb-run")
DESKTOP = """
"$0" -m tests.ui.desktop.fake_tray & desktop=$!
trap 'kill $desktop' EXIT
for _ in $(seq 50); do gdbus introspect --session --dest org.kde.StatusNotifierWatcher \
--object-path /StatusNotifierWatcher >/dev/null 2>&1 && break; sleep 0.1; done
"$0" -m tests.ui.desktop.tray_story "$1"
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a D-Bus desktop is Linux's")
def test_closed_into_the_tray_reminded_and_quit(tmp_path: Path) -> None:
    missing = [name for name in (*NEEDED, "gdbus") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt-get install dbus xvfb libglib2.0-bin")
    shell = ["dbus-run-session", "--", "xvfb-run", "-a", "sh", "-c", DESKTOP, sys.executable, str(tmp_path)]
    done = subprocess.run(
        shell,
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "XDG_CURRENT_DESKTOP": "KDE"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert "item" in said
    assert said.count("note hipcoach: First steps, whenever it suits you today.") == 1
    assert [line for line in said if line.startswith(("stays", "open", "ended"))] == [
        "stays True",
        "open again True",
        "ended 0",
    ]
