"""A pose: named numbers and contacts, apart from the body they make, so that poses can be blended before solving."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hipcoach.body.skeleton import Frames
from hipcoach.body.vectors import Vec

Numbers = tuple[float, ...]

DEFAULTS: Mapping[str, Numbers] = {
    "tilt": (0.0,),  # of the pelvis: forward, its left side up, turned left
    "list": (0.0,),
    "turn": (0.0,),
    "at": (0.0, 0.0, 0.53),  # pelvis, where no contact says otherwise
    "rest_z": (0.0,),
    "head_z": (0.0,),  # of what the head lies on
    "lumbar": (0.0, 0.0, 0.0),  # flexion, side bend to the left, turn to the left
    "thorax": (0.0, 0.0, 0.0),
    "neck": (0.0, 0.0, 0.0),
    "head": (0.0, 0.0, 0.0),
    "belly": (0.0,),  # 1 = a full breath in
    **{f"hip_{k}": (0.0, 0.0, 0.0) for k in "lr"},  # flexion, abduction, internal rotation
    **{f"knee_{k}": (0.0,) for k in "lr"},
    **{f"ankle_{k}": (0.0, 0.0, 0.0) for k in "lr"},  # dorsiflexion, inversion, turn
    **{f"shoulder_{k}": (0.0, 6.0, 0.0) for k in "lr"},
    **{f"elbow_{k}": (10.0,) for k in "lr"},
    **{f"wrist_{k}": (0.0, 0.0, 0.0) for k in "lr"},  # flexion, deviation, pronation
    **{f"curl_{k}": (18.0,) for k in "lr"},  # of the fingers: 3 flat, 18 relaxed, 45 round, 90 a fist
    **{f"hold_{k}": (0.0,) for k in "lr"},  # 1 = the fingers are closed round what is held
    **{f"bar_{k}": (0.0115,) for k in "lr"},  # its radius, where it is no limb: as of a chair's back
    **{f"point_{k}": (0.0,) for k in "lr"},  # 1 = the index finger points
}


@dataclass(frozen=True, slots=True)
class Pose:
    """Numbers by name, and tags that say which contacts they belong to.

    Tags: `base` names the way the pelvis faces; `anchor` a joint and the axes it fixes ("knee_r xy"); `rest` the parts
    that lie on the floor; `head` is "floor" when the skull rests; `foot_l`, `hand_l` the frame in which a limb's target
    is given ("world" or a segment), with `.kind` and `.space`. On a limb or the trunk a hand's target is a direction
    across it and a height along it; it lies on the skin, or `.off` it. `toes_l` is "floor" when the toes find it,
    `lies_l` when the whole leg is turned about its hip until it lies there.
    """

    values: Mapping[str, Numbers]
    tags: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """Return one number."""
        return (self.values.get(name) or DEFAULTS[name])[0]

    def triple(self, name: str) -> Vec:
        """Return three numbers: a point, a direction or the angles of a joint."""
        a, b, c = self.values.get(name) or DEFAULTS[name]
        return (a, b, c)

    def get(self, name: str) -> Vec | None:
        """Return three numbers, or None where the pose has none."""
        found = self.values.get(name)
        return (found[0], found[1], found[2]) if found is not None else None

    def tag(self, name: str) -> str:
        """Return a tag, empty where the pose has none."""
        return self.tags.get(name, "")


@dataclass(frozen=True, slots=True)
class Body:
    """A solved pose: a frame for each segment, and how far each contact stayed from its target."""

    frames: Frames
    pose: Pose
    errors: dict[str, float]
    bars: dict[str, float] = field(default_factory=dict)  # by hand: the radius of the limb that it holds
