"""Named points of the body, for anchors, arrows, straps and discs."""

from hipcoach.figure.skeleton import PALM, SIDES, Frames
from hipcoach.figure.vectors import Vec, add, apply

# Name: the segment and the place in its frame.
POINTS: dict[str, tuple[str, Vec]] = {
    "pelvis": ("pelvis", (0.0, 0.0, 0.0)),
    "shoulders": ("thorax", (-0.006, 0.0, 0.120)),
    "belly": ("lumbar", (0.066, 0.0, 0.05)),
    "head": ("head", (0.0, 0.0, 0.05)),
}
for _k, _s in SIDES:
    POINTS |= {
        f"hip_{_k}": (f"thigh_{_k}", (0.0, 0.0, 0.0)),
        f"knee_{_k}": (f"shank_{_k}", (0.0, 0.0, 0.0)),
        f"ankle_{_k}": (f"foot_{_k}", (0.0, 0.0, 0.0)),
        f"heel_{_k}": (f"foot_{_k}", (-0.03, 0.0, -0.039)),
        f"sole_{_k}": (f"foot_{_k}", (0.055, 0.0, -0.040)),
        f"sole_in_{_k}": (f"foot_{_k}", (0.055, -0.038 * _s, -0.034)),
        f"sole_out_{_k}": (f"foot_{_k}", (0.055, 0.038 * _s, -0.034)),
        f"toe_{_k}": (f"foot_{_k}", (0.118, 0.0, -0.030)),
        f"palm_{_k}": (f"hand_{_k}", PALM),
        f"elbow_{_k}": (f"farm_{_k}", (0.0, 0.0, 0.0)),
        f"wrist_{_k}": (f"hand_{_k}", (0.0, 0.0, 0.0)),
        f"shoulder_{_k}": (f"uarm_{_k}", (0.0, 0.0, 0.0)),
    }


def point(frames: Frames, name: str) -> Vec:
    """Where a named point is."""
    segment, local = POINTS[name]
    m, origin = frames[segment]
    return add(origin, apply(m, local))
