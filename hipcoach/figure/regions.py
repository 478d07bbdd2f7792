"""The regions that glow to say "feel it here": balls kept within the flesh, so that a glow never spills over it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.figure.anatomy import THIGH_PROFILE, profile_at
from hipcoach.figure.skeleton import SIDES, THIGH
from hipcoach.figure.vectors import Vec

Placed = tuple[str, Vec, float]  # frame, place in it, radius


@dataclass(frozen=True, slots=True)
class Region:
    """A row of balls, the parts they show through (drawn after the last of them), and where the region faces."""

    balls: tuple[Placed, ...]
    parts: tuple[str, ...]
    frame: str
    normal: Vec


def _on_thigh(key: str, shares: tuple[float, ...], x: float, y: float, width: float = 0.62) -> Region:
    """A muscle along the thigh, on the side that (x, y) points to; it narrows to both ends."""
    frame, balls = f"thigh_{key}", []
    for t in shares:
        offset, radius = profile_at(THIGH_PROFILE, t)
        middle = 2 * (t - shares[0]) / (shares[-1] - shares[0]) - 1
        r = radius * width * (1 - 0.35 * middle * middle)
        out = radius - r
        balls.append((frame, (offset + x * out, y * out, -t * THIGH), r))
    return Region(tuple(balls), (frame,), frame, (x, y, 0.0))


def _sided(key: str, s: int) -> dict[str, Region]:
    """The regions of one side."""
    thigh = f"thigh_{key}"
    return {
        f"quad_{key}": _on_thigh(key, (0.12, 0.26, 0.40, 0.55, 0.70, 0.84), 1.0, 0.0),
        f"hamstring_{key}": _on_thigh(key, (0.12, 0.26, 0.40, 0.55, 0.70, 0.86), -1.0, 0.0),
        f"adductor_{key}": _on_thigh(key, (0.04, 0.15, 0.30, 0.45, 0.62), 0.0, -s),
        f"outer_thigh_{key}": _on_thigh(key, (0.02, 0.15, 0.30, 0.45, 0.62), 0.0, s),
        f"glute_{key}": Region(
            (
                ("pelvis", (-0.030, s * 0.050, 0.024), 0.042),
                ("pelvis", (-0.028, s * 0.054, -0.004), 0.046),
                ("pelvis", (-0.020, s * 0.052, -0.030), 0.038),
            ),
            ("pelvis", thigh),
            "pelvis",
            (-1.0, s * 0.5, 0.0),
        ),
        f"hip_flexor_{key}": Region(
            (
                ("pelvis", (0.022, s * 0.046, 0.046), 0.030),
                ("pelvis", (0.026, s * 0.052, 0.008), 0.034),
                (thigh, (0.024, 0.0, -0.035), 0.035),
                (thigh, (0.022, 0.0, -0.085), 0.029),
            ),
            ("pelvis", thigh),
            "pelvis",
            (1.0, s * 0.2, 0.0),
        ),
        f"abductor_{key}": Region(
            (
                ("pelvis", (-0.004, s * 0.060, 0.048), 0.036),
                ("pelvis", (-0.004, s * 0.062, 0.014), 0.043),
                (thigh, (0.0, s * 0.018, -0.024), 0.040),
            ),
            ("pelvis", thigh),
            "pelvis",
            (-0.2, s, 0.0),
        ),
        f"waist_{key}": Region(
            (
                ("pelvis", (0.0, s * 0.056, 0.050), 0.035),
                ("lumbar", (0.004, s * 0.048, 0.055), 0.034),
                ("thorax", (0.004, s * 0.056, 0.035), 0.035),
            ),
            ("pelvis", "top"),
            "lumbar",
            (0.0, s, 0.0),
        ),
    }


def _middle() -> dict[str, Region]:
    """The regions that have no side."""
    return {
        "low_back": Region(
            (
                ("pelvis", (-0.040, 0.0, 0.055), 0.028),
                ("lumbar", (-0.028, 0.0, 0.050), 0.027),
                ("lumbar", (-0.026, 0.0, 0.095), 0.025),
            ),
            ("pelvis", "top"),
            "lumbar",
            (-1.0, 0.0, 0.0),
        ),
        "belly": Region(
            (
                ("pelvis", (0.026, 0.0, 0.050), 0.030),
                ("lumbar", (0.034, 0.0, 0.050), 0.030),
                ("thorax", (0.034, 0.0, 0.010), 0.032),
            ),
            ("pelvis", "top"),
            "lumbar",
            (1.0, 0.0, 0.0),
        ),
    }


REGIONS: Mapping[str, Region] = _middle() | {n: r for key, s in SIDES for n, r in _sided(key, s).items()}
