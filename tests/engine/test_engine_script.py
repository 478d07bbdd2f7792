"""The script can be followed with eyes shut: every plan, the first time and the third, with the locks that matter here.

Each rule finds nothing in any shipped script, and finds a script that is broken on purpose.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.types import Lock, Position, Work
from hipcoach.engine.cue import Cue
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Step, StepKind, Timing, Wait
from tests.engine import script_order as order
from tests.engine import script_pace as pace
from tests.engine import script_plain as plain
from tests.engine import script_reminders as reminders
from tests.engine.script_told import CATALOGUE, DECLARED, SCRIPT, Rule, Told, told

RULES = (*order.ORDER_RULES, *pace.PACE_RULES, *plain.PLAIN_RULES, *reminders.REMINDER_RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_script_keeps_the_rule(rule: Rule) -> None:
    for plan, times, declared in product(CATALOGUE.plans, (0, 2), DECLARED):
        script = told(plan, times, declared)
        if script is not None:
            assert list(rule(script)) == [], (plan, times, declared)


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in BREAKS} == set(RULES)


def _with_cue(script: Told, index: int, change: Callable[[Cue], Cue], at: int = 0) -> Told:
    steps = list(script.steps)
    cues = list(steps[index].cues)
    cues[at] = change(cues[at])
    steps[index] = replace(steps[index], cues=tuple(cues))
    return replace(script, steps=tuple(steps))


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


def _changed(kind: StepKind, change: Callable[[Step], Step]) -> Callable[[Told], Told]:
    """Change the first step of a kind that is not of the greeting."""

    def breaks(script: Told) -> Told:
        steps = list(script.steps)
        index = next(i for i, step in enumerate(steps) if step.kind is kind and not step.is_greeting)
        steps[index] = change(steps[index])
        return replace(script, steps=tuple(steps))

    return breaks


def _without(*indexes: int) -> Callable[[Told], Told]:
    def breaks(script: Told) -> Told:
        return replace(script, steps=tuple(step for step in script.steps if step.index not in indexes))

    return breaks


def _wait_with(**changes: object) -> Callable[[Told], Told]:
    return _changed(StepKind.POSITION_CHANGE, lambda step: replace(step, wait=replace(step.wait or Wait(), **changes)))  # type: ignore[arg-type]


def _silent_meanwhile(step: Step) -> Step:
    return replace(step, wait=step.wait and replace(step.wait, meanwhile=()))


def _no_pauses(script: Told) -> Told:
    return replace(script, steps=tuple(step for step in script.steps if step.kind is not StepKind.REST))


def _all_standing(script: Told) -> Told:
    """What was done lying is done standing, and nobody is asked to sit down."""
    done = [replace(each.exercise, position=Position.STANDING) for each in script.session.assignments]
    pairs = zip(script.session.assignments, done, strict=True)
    assignments = tuple(replace(each, exercise=exercise) for each, exercise in pairs)
    return Told(replace(script.session, assignments=assignments), script.steps)


def _everywhere(change: Callable[[Step], Step]) -> Callable[[Told], Told]:
    return lambda script: replace(script, steps=tuple(map(change, script.steps)))


def _cut_saying(words: str) -> Callable[[Step], Step]:
    return lambda step: replace(step, cues=tuple(cue for cue in step.cues if words not in cue.text))


def _cut(kind: str) -> Callable[[Step], Step]:
    return lambda step: replace(step, cues=tuple(cue for cue in step.cues if cue.kind != kind))


def _never(kind: str) -> Callable[[Told], Told]:
    """Say it nowhere but in the greeting."""

    def breaks(script: Told) -> Told:
        steps = (_cut(kind)(step) if not step.is_greeting else step for step in script.steps)
        return replace(script, steps=tuple(steps))

    return breaks


def _unfetched(script: Told) -> Told:
    greeting = script.steps[0]
    return replace(script, steps=(replace(greeting, cues=greeting.cues[:1]), *script.steps[1:]))


def _unsaid(words: str) -> Callable[[Told], Told]:
    """Leave out of the greeting what says these words."""

    def breaks(script: Told) -> Told:
        cues = tuple(cue for cue in script.steps[0].cues if words not in cue.text)
        return replace(script, steps=(replace(script.steps[0], cues=cues), *script.steps[1:]))

    return breaks


def _hurried(script: Told) -> Told:
    """The greeting runs on as soon as each thing is named."""
    greeting = script.steps[0]
    cues = [replace(cue, offset_s=10.0 * n, duration_s=9.5) for n, cue in enumerate(greeting.cues)]
    return replace(script, steps=(replace(greeting, cues=tuple(cues)), *script.steps[1:]))


def _on_one_leg(script: Told) -> Told:
    """The last step into position is told before the listening."""
    return _rekinded("place", "last")(script)


BREAKS: tuple[tuple[Rule, Callable[[Told], Told], tuple[Lock, ...]], ...] = (
    (order.in_order, _rekinded("dose", "place"), ()),
    (order.in_order, _rekinded("get_ready", "instruction"), ()),
    (order.nothing_is_commanded_while_listening, _reworded("instruction", "Roll both knees to your right."), ()),
    (order.side_comes_first, _never("side"), ()),
    (order.nobody_is_led_where_they_cannot_go, _reworded("place", "Kneel on the floor."), (Lock.NO_KNEELING,)),
    (order.everything_is_fetched_first, _unfetched, ()),
    (order.every_side_has_its_name, _reworded("side", "Now the other side."), ()),
    (order.every_repetition_has_its_word, _reworded("count", "One."), ()),
    (order.the_body_is_told_before_the_keys, _without(1), ()),
    (order.the_body_is_told_before_the_keys, _reworded("how_to_stop", "Press P if it hurts."), ()),
    (order.whoever_stays_is_not_moved, _reworded("place", "Stay on your back."), ()),
    (order.the_first_repetition_has_its_side, _changed(StepKind.LEAD_IN, _cut("now_side")), ()),
    (order.one_leg_is_loaded_last, _on_one_leg, ()),
    (order.each_new_exercise_is_called_new, _rekinded("new", "note"), ()),
    (order.breaths_are_counted_and_none_is_held, _changed(StepKind.HOLD, _cut("breathe")), ()),
    (
        pace.no_silence_without_a_promise,
        _wait_with(meanwhile=()),
        (),
    ),
    (
        pace.no_wait_needs_a_key_out_of_reach,
        _wait_with(goes_on_s=None),
        (),
    ),
    (
        pace.no_wait_needs_a_key_out_of_reach,
        _wait_with(goes_on_s=80.0),
        (),
    ),
    (pace.there_is_time_to_answer, _changed(StepKind.CHECK, lambda step: replace(step, duration_s=15.0)), ()),
    (
        pace.whoever_is_worse_is_told_how_far_to_come,
        _changed(StepKind.CHECK, lambda step: replace(step, cues=step.cues[:1])),
        (),
    ),
    (
        pace.there_is_time_to_answer,
        _changed(StepKind.CHECK, lambda step: replace(step, cues=(step.cues[0], replace(step.cues[1], offset_s=2.5)))),
        (),
    ),
    (pace.the_ticks_are_explained_once, _reworded("get_ready", "Wait for my count."), ()),
    (pace.the_ticks_are_explained_once, _rekinded("get_ready", "countdown"), ()),
    (pace.the_ticks_are_explained_once, _rekinded("hold_start", "countdown"), ()),
    (pace.repetitions_have_a_pause, _no_pauses, ()),
    (pace.nobody_stands_for_long_without_a_seat, _all_standing, ()),
    (reminders.what_it_should_not_feel_like_is_said_twice, _rekinded("not_feel", "note"), ()),
    (reminders.stopping_is_recalled_where_it_may_be_needed, _never("how_to_stop"), ()),
    (reminders.half_of_a_long_set_is_said, _rekinded("down", "halfway"), ()),
    (
        reminders.each_exercise_says_how_many_minutes_are_left,
        _reworded("announce", "Bridge, about one minute left."),
        (),
    ),
    (reminders.the_end_says_what_comes_and_how_to_get_up, _reworded("finish", "That was all."), ()),
    (pace.each_thing_has_its_time_and_the_rules_are_few, _hurried, ()),
    (pace.each_thing_has_its_time_and_the_rules_are_few, _unsaid("no wheels"), ()),
    (order.the_body_is_told_before_the_keys, _wait_with(meanwhile=()), ()),
    (plain.what_is_only_heard_leaves_time_to_take_it_in, _reworded("instruction", "as it is " * 20), ()),
    (plain.nobody_rolls_against_the_chair, _everywhere(_cut_saying("huffle away")), ()),
    (
        plain.whoever_has_stopped_and_come_up_may_stay_on_the_seat,
        _everywhere(_silent_meanwhile),
        (),
    ),
    (
        plain.eyes_may_be_shut_from_when_one_lies,
        _everywhere(_silent_meanwhile),
        (),
    ),
    (pace.nobody_hears_nothing_for_long, _changed(StepKind.CHECK, lambda step: replace(step, duration_s=60.0)), ()),
)


@pytest.mark.parametrize(("rule", "breaks", "declared"), BREAKS)
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


def test_a_letter_that_is_switched_off_is_not_named() -> None:
    script = told("first-steps", 0, ())
    assert script is not None
    steps = unroll(script.session, replace(SCRIPT, skip_key=""), Timing())
    assert "skips" in " ".join(script.texts)
    assert not any("skips" in cue.text for step in steps for cue in step.cues)


def test_half_of_a_set_that_has_grown_is_said() -> None:
    script = told("first-steps", 2, ())
    assert script is not None
    longer = tuple(replace(each, dose=replace(each.dose, reps=8)) for each in script.session.assignments)
    session = replace(script.session, assignments=longer)
    grown = Told(session, unroll(session, SCRIPT, Timing()))
    assert list(reminders.half_of_a_long_set_is_said(grown)) == []
    assert any(cue.kind == "halfway" for step in grown.steps for cue in step.cues)
