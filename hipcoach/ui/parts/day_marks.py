"""How a day went, as a mark and in words."""

from collections.abc import Sequence

from hipcoach.history.text import FINISHES
from hipcoach.store.queries import Line
from hipcoach.ui import words
from hipcoach.ui.widgets.month import Mark


def mark_of(lines: Sequence[Line]) -> Mark:
    """The mark of a day: pain before anything else, then whatever was not done in full."""
    finishes = {line.finish for line in lines}
    if "pain_stop" in finishes:
        return Mark.PAIN
    return Mark.DONE if "completed" in finishes else Mark.SHORT


def said_of(lines: Sequence[Line]) -> str:
    """The sessions of a day in words."""
    return words.joined(f"{line.title}, {FINISHES[line.finish]}" for line in lines)
