"""How far the body is into its movement at a moment of a session."""

import math
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Phase

UP_SHARE = 0.4  # of an up-and-down repetition: 2 s of 5
BREATH_S = 5.0


def moves(phase: Phase, *, reduce_motion: bool = False) -> bool:
    """Return True if a picture of this phase changes with time; with motion reduced only the key poses are shown."""
    return not reduce_motion and phase in (Phase.UP, Phase.DOWN, Phase.UP_DOWN, Phase.HOLD)


def way(phase: Phase, fraction: float, up_share: float) -> float:
    """Return the share of the way from the first pose to the effort that lies behind the body, in time."""
    if phase is Phase.HOLD:
        return 1.0
    if phase is Phase.UP:
        return fraction
    if phase is Phase.DOWN:
        return 1.0 - fraction
    if phase is Phase.UP_DOWN:
        return fraction / up_share if fraction < up_share else 1.0 - (fraction - up_share) / (1.0 - up_share)
    return 0.0


def ease(fraction: float) -> float:
    """Start and stop gently: the minimum-jerk polynomial of a reaching movement."""
    t = min(1.0, max(0.0, fraction))
    return t * t * t * (10.0 + t * (6.0 * t - 15.0))


class Arrows(StrEnum):
    """Which arrows a picture has."""

    NONE = "none"
    DONE = "done"  # nor any: the limbs that moved are seen pale where they began
    WHOLE = "whole"  # of the whole movement: a picture by itself says how one moves, wherever the body is
    ON = "on"  # of the way that is still before the body
    BACK = "back"


@dataclass(frozen=True, slots=True)
class FigureMoment:
    """Which moment of a figure is shown, and how.

    `fraction` is of the step, which lasts `step_s`; `up_share` how much of an UP_DOWN step is the way up.
    """

    phase: Phase
    fraction: float
    side: Side | None = None
    up_share: float = UP_SHARE
    step_s: float = BREATH_S
    reduce_motion: bool = False
    loop_s: float = 0.0  # of a figure that goes round and round: once round

    @property
    def share(self) -> float:
        """Of the movement."""
        if self.loop_s:
            return 0.0 if self.reduce_motion else self.fraction * self.step_s / self.loop_s % 1.0
        if self.reduce_motion:
            return 1.0 if self.phase is not Phase.STILL else 0.0
        return ease(way(self.phase, self.fraction, self.up_share))

    @property
    def breath(self) -> float:
        """How far a breath in a hold has risen, 0 to 1."""
        if self.phase is not Phase.HOLD or self.reduce_motion:
            return 0.0
        breaths = self.fraction * max(1.0, round(self.step_s / BREATH_S))
        return 0.5 - 0.5 * math.cos(2 * math.pi * breaths)

    @property
    def arrows(self) -> Arrows:
        """Return which arrows are shown: none in a hold, nor where a cycle is seen to go round."""
        if self.phase is Phase.HOLD or (self.loop_s and not self.reduce_motion):
            return Arrows.NONE
        back = self.phase is Phase.DOWN or (self.phase is Phase.UP_DOWN and self.fraction >= self.up_share)
        return Arrows.BACK if back else Arrows.ON
