"""Before a session: its page, and what its user changes on it, until Start. Everything is decided by the planner."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from hipcoach.catalogue.types import SessionPlan, Side
from hipcoach.coach.desk import Desk, PainNow
from hipcoach.engine.fit import duration_s
from hipcoach.engine.unroll import unroll
from hipcoach.planner.swap import swapped
from hipcoach.safety.before import BeforeDecision
from hipcoach.safety.compose import Refusal
from hipcoach.safety.reason import Reason
from hipcoach.safety.types import Decision, LeftOut
from hipcoach.ui.context import UiContext
from hipcoach.ui.player.running_session import Equipment
from hipcoach.ui.session.choice_page import ChoicePage, Way
from hipcoach.ui.session.plan_page import PlanPage, PlanPreview
from hipcoach.ui.session.swap_page import SwapPage
from hipcoach.ui.shared.why import Why

TURN_ON = (
    "You reported more pain with it, so it is off until you have had advice about it from your doctor or "
    "physiotherapist. It then begins at its first step."
)
TURN_ON_WAYS = (Way("off", "Leave it off", "rest"), Way("on", "I have had advice: turn it on", "check"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was wanted, and answered on the way to it."""

    plan: SessionPlan
    ticked: tuple[str, ...]
    now: PainNow
    gated: BeforeDecision
    marked: str = ""  # the sentence on signs that do not block
    next_day: Decision | None = None  # what the number was, too, as the answer after the last session


class Choosing(QObject):
    """One plan on its way to being started. The doses go on record as they are changed; swaps are for today only."""

    decided = Signal(object)  # a safety.types.Session
    refused = Signal(object)  # a safety.compose.Refusal
    left = Signal()

    def __init__(
        self,
        context: UiContext,
        desk: Desk,
        equipment: Equipment,
        asked: Asked,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = desk
        self._equipment = equipment
        self._asked = asked
        self._at_hand = desk.at_hand(asked.plan, asked.now)
        self._instead: dict[str, str] = {}  # what is in the plan, and what stands in for it today
        self._skipped: set[str] = set()
        self._shown: PlanPreview | None = None
        self._page: PlanPage | None = None

    def show(self) -> None:
        """Take over the window with today's session; or say that there is none."""
        planned = self._planned()
        if planned is None:
            return
        asked = self._asked
        page = PlanPage(self._context, planned, asked.gated, marked=asked.marked, next_day=asked.next_day)
        page.started.connect(self._on_started)
        page.left.connect(self.left)
        page.dose_asked.connect(self._on_dose_asked)
        page.stay_asked.connect(self._on_stay_asked)
        page.swap_asked.connect(self._on_swap_asked)
        page.put_back_asked.connect(self._on_put_back_asked)
        page.turn_on_asked.connect(self._on_turn_on_asked)
        self._page = page
        self._equipment.window.take_over(page)

    def _planned(self) -> PlanPreview | None:
        """Compose it as it stands now; None where it is refused, which is told."""
        found = self._desk.prepare(self._plan_now(), self._asked.ticked, self._asked.now)
        if isinstance(found, Refusal):
            self.refused.emit(found)
            return None
        script, timing = self._equipment.script(), self._equipment.timing()
        found = replace(found, left_out=(*self._mine(), *self._at_hand.instead, *found.left_out))
        session = self._desk.fitted(found, script, timing)
        self._shown = PlanPreview(
            session,
            duration_s(unroll(session, script, timing)),
            self._desk.dose_choices(session, self._asked.now.score),
            frozenset({*self._instead, *self._skipped}),
            self._desk.switched_off(),
        )
        return self._shown

    def _plan_now(self) -> SessionPlan:
        plan = self._at_hand.plan
        for old, new in self._instead.items():
            plan = swapped(plan, old, new)
        return replace(plan, exercises=tuple(each for each in plan.exercises if each not in self._skipped))

    def _mine(self) -> tuple[LeftOut, ...]:
        """What the user took out, each with its word."""
        exercises = self._desk.catalogue.exercises
        return tuple(
            LeftOut(each, self._reason(each), exercises[each].name)
            for each in self._at_hand.plan.exercises
            if each in self._instead or each in self._skipped
        )

    def _reason(self, exercise_id: str) -> Reason:
        instead = self._instead.get(exercise_id)
        if instead is None:
            return Reason(wording="user_left_out")
        return Reason(wording="user_swapped", values={"instead": self._desk.catalogue.exercises[instead].name})

    def _again(self) -> None:
        planned = self._planned()
        if planned is not None and self._page is not None:
            self._page.show_planned(planned)

    # -- what the user asks for

    def _on_started(self) -> None:
        if self._shown is not None:
            self.decided.emit(self._shown.session)

    def _on_dose_asked(self, exercise_id: str, steps: int, side: Side) -> None:
        if steps < 0 and self._shown is not None and self._shown.choices[exercise_id].up:
            self._desk.stay(exercise_id)  # the first thing less is not to go up
        else:
            self._desk.change_dose(exercise_id, steps, side)
        self._again()

    def _on_stay_asked(self, exercise_id: str) -> None:
        self._desk.stay(exercise_id)
        self._again()

    def _on_swap_asked(self, exercise_id: str) -> None:
        if self._shown is None:
            return
        found = self._desk.replacements(self._plan_now(), exercise_id, self._asked.now)
        found = tuple(each for each in found if each.id not in self._instead and each.id not in self._skipped)
        exercise = self._desk.catalogue.exercises[exercise_id]
        page = SwapPage(self._context, exercise, found, may_skip=len(self._shown.session.assignments) > 1)
        page.chosen.connect(lambda new: self._on_swap_chosen(exercise_id, new))
        page.skipped.connect(lambda: self._on_skipped(exercise_id))
        page.left.connect(self.show)
        self._equipment.window.take_over(page)

    def _on_swap_chosen(self, old: str, new: str) -> None:
        planned_for = next((each for each, instead in self._instead.items() if instead == old), old)
        self._instead[planned_for] = new
        self.show()

    def _on_skipped(self, exercise_id: str) -> None:
        planned_for = next((each for each, instead in self._instead.items() if instead == exercise_id), exercise_id)
        self._instead.pop(planned_for, None)
        self._skipped.add(planned_for)
        self.show()

    def _on_put_back_asked(self, exercise_id: str) -> None:
        self._instead.pop(exercise_id, None)
        self._skipped.discard(exercise_id)
        self._again()

    def _on_turn_on_asked(self, exercise_id: str) -> None:
        name = self._desk.catalogue.exercises[exercise_id].name
        why = Why.of(self._desk.rule, "return_mode", TURN_ON)
        page = ChoicePage(self._context.theme, f"Turn {name} on again?", TURN_ON, TURN_ON_WAYS, why=why)
        page.chosen.connect(lambda chosen: self._on_turn_on_chosen(chosen, exercise_id))
        self._equipment.window.take_over(page)

    def _on_turn_on_chosen(self, chosen: str, exercise_id: str) -> None:
        if chosen == "on":
            self._desk.turn_on(exercise_id)
        self.show()
