"""A figure's file that is wrong says where, all at once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hipcoach.body.changes import read_changes
from hipcoach.body.figure_file import read_figure
from hipcoach.body.types import Scene
from hipcoach.catalogue.types import Position, Side
from hipcoach.errors import InputError
from hipcoach.figure.api import load_figure, load_transition

WRONG = """camera = [10]
highlight = ["elbow"]
colour = "red"
[[prop]]
kind = "sofa"
at = [0, 0, 0]
[pose.start]
knee_l = "bent"
kneee_r = 3
anchor = { joint = "nose", at = [0, 0, 0] }
hand_l = { grip = [0, 0], thumb = 1 }
[pose.end]
from = "begin"
"""


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_figure(path, "wrong")
    lines = {int(problem.split(":")[1]) for problem in caught.value.problems}
    assert lines == {1, 2, 3, 5, 8, 9, 10, 11, 13}
    assert all(problem.startswith(f"{path}:") and "expected" in problem for problem in caught.value.problems)
    assert any('did you mean "knee_r"' in problem for problem in caught.value.problems)


def test_marks_say_only_what_they_may(tmp_path: Path) -> None:
    path = tmp_path / "marks.toml"
    for mark in ('disc = { point = "knee_r", says = "hop on" }', 'arrow = [{ point = "knee_r", words = ["in"] }]'):
        path.write_text(f"camera = [0, 0]\n{mark}\n[pose.a]\n[pose.b]\nknee_r = 9\n", encoding="utf-8")
        with pytest.raises(InputError, match=":2: expected"):
            read_figure(path, "marks")


def test_words_stand_under_each_picture_or_under_none(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    every = ((0, 2, "false"), (0.5, 3, "false"), (0, 3, "true"), (0.5, 4, "true"))
    wrong = ((0.5, 2, "false"), (0, 3, "false"), (0, 2, "true"))
    for middle, words, returns in (*every, *wrong):
        right = (middle, words, returns) in every
        text = f"camera = [0, 0]\nmiddle = {middle}\nreturns = {returns}\ncaptions = {['so'] * words}\n[pose.a]\n"
        path.write_text(text.replace("'", '"'), encoding="utf-8")
        if right:
            scene = read_figure(path, "words").scene
            assert scene is not None
            assert len(scene.captions) == words
        else:
            with pytest.raises(InputError, match="words for each picture"):
                read_figure(path, "words")


@pytest.mark.parametrize("text", ["", "pose = 3", "[pose]\n", "camera = [0, 0]\n[pose]\na = 1\n"])
def test_a_file_without_poses_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_figure(path, "empty")


def test_a_muscle_works_or_is_stretched_but_a_figure_does_not_show_both(tmp_path: Path) -> None:
    path = tmp_path / "both.toml"
    path.write_text('camera = [0, 0]\nstretch = ["belly"]\n[pose.a]\n', encoding="utf-8")
    scene = read_figure(path, "both").scene
    assert scene is not None
    assert (scene.highlight, scene.stretched) == (("belly",), True)
    path.write_text('camera = [0, 0]\nhighlight = ["belly"]\nstretch = ["belly"]\n[pose.a]\n', encoding="utf-8")
    with pytest.raises(InputError, match='"highlight" or "stretch"'):
        read_figure(path, "both")


def test_shares_must_rise_from_0_to_1(tmp_path: Path) -> None:
    path = tmp_path / "shares.toml"
    path.write_text("camera = [0, 0]\nreached = [0, 0.9, 0.5]\n[pose.a]\n[pose.b]\n[pose.c]\n", encoding="utf-8")
    with pytest.raises(InputError, match="rising shares"):
        read_figure(path, "shares")


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "changes.toml"
    path.write_text('[pose.prone]\n[[link]]\nbetween = ["prone", "pron"]\nthere = "a"\nback = ""\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_changes(path)
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["3", "5"]


@pytest.mark.parametrize(("start", "end"), [(Position.STANDING, Position.SUPINE), (Position.PRONE, Position.STANDING)])
def test_a_bed_is_left_and_reached_over_its_edge(folder: Path, start: Position, end: Position) -> None:
    way = load_transition(start, end, folder, bed=True)
    assert way is not None
    assert way.scene is not None
    assert [prop.kind for prop in way.scene.props] == ["bed"]
    assert not any(" knee " in step or "chair" in step for step in way.steps)  # nobody kneels there


@pytest.mark.parametrize(("end", "side"), [(Position.SIDE_LYING, Side.RIGHT), (Position.SUPINE, Side.BOTH)])
def test_a_way_has_a_side_where_somebody_lies_on_one(folder: Path, end: Position, side: Side) -> None:
    way = load_transition(Position.STANDING, end, folder)
    assert way is not None
    assert way.scene is not None
    assert way.scene.drawn_side is side


@pytest.mark.parametrize("position", [each for each in Position if each.on_floor])
def test_a_film_leads_from_standing_to_every_place_on_the_floor_and_back(folder: Path, position: Position) -> None:
    for ends in ((Position.STANDING, position), (position, Position.STANDING)):
        way = load_transition(*ends, folder)
        assert way is not None
        assert len(way.steps) > 2


def test_an_unknown_exercise_has_no_figure(folder: Path) -> None:
    assert load_figure("hula_hoop", "full", folder) is None


def test_cat_and_camel_sinks_at_the_breath_in_and_rounds_at_the_breath_out(scenes: Mapping[str, Scene]) -> None:
    breathed_out, breathed_in = scenes["cat_camel"].keys  # a breath in is the way there, a breath out the way back
    assert breathed_out.number("lumbar") > 0 > breathed_in.number("lumbar")


def test_no_figure_breathes_in_more_than_a_full_breath(scenes: Mapping[str, Scene]) -> None:
    breaths = {name: max(pose.number("belly") + scene.breath for pose in scene.keys) for name, scene in scenes.items()}
    assert max(breaths.values()) == breaths["belly_breathing"] == 1
