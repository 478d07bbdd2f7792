"""Ctrl-Z and `fg` in a session in the terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.talk import SAID, Talk

SHELL = Path(__file__).with_name("job_control.py")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_z_pauses_and_gives_the_terminal_back_and_fg_goes_on(tmp_path: Path) -> None:
    parent, child = os.openpty()
    words = ["-m", "hipcoach", "play", "first-steps", "--text", "--speed", "60", "--screen", "none", "--before", "2"]
    line = [sys.executable, str(SHELL), sys.executable, *words, "--home", str(tmp_path / "home")]
    with subprocess.Popen(line, stdin=child, stdout=child, stderr=child) as shell:
        os.close(child)
        try:
            talk = Talk(parent)
            talk.answer("when you are ready", "x")
            talk.answer("everything stops, and I ask", "\x1a")
            talk.expect("Paused. Space goes on")
            talk.answer("stopped, the terminal takes lines", "\n")
            talk.answer("Still paused. Space goes on", " ")
            talk.answer(SAID, "q")
            talk.answer("How much does it hurt", "skip\n")
            talk.expect("ended with 0, the terminal takes lines")
            assert shell.wait(timeout=60) == 0
        finally:
            shell.kill()
            os.close(parent)
