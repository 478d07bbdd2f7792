"""Real keys on real keyboard layouts: the same keys play a session into a pain stop, whatever their letters are."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.project.real_window import HOLDING, Open, begin, first_run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs real key events: apt-get install xdotool"),
    pytest.mark.skipif(shutil.which("setxkbmap") is None, reason="needs layouts: apt-get install x11-xkb-utils"),
]

ONE, TWO, THREE, SEVEN, Y, P = "10", "11", "12", "16", "29", "33"  # places of keys, as X11 counts them


@pytest.fixture(params=["us", "fr", "ru", "gr"])
def layout(request: pytest.FixtureRequest, x11_display: str) -> Iterator[str]:
    """Put the screen's keyboard into another layout, and back."""
    subprocess.run(["setxkbmap", "-display", x11_display, request.param], check=True, capture_output=True)
    yield request.param
    subprocess.run(["setxkbmap", "-display", x11_display, "us"], check=True, capture_output=True)


def test_a_session_ends_for_pain(layout: str, opened: Open) -> None:
    window = opened(10)
    first_run(window, three=THREE)
    begin(window, three=THREE)
    window.press_until(TWO, lambda: window.rows(HOLDING), f"the first hold on {layout}")
    window.press(P, SEVEN, "Return", Y, ONE)
    window.until(lambda: window.value("SELECT finish FROM session"), "the end")
    assert window.rows("SELECT finish, hold FROM session") == [("pain_stop", "hold")]
    assert window.rows("SELECT score, kind, exercise FROM pain WHERE question = 'during'") == [
        (7, "ache", "knee_rolls")
    ]
    window.close()
