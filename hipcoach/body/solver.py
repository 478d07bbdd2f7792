"""From a pose to a body: contacts first, angles second, all on the body's own lengths and skin.

The order is: a joint anchored to a point, parts that rest on the floor, the head, then legs and arms by two-bone
inverse kinematics, a limb that holds on to another one after it. So contacts are exact all through a movement.
"""

import math

from hipcoach.body.build import Build
from hipcoach.body.ik import REACH, two_bone
from hipcoach.body.pose import Body, Pose
from hipcoach.body.skeleton import (
    BASES,
    SIDES,
    Frames,
    arm_frames,
    bend,
    foot_rotation,
    hand_rotation,
    head_frames,
    hip_centre,
    leg_frames,
    shoulder_centre,
    trunk_frames,
)
from hipcoach.body.targets import (
    direction,
    hand_along,
    hand_frame,
    hand_goal,
    in_world,
    meeting_point,
    within_reach,
)
from hipcoach.body.vectors import (
    DEG,
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

NECK_LIMITS = (-50.0, 62.0)
ON_FLOOR = 0.05  # a hand whose place is lower lies on the floor
SINK = 0.003  # by which flesh gives where it rests
REST_ROUNDS = 2  # the legs change how low the seat lies
ARM_ROUNDS = 6  # enough for the palm to settle within a hair
STRAIGHT = 0.02  # sine of a bend below which the pole, not the bend, says which way a limb faces


def pelvis_rotation(pose: Pose) -> Mat:
    """Return how the pelvis faces."""
    blended = pose.values.get("facing")  # quaternion, while a movement turns from one base to another
    if blended:
        base = rotation((blended[0], blended[1], blended[2], blended[3]))
    else:
        base = yaw_pitch_roll(BASES[pose.tag("base")])
    tilt = matmul(matmul(rot_z(pose.number("turn")), rot_y(pose.number("tilt"))), rot_x(pose.number("list")))
    return matmul(base, tilt)


def solve(pose: Pose, build: Build) -> Body:
    """Return the body of a pose, with its contacts met."""
    pelvis = pelvis_rotation(pose)
    x, y, z = pose.triple("at")
    root = (x, y, z * build.leg_scale)
    resting = tuple(pose.tag("rest").split())
    if pose.tag("anchor") or resting:
        root = _settled_root(pose, build, pelvis, root, resting)
    body = _with_root(pose, build, pelvis, root)
    for _ in range(REST_ROUNDS if resting else 0):
        low = build.lowest(body.frames, resting) + SINK - pose.number("rest_z")
        root = (root[0], root[1], root[2] - low)
        body = _with_root(pose, build, pelvis, root)
    return body


def _with_root(pose: Pose, build: Build, pelvis: Mat, root: Vec) -> Body:
    """Return the body whose pelvis is in a place."""
    frames = trunk_frames(build.bones, pelvis, root, pose.triple("lumbar"), pose.triple("thorax"))
    frames |= _head(pose, build, frames)
    body = Body(frames, pose, {}, {})
    for key, side in sorted(SIDES, key=lambda ks: pose.tag(f"foot_{ks[0]}") not in ("", "world")):
        frames |= _leg(body, build, key, side)
        if pose.tag(f"lies_{key}"):
            _lay_down(frames, build, key)
    for key, side in sorted(SIDES, key=lambda ks: pose.tag(f"hand_{ks[0]}") not in ("", "world")):
        frames |= _arm(body, build, key, side)
    return body


def _lay_down(frames: Frames, build: Build, key: str) -> None:
    """Turn a whole leg about its hip until its lowest skin lies on the floor."""
    hip = frames[f"thigh_{key}"][1]
    for _ in range(REST_ROUNDS):
        low = build.lowest_point(frames, (f"shank_{key}", f"foot_{key}"))
        away = sub(low, hip)
        flat = math.hypot(away[0], away[1])
        if flat < 1e-6:
            return
        rise = math.atan2(away[2], flat) - math.atan2(-SINK - hip[2], flat)
        turn = about(unit((-away[1], away[0], 0.0)), rise / DEG)  # positive lowers what lies that way
        for name in (f"thigh_{key}", f"shank_{key}", f"foot_{key}"):
            m, origin = frames[name]
            frames[name] = (matmul(turn, m), add(hip, apply(turn, sub(origin, hip))))


def _settled_root(pose: Pose, build: Build, pelvis: Mat, root: Vec, resting: tuple[str, ...]) -> Vec:
    """Return where the pelvis puts the anchored joint on its point and, nearly, the resting parts on the floor."""
    frames = trunk_frames(build.bones, pelvis, root, pose.triple("lumbar"), pose.triple("thorax"))
    frames |= _head_by_angles(pose, build, frames)
    for key, side in SIDES:
        frames |= _leg_by_angles(pose, build, frames, key, side)
        frames |= _arm_by_angles(pose, build, frames, key, side)
    joint, _, axes = pose.tag("anchor").partition(" ")
    x, y, z = root
    if joint:
        have, want = build.point(frames, joint), pose.triple("anchor")
        x += want[0] - have[0] if "x" in axes else 0.0
        y += want[1] - have[1] if "y" in axes else 0.0
        z += want[2] - have[2] if "z" in axes else 0.0
    if resting:
        z = root[2] + pose.number("rest_z") - build.lowest(frames, resting) - SINK
    return (x, y, z)


def _head_by_angles(pose: Pose, build: Build, frames: Frames) -> Frames:
    """Return neck and head from their joint angles."""
    neck = matmul(frames["thorax"][0], bend(*pose.triple("neck")))
    head = matmul(neck, bend(*pose.triple("head")))
    return head_frames(build.bones, frames["thorax"], pose.triple("neck"), head)


def _head(pose: Pose, build: Build, frames: Frames) -> Frames:
    """Return neck and head; where the head rests, the neck bends until the skull lies on the floor."""
    if pose.tag("head") != "floor":
        return _head_by_angles(pose, build, frames)
    head = frame(pose.triple("head.crown"), pose.triple("head.face"))
    flexion = build.neck_to_floor(frames["thorax"], head, pose.number("head_z") - SINK, NECK_LIMITS)
    return head_frames(build.bones, frames["thorax"], (flexion, 0.0, 0.0), head)


def _leg_by_angles(pose: Pose, build: Build, frames: Frames, key: str, side: int) -> Frames:
    """Return a leg from its joint angles, its toes on the floor if they are to be."""
    ankle = pose.triple(f"ankle_{key}")
    out = leg_frames(build.bones, frames, key, side, pose.triple(f"hip_{key}"), pose.number(f"knee_{key}"), ankle)
    if pose.tag(f"toes_{key}") == "floor":
        shank, origin = out[f"shank_{key}"][0], out[f"foot_{key}"][1]
        out[f"foot_{key}"] = (matmul(shank, rot_y(-build.toes_on_floor(key, shank, origin, ankle[0]))), origin)
    return out


def _arm_by_angles(pose: Pose, build: Build, frames: Frames, key: str, side: int) -> Frames:
    """Return an arm from its joint angles."""
    shoulder, elbow, wrist = pose.triple(f"shoulder_{key}"), pose.number(f"elbow_{key}"), pose.triple(f"wrist_{key}")
    return arm_frames(build.bones, frames, key, side, shoulder, elbow, wrist)


def _benddirection(root: Vec, middle: Vec, end: Vec, pole: Vec) -> Vec:
    """Return where the middle joint of a limb points; the pole decides while the limb is straight."""
    upper, lower = unit(sub(middle, root)), unit(sub(end, middle))
    return pole if length(cross(upper, lower)) < STRAIGHT else sub(upper, lower)


def _leg(body: Body, build: Build, key: str, side: int) -> Frames:
    """Return a leg that reaches its target, or hangs from its angles where it has none."""
    pose, frames, limb = body.pose, body.frames, f"foot_{key}"
    if not pose.tag(limb):
        return _leg_by_angles(pose, build, frames, key, side)
    hip, flat = hip_centre(build.bones, frames, side), pose.get(f"{limb}.flat")
    target = in_world(frames, pose.tag(limb), pose.triple(f"{limb}.at"))
    if flat is not None and pose.tag(f"{limb}.kind") == "sole":
        target = add(target, (0.0, 0.0, build.below_ankle(key, yaw_pitch_roll(flat))))
    pole, height = direction(pose, frames, limb, "knee"), pose.values.get(f"{limb}.knee_z")
    lengths = (build.bones.thigh, build.bones.shank)
    knee, ankle, body.errors[limb] = two_bone(hip, target, lengths, pole, height[0] if height else None)
    thigh = frame(sub(hip, knee), _benddirection(hip, knee, ankle, pole))
    down = unit(sub(knee, ankle))
    left = column(thigh, 1)
    shank = from_columns(cross(left, down), left, down)
    bent = pose.triple(f"ankle_{key}")
    foot = foot_rotation(shank, side, *bent)
    if flat is not None:
        foot = yaw_pitch_roll(flat)
    elif pose.tag(f"toes_{key}") == "floor":
        foot = matmul(shank, rot_y(-build.toes_on_floor(key, shank, ankle, bent[0])))
    return {f"thigh_{key}": (thigh, hip), f"shank_{key}": (shank, knee), f"foot_{key}": (foot, ankle)}


def _arm(body: Body, build: Build, key: str, side: int) -> Frames:
    """Return an arm that reaches its target, or hangs from its angles where it has none."""
    pose, frames, limb, bones = body.pose, body.frames, f"hand_{key}", build.bones
    if not pose.tag(limb):
        return _arm_by_angles(pose, build, frames, key, side)
    hand = hand_frame(pose, frames, limb)
    goal = hand_goal(body, build, key)
    meets = meeting_point(body, build, key)
    on_floor = pose.tag(limb) == "world" and goal[2] < ON_FLOOR
    pole = direction(pose, frames, limb, "elbow")
    height = pose.values.get(f"{limb}.elbow_z")
    lengths, high = (bones.upper_arm, bones.forearm), height[0] if height else None
    elevation, target, before = 0.0, goal, None
    for _ in range(ARM_ROUNDS):  # the shoulder rises with the arm and the hand follows the forearm
        shoulder = shoulder_centre(bones, frames, side, elevation)
        if (shoulder, target) == before:
            break  # nothing would change any more
        before = (shoulder, target)
        elbow, wrist, _ = two_bone(shoulder, target, lengths, pole, high)
        elevation = angle_between(sub(shoulder, elbow), column(frames["thorax"][0], 2))
        turned = hand or hand_along(pose, frames, key, sub(wrist, elbow))
        if meets and turned is not None:
            target = sub(goal, apply(turned, meets))
        if on_floor:
            target = within_reach(target, shoulder, (bones.upper_arm + bones.forearm) * REACH)
    hand = turned
    upper = frame(sub(shoulder, elbow), scale(_benddirection(shoulder, elbow, wrist, pole), -1.0))
    back, left = unit(sub(elbow, wrist)), column(upper, 1)
    left = unit(along(left, back, -dot(left, back)))
    fore = from_columns(cross(left, back), left, back)
    if hand is None:
        flexion, deviation, pronation = pose.triple(f"wrist_{key}")
        hand = hand_rotation(fore, side, flexion, deviation, pronation)
    off = sub(add(wrist, apply(hand, meets)) if meets else wrist, goal)
    body.errors[limb] = abs(off[2]) if on_floor else length(off)
    return {f"uarm_{key}": (upper, shoulder), f"farm_{key}": (fore, elbow), f"hand_{key}": (hand, wrist)}
