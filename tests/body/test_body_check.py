"""The checks find what a body cannot do, and nothing in what is shipped."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from hipcoach.body.build import Build, load_build
from hipcoach.body.camera import camera
from hipcoach.body.changes import every_link, read_changes
from hipcoach.body.check import check_figure
from hipcoach.body.check_picture import beyond_frame, picture_view
from hipcoach.body.pose import Pose
from hipcoach.body.staging import Staging
from hipcoach.body.types import Figure, Scene
from tests.body.conftest import FOLDER, NAMES

WRONG = {
    "limit": ({"knee_l": (170.0,)}, {}),
    "floor": ({"at": (0.0, 0.0, 0.40)}, {}),
    "contact": ({"hand_l.at": (2.0, 0.0, 1.0), "hand_l.fingers": (1.0, 0.0, 0.0)}, {"hand_l": "world"}),
    "overlap": ({"hip_l": (0.0, -20.0, 0.0), "hip_r": (0.0, -20.0, 0.0)}, {}),
    "trunk": ({"hand_l.at": (0.02, 0.0, 0.74), "hand_l.elbow": (0.0, 1.0, 0.0)}, {"hand_l": "world"}),
}


@pytest.mark.parametrize("check", WRONG)
def test_what_a_body_cannot_do_is_found(scenes: Mapping[str, Scene], build: Build, check: str) -> None:
    values, tags = WRONG[check]
    pose = Pose({"at": (0.0, 0.0, 0.60), **values}, {"base": "stand", **tags})
    scene = replace(scenes["walking"], keys=(pose,), shares=(0.0,))
    assert check in {fault.check for fault in check_figure(Figure("wrong", scene), build)}


def test_a_muscle_that_is_not_seen_is_found(scenes: Mapping[str, Scene], build: Build) -> None:
    from_above = replace(scenes["side_lying_leg_raise"], camera=camera(-90, -60))
    assert "muscle" in {fault.check for fault in check_figure(Figure("wrong", from_above), build)}


def test_what_leaves_the_picture_is_found(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["bridge"], build)
    view, skin = picture_view(staging), staging.vertices(staging.body(1.0))
    assert beyond_frame(view, skin) < 0 < beyond_frame(view, skin + np.array([0.4, 0, 0]))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_figure_is_a_bodys(scenes: Mapping[str, Scene], build: Build, name: str) -> None:
    assert [str(fault) for fault in check_figure(Figure(name, scenes[name]), build)] == []


@pytest.mark.slow
def test_every_change_of_position_is_a_bodys_also_with_longer_legs() -> None:
    build = load_build(FOLDER / "body.npz", "man")
    ways = every_link(read_changes(FOLDER / "changes.toml"))
    assert [str(fault) for way in ways for fault in check_figure(way, build)] == []
