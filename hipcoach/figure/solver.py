"""From a pose to a body: contacts first, angles second.

The order is: a joint anchored to a point, parts that rest on the floor, the head, then legs and arms by two-bone
inverse kinematics, a limb that holds on to another one after it. So contacts are exact all through a movement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hipcoach.figure.flesh import FLESH, place
from hipcoach.figure.ik import floor_the_toes, neck_to_floor, two_bone
from hipcoach.figure.points import POINTS, point
from hipcoach.figure.pose import Body, Pose
from hipcoach.figure.skeleton import (
    BASES,
    FOREARM,
    PALM,
    SHANK,
    SIDES,
    THIGH,
    UPPER_ARM,
    Frames,
    arm_frames,
    bend,
    finger_frames,
    foot_rotation,
    hand_rotation,
    head_frames,
    hip_centre,
    leg_frames,
    shoulder_centre,
    trunk_frames,
)
from hipcoach.figure.vectors import (
    Mat,
    Vec,
    add,
    along,
    angle_between,
    apply,
    column,
    cross,
    dot,
    frame,
    from_columns,
    length,
    matmul,
    rot_x,
    rot_y,
    rot_z,
    rotation,
    scale,
    sub,
    unit,
    yaw_pitch_roll,
)

ARM_ROUNDS = 6  # enough for the palm to settle within a hair
STRAIGHT = 0.02  # sine of a bend below which the pole, not the bend, says which way a limb faces


def pelvis_rotation(pose: Pose) -> Mat:
    """How the pelvis faces."""
    blended = pose.values.get("facing")  # quaternion, while a movement turns from one base to another
    if blended:
        base = rotation((blended[0], blended[1], blended[2], blended[3]))
    else:
        base = yaw_pitch_roll(BASES[pose.tag("base")])
    tilt = matmul(matmul(rot_z(pose.number("turn")), rot_y(pose.number("tilt"))), rot_x(pose.number("list")))
    return matmul(base, tilt)


def solve(pose: Pose) -> Body:
    """The body of a pose, with its contacts met."""
    pelvis = pelvis_rotation(pose)
    root = pose.triple("at")
    if pose.tag("anchor") or pose.tag("rest"):
        root = _settled_root(pose, pelvis, root)
    frames = trunk_frames(pelvis, root, pose.triple("lumbar"), pose.triple("thorax"))
    frames |= _head(pose, frames)
    errors: dict[str, float] = {}
    for key, side in sorted(SIDES, key=lambda ks: pose.tag(f"foot_{ks[0]}") not in ("", "world")):
        frames |= _leg(pose, frames, key, side, errors)
    for key, side in sorted(SIDES, key=lambda ks: pose.tag(f"hand_{ks[0]}") not in ("", "world")):
        frames |= _arm(pose, frames, key, side, errors)
    _bisect_joints(frames)
    return Body(frames, pose, errors)


@dataclass(frozen=True, slots=True)
class RestingBalls:
    """The balls of the parts that rest, apart from all others, and the limbs that they hang on."""

    frames: tuple[str, ...]
    local: tuple[Vec, ...]
    radii: tuple[float, ...]
    belly: Mapping[int, float]


@lru_cache(maxsize=64)
def _resting(rest: str) -> RestingBalls:
    """What a pose's `rest` tag names."""
    balls = sorted({i for name in rest.split() for i in FLESH.parts[name].balls})
    return RestingBalls(
        tuple(FLESH.frames[i] for i in balls),
        tuple(FLESH.local[i] for i in balls),
        tuple(FLESH.radii[i] for i in balls),
        {n: FLESH.belly[i] for n, i in enumerate(balls) if i in FLESH.belly},
    )


def _free_body(pose: Pose, pelvis: Mat, root: Vec, needed: frozenset[str]) -> Frames:
    """The body with the limbs that are needed hanging from their joint angles, as a measure for anchors and rests."""
    frames = trunk_frames(pelvis, root, pose.triple("lumbar"), pose.triple("thorax"))
    frames |= _head_by_angles(pose, frames)
    for key, side in SIDES:
        if not needed.isdisjoint((f"thigh_{key}", f"shank_{key}", f"knee_{key}", f"foot_{key}")):
            frames |= _leg_by_angles(pose, frames, key, side)
            _bisect(frames, "knee", "thigh", "shank", key)
        if not needed.isdisjoint((f"uarm_{key}", f"farm_{key}", f"elbow_{key}", f"hand_{key}", f"finger1_{key}")):
            frames |= _arm_by_angles(pose, frames, key, side)
            _bisect(frames, "elbow", "uarm", "farm", key)
    return frames


def _settled_root(pose: Pose, pelvis: Mat, root: Vec) -> Vec:
    """Pelvis position that puts the anchored joint on its point and the resting parts on the floor."""
    joint, _, axes = pose.tag("anchor").partition(" ")
    resting = _resting(pose.tag("rest"))
    needed = frozenset(resting.frames) | ({POINTS[joint][0]} if joint else frozenset())
    frames = _free_body(pose, pelvis, root, needed)
    x, y, z = root
    if joint:
        have, want = point(frames, joint), pose.triple("anchor")
        x += want[0] - have[0] if "x" in axes else 0.0
        y += want[1] - have[1] if "y" in axes else 0.0
        z += want[2] - have[2] if "z" in axes else 0.0
    if resting.frames:
        body = Body(frames, pose, {})
        centres = place(body, resting.frames, resting.local, resting.belly, pose.number("belly"))
        low = min(c[2] - r for c, r in zip(centres, resting.radii, strict=True))
        z = root[2] + pose.number("rest_z") - low
    return (x, y, z)


def _head_by_angles(pose: Pose, frames: Frames) -> Frames:
    """Neck and head from their joint angles."""
    neck = matmul(frames["thorax"][0], bend(*pose.triple("neck")))
    return head_frames(frames["thorax"], neck, matmul(neck, bend(*pose.triple("head"))))


def _head(pose: Pose, frames: Frames) -> Frames:
    """Neck and head; where the head rests, the neck bends until the skull lies on the floor."""
    if pose.tag("head") != "floor":
        return _head_by_angles(pose, frames)
    head = frame(pose.triple("head.crown"), pose.triple("head.face"))
    flexion = neck_to_floor(frames["thorax"], head, pose.number("head_z"))
    return head_frames(frames["thorax"], matmul(frames["thorax"][0], rot_y(flexion)), head)


def _leg_by_angles(pose: Pose, frames: Frames, key: str, side: int) -> Frames:
    """A leg from its joint angles, its toes on the floor if they are to be."""
    ankle = pose.triple(f"ankle_{key}")
    out = leg_frames(frames, key, side, pose.triple(f"hip_{key}"), pose.number(f"knee_{key}"), ankle)
    if pose.tag(f"toes_{key}") == "floor":
        shank, origin = out[f"shank_{key}"][0], out[f"foot_{key}"][1]
        out[f"foot_{key}"] = (matmul(shank, rot_y(-floor_the_toes(shank, origin, ankle[0]))), origin)
    return out


def _arm_by_angles(pose: Pose, frames: Frames, key: str, side: int) -> Frames:
    """An arm from its joint angles."""
    elbow = pose.number(f"elbow_{key}")
    out = arm_frames(frames, key, side, pose.triple(f"shoulder_{key}"), elbow, pose.triple(f"wrist_{key}"))
    return out | finger_frames(out[f"hand_{key}"], key, pose.number(f"curl_{key}"))


def _in_world(frames: Frames, segment: str, at: Vec) -> Vec:
    """A target given in the world or in the frame of a segment that is already placed."""
    if segment == "world":
        return at
    m, origin = frames[segment]
    return add(origin, apply(m, at))


def _direction(pose: Pose, frames: Frames, limb: str, name: str) -> Vec:
    """A direction given in the world or in the frame of a segment."""
    v = pose.get(f"{limb}.{name}") or (0.0, 0.0, -1.0)
    space = pose.tag(f"{limb}.space")
    return apply(frames[space][0], v) if space else v


def _bend_direction(root: Vec, middle: Vec, end: Vec, pole: Vec) -> Vec:
    """Where the middle joint of a limb points; the pole decides while the limb is straight."""
    upper, lower = unit(sub(middle, root)), unit(sub(end, middle))
    return pole if length(cross(upper, lower)) < STRAIGHT else sub(upper, lower)


def _leg(pose: Pose, frames: Frames, key: str, side: int, errors: dict[str, float]) -> Frames:
    """A leg that reaches its target, or hangs from its angles where it has none."""
    limb = f"foot_{key}"
    if not pose.tag(limb):
        return _leg_by_angles(pose, frames, key, side)
    hip = hip_centre(frames, side)
    target = _in_world(frames, pose.tag(limb), pose.triple(f"{limb}.at"))
    pole = _direction(pose, frames, limb, "knee")
    height = pose.values.get(f"{limb}.knee_z")
    knee, ankle, errors[limb] = two_bone(hip, target, (THIGH, SHANK), pole, height[0] if height else None)
    thigh = frame(sub(hip, knee), _bend_direction(hip, knee, ankle, pole))
    down = unit(sub(knee, ankle))
    left = column(thigh, 1)
    shank = from_columns(cross(left, down), left, down)
    bent = pose.triple(f"ankle_{key}")
    foot = foot_rotation(shank, side, *bent)
    flat = pose.get(f"{limb}.flat")
    if flat is not None:
        foot = yaw_pitch_roll(flat)
    elif pose.tag(f"toes_{key}") == "floor":
        foot = matmul(shank, rot_y(-floor_the_toes(shank, ankle, bent[0])))
    return {f"thigh_{key}": (thigh, hip), f"shank_{key}": (shank, knee), f"foot_{key}": (foot, ankle)}


def _hand_frame(pose: Pose, frames: Frames, limb: str) -> Mat | None:
    """Rotation of a hand whose fingers and palm have directions of their own."""
    if f"{limb}.fingers" not in pose.values:
        return None
    fingers = _direction(pose, frames, limb, "fingers")
    return frame(scale(fingers, -1.0), _direction(pose, frames, limb, "palm"))


def _hand_along(pose: Pose, frames: Frames, key: str, forearm: Vec) -> Mat | None:
    """Rotation of a hand that follows its forearm, its palm as near a direction as that allows, its wrist flexed."""
    limb = f"hand_{key}"
    if f"{limb}.palm" not in pose.values:
        return None
    straight = frame(scale(forearm, -1.0), _direction(pose, frames, limb, "palm"))
    return matmul(straight, rot_y(-pose.triple(f"wrist_{key}")[0]))


def _arm(pose: Pose, frames: Frames, key: str, side: int, errors: dict[str, float]) -> Frames:
    """An arm that reaches its target, or hangs from its angles where it has none."""
    limb = f"hand_{key}"
    if not pose.tag(limb):
        return _arm_by_angles(pose, frames, key, side)
    hand = _hand_frame(pose, frames, limb)
    grips = pose.tag(f"{limb}.kind") == "grip"
    goal = _in_world(frames, pose.tag(limb), pose.triple(f"{limb}.at"))
    pole = _direction(pose, frames, limb, "elbow")
    height = pose.values.get(f"{limb}.elbow_z")
    elevation, target, before = 0.0, goal, None
    for _ in range(ARM_ROUNDS):  # the shoulder rises with the arm and the hand follows the forearm
        shoulder = shoulder_centre(frames, side, elevation)
        if (shoulder, target) == before:
            break  # nothing would change any more
        before = (shoulder, target)
        elbow, wrist, _ = two_bone(shoulder, target, (UPPER_ARM, FOREARM), pole, height[0] if height else None)
        elevation = angle_between(sub(shoulder, elbow), column(frames["thorax"][0], 2))
        turned = hand or _hand_along(pose, frames, key, sub(wrist, elbow))
        if grips and turned is not None:  # it is the palm that meets the target
            target = sub(goal, apply(turned, PALM))
    hand = turned
    upper = frame(sub(shoulder, elbow), scale(_bend_direction(shoulder, elbow, wrist, pole), -1.0))
    back, left = unit(sub(elbow, wrist)), column(upper, 1)
    left = unit(along(left, back, -dot(left, back)))
    fore = from_columns(cross(left, back), left, back)
    if hand is None:
        flexion, deviation, pronation = pose.triple(f"wrist_{key}")
        hand = hand_rotation(fore, side, flexion, deviation, pronation)
    errors[limb] = length(sub(add(wrist, apply(hand, PALM)) if grips else wrist, goal))
    out: Frames = {f"uarm_{key}": (upper, shoulder), f"farm_{key}": (fore, elbow), f"hand_{key}": (hand, wrist)}
    return out | finger_frames(out[limb], key, pose.number(f"curl_{key}"))


def _bisect_joints(frames: Frames) -> None:
    """Frames for the kneecaps and the points of the elbows."""
    for key, _ in SIDES:
        _bisect(frames, "knee", "thigh", "shank", key)
        _bisect(frames, "elbow", "uarm", "farm", key)


def _bisect(frames: Frames, joint: str, upper: str, lower: str, key: str) -> None:
    """Add the frame half way between the two bones of a knee or elbow."""
    a, (b, origin) = frames[f"{upper}_{key}"][0], frames[f"{lower}_{key}"]
    x, left = unit(add(column(a, 0), column(b, 0))), column(b, 1)
    frames[f"{joint}_{key}"] = (from_columns(x, left, cross(x, left)), origin)
