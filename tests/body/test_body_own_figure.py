"""The figure of a pose that a user has put together: what it starts from, and that its limits are the body's."""

import pytest

from hipcoach.body.build import Build
from hipcoach.body.check import LIMITS
from hipcoach.body.figure_file import read_figure
from hipcoach.body.own_figure import OWN, own_figure, starts
from hipcoach.body.picture import PictureKey
from hipcoach.body.staging import Staging
from hipcoach.catalogue.own_pose import JOINTS
from hipcoach.catalogue.types import Position
from hipcoach.errors import InputError
from tests.body.conftest import FOLDER


def test_the_limits_of_the_sliders_are_those_of_the_body() -> None:
    for joint in ("lumbar", "thorax", "hip", "knee", "elbow", "wrist", "ankle"):
        sliders = [limits for _, limits in JOINTS[joint if joint in JOINTS else f"{joint}_l"]]
        assert sliders[: len(LIMITS[joint])] == [limits for _, limits in LIMITS[joint]], joint


def test_everything_that_is_shown_can_be_started_from() -> None:
    found = starts(FOLDER)
    assert set(Position) - {Position.AS_SHOWN} <= set(found)
    for path in FOLDER.glob("*.toml"):
        if path.stem != "changes" and "." not in path.stem and (scene := read_figure(path, path.stem).scene):
            assert scene.loop_s or set(found[path.stem]) == {"begin", "hold"}, path.stem


@pytest.mark.parametrize("exercise", ["bridge", "cat_camel", "step_up"])
def test_a_start_looks_as_the_exercise_does(exercise: str, build: Build) -> None:
    shipped = read_figure(FOLDER / f"{exercise}.toml", exercise).scene
    own = own_figure(f'{{ from = "{exercise}", hold = {{}} }}', FOLDER).scene
    assert shipped is not None
    assert own is not None
    for share in (0.0, 1.0):
        there, here = (Staging(scene, build).body(share).frames for scene in (shipped, own))
        for part in ("head", "hand_l", "foot_r", "shank_l"):
            apart = max(abs(a - b) for a, b in zip(there[part][1], here[part][1], strict=True))
            assert apart < 0.02, (share, part)


def test_only_what_is_changed_differs_and_each_pose_has_a_folder_of_its_own() -> None:
    names = []
    for angle in (10, 20):
        figure = own_figure(f'{{ from = "supine", begin = {{ knee_l = {angle} }} }}', FOLDER)
        assert figure.scene is not None
        (pose,) = figure.scene.keys
        start = starts(FOLDER)["supine"]["begin"]
        assert {name for name in pose.values if pose.values[name] != start.values.get(name)} == {"knee_l"}
        names.append(PictureKey(figure.source, figure.edition, "woman", "light", False, 384, 240).folder)
        assert figure.source.startswith(OWN)
    assert len(set(names)) == 2
    long = own_figure(
        f'{{ from = "supine", begin = {{ {", ".join(f"{j} = 0" for j in JOINTS if len(JOINTS[j]) == 1)} }} }}', FOLDER
    )
    assert len(PictureKey(long.source, 1, "woman", "light", False, 384, 240).folder) < 200


def test_what_starts_from_nothing_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match='expected "from": a position or an exercise with a figure, found "nothing"'):
        own_figure('{ from = "nothing" }', FOLDER)
