"""Scripts without a font are said beforehand, on machines with any fonts."""

import shutil
import subprocess
import sys
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

LOOK = "from hipcoach.ui.report import fonts; print(*fonts.scripts_without_font() or ['none'])"


@pytest.fixture
def no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every program that is started from now on find no font at all."""
    (tmp_path / "fonts").mkdir()
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/fonts</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


def test_what_is_no_letter_needs_no_font() -> None:
    assert fonts.letters_without_font(" \n\x1b") == ()


def test_a_letter_that_a_font_here_has_is_not_said_to_lack_one() -> None:
    lister = shutil.which("fc-list")
    if lister is None or not subprocess.run([lister, ":charset=65"], capture_output=True, check=True).stdout:
        pytest.skip("no font with an e is known here")
    assert fonts.letters_without_font("e") == ()


@pytest.mark.usefixtures("no_font")
def test_without_fonts_every_script_lacks_one() -> None:
    told = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert told.stdout.split() == list(fonts.SCRIPTS)


@pytest.mark.parametrize(
    ("without", "ok", "found", "mend"),
    [
        ((), True, "there is one for every script", ""),
        (("Thai",), True, "none for Thai, drawn as boxes (", ""),
        (("Latin", "Thai"), False, "no font has the letters", "fonts-dejavu-core"),
        (None, False, "fontconfig, which finds them, does not work", "libfontconfig1"),
    ],
)
def test_doctor_says_which_scripts_have_no_font(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, without: tuple[str, ...] | None, ok: bool, found: str, mend: str
) -> None:
    monkeypatch.setattr(doctor, "scripts_without_font", lambda: without)
    check = next(check for check in doctor.examine(find_paths(tmp_path)) if check.name == "fonts")
    assert check.ok is ok
    assert check.found.startswith(found)
    assert mend in check.mend


@pytest.mark.usefixtures("no_font")
def test_the_report_says_so_before_it_is_made(
    hipcoach: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    with open_diary_in(home / "data", MORNING) as store:
        profile_values.keep_answer(store, QUESTIONS, ["May I?"], MORNING)
    done = hipcoach("export", "--format", "pdf", "--out", str(tmp_path / "x.pdf"))
    assert done.returncode == 0
    assert "drawn as boxes: M a y I ?. Install a font that has them" in done.stderr
