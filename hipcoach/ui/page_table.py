"""How each place of the rail is built. A page's module is imported when the page is first shown."""

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import PageFactory


class PageRequests(Protocol):
    """What pages may ask of the program as a whole."""

    def start_plan(self, plan_id: str) -> None:
        """The user wants to do this plan now."""

    def go_to(self, place: str) -> None:
        """The user wants to see another place of the rail."""

    def answer_next_day(self) -> None:
        """The user wants to say how it is compared with before the last session."""

    def look_at_rest(self) -> None:
        """The user wants to say how it is now, during a rest."""

    def first_run_again(self) -> None:
        """The user wants to go through the first questions again."""


def factories(context: UiContext, wishes: PageRequests) -> dict[str, PageFactory]:
    """Give a factory for each place of the rail."""
    return {
        "today": partial(_today, context, wishes),
        "plans": partial(_plans, context, wishes),
        "exercises": partial(_exercises, context, wishes),
        "history": partial(_history, context, wishes),
        "settings": partial(_settings, context, wishes),
        "help": partial(_help, context),
    }


def _today(context: UiContext, wishes: PageRequests) -> QWidget:
    from hipcoach.ui.today.today_page import TodayPage

    page = TodayPage(context)
    page.check_requested.connect(wishes.answer_next_day)
    page.rest_requested.connect(wishes.look_at_rest)
    page.plan_start_requested.connect(wishes.start_plan)
    return page


def _plans(context: UiContext, wishes: PageRequests) -> QWidget:
    from hipcoach.ui.library.plans_page import PlansPage

    page = PlansPage(context)
    page.plan_start_requested.connect(wishes.start_plan)
    return page


def _exercises(context: UiContext, wishes: PageRequests) -> QWidget:
    from hipcoach.ui.library.exercises_page import ExercisesPage

    page = ExercisesPage(context)
    page.place_requested.connect(wishes.go_to)
    return page


def _history(context: UiContext, wishes: PageRequests) -> QWidget:
    from hipcoach.ui.history.history_page import HistoryPage

    page = HistoryPage(context)
    page.place_requested.connect(wishes.go_to)
    return page


def _settings(context: UiContext, wishes: PageRequests) -> QWidget:
    from hipcoach.ui.setup.settings_page import SettingsPage

    page = SettingsPage(context)
    page.first_run_requested.connect(wishes.first_run_again)
    return page


def _help(context: UiContext) -> QWidget:
    from hipcoach.ui.help.help_page import HelpPage

    return HelpPage(context)
