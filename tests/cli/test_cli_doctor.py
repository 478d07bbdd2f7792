import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.cli import machine_checks as machine
from hipcoach.cli.machine_checks import X11, missing_libraries, window_problem

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]


def checks(answer: subprocess.CompletedProcess[str]) -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in json.loads(answer.stdout)["checks"]}


def test_doctor_says_what_is_missing_and_what_mends_it(hipcoach: Hipcoach, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text("[voice]\nrate_wpm = 10\n")
    answer = hipcoach("doctor", "--json", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    assert answer.returncode == 1
    assert answer.stderr == ""
    found = checks(answer)
    assert not found["display"]["ok"]
    assert "play first-steps --text" in found["display"]["mend"]
    assert not found["settings"]["ok"]
    assert f"{home}/settings.toml:2: " in found["settings"]["found"]
    assert found["data folder"]["ok"]
    assert found["voice"]["ok"]  # the bundled one at least
    assert "voices to choose from" in found["voice"]["found"]
    assert found["phrases"]["found"].startswith("0.0 MB are kept, of at most 96, in ")
    assert "taught words need" in found["microphone"]["found"]
    for check in found.values():
        assert bool(check["mend"]) == (not check["ok"])


def test_a_data_folder_that_cannot_be_made_is_found(hipcoach: Hipcoach, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = hipcoach("doctor", "--json", home=tmp_path / "file")
    assert answer.returncode == 1
    assert not checks(answer)["data folder"]["ok"]


def test_doctor_reads_well_as_text(hipcoach: Hipcoach) -> None:
    answer = hipcoach("doctor", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    lines = answer.stdout.splitlines()
    assert any(line.startswith("MISSING") and "display" in line for line in lines)
    assert any(line.strip().startswith("mend it: ") for line in lines)


def test_without_a_display_the_window_says_so_in_one_line_and_offers_the_terminal(hipcoach: Hipcoach) -> None:
    answer = hipcoach(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert "no display" in answer.stderr
    assert "play first-steps --text" in answer.stderr


def test_a_display_that_does_not_answer_is_noticed_before_qt_aborts(hipcoach: Hipcoach) -> None:
    answer = hipcoach(DISPLAY=":987", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    assert answer.returncode == 1
    assert ":987 does not answer" in answer.stderr


@pytest.mark.slow
def test_a_display_that_answers_is_no_problem(x11_display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", x11_display)
    assert window_problem({"DISPLAY": x11_display}) is None


def test_a_missing_library_is_named_by_its_package() -> None:
    assert missing_libraries({"libmissing.so.9": "libmissing9", "libc.so.6": "libc6"}) == ("libmissing9",)


def test_a_plugin_that_cannot_be_loaded_is_noticed_before_qt_aborts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_plugin_loads", lambda name: name != "libqxcb.so")
    monkeypatch.setattr(machine, "X11", {"libmissing.so.9": X11["libxcb-cursor.so.0"]})
    problem = window_problem({"DISPLAY": ":0"})
    assert problem is not None
    assert "apt-get install" in problem or "package manager" in problem
    assert "libxcb-cursor0" in problem


def test_offscreen_needs_no_display() -> None:
    assert window_problem({"QT_QPA_PLATFORM": "offscreen"}) is None
