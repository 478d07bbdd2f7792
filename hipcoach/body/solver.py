"""From a pose to a body: contacts first, angles second, all on the body's own lengths and skin.

The order is: a joint anchored to a point, parts that rest on the floor, the head, then legs and arms by two-bone
inverse kinematics, a limb that holds on to another one after it. So contacts are exact all through a movement.
"""

import math

from hipcoach.body.build import Build
from hipcoach.body.hands import HELD_AT, PAD
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
ROUND_SEGMENTS = ("thigh", "shank", "uarm", "farm", "pelvis", "lumbar", "thorax")  # what a hand may lie on
MOST_ACROSS = 38.0  # degrees by which a hand turns aside from its forearm to reach across a limb
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


def _in_world(frames: Frames, segment: str, at: Vec) -> Vec:
    """Return a target given in the world or in the frame of a segment that is already placed."""
    if segment == "world":
        return at
    m, origin = frames[segment]
    return add(origin, apply(m, at))


def _direction(pose: Pose, frames: Frames, limb: str, name: str) -> Vec:
    """Return a direction given in the world or in the frame of a segment."""
    v = pose.get(f"{limb}.{name}") or (0.0, 0.0, -1.0)
    space = pose.tag(f"{limb}.space")
    return apply(frames[space][0], v) if space else v


def _bend_direction(root: Vec, middle: Vec, end: Vec, pole: Vec) -> Vec:
    """Return where the middle joint of a limb points; the pole decides while the limb is straight."""
    upper, lower = unit(sub(middle, root)), unit(sub(end, middle))
    return pole if length(cross(upper, lower)) < STRAIGHT else sub(upper, lower)


def _leg(body: Body, build: Build, key: str, side: int) -> Frames:
    """Return a leg that reaches its target, or hangs from its angles where it has none."""
    pose, frames, limb = body.pose, body.frames, f"foot_{key}"
    if not pose.tag(limb):
        return _leg_by_angles(pose, build, frames, key, side)
    hip, flat = hip_centre(build.bones, frames, side), pose.get(f"{limb}.flat")
    target = _in_world(frames, pose.tag(limb), pose.triple(f"{limb}.at"))
    if flat is not None and pose.tag(f"{limb}.kind") == "sole":
        target = add(target, (0.0, 0.0, build.below_ankle(key, yaw_pitch_roll(flat))))
    pole, height = _direction(pose, frames, limb, "knee"), pose.values.get(f"{limb}.knee_z")
    lengths = (build.bones.thigh, build.bones.shank)
    knee, ankle, body.errors[limb] = two_bone(hip, target, lengths, pole, height[0] if height else None)
    thigh = frame(sub(hip, knee), _bend_direction(hip, knee, ankle, pole))
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


def _hand_frame(pose: Pose, frames: Frames, limb: str) -> Mat | None:
    """Return the rotation of a hand whose fingers and palm have directions of their own."""
    if f"{limb}.fingers" not in pose.values:
        return None
    fingers = _direction(pose, frames, limb, "fingers")
    return frame(scale(fingers, -1.0), _direction(pose, frames, limb, "palm"))


def _hand_along(pose: Pose, frames: Frames, key: str, forearm: Vec) -> Mat | None:
    """Return the rotation of a hand that follows its forearm, its palm as near a direction as that allows."""
    limb, on = f"hand_{key}", pose.tag(f"hand_{key}")
    if pose.tag(f"{limb}.kind") == "grip" and on in frames:
        return _hand_round(frames[on][0], pose.triple(f"{limb}.at"), forearm)
    if f"{limb}.palm" not in pose.values:
        return None
    straight = frame(scale(forearm, -1.0), _direction(pose, frames, limb, "palm"))
    return matmul(straight, rot_y(-pose.triple(f"wrist_{key}")[0]))


def _hand_round(limb: Mat, at: Vec, forearm: Vec) -> Mat:
    """Return the rotation of a hand that closes round a limb: its fingers go across as far as its wrist lets them."""
    out, axis = unit(apply(limb, (at[0], at[1], 0.0))), column(limb, 2)
    straight = unit(along(forearm, out, -dot(forearm, out)))
    across = unit(cross(axis, out))
    across = scale(across, math.copysign(1.0, dot(across, straight)))
    turn = min(MOST_ACROSS, angle_between(straight, across))
    turned = about(out, math.copysign(turn, dot(cross(straight, across), out)))
    return frame(scale(apply(turned, straight), -1.0), scale(out, -1.0))


def _meeting_point(body: Body, build: Build, key: str) -> Vec | None:
    """Return the point of a hand that comes to its place: of the palm, or of what the fingers close round."""
    kind, palm = body.pose.tag(f"hand_{key}.kind"), build.bones.palm
    if kind == "grip":
        return (palm[0] + PAD + body.bars.get(key, body.pose.number(f"bar_{key}")), 0.0, HELD_AT * build.bones.knuckles)
    return palm if kind == "touch" else None


def _within_reach(target: Vec, shoulder: Vec, reach: float) -> Vec:
    """Return a place on the floor, drawn nearer along the floor until the arm reaches it: arms differ."""
    x, y, z = sub(target, shoulder)
    far, most = math.hypot(x, y), math.sqrt(max(0.0, reach * reach - z * z))
    k = min(1.0, most / far) if far > 1e-6 else 1.0
    return (shoulder[0] + x * k, shoulder[1] + y * k, target[2])


def _hand_goal(body: Body, build: Build, key: str) -> Vec:
    """Return where a hand is to be: on the skin of a limb or the trunk, or round the middle of what it grips."""
    pose, limb = body.pose, f"hand_{key}"
    on, at = pose.tag(limb), pose.triple(f"{limb}.at")
    if on.split("_")[0] not in ROUND_SEGMENTS:
        return _in_world(body.frames, on, at)
    place, radius = build.on_skin(on, at)
    if radius:
        body.bars[key] = radius
    if pose.tag(f"{limb}.kind") == "grip":
        place = (0.0, 0.0, at[2])
    off = pose.values.get(f"{limb}.off")
    if off:
        place = add(place, scale(unit((at[0], at[1], 0.0)), off[0]))
    return _in_world(body.frames, on, place)


def _arm(body: Body, build: Build, key: str, side: int) -> Frames:
    """Return an arm that reaches its target, or hangs from its angles where it has none."""
    pose, frames, limb, bones = body.pose, body.frames, f"hand_{key}", build.bones
    if not pose.tag(limb):
        return _arm_by_angles(pose, build, frames, key, side)
    hand = _hand_frame(pose, frames, limb)
    goal = _hand_goal(body, build, key)
    meets = _meeting_point(body, build, key)
    on_floor = pose.tag(limb) == "world" and goal[2] < ON_FLOOR
    pole = _direction(pose, frames, limb, "elbow")
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
        turned = hand or _hand_along(pose, frames, key, sub(wrist, elbow))
        if meets and turned is not None:
            target = sub(goal, apply(turned, meets))
        if on_floor:
            target = _within_reach(target, shoulder, (bones.upper_arm + bones.forearm) * REACH)
    hand = turned
    upper = frame(sub(shoulder, elbow), scale(_bend_direction(shoulder, elbow, wrist, pole), -1.0))
    back, left = unit(sub(elbow, wrist)), column(upper, 1)
    left = unit(along(left, back, -dot(left, back)))
    fore = from_columns(cross(left, back), left, back)
    if hand is None:
        flexion, deviation, pronation = pose.triple(f"wrist_{key}")
        hand = hand_rotation(fore, side, flexion, deviation, pronation)
    off = sub(add(wrist, apply(hand, meets)) if meets else wrist, goal)
    body.errors[limb] = abs(off[2]) if on_floor else length(off)
    return {f"uarm_{key}": (upper, shoulder), f"farm_{key}": (fore, elbow), f"hand_{key}": (hand, wrist)}
