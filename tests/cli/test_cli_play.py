"""`hipcoach play --text`, `timeline` and `simulate`, as a user or a script runs them."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hipcoach.coach.stop_text import CALL_TODAY, EVERYDAY
from tests.cli.talk import SAID, Talk

pytestmark = pytest.mark.long

Run = Callable[..., subprocess.CompletedProcess[str]]
WHOLE = ["play", "first-steps", "--text", "--voice", "silent", "--screen", "none"]
WHOLE += ["--before", "3", "--answer", "same", "--after", "3"]
BEFORE_BRIDGE = "Contact your doctor or physiotherapist before you try Bridge again."
FAST = (*WHOLE, "--speed", "1000")


@pytest.fixture
def no_qt(tmp_path: Path) -> dict[str, str]:
    """A machine on which Qt cannot be imported, and without a display."""
    folder = tmp_path / "no_qt" / "PySide6"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise ImportError('libGL.so.1: cannot open shared object file')\n")
    return {"PYTHONPATH": str(folder.parent), "DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def history(hipcoach: Run) -> list[dict[str, Any]]:
    done = hipcoach("history", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["sessions"]  # type: ignore[no-any-return]


def test_a_whole_session_with_no_terminal_no_qt_and_no_display(hipcoach: Run, no_qt: dict[str, str]) -> None:
    done = hipcoach(*FAST, **no_qt)
    assert done.returncode == 0, done.stderr
    assert "no locks are assumed" in done.stdout
    assert "and the letter Q ends the session." in done.stdout, "Escape only pauses here"
    (session,) = history(hipcoach)
    assert (session["plan"], session["finish"]) == ("first-steps", "completed")
    assert (session["pain_before"], session["pain_after"]) == (3, 3)
    assert [each["exercise"] for each in session["exercises"]] == [
        "knee_rolls",
        "knees_to_chest",
        "bridge",
        "chair_stand",
    ]
    for each in session["exercises"]:
        assert (each["outcome"], each["response"]) == ("done", "same")
        assert each["sets"]
        assert all(s["reps_done"] == s["reps_target"] for s in each["sets"])


def answers_beside_numbers(home: Path) -> list[object]:
    """Return what the diary keeps as answers to the questions that no flag is for."""
    with closing(sqlite3.connect(next((home / "data").glob("*.sqlite3")))) as diary:
        kept = diary.execute("select payload from event where kind in ('QuestionAnswered', 'StepQuestionAnswered')")
        return [json.loads(payload)["answer"] for (payload,) in kept]


@pytest.mark.parametrize(
    ("answers", "finish", "due"),
    [
        (("--worse", "bridge=5"), "pain_stop", "blocked"),
        (("--worse", "bridge=3:neuro"), "pain_stop", "blocked"),
        (("--worse", "bridge=3:sharp"), "pain_stop", "blocked"),
        (("--worse", "bridge=4"), "pain_stop", "rest"),
        (("--worse", "bridge=4", "--rest", "3"), "completed", None),
    ],
)
def test_more_pain_leads_where_it_must(
    answers: tuple[str, ...], finish: str, due: str | None, hipcoach: Run, tmp_path: Path
) -> None:
    done = hipcoach(*FAST, *answers)
    assert done.returncode == 0, done.stderr
    (session,) = history(hipcoach)
    assert session["finish"] == finish
    assert set(answers_beside_numbers(tmp_path / "home")) <= {None}, "no flag says that it is right, or still there"
    if due is not None:
        assert json.loads(hipcoach("today", "--json").stdout)["kind"] == due
    if due == "blocked":
        again = hipcoach(*FAST)
        assert again.returncode == 1
        (line,) = again.stderr.splitlines()
        assert line.startswith("first-steps: You reported ")
        assert line.endswith(f". {CALL_TODAY}" if "bridge=3:neuro" in answers else f". {EVERYDAY} {BEFORE_BRIDGE}")
        assert len(history(hipcoach)) == 1


def test_an_unanswered_screen_refuses_to_start(hipcoach: Run) -> None:
    done = hipcoach("play", "first-steps", "--text", "--speed", "1000")
    assert done.returncode == 1
    assert "--screen none" in done.stderr
    assert history(hipcoach) == []


def test_a_sign_ticked_or_a_number_of_six_refuses_the_session(hipcoach: Run, tmp_path: Path) -> None:
    ticked = hipcoach("play", "first-steps", "--text", "--screen", "calf")
    assert (ticked.returncode, "today" in ticked.stderr) == (1, True)
    assert history(hipcoach) == []
    again = hipcoach(*FAST)
    assert (again.returncode, "calf" in again.stderr) == (1, True), "a sign counts for the rest of the day"
    other = tmp_path / "other"
    high = hipcoach("play", "first-steps", "--text", "--screen", "none", "--before", "6", home=other)
    assert (high.returncode, "no session" in high.stderr) == (1, True)
    assert json.loads(hipcoach("history", "--json", home=other).stdout)["sessions"] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("play", "first-stepz", "--text"), "first-steps"),
        (("play", "first-steps", "--text", "--screen", "calfs"), "calf"),
        (("play", "first-steps", "--text", "--screen", "none", "--screen", "calf"), "expected alone"),
        (("simulate", "first-steps", "--worse", "bridges=4"), "hipcoach list"),
        (("play", "first-steps", "--before", "0"), "together with --text"),
    ],
)
def test_a_wrong_word_is_one_line_that_says_what_was_expected(
    words: tuple[str, ...], expected: str, hipcoach: Run
) -> None:
    done = hipcoach(*words)
    assert done.returncode == 1
    assert expected in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("flag", [("--before", "11"), ("--before", "x"), ("--worse", "bridge"), ("--speed", "0")])
def test_what_cannot_be_an_answer_is_wrong_usage(flag: tuple[str, str], hipcoach: Run) -> None:
    assert hipcoach("play", "first-steps", "--text", *flag).returncode == 2


def test_questions_without_a_flag_are_not_given(hipcoach: Run) -> None:
    done = hipcoach("play", "first-steps", "--text", "--voice", "silent", "--screen", "none", "--speed", "1000")
    assert done.returncode == 0, done.stderr
    (session,) = history(hipcoach)
    assert (session["pain_before"], session["pain_after"], session["finish"]) == (None, None, "completed")
    assert {each["response"] for each in session["exercises"]} == {None}


KILLED = """
import os, signal, sys
from hipcoach.cli import main

writes = sys.stdout.write

def until_exercise_two(text):
    if "Exercise two of four" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return writes(text)

sys.stdout.write = until_exercise_two
main()
"""


def test_a_session_that_was_killed_is_kept_as_far_as_it_came(hipcoach: Run, tmp_path: Path) -> None:
    words = [sys.executable, "-c", KILLED, *FAST, "--home", str(tmp_path / "home")]
    killed = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert hipcoach(*FAST).returncode == 0
    first, second = sorted(history(hipcoach), key=lambda each: each["started_at"])
    assert (first["finish"], second["finish"]) == ("interrupted", "completed")
    done = {each["exercise"]: each["sets"] for each in first["exercises"]}
    assert all(s["reps_done"] == s["reps_target"] for s in done["knee_rolls"])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_person_at_the_terminal_answers_pauses_and_says_that_it_hurts(tmp_path: Path) -> None:
    """Real keys on a real terminal, from the screen by way of the pain key to the number after."""
    home = tmp_path / "home"
    parent, child = pty.openpty()
    words = [sys.executable, "-m", "hipcoach", "play", "first-steps", "--text", "--speed", "10", "--home", str(home)]
    with subprocess.Popen(words, stdin=child, stdout=child, stderr=child) as running:
        os.close(child)
        try:
            tell_that_it_hurts(Talk(parent))
            assert running.wait(timeout=60) == 0
        finally:
            running.kill()
            os.close(parent)
    with closing(sqlite3.connect(next((home / "data").glob("*.sqlite3")))) as diary:
        assert diary.execute("select kind, base, peak from hold").fetchall() == [("hold", 3, 5)]
        assert diary.execute("select finish from session").fetchall() == [("pain_stop",)]
        before = diary.execute("select score, area, side from pain where question = 'before'").fetchall()
        assert before == [(3, "groin", None)]


def tell_that_it_hurts(talk: Talk) -> None:
    talk.answer("or none:", "none\n")
    talk.answer("How much does it hurt now?", "12\n")
    talk.answer("expected a whole number", "3\n")
    talk.answer("Where is it?", "1\n")
    talk.answer("Which side?", "\n")
    talk.answer("when you are ready", "x")
    talk.answer("everything stops, and I ask", " ")
    talk.answer("Paused", " ")
    talk.answer(SAID, "p")
    talk.answer("from zero to ten", "5\n")
    talk.answer("Is that right", "y")
    talk.answer("What is it like", "1")
    talk.expect("Contact your doctor or physiotherapist")


class TestTimeline:
    def test_it_gives_every_step_and_cue_in_the_documented_shape(self, hipcoach: Run) -> None:
        data = json.loads(hipcoach("timeline", "first-steps", "--json").stdout)
        assert {"plan", "duration_s", "steps", "cues"} <= set(data)
        assert set(data["steps"][0]) == {
            "index", "kind", "exercise", "set", "repetition", "side", "start_s", "duration_s",
        }  # fmt: skip
        assert set(data["cues"][0]) == {"step", "kind", "text", "start_s", "duration_s"}
        end_s = 0.0
        for step in data["steps"]:
            assert step["start_s"] == pytest.approx(end_s, abs=0.002)
            end_s = step["start_s"] + step["duration_s"]
        assert end_s == pytest.approx(data["duration_s"], abs=0.01)

    def test_as_text_it_is_for_reading(self, hipcoach: Run) -> None:
        done = hipcoach("timeline", "no-floor")
        assert done.returncode == 0
        assert "Exercise one of" in done.stdout


class TestSimulate:
    def test_it_tells_every_decision_and_keeps_nothing(self, hipcoach: Run) -> None:
        words = ["simulate", "first-steps", "--before", "3", "--worse", "bridge=4", "--rest", "3"]
        words += ["--after", "3", "--next", "4", "--json"]
        data = json.loads(hipcoach(*words).stdout)
        found = [(each["at"], each["exercise"], each["pain"], each["level"]) for each in data["decisions"]]
        assert found == [
            ("before", None, 3, "ok"),
            ("during", "bridge", 4, "amber"),
            ("rest", "bridge", 3, "ok"),
            ("after", None, 3, "ok"),
            ("next", None, 4, "amber"),
        ]
        assert (data["finish"], data["hold"], data["next"]) == ("completed", "none", "rest")
        assert all(each["why"] for each in data["decisions"])
        assert history(hipcoach) == []

    def test_a_session_refused_by_the_number_before_is_status_1(self, hipcoach: Run) -> None:
        done = hipcoach("simulate", "first-steps", "--before", "8", "--json")
        assert done.returncode == 1
        data = json.loads(done.stdout)
        assert (data["finish"], data["next"], data["decisions"][0]["level"]) == (None, "rest", "red")


def test_a_worse_for_what_is_not_in_the_session_is_said(hipcoach: Run) -> None:
    done = hipcoach(*FAST, "--worse", "prone_leg_lift=5")
    assert done.returncode == 0, done.stderr
    assert "--worse prone_leg_lift is not used: it is not in this session." in done.stdout
