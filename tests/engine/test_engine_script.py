"""The script can be followed with eyes shut: every plan, the first time and the third, with the locks that matter here.

Each rule is a function from a script to what breaks it. It finds nothing in any shipped script, and finds a script that
is broken on purpose.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import LYING, Lock, Work
from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.script import Script
from hipcoach.engine.types import Cue, Phase, Step, StepKind, Timing
from hipcoach.engine.unroll import unroll
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Session

ROOT = Path(__file__).parents[2]
CATALOGUE = load(ROOT / "sessions").catalogue
RULE = load_rule(ROOT / "sessions" / "pain_rule.toml")
SCRIPT = Script(load_phrases(ROOT / "assets" / "phrases" / "en.toml"), estimate_s)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DECLARED = ((), (Lock.HIP_REPLACEMENT,), (Lock.NO_KNEELING,), (Lock.NO_FLOOR,))
RANKS = (
    ("announce",), ("new",), ("side",), ("equipment",), ("time", "position", "wait", "ten_seconds"), ("place",),
    ("listen",), ("instruction",), ("breathing",), ("caution", "not_feel", "note"), ("dose",), ("how_to_stop",),
    ("reach",), ("get_ready",), ("rise_1",), ("rise_2",), ("rise_3",),
)  # fmt: skip
RANK = {kind: rank for rank, kinds in enumerate(RANKS) for kind in kinds}
UNNAMED = re.compile(r"\bother (side|leg|knee|foot|hand|arm|way)\b|\bone (leg|knee|foot|side)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A session and its steps."""

    session: Session
    steps: tuple[Step, ...]

    def of(self, order: int) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.order == order)

    @property
    def orders(self) -> range:
        return range(len(self.session.assignments))

    @property
    def texts(self) -> list[str]:
        return [cue.text for step in self.steps for cue in step.cues]


@cache
def told(plan: str, times: int, declared: tuple[Lock, ...]) -> Told | None:
    done = dict.fromkeys(CATALOGUE.exercises, times)
    known = DiarySnapshot(NOW, declared=frozenset(declared), times_done=done)
    session = look_ahead(RULE, known, CATALOGUE, CATALOGUE.plans[plan])
    return Told(session, unroll(session, SCRIPT, Timing())) if isinstance(session, Session) else None


Rule = Callable[[Told], Iterator[object]]


def in_order(script: Told) -> Iterator[object]:
    """One exercise: name, side, way, place, listen, dose, count."""
    for order in script.orders:
        kinds = []
        for step in script.of(order):
            if step.kind in (StepKind.REPETITION, StepKind.BREATH, StepKind.ACTIVITY):
                break
            kinds += [cue.kind for cue in step.cues]
        ranks = [RANK[kind] for kind in kinds]
        if ranks != sorted(ranks) or not {"announce", "dose", "get_ready", "rise_3"} <= set(kinds):
            yield kinds


def nothing_is_commanded_while_listening(script: Told) -> Iterator[object]:
    """What will happen is told of the body, not asked of it."""
    for step in script.steps:
        for cue in step.cues:
            if cue.kind == "instruction" and not re.match(r"(Your?|Both|The|Then|It|All|With|There)\b", cue.text):
                yield cue.text
            if cue.kind in ("place", "position") and (step.kind is StepKind.ANNOUNCE) and not step.ready_ends:
                yield cue.text


def side_comes_first(script: Told) -> Iterator[object]:
    """Nobody is told to lie, kneel or put a strap somewhere before the side was named."""
    for order in script.orders:
        named = not script.session.assignments[order].exercise.side_words
        for cue in (cue for step in script.of(order) for cue in step.cues if cue.kind != "equipment"):
            named = named or cue.kind == "side"
            if not named and cue.kind != "announce" and re.search(r"\b(left|right)\b(?! angle)", cue.text):
                yield cue.text


def nobody_is_led_where_they_cannot_go(script: Told) -> Iterator[object]:
    """No kneeling with a replaced hip or where it is impossible; no mat and no floor in bed; a way has its steps."""
    declared, bed = script.session.declared, script.session.plan.surface == "bed"
    for step in script.steps:
        if step.kind is StepKind.POSITION_CHANGE and sum(cue.kind == "position" for cue in step.cues) < 2:
            yield step
        for cue in step.cues:
            if declared & {Lock.HIP_REPLACEMENT, Lock.NO_KNEELING, Lock.NO_FLOOR} and "kneel" in cue.text.lower():
                yield cue.text
            if bed and step.position in LYING and re.search(r"\b(mat|floor)\b", cue.text):
                yield cue.text


def everything_is_fetched_first(script: Told) -> Iterator[object]:
    """The greeting names it all, and nobody who lies is asked to fetch anything."""
    greeting = " ".join(cue.text for cue in script.steps[0].cues)
    for assignment in script.session.assignments:
        bed = script.session.plan.surface == "bed"
        for each in assignment.exercise.equipment:
            if each.lock is not None and each.lock not in script.session.declared:
                continue
            known = re.search(r"\b(mat|wall)\b", each.say) and (bed or "wall" in each.say)
            if not known and not any(thing in greeting for thing in (each.say, *(str(one) for one in each.things))):
                yield each.say
    for step in script.steps[1:]:
        if step.position in LYING and any(cue.kind == "equipment" for cue in step.cues):
            yield step


def every_side_has_its_name(script: Told) -> Iterator[object]:
    """Left and right, never "the other"."""
    said = (cue for step in script.steps for cue in step.cues if cue.kind not in ("greeting", "announce"))
    yield from (cue.text for cue in said if UNNAMED.search(cue.text))


def every_repetition_has_its_word(script: Told) -> Iterator[object]:
    """And the last one of several says so."""
    for step in script.steps:
        if step.kind is StepKind.REPETITION and step.phase in (Phase.UP, Phase.UP_DOWN) and step.repetition:
            assignment = script.session.assignments[step.order]
            text = assignment.exercise.text(assignment.dose.form)
            said = step.cues[0].text
            if text.up not in said or ("Last one" in said) != (step.repetition == step.reps_target > 1):
                yield said
        if step.kind is StepKind.BREATH and ("Last one" in step.cues[0].text) != (step.repetition == step.reps_target):
            yield step.cues


def no_silence_without_a_promise(script: Told) -> Iterator[object]:
    """In a wait and in a timed change, nobody hears nothing for more than 15 s; a time over 12 s is named."""
    for step in script.steps:
        if not (step.waits or step.ready_ends):
            continue
        ends = [cue.offset_s + cue.duration_s for cue in step.cues]
        last = step.reminder.offset_s if step.reminder else step.duration_s
        begins = [*(cue.offset_s for cue in step.cues[1:]), last]
        yield from (cue for cue, end, begin in zip(step.cues, ends, begins, strict=True) if begin - end > 15.0)
        kinds = {cue.kind for cue in step.cues}
        if step.waits and "wait" not in kinds:
            yield step
        changes = step.kind in (StepKind.POSITION_CHANGE, StepKind.CHANGEOVER) and not step.waits
        if changes and step.duration_s > 12.0 and not {"time", "ten_seconds"} <= kinds:
            yield step


def numbers_count_repetitions_and_the_end_of_a_hold(script: Told) -> Iterator[object]:
    """Nothing else is counted; a lead-in has three ticks that rise."""
    for step in script.steps:
        numbers = [cue.kind for cue in step.cues if cue.kind == "countdown"]
        if numbers and step.kind is not StepKind.HOLD:
            yield step
        tones = [cue.tone for cue in step.cues if cue.tone]
        if tones not in ([], ["rise_1", "rise_2", "rise_3"]):
            yield tones


def how_to_stop_is_told_before_anything_moves(script: Told) -> Iterator[object]:
    """In words, and again where an exercise is new."""
    if not any("P" in cue.text for cue in script.steps[1].cues) or script.steps[1].order != -1:
        yield script.steps[1]
    for order in script.orders:
        kinds = {cue.kind for step in script.of(order) for cue in step.cues}
        if script.session.assignments[order].times_done == 0 and "how_to_stop" not in kinds:
            yield order


RULES: tuple[Rule, ...] = (
    in_order,
    nothing_is_commanded_while_listening,
    side_comes_first,
    nobody_is_led_where_they_cannot_go,
    everything_is_fetched_first,
    every_side_has_its_name,
    every_repetition_has_its_word,
    no_silence_without_a_promise,
    numbers_count_repetitions_and_the_end_of_a_hold,
    how_to_stop_is_told_before_anything_moves,
)


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_script_keeps_the_rule(rule: Rule, plan: str) -> None:
    for times in (0, 2):
        for declared in DECLARED:
            script = told(plan, times, declared)
            if script is not None:
                assert list(rule(script)) == [], (plan, times, declared)


def _with_cue(script: Told, index: int, change: Callable[[Cue], Cue], at: int = 0) -> Told:
    steps = list(script.steps)
    cues = list(steps[index].cues)
    cues[at] = change(cues[at])
    steps[index] = replace(steps[index], cues=tuple(cues))
    return replace(script, steps=tuple(steps))


def _first(script: Told, kind: StepKind) -> int:
    return next(i for i, step in enumerate(script.steps) if step.kind is kind)


def _has(script: Told, kind: str) -> int:
    return next(i for i, step in enumerate(script.steps) if any(cue.kind == kind for cue in step.cues))


def _at(script: Told, kind: str) -> tuple[int, int]:
    index = _has(script, kind)
    return index, next(i for i, cue in enumerate(script.steps[index].cues) if cue.kind == kind)


def _reworded(kind: str, text: str) -> Callable[[Told], Told]:
    def breaks(script: Told) -> Told:
        index, at = _at(script, kind)
        return _with_cue(script, index, lambda cue: replace(cue, text=text), at)

    return breaks


def _rekinded(kind: str, other: str) -> Callable[[Told], Told]:
    def breaks(script: Told) -> Told:
        index, at = _at(script, kind)
        return _with_cue(script, index, lambda cue: replace(cue, kind=other), at)

    return breaks


def _silent(script: Told) -> Told:
    index = _has(script, "wait")
    steps = list(script.steps)
    late = replace(steps[index].reminder, offset_s=60.0) if steps[index].reminder else None
    steps[index] = replace(steps[index], reminder=late)
    return replace(script, steps=tuple(steps))


def _unfetched(script: Told) -> Told:
    greeting = script.steps[0]
    return replace(script, steps=(replace(greeting, cues=greeting.cues[:1]), *script.steps[1:]))


def _unstopped(script: Told) -> Told:
    return replace(script, steps=(script.steps[0], *script.steps[2:]))


@pytest.mark.parametrize(
    ("rule", "breaks", "declared"),
    [
        (in_order, _rekinded("dose", "place"), ()),
        (nothing_is_commanded_while_listening, _reworded("instruction", "Roll both knees to your right."), ()),
        (side_comes_first, _rekinded("side", "note"), ()),
        (nobody_is_led_where_they_cannot_go, _reworded("place", "Kneel on the floor."), (Lock.NO_KNEELING,)),
        (everything_is_fetched_first, _unfetched, ()),
        (every_side_has_its_name, _reworded("side", "Now the other side."), ()),
        (every_repetition_has_its_word, _reworded("count", "One."), ()),
        (no_silence_without_a_promise, _silent, ()),
        (numbers_count_repetitions_and_the_end_of_a_hold, _rekinded("get_ready", "countdown"), ()),
        (how_to_stop_is_told_before_anything_moves, _unstopped, ()),
    ],
)
def test_a_script_that_breaks_a_rule_is_found(
    rule: Rule, breaks: Callable[[Told], Told], declared: tuple[Lock, ...]
) -> None:
    script = told("first-steps", 0, declared)
    assert script is not None
    assert list(rule(breaks(script))) != []


def test_the_third_time_is_shorter_and_the_cautions_of_a_lock_come_each_time() -> None:
    for plan in CATALOGUE.plans:
        first, third = told(plan, 0, ()), told(plan, 2, ())
        assert first is not None
        assert third is not None
        if any(each.exercise.work is not Work.ACTIVITY for each in first.session.assignments):
            assert sum(map(len, third.texts)) < 0.85 * sum(map(len, first.texts)), plan
    with_lock = [told("no-floor", times, (Lock.HIP_REPLACEMENT,)) for times in (0, 2)]
    for script in with_lock:
        assert script is not None
        cautions = [text for each in script.session.assignments for text in each.cautions]
        assert cautions
        assert set(cautions) <= set(script.texts)
