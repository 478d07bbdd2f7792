"""The real program on a virtual screen, driven by real key events; what it wrote is read back by plain sqlite3."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from os import environ
from pathlib import Path
from typing import Any

import pytest

from hipcoach.clock import SystemClock, wait_s

pytestmark = [
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs real key events: apt-get install xdotool"),
]

LONGEST_S = 90.0
LOOK_S = 0.15


class Window:
    """One run of the program."""

    def __init__(self, display: str, home: Path, speed: int) -> None:
        self._env = {**environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hipcoach", "--home", str(home), "--speed", str(speed)],
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._id = ""
        self.until(self._seen, "the window")

    def _seen(self) -> bool:
        found = self._xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "^hipcoach$")
        self._id = found.split()[0] if found else ""
        return bool(found)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a person would."""
        for key in keys:
            self._xdotool("windowfocus", self._id)
            self._xdotool("key", key)
            wait_s(2 * LOOK_S)

    def until(self, happened: Callable[[], Any], what: str) -> None:
        """Wait until something is so."""
        clock = SystemClock()
        begun = clock.now_s()
        while not happened():
            assert self.process.poll() is None, f"the program ended: {self.output()}"
            assert clock.now_s() - begun < LONGEST_S, f"waited too long for {what}"
            wait_s(LOOK_S)

    def press_until(self, key: str, happened: Callable[[], Any], what: str) -> None:
        """Press one key, which means nothing where it is not wanted, until something is so."""

        def pressed() -> bool:
            if happened():
                return True
            self.press(key)
            return False

        self.until(pressed, what)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is on the disk now: a copy is read, as the program holds the diary."""
        copy = self._home / "copy.sqlite3"
        for suffix in ("", "-wal"):
            source = self._home / "data" / f"diary.sqlite3{suffix}"
            Path(f"{copy}{suffix}").unlink(missing_ok=True)
            if source.exists():
                shutil.copy(source, f"{copy}{suffix}")
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return connection.execute(sql).fetchall()
        except sqlite3.DatabaseError:  # copied in the middle of a write
            return []

    def value(self, sql: str) -> Any:
        """The first value of the first row."""
        found = self.rows(sql)
        return found[0][0] if found else None

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.output()

    def close(self) -> None:
        """Close it, and hold it to having said nothing."""
        if self.process.poll() is None:
            self.process.terminate()
        assert self.output() == ""

    def output(self) -> str:
        """What it said."""
        return self.process.communicate(timeout=10)[0]

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._env, capture_output=True, text=True, check=False)
        return done.stdout


Open = Callable[[int], Window]


@pytest.fixture
def opened(x11_display: str, tmp_path: Path) -> Iterator[Open]:
    """Open the window on one home, as often as needed."""
    windows: list[Window] = []

    def start(speed: int) -> Window:
        windows.append(Window(x11_display, tmp_path / "home", speed))
        return windows[-1]

    yield start
    for window in windows:
        if window.process.poll() is None:
            window.process.kill()
            window.output()


def first_run(window: Window) -> None:
    window.press("3", "Return", "Return", "Return", "Return", "Return")
    window.until(
        lambda: window.value("SELECT value FROM profile WHERE name = 'first_run_done'") == "true", "the answers"
    )
    assert window.value("SELECT value FROM profile WHERE name = 'usual_pain'") == "3"


def begin(window: Window) -> None:
    """From Today through the screen ("None of these"), today's number and the plan into the session."""
    window.press("Return", "Return")  # no key answers the signs before something on their page has the focus
    assert window.value("SELECT count(*) FROM screen") == 0
    window.press("shift+Tab", "Return", "Return")  # None of these; the number's page takes no Enter before a number
    window.press("3", "Return", "Return")
    window.until(lambda: window.rows("SELECT 1 FROM event WHERE kind = 'Started'"), "the session to begin")


def test_a_whole_session_from_the_first_run_to_its_summary(opened: Open) -> None:
    window = opened(20)  # a check waits a second, so that a busy machine's key still comes in time
    first_run(window)
    begin(window)
    assert window.rows("SELECT items FROM screen") == [("[]",)]
    window.press_until("2", lambda: window.value("SELECT finish FROM session"), "the session to end")  # set, or Same
    assert window.rows("SELECT plan, finish, base, hold FROM session") == [("first-steps", "completed", 3, "none")]
    outcomes = window.rows("SELECT outcome, response FROM exercise_record WHERE ord >= 0")
    assert len(outcomes) == 4
    assert set(outcomes) == {("done", "same")}
    assert window.value("SELECT min(reps_done = reps_target) FROM set_record") == 1
    window.press("Return", "2", "Return")  # answer now
    window.until(lambda: window.rows("SELECT 1 FROM pain WHERE question = 'after'"), "the number after it")
    assert window.rows("SELECT question, score FROM pain ORDER BY key") == [("before", 3), ("after", 2)]
    window.close()


def test_more_pain_ends_the_session_and_blocks_the_next(opened: Open) -> None:
    window = opened(10)
    first_run(window)
    begin(window)
    holding = "SELECT 1 FROM event WHERE kind = 'StepStarted' AND json_extract(payload, '$.step.kind') = 'hold'"
    window.press_until("2", lambda: window.rows(holding), "the first hold")
    window.press("p", "7", "Return")
    assert window.rows("SELECT kind, peak FROM hold") == [("hold", 7)], "a hold before it is confirmed"
    window.press("y", "1")
    window.until(lambda: window.value("SELECT finish FROM session"), "the end")
    assert window.rows("SELECT finish, hold FROM session") == [("pain_stop", "hold")]
    assert window.rows("SELECT score, kind, exercise FROM pain WHERE question = 'during'") == [
        (7, "ache", "knee_rolls")
    ]
    window.press("space", "n", "i", "p")  # no way on but Rest
    window.press("Escape")
    window.press("Return", "Return", "Return", "3", "Return", "Return")  # Today offers no session now
    assert window.value("SELECT count(*) FROM session") == 1
    assert window.value("SELECT count(*) FROM hold WHERE released_at IS NULL AND corrected_at IS NULL") == 1
    window.close()


def test_a_session_that_was_killed_goes_on_where_it_was(opened: Open) -> None:
    window = opened(40)
    first_run(window)
    begin(window)
    second = "SELECT count(*) FROM exercise_record WHERE outcome = 'done'"
    window.press_until("2", lambda: window.value(second) == 1, "the first exercise to be done")
    window.kill()
    before = window.value("SELECT max(seq) FROM event")
    again = opened(60)
    again.press("Return", "shift+Tab", "Return")  # go on; none of these
    again.press("space")
    again.press_until("2", lambda: again.value("SELECT finish FROM session"), "the session to end")
    assert again.rows("SELECT finish FROM session") == [("completed",)]
    outcomes = again.rows("SELECT exercise, outcome FROM exercise_record WHERE ord >= 0 ORDER BY ord")
    assert [outcome for _, outcome in outcomes] == ["done"] * 4
    assert again.rows("SELECT count(*), count(DISTINCT session) FROM screen") == [(2, 1)], "asked again"
    assert again.value("SELECT max(seq) FROM event") > before
    again.close()
