"""A pain rest in force, in the window: shows what `coach.pain_rest` asks, and hands back the answers.

Decides nothing.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.reading_file import load_reading
from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.pain_rest import ComeBackQuestion, PainRestInForce, PainRestMachine, PainRestQuestion
from hipcoach.coach.pain_rest_table import PainRestState
from hipcoach.coach.rule_texts import signs
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import ConfirmQuestion, ScreenQuestion
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.question_pages import COMES_BACK, come_back_page, keep_number, stop_page
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.shared.reading_detail import fill_reading
from hipcoach.ui.widgets.step_page import StepPage

SLEEP = "sleep"


class NightsPage(StepPage):
    """What is read about nights within a rest: it asks nothing."""

    def give_way(self) -> None:
        """Close, with the rest's own page: a key leads to another one."""
        self.left.emit()


class PainRestFlow(QObject):
    """Shows the pain rest in force until it is left, or ended."""

    closed = Signal()
    next_day_asked = Signal()  # during a short rest: the answer is the next-day answer, too

    def __init__(self, context: UiContext, diary: SessionDiary, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._diary = diary
        self._window = window

    def show(self) -> None:
        """Show the rest as it is now."""
        self._rest = PainRestMachine(self._diary, self._context.forecast)
        self._show(self._rest.question)

    def _show(self, question: PainRestQuestion) -> None:
        state = self._rest.state
        if state is PainRestState.NEXT_DAY:
            self.next_day_asked.emit()
        elif state is PainRestState.CLOSED:
            self.closed.emit()
        else:
            self._window.take_over(self._page(question))

    def _page(self, question: PainRestQuestion) -> QWidget:
        rest, rule = self._rest, self._diary.rule
        match question:
            case PainRestInForce():
                return self._pain_rest_page(question)
            case NumberQuestion():
                number = PainPage(self._context.theme, question)
                number.answered.connect(lambda pain: self._show(rest.answer_number(pain)))
                number.left.connect(lambda: self._show(rest.go_back()))
                return number
            case ConfirmQuestion():
                confirm = ConfirmPage(self._context.theme, question)
                confirm.answered.connect(lambda right: self._show(rest.confirm_number(right)))
                return confirm
            case ScreenQuestion(items=items, lead=lead):
                screen = ScreenPage(self._context.theme, items, lead=lead)
                screen.answered.connect(lambda ticked: self._show(rest.answer_screen(ticked)))
                screen.left.connect(lambda: self._show(rest.leave()))
                return screen
            case StopText():
                stop = stop_page(self._context, question, rule)
                stop.say_beneath(rest.not_kept)
                stop.rested.connect(lambda: self._show(rest.rest()))
                return stop
            case ComeBackQuestion():
                page = come_back_page(self._context.theme, rule, question)
                page.chosen.connect(lambda chosen: self._show(rest.come_back(chosen == COMES_BACK)))
                return page
            case _:
                raise AssertionError(f"no page shows {type(question).__name__}")

    def _pain_rest_page(self, in_force: PainRestInForce) -> PainRestPage:
        rest = self._rest
        context = self._context
        page = PainRestPage(context.theme, context.clock, in_force, context.profile.read(), self._diary.rule)
        page.left.connect(lambda: self._show(rest.leave()))
        page.asked_now.connect(lambda: self._show(rest.ask_now()))
        page.advised.connect(lambda: self._show(rest.note_advice()))
        page.advice_taken_back.connect(lambda: self._show(rest.take_back_advice()))
        page.woke.connect(self.show)
        page.dated_anew.connect(lambda: self._show(rest.date_anew()))
        page.nights_asked.connect(self._show_nights)
        page.number_given.connect(lambda number: keep_number(context, page, number))
        return page

    def _show_nights(self) -> None:
        found = load_reading(self._context.paths.assets / "reading", self._diary.catalogue.sources)
        reading = next(page for page in found if page.id == SLEEP)
        page = NightsPage(self._context.theme, reading.title, leave="")
        page.left.connect(lambda: self._show(self._rest.leave()))
        fill_reading(page.frame, self._context.theme, reading, signs(self._diary.rule))
        back = page.add_primary("Back", icon="back")
        back.clicked.connect(self.show)
        page.press_on_esc(back)
        self._window.take_over(page)
