"""The pages of the rail in one table: id, label, icon, and how each is built.

A page's module is imported when the page is first shown: each would take 4 to 36 ms of the start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipcoach.ui.context import UiContext
from hipcoach.ui.widgets.rail import RailPage

HELP_KEYS = frozenset({Qt.Key.Key_F1, Qt.Key.Key_Question})


class PageRequests(Protocol):
    """What a page can ask of the program as a whole."""

    def start_plan(self, plan_id: str) -> None:
        """Start the way into a session of this plan."""

    def go_to(self, page_id: str) -> None:
        """Open another page of the rail."""

    def answer_next_day(self) -> None:
        """Ask how the pain is, compared with before the last session."""

    def look_at_rest(self) -> None:
        """Show the page of the rest in force, which asks how it is now."""

    def ask_turn_on(self, exercise_id: str) -> None:
        """Ask whether an exercise that is off since a rest is turned on again."""

    def first_run_again(self) -> None:
        """Ask the questions of the first run again."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One line of the table. `icon` is the name of a file in `assets/icons`, without its `.svg`."""

    id: str
    label: str
    icon: str
    build: Callable[[UiContext, PageRequests], QWidget]
    control_key: Qt.Key | None = None  # opens it with Ctrl, besides the number of its place
    keys: frozenset[Qt.Key] = frozenset()  # open it by themselves


def _today(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.today.today_page import TodayPage

    page = TodayPage(context)
    page.check_requested.connect(requests.answer_next_day)
    page.rest_requested.connect(requests.look_at_rest)
    page.turn_on_requested.connect(requests.ask_turn_on)
    page.plan_start_requested.connect(requests.start_plan)
    return page


def _plans(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.library.plans_page import PlansPage

    page = PlansPage(context)
    page.plan_start_requested.connect(requests.start_plan)
    return page


def _exercises(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.library.exercises_page import ExercisesPage

    page = ExercisesPage(context)
    page.place_requested.connect(requests.go_to)
    return page


def _history(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.history.history_page import HistoryPage

    page = HistoryPage(context)
    page.place_requested.connect(requests.go_to)
    return page


def _settings(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.setup.settings_page import SettingsPage

    page = SettingsPage(context)
    page.first_run_requested.connect(requests.first_run_again)
    return page


def _help(context: UiContext, _requests: PageRequests) -> QWidget:
    from hipcoach.ui.help.help_page import HelpPage

    return HelpPage(context, [entry.label for entry in PAGES])


PAGES = (
    PageEntry("today", "Today", "today", _today),
    PageEntry("plans", "Plans", "plans", _plans),
    PageEntry("exercises", "Exercises", "exercises", _exercises),
    PageEntry("history", "History", "history", _history),
    PageEntry("settings", "Settings", "settings", _settings, control_key=Qt.Key.Key_Comma),
    PageEntry("help", "Help", "help", _help, keys=HELP_KEYS),
)
"""The pages in the order of the rail. A new page is one line here, what builds it above, and its own module."""


def rail_pages(context: UiContext, requests: PageRequests) -> tuple[RailPage, ...]:
    """Return the pages as the rail takes them, in its order."""
    return tuple(
        RailPage(
            each.id,
            each.label,
            each.icon,
            partial(each.build, context, requests),
            control_key=each.control_key,
            keys=each.keys,
        )
        for each in PAGES
    )
