"""The days of the week and what the week is for, in named states, for the gallery."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from hipcoach.planner.programme import Kind
from hipcoach.ui.gallery_world import NOW
from hipcoach.ui.pages.day import MOVE, SWAP, DayDetail
from hipcoach.ui.pages.today import TodayPage


def _day(page: QWidget, *, what: str = "", days: int = 0) -> None:
    """Open a day of the week, and one of its choices."""
    if isinstance(page, TodayPage):
        page.open_day((NOW + timedelta(days=days)).date())
        detail = page.findChild(DayDetail)
        if what and detail is not None:
            detail.choose(Kind.STRENGTH, what)


def _week(page: QWidget) -> None:
    if isinstance(page, TodayPage):
        page.open_week()


TODAY_STATES: Mapping[str, tuple[str, Callable[[QWidget], None]]] = {
    "today-day": ("empty", _day),
    "today-day-move": ("empty", partial(_day, what=MOVE)),
    "today-day-plans": ("empty", partial(_day, what=SWAP)),
    "today-day-done": ("full", partial(_day, days=-2)),
    "today-day-held": ("hurt", partial(_day, days=1)),
    "today-week": ("empty", _week),
}
"""Whose today, and what is done on it."""
