"""Joint angles of a solved body, in degrees: what poses are blended by and what the limits are checked on."""

import math

from hipcoach.body.pose import Body
from hipcoach.body.skeleton import SIDES, Frames
from hipcoach.body.vectors import DEG, Mat, Vec, clamp, matmul, to_swing_twist, to_yaw_pitch_roll, transpose


def relative(frames: Frames, child: str, parent: str) -> Mat:
    """Return the rotation of one segment seen from another."""
    return matmul(transpose(frames[parent][0]), frames[child][0])


def trunk_angles(m: Mat) -> Vec:
    """Return the flexion, side bend to the left and turn to the left of a trunk joint."""
    return (
        math.atan2(m[2], m[8]) / DEG,
        math.asin(clamp(m[5], -1.0, 1.0)) / DEG,
        math.atan2(m[3], m[4]) / DEG,
    )


def ball_angles(m: Mat, side: int) -> Vec:
    """Return the flexion, abduction and internal rotation of a hip or shoulder, as swing and twist."""
    x, y, twist = to_swing_twist(m)
    return (-y, side * x, -side * twist)


def hinge_angle(m: Mat) -> float:
    """Return the rotation about y of a knee; an elbow's is the negative of it."""
    return math.atan2(m[2], m[8]) / DEG


def foot_angles(m: Mat, side: int) -> Vec:
    """Return the dorsiflexion, inversion and turn of a foot."""
    flexion, bend, turn = trunk_angles(m)
    return (-flexion, side * bend, side * turn)


def wrist_angles(m: Mat, side: int) -> Vec:
    """Return the flexion, deviation and pronation of a hand."""
    yaw, pitch, roll = to_yaw_pitch_roll(m)
    pronation = (-side * yaw - 90.0 + 180.0) % 360.0 - 180.0
    return (-pitch, side * roll, pronation)


def joint_angles(body: Body) -> dict[str, tuple[float, ...]]:
    """Return all joints of a body by name, as a pose names them."""
    f = body.frames
    out: dict[str, tuple[float, ...]] = {
        "lumbar": trunk_angles(relative(f, "lumbar", "pelvis")),
        "thorax": trunk_angles(relative(f, "thorax", "lumbar")),
        "neck": trunk_angles(relative(f, "neck", "thorax")),
        "head": trunk_angles(relative(f, "head", "neck")),
        "neck_and_head": trunk_angles(relative(f, "head", "thorax")),
    }
    for k, side in SIDES:
        out[f"hip_{k}"] = ball_angles(relative(f, f"thigh_{k}", "pelvis"), side)
        out[f"knee_{k}"] = (hinge_angle(relative(f, f"shank_{k}", f"thigh_{k}")),)
        out[f"ankle_{k}"] = foot_angles(relative(f, f"foot_{k}", f"shank_{k}"), side)
        out[f"shoulder_{k}"] = ball_angles(relative(f, f"uarm_{k}", "thorax"), side)
        out[f"elbow_{k}"] = (-hinge_angle(relative(f, f"farm_{k}", f"uarm_{k}")),)
        out[f"wrist_{k}"] = wrist_angles(relative(f, f"hand_{k}", f"farm_{k}"), side)
    return out
