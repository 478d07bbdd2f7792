"""What today's session holds, in the window: shows the changes that `coach.way_in` allows, and hands them on."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hipcoach.catalogue.types import Side
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import PlanQuestion, WayInQuestion
from hipcoach.errors import EnvironmentProblem
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.question_pages import TURNS_ON, turn_on_page
from hipcoach.ui.session.swap_page import SwapPage


class Choosing(QObject):
    """One plan on its way to being started."""

    started = Signal()
    left = Signal()
    back_asked = Signal()
    failed = Signal(str)  # why a change could not be written
    refused = Signal(object)  # the WayInQuestion that a change led to, where it is no plan any more

    def __init__(
        self, context: UiContext, way: WayIn, question: PlanQuestion, window: MainWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._way = way
        self._question = question
        self._window = window
        self._page: PlanPage | None = None

    def show(self) -> None:
        """Take over the window with today's session."""
        page = PlanPage(self._context, self._question)
        page.started.connect(self.started)
        page.left.connect(self.left)
        if self._way.may_go_back:
            page.add_back().clicked.connect(self.back_asked)
        page.dose_asked.connect(self._on_dose_asked)
        page.stay_asked.connect(lambda exercise: self._change(lambda: self._way.stay(exercise)))
        page.put_back_asked.connect(lambda exercise: self._change(lambda: self._way.put_back(exercise)))
        page.swap_asked.connect(self._on_swap_asked)
        page.turn_on_asked.connect(self._on_turn_on_asked)
        self._page = page
        self._window.take_over(page)

    def _on_dose_asked(self, exercise_id: str, steps: int, side: Side) -> None:
        self._change(lambda: self._way.change_dose(exercise_id, steps, side))

    def _change(self, request: Callable[[], WayInQuestion]) -> None:
        """Make a change, and show it: on the page where it was made, or, from another page, by coming back."""
        try:
            question = request()
        except EnvironmentProblem as problem:
            self.failed.emit(str(problem))
            return
        if not isinstance(question, PlanQuestion):
            self.refused.emit(question)
            return
        self._question = question
        if self._page is not None and self._window.taken_over_by is self._page:
            self._page.show_planned(question.preview)
        else:
            self.show()

    def _on_swap_asked(self, exercise_id: str) -> None:
        exercise, way = self._context.catalogue.exercises[exercise_id], self._way
        may_skip = len(self._question.preview.session.assignments) > 1
        page = SwapPage(self._context, exercise, way.replacements(exercise_id), may_skip=may_skip)
        page.chosen.connect(lambda new: self._change(lambda: way.swap(exercise_id, new)))
        page.skipped.connect(lambda: self._change(lambda: way.skip(exercise_id)))
        page.left.connect(self.show)
        self._window.take_over(page)

    def _on_turn_on_asked(self, exercise_id: str) -> None:
        name = self._context.catalogue.exercises[exercise_id].name
        page = turn_on_page(self._context.theme, self._context.forecast.rule, name)
        page.chosen.connect(lambda chosen: self._on_turn_on_chosen(chosen, exercise_id))
        self._window.take_over(page)

    def _on_turn_on_chosen(self, chosen: str, exercise_id: str) -> None:
        if chosen == TURNS_ON:
            self._change(lambda: self._way.turn_on(exercise_id))
        else:
            self.show()
