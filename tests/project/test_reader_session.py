"""A blind person's whole session by real keys: everything that happens is announced, and every focus has a name."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.at_spi import MISSING, Focused, Reader, accessibility_bus, env_on
from tests.project.real_window import Window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs real key events: apt-get install xdotool"),
    pytest.mark.skipif(bool(MISSING), reason=MISSING),
]


NOT_A_ROLE = {"filler", "unknown", "invalid", ""}


class Blind:
    """Somebody at the keyboard who hears only what the screen reader says."""

    def __init__(self, window: Window, reader: Reader) -> None:
        self.window = window
        self._reader = reader

    def hears(self, *words: str, urgent: bool | None = None) -> None:
        """Wait until all of this has been announced, and forget it."""
        try:
            self.window.until(lambda: self._heard(words, urgent), "words")
        except AssertionError as late:
            raise AssertionError(f"{words} not among {self._reader.said}, at {self._reader.focused[-1:]}") from late
        self._reader.said.clear()

    def presses(self, key: str, *words: str, urgent: bool | None = None) -> None:
        """Press a key, and hear what comes of it."""
        self.window.press_once(key)
        self.hears(*words, urgent=urgent)

    def goes_to(self, key: str, name: str) -> None:
        """Press a key, and wait until what has this name has the focus."""
        self.window.press_once(key)
        self.window.until(lambda: self._focused().name == name, f"{name!r}, not {self._focused()}")

    def every_focus(self) -> list[Focused]:
        self._reader.look()
        return self._reader.focused

    def _focused(self) -> Focused:
        return (self.every_focus() or [Focused("", "", "")])[-1]

    def _heard(self, words: tuple[str, ...], urgent: bool | None) -> bool:
        self._reader.look()
        told = " ".join(each.text for each in self._reader.said if urgent in (None, each.urgent))
        return all(each in told for each in words)


@pytest.fixture
def blind(x11_display: str, tmp_path: Path) -> Iterator[Blind]:
    with accessibility_bus(tmp_path) as address:
        reader = Reader(address)
        window = Window(x11_display, tmp_path / "home", 1, "--voice", "silent", env=env_on(address))
        yield Blind(window, reader)
        window.kill()
        reader.close()


def test_a_whole_session_by_ear(blind: Blind) -> None:
    blind.hears("who speaks in a session?", "One voice at a time")
    blind.presses("Return", "Nothing is chosen yet")
    blind.goes_to("Tab", "hipcoach")
    blind.goes_to("Right", "hipcoach")
    blind.goes_to("Right", "The screen reader")
    blind.presses("Return", "Step 1 of 5", "Welcome", "How much pain is usual for you?")
    blind.goes_to("3", "3")
    blind.presses("Return", "Step 2 of 5", "What applies to you?")
    blind.presses("Return", "Step 3 of 5", "Who would you call?")
    blind.presses("Return", "Step 4 of 5", "Can you hear the voice?")
    blind.presses("Return", "Step 5 of 5", "What should your week be for?")
    blind.presses("Return", "Today", "First steps")
    blind.presses("Return", "Are any of these new, or true today?")
    blind.presses("Return", "Mark what applies")
    blind.goes_to("shift+Tab", "None of these")
    blind.presses("Return", "How much does it hurt now?", "A stretch or a pull is not pain.")
    blind.presses("Return", "No number is chosen yet")
    blind.goes_to("3", "3")
    blind.presses("Return", "First steps", "You reported 3 before the session")
    blind.window.press_once("Return")
    blind.hears("Four exercises", "Press Enter or click here when you are ready")
    blind.window.press_once("Return")
    blind.presses("space", "Paused")
    blind.presses("Escape", "End the session here?", "End the session: E.")
    blind.presses("space", "Going on")
    blind.presses("p", "How much does it hurt now?", "counts as not given", urgent=True)
    blind.presses("7", "You chose 7. Is that right?", "Yes: Y.", urgent=True)
    blind.presses("y", "What is it like?", "An ache: 1.", urgent=True)
    blind.presses("1", "In a moment it is taken: an ache")
    blind.presses(
        "Return", "Stop and rest", "You reported 7", "doctor or physiotherapist", "before you try", urgent=True
    )
    blind.presses("Return", "Today", "Rest until it has settled", "doctor or physiotherapist")
    blind.presses("Return", "Rest until it has settled", "You reported 3 before and 7 then", "Who to contact")
    blind.presses("Escape", "Today")
    blind.presses("ctrl+4", "History")
    blind.presses("ctrl+comma", "Settings")
    heard = blind.every_focus()
    assert [each for each in heard if not each.name or each.role in NOT_A_ROLE] == []
