"""The mark of a day in the calendar, and the same in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipcoach.coach import words
from hipcoach.history.calendar import Day, DayMark
from hipcoach.history.summary_line import FINISHES
from hipcoach.safety.types import Finish
from hipcoach.store.queries import SessionLine
from hipcoach.ui.widgets.month import CalendarMark

MARKS: Mapping[DayMark, CalendarMark] = {
    DayMark.DONE: CalendarMark.DONE,
    DayMark.SHORTENED: CalendarMark.SHORT,
    DayMark.PAIN_STOP: CalendarMark.PAIN,
    DayMark.REST: CalendarMark.REST,
    DayMark.ANSWERS: CalendarMark.ASKED,
}
MARK_NAMES: Mapping[CalendarMark, str] = {
    CalendarMark.DONE: "done",
    CalendarMark.SHORT: "done in part",
    CalendarMark.PAIN: "stopped for pain",
    CalendarMark.REST: "rest for pain",
    CalendarMark.ASKED: "answers, no session",
}


def calendar_marks(days: Mapping[date, Day]) -> dict[date, tuple[CalendarMark, str]]:
    """Return the mark of each day, and the same in words."""
    return {day: (MARKS[found.mark], _words(found)) for day, found in days.items()}


def _words(day: Day) -> str:
    mark = MARKS[day.mark]
    if not day.sessions:
        return MARK_NAMES[mark]
    text = sessions_text(day.sessions)
    in_part = mark is CalendarMark.SHORT and all(line.finish == Finish.COMPLETED for line in day.sessions)
    return f"{text} (in part)" if in_part else text


def day_mark(lines: Sequence[SessionLine]) -> CalendarMark:
    """Return the mark of a day: pain comes first, then a session that was not finished."""
    finishes = {line.finish for line in lines}
    if Finish.PAIN_STOP in finishes:
        return CalendarMark.PAIN
    return CalendarMark.DONE if Finish.COMPLETED in finishes else CalendarMark.SHORT


def sessions_text(lines: Sequence[SessionLine]) -> str:
    """Return the sessions of a day in words."""
    return words.joined(f"{line.title}, {FINISHES[line.finish]}" for line in lines)
