"""Whoever leaves a way for an exercise that is done elsewhere is led on from where they are down, or stand by then."""

import re
from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import LYING, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request
from tests.engine.driving import to_step
from tests.engine.on_the_way import ahead, from_here, leads, started


@pytest.mark.parametrize(
    "heard",
    [
        "Lower whichever knee is easier",
        "Bring the second knee down",
        "Move back a little on your knees",
        "Put both hands down in front of you",
        "Let your hips down beside your feet",
        "Lower yourself onto that side",
    ],
)
def test_whoever_is_down_on_the_way_to_the_mat_is_led_up_where_the_next_is_done_standing(
    engine_of: Callable[..., Engine], heard: str
) -> None:
    engine = engine_of(("figure_four", "standing_quad_stretch"))
    engine.start(0.0)
    now = to_step(engine, leads({Position.STANDING}, set(LYING)))
    now = from_here(engine, now, heard)
    engine.ask(Request.SKIP, now)
    said = " ".join(ahead(engine, now))
    up = re.search(r"If a knee is down, |This is the way up|If you lie, ", said)
    assert up is not None, said
    assert up.start() < said.index("Get into position now")


def test_whoever_is_told_how_to_stand_up_is_not_told_to_stay_sitting() -> None:
    engine = started("hip-essentials")
    now = to_step(engine, leads(set(LYING), {Position.SEATED}))
    now = from_here(engine, now, "Take your time")
    engine.ask(Request.SKIP, now)
    said = ahead(engine, now)
    assert "stand up slowly, and hold on" in said[0]
    further = next(n for n, text in enumerate(said) if "If you are further on already" in text)
    assert all("on the seat" not in text for text in said[1:further])
