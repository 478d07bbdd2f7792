"""The way out of a session: the page that pain ended it with, settling, the number after it, how it was."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coach import words
from hipcoach.coach.correction import DiaryMark
from hipcoach.coach.desk import Desk, PainNow
from hipcoach.coach.stop_text import CALL_BEFORE, EVERYDAY, Stop, StopText
from hipcoach.engine.events import Finished
from hipcoach.history.session_detail import PastDecision, session_detail
from hipcoach.safety.types import Decision, HoldKind, Level, Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.player.running_session import RunningSession
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why import Why

NOT_ASKED = "It was cut off, so there is no number after it: nothing is stepped up."


class Ending(QObject):
    """Takes over when a session has ended. A rest that a session set leaves no way on but "Rest"."""

    closed = Signal()

    def __init__(self, context: UiContext, desk: Desk, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._window = window
        self._session_id = ""
        self._session: Session | None = None

    def take(self, running: RunningSession, finished: Finished, text: StopText | None) -> None:
        """A session has ended."""
        self._session_id, self._session = running.session_id, running.session
        running.deleteLater()
        if text is not None and text.kind is not Stop.REST:
            self._show_stop(text).rested.connect(self.closed)
        elif text is not None:
            self._show_stop(text).rested.connect(self._settle)
        else:
            self._settle()

    def summarise(self, session_id: str, session: Session, decision: Decision | None = None) -> None:
        """Show how it was."""
        shown = session_detail(self._context.store, session_id)
        hold = max((HoldKind(shown.hold or "none"), decision.hold if decision else HoldKind.NONE), key=_rank)
        decided = (PastDecision(decision.why, decision.line),) if decision is not None else shown.decided[-1:]
        if not decided:  # cut off, and kept: nobody could be asked afterwards
            decided = (PastDecision(NOT_ASKED, "after_missing"),)
        why = decided[0].why
        due = due_text(self._desk.next_due(), self._desk.known().today)
        explained = Why.known(self._desk.rule, (decided[0].line,), why)
        page = SummaryPage(
            self._context.theme, shown, why=why, hold=hold, due=due, reading=session.plan.reading, explained=explained
        )
        page.closed.connect(self.closed)
        self._show(page)

    def _settle(self) -> None:
        page = SettlePage(self._context.theme, self._context.clock, self._desk.rule)
        page.settled.connect(self._ask_after)
        self._show(page)

    def _ask_after(self) -> None:
        page = PainPage(self._context.theme, "How much does it hurt now?", effort=True, leave="")
        page.answered.connect(self._on_after_answered)
        self._show(page)

    def _on_after_answered(self, now: PainNow) -> None:
        mark = self._desk.mark()
        if self._session is None:
            raise AssertionError("answered without a session")
        decision = self._desk.tell_after(self._session_id, self._session, now)
        if decision.level is not Level.RED:
            self.summarise(self._session_id, self._session, decision)
            return
        page = ConfirmPage(self._context.theme, now.score)
        page.confirmed.connect(lambda: self._show_red(decision))
        page.corrected.connect(lambda: self._retake(mark))
        self._show(page)

    def _retake(self, mark: DiaryMark) -> None:
        self._desk.take_back(mark)
        self._ask_after()

    def _show_red(self, decision: Decision) -> None:
        text = StopText(
            Stop.STOP,
            f"You reported {decision.pain} after the session.",
            decision.why,
            EVERYDAY,
            CALL_BEFORE,
            decision.line,
        )
        self._show_stop(text).rested.connect(self.closed)

    def _show_stop(self, text: StopText) -> StopPage:
        profile = self._context.profile.read()
        page = StopPage(self._context.theme, text, profile.contacts, profile.emergency_number, self._desk.rule)
        self._show(page)
        return page

    def _show(self, page: QWidget) -> None:
        self._window.take_over(page)


def due_text(due: tuple[date, Sequence[str]] | None, today: date) -> str:
    """Say when the next session is due."""
    if due is None:
        return "No session until it has settled; Today says what comes then."
    day, titles = due
    when = {0: "later today", 1: "tomorrow"}.get((day - today).days, f"on {words.long_date(day)}")
    what = f": {words.joined(titles)}" if titles else ", after one question about how it is then"
    return f"The next session is due {when}{what}."


def _rank(kind: HoldKind) -> int:
    return kind.rank
