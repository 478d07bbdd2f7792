"""`hipcoach figure`: the tool for whoever adds an exercise."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_contact_sheet_is_drawn(hipcoach: Run, tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    done = hipcoach("figure", "bent_knee_fallout", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"\x89PNG")
    assert "1 figure" in done.stdout


def test_named_figures_are_checked(hipcoach: Run) -> None:
    done = hipcoach("figure", "--check", "knee_rolls")  # it has two forms
    assert (done.returncode, done.stdout) == (0, "2 figures checked with 4 bodies, 0 failures\n")


def test_a_failure_names_joint_value_and_limit(hipcoach: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("camera = [-66, 9]\n[pose.start]\nat = [0, 0, 0.527]\nknee_l = 155\n", encoding="utf-8")
    done = hipcoach("figure", "--check", str(own))
    assert done.returncode == 1
    assert "own, woman: limit of knee_l flexion at 0.00 of the movement: 155, limit 150" in done.stdout


@pytest.mark.parametrize("words", [("figure",), ("figure", "bridge"), ("figure", "--check", "hula_hoop")])
def test_what_is_missing_is_said(hipcoach: Run, words: tuple[str, ...]) -> None:
    done = hipcoach(*words)
    assert done.returncode == 1
    assert "expected" in done.stderr
