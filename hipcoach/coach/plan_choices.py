"""What a plan holds today, and what the user changes of it before it begins: doses, swaps, exercises left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hipcoach.catalogue.types import Exercise, SessionPlan, Side
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.planner.choices import DoseChoice
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import before_now, plan_at_hand, prepare, with_number
from hipcoach.planner.rule_facts import gather_facts, hurt_lately
from hipcoach.planner.swap import replacements, swapped
from hipcoach.safety.compose import Refusal
from hipcoach.safety.reason import Reason
from hipcoach.safety.types import LeftOut, Session


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """A session before it begins, with what may be changed of it."""

    session: Session
    seconds: float
    choices: Mapping[str, DoseChoice] = field(default_factory=dict)  # by exercise
    mine: frozenset[str] = frozenset()  # exercises of the plan that the user swapped or left out
    off: frozenset[str] = frozenset()  # exercises left out until advice, and until they are turned on again


class PlanChoices:
    """Composes one plan again after each change. Doses go on record as they are changed; swaps are for today only."""

    def __init__(
        self,
        diary: SessionDiary,
        forecast: Forecast,
        plan: SessionPlan,
        ticked: tuple[str, ...],
        pain: PainAnswer,
    ) -> None:
        """Compose `plan` for today; `ticked` are the signs marked in the screening, `pain` is today's number."""
        self._diary = diary
        self._forecast = forecast
        self._ticked = ticked
        self._pain = pain
        self.follow_from = plan.id, ticked, pain  # what was answered before
        snapshot, catalogue = self._snapshot(), diary.catalogue
        self._at_hand = plan_at_hand(diary.rule, snapshot, catalogue, plan, pain.score, pain.sore_side)
        self._instead: dict[str, str] = {}  # exercise of the plan: what stands in for it today
        self._skipped: set[str] = set()

    def or_as_chosen(self, before: "PlanChoices | None") -> "PlanChoices":
        """Return the earlier choices where they follow from the same answers: a user who went back finds them again."""
        return before if before is not None and before.follow_from == self.follow_from else self

    def preview(self) -> PlanPreview | Refusal:
        """Compose the session as it stands now; a refusal says why there is none."""
        diary, pain = self._diary, self._pain
        found = prepare(
            diary.rule,
            self._snapshot(),
            diary.catalogue,
            self._plan_now(),
            ticked=self._ticked,
            b=pain.score,
            sore_side=pain.sore_side,
        )
        if isinstance(found, Refusal):
            return found
        found = replace(found, left_out=(*self._mine(), *self._at_hand.instead, *found.left_out))
        session = self._forecast.fitted(found)
        return PlanPreview(
            session,
            self._forecast.seconds(session),
            diary.dose_choices(session, pain.score),
            frozenset({*self._instead, *self._skipped}),
            diary.switched_off(),
        )

    def replacements(self, exercise_id: str) -> tuple[Exercise, ...]:
        """Return what may stand in for one exercise of the session, the nearest first."""
        diary, pain = self._diary, self._pain
        rule, exercises = diary.rule, diary.catalogue.exercises
        snapshot = with_number(rule, self._snapshot(), pain.score)
        found = replacements(
            rule,
            diary.catalogue,
            self._at_hand.plan,
            exercises[exercise_id],
            gather_facts(rule, snapshot, exercises),
            before_now(rule, snapshot, pain.score),
            hurt=hurt_lately(snapshot),
            sore_side=pain.sore_side,
        )
        return tuple(each for each in found if each.id not in self._instead.values())

    def change_dose(self, exercise_id: str, steps: int, side: Side, *, steps_up: bool) -> None:
        """Change a dose by `steps`. Where the exercise steps up today, the first step less is not to step up."""
        if steps < 0 and steps_up:
            self._diary.stay(exercise_id)
        else:
            self._diary.change_dose(exercise_id, steps, side)

    def swap(self, exercise_id: str, replacement_id: str) -> None:
        """Put another exercise in the place of one, for today."""
        self._instead[self._planned_for(exercise_id)] = replacement_id

    def skip(self, exercise_id: str) -> None:
        """Leave an exercise out, for today."""
        planned_for = self._planned_for(exercise_id)
        self._instead.pop(planned_for, None)
        self._skipped.add(planned_for)

    def put_back(self, exercise_id: str) -> None:
        """Take a swap back, or do what was left out."""
        self._instead.pop(exercise_id, None)
        self._skipped.discard(exercise_id)

    def _snapshot(self) -> DiarySnapshot:
        """Return what the diary says, with where it hurts now."""
        return replace(self._diary.snapshot(), sore_area=self._pain.area)

    def _planned_for(self, exercise_id: str) -> str:
        """Return the exercise of the plan in whose place `exercise_id` stands; itself where it is the plan's own."""
        return next((each for each, instead in self._instead.items() if instead == exercise_id), exercise_id)

    def _plan_now(self) -> SessionPlan:
        plan = self._at_hand.plan
        for old, new in self._instead.items():
            plan = swapped(plan, old, new, self._diary.catalogue.exercises)
        return replace(plan, exercises=tuple(each for each in plan.exercises if each not in self._skipped))

    def _mine(self) -> tuple[LeftOut, ...]:
        """Return what the user took out, each with its reason."""
        exercises = self._diary.catalogue.exercises
        return tuple(
            LeftOut(each, self._reason(each), exercises[each].name)
            for each in self._at_hand.plan.exercises
            if each in self._instead or each in self._skipped
        )

    def _reason(self, exercise_id: str) -> Reason:
        instead = self._instead.get(exercise_id)
        if instead is None:
            return Reason(wording="user_left_out")
        return Reason(wording="user_swapped", values={"instead": self._diary.catalogue.exercises[instead].name})
