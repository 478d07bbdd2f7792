"""The solver meets contacts on the mesh's own skin, and the mesh stands where the solver's skeleton says."""

from collections.abc import Mapping

import numpy as np
import pytest

from hipcoach.body.build import BODIES, Build, load_build
from hipcoach.body.movement import movement
from hipcoach.body.pose import Pose
from hipcoach.body.skeleton import SIDES
from hipcoach.body.solver import SINK, solve
from hipcoach.body.staging import LARGEST_STEP, Staging
from hipcoach.body.types import Scene
from tests.body.conftest import FOLDER

HAIR = 0.0020  # body heights: 3 mm
JOINTS = (("upperleg01", "thigh"), ("lowerleg01", "shank"), ("foot", "foot"), ("upperarm01", "uarm"), ("wrist", "hand"))


@pytest.mark.parametrize("body", BODIES)
def test_the_mesh_hangs_on_the_solvers_joints(body: str) -> None:
    build = load_build(FOLDER / "body.npz", body)
    pose = Pose(
        {"hip_l": (80, 20, 10), "knee_l": (70,), "shoulder_r": (120, 30, 20), "neck": (20, 0, 0)}, {"base": "supine"}
    )
    solved = solve(pose, build)
    matrices = build.skin.placed(solved.frames, solved).matrices
    for key, _ in SIDES:
        for bone, segment in JOINTS:
            i = build.mesh.bones.index(f"{bone}.{key.upper()}")
            place = matrices[i, :, :3] @ build.mesh.heads[i] + matrices[i, :, 3]
            assert np.linalg.norm(place - solved.frames[f"{segment}_{key}"][1]) < HAIR, (body, bone)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_what_rests_lies_on_the_floor_and_nothing_sinks(
    scenes: Mapping[str, Scene], build: Build, share: float
) -> None:
    for name in ("bridge", "knees_to_chest.start", "belly_breathing"):
        staging = Staging(scenes[name], build)
        solved = staging.body(share)
        low = float(build.skin.vertices(solved, smooth=False)[:, 2].min())
        assert -0.010 < low < HAIR, name
        resting = tuple(solved.pose.tag("rest").split())
        if resting:
            assert abs(build.lowest(solved.frames, resting) + SINK) < 0.002, name


def test_a_flat_foot_stands_and_a_hand_lies_on_the_skin(scenes: Mapping[str, Scene], build: Build) -> None:
    solved = Staging(scenes["chair_stand"], build).body(0.0)
    v = build.skin.vertices(solved, smooth=False)
    assert abs(float(v[build.vertices_of("foot_l"), 2].min())) < HAIR
    palm = np.array(build.point(solved.frames, "palm_l"))
    thigh = v[build.vertices_of("thigh_l")]
    assert float(np.linalg.norm(thigh - palm, axis=1).min()) < 0.012


def test_fingers_close_round_what_is_held(build: Build) -> None:
    def tips(hold: float) -> np.ndarray:
        solved = solve(Pose({"hold_l": (hold,), "curl_l": (3.0,)}, {"base": "stand"}), build)
        matrices = build.skin.placed(solved.frames, solved).matrices
        i = build.mesh.bones.index("finger3-3.L")
        tip: np.ndarray = matrices[i, :, :3] @ build.mesh.tails[i] + matrices[i, :, 3]
        return tip - np.array(build.point(solved.frames, "palm_l"))

    assert np.linalg.norm(tips(1.0)) < 0.6 * np.linalg.norm(tips(0.0))


@pytest.mark.parametrize("name", ["prone_bow", "standing_side_leg_lift"])
def test_whoever_grips_closes_the_fingers_round_the_middle_of_it(
    scenes: Mapping[str, Scene], build: Build, name: str
) -> None:
    solved = Staging(scenes[name], build).body(1.0)
    limb = solved.pose.tag("hand_l")
    m, origin = solved.frames.get(limb, ((1, 0, 0, 0, 1, 0, 0, 0, 1), (0, 0, 0)))
    height = solved.pose.triple("hand_l.at")
    middle = np.array(origin) + np.array(m).reshape(3, 3) @ ([0, 0, height[2]] if limb != "world" else height)
    along = np.array(m).reshape(3, 3)[:, 2] if limb != "world" else np.array([0.0, 1.0, 0.0])
    matrices = build.skin.placed(solved.frames, solved).matrices
    for finger in (2, 3, 4):
        i = build.mesh.bones.index(f"finger{finger}-3.L")
        off = matrices[i, :, :3] @ build.mesh.tails[i] + matrices[i, :, 3] - middle
        far = np.linalg.norm(off - along * (off @ along))
        assert far < 1.6 * solved.bars.get("l", solved.pose.number("bar_l")) + 0.008, finger


def test_a_cushion_gives_under_what_lies_on_it(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["belly_breathing"], build)
    body = staging.body(0.0)
    skin = staging.vertices(body)
    pressed = [solid for solid in staging.moving(body, skin) if solid.soft]
    assert len(pressed) == len(staging.solids) == 2
    for before, after in zip(staging.solids, pressed, strict=True):
        assert (before.vertices[:, 2] - after.vertices[:, 2]).max() > 0.01
        hollow = after.vertices[before.vertices[:, 2] - after.vertices[:, 2] > 0.01]
        far = np.linalg.norm(skin[:, None] - hollow[None], axis=2).min(0)
        assert far.max() < 0.05  # a limb lies in every hollow


def test_pedals_turn_with_the_feet(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["stationary_cycling"], build)
    axle = np.array(next(prop.at for prop in staging.scene.props if prop.kind == "pedals"))
    body = staging.body(0.3)
    flat = [s.vertices.mean(0) for s in staging.moving(body, staging.vertices(body)) if len(s.vertices) == 24]
    assert len(flat) == 2
    for pedal, side in zip(flat, "lr", strict=True):
        assert np.linalg.norm(pedal - build.point(body.frames, f"sole_{side}")) < 0.015
        assert 0.05 < np.linalg.norm((pedal - axle)[[0, 2]]) < 0.09


def test_frames_lie_so_close_that_nothing_leaps(scenes: Mapping[str, Scene], build: Build) -> None:
    staging = Staging(scenes["bridge"], build)
    places = [staging.build.point(staging.body(share).frames, "knee_l") for share in staging.frame_shares]
    assert max(np.linalg.norm(np.diff(np.array(places), axis=0), axis=1)) < 1.5 * LARGEST_STEP


def test_a_movement_between_contacts_goes_through_its_key_poses(scenes: Mapping[str, Scene], build: Build) -> None:
    scene = scenes["knees_to_chest.start"]
    path = movement(scene.keys, build, scene.shares)
    for share, key in zip(scene.shares, scene.keys, strict=True):
        wanted, found = solve(key, build), path.body(share)
        for segment, (_, origin) in wanted.frames.items():
            assert np.linalg.norm(np.array(origin) - found.frames[segment][1]) < 0.003, segment
