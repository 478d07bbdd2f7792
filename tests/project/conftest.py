"""The real window for every test of the whole program that asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.real_window import Open, Window, after_first_run


@pytest.fixture
def lived_in(tmp_path: Path) -> None:
    """Let the window open on the home of somebody who has been through the first run."""
    after_first_run(tmp_path / "home")


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
