"""Where a session begins, or begins again after it was cut off."""

from dataclasses import dataclass

from hipcoach.engine.types import AFTER_WORK, Step
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class StartPoint:
    """Where to begin: an exercise's place in the session, and how many of its blocks are done already."""

    order: int = 0
    blocks_done: int = 0


def start_at(session: Session, last: Step | None) -> StartPoint:
    """Return where a session that was cut off in step `last` begins again: at the start of the set it was in.

    Where that exercise is over for today, it is the next one.
    """
    if last is None or last.is_greeting:
        return StartPoint()
    if last.order >= len(session.assignments):
        return StartPoint(len(session.assignments))
    if session.assignments[last.order].over:
        return StartPoint(session.next_order(last.order) or len(session.assignments))
    blocks = blocks_of(session.assignments[last.order], last.order)
    if last.kind in AFTER_WORK or last.leaves:
        return StartPoint(last.order, len(blocks))
    for done, block in enumerate(blocks):
        if block.set == last.set and block.side in (last.side, None):
            return StartPoint(last.order, done)
    return StartPoint(last.order)
