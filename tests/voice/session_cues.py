"""The cues of a shipped plan, as the engine gives them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.engine.timeline import timeline
from hipcoach.engine.types import CueLength, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script, SpeechDetail
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Assignment, Session

ROOT = Path(__file__).parents[2]


def plan_names() -> list[str]:
    """All shipped plans."""
    return sorted(load(ROOT / "sessions").catalogue.plans)


def cues_of(
    plan_name: str, detail: SpeechDetail = SpeechDetail.FULL, *, in_full: bool = True, exercises: Sequence[str] = ()
) -> list[tuple[float, str]]:
    """When each cue of a plan begins, and its text, in order; where exercises are named, only the cues of these."""
    told = timeline_of(plan_name, detail, in_full=in_full, exercises=exercises)
    wanted = {step["index"] for step in told["steps"] if not exercises or step["exercise"] in exercises}
    return [(cue["start_s"], cue["text"]) for cue in told["cues"] if cue["text"] and cue["step"] in wanted]


def timeline_of(
    plan_name: str,
    detail: SpeechDetail = SpeechDetail.FULL,
    *,
    in_full: bool = True,
    length_s: CueLength = estimate_s,
    exercises: Sequence[str] = (),
) -> dict[str, Any]:
    """The timeline of a plan at its first steps, with phrases as long as `length_s` says."""
    catalogue = load(ROOT / "sessions").catalogue
    plan = catalogue.plans[plan_name]
    if exercises:
        plan = replace(plan, exercises=tuple(exercises))
    assignments = []
    for name in plan.exercises:
        exercise = catalogue.exercises[name]
        assignments.append(Assignment(exercise, exercise.ladder[0], exercise.ladder[0], spoken_in_full=in_full))
    rule = load_rule(ROOT / "sessions" / "pain_rule.toml")
    script = Script(load_phrases(ROOT / "assets" / "phrases" / "en.toml"), length_s, rule, detail)
    session = Session(plan, tuple(assignments), base=3)
    return timeline(session, rule=rule, timing=Timing(), script=script)
