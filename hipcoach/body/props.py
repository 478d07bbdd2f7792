"""Things that stand round the figure, as its file gives them."""

from dataclasses import dataclass

from hipcoach.body.vectors import Vec

SOLID = ("chair", "rail", "counter", "step", "pillow", "pad", "bed", "bicycle", "float")
GROUNDS = ("mat", "floor", "wall", "water")  # flat, under or behind everything; mat and floor end near the body
STRAP, PEDALS = "strap", "pedals"
MOVING = (STRAP, PEDALS)  # go with points of the body
KINDS = (*SOLID, *GROUNDS, *MOVING)
SIZED = ("rail", "counter", "step", "pillow", "pad", "bed", "float", "wall", "water")


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop: where it is, its size (length, width, height) and how far it is turned about the upright."""

    kind: str
    at: Vec = (0.0, 0.0, 0.0)
    size: Vec = (0.0, 0.0, 0.0)
    yaw: float = 0.0
    points: tuple[str, ...] = ()  # of what goes with the body
