"""What a leaflet says of where its exercises are done: bed, chair, what is held on to; nothing needs a voice."""

import re
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.coach.profile import Profile
from hipcoach.coach.stop_text import CALL_IF
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.types import Session
from hipcoach.ui.report.leaflet_afterwards import afterwards
from hipcoach.ui.report.leaflet_lines import Leaflet, leaflet_of, stops
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT

VOICE = re.compile(r"\b(?:I|me|my)\b|your support|\{|\bcount\b")


def printed(name: str, *declared: Lock, without: Thing | None = None, cleared: bool = False) -> Leaflet | None:
    plan = CATALOGUE.plans[name]
    known = DiarySnapshot(
        NOW,
        declared=frozenset(declared),
        at_hand=frozenset(Thing) - {without},
        cleared=frozenset(plan.exercises if cleared else ()),
    )
    session = look_ahead(RULE, known, CATALOGUE, plan)
    return leaflet_of(session, RULE, Profile(), SCRIPT) if isinstance(session, Session) else None


def words_of(leaflet: Leaflet | None) -> str:
    assert leaflet is not None
    exercises = (" ".join((each.how, *each.mind)) for each in leaflet.exercises)
    return " ".join((*leaflet.about, *leaflet.set_out, *leaflet.ways, *exercises, *leaflet.afterwards))


def test_with_a_replaced_hip_it_says_that_lying_work_is_on_the_bed_and_why() -> None:
    for name in ("strength", "first-steps", "gentle-day", "daily-mobility"):
        said = printed(name, Lock.HIP_REPLACEMENT)
        assert said is not None
        bed = "On your bed: you said that you have a replaced hip, so lying work is on your bed, not on the floor."
        assert bed == said.set_out[0]
        assert "hips should be higher than your knees" in said.set_out[1]
        assert "body and legs together" in said.set_out[2]
        assert said.exercises[0].how.startswith("On the bed. Lie on your ")
        assert not re.search(r"\b(?:mat|kneel)\b", words_of(said).lower())
    assert "On the bed." not in words_of(printed("strength"))
    assert "On the bed. Lie on your back." in words_of(printed("morning-in-bed"))


def test_it_says_how_each_chair_stands_and_what_is_held_on_to() -> None:
    at_a_wall = "Put the chair with its back against a wall."
    for name in ("strength", "first-steps", "no-floor"):
        stand = next(each for each in printed(name).exercises if each.exercise.id == "chair_stand")  # type: ignore[union-attr]
        assert stand.how.startswith(at_a_wall)
    turned = words_of(printed("steady"))
    turned_round = "Put the chair with the front of its seat against a wall, so that it cannot slide."
    assert f"{turned_round} Lean down on it, never pull. Stand tall." in turned
    assert "Come to the back of the first chair" in turned
    assert "What you hold on to must not slide or tip: the back of the first chair and the rail." in turned
    assert "if it slides or tips, leave out what is done with it" in turned
    squat = words_of(printed("no-floor", Lock.HIP_REPLACEMENT))
    assert "a step away from the counter, its seat towards the counter, its back against something" in squat
    assert "If a seat is low, put a cushion on it" in squat


@pytest.mark.parametrize("name", CATALOGUE.plans)
def test_nothing_on_paper_needs_a_voice(name: str) -> None:
    found = 0
    for lock, without, cleared in product((None, *Lock), (None, Thing.CHAIR, Thing.TABLE), (False, True)):
        said = printed(name, *filter(None, [lock]), without=without, cleared=cleared)
        found += said is not None
        assert said is None or VOICE.search(words_of(said)) is None
    assert found


@pytest.mark.parametrize(
    ("name", "exercise", "said"),
    [
        ("steady", "hip_hike", "To end: Step down slowly, your left foot first, holding on."),
        ("ride-a-bicycle", "stationary_cycling", "Get off slowly, holding the handlebar."),
        ("go-for-a-swim", "swimming", "Hold on to the rail, and come out of the water slowly."),
        (
            "daily-mobility",
            "strap_leg_out",
            "To end: Bend your right knee, take the strap off, and put that foot down.",
        ),
    ],
)
def test_an_exercise_on_paper_is_ended_too(name: str, exercise: str, said: str) -> None:
    leaflet = printed(name, cleared=True)
    assert leaflet is not None
    assert said in next(each.how for each in leaflet.exercises if each.exercise.id == exercise)
    assert any("end this exercise as is said there" in stop for stop in leaflet.stops)


def test_the_rule_on_paper_knows_half_and_a_number_far_above_what_is_usual() -> None:
    assert stops(RULE)[1:3] == (
        "At 4 or 5, do half, never more than stands there: one round, one set, half of the times or breaths, but at "
        "least 3; a stretch as often, for half of the seconds, but at least 5; half of any minutes. If 4 is no more "
        "than usual for you, do all of it.",
        "At 4 or more, and at least 2 above your usual number, rest today, or do a gentler day instead.",
    )
    assert stops(replace(RULE, red_absolute=5))[1].startswith("At 4, do half")


def test_each_stop_on_paper_says_whom_to_call_and_each_rest_how_long_it_lasts() -> None:
    for line in (*stops(RULE), *afterwards(RULE)):
        if re.search(r"rest until|weakness", line, re.IGNORECASE):
            assert "contact your doctor" in line.lower(), line
    assert stops(RULE)[-1] == CALL_IF
    assert any(
        "Rest until it has settled: for at least 48 hours" in line for line in stops(replace(RULE, release_h=48))
    )


def test_what_the_way_up_takes_in_hand_is_set_out() -> None:
    said = printed("first-steps", Lock.HIP_REPLACEMENT)
    assert said is not None
    assert "long shoehorn" in " ".join(said.ways)
    assert any("long shoehorn beside the bed" in each for each in said.set_out)
    assert any("something firm to hold beside the bed" in each for each in said.set_out)
    assert "Keep a telephone on you, or beside you." in said.set_out


HANDS_AND_KNEES = re.compile(r"\b(?:knees down|hands and knees|crawl|kneel)", re.IGNORECASE)
WAYS = [
    ("strength", (), ["From standing to lying on your back", "From lying on your front to standing"]),
    ("no-floor", (), []),
    ("steady", (), []),
    (
        "strength",
        (Lock.HIP_REPLACEMENT,),
        [
            "From standing to lying on your back on the bed",
            "From lying on your left side on the bed to standing",
        ],
    ),
    (
        "daily-mobility",
        (Lock.NO_KNEELING,),
        ["From standing to lying on your back on the bed", "From lying on your back on the bed to standing"],
    ),
    ("morning-in-bed", (), ["From lying on your back on the bed to standing"]),
]


@pytest.mark.parametrize(("name", "declared", "expected"), WAYS)
def test_the_ways_down_and_up_are_those_of_a_session_with_these_declarations(
    name: str, declared: tuple[Lock, ...], expected: list[str]
) -> None:
    said = printed(name, *declared)
    assert said is not None
    assert [way.partition(":")[0] for way in said.ways] == expected
    assert all(len(way.partition(":")[2].split(". ")) > 2 for way in said.ways)
    assert not declared or not any(HANDS_AND_KNEES.search(way) for way in said.ways)
    assert "{" not in "".join(said.ways)


def test_what_is_asked_after_a_session_and_on_the_next_day_is_asked_on_paper_by_the_rules_numbers() -> None:
    asked = " ".join(afterwards(RULE))
    for each in (
        "2 minutes after the end, rate your pain from 0 to 10 again, and how hard it was",
        "If your pain is 6 or more then, or 4 or more and at least 2 above what it was before, rest until",
        "more like muscle soreness or joint or back pain",
        "not at all, up to 15 min, up to 30 min, up to an hour or longer",
        "If it is more, rest that day, and do a little less next time.",
        "If it is more on 2 such days running",
    ):
        assert each in asked
    assert "If your pain is 5 or more then" in afterwards(replace(RULE, red_absolute=5))[1]
