"""The flesh on the skeleton: balls fixed to its frames, gathered into parts that are drawn and checked as one.

A part is a tube (one row of balls along a limb) or hulls (each the convex hull of a few balls), or both.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hipcoach.figure.anatomy import (
    BELLY,
    BELLY_FORWARD,
    BELLY_HALF_WIDTH,
    BELLY_RINGS,
    BELLY_RISE,
    FINGER_FAN,
    FINGER_RADII,
    FINGERS,
    HEM_DROP,
    HEM_HALF_DEPTH,
    HEM_HALF_WIDTH,
    HEM_HEIGHT,
    LIMBS,
    RINGS,
)
from hipcoach.figure.pose import Body
from hipcoach.figure.skeleton import SIDES
from hipcoach.figure.vectors import Vec


@dataclass(frozen=True, slots=True, eq=False)
class FleshPart:
    """Some balls that are drawn and checked together; compared by identity, for each figure has its parts once."""

    name: str
    balls: tuple[int, ...]
    tube: tuple[int, ...] = ()
    hulls: tuple[tuple[int, ...], ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()  # fingers: short tubes side by side
    axis: tuple[int, int] = (0, 0)  # the two balls whose line stands for the part's depth
    rings: tuple[tuple[int, int], ...] = ()  # trunk parts: pairs of balls, one above another
    hem: tuple[int, int, int] = (0, 0, 0)  # the shirt's: centre, left and front
    soft: frozenset[int] = frozenset()  # balls where the outline fades because the part grows out of another


@dataclass(frozen=True, slots=True)
class Flesh:
    """All balls and parts. Balls are grouped by frame so that each frame is looked up once."""

    frames: tuple[str, ...]
    local: tuple[Vec, ...]
    radii: tuple[float, ...]
    parts: Mapping[str, FleshPart]
    belly: Mapping[int, float]
    nose: tuple[int, ...]
    skull: int
    ears: tuple[int, int]

    def place(self, body: Body) -> list[Vec]:
        """Centres of all balls in the world."""
        return place(body, self.frames, self.local, self.belly, body.pose.number("belly"))


def place(
    body: Body, frames: Sequence[str], local: Sequence[Vec], belly: Mapping[int, float], breath: float
) -> list[Vec]:
    """Centres in the world of points fixed to frames."""
    out: list[Vec] = []
    found, last = body.frames, ""
    a = b = c = d = e = f = g = h = k = ox = oy = oz = 0.0
    for i, (name, (x, y, z)) in enumerate(zip(frames, local, strict=True)):
        if name != last:  # points of a frame mostly follow one another
            (a, b, c, d, e, f, g, h, k), (ox, oy, oz) = found[name]
            last = name
        if breath and i in belly:
            x += breath * BELLY_RISE * belly[i]
        out.append((a * x + b * y + c * z + ox, d * x + e * y + f * z + oy, g * x + h * y + k * z + oz))
    return out


@dataclass(slots=True)
class _Builder:
    """Collects balls and parts while the figure is put together."""

    frames: list[str] = field(default_factory=list)
    local: list[Vec] = field(default_factory=list)
    radii: list[float] = field(default_factory=list)
    parts: dict[str, FleshPart] = field(default_factory=dict)

    def ball(self, frame: str, at: Vec, radius: float) -> int:
        """Add a ball."""
        self.frames.append(frame)
        self.local.append(at)
        self.radii.append(radius)
        return len(self.radii) - 1

    def part(self, name: str, part: FleshPart) -> None:
        """Add a part."""
        self.parts[name] = part


def _limb(b: _Builder, name: str, key: str) -> None:
    """Thigh, shank, upper arm or forearm; the further one of a pair also carries the joint's bone."""
    bone, profile = LIMBS[name]
    frame = f"{name}_{key}"
    ids = tuple(b.ball(frame, (off, 0.0, -t * bone), r) for t, off, r in profile)
    extra: tuple[int, ...] = ()
    hulls: tuple[tuple[int, ...], ...] = ()
    if name == "shank":  # kneecap, on the bisector of the bent knee
        extra = (b.ball(f"knee_{key}", (0.0125, 0.0, 0.002), 0.0255), b.ball(frame, (0.010, 0.0, -0.036), 0.0225))
        hulls = ((extra[0], extra[1], ids[1]),)
    elif name == "farm":  # point of the elbow
        extra = (b.ball(f"elbow_{key}", (-0.0085, 0.0, 0.0), 0.0165),)
        hulls = ((extra[0], ids[0], ids[1]),)
    b.part(frame, FleshPart(frame, ids + extra, tube=ids, hulls=hulls, axis=(ids[0], ids[-1])))


def _foot(b: _Builder, key: str, s: int) -> None:
    """A bare foot: ankle, heel, instep, ball and toes."""
    f = f"foot_{key}"
    ankle = b.ball(f, (0.0, 0.0, 0.0), 0.0212)
    front = b.ball(f, (0.012, 0.0, -0.011), 0.0212)
    heel = b.ball(f, (-0.024, 0.0, -0.020), 0.0190)
    instep = b.ball(f, (0.042, -s * 0.003, -0.015), 0.0190)
    little = b.ball(f, (0.070, s * 0.013, -0.0245), 0.0140)
    great = b.ball(f, (0.078, -s * 0.012, -0.0235), 0.0155)
    toe_out = b.ball(f, (0.098, s * 0.011, -0.0285), 0.0105)
    toe_mid = b.ball(f, (0.108, s * 0.000, -0.0280), 0.0105)
    toe_in = b.ball(f, (0.112, -s * 0.0125, -0.0270), 0.0120)
    balls = (ankle, front, heel, instep, little, great, toe_out, toe_mid, toe_in)
    hulls = (
        (ankle, front, heel, instep),
        (heel, instep, little, great),
        (little, great, toe_out, toe_mid, toe_in),
    )
    b.part(f, FleshPart(f, balls, hulls=hulls, axis=(ankle, great), soft=frozenset({ankle, front})))


def _hand(b: _Builder, key: str, s: int) -> None:
    """Palm and thumb as one part and four fingers as another, so that a grip can reach round what it holds."""
    h = f"hand_{key}"
    wrist = b.ball(h, (0.0, 0.0, 0.0), 0.0158)
    heel = b.ball(h, (0.002, 0.0, -0.018), 0.0160)
    knuckles = tuple(b.ball(h, (0.0, s * y, -0.054), 0.0082) for y in (0.0145, -0.0135))
    thumb = (
        b.ball(h, (0.006, s * 0.010, -0.016), 0.0105),
        b.ball(h, (0.013, s * 0.0215, -0.034), 0.0082),
        b.ball(h, (0.0165, s * 0.0255, -0.050), 0.0068),
        b.ball(h, (0.0195, s * 0.0255, -0.064), 0.0058),
    )
    b.part(
        h,
        FleshPart(
            h,
            (wrist, heel, *knuckles, *thumb),
            hulls=((wrist, heel, *knuckles),),
            chains=(thumb,),
            axis=(wrist, knuckles[0]),
            soft=frozenset({wrist, heel}),
        ),
    )
    fingers: list[tuple[int, ...]] = []
    for y, back, tip in FINGERS:
        bones = zip((1, 2, 3, 3), (back, 0.0, 0.0, -tip), FINGER_FAN, FINGER_RADII, strict=True)
        fingers.append(tuple(b.ball(f"finger{i}_{key}", (0.0, s * y * fan, z), r) for i, z, fan, r in bones))
    name = f"fingers_{key}"
    every = tuple(i for chain in fingers for i in chain)
    b.part(name, FleshPart(name, every, chains=tuple(fingers), axis=(fingers[1][0], fingers[1][-1])))


def _trunk(b: _Builder) -> dict[int, float]:
    """Pelvis (shorts) and top (shirt) as rings, with shoulders that follow the upper arms; gives what breath lifts."""
    rings = [(b.ball(frame, (x, half, z), r), b.ball(frame, (x, -half, z), r)) for frame, z, half, r, x in RINGS]
    pelvis, top = tuple(rings[:5]), tuple(rings[4:])
    shoulder = (b.ball("uarm_l", (0.0, 0.0, 0.0), 0.032), b.ball("uarm_r", (0.0, 0.0, 0.0), 0.032))
    collar = (b.ball("thorax", (-0.016, 0.026, 0.130), 0.0245), b.ball("thorax", (-0.016, -0.026, 0.130), 0.0245))
    upper, chest = rings[10], rings[9]
    belly: dict[int, float] = {i: share for ring, share in BELLY_RINGS for i in rings[ring]}
    for frame, z, r, share in BELLY:
        for y in (BELLY_HALF_WIDTH, -BELLY_HALF_WIDTH):
            belly[b.ball(frame, (BELLY_FORWARD, y, z), r)] = share
    bulge = tuple(belly)[2 * len(BELLY_RINGS) :]
    hulls = (
        bulge,
        (chest[0], upper[0], shoulder[0], collar[0]),
        (chest[1], upper[1], shoulder[1], collar[1]),
        (upper[0], upper[1], collar[0], collar[1]),
    )
    flat_pelvis = tuple(i for ring in rings[:4] for i in ring)
    flat_top = tuple(i for ring in top for i in ring)
    b.part("pelvis", FleshPart("pelvis", flat_pelvis, axis=(rings[0][0], rings[3][0]), rings=pelvis))
    hem = (
        b.ball("pelvis", (-0.002, 0.0, HEM_HEIGHT), 0.0),
        b.ball("pelvis", (-0.002, HEM_HALF_WIDTH, HEM_HEIGHT), 0.0),
        b.ball("pelvis", (HEM_HALF_DEPTH - 0.002, 0.0, HEM_HEIGHT - HEM_DROP), 0.0),
    )
    balls = flat_top + shoulder + collar + bulge
    b.part("top", FleshPart("top", balls, hulls=hulls, axis=(rings[4][0], rings[9][0]), rings=top, hem=hem))
    return belly


def _head(b: _Builder) -> tuple[tuple[int, ...], int, tuple[int, int]]:
    """Neck and head; gives the nose, the skull and the ears for the face to be painted."""
    neck = (
        b.ball("thorax", (-0.010, 0.0, 0.128), 0.036),
        b.ball("neck", (0.0, 0.0, 0.010), 0.0315),
        b.ball("neck", (0.005, 0.0, 0.060), 0.0300),
        b.ball("head", (0.004, 0.0, 0.012), 0.030),
    )
    b.part("neck", FleshPart("neck", neck, tube=neck, axis=(neck[0], neck[3])))
    skull = b.ball("head", (-0.008, 0.0, 0.050), 0.0535)
    brow = b.ball("head", (0.008, 0.0, 0.052), 0.0500)
    cheek = b.ball("head", (0.020, 0.0, 0.022), 0.0410)
    chin = b.ball("head", (0.030, 0.0, -0.008), 0.0215)
    jaw = b.ball("head", (0.004, 0.0, 0.000), 0.033)
    nose = (cheek, b.ball("head", (0.0600, 0.0, 0.022), 0.0075), b.ball("head", (0.0540, 0.0, 0.038), 0.006))
    ears = (b.ball("head", (-0.002, 0.047, 0.026), 0.0095), b.ball("head", (-0.002, -0.047, 0.026), 0.0095))
    balls = (skull, brow, cheek, chin, jaw)
    hulls = ((skull, brow, cheek), (cheek, chin, jaw, skull))
    b.part("head", FleshPart("head", balls, hulls=hulls, axis=(skull, chin)))
    return nose, skull, ears


def _build() -> Flesh:
    """Put the figure together."""
    b = _Builder()
    for key, s in SIDES:
        for name in LIMBS:
            _limb(b, name, key)
        _foot(b, key, s)
        _hand(b, key, s)
    belly = _trunk(b)
    nose, skull, ears = _head(b)
    return Flesh(tuple(b.frames), tuple(b.local), tuple(b.radii), dict(b.parts), belly, nose, skull, ears)


def lowest(flesh: Flesh, centres: Sequence[Vec], parts: Sequence[str]) -> float:
    """Height of the lowest skin of some parts."""
    low = math.inf
    for name in parts:
        for i in flesh.parts[name].balls:
            low = min(low, centres[i][2] - flesh.radii[i])
    return low


FLESH = _build()
