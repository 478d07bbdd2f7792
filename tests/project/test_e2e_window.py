"""The whole program in a real window, by real keys: a session to its end, a pain stop, a crash."""

import shutil
from pathlib import Path

import pytest

from tests.project.real_window import HOLDING, Open, Window, begin, first_run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs real key events: apt-get install xdotool"),
]

UNASKED_S = 8.0  # "Is that right?" still waits for its answer, at the speeds below
DONE = "SELECT count(*) FROM exercise_record WHERE outcome = 'done'"


def go_on(window: Window) -> None:
    """Go on with a session that was cut off; none of the signs."""
    window.press("Return", "shift+Tab", "Return", "space")


def test_a_whole_session_from_the_first_run_to_its_summary_though_it_is_killed(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("[times]\ncheck_s = 60\n")
    window = opened(100)
    first_run(window)
    begin(window)
    assert window.rows("SELECT items FROM screen") == [("[]",)]
    window.press_until("2", lambda: window.value(DONE) == 1, "the first exercise to be done")  # set, or Same
    window.kill()
    before = window.value("SELECT max(seq) FROM event")
    again = opened(100)
    go_on(again)
    again.press_until("2", lambda: again.value("SELECT finish FROM session"), "the session to end")
    assert again.rows("SELECT plan, finish, base, hold FROM session") == [("first-steps", "completed", 3, "none")]
    outcomes = again.rows("SELECT outcome, response FROM exercise_record WHERE ord >= 0")
    assert [outcome for outcome, _ in outcomes] == ["done"] * 4
    responses = {response for _, response in outcomes}
    assert "same" in responses <= {"same", None}, "a check may have passed before a busy machine's key came"
    assert again.value("SELECT min(reps_done = reps_target) FROM set_record") == 1
    assert again.rows("SELECT count(*), count(DISTINCT session) FROM screen") == [(2, 1)], "asked again"
    assert again.value("SELECT max(seq) FROM event") > before
    # Answer now: a page that has just come by itself takes no press.
    again.press_until("Return 2", lambda: again.rows("SELECT 1 FROM pain WHERE question = 'after'"), "the number after")
    assert again.rows("SELECT question, score FROM pain ORDER BY key") == [("before", 3), ("after", 2)]
    again.close()


@pytest.mark.usefixtures("lived_in")
def test_more_pain_ends_the_session_and_blocks_the_next(opened: Open) -> None:
    window = opened(100)
    begin(window)
    window.press_until("2", lambda: window.rows(HOLDING), "the first hold")
    window.kill()
    window = opened(3)  # a busy machine's keys come before a question's time is over
    go_on(window)
    window.press("p", "7")
    window.until(lambda: window.rows("SELECT kind, peak FROM hold") == [("hold", 7)], "the rest", within_s=UNASKED_S)
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


@pytest.mark.usefixtures("lived_in")
def test_a_window_killed_at_the_key_of_a_red_number_has_kept_the_rest(opened: Open) -> None:
    window = opened(2)
    begin(window)
    window.press("p", "7")
    window.until(lambda: window.rows("SELECT kind FROM hold"), "the rest", within_s=UNASKED_S)
    window.kill()
    assert window.rows("SELECT kind, peak FROM hold") == [("hold", 7)]
