"""Moments in words, with the time of day as the desktop writes it; and days in the names of files."""

from datetime import date, datetime

from hipcoach.coach import words
from hipcoach.ui.widgets.desktop_habits import time_text


def file_name(kind: str, day: date, ending: str) -> str:
    """Return the name that is offered for a file: "hipcoach-report-2026-03-02.pdf"."""
    return f"hipcoach-{kind}-{day.isoformat()}{ending}"


def moment_text(at: datetime) -> str:
    """Return a moment of this year: "Monday 2 March, 18:05"."""
    return f"{words.day_and_month(at.date())}, {time_text(at)}"


def dated_text(at: datetime) -> str:
    """Return a moment of any year: "Monday 2 March 2026, 18:05"."""
    return f"{words.long_date(at.date())}, {time_text(at)}"
