"""Somebody leaves a step that tells a way before its end: each case that says where they are then occurs."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.types import Lock, Position
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain, WayBrokenOff
from hipcoach.engine.ways.abandoned_cases import IN_AN_EXERCISE, TOLD_IN_PART, TOLD_TO_ITS_END
from hipcoach.engine.ways.abandoned_step import AbandonedStep, AbandonedWay
from hipcoach.engine.ways.whereabouts import begins_at, whereabouts
from tests.engine.script_told import SCRIPT, told


def ways_left() -> Iterator[AbandonedWay]:
    """Yield each way of two sessions, as left after each of its cues, skipped or rested on."""
    for declared, again in product(((), (Lock.HIP_REPLACEMENT,)), (False, True)):
        made = told("strength", 0, declared)
        assert made is not None
        for step in made.steps:
            origin = begins_at(made.session, step)
            if origin is None:
                continue
            step = replace(step, anew=again)
            cues = range(len(step.cues) + 1)
            ahead = [*made.orders[step.order + 1 :], 0, None]  # in plans of one's own, lying comes after standing, too
            for told_cues, following, rested, ready in product(cues, ahead, (False, True), (False, True)):
                abandoned = AbandonedStep(made.session, SCRIPT, step, told_cues, None, following, ready, rested)
                yield AbandonedWay(abandoned, origin, abandoned.place)


def test_each_case_of_a_way_that_is_left_occurs() -> None:
    found = set[str]()
    for way in ways_left():
        abandoned = way.abandoned
        here = whereabouts(abandoned.session, abandoned.step, abandoned.cues_told)
        if here is None:
            found.add(next(case.__name__ for case in TOLD_TO_ITS_END if case(way) is not None))
        else:
            found.add(next(case.__name__ for case in TOLD_IN_PART if case(way, here) is not None))
    assert found == {case.__name__ for case in (*TOLD_TO_ITS_END, *TOLD_IN_PART)}


@pytest.mark.parametrize("table", [IN_AN_EXERCISE, TOLD_TO_ITS_END, TOLD_IN_PART])
def test_the_cases_stand_in_the_order_in_which_they_decide(table: tuple[Callable[..., object], ...]) -> None:
    lines = [inspect.getsourcelines(case)[1] for case in table]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("place", "way"),
    [
        (BodyPlace(Position.SUPINE), None),
        (BodyPlace(Position.SEATED), ToldAgain.BEGINS_ANEW),
        (BodyPlace(Position.STANDING), WayBrokenOff(("Go to the chair.",), "seated")),
    ],
)
def test_only_one_who_stands_and_is_on_no_way_may_sit_down(
    place: BodyPlace, way: WayBrokenOff | ToldAgain | None
) -> None:
    assert not BodyNow(place, way).may_sit
    with pytest.raises(ValueError, match="may sit down"):
        BodyNow(place, way, may_sit=True)
