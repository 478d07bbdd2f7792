"""Keeps a plan's files among the user's own, and says what is unusual about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.catalogue.types import Exercise, SessionPlan
from hipcoach.errors import InputError
from hipcoach.safety.compose import Refusal
from hipcoach.safety.sheet import unusual
from hipcoach.sheet.keep import keep, made
from hipcoach.sheet.plan_text import PlanFiles
from hipcoach.ui.context import UiContext


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The id of the plan that was kept, and what is unusual about it; or why it was not."""

    plan_id: str = ""
    unusual: str = ""
    problem: str = ""


def keep_plan(context: UiContext, own: OwnFiles, files: PlanFiles, *, over: bool = False) -> KeptPlan:
    """Write the files, and read them. `over`: they take the place of a plan of the same name."""
    catalogue, paths = context.catalogue, context.paths
    try:
        plan, exercises = made(files, catalogue.exercises)
        keep(files, catalogue, paths.user_plans, paths.user_exercises, over=over)
    except InputError as error:
        return KeptPlan(problem=f"{error.problems[0]}.")
    except OSError as error:
        return KeptPlan(problem=f"It could not be kept: {error.strerror}.")
    own.look_again(catalogue)
    return KeptPlan(plan.id, what_is_unusual(context, plan, exercises))


def what_is_unusual(context: UiContext, plan: SessionPlan, exercises: Mapping[str, Exercise]) -> str:
    """Return what a plan asks for that one of the program's own would not."""
    session = context.forecast.session_for(plan, exercises)
    seconds = 0.0 if isinstance(session, Refusal) else context.forecast.work_seconds(session)
    return " ".join(each.sentence for each in unusual(context.forecast.rule, plan, exercises, seconds))
