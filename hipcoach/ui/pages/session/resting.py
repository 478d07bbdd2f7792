"""A rest in force: its page, and the question "how is it now?" that may end it."""

from PySide6.QtCore import QObject, Signal

from hipcoach.desk import Desk, PainNow
from hipcoach.planner.today import Today
from hipcoach.safety.holds import open_holds
from hipcoach.safety.types import HoldKind
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.pages.session.choice_page import ChoicePage, Way
from hipcoach.ui.pages.session.pain_page import PainPage
from hipcoach.ui.pages.session.rest_page import RestPage
from hipcoach.ui.pages.session.screen_page import ScreenPage
from hipcoach.ui.widgets.why import Why

WAYS = (Way("back", "Come back", "play"), Way("rest", "Rest on", "rest"))
COME_BACK = "It has settled. Do you want to come back?"
BACK_WHY = "You come back in three sessions: mobility only first, then half of everything twice."


class Resting(QObject):
    """Asks, and lets the rule decide."""

    closed = Signal()

    def __init__(self, context: UiContext, desk: Desk, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._window = window
        self._score: int | None = None
        self._ticked: tuple[str, ...] = ()

    def show(self, today: Today, answer: str = "") -> None:
        """The rest page."""
        holds = open_holds(self._desk.known().holds, HoldKind.HOLD)
        names = dict.fromkeys(
            self._desk.catalogue.exercises[each].name
            for hold in holds
            for each in hold.triggers
            if each in self._desk.catalogue.exercises
        )
        contacts = self._context.profile.read().contacts
        page = RestPage(self._context.theme, today, tuple(names), contacts, answer, self._desk.rule)
        page.left.connect(self.closed)
        page.asked_now.connect(self._ask_number)
        page.advised.connect(self._on_advised)
        self._window.take_over(page)

    def _on_advised(self) -> None:
        self._desk.advised()
        self.show(self._context.outlook.today())

    def _ask_number(self) -> None:
        page = PainPage(self._context.theme, "How much does it hurt now?")
        page.answered.connect(self._on_number_answered)
        page.left.connect(self.closed)
        self._window.take_over(page)

    def _on_number_answered(self, now: PainNow) -> None:
        self._score = now.score
        page = ScreenPage(self._context.theme, self._desk.rule.screen)
        page.answered.connect(self._on_screen_answered)
        page.left.connect(self.closed)
        self._window.take_over(page)

    def _on_screen_answered(self, ticked: tuple[str, ...]) -> None:
        """All is asked: only where nothing but the user's own word is missing, that is asked too."""
        self._ticked = ticked
        missing = self._desk.missing_for_release(self._score, ticked)
        if missing:
            self._desk.release(self._score, ticked, confirmed=False)
            self.show(self._context.outlook.today(), " ".join(missing))
            return
        why = Why.of(self._desk.rule, "hold_release", COME_BACK)
        page = ChoicePage(self._context.theme, COME_BACK, BACK_WHY, WAYS, why=why)
        page.chosen.connect(self._on_chosen)
        self._window.take_over(page)

    def _on_chosen(self, chosen: str) -> None:
        self._desk.release(self._score, self._ticked, confirmed=chosen == "back")
        self.closed.emit()
