"""Where a body is: in a position, on a bed or not, on one side, or on its way to a place that was told in part."""

from dataclasses import dataclass

from hipcoach.catalogue.types import LYING, Position, Side
from hipcoach.catalogue.ways import IN_BED, place_name


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """Where the body is: its position, whether it lies on a bed, and the side it lies on or the knee it kneels on.

    On waking, nobody knows how the body lies there (`anyhow`). `via` names a place that a way only led through.
    `told` are the first steps of a way from here to the place `toward`, where they were told before it was broken off.
    `anew`: it was broken off by a rest, in which one may have moved; it is told from the start. `unsure`: one may be
    further on the way that is told from here, which was said. `may_sit`: one was told to sit down meanwhile.
    """

    position: Position
    bed: bool = False
    side: Side | None = None
    anyhow: bool = False
    via: str = ""
    told: tuple[str, ...] = ()
    toward: str = ""
    anew: bool = False
    unsure: bool = False
    may_sit: bool = False

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
        """How far up it is: 0 on the floor, 1 on a bed, 2 where one sits or stands."""
        return 1 if self.bed else 0 if self.position.on_floor else 2
