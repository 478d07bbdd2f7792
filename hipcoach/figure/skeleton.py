"""The skeleton: segment lengths, and where each segment's frame stands for given joint angles.

Length = body height H; world z is up and the floor is z = 0; a body frame has x forward, y to the figure's left and z
towards the head. A limb runs along -z of its frame. Angles are degrees, anatomical, with the same sign on both sides.
Segment lengths: Drillis and Contini, as tabulated by Winter, Biomechanics and Motor Control of Human Movement.
"""

import math

from hipcoach.figure.vectors import (
    DEG,
    Mat,
    Vec,
    add,
    apply,
    clamp,
    column,
    matmul,
    rot_x,
    rot_y,
    rot_z,
    scale,
    swing_twist,
)

THIGH, SHANK = 0.245, 0.246  # hip to knee, knee to ankle
UPPER_ARM, FOREARM = 0.186, 0.146

HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH = 0.052, 0.104  # of the joint centres
LUMBAR: Vec = (-0.014, 0.0, 0.055)  # L5 in the pelvis
THORAX: Vec = (0.0, 0.0, 0.110)  # T12 from L5
SHOULDERS: Vec = (-0.006, 0.0, 0.120)  # shoulder line in the thorax
NECK: Vec = (-0.006, 0.0, 0.143)
HEAD: Vec = (0.016, 0.0, 0.058)
PALM: Vec = (0.014, 0.0, -0.046)  # centre of the palm on the skin, in the hand
PHALANGES = (0.023, 0.017, 0.013)  # the three bones of a finger, shortened for a relaxed fan
FINGER_ROOT: Vec = (0.001, 0.0, -0.056)
FINGER_SHARE = (1.0, 2.05, 2.75)  # curl of each phalanx, added up from the knuckle

SIDES = (("l", 1), ("r", -1))
TRUNK = ("pelvis", "lumbar", "thorax", "neck", "head")

Frame = tuple[Mat, Vec]  # rotation and origin (the joint nearest the trunk)
Frames = dict[str, Frame]

BASES: dict[str, Vec] = {  # yaw, pitch, roll of the pelvis
    "stand": (0.0, 0.0, 0.0),
    "supine": (0.0, -90.0, 0.0),
    "prone": (180.0, 90.0, 0.0),
    "side_r": (-90.0, 0.0, 90.0),  # lying on the right side
    "side_l": (90.0, 0.0, -90.0),
}


def bend(flexion: float, side_bend: float, turn: float) -> Mat:
    """Rotation of a trunk joint: flexion forward, bend and turn to the left."""
    return matmul(matmul(rot_y(flexion), rot_x(-side_bend)), rot_z(turn))


def ball_joint(angles: Vec, side: int) -> Mat:
    """Rotation of a hip or shoulder: flexion and abduction as one swing, internal rotation as the twist."""
    flexion, abduction, internal = angles
    return swing_twist(side * abduction, -flexion, -side * internal)


def trunk_frames(pelvis: Mat, root: Vec, lumbar: Vec, thorax: Vec) -> Frames:
    """Frames of pelvis, lumbar spine and thorax."""
    lumbar_m = matmul(pelvis, bend(*lumbar))
    lumbar_o = add(root, apply(pelvis, LUMBAR))
    thorax_m = matmul(lumbar_m, bend(*thorax))
    thorax_o = add(lumbar_o, apply(lumbar_m, THORAX))
    return {"pelvis": (pelvis, root), "lumbar": (lumbar_m, lumbar_o), "thorax": (thorax_m, thorax_o)}


def head_frames(thorax: Frame, neck: Mat, head: Mat) -> Frames:
    """Frames of neck and head from their rotations in the world."""
    origin = add(thorax[1], apply(thorax[0], NECK))
    return {"neck": (neck, origin), "head": (head, add(origin, apply(neck, HEAD)))}


def hip_centre(frames: Frames, side: int) -> Vec:
    """Joint centre of one hip."""
    pelvis, origin = frames["pelvis"]
    return add(origin, apply(pelvis, (0.0, side * HIP_HALF_WIDTH, 0.0)))


def shoulder_centre(frames: Frames, side: int, elevation: float) -> Vec:
    """Joint centre of one shoulder; the girdle rises and draws in once the arm is lifted past 40 degrees."""
    lift = clamp((elevation - 40.0) / 130.0, 0.0, 1.0)
    thorax, origin = frames["thorax"]
    offset = (SHOULDERS[0], side * (SHOULDER_HALF_WIDTH - 0.012 * lift), SHOULDERS[2] + 0.034 * lift)
    return add(origin, apply(thorax, offset))


def foot_rotation(shank: Mat, side: int, dorsiflexion: float, inversion: float, turn: float) -> Mat:
    """Rotation of a foot from its shank."""
    return matmul(matmul(matmul(shank, rot_y(-dorsiflexion)), rot_x(-side * inversion)), rot_z(side * turn))


def leg_frames(frames: Frames, key: str, side: int, hip: Vec, knee: float, ankle: Vec) -> Frames:
    """Frames of one leg from its joint angles (forward kinematics)."""
    thigh_o = hip_centre(frames, side)
    thigh = matmul(frames["pelvis"][0], ball_joint(hip, side))
    shank_o = add(thigh_o, scale(column(thigh, 2), -THIGH))
    shank = matmul(thigh, rot_y(knee))
    foot_o = add(shank_o, scale(column(shank, 2), -SHANK))
    foot = foot_rotation(shank, side, *ankle)
    return {f"thigh_{key}": (thigh, thigh_o), f"shank_{key}": (shank, shank_o), f"foot_{key}": (foot, foot_o)}


def hand_rotation(forearm: Mat, side: int, flexion: float, deviation: float, pronation: float) -> Mat:
    """Rotation of a hand from its forearm; with all angles 0 the palm faces the thigh of someone standing."""
    turned = matmul(forearm, rot_z(-side * (90.0 + pronation)))
    return matmul(matmul(turned, rot_y(-flexion)), rot_x(side * deviation))


def arm_frames(frames: Frames, key: str, side: int, shoulder: Vec, elbow: float, wrist: Vec) -> Frames:
    """Frames of one arm from its joint angles; `wrist` is flexion, deviation, pronation."""
    joint = ball_joint(shoulder, side)
    elevation = _elevation(joint)
    upper_o = shoulder_centre(frames, side, elevation)
    upper = matmul(frames["thorax"][0], joint)
    fore_o = add(upper_o, scale(column(upper, 2), -UPPER_ARM))
    fore = matmul(upper, rot_y(-elbow))
    hand_o = add(fore_o, scale(column(fore, 2), -FOREARM))
    hand = hand_rotation(fore, side, wrist[0], wrist[1], wrist[2])
    return {f"uarm_{key}": (upper, upper_o), f"farm_{key}": (fore, fore_o), f"hand_{key}": (hand, hand_o)}


def finger_frames(hand: Frame, key: str, curl: float) -> Frames:
    """Frames of the three phalanges that the four fingers share, for a curl of the knuckles in degrees."""
    out: Frames = {}
    origin = add(hand[1], apply(hand[0], FINGER_ROOT))
    for i, (share, bone) in enumerate(zip(FINGER_SHARE, PHALANGES, strict=True), start=1):
        turned = matmul(hand[0], rot_y(-curl * share))
        out[f"finger{i}_{key}"] = (turned, origin)
        origin = add(origin, scale(column(turned, 2), -bone))
    return out


def _elevation(joint: Mat) -> float:
    """Angle between the hanging arm and where the shoulder puts it."""
    return math.acos(clamp(joint[8], -1.0, 1.0)) / DEG
