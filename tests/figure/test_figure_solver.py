"""From numbers to a body: rotations come back as they went in, contacts hold all through a movement."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.figure.angles import ball_angles, joint_angles
from hipcoach.figure.flesh import FLESH, lowest
from hipcoach.figure.ik import two_bone
from hipcoach.figure.movement import movement
from hipcoach.figure.points import point
from hipcoach.figure.pose import Pose
from hipcoach.figure.skeleton import ball_joint
from hipcoach.figure.solver import solve
from hipcoach.figure.types import Figure
from hipcoach.figure.vectors import matmul, quaternion, rotation, transpose, yaw_pitch_roll

degrees = st.floats(-170, 170)
STAND: Mapping[str, tuple[float, ...]] = {"at": (0.0, 0.0, 0.53)}


@given(st.floats(-100, 100), st.floats(-100, 100), degrees, st.sampled_from((1, -1)))
def test_a_ball_joints_angles_come_back(flexion: float, abduction: float, turn: float, side: int) -> None:
    back = ball_angles(ball_joint((flexion, abduction, turn), side), side)
    assert back == pytest.approx((flexion, abduction, turn), abs=1e-6)


@given(degrees, st.floats(-89, 89), degrees)
def test_a_rotation_survives_as_a_quaternion(yaw: float, pitch: float, roll: float) -> None:
    m = yaw_pitch_roll((yaw, pitch, roll))
    assert rotation(quaternion(m)) == pytest.approx(m, abs=1e-9)
    assert matmul(m, transpose(m)) == pytest.approx((1, 0, 0, 0, 1, 0, 0, 0, 1), abs=1e-9)


@given(st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6), st.floats(-0.6, 0.6)))
def test_two_bones_keep_their_length_and_own_up_to_what_they_miss(target: tuple[float, float, float]) -> None:
    root = (0.0, 0.0, 0.0)
    middle, end, miss = two_bone(root, target, (0.245, 0.246), (1.0, 0.2, 0.3))
    assert math.dist(root, middle) == pytest.approx(0.245, abs=1e-6)
    assert math.dist(middle, end) == pytest.approx(0.246, abs=1e-3)
    assert math.dist(end, target) == pytest.approx(miss, abs=1e-6)


def test_joint_angles_of_a_pose_come_back() -> None:
    asked = {"hip_l": (50.0, 20.0, -10.0), "knee_l": (70.0,), "shoulder_r": (90.0, 30.0, 5.0), "elbow_r": (40.0,)}
    found = joint_angles(solve(Pose({**STAND, **asked}, {"base": "stand"})))
    for joint, angles in asked.items():
        assert found[joint] == pytest.approx(angles, abs=1e-6)


def test_planted_feet_and_hands_stay_where_they_are_all_through_a_bridge(figures: Mapping[str, Figure]) -> None:
    scene = figures["bridge"].scene
    assert scene is not None
    first = scene.movement.body(0.0)
    for i in range(1, 21):
        body = scene.movement.body(i / 20)
        for place in ("ankle_l", "ankle_r", "palm_l", "palm_r"):
            assert point(body.frames, place) == pytest.approx(point(first.frames, place), abs=1e-3)
        assert lowest(FLESH, FLESH.place(body), ["pelvis", "top"]) == pytest.approx(0.0, abs=1e-6)


def test_a_gripping_hand_follows_what_it_holds(figures: Mapping[str, Figure]) -> None:
    scene = figures["standing_quad_stretch"].scene
    assert scene is not None
    body = scene.movement.body(1.0)
    foot, palm = point(body.frames, "ankle_r"), point(body.frames, "palm_r")
    assert math.dist(foot, palm) < 0.08
    assert body.errors["hand_r"] < 0.006


def test_nothing_stops_at_a_pose_in_the_middle() -> None:
    poses = [Pose({**STAND, "knee_l": (angle,)}, {"base": "stand"}) for angle in (0.0, 30.0, 90.0)]
    path = movement(poses)
    speeds = [
        path.pose(t + 0.01).number("knee_l") - path.pose(t).number("knee_l") for t in (0.47, 0.48, 0.49, 0.5, 0.51)
    ]
    assert min(speeds) > 0.5
    assert max(speeds) < 1.4 * min(speeds)


def test_a_movement_passes_through_its_poses() -> None:
    poses = [Pose({**STAND, "knee_l": (angle,)}, {"base": "stand"}) for angle in (0.0, 30.0, 10.0)]
    path = movement(poses, (0.0, 0.3, 1.0))
    assert [path.pose(t).number("knee_l") for t in (0.0, 0.3, 1.0)] == pytest.approx([0.0, 30.0, 10.0])
    assert max(path.pose(i / 50).number("knee_l") for i in range(51)) <= 30.0 + 1e-9


def test_a_step_taken_by_itself_comes_to_rest_at_each_pose() -> None:
    poses = [Pose({**STAND, "knee_l": (angle,)}, {"base": "stand"}) for angle in (0.0, 30.0, 90.0)]
    path = movement(poses, stops=True)
    assert abs(path.pose(0.505).number("knee_l") - path.pose(0.495).number("knee_l")) < 0.1
