"""`hipcoach simulate`: plays a session with made-up answers, keeps nothing, and shows what the rule decides."""

import argparse
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hipcoach.catalogue.find import find_plan
from hipcoach.cli.context import Context
from hipcoach.cli.session import add_pain_arguments, rule_of, score_or_none, script_of, worse_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Decided, Event, ExerciseFinished, Finished
from hipcoach.engine.steps.shorten import fit
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.engine.timeline import run as run_with_answers
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import before_now, prepare
from hipcoach.safety.after import after, next_day
from hipcoach.safety.before import BeforeDecision, Gate
from hipcoach.safety.compose import Refusal
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Decision, PainRestKind, Session

GATE_LEVEL = {
    Gate.PLANNED: "ok",
    Gate.AS_USUAL: "ok",
    Gate.HALF: "amber",
    Gate.START: "amber",
    Gate.GENTLE: "amber",
    Gate.NONE: "red",
}


@dataclass(slots=True)
class SimulationResult:
    """What happened in a simulated session, and what it leads to."""

    decisions: list[dict[str, Any]] = field(default_factory=list)
    finish: str | None = None
    pain_rest: PainRestKind = PainRestKind.NONE
    next: str = "session"
    events: tuple[Event, ...] = ()

    def add(self, decision: Decision, at_s: float | None = None) -> None:
        """Add a decision of the rule; `at_s` are seconds since the session began."""
        self.decisions.append(
            {
                "at": stored_name(decision.question),
                "exercise": decision.exercise,
                "base": decision.base,
                "pain": decision.pain,
                "level": decision.level.value if decision.level else None,
                "action": stored_name(decision.action),
                "why": decision.why,
                "line": decision.line,
                "hold": stored_name(decision.pain_rest),
                "at_s": at_s,
            }
        )
        self.pain_rest = max(self.pain_rest, decision.pain_rest, key=lambda kind: kind.rank)

    def as_json(self) -> dict[str, Any]:
        """Return the shape that docs/commands.md documents."""
        return {
            "decisions": self.decisions,
            "finish": self.finish,
            "hold": stored_name(self.pain_rest),
            "next": self.next,
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the plan and the flags that answer beforehand."""
    parser.add_argument("plan", metavar="PLAN", help="a session plan that `hipcoach list` shows")
    add_pain_arguments(parser)
    parser.add_argument("--json", action="store_true", help="as data")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what happens; return status 1 where the session is refused before it starts."""
    plan = find_plan(context.catalogue, args.plan)
    rule, number = rule_of(context), score_or_none(args.before)
    nobody = DiarySnapshot(
        context.clock.utc(), context.clock.zone(), full_times=context.settings.full_instructions_times
    )
    outcome = SimulationResult()
    outcome.decisions.append(_gate_row(before_now(rule, nobody, number)))
    session = prepare(rule, nobody, context.catalogue, plan, ticked=(), b=number)
    if isinstance(session, Refusal):
        outcome.next = "rest"
    else:
        _simulate(session, rule, args, context, outcome)
    if args.json:
        context.print_json(outcome.as_json())
    else:
        _print(outcome, context)
    if isinstance(session, Refusal):
        print(f"{plan.id}: {session.why}", file=context.stderr)
        return 1
    return 0


def _gate_row(gate: BeforeDecision) -> dict[str, Any]:
    action = {Gate.NONE: "end"}.get(gate.gate, "none")
    level = GATE_LEVEL[gate.gate]
    row = {"at": "before", "exercise": None, "base": gate.usual, "pain": gate.number, "level": level, "action": action}
    return {**row, "why": gate.why, "line": gate.line, "hold": stored_name(PainRestKind.NONE), "at_s": None}


def _simulate(
    session: Session, rule: PainRule, args: argparse.Namespace, context: Context, outcome: SimulationResult
) -> None:
    script, times = script_of(context), timing(context.settings)
    session = fit(rule, session, script, times, rule.session_cap_min * 60)
    answers = PreparedAnswers(worse=worse_of(args, context.catalogue.exercises), rest=score_or_none(args.rest))
    outcome.events = run_with_answers(Engine(session, rule=rule, timing=times, script=script), answers)
    for event in outcome.events:
        if isinstance(event, Decided):
            outcome.add(event.decision, round(event.at_s, 3))
        elif isinstance(event, Finished):
            outcome.finish = event.finish.value
    outcome.add(after(rule, session.base, score_or_none(args.after), base_from=session.base_from))
    outcome.next = "blocked" if outcome.pain_rest is PainRestKind.FULL else "check_first"
    if args.next is None or outcome.pain_rest is PainRestKind.FULL:
        return
    tomorrow = next_day(rule, session.base, score_or_none(args.next), since=timedelta(hours=24))
    if tomorrow.ends_short_rest:
        outcome.pain_rest = PainRestKind.NONE
    outcome.add(tomorrow.decision)
    if outcome.pain_rest is PainRestKind.FULL:
        outcome.next = "blocked"
    elif score_or_none(args.next) is not None:
        outcome.next = "rest" if tomorrow.eases else "session"


def _print(outcome: SimulationResult, context: Context) -> None:
    told = iter(outcome.decisions)
    context.print(f"before: {next(told)['why']}")
    for event in outcome.events:
        if isinstance(event, ExerciseFinished):
            context.print(f"{event.at_s:8.1f} s  {event.exercise}: {event.outcome.value}")
        elif isinstance(event, Decided):
            row = next(told)
            context.print(
                f"{event.at_s:8.1f} s  {row['at']}: {row['level'] or 'not given'}, {row['action']}. {row['why']}"
            )
        elif isinstance(event, Finished):
            context.print(f"{event.at_s:8.1f} s  {event.finish.value}")
    for row in told:
        context.print(f"{row['at']}: {row['level'] or 'not given'}. {row['why']}")
    context.print(f"rest in force: {stored_name(outcome.pain_rest)}; next: {outcome.next.replace('_', ' ')}")
