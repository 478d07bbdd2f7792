"""The states of the today page, with its days and its week."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from hipcoach.coach.forecast import Forecast
from hipcoach.gallery.demo_world import NOW, World
from hipcoach.gallery.scenes import Builder, Scenes, window_at
from hipcoach.planner.aim import WeekAim
from hipcoach.planner.programme import SessionKind
from hipcoach.planner.today import DONE, LESS, DayKind, Today
from hipcoach.safety.reason import Reason
from hipcoach.safety.stored_keys import SHORT_REST_SET_TODAY
from hipcoach.safety.types import PainRestKind
from hipcoach.settings import Settings
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.today.day_page import MOVE, SWAP, DayDetail
from hipcoach.ui.today.today_page import TodayPage


def _day(page: QWidget, *, what: str = "", days: int = 0) -> None:
    """Open a day of the week, and one of its choices."""
    if isinstance(page, TodayPage):
        page.open_day((NOW + timedelta(days=days)).date())
        detail = page.findChild(DayDetail)
        if what and detail is not None:
            detail.choose(SessionKind.STRENGTH, what)


def _week(page: QWidget) -> None:
    if isinstance(page, TodayPage):
        page.open_week()


class _FixedForecast(Forecast):
    """A forecast whose today is not the diary's."""

    def __init__(self, of: Forecast, changes: Mapping[str, Any]) -> None:
        self.__dict__.update(of.__dict__)
        self._fixed = replace(of.today(), **changes)

    def today(self) -> Today:
        """Return the fixed day."""
        return self._fixed

    def today_and_aim(self, first_weekday: int = 0) -> tuple[Today, WeekAim]:
        """Return the fixed day, and the diary's aim."""
        return self._fixed, super().today_and_aim(first_weekday)[1]


def with_today(world: World, changes: Mapping[str, Any]) -> World:
    """Return the same world with these fields of `Today` changed."""
    return replace(world, context=replace(world.context, forecast=_FixedForecast(world.context.forecast, changes)))


SIGN = Reason("screen_emergency", values={"signs": ("Sudden weakness in the legs",)})
FEVER = Reason("screen_same_day", values={"signs": ("Fever, or feeling unwell, with hip or back pain",)})
OTHER_DAYS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "today-paused": (
        "hurt",
        {
            "kind": DayKind.PAUSED,
            "reason": Reason("hold_pause", "paused_often", {"count": 2, "days": 14}),
            "contact": True,
        },
    ),
    "today-short-rest": (
        "full",
        {
            "kind": DayKind.REST,
            "reason": Reason(SHORT_REST_SET_TODAY, "rest_of_today"),
            "pain_rest": PainRestKind.SHORT,
            "others": (),
        },
    ),
    "today-eased": (
        "full",
        {
            "kind": DayKind.REST,
            "reason": Reason("next_amber", "rest_day_next"),
            "others": ("daily-mobility", "gentle-day"),
        },
    ),
    "today-done": (
        "full",
        {
            "kind": DayKind.REST,
            "reason": Reason(DONE),
            "others": LESS,
        },
    ),
    "today-coming-back": (
        "full",
        {
            "kind": DayKind.SESSION,
            "plan": "daily-mobility",
            "reason": Reason("return_mode", "return_mobility", {"of": 3}),
            "others": ("gentle-day",),
            "off": ("bridge",),
        },
    ),
    "today-emergency": ("full", {"kind": DayKind.REST, "reason": SIGN, "sign": SIGN, "others": ()}),
    "today-same-day": ("full", {"kind": DayKind.REST, "reason": FEVER, "sign": FEVER, "others": ()}),
}
"""By name: the world of `Scenes`, and what its forecast says in place of the diary's."""


def _acted(world: str, act: Callable[[QWidget], None], scenes: Scenes) -> QWidget:
    return window_at(getattr(scenes, world), "today", act)


def _other_day(world: str, changes: Mapping[str, Any], scenes: Scenes) -> QWidget:
    return window_at(with_today(getattr(scenes, world), changes), "today")


def _offered(scenes: Scenes) -> QWidget:
    """Return the page that offers a way to answer from the floor, as it does until it was answered."""
    context = scenes.full.context
    keeper = SettingsKeeper(Settings(), context.paths.settings_file, context.theme, context.changes)
    return window_at(replace(scenes.full, context=replace(context, settings=keeper)), "today")


TODAY_STATES: Mapping[str, Builder] = {
    "today-session": lambda s: window_at(s.empty, "today"),
    "today-rest": lambda s: window_at(s.hurt, "today"),
    "today-day": partial(_acted, "empty", _day),
    "today-day-move": partial(_acted, "empty", partial(_day, what=MOVE)),
    "today-day-plans": partial(_acted, "empty", partial(_day, what=SWAP)),
    "today-day-done": partial(_acted, "full", partial(_day, days=-2)),
    "today-day-held": partial(_acted, "hurt", partial(_day, days=1)),
    "today-offer": _offered,
    "today-week": partial(_acted, "empty", _week),
    **{name: partial(_other_day, world, changes) for name, (world, changes) in OTHER_DAYS.items()},
}
