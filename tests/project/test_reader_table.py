"""Every page in every state as a screen reader hears it; docs/keys_and_voice.md has the table that comes of it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pytest

from tests.project.at_spi import MISSING, Focused, Reader, Said, accessibility_bus, env_on
from tests.project.doc_pages import page

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

HEAD = "| page and state | focus on arrival | announced first | main button | Enter | Esc |\n" + 6 * "|---" + "|\n"
NOT_A_ROLE = {"filler", "unknown", "invalid", ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One page in one state, as it was met."""

    state: str
    focus: Focused
    said: str
    main: str
    enter: str
    esc: str

    def line(self) -> str:
        focus = f"{self.focus.name} ({self.focus.role})" if self.focus.name != self.said else self.focus.role
        cells = (f"`{self.state}`", focus, _begin(self.said), self.main, self.enter, self.esc)
        return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


class Walker:
    """The program that shows the pages (`reader_walk`), and who listens to it."""

    def __init__(self, display: str, address: str) -> None:
        self._reader = Reader(address)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.project.reader_walk"],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **env_on(address)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def rows(self) -> Iterator[Row]:
        """Walk through all states."""
        while True:
            shown, said, focused = self._next()
            if "done" in shown:
                return
            enter = self._effect()
            self._next()  # the page as it was
            words = said[-1].text if said else ""
            yield Row(shown["state"], focused[-1], words, ", ".join(shown["primary"]), enter, self._effect())

    def close(self) -> None:
        self._reader.close()
        self._process.kill()
        self._process.communicate()

    def _effect(self) -> str:
        did, said, _focused = self._next()
        return ", ".join(did["pressed"]) or (f"“{_begin(said[-1].text)}”" if said else "–")

    def _next(self) -> tuple[dict[str, Any], list[Said], list[Focused]]:
        """Return the walker's next step, and what was heard since the one before."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        step = json.loads(self._process.stdout.readline())
        self._reader.look()
        heard = self._reader.said[:], self._reader.focused[:]
        self._reader.said.clear()
        self._reader.focused.clear()
        self._process.stdin.write(".")
        self._process.stdin.flush()
        return step, *heard


@pytest.fixture(scope="module")
def rows(x11_display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Row]]:
    with accessibility_bus(tmp_path_factory.mktemp("bus")) as address:
        walker = Walker(x11_display, address)
        try:
            yield list(walker.rows())
        finally:
            walker.close()


def test_every_page_is_announced_and_has_its_focus_on_something_with_a_name(rows: list[Row]) -> None:
    assert [row.state for row in rows if not row.said] == []
    assert [(row.state, row.focus) for row in rows if not row.focus.name or row.focus.role in NOT_A_ROLE] == []


def test_the_table_is_what_was_met(rows: list[Row]) -> None:
    below = page("keys_and_voice.md").partition(HEAD)[2].splitlines()
    drawn = list(takewhile(lambda line: line.startswith("|"), below))
    met = [row.line() for row in rows]
    assert [line for line in met if line not in drawn] == [], "these rows belong into docs/keys_and_voice.md"
    assert drawn == met


def _begin(words: str) -> str:
    """The first sentence: enough to know what is said, and no table changes with every word."""
    first = re.split(r"(?<=[.?!:]) ", words)[0]
    return first if first == words else f"{first} …"
