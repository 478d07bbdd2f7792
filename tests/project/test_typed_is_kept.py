"""What is typed on a page is on record where the program is told to end: a logout, a shutdown, Ctrl+C."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.real_window import after_first_run, rows_in

TYPES_AND_IS_TOLD = """
import os, signal, sys
from PySide6.QtCore import QTimer
from hipcoach.cli import main
from hipcoach.program import Program
from hipcoach.ui.history.report_form import ReportForm

made = Program.__init__

def made_and_typed(self, *args, **named):
    made(self, *args, **named)
    QTimer.singleShot(0, lambda: types(self._window))

def types(window):
    if not window.isVisible():
        QTimer.singleShot(20, lambda: types(window))
        return
    window.show_page("history")
    window.page("history").open_report()
    window.findChild(ReportForm).questions.setPlainText("May I kneel?")
    os.kill(os.getpid(), signal.SIGTERM)

Program.__init__ = made_and_typed
sys.exit(main(["--home", sys.argv[1], "--voice", "silent"]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_a_question_for_the_physiotherapist_outlives_a_logout(tmp_path: Path) -> None:
    after_first_run(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", TYPES_AND_IS_TOLD, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    kept = rows_in(tmp_path, "SELECT value FROM profile WHERE name LIKE '%question%'")
    assert kept == [('["May I kneel?"]',)], ended.stderr
