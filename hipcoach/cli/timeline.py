"""`hipcoach timeline`: every step and cue of a plan at its first steps, with start and length."""

import argparse
from typing import Any

from hipcoach.cli.context import Context
from hipcoach.cli.first_session import first_session
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.timeline import timeline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the plan, and the form of the answer."""
    parser.add_argument("plan", metavar="PLAN", help="a session plan that `hipcoach list` shows")
    parser.add_argument("--json", action="store_true", help="as data")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the timeline as it is if every answer is "same". Status 1 where nothing of the plan can be done."""
    session = first_session(args.plan, context)
    rule, script, times = rule_of(context), script_of(context), timing(context.settings)
    data = timeline(session, rule=rule, timing=times, script=script)
    if args.json:
        context.print_json(data)
    else:
        _print(data, context)
    return 0


def _print(data: dict[str, Any], context: Context) -> None:
    minutes, seconds = divmod(round(data["duration_s"]), 60)
    context.print(f"{data['plan']}: {minutes} min {seconds:02d} s, {len(data['steps'])} steps")
    for left in data["left_out"]:
        context.print(f"left out: {left['exercise']} ({left['why']})")
    for step in data["steps"]:
        words = [step["kind"].replace("_", " "), step["exercise"] or ""]
        words += [f"set {step['set']}"] if step["set"] else []
        words += [f"no. {step['repetition']}"] if step["repetition"] else []
        words += [step["side"]] if step["side"] in ("left", "right") else []
        context.print(f"{step['start_s']:8.1f} s {step['duration_s']:6.1f} s  {' '.join(words)}")
        for cue in data["cues"]:
            if cue["step"] == step["index"]:
                context.print(f"{cue['start_s']:8.1f} s {'':8}  “{cue['text']}”")
