"""Where the body is: in a position, on a bed or not, on one side. And what was told there of a way broken off."""

from dataclasses import dataclass
from enum import Enum, auto

from hipcoach.catalogue.types import LYING, Position, Side
from hipcoach.catalogue.ways import IN_BED, place_name


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """Where the body is: its position, whether it lies on a bed, and the side it lies on or the knee it kneels on.

    `anyhow`: nobody knows how the body lies there, as on waking. `via`: the name of a place that a way only leads
    through; empty for any other.
    """

    position: Position
    bed: bool = False
    side: Side | None = None
    anyhow: bool = False
    via: str = ""

    @property
    def name(self) -> str:
        """The name that the ways know it by."""
        return self.via or (IN_BED if self.anyhow else place_name(self.position, bed=self.bed))

    @property
    def lies(self) -> bool:
        """Return True if nobody can fetch anything from here."""
        return self.position in LYING

    @property
    def height(self) -> int:
        """How far up it is: 0 on the floor, 1 on a bed, 2 on a seat or on the feet."""
        return 1 if self.bed else 0 if self.position.on_floor else 2


@dataclass(frozen=True, slots=True)
class WayBrokenOff:
    """A way that was told as far as here, and goes on with its next step.

    Example: of the way up from the mat, "Put both hands on the seat" was told, and then the exercise was skipped.
    """

    told: tuple[str, ...]  # its first steps, which are not told again
    toward: str  # the name of the place to which they lead


class ToldAgain(Enum):
    """Why a way is told once more from its start: nobody knows how far along it the user is."""

    BEGINS_ANEW = auto()  # the user may have moved: a sentence ("way_anew") first says that the way begins anew
    JUST_TOLD = auto()  # all of the way was just told, and perhaps not followed: no such sentence comes first


@dataclass(frozen=True, slots=True)
class BodyNow:
    """Where the body is now, and what was told of a way from there that was broken off.

    `way` is None where none was. `may_sit`: the user stands, and was told that they may sit down. That does not occur
    in the middle of a way.
    """

    place: BodyPlace
    way: WayBrokenOff | ToldAgain | None = None
    may_sit: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for what does not occur."""
        if self.may_sit and (self.place.position is not Position.STANDING or self.steps_told):
            raise ValueError("only a user who stands, and is not in the middle of a way, may sit down")

    @property
    def steps_told(self) -> tuple[str, ...]:
        """The steps from here that were told already."""
        return self.way.told if isinstance(self.way, WayBrokenOff) else ()

    @property
    def told_again(self) -> bool:
        """True if the way from here is told from its start, although the user may be further along it."""
        return isinstance(self.way, ToldAgain)
