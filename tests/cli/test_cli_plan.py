"""`hipcoach plan`: a sheet typed as text is shown line by line, kept whole or not at all, played and found again."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SHEET = """\
Bridge 2 x 3, hold 3 s
Towel squeeze 3 reps, slowly
Ask about the other knee
Every day
"""
PLAY = ("--text", "--voice", "silent", "--screen", "none", "--before", "3", "--answer", "same", "--after", "3")


@pytest.fixture
def typed(tmp_path: Path) -> Callable[[str | bytes], str]:
    def put(text: str | bytes) -> str:
        path = tmp_path / "sheet.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return put


@pytest.mark.long
def test_a_sheet_is_read_kept_played_and_found_again(
    hipcoach: Run, typed: Callable[[str], str], tmp_path: Path
) -> None:
    shown = hipcoach("plan", "--from", typed(SHEET))
    assert shown.stdout.splitlines() == [
        "  1  Bridge 2 x 3, hold 3 s",
        "     → Bridge: 2 sets of 3, 3 seconds each, 60 seconds of rest between sets",
        "  2  Towel squeeze 3 reps, slowly",
        "     → Towel squeeze (an exercise of your own): 3 times. Beside it: slowly",
        "  3  Ask about the other knee",
        "     → left as it stands: no exercise with a dose",
        "  4  Every day",
        "     → for all of it (below)",
        "All of it every day.",
        "Nothing is kept yet: --save keeps it.",
    ]
    kept = hipcoach("plan", "--from", typed(SHEET), "--save", "--whose", "A. Weber")
    assert kept.returncode == 0, kept.stderr
    assert "Your sheet asks for strength on days in a row" in kept.stdout
    again = hipcoach("plan", "--from", typed(SHEET), "--save")
    assert again.returncode == 1
    assert again.stderr == 'expected another title: there is a plan "from-my-sheet" already\n'
    played = hipcoach("play", "from-my-sheet", *PLAY, "--speed", "1000")
    assert played.returncode == 0, played.stderr
    (session,) = json.loads(hipcoach("history", "--json").stdout)["sessions"]
    assert [(each["exercise"], each["outcome"]) for each in session["exercises"]] == [
        ("bridge", "done"),
        ("towel_squeeze", "done"),
    ]
    folder = tmp_path / "home" / "data"
    assert hipcoach("check", str(folder / "plans" / "from-my-sheet.toml")).stdout.endswith(": fine\n")
    assert hipcoach("check", str(folder / "exercises" / "towel_squeeze.toml")).stdout.endswith(": fine\n")


HOSTILE = {
    "a number that is not read": (
        "Bridge 2 x 8\nSquats 10 or 15 reps\n",
        "not read: line 2. Mend it, or put # before it",
    ),
    "seventeen exercises": ("Bridge 2 x 8\n" * 17, "expected at most 16 exercises on 200 lines"),
    "nothing in it": ("Hello\n", "expected at least one line with an exercise and its dose"),
    "no text": (b"\xff\xfe\x00", "expected UTF-8 text"),
    "a megabyte": (b"Bridge 2 x 8\n" * 80_000, "expected at most 64 KB of text"),
    "control characters": ("Bri\x1b[2Jdge 2 x 8\n", "not read: line 1."),
}


@pytest.mark.long
def test_what_is_no_sheet_is_one_line_and_nothing_is_kept(
    hipcoach: Run, typed: Callable[[str | bytes], str], tmp_path: Path
) -> None:
    for text, problem in HOSTILE.values():
        done = hipcoach("plan", "--from", typed(text), "--save")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert problem in done.stderr
        assert "\x1b" not in done.stdout
    assert [*tmp_path.glob("home/data/plans/*"), *tmp_path.glob("home/data/exercises/*")] == []
