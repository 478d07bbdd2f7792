"""On a real printer queue: a CUPS of our own takes what the program prints from its preview."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.report.report_pages import pages_in

CHECKOUT = Path(__file__).parents[3]
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
NEEDED = ("cupsd", "lpadmin")
CONFIG = """
Listen {folder}/s
Browsing Off
DefaultAuthType None
PreserveJobFiles Yes
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/tmp
ErrorLog {folder}/error
AccessLog {folder}/access
PageLog {folder}/page
FileDevice Yes
"""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Iterator[Path]:
    """A print server with one queue; gives its folder. What is printed stays in `spool`, its way out leads nowhere."""
    missing = [name for name in NEEDED if shutil.which(name, path=PATH) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt-get install cups-daemon cups-client")
    folder = tmp_path_factory.mktemp("cups")
    for name in ("root", "state", "cache", "spool", "tmp"):
        (folder / name).mkdir()
    (folder / "cupsd.conf").write_text(CONFIG.format(folder=folder))
    (folder / "files.conf").write_text(FILES.format(folder=folder))
    command = ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]
    with subprocess.Popen(command, env={**os.environ, "PATH": PATH}, stderr=subprocess.DEVNULL) as running:
        try:
            qtbot.waitUntil((folder / "s").exists, timeout=60_000)
            queue = ["lpadmin", "-p", "Shelf", "-E", "-v", "file:///dev/null", "-m", "raw"]
            for each in (queue, ["lpadmin", "-d", "Shelf"]):
                done = subprocess.run(each, env=environment(folder), capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stderr
            yield folder
        finally:
            running.terminate()


def environment(server: Path) -> dict[str, str]:
    return {**os.environ, "PATH": PATH, "CUPS_SERVER": str(server / "s"), "QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="CUPS as Debian has it")
def test_the_report_reaches_a_printer_from_its_preview(server: Path, tmp_path: Path, qtbot: QtBot) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.report.printing_story", str(tmp_path)],
        cwd=CHECKOUT,
        env=environment(server),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["preview True", "dialog True", "printed"]
    qtbot.waitUntil(lambda: len(list((server / "spool").glob("d*"))) == 1, timeout=60_000)
    printed = next((server / "spool").glob("d*")).read_bytes()
    assert printed.startswith(b"%PDF")
    assert printed.rstrip().endswith(b"%%EOF")
    assert pages_in(printed) == 1
    assert b"/MediaBox [0 0 612 792]" in printed or b"/MediaBox [0 0 612.000000 792.000000]" in printed
