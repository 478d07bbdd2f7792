"""How a day went, as a mark and in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipcoach.history.calendar import Day, DayMark
from hipcoach.history.text import FINISHES
from hipcoach.store.queries import Line
from hipcoach.ui import words
from hipcoach.ui.widgets.month import Mark

MARKS: Mapping[DayMark, Mark] = {
    DayMark.DONE: Mark.DONE,
    DayMark.SHORTENED: Mark.SHORT,
    DayMark.PAIN_STOP: Mark.PAIN,
    DayMark.REST: Mark.REST,
}
SAID: Mapping[Mark, str] = {
    Mark.DONE: "done",
    Mark.SHORT: "shortened",
    Mark.PAIN: "stopped for pain",
    Mark.REST: "rest for pain",
}


def marks_of(days: Mapping[date, Day]) -> dict[date, tuple[Mark, str]]:
    """The days of a calendar, each with its mark and in words."""
    return {day: (MARKS[found.mark], _words(found)) for day, found in days.items()}


def _words(day: Day) -> str:
    mark = MARKS[day.mark]
    if mark is Mark.REST:
        return SAID[mark]
    said = said_of(day.sessions)
    in_part = mark is Mark.SHORT and all(line.finish == "completed" for line in day.sessions)
    return f"{said} (in part)" if in_part else said


def mark_of(lines: Sequence[Line]) -> Mark:
    """The mark of a day: pain before anything else, then whatever was not done in full."""
    finishes = {line.finish for line in lines}
    if "pain_stop" in finishes:
        return Mark.PAIN
    return Mark.DONE if "completed" in finishes else Mark.SHORT


def said_of(lines: Sequence[Line]) -> str:
    """The sessions of a day in words."""
    return words.joined(f"{line.title}, {FINISHES[line.finish]}" for line in lines)
