"""Where limbs are to be, and how a hand lies there: on skin, or closed round what it grips."""

import math

from hipcoach.body.build import Build
from hipcoach.body.hands import HELD_AT, PAD
from hipcoach.body.pose import Body, Pose
from hipcoach.body.skeleton import Frames
from hipcoach.body.vectors import (
    Mat,
    Vec,
    about,
    add,
    along,
    angle_between,
    apply,
    column,
    cross,
    dot,
    frame,
    matmul,
    rot_y,
    scale,
    sub,
    unit,
)

ROUND_SEGMENTS = ("thigh", "shank", "uarm", "farm", "pelvis", "lumbar", "thorax")  # what a hand may lie on
MOST_ACROSS = 38.0  # degrees by which a hand turns aside from its forearm to reach across a limb


def in_world(frames: Frames, segment: str, at: Vec) -> Vec:
    """Return a target given in the world or in the frame of a segment that is already placed."""
    if segment == "world":
        return at
    m, origin = frames[segment]
    return add(origin, apply(m, at))


def direction(pose: Pose, frames: Frames, limb: str, name: str) -> Vec:
    """Return a direction given in the world or in the frame of a segment."""
    v = pose.get(f"{limb}.{name}") or (0.0, 0.0, -1.0)
    space = pose.tag(f"{limb}.space")
    return apply(frames[space][0], v) if space else v


def hand_frame(pose: Pose, frames: Frames, limb: str) -> Mat | None:
    """Return the rotation of a hand whose fingers and palm have directions of their own."""
    if f"{limb}.fingers" not in pose.values:
        return None
    fingers = direction(pose, frames, limb, "fingers")
    return frame(scale(fingers, -1.0), direction(pose, frames, limb, "palm"))


def hand_along(pose: Pose, frames: Frames, key: str, forearm: Vec) -> Mat | None:
    """Return the rotation of a hand that follows its forearm, its palm as near a direction as that allows."""
    limb, on = f"hand_{key}", pose.tag(f"hand_{key}")
    if pose.tag(f"{limb}.kind") == "grip" and on in frames:
        return hand_round(frames[on][0], pose.triple(f"{limb}.at"), forearm)
    if f"{limb}.palm" not in pose.values:
        return None
    straight = frame(scale(forearm, -1.0), direction(pose, frames, limb, "palm"))
    return matmul(straight, rot_y(-pose.triple(f"wrist_{key}")[0]))


def hand_round(limb: Mat, at: Vec, forearm: Vec) -> Mat:
    """Return the rotation of a hand that closes round a limb: its fingers go across as far as its wrist lets them."""
    out, axis = unit(apply(limb, (at[0], at[1], 0.0))), column(limb, 2)
    straight = unit(along(forearm, out, -dot(forearm, out)))
    across = unit(cross(axis, out))
    across = scale(across, math.copysign(1.0, dot(across, straight)))
    turn = min(MOST_ACROSS, angle_between(straight, across))
    turned = about(out, math.copysign(turn, dot(cross(straight, across), out)))
    return frame(scale(apply(turned, straight), -1.0), scale(out, -1.0))


def meeting_point(body: Body, build: Build, key: str) -> Vec | None:
    """Return the point of a hand that comes to its place: of the palm, or of what the fingers close round."""
    kind, palm = body.pose.tag(f"hand_{key}.kind"), build.bones.palm
    if kind == "grip":
        return (palm[0] + PAD + body.bars.get(key, body.pose.number(f"bar_{key}")), 0.0, HELD_AT * build.bones.knuckles)
    return palm if kind == "touch" else None


def within_reach(target: Vec, shoulder: Vec, reach: float) -> Vec:
    """Return a place on the floor, drawn nearer along the floor until the arm reaches it: arms differ."""
    x, y, z = sub(target, shoulder)
    far, most = math.hypot(x, y), math.sqrt(max(0.0, reach * reach - z * z))
    k = min(1.0, most / far) if far > 1e-6 else 1.0
    return (shoulder[0] + x * k, shoulder[1] + y * k, target[2])


def hand_goal(body: Body, build: Build, key: str) -> Vec:
    """Return where a hand is to be: on the skin of a limb or the trunk, or round the middle of what it grips."""
    pose, limb = body.pose, f"hand_{key}"
    on, at = pose.tag(limb), pose.triple(f"{limb}.at")
    if on.split("_")[0] not in ROUND_SEGMENTS:
        return in_world(body.frames, on, at)
    place, radius = build.on_skin(on, at)
    if radius:
        body.bars[key] = radius
    if pose.tag(f"{limb}.kind") == "grip":
        place = (0.0, 0.0, at[2])
    off = pose.values.get(f"{limb}.off")
    if off:
        place = add(place, scale(unit((at[0], at[1], 0.0)), off[0]))
    return in_world(body.frames, on, place)
