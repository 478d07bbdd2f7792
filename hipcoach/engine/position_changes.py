"""Getting from one position to the next: what is said, how long it takes, and whether the session waits for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Position
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.script import Script
from hipcoach.engine.types import Step, StepKind, Timing


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """Where the body is: its position, and whether it lies on a bed (where nobody gets down to the floor)."""

    position: Position
    bed: bool = False


def crosses_floor(origin: BodyPlace, target: BodyPlace) -> bool:
    """Return True if the way leads down to the floor or up from it."""
    if origin.bed and target.bed:
        return False
    return origin.position.on_floor != target.position.on_floor


def way_key(origin: BodyPlace, target: BodyPlace) -> str:
    """Return the key of the phrase that tells the way from `origin` to `target`."""
    if not origin.bed and origin.position.on_floor != target.position.on_floor:
        return f"go_{target.position}_floor"
    return f"go_{target.position}"


@dataclass(frozen=True, slots=True)
class Mover:
    """Makes position-change steps."""

    script: Script
    timing: Timing

    def step(self, origin: BodyPlace, target: BodyPlace, exercise: str, order: int) -> Iterator[Step]:
        """Yield one position change; nothing where the body is there already."""
        if origin.position is target.position:
            return
        script, timing = self.script, self.timing
        floor = crosses_floor(origin, target)
        waits = floor and timing.floor_waits
        lines = [("position", script.text(way_key(origin, target)))]
        if floor:
            lines.append(("wait", script.text("take_your_time" if waits else "take_your_time_timed")))
        cues = script.sequence(lines)
        if waits:
            duration_s = timing.floor_settle_s
        else:
            duration_s = max(timing.floor_timed_s if floor else timing.position_change_s, end_s(cues))
        step = Step(-1, StepKind.POSITION_CHANGE, exercise, None, None, None, duration_s, cues)
        yield replace(step, position=target.position, origin=origin.position, waits=waits, order=order)
