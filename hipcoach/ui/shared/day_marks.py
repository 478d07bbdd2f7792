"""The mark of a day in the calendar, and the same in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipcoach.coach import words
from hipcoach.history.calendar import Day, DayMark, day_mark
from hipcoach.history.summary_line import IN_PART, finish_text
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
    CalendarMark.SHORT: IN_PART,
    CalendarMark.PAIN: "stopped for pain",
    CalendarMark.REST: "rest for pain",
    CalendarMark.ASKED: "answers, no session",
}


def calendar_marks(days: Mapping[date, Day]) -> dict[date, tuple[CalendarMark, str]]:
    """Return the mark of each day, and the same in words."""
    return {day: (MARKS[found.mark], _words(found)) for day, found in days.items()}


def _words(day: Day) -> str:
    return sessions_text(day.sessions) if day.sessions else MARK_NAMES[MARKS[day.mark]]


def mark_of(lines: Sequence[SessionLine]) -> CalendarMark:
    """Return the mark of a day with sessions, as in the calendar."""
    return MARKS[day_mark(lines)]


def sessions_text(lines: Sequence[SessionLine]) -> str:
    """Return the sessions of a day in words."""
    return words.joined(f"{each.title}, {finish_text(each.finish, shortened=bool(each.shortened))}" for each in lines)
