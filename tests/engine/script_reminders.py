"""What is said so often and no oftener: how to stop, what it should not feel like, halfway, and the end."""

import re
from collections.abc import Iterator

from hipcoach.catalogue.types import Category, Position, Sides
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.types import Step, StepKind
from tests.engine.script_told import SCRIPT, Rule, Told


def _said(steps: tuple[Step, ...], kind: str) -> list[str]:
    return [cue.text for step in steps for cue in step.cues if cue.kind == kind]


def what_it_should_not_feel_like_is_said_twice(script: Told) -> Iterator[object]:
    """The first two times that an exercise is done, not from the third on; what may be felt, too."""
    for order, each in enumerate(script.session.assignments):
        first = each.times_done < 2
        felt = first and not {Category.MOBILITY, Category.STRETCH, Category.STRENGTH}.isdisjoint(
            each.exercise.categories
        )
        wanted = {"not_feel": first and bool(each.exercise.not_feel), "feel": felt}
        yield from (each.exercise.id for kind in wanted if len(_said(script.of(order), kind)) != wanted[kind])


def stopping_is_recalled_where_it_may_be_needed(script: Told) -> Iterator[object]:
    """Before the first repetition of what is new, or was ever marked Worse, in a few words."""
    for order, each in enumerate(script.session.assignments):
        said = _said(script.of(order), "how_to_stop")
        wanted = not each.times_done or each.marked_worse
        if len(said) != wanted or any("If it hurts more, stop" not in text for text in said):
            yield each.exercise.id


def half_of_a_long_set_is_said(script: Told) -> Iterator[object]:
    """In six repetitions or more; once on each side, in alternating ones once in all."""
    for order, each in enumerate(script.session.assignments):
        counted = [step for step in script.of(order) if step.kind is StepKind.REPETITION and step.repetition]
        turns = each.exercise.text(each.dose.form).sides is Sides.ALTERNATING
        places = [(step.set, None if turns else step.side) for step in counted]
        said = [
            (place, step.repetition)
            for place, step in zip(places, counted, strict=True)
            for cue in step.cues
            if cue.kind == "halfway"
        ]
        wanted = {(place, each.dose.reps // 2) for place in places if each.dose.reps >= 6}
        if len(said) != len(set(said)) or set(said) != wanted:
            yield each.exercise.id, said


def the_end_says_what_comes_and_how_to_get_up(script: Told) -> Iterator[object]:
    """Who lies is told the way up, after a while."""
    last = script.steps[-1]
    texts = [cue.text for cue in last.cues]
    if last.kind is not StepKind.FINISH or "last one" not in texts[0] or "questions" not in texts[0]:
        yield texts
    lies = last.position not in (Position.STANDING, Position.SEATED)
    if lies != (len(texts) > 2):
        yield texts
    if lies:
        minutes = SCRIPT.phrases.number(max(1, round((last.duration_s - last.cues[2].offset_s) / 60)))
        if not re.match(f"This is the way up, about {minutes} minutes?, for when you want it", texts[1]):
            yield texts[1]


def each_exercise_says_how_many_minutes_are_left(script: Told) -> Iterator[object]:
    """Its own among them, with every wait that nobody ends before its time."""
    for order in script.orders if len(script.orders) > 1 else ():
        left = max(1, round(sum(planned_s(step) for step in script.steps if step.order >= order) / 60))
        said = _said(script.of(order), "announce")[0]
        if not any(f"about {SCRIPT.phrases.number(each)} minute" in said for each in (left - 1, left, left + 1)):
            yield said, left


REMINDER_RULES: tuple[Rule, ...] = (
    what_it_should_not_feel_like_is_said_twice,
    stopping_is_recalled_where_it_may_be_needed,
    half_of_a_long_set_is_said,
    the_end_says_what_comes_and_how_to_get_up,
    each_exercise_says_how_many_minutes_are_left,
)
