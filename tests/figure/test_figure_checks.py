"""The checks find what is wrong: each is shown a figure that breaks its limit."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.figure.check import check_figure
from hipcoach.figure.check_paint import check_highlight
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.types import Figure

GOOD = """
camera = [-66, 9]
highlight = ["quad_r"]
[pose.start]
at = [0, 0, 0.527]
[pose.end]
from = "start"
hip_r = [40, 4, 0]
knee_r = 60
"""


def figure(folder: Path, text: str) -> Figure:
    path = folder / "tried.toml"
    path.write_text(text, encoding="utf-8")
    return read_figure(path, "tried")


def test_a_sound_figure_passes(tmp_path: Path) -> None:
    assert check_figure(figure(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("check", "what", "text"),
    [
        ("limit", "knee_r flexion", GOOD.replace("knee_r = 60", "knee_r = 158")),
        ("limit", "hip_r flexion", GOOD.replace("[40, 4, 0]", "[-38, 4, 0]")),
        ("limit", "lumbar turn", GOOD + "lumbar = [0, 0, 25]\n"),
        ("floor", "foot_l", GOOD.replace("0.527]", "0.50]")),
        ("contact", "hand_l", GOOD + "hand_l = { wrist = [0.9, 0, 0.9], elbow = [0, 1, 0] }\n"),
        ("prop", "shank_l in wood", GOOD + '[[prop]]\nkind = "step"\nat = [0, 0.05, 0]\nsize = [0.2, 0.1, 0.1]\n'),
        ("overlap", "thigh_l and hand_l", GOOD + "hand_l = { wrist = [0.02, 0.06, 0.35], elbow = [0, 1, 0] }\n"),
        ("jump", "hand_l", GOOD + "shoulder_l = [0, 170, 0]\n[pose.back]\nshoulder_l = [0, -170, 0]\n"),
    ],
)
def test_what_breaks_a_limit_is_found(tmp_path: Path, check: str, what: str, text: str) -> None:
    if "[pose.back]" in text:
        text = text.replace("camera", "reached = [0, 0.98, 1]\ncamera")
    found = check_figure(figure(tmp_path, text))
    assert (check, what) in {(f.check, f.what) for f in found}
    assert all("limit" in str(f) and "tried" in str(f) for f in found)


def test_flesh_outside_the_picture_is_found(tmp_path: Path) -> None:
    sound = figure(tmp_path, GOOD)
    assert sound.scene is not None
    left, top, right, bottom = sound.scene.bounds
    narrow = replace(sound, scene=replace(sound.scene, bounds=(left, top + 0.2, right, bottom)))
    assert {f.check for f in check_figure(narrow)} == {"frame"}


def test_a_hidden_region_is_found(tmp_path: Path, qapp: object) -> None:
    assert check_highlight(figure(tmp_path, GOOD)) == []
    behind = figure(tmp_path, GOOD.replace("[-66, 9]", "[100, 9]").replace("quad_r", "hip_flexor_r"))
    assert [f.check for f in check_highlight(behind)] == ["highlight"]
