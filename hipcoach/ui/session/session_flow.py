"""The way into a session in the window: shows what `coach.way_in` asks, and hands back the answers. Decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    CutOffQuestion,
    GentleQuestion,
    KeptSession,
    NextDayResult,
    NoQuestion,
    PainRestNotice,
    PlanQuestion,
    RestChoice,
    ScreenQuestion,
    StartedSession,
    WayInQuestion,
)
from hipcoach.coach.way_in_table import WayInState
from hipcoach.coach.way_out import WayOut
from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.types import Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_kinds import Submitting, becomes_final
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.choosing import Choosing
from hipcoach.ui.session.ending import Ending
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.pain_rest_flow import PainRestFlow
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.question_pages import (
    GENTLER,
    GO_ON,
    TURNS_ON,
    USUAL,
    cut_off_page,
    gentle_page,
    next_day_page,
    not_recorded_page,
    stop_page,
    turn_on_page,
)
from hipcoach.ui.session.runner import SessionRunner
from hipcoach.ui.session.screen_page import ScreenPage

TODAY = "today"  # in the page table


class SessionFlow(QObject):
    """Shows one page after the other; each answer is written before the next page is shown."""

    left = Signal()

    def __init__(self, context: UiContext, diary: SessionDiary, window: MainWindow, runner: SessionRunner) -> None:
        super().__init__()
        self._context = context
        self._diary = diary
        self._window = window
        self._runner = runner
        self._resting = PainRestFlow(context, diary, window, self)
        self._resting.closed.connect(self.leave)
        self._resting.next_day_asked.connect(self.ask_next_day)
        self._muted = False  # True where the user did not wait for the voice
        self._way = self._new_way()

    # -- what may be asked of it

    def start_plan(self, plan_id: str) -> None:
        """Begin the way into a session of this plan."""
        self._way = way = self._new_way()
        self._take(lambda: way.start_plan(plan_id))

    def try_out(self, plan: SessionPlan) -> None:
        """Begin the way into a session of a plan that is not kept."""
        self._way = way = self._new_way()
        self._take(lambda: way.start(plan))

    def show_pain_rest(self) -> None:
        """Show the pain rest in force, and "how is it now?"."""
        self._resting.show()

    def offer_turn_on(self, exercise_id: str) -> None:
        """Ask whether an exercise that is off since a pain rest is turned on again."""
        page = turn_on_page(self._context.theme, self._diary.rule, self._context.catalogue.exercises[exercise_id].name)
        page.chosen.connect(lambda chosen: self._on_turn_on_chosen(exercise_id, chosen))
        self._window.take_over(page)

    def _on_turn_on_chosen(self, exercise_id: str, chosen: str) -> None:
        try:
            if chosen == TURNS_ON:
                self._diary.turn_on(exercise_id)
        except EnvironmentProblem as problem:
            self._show_not_recorded(str(problem))
            return
        self.leave()

    def ask_next_day(self) -> None:
        """Ask the next-day question by itself; the first thing on a day on which it is due."""
        self._way = way = self._new_way()
        self._take(way.ask_next_day)

    def offer_unfinished(self) -> bool:
        """Offer to go on with a session that was cut off, or to keep what was done; False where there is none."""
        self._way = way = self._new_way()
        question = way.offer_cut_off()
        if isinstance(question, NoQuestion):
            return False
        self._show(question)
        return True

    def leave(self) -> None:
        """Go back to the pages: to the one that it was left from, or in a rest to Today, which says whom to call."""
        self._window.give_back()
        if self._context.forecast.rest_today() is not None:
            self._window.show_page(TODAY)
        self.left.emit()

    def close(self) -> None:
        """Leave what runs as it is, as the program ends: it is offered again at the next start.

        What is marked on a question is taken, unless the user was told that it is not kept.
        """
        page = self._window.taken_over_by
        if isinstance(page, Submitting) and becomes_final((page,)) not in self._window.told_final:
            page.take_marked()
        self._way.close()
        self._runner.close()

    # -- questions

    def _new_way(self) -> WayIn:
        self._muted = False
        return WayIn(self._diary, self._context.forecast)

    def _take(self, request: Callable[[], WayInQuestion]) -> None:
        """Hand an answer back, and show what comes next."""
        try:
            question = request()
        except EnvironmentProblem as problem:
            self._show_not_recorded(str(problem))
            return
        self._show(question)

    def _show_not_recorded(self, problem: str) -> None:
        self._way.close()  # what was answered so far is tried again
        page = not_recorded_page(self._context.theme, problem)
        page.chosen.connect(self.leave)
        self._window.take_over(page)

    def _show(self, question: WayInQuestion) -> None:
        """Show what is asked: the one place where a question gets its page."""
        match question:
            case NoQuestion() | RestChoice():
                self.leave()
                if self._way.not_kept:
                    self._window.tell(self._way.not_kept)
            case PainRestNotice():
                self._resting.show()
            case KeptSession(session_id=session_id, session=session):
                self._ending(session_id, session, then=lambda: self._take(self._way.go_on)).show_kept()
            case PlanQuestion():
                self._choose(question)
            case StartedSession():
                self._start(question)
            case ScreenQuestion():
                self._window.take_over(self._screen(question))
            case NumberQuestion() if self._way.state is WayInState.USUAL:
                self._window.take_over(self._usual_number(question))
            case NumberQuestion():
                self._window.take_over(self._number(question))
            case ConfirmQuestion():
                self._window.take_over(self._confirmation(question))
            case StopText():
                self._window.take_over(self._stop(question))
            case CutOffQuestion():
                self._window.take_over(self._cut_off(question))
            case GentleQuestion():
                self._window.take_over(self._gentle(question))
            case NextDayResult():
                self._window.take_over(self._next_day(question))
            case _:
                raise AssertionError(f"no page shows {type(question).__name__}")

    def _screen(self, question: ScreenQuestion) -> QWidget:
        way = self._way
        page = ScreenPage(self._context.theme, question.items, lead=question.lead)
        page.tick(question.ticked)
        page.answered.connect(lambda ticked: self._take(lambda: way.answer_screen(ticked)))
        page.left.connect(lambda: self._take(way.leave))
        return page

    def _usual_number(self, question: NumberQuestion) -> QWidget:
        way = self._way
        page = PainPage(self._context.theme, question, leave="Back")
        page.answered.connect(lambda pain: self._take(lambda: way.answer_usual(pain.score)))
        page.left.connect(lambda: self._take(lambda: way.answer_usual(None)))
        return page

    def _number(self, question: NumberQuestion) -> QWidget:
        way = self._way
        page = PainPage(self._context.theme, question)
        if way.may_go_back:
            page.offer_back()
            page.back_asked.connect(lambda: self._take(way.back))
        if way.given.pain is not None:
            page.fill_in(way.given.pain)
        page.answered.connect(lambda pain: self._take(lambda: way.answer_number(pain)))
        page.left.connect(lambda: self._take(way.leave))
        return page

    def _confirmation(self, question: ConfirmQuestion) -> QWidget:
        way = self._way
        page = ConfirmPage(self._context.theme, question)
        page.answered.connect(lambda right: self._take(lambda: way.confirm_number(right)))
        return page

    def _stop(self, question: StopText) -> QWidget:
        page = stop_page(self._context, question, self._diary.rule)
        page.say_beneath(self._way.not_kept)
        page.rested.connect(self.leave)
        return page

    def _cut_off(self, question: CutOffQuestion) -> QWidget:
        way = self._way
        page = cut_off_page(self._context.theme, self._diary.rule, question)
        page.chosen.connect(lambda chosen: self._take(lambda: way.answer_cut_off(chosen == GO_ON)))
        return page

    def _gentle(self, question: GentleQuestion) -> QWidget:
        way = self._way
        page = gentle_page(self._context.theme, self._diary.rule, question)
        page.chosen.connect(
            lambda chosen: self._take(
                way.ask_usual if chosen == USUAL else lambda: way.answer_gentle(chosen == GENTLER)
            )
        )
        return page

    def _next_day(self, question: NextDayResult) -> QWidget:
        page = next_day_page(self._context.theme, self._diary.rule, question)
        page.say_beneath(self._way.not_kept)
        page.chosen.connect(self.leave)
        return page

    # -- what the session holds, and its running

    def _choose(self, question: PlanQuestion) -> None:
        choosing = Choosing(self._context, self._way, question, self._window, self)
        choosing.started.connect(self._prepare_voice)
        choosing.left.connect(lambda: self._take(self._way.leave))
        choosing.back_asked.connect(lambda: self._take(self._way.back))
        choosing.refused.connect(self._show)
        choosing.failed.connect(self._show_not_recorded)
        choosing.show()
        QTimer.singleShot(
            0, self, lambda: self._runner.prepare(question.preview.session)
        )  # while the user reads the page

    def _prepare_voice(self) -> None:
        question = self._way.question
        if not isinstance(question, PlanQuestion):
            raise AssertionError("started without a plan")
        progress = self._runner.prepare(question.preview.session)
        done, asked = progress()
        if done >= asked:
            self._begin(muted=False)
            return
        page = PreparePage(self._context.theme, progress)
        page.ready.connect(lambda voice: self._begin(muted=not voice))
        page.left.connect(lambda: self._take(self._way.leave))
        self._window.take_over(page)

    def _begin(self, *, muted: bool) -> None:
        self._muted = muted
        self._take(self._way.begin)

    def _start(self, started: StartedSession) -> None:
        self._runner.prepare(started.session)  # rendered meanwhile, where it has not been asked for yet
        ending = self._ending(started.recorder.session_id, started.session, then=self.leave)
        self._runner.run(started, ending.show_end, ending.show_signs, self.offer_unfinished, muted=self._muted)

    def _ending(self, session_id: str, session: Session, *, then: Callable[[], None]) -> Ending:
        way_out = WayOut(self._diary, self._context.forecast, session_id, session)
        runner = self._runner
        ending = Ending(self._context, self._diary.rule, way_out, self._window, self, lambda: runner.said_until_s)
        ending.closed.connect(then)
        return ending
