"""Checks that a figure's movement is a body's: joint limits, floor, contacts, props, limbs, frame, mirror, jumps."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hipcoach.body.angles import joint_angles, relative
from hipcoach.body.camera import fit
from hipcoach.body.flesh import FLESH, Flesh
from hipcoach.body.pose import Body
from hipcoach.body.props import Box
from hipcoach.body.skeleton import SIDES
from hipcoach.body.types import Figure, Scene
from hipcoach.body.vectors import Vec, along, apply, scale, sub, to_swing_twist, transpose

SAMPLES = 13
JUMP_SAMPLES = 49
FLOOR_LIMIT, CONTACT_LIMIT, PROP_LIMIT, OVERLAP_LIMIT = 0.012, 0.006, 0.004, 0.024
JUMP_LIMIT = 0.03  # body heights by which a joint may leave its even course within 1/48 of a movement
MIRROR_LIMIT = 1e-6  # pixels
FRAME = (400, 300)
FRAME_ROOM = 2.0  # pixels kept free at the edge
ROUNDING = 0.5  # degrees

Range = tuple[float, float]
LIMITS: Mapping[str, tuple[tuple[str, Range], ...]] = {
    "hip": (("flexion", (-30, 130)), ("abduction", (-30, 60)), ("rotation", (-75, 60))),
    "knee": (("flexion", (-3, 150)),),
    "ankle": (("dorsiflexion", (-60, 30)),),
    "elbow": (("flexion", (-5, 150)),),
    "lumbar": (("flexion", (-25, 50)), ("side bend", (-25, 25)), ("turn", (-18, 18))),
    "thorax": (("flexion", (-25, 40)), ("side bend", (-25, 25)), ("turn", (-35, 35))),
    "neck_and_head": (("flexion", (-60, 55)), ("side bend", (-45, 45)), ("turn", (-80, 80))),
    "wrist": (("flexion", (-88, 88)), ("deviation", (-45, 45))),
}
LEGS, ARMS = ("thigh", "shank", "foot"), ("uarm", "farm", "hand", "fingers")
NEIGHBOURS = {frozenset(p) for p in pairwise(LEGS)} | {frozenset(p) for p in pairwise(ARMS)}
NEIGHBOURS |= {frozenset(("hand", "farm")), frozenset(("fingers", "hand")), frozenset(("fingers", "farm"))}


@dataclass(frozen=True, slots=True)
class FigureFault:
    """One limit that a movement goes beyond, at its worst."""

    figure: str
    check: str  # limit, floor, contact, prop, overlap, frame, mirror, jump, highlight
    what: str  # joint or parts
    value: float
    limit: float
    share: float  # of the movement

    def __str__(self) -> str:
        return (
            f"{self.figure}: {self.check} of {self.what} at {self.share:.2f} of the movement: "
            f"{self.value:.4g}, limit {self.limit:.4g}"
        )


def check_figure(figure: Figure) -> list[FigureFault]:
    """Everything that is wrong with a figure, each kind at its worst sample; both sides."""
    scene = figure.scene
    if scene is None:
        return []
    found: dict[tuple[str, str], FigureFault] = {}
    for i in range(SAMPLES):
        share = i / (SAMPLES - 1)
        body = scene.movement.body(share)
        for check, what, value, limit in _at_one_moment(scene, body):
            old = found.get((check, what))
            if old is None or abs(value - limit) > abs(old.value - old.limit):
                found[(check, what)] = FigureFault(figure.id, check, what, value, limit, share)
    for share, value, what in _jumps(scene):
        found.setdefault(("jump", what), FigureFault(figure.id, "jump", what, value, JUMP_LIMIT, share))
    return list(found.values())


Problem = tuple[str, str, float, float]  # check, what, value, limit


def _at_one_moment(scene: Scene, body: Body, flesh: Flesh = FLESH) -> Iterator[Problem]:
    """What is wrong at one sample."""
    world = flesh.place(body)
    yield from _beyond_limits(body)
    for limb, error in body.errors.items():
        if error > CONTACT_LIMIT:
            yield ("contact", limb, error, CONTACT_LIMIT)
    for part in flesh.parts.values():
        low = min(world[i][2] - flesh.radii[i] for i in part.balls)
        if low < -FLOOR_LIMIT:
            yield ("floor", part.name, low, -FLOOR_LIMIT)
        for solid in scene.boxes:
            deep = max(_depth(solid, world[i], flesh.radii[i]) for i in part.balls)
            if deep > PROP_LIMIT:
                yield ("prop", f"{part.name} in {solid.material}", deep, PROP_LIMIT)
    yield from _overlaps(flesh, world)
    yield from _outside_frame(scene, flesh, world)


def _beyond_limits(body: Body) -> Iterator[Problem]:
    """Joints that bend further than a joint does."""
    angles = joint_angles(body)
    for key, side in SIDES:  # as one swing: Euler angles of a wrist that leans on a flat hand are of no use
        x, y, _ = to_swing_twist(transpose(relative(body.frames, f"hand_{key}", f"farm_{key}")))
        angles[f"wrist_{key}"] = (y, -side * x)
    for joint, values in angles.items():
        name = joint[:-2] if joint[-2:] in ("_l", "_r") else joint
        for (motion, (low, high)), value in zip(LIMITS.get(name, ()), values, strict=False):
            if value < low - ROUNDING or value > high + ROUNDING:
                yield ("limit", f"{joint} {motion}", value, low if value < low else high)


def _depth(solid: Box, centre: Vec, radius: float) -> float:
    """How deep a ball's skin is inside a hard box; a cushion gives way until the ball's middle reaches it."""
    local = apply(transpose(solid.turn), sub(centre, solid.centre))
    if solid.soft:
        return solid.depth_inside(centre)
    outside = [max(0.0, abs(q) - h) for q, h in zip(local, solid.half, strict=True)]
    distance = math.sqrt(sum(d * d for d in outside))
    return radius - distance if distance > 0 else radius + solid.depth_inside(centre)


def limb_chains(flesh: Flesh) -> dict[str, tuple[tuple[int, ...], ...]]:
    """The rows of balls by which limbs and head are tested against one another."""
    out = {}
    for part in flesh.parts.values():
        kind = part.name.split("_")[0]
        if kind in (*LEGS, *ARMS) or part.name == "head":
            out[part.name] = (part.tube,) if part.tube else part.chains or tuple((i,) for i in part.balls)
            if kind in ("foot", "hand"):
                out[part.name] = tuple((i,) for i in part.balls)
    return out


def _overlaps(flesh: Flesh, world: Sequence[Vec]) -> Iterator[Problem]:
    """Limbs that pass through one another, the head among them."""
    chains = limb_chains(flesh)
    names = list(chains)
    dense = {n: [ball for chain in chains[n] for ball in _dense(chain, flesh, world)] for n in names}
    spans = {n: _span(dense[n]) for n in names}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if a[-2:] == b[-2:] and frozenset((a[:-2], b[:-2])) in NEIGHBOURS:
                continue
            if any(spans[a][1][k] < spans[b][0][k] or spans[b][1][k] < spans[a][0][k] for k in range(3)):
                continue
            deep = max(_overlap(p, q) for p in dense[a] for q in dense[b])
            if deep > OVERLAP_LIMIT:
                yield ("overlap", f"{a} and {b}", deep, OVERLAP_LIMIT)


Ball = tuple[float, float, float, float]


def _dense(chain: Sequence[int], flesh: Flesh, world: Sequence[Vec]) -> list[Ball]:
    """Balls of a chain, with one more half way between each two."""
    balls = [(*world[i], flesh.radii[i]) for i in chain]
    middles = [_halfway(a, b) for a, b in pairwise(balls)]
    return balls + middles


def _halfway(a: Ball, b: Ball) -> Ball:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2, (a[3] + b[3]) / 2)


def _span(balls: Iterable[Ball]) -> tuple[Vec, Vec]:
    """Lowest and highest corner of the space that balls take up."""
    rows = list(balls)
    low = tuple(min(b[k] - b[3] for b in rows) for k in range(3))
    high = tuple(max(b[k] + b[3] for b in rows) for k in range(3))
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def _overlap(p: Ball, q: Ball) -> float:
    """How deep two balls lie in each other."""
    return p[3] + q[3] - math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2)


def _outside_frame(scene: Scene, flesh: Flesh, world: Sequence[Vec]) -> Iterator[Problem]:
    """Flesh outside the picture, as drawn or for the other side; and a mirror that is not exact."""
    wide, high = FRAME
    left, top, right, bottom = scene.bounds
    view = fit(scene.camera, scene.bounds, wide, high)
    mirrored = fit(scene.camera.mirrored_view(), (-right, top, -left, bottom), wide, high)
    reflected = fit(scene.camera.mirrored_body(), scene.bounds, wide, high)
    points, twins = view.points(world), mirrored.points(world)
    views = (points, reflected.points(world)) if scene.mirror.value == "body" else (points, twins)
    for shown in views:
        room = min(
            min(x - r * view.scale, y - r * view.scale, wide - x - r * view.scale, high - y - r * view.scale)
            for (x, y, _), r in zip(shown, flesh.radii, strict=True)
        )
        if room < FRAME_ROOM:
            yield ("frame", "body", room, FRAME_ROOM)
    off = max(abs(wide - p[0] - q[0]) + abs(p[1] - q[1]) + abs(p[2] - q[2]) for p, q in zip(points, twins, strict=True))
    flipped = reflected.points([(x, -y, z) for x, y, z in world])
    off = max(off, max(math.dist(p, q) for p, q in zip(points, flipped, strict=True)))
    if off > MIRROR_LIMIT:
        yield ("mirror", "body", off, MIRROR_LIMIT)


def _jumps(scene: Scene) -> Iterator[tuple[float, float, str]]:
    """Joints that leap between two moments close together."""
    bodies = [scene.movement.body(i / (JUMP_SAMPLES - 1)) for i in range(JUMP_SAMPLES)]
    for i in range(1, JUMP_SAMPLES - 1):
        for name, (_, here) in bodies[i].frames.items():
            before, after = bodies[i - 1].frames[name][1], bodies[i + 1].frames[name][1]
            leap = math.dist(along(before, after, 1.0), scale(here, 2.0))
            if leap > JUMP_LIMIT:
                yield (i / (JUMP_SAMPLES - 1), leap, name)
