"""The real program on a virtual screen, driven by real key events; what it wrote is read back by plain sqlite3."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Any

from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.profile import ProfileKeeper

LONGEST_S = 90.0
LOOK_S = 0.15
ANSWERS = frozenset({"Return", "space", "Escape"})
APART_S = 0.5  # longer than between the two of a double press, of which the second answers nothing new
HOLDING = "SELECT 1 FROM event WHERE kind = 'StepStarted' AND json_extract(payload, '$.step.kind') = 'hold'"


class Window:
    """One run of the program."""

    def __init__(self, display: str, home: Path, speed: int, *more: str, env: Mapping[str, str] | None = None) -> None:
        """`more`: other options of the command line."""
        self._env = {**environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **(env or {})}
        self._home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hipcoach", "--home", str(home), "--speed", str(speed), *more],
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._id = ""
        self._clock, self._pressed_s = SystemClock(), 0.0
        self.until(self._seen, "the window")

    def _seen(self) -> bool:
        found = self._xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "^hipcoach$")
        self._id = found.split()[0] if found else ""
        return bool(found)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as fast as a person would."""
        for key in keys:
            turns = self._turns()
            self.press_once(key)
            self.until(lambda turns=turns: self._turns() > turns and self._rests(), f"{key} to be taken")  # type: ignore[misc]
            wait_s(LOOK_S)

    def press_once(self, key: str) -> None:
        """Press a key; wait for nothing but, with one that answers, until it is a press of its own."""
        if key in ANSWERS:
            wait_s(max(0.0, self._pressed_s + APART_S - self._clock.now_s()))
        self._xdotool("windowfocus", self._id, "key", key)
        self._pressed_s = self._clock.now_s()

    def _turns(self) -> int:
        """How often its main thread has been given a processor: a machine that stands still gives none."""
        return int(self._account("schedstat").split()[2])

    def _rests(self) -> bool:
        """Whether its main thread waits for the next event."""
        return self._account("stat").rsplit(")", 1)[1].split()[0] == "S"

    def _account(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/{name}").read_text()

    def until(self, happened: Callable[[], Any], what: str, *, within_s: float = LONGEST_S) -> None:
        """Wait until something is so."""
        clock = SystemClock()
        begun = clock.now_s()
        while not happened():
            assert self.process.poll() is None, f"the program ended: {self.output()}"
            assert clock.now_s() - begun < within_s, f"waited too long for {what}"
            wait_s(LOOK_S)

    def press_until(self, keys: str, happened: Callable[[], Any], what: str) -> None:
        """Press keys, each of which means nothing where it is not wanted, until something is so."""

        def pressed() -> bool:
            if happened():
                return True
            for key in keys.split():
                self.press_once(key)
            return False

        self.until(pressed, what)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What is on the disk now."""
        return rows_in(self._home, sql)

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
        return self.process.communicate(timeout=60)[0]

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._env, capture_output=True, text=True, check=False)
        return done.stdout


def rows_in(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """What is on the disk now: a copy is read, as the program holds the diary."""
    copy = home / "copy.sqlite3"
    for suffix in ("", "-wal"):
        source = home / "data" / f"diary.sqlite3{suffix}"
        Path(f"{copy}{suffix}").unlink(missing_ok=True)
        if source.exists():
            shutil.copy(source, f"{copy}{suffix}")
    try:
        with closing(sqlite3.connect(copy)) as connection:
            return connection.execute(sql).fetchall()
    except sqlite3.DatabaseError:  # copied in the middle of a write
        return []


Open = Callable[[int], Window]
"""Opens the window at a speed, as often as needed, on one home."""


def first_run(window: Window) -> None:
    """Go through the first run."""
    window.press("3", "Return", "Return", "Return", "Return", "Return")
    window.until(
        lambda: window.value("SELECT value FROM profile WHERE name = 'first_run_done'") == "true", "the answers"
    )
    assert window.value("SELECT value FROM profile WHERE name = 'usual_pain'") == "3"


def after_first_run(home: Path) -> None:
    """Make the home of somebody who has been through it."""
    clock = SystemClock()
    with open_diary_in(home / "data", clock.utc()) as store:
        keeper = ProfileKeeper(store, clock)
        keeper.write(replace(keeper.read(), first_run_done=True, usual_pain=3))


def begin(window: Window, *, three: str = "3") -> None:
    """From Today through the screen ("None of these"), today's number and the plan into the session."""
    window.press("Return", "Return")  # no key answers the signs before something on their page has the focus
    assert window.value("SELECT count(*) FROM screen") == 0
    window.press("shift+Tab", "Return", "Return")  # None of these; the number's page takes no Enter before a number
    window.press(three, "Return", "Return")
    window.until(lambda: window.rows("SELECT 1 FROM event WHERE kind = 'Started'"), "the session to begin")
