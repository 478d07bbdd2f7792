"""The way out of a session in the window: shows what `coach.way_out` asks, and hands the answers back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import ConfirmQuestion, NoQuestion
from hipcoach.coach.way_out import SessionSummary, SettleQuestion, WayOut, WayOutQuestion
from hipcoach.safety.rule import PainRule
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.ending_switch import with_switch
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.question_pages import stop_page
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage


class Ending(QObject):
    """Takes over when one session has ended; `closed` when there is no more to show."""

    closed = Signal()

    def __init__(
        self,
        context: UiContext,
        rule: PainRule,
        way_out: WayOut,
        window: MainWindow,
        parent: QObject,
        session_said_until_s: Callable[[], float] = lambda: float("-inf"),
    ) -> None:
        """`rule` explains stops and the summary; the last function says until when the session's own voice speaks."""
        super().__init__(parent)
        self._context = context
        self._rule = rule
        self._way_out = way_out
        self._session_said_until_s = session_said_until_s
        self._said: StopText | None = None  # the session's own voice has said it
        self._window = window
        self._confirms = False  # the question before was whether a number is right

    def show_end(self, stop: StopText | None) -> None:
        """Show what follows a session that was played; `stop` is what pain ended it with."""
        self._said = stop
        self._show(self._way_out.end(stop))

    def show_signs(self, ticked: tuple[str, ...]) -> None:
        """Show what the signs ask for that were marked during the session."""
        self._show(self._way_out.mark_signs(ticked))

    def show_kept(self) -> None:
        """Show how a session was that was cut off, and is kept."""
        self._show(self._way_out.summarise_kept())

    def _show(self, question: WayOutQuestion) -> None:
        if isinstance(question, NoQuestion):
            self.closed.emit()
            self.deleteLater()
        else:
            score = question.score if isinstance(question, ConfirmQuestion) else None
            stop = question if isinstance(question, StopText) else None
            correcting = self._confirms and isinstance(question, NumberQuestion)
            self._confirms = isinstance(question, ConfirmQuestion)
            is_red = self._way_out.is_red
            said_until_s = self._said_until_s(stop)
            page = with_switch(
                self._page(question),
                self._context,
                is_red,
                score=score,
                correcting=correcting,
                stop=stop,
                said_until_s=said_until_s,
            )
            self._window.take_over(page)

    def _said_until_s(self, stop: StopText | None) -> float:
        """Return until when a stop is spoken, by the clock; long ago where there is none."""
        if stop is None:
            return float("-inf")
        if stop is self._said:
            return self._session_said_until_s()
        return self._context.clock.now_s() + self._context.forecast.script.length_s(stop.spoken)

    def _page(self, question: WayOutQuestion) -> QWidget:
        way, theme = self._way_out, self._context.theme
        match question:
            case StopText():
                stop = stop_page(self._context, question, self._rule, spoken=question is not self._said)
                stop.say_beneath(way.not_kept)
                stop.rested.connect(lambda: self._show(way.rest()))
                return stop
            case SettleQuestion():
                settle = SettlePage(theme, self._context.clock, question)
                settle.settled.connect(lambda: self._show(way.settled()))
                return settle
            case NumberQuestion():
                number = PainPage(theme, question, leave="")
                number.answered.connect(lambda pain: self._show(way.answer_number(pain)))
                return number
            case ConfirmQuestion():
                confirm = ConfirmPage(theme, question)
                confirm.answered.connect(lambda right: self._show(way.confirm_number(right)))
                return confirm
            case SessionSummary():
                summary = SummaryPage(self._context, question, self._rule)
                summary.say_beneath(way.not_kept)
                summary.closed.connect(lambda: self._show(way.close()))
                return summary
            case _:
                raise AssertionError(f"no page shows {type(question).__name__}")
