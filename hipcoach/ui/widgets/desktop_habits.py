"""What the desktop's locale is used to: days of 12 or 24 hours, the first day of a week, the size of paper."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from PySide6.QtCore import QLocale

T = TypeVar("T")
_LETTER_LANDS = (QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico)


def desktop_locale() -> QLocale:
    """Return the locale of this desktop."""
    return QLocale.system()


def counts_to_12() -> bool:
    """Return True where the desktop's clock does."""
    short = desktop_locale().timeFormat(QLocale.FormatType.ShortFormat)
    return "a" in short.lower()  # stands for "am" and "pm"


def time_text(at: datetime | time) -> str:
    """Return the time of day: "18:05", or "6:05 pm" where the desktop counts to 12."""
    if not counts_to_12():
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'}"


def first_weekday() -> int:
    """Return the day on which a week begins, as `date.weekday` counts: 0 is Monday."""
    return desktop_locale().firstDayOfWeek().value - 1


def week_start(day: date) -> date:
    """Return the first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - first_weekday()) % 7)


def as_in_a_week(by_weekday: Sequence[T]) -> list[T]:
    """Return what there is for each weekday, Monday first, in the desktop's order."""
    first = first_weekday()
    return [*by_weekday[first:], *by_weekday[:first]]


def is_letter_land() -> bool:
    """Return True where people print on Letter, and not on A4."""
    return desktop_locale().territory() in _LETTER_LANDS
