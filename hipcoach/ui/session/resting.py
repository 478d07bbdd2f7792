"""A rest in force: its page, and the question "how is it now?" that may end it."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from hipcoach.catalogue.reading_file import load_reading
from hipcoach.coach.desk import Desk, PainNow
from hipcoach.coach.rule_texts import coming_back
from hipcoach.coach.stop_text import CALL_TODAY, Stop, StopText
from hipcoach.planner.today import Kinds
from hipcoach.safety.before import screen
from hipcoach.safety.holds import open_holds
from hipcoach.safety.rule import Tier
from hipcoach.safety.types import Hold, HoldKind
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.session.choice_page import ChoicePage, Way
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.rest_page import RestInForce, RestPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.shared.reading_detail import fill_reading
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why import Why
from hipcoach.ui.widgets.step_page import StepPage

WAYS = (Way("back", "Come back", "play"), Way("rest", "Rest on", "rest"))
COME_BACK = "It has settled. Do you want to come back?"
NOTED = ("Noted", "How it is now is in your diary. The rest of today stays for resting.")
ADVISED = (
    "Noted",
    "You have had advice. The rest ends when it has settled, as before. What it came with stays off until you turn it "
    "on again, before a session that has it.",
)
SLEEP = "sleep"


class RestFlow(QObject):
    """Asks, and lets the rule decide."""

    closed = Signal()
    next_day_asked = Signal()  # a short rest: the answer is the next-day answer, too

    def __init__(self, context: UiContext, desk: Desk, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._window = window
        self._score: int | None = None
        self._ticked: tuple[str, ...] = ()

    def show(self, told: tuple[str, str] | None = None) -> None:
        """The rest page; `told` is what the last answer has led to."""
        profile, catalogue = self._context.profile.read(), self._desk.catalogue
        holds = open_holds(self._desk.known().holds, HoldKind.HOLD)
        triggers = dict.fromkeys(each for hold in holds for each in hold.triggers if each in catalogue.exercises)
        rest = RestInForce(
            self._context.forecast.today(),
            tuple(catalogue.exercises[each].name for each in triggers),
            profile.contacts,
            profile.emergency_number,
            self._advised_on(holds),
            told,
        )
        page = RestPage(self._context.theme, rest, self._desk.rule)
        page.left.connect(self.closed)
        page.asked_now.connect(self._ask_number)
        page.advised.connect(self._on_advised)
        page.nights_asked.connect(self._show_nights)
        self._window.take_over(page)

    def _advised_on(self, holds: tuple[Hold, ...]) -> date | None:
        """The day on which advice was noted since the newest of these rests began."""
        known = self._desk.known()
        newest = max((hold.started_at for hold in holds), default=None)
        since = [at for at in known.advice if newest is not None and at >= newest]
        return known.date_of(max(since)) if since else None

    def _show_nights(self) -> None:
        found = load_reading(self._context.paths.assets / "reading", self._desk.catalogue.sources)
        reading = next(page for page in found if page.id == SLEEP)
        page = StepPage(self._context.theme, reading.title, leave="")
        fill_reading(page.frame, self._context.theme, reading)
        page.add_primary("Back", icon="back").clicked.connect(lambda: self.show())
        self._window.take_over(page)

    def _on_advised(self) -> None:
        self._desk.advised()
        self.show(ADVISED)

    def _ask_number(self) -> None:
        held = self._context.forecast.today().kind in (Kinds.PAUSED, Kinds.BLOCKED)
        if not held and self._desk.waiting_for_next_day() is not None:
            self.next_day_asked.emit()
            return
        page = PainPage(self._context.theme, "How much does it hurt now?")
        page.answered.connect(self._on_number_answered if held else self._on_number_noted)
        page.left.connect(lambda: self.show())
        self._window.take_over(page)

    def _on_number_noted(self, now: PainNow) -> None:
        self._desk.release(now.score, None, confirmed=False)
        self.show(NOTED)

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
            self._tell_missing(ticked, missing)
            return
        why = Why.of(self._desk.rule, "hold_release", COME_BACK)
        page = ChoicePage(self._context.theme, COME_BACK, coming_back(self._desk.rule), WAYS, why=why)
        page.chosen.connect(self._on_chosen)
        self._window.take_over(page)

    def _tell_missing(self, ticked: tuple[str, ...], missing: tuple[str, ...]) -> None:
        """A sign that wants somebody today, or now, comes before everything else."""
        told = ("Not yet", " ".join(missing))
        screened = screen(self._desk.rule, ticked)
        if not screened.blocks:
            self.show(told)
            return
        kind = Stop.EMERGENCY if screened.tier is Tier.EMERGENCY else Stop.SAME_DAY
        text, profile = StopText(kind, screened.why, "", "", CALL_TODAY, screened.line), self._context.profile.read()
        page = StopPage(self._context.theme, text, profile.contacts, profile.emergency_number, self._desk.rule)
        page.rested.connect(lambda: self.show(told))
        self._window.take_over(page)

    def _on_chosen(self, chosen: str) -> None:
        self._desk.release(self._score, self._ticked, confirmed=chosen == "back")
        self.closed.emit()
