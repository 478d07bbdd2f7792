"""The days of the week and what the week is for, in named states, for the gallery."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from hipcoach.coach.forecast import Forecast
from hipcoach.gallery.demo_world import NOW, World
from hipcoach.planner.aim import WeekAim
from hipcoach.planner.programme import Kind
from hipcoach.planner.today import DONE, LESS, Kinds, Today
from hipcoach.safety.reason import Reason
from hipcoach.safety.types import HoldKind
from hipcoach.ui.today.day_page import MOVE, SWAP, DayDetail
from hipcoach.ui.today.today_page import TodayPage


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


class _Told(Forecast):
    """Another day than the diary's."""

    def __init__(self, of: Forecast, changed: Mapping[str, Any]) -> None:
        self.__dict__.update(of.__dict__)
        self._told = replace(of.today(), **changed)

    def today(self) -> Today:
        """Say it."""
        return self._told

    def today_and_aim(self) -> tuple[Today, WeekAim]:
        """Say it, with the aim as it is."""
        return self._told, super().today_and_aim()[1]


def as_told(world: World, changed: Mapping[str, Any]) -> World:
    """The same world on a day of which something else is to be said."""
    return replace(world, context=replace(world.context, forecast=_Told(world.context.forecast, changed)))


TOLD_STATES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "today-paused": (
        "hurt",
        {
            "kind": Kinds.PAUSED,
            "reason": Reason("hold_pause", "paused_often", {"count": 2, "days": 14}),
            "contact": True,
        },
    ),
    "today-short-rest": (
        "full",
        {
            "kind": Kinds.REST,
            "reason": Reason("before_soft_today", "rest_of_today"),
            "hold": HoldKind.SOFT,
            "others": (),
        },
    ),
    "today-eased": (
        "full",
        {
            "kind": Kinds.REST,
            "reason": Reason("next_amber", "rest_day_next"),
            "others": ("daily-mobility", "gentle-day"),
        },
    ),
    "today-done": (
        "full",
        {
            "kind": Kinds.REST,
            "reason": Reason(DONE),
            "others": LESS,
        },
    ),
    "today-coming-back": (
        "full",
        {
            "kind": Kinds.SESSION,
            "plan": "daily-mobility",
            "reason": Reason("return_mode", "return_mobility", {"of": 3}),
            "others": ("gentle-day",),
        },
    ),
}
"""Whose today, and what is said of it."""
