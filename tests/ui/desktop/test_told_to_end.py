"""Ctrl+C in the terminal, a logout and a shutdown reach the program, which then ends as it does by itself."""

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from hipcoach.ui.desktop.told_to_end import SIGNALS, ToldToEnd


@pytest.fixture
def told() -> Iterator[list[int]]:
    before = {each: signal.getsignal(each) for each in SIGNALS}
    heard: list[int] = []
    watching = ToldToEnd()
    watching.told.connect(heard.append)
    yield heard
    watching.deleteLater()
    os.close(signal.set_wakeup_fd(-1))
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.skipif(os.name == "nt", reason="Qt watches no pipe there")
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_told_in_place_of_ending_the_program(qtbot: QtBot, told: list[int], number: int) -> None:
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: told == [number])
