"""The states of the plans and the exercises."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hipcoach.catalogue.types import Dose, PlanEntry, Position
from hipcoach.clock import FakeClock
from hipcoach.gallery.scenes import Builder, Scenes, window_at
from hipcoach.sheet.plan_change import PlanDraft
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.play_figure import PlayFigure
from hipcoach.ui.library.reorder_list import ReorderList

SHEET = (
    "Bridge 3 x 8, hold 5 secs\nClamshell left 12, right 8\nTowel squeeze 2 x 10, slowly\nSquats 10 or 15\nMon & Thu"
)


def _plan(page: QWidget, plan_id: str) -> None:
    if isinstance(page, PlansPage):
        page.open_plan(plan_id)


def _exercise(page: QWidget, exercise_id: str) -> None:
    if isinstance(page, ExercisesPage):
        page.open_exercise(exercise_id)


def _exercise_playing(scenes: Scenes) -> QWidget:
    """Show a repetition on its way up, on a clock of its own."""
    clock = FakeClock()

    def act(page: QWidget) -> None:
        _exercise(page, "bridge")
        for player in page.findChildren(PlayFigure):
            player.button.click()
            clock.jump(1.8)
            player.picture.follow_clock()

    return window_at(replace(scenes.full, context=replace(scenes.full.context, clock=clock)), "exercises", act)


def _change(page: QWidget) -> None:
    if isinstance(page, ExercisesPage):
        page.open_change((Position.STANDING, Position.SUPINE))


def _search(page: QWidget, text: str) -> None:
    if isinstance(page, ExercisesPage):
        page.search.setText(text)


def _sheet(page: QWidget) -> None:
    if isinstance(page, PlansPage):
        page.open_sheet()
        for text in page.findChildren(QPlainTextEdit):
            text.setPlainText(SHEET)


def _editor(page: QWidget) -> None:
    """Put together a plan of a sheet, with a dose for each side."""
    if not isinstance(page, PlansPage):
        return
    draft = PlanDraft.empty().named("From the hospital")
    for exercise in ("bridge", "side_lying_leg_raise", "walking"):
        draft = draft.added(exercise)
    sided = PlanEntry("side_lying_leg_raise", Dose(2, 12), Dose(2, 8), "Slowly, toes pointing forwards.")
    page.open_editor(draft.changed(1, sided).on_days(frozenset({0, 3}), 1))
    for rows in page.findChildren(ReorderList):
        rows.setCurrentRow(1)


LIBRARY_STATES: Mapping[str, Builder] = {
    "plans-none": lambda s: window_at(s.broken, "plans"),
    "plan": lambda s: window_at(s.empty, "plans", lambda page: _plan(page, "first-steps")),
    "plan-sheet": lambda s: window_at(s.empty, "plans", _sheet),
    "plan-editor": lambda s: window_at(s.empty, "plans", _editor),
    "plan-left-out": lambda s: window_at(s.full, "plans", lambda page: _plan(page, "hip-essentials")),
    "plan-refused": lambda s: window_at(s.hurt, "plans", lambda page: _plan(page, "strength")),
    "exercise-playing": _exercise_playing,
    "exercise-change": lambda s: window_at(s.full, "exercises", _change),
    "exercises-nothing-fits": lambda s: window_at(s.full, "exercises", lambda page: _search(page, "trampoline")),
    "exercise": lambda s: window_at(s.full, "exercises", lambda page: _exercise(page, "bridge")),
    "exercise-two-forms": lambda s: window_at(s.empty, "exercises", lambda page: _exercise(page, "knee_rolls")),
}
