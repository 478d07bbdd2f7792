"""A plan as it is the first time it is done: what `timeline` and `rehearse` show."""

from hipcoach.catalogue.find import find_plan
from hipcoach.cli.context import Context
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.steps.shorten import fit
from hipcoach.errors import InputError
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.compose import Refusal
from hipcoach.safety.types import Session


def first_session(plan_name: str, context: Context) -> Session:
    """Return the plan's first session, for a user of whom nothing is known. Raises InputError."""
    plan, rule = find_plan(context.catalogue, plan_name), rule_of(context)
    nobody = DiarySnapshot(
        context.clock.utc(), context.clock.zone(), full_times=context.settings.full_instructions_times
    )
    session = look_ahead(rule, nobody, context.catalogue, plan)
    if isinstance(session, Refusal):
        raise InputError(f"{plan.id}: {session.why}")
    return fit(rule, session, script_of(context), timing(context.settings), rule.session_cap_min * 60)
