"""The skeleton: segment lengths, and where each segment's frame stands for given joint angles.

Length = body height H; world z is up and the floor is z = 0; a body frame has x forward, y to the figure's left and z
towards the head. A limb runs along -z of its frame. Angles are degrees, anatomical, with the same sign on both sides.
Each body has lengths of its own, taken from the joints of its mesh (`build`).
"""

import math
from dataclasses import dataclass

from hipcoach.body.vectors import (
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

SIDES = (("l", 1), ("r", -1))
TRUNK = ("pelvis", "lumbar", "thorax", "neck", "head")
LIMBS = ("thigh", "shank", "foot", "uarm", "farm", "hand")
SEGMENTS = (*TRUNK, *(f"{name}_{k}" for k in "lr" for name in LIMBS))
GIRDLE_TURN = 26.0  # degrees by which the collar bone rises with an arm that is lifted all the way
GIRDLE_FROM, GIRDLE_RANGE = 40.0, 130.0  # degrees of the arm's lift
LOWER_NECK = 0.6  # of the neck's turn is made by its lower half

Frame = tuple[Mat, Vec]  # rotation and origin (the joint nearest the trunk)
Frames = dict[str, Frame]

BASES: dict[str, Vec] = {  # yaw, pitch, roll of the pelvis
    "stand": (0.0, 0.0, 0.0),
    "supine": (0.0, -90.0, 0.0),
    "prone": (180.0, 90.0, 0.0),
    "side_r": (-90.0, 0.0, 90.0),  # lying on the right side
    "side_l": (90.0, 0.0, -90.0),
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Lengths of one body; a place is in the frame of the segment before it, and of the left side."""

    thigh: float
    shank: float
    upper_arm: float
    forearm: float
    hip_half_width: float
    lumbar: Vec  # L5 in the pelvis, whose origin is the middle of the hips
    thorax: Vec  # T12 from L5
    collar: Vec  # inner end of the collar bone in the thorax
    shoulder: Vec  # the shoulder joint, from there
    neck: Vec
    upper_neck: Vec
    head: Vec  # from the upper half of the neck
    palm: Vec  # centre of the palm on the skin, in the hand
    knuckles: float  # height of the middle finger's, in the hand


def bend(flexion: float, side_bend: float, turn: float) -> Mat:
    """Return the rotation of a trunk joint: flexion forward, bend and turn to the left."""
    return matmul(matmul(rot_y(flexion), rot_x(-side_bend)), rot_z(turn))


def ball_joint(angles: Vec, side: int) -> Mat:
    """Return the rotation of a hip or shoulder: flexion and abduction as one swing, internal rotation as the twist."""
    flexion, abduction, internal = angles
    return swing_twist(side * abduction, -flexion, -side * internal)


def trunk_frames(bones: Skeleton, pelvis: Mat, root: Vec, lumbar: Vec, thorax: Vec) -> Frames:
    """Return the frames of pelvis, lumbar spine and thorax."""
    lumbar_m = matmul(pelvis, bend(*lumbar))
    lumbar_o = add(root, apply(pelvis, bones.lumbar))
    thorax_m = matmul(lumbar_m, bend(*thorax))
    thorax_o = add(lumbar_o, apply(lumbar_m, bones.thorax))
    return {"pelvis": (pelvis, root), "lumbar": (lumbar_m, lumbar_o), "thorax": (thorax_m, thorax_o)}


def head_frames(bones: Skeleton, thorax: Frame, bent: Vec, head: Mat) -> Frames:
    """Return the frames of neck and head, `bent` by the neck's flexion, bend and turn; `head` is its own rotation."""
    origin = add(thorax[1], apply(thorax[0], bones.neck))
    lower = matmul(thorax[0], bend(*scale(bent, LOWER_NECK)))
    upper = matmul(thorax[0], bend(*bent))
    top = add(add(origin, apply(lower, bones.upper_neck)), apply(upper, bones.head))
    return {"neck": (upper, origin), "head": (head, top)}


def hip_centre(bones: Skeleton, frames: Frames, side: int) -> Vec:
    """Return the joint centre of one hip."""
    pelvis, origin = frames["pelvis"]
    return add(origin, apply(pelvis, (0.0, side * bones.hip_half_width, 0.0)))


def girdle_lift(elevation: float) -> float:
    """Return the degrees by which the collar bone has risen; it begins once the arm is lifted past 40 degrees."""
    return GIRDLE_TURN * clamp((elevation - GIRDLE_FROM) / GIRDLE_RANGE, 0.0, 1.0)


def shoulder_centre(bones: Skeleton, frames: Frames, side: int, elevation: float) -> Vec:
    """Return the joint centre of one shoulder."""
    thorax, origin = frames["thorax"]
    x, y, z = bones.shoulder
    turned = apply(rot_x(side * girdle_lift(elevation)), (x, side * y, z))
    cx, cy, cz = bones.collar
    return add(origin, apply(thorax, add((cx, side * cy, cz), turned)))


def foot_rotation(shank: Mat, side: int, dorsiflexion: float, inversion: float, turn: float) -> Mat:
    """Return the rotation of a foot from its shank."""
    return matmul(matmul(matmul(shank, rot_y(-dorsiflexion)), rot_x(-side * inversion)), rot_z(side * turn))


def leg_frames(bones: Skeleton, frames: Frames, key: str, side: int, hip: Vec, knee: float, ankle: Vec) -> Frames:
    """Return the frames of one leg from its joint angles (forward kinematics)."""
    thigh_o = hip_centre(bones, frames, side)
    thigh = matmul(frames["pelvis"][0], ball_joint(hip, side))
    shank_o = add(thigh_o, scale(column(thigh, 2), -bones.thigh))
    shank = matmul(thigh, rot_y(knee))
    foot_o = add(shank_o, scale(column(shank, 2), -bones.shank))
    foot = foot_rotation(shank, side, *ankle)
    return {f"thigh_{key}": (thigh, thigh_o), f"shank_{key}": (shank, shank_o), f"foot_{key}": (foot, foot_o)}


def hand_rotation(forearm: Mat, side: int, flexion: float, deviation: float, pronation: float) -> Mat:
    """Return the rotation of a hand from its forearm; with all angles 0, standing, the palm faces the thigh."""
    turned = matmul(forearm, rot_z(-side * (90.0 + pronation)))
    return matmul(matmul(turned, rot_y(-flexion)), rot_x(side * deviation))


def arm_frames(bones: Skeleton, frames: Frames, key: str, side: int, shoulder: Vec, elbow: float, wrist: Vec) -> Frames:
    """Return the frames of one arm from its joint angles; `wrist` is flexion, deviation, pronation."""
    joint = ball_joint(shoulder, side)
    upper_o = shoulder_centre(bones, frames, side, math.acos(clamp(joint[8], -1.0, 1.0)) / DEG)
    upper = matmul(frames["thorax"][0], joint)
    fore_o = add(upper_o, scale(column(upper, 2), -bones.upper_arm))
    fore = matmul(upper, rot_y(-elbow))
    hand_o = add(fore_o, scale(column(fore, 2), -bones.forearm))
    hand = hand_rotation(fore, side, wrist[0], wrist[1], wrist[2])
    return {f"uarm_{key}": (upper, upper_o), f"farm_{key}": (fore, fore_o), f"hand_{key}": (hand, hand_o)}


def arm_elevation(frames: Frames, key: str) -> float:
    """Return the angle between the hanging arm and the arm, in degrees, from the frames of a placed arm."""
    upper, thorax = frames[f"uarm_{key}"][0], frames["thorax"][0]
    cosine = sum(a * b for a, b in zip(column(upper, 2), column(thorax, 2), strict=True))
    return math.acos(clamp(cosine, -1.0, 1.0)) / DEG
