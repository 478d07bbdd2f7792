"""The pages of the rail in one table: id, label, icon and keys of each, and what builds it.

A page's module is imported when the page is first shown: each would take 4 to 36 ms of the start.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.widgets.rail import RailPage

HELP_KEYS = frozenset({Qt.Key.Key_F1, Qt.Key.Key_Question})


class PageRequests(Protocol):
    """What a page can ask of the program as a whole."""

    def start_plan(self, plan_id: str) -> None:
        """Start the way into a session of this plan."""

    def try_out(self, plan: SessionPlan) -> None:
        """Start the way into a session of a plan that is not kept."""

    def go_to(self, page_id: str) -> None:
        """Open another page of the rail."""

    def answer_next_day(self) -> None:
        """Ask how the pain is, compared with before the last session."""

    def look_at_pain_rest(self) -> None:
        """Show the page of the rest in force, which asks how it is now."""

    def ask_turn_on(self, exercise_id: str) -> None:
        """Ask whether an exercise that is off since a rest is turned on again."""

    def first_run_again(self) -> None:
        """Ask the questions of the first run again."""


def _today(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.today.today_page import TodayPage  # 48 ms

    page = TodayPage(context)
    page.check_requested.connect(requests.answer_next_day)
    page.pain_rest_requested.connect(requests.look_at_pain_rest)
    page.turn_on_requested.connect(requests.ask_turn_on)
    page.plan_start_requested.connect(requests.start_plan)
    page.teach_requested.connect(lambda: _teach_words(context, page))
    return page


def _plans(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.library.plans_page import PlansPage  # 12 ms

    page = PlansPage(context)
    page.plan_start_requested.connect(requests.start_plan)
    page.try_out_requested.connect(requests.try_out)
    return page


def _exercises(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.library.exercises_page import ExercisesPage  # 160 ms, with the figures

    page = ExercisesPage(context)
    page.place_requested.connect(requests.go_to)
    return page


def _history(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.history.history_page import HistoryPage  # 79 ms

    page = HistoryPage(context)
    page.place_requested.connect(requests.go_to)
    return page


def _settings(context: UiContext, requests: PageRequests) -> QWidget:
    from hipcoach.ui.setup.settings_page import SettingsPage  # 46 ms

    page = SettingsPage(context)
    page.first_run_requested.connect(requests.first_run_again)
    page.teach_requested.connect(lambda: _teach_words(context, page))
    return page


def _teach_words(context: UiContext, page: QWidget) -> None:
    from hipcoach.ui.setup.teach_words_page import TeachWordsPage  # only where it is asked for

    window, teach = page.window(), TeachWordsPage(context)
    if isinstance(window, MainWindow):
        teach.finished.connect(window.give_back)
        window.take_over(teach)


def _help(context: UiContext, _requests: PageRequests) -> QWidget:
    from hipcoach.ui.help.help_page import HelpPage  # 32 ms

    return HelpPage(context, [page.label for page in PAGES])


PAGES: Mapping[RailPage, Callable[[UiContext, PageRequests], QWidget]] = {
    RailPage("today", "Today", "today"): _today,
    RailPage("plans", "Plans", "plans", takes_files=(".toml", ".txt")): _plans,
    RailPage("exercises", "Exercises", "exercises"): _exercises,
    RailPage("history", "History", "history", takes_files=("",)): _history,
    RailPage("settings", "Settings", "settings", control_key=Qt.Key.Key_Comma): _settings,
    RailPage("help", "Help", "help", keys=HELP_KEYS): _help,
}
"""The pages in the order of the rail. A new page is one line here, what builds it above, and its own module."""


def rail_pages(context: UiContext, requests: PageRequests) -> Mapping[RailPage, Callable[[], QWidget]]:
    """Return the pages as the window takes them: each with what builds it."""
    return {page: partial(build, context, requests) for page, build in PAGES.items()}
