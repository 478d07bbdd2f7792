"""Real keys on real keyboard layouts: the same keys lead to a pain stop, whatever their letters (us: e2e_window)."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.project.real_window import Open, begin

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs real key events: apt-get install xdotool"),
    pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="needs layouts: apt-get install x11-xkb-utils"),
]

ONE, THREE, SEVEN, Y, P = "10", "12", "16", "29", "33"  # places of keys, as X11 counts them


@pytest.fixture(params=["fr", "ru", "gr"])
def layout(request: pytest.FixtureRequest, x11_display: str) -> Iterator[str]:
    """Put the screen's keyboard into another layout, and back."""
    subprocess.run(["setxkbmap", "-display", x11_display, request.param], check=True, capture_output=True)
    yield request.param
    subprocess.run(["setxkbmap", "-display", x11_display, "us"], check=True, capture_output=True)


@pytest.mark.usefixtures("lived_in")
def test_a_session_ends_for_pain(layout: str, opened: Open) -> None:
    window = opened(5)
    begin(window, three=THREE)
    window.press(P, SEVEN, "Return", Y, ONE)
    window.until(lambda: window.value("SELECT finish FROM session"), f"the end on {layout}")
    assert window.rows("SELECT finish, hold FROM session") == [("pain_stop", "hold")]
    assert window.rows("SELECT score, kind FROM pain WHERE question = 'during'") == [(7, "ache")]
    window.close()
