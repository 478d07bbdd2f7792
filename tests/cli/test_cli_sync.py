"""`hipcoach sync`: a session on one computer, seen on the other; a rest on one holds on both."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from hipcoach.cli.diary_exchange import STOP
from hipcoach.sync.device import share_through
from hipcoach.sync.result_words import ALONE, PAIN_REST

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]
ANSWERS = ("--text", "--speed", "500", "--voice", "silent", "--screen", "none", "--before", "2")


def test_a_rest_on_one_computer_refuses_a_session_on_the_other(hipcoach: Hipcoach, tmp_path: Path) -> None:
    one, other, folder = tmp_path / "one", tmp_path / "other", tmp_path / "folder"
    folder.mkdir()
    assert hipcoach("play", "first-steps", *ANSWERS, "--worse", "knee_rolls=8", home=one).returncode == 0
    (one / "settings.toml").write_text("[pain]\npain_stop = 5\n", "utf-8")
    first = hipcoach("sync", str(folder), home=one)
    assert (first.returncode, first.stdout.splitlines()[1:]) == (0, [ALONE]), first.stderr
    second = hipcoach("sync", str(folder), home=other)
    assert second.stdout.splitlines()[0] == STOP.format(score=5)
    assert second.stdout.splitlines()[2:] == [PAIN_REST, "1 session came from your other computer."]
    assert "pain_stop = 5" in (other / "settings.toml").read_text("utf-8")
    refused = hipcoach("play", "first-steps", *ANSWERS, home=other)
    assert refused.returncode == 1
    share_through(one / "data", folder)  # as the window's settings do
    again = hipcoach("play", "first-steps", *ANSWERS, home=one)
    assert again.returncode == 1, "its own rest is in force"
    assert again.stdout.startswith("Written for the others: ")
    missing = hipcoach("sync", str(tmp_path / "gone"), home=other)
    assert missing.returncode == 1
    assert missing.stderr.endswith("Nothing was changed.\n")
    doubtful = "[voice]\nrate_wpm = 120\nrate = 1\n"
    (other / "settings.toml").write_text(doubtful, "utf-8")
    assert hipcoach("sync", str(folder), home=other).returncode == 0
    assert (other / "settings.toml").read_text("utf-8") == doubtful
