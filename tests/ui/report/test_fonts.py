"""Scripts without a font are said beforehand."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.cli import doctor
from hipcoach.coach.diary import open_diary_in
from hipcoach.history.report import QUESTIONS
from hipcoach.paths import find_paths
from hipcoach.planner import profile_values
from hipcoach.ui.report import fonts
from tests.recorder.driving import MORNING


def fonts_check(home: Path) -> doctor.Check:
    return next(check for check in doctor.examine(find_paths(home)) if check.name == "fonts")


def test_plain_letters_have_a_font_and_what_is_no_letter_needs_none() -> None:
    assert fonts.letters_without_font("e \n\x1b") == ()
    assert "Latin" not in fonts.scripts_without_font()


def test_doctor_says_which_scripts_have_no_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "scripts_without_font", lambda: ("Thai",))
    check = fonts_check(tmp_path)
    assert check.ok
    assert check.found.startswith("none for Thai, drawn as boxes (")
    monkeypatch.setattr(doctor, "scripts_without_font", lambda: ("Latin", "Thai"))
    check = fonts_check(tmp_path)
    assert not check.ok
    assert "fonts-dejavu-core" in check.mend


def test_the_report_says_so_before_it_is_made(
    hipcoach: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    rare = next(letter for letter in map(chr, range(0x12000, 0x12400)) if fonts.letters_without_font(letter))
    with open_diary_in(home / "data", MORNING) as store:
        profile_values.keep_answer(store, QUESTIONS, [f"May I {rare} {rare}?"], MORNING)
    done = hipcoach("export", "--format", "pdf", "--out", str(tmp_path / "x.pdf"))
    assert done.returncode == 0
    assert f"drawn as boxes: {rare}." in done.stderr
