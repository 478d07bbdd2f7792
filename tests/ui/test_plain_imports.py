"""What is imported for the window is not read a second time as source."""

import subprocess
import sys

PROGRAM = """
import linecache
{call}
import hipcoach.ui.theme.tokens, hipcoach.planner.programme
print(sum("hipcoach" in file for file in linecache.cache))
"""
PLAINLY = "from hipcoach.ui.plain_imports import import_plainly; import_plainly()"


def sources_read(call: str) -> int:
    """How many of our sources a fresh process keeps, after two imports that follow `call`."""
    run = [sys.executable, "-c", PROGRAM.format(call=call)]
    return int(subprocess.run(run, capture_output=True, check=True, text=True).stdout)


def test_pyside_reads_no_sources() -> None:
    assert sources_read("import PySide6.QtCore") > 2
    assert sources_read(PLAINLY) == 0
