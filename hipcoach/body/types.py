"""What a figure is: a movement to draw, how it is seen, and what stands round it. Lengths in body heights."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.body.camera import Camera
from hipcoach.body.pose import Pose
from hipcoach.body.props import Prop
from hipcoach.body.vectors import Vec
from hipcoach.catalogue.types import Side

SAYS = ("stand on", "to")  # what a letter's disc may say: the leg that is stood on, or the side to which both legs go


class Mirror(StrEnum):
    """What is reflected for the other side."""

    VIEW = "view"  # the whole picture: the working side stays near
    BODY = "body"  # the body alone, for exercises that change side at each repetition


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow along the way that a point of the body takes."""

    point: str
    offset: Vec = (0.0, 0.0, 0.0)
    size: float = 1.0  # of the way drawn, from where the point is
    span: tuple[float, float] = (0.0, 1.0)  # which part of the movement
    both: bool = False  # with a head at either end: to and fro is the point
    both_still: bool = False  # so only where one picture shows it all; beside the first, the last has the way back
    up: bool = False  # straight up or down: how far it rises is the point
    apart: bool = False  # not where the whole way is in one picture, which it would crowd
    order: int = 0  # 1 and up where several things move one after the other
    over: bool = False  # it may lie over the body
    words: tuple[str, str] = ("", "")  # beside it on the way there, and on the way back

    @property
    def written(self) -> bool:
        """True where a number or words stand beside it."""
        return bool(self.order or self.words[0])


@dataclass(frozen=True, slots=True)
class Disc:
    """The letter of the working side, beside a point of the body."""

    point: str
    offset: Vec
    toward: str = ""  # it is on the limb, some of the way to this point
    says: str = ""  # before the letter: of SAYS


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level line where a point of the body begins: a small movement is seen against it."""

    point: str
    offset: Vec
    reach: float  # to either side


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Key poses among props, as the file gives them. Compared by identity."""

    keys: tuple[Pose, ...]
    shares: tuple[float, ...]  # of the movement: when each pose is reached
    stops: bool  # the body comes to rest at each pose
    camera: Camera
    props: tuple[Prop, ...]
    highlight: tuple[str, ...]
    stretched: bool  # what is shown is stretched; else it works
    arrows: tuple[Arrow, ...]
    disc: Disc | None
    drawn_side: Side
    mirror: Mirror
    poster: float  # share of the movement shown as a still picture
    breath: float  # how far the belly rises while a pose is held
    level: LevelLine | None = None
    middle: float = 0.0  # share at which the first part of a movement of two parts ends; 0 where there are no parts
    captions: tuple[str, ...] = ()  # under the pictures of its way, from the first; empty where it has usual words
    returns: bool = False  # its pictures end where it began, as the way back is the work
    loop_s: float = 0.0  # a cycle that goes round and round, as walking does: how long once round takes


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown for an exercise, or for a change of position."""

    id: str
    scene: Scene | None = None
    steps: tuple[str, ...] = ()  # a change of position: one sentence for each key pose after the first
    source: str = ""  # what its pictures are asked for by
    edition: int = 0  # of its file
    stand_in: str = ""  # whose poster is shown until it is painted, where it has none of its own
    backwards: bool = False  # its pictures are those of the opposite way, from their end
