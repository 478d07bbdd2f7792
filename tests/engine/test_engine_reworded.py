"""A text decides nothing: with other words in every phrase and exercise, a session has the same steps, sides and waits.

What hangs on a thing, an exercise or a question has a field in its file. A text may only be as long as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from zlib import crc32

import pytest

from hipcoach.catalogue.furniture_words import YOUR_SUPPORT
from hipcoach.catalogue.types import Catalogue, Lock
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Timing
from hipcoach.engine.ways.stop_words import every_stop, pillow_out
from hipcoach.engine.words.script import GAP_S, Script
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.types import Session
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT

WORDS = re.compile(rf"\{{[^}}]*\}}|{YOUR_SUPPORT}|[A-Za-z']+")  # and what is filled in
PLACES = {"start", "end"}  # of a way: the names of places
TEXTS = {"text", "told"}  # of a step: what is said
MANY = (
    "ankle_pumps",  # its `not_feel` says itself what to do then
    "lying_twist",  # a pillow under the knees, and one between them on the side
    "side_lying_leg_raise",
    "clamshell",  # one for the head
    "chair_stand",
    "mini_squat",  # a chair at the counter, and for some a cushion
    "single_leg_stand",  # one that is turned to the wall
    "walking",  # one turns back halfway
)


def reworded(text: str) -> str:
    """Each word becomes a nonsense word that belongs to this text alone; what is filled in stays."""
    nonsense = "zq" + "".join(chr(ord("a") + int(digit)) for digit in str(crc32(text.encode())))
    return WORDS.sub(lambda word: word[0] if word[0].startswith(("{", YOUR_SUPPORT)) else nonsense, text)


def in_nonsense(value: object) -> object:
    """Return a value of the catalogue, or the phrases, with every text and name in it reworded."""
    if is_dataclass(value) and not isinstance(value, type):
        texts = [each.name for each in fields(value) if each.name not in PLACES]
        return replace(value, **{name: in_nonsense(getattr(value, name)) for name in texts})
    if isinstance(value, Mapping):
        return {key: in_nonsense(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(in_nonsense, value))
    return reworded(value) if type(value) is str else value


def shape(value: object, field: str = "") -> object:
    """Return all that a step is but for words and names: of a text that is said, how many words it has."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, *(shape(getattr(value, each.name), each.name) for each in fields(value))
    if isinstance(value, tuple):
        return tuple(shape(each, field) for each in value)
    if type(value) is not str or field == "kind":
        return value
    return len(value.split()) if field in TEXTS else ""


def by_words_s(text: str) -> float:
    return GAP_S * len(text.split())


HIP = (Lock.HIP_REPLACEMENT,)
FIRST = CATALOGUE.plans["first-steps"]
KNEELS = replace(FIRST, exercises=("kneeling_hip_flexor_stretch", "chair_stand"))  # no mat: the chair is at a wall
PLANS = {**CATALOGUE.plans, "many": replace(FIRST, exercises=MANY), "kneels": KNEELS}
PLAIN = replace(SCRIPT, length_s=by_words_s), replace(CATALOGUE, plans=PLANS)
NONSENSE = (
    replace(PLAIN[0], phrases=in_nonsense(SCRIPT.phrases)),
    Catalogue(
        {reworded(key): in_nonsense(each) for key, each in CATALOGUE.exercises.items()},  # type: ignore[misc]
        {key: in_nonsense(each) for key, each in PLANS.items()},  # type: ignore[misc]
        {},
    ),
)


def all_that_happens(
    script: Script, catalogue: Catalogue, plan: str, times: int, declared: tuple[Lock, ...]
) -> tuple[object, ...]:
    """Return the steps of a session, and what is told one who stops, without the words."""
    known = DiarySnapshot(
        NOW,
        declared=frozenset(declared),
        times_done=dict.fromkeys(catalogue.exercises, times),
        sessions_done=times,
    )
    session = look_ahead(RULE, known, catalogue, catalogue.plans[plan])
    assert isinstance(session, Session)
    stops = [(bool(stop.first), bool(stop.up)) for stop in every_stop(session, script)]
    pillows = [bool(pillow_out(session, script, order)) for order in range(len(session.assignments))]
    return *map(shape, unroll(session, script, Timing())), stops, pillows


@pytest.mark.parametrize(
    "case",
    [
        ("many", 0, ()),
        ("many", 3, HIP),
        ("kneels", 0, ()),
        ("first-steps", 0, (Lock.NO_FLOOR, Lock.BALANCE)),
        ("hip-and-back", 0, (Lock.STIFF_SPINE,)),
        ("strength", 0, ()),
        ("ride-a-bicycle", 0, ()),
        ("morning-in-bed", 0, HIP),
    ],
    ids=str,
)
def test_other_words_change_no_step_side_time_or_wait(case: tuple[str, int, tuple[Lock, ...]]) -> None:
    plain, other = all_that_happens(*PLAIN, *case), all_that_happens(*NONSENSE, *case)
    for here, there in zip(plain, other, strict=True):
        assert here == there
