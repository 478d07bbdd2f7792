"""Days and moments as they are typed on the command line."""

from argparse import ArgumentTypeError
from datetime import date, datetime

YEARS = range(1990, 2200)
"""In these a moment may lie: there is room before and after it for the days that are counted from it."""


def day(text: str) -> date:
    """Read a day; anything else is wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"expected a day such as 2026-03-02, not {text}") from None


def moment(text: str) -> datetime:
    """Read a day and a time; without a zone it is the user's own."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise ArgumentTypeError(f"expected a time such as 2026-03-02T09:00, not {text}")
    return found
