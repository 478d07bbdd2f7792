"""Times and dates in words. The catalogue's words are here as well, so that a page needs one module for all it says."""

from datetime import date, datetime

from hipcoach.catalogue.sentence import sentence as sentence
from hipcoach.catalogue.words import CATEGORIES as CATEGORIES
from hipcoach.catalogue.words import POSITIONS as POSITIONS
from hipcoach.catalogue.words import caution as caution
from hipcoach.catalogue.words import count as count
from hipcoach.catalogue.words import dose as dose
from hipcoach.catalogue.words import equipment as equipment
from hipcoach.catalogue.words import equipment_in_short as equipment_in_short
from hipcoach.catalogue.words import form as form
from hipcoach.catalogue.words import joined as joined
from hipcoach.catalogue.words import per_side as per_side
from hipcoach.catalogue.words import place_of as place_of
from hipcoach.catalogue.words import positions as positions

TOLD_MIN = 3  # of a session: from so many minutes on it is named how much of it is exercise

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def minutes(seconds: float) -> str:
    """Return a session's length in words, rounded to whole minutes."""
    return f"{max(1, round(seconds / 60))} min"


def length(seconds: float, exercise_s: float) -> str:
    """Return a session's length; where much of it is speech, also how much is exercise."""
    exercise = max(1, round(exercise_s / 60))
    whole = minutes(seconds)
    return (
        whole if round(seconds / 60) - exercise < TOLD_MIN else f"{whole} with instructions, {exercise} min of exercise"
    )


def moment(at: datetime) -> str:
    """Return a moment of this year: "Monday 2 March, 18:05"; a window writes the time as its desktop does."""
    return f"{day_and_month(at.date())}, {at:%H:%M}"


def day_and_month(day: date) -> str:
    """Return a day of this year in words: "Monday 2 March"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Return a day in words: "Monday 2 March 2026"."""
    return f"{day_and_month(day)} {day.year}"


def month(day: date) -> str:
    """Return a month in words: "March 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
