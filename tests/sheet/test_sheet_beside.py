"""What stands beside a name and takes its hold or its manner away: nobody is led against it."""

from collections.abc import Mapping

import pytest

from hipcoach.catalogue.types import Exercise
from hipcoach.sheet.line import read_line


@pytest.mark.parametrize(
    "text",
    [
        "Stand on one leg, no hands 5 x 10 s",
        "Hip hike, without holding on 10 times",
        "Standing side leg lift, without support 10 times",
        "Standing thigh stretch, holding nothing 2 x 20 s",
        "Mini squat, no support 10 times",
        "Single leg stand, hands off 3 x 10 s",
        "Stand on one leg, not holding on 3 x 10 s",
        "Standing march, hands-free 10 times",
        "Hip hike, no holding on 10 times",
        "Hip hike, no hand support 10 times",
        "Standing side leg lift, arms crossed 10 times",
        "Stand on one leg, unsupported 3 x 10 s",
    ],
)
def test_standing_without_a_hold_is_left_unread(text: str, known: Mapping[str, Exercise]) -> None:
    assert read_line(1, text, known).problem == "standing without a hold is not guided"


@pytest.mark.parametrize(
    "text",
    [
        "Stand on one leg without holding on 3 x 10 s",
        "Stand on one leg, on a cushion 3 x 10 s",
        "Calf stretch, off a step 2 x 30 s",
        "Step-up, backwards 10 times",
        "Bridge, marching 10 times",
        "Bridge, feet on a ball 10 times",
        "Prone leg lift, over the edge of the table 10 times",
        "Standing hip extension, bent over the table 10 times",
        "Heel slide, up the wall 10 times",
        "Knees to chest, both knees 3 x 20 s",
        "Straight leg raise, both legs together 10 times",
        "Straight leg raise, legs together 10 times",
        "Straight leg raise, both legs at once 10 times",
        "Clamshell, both together 10 times",
        "Hip hike, on a soft cushion 10 times",
        "Stand on one leg, on the gym ball 3 x 10 s",
        "Calf stretch, off the bottom step 2 x 30 s",
        "Calf stretch, off the edge of a step 2 x 30 s",
        "Prone leg lift, over edge of bed 10 times",
        "Bridge, feet on ball 10 times",
        "Bridge, foot on a chair 10 times",
    ],
)
def test_another_way_beside_a_name_is_an_exercise_of_ones_own(text: str, known: Mapping[str, Exercise]) -> None:
    line = read_line(1, text, known)
    assert not line.problem
    assert line.exercise not in known


@pytest.mark.parametrize(
    "text",
    [
        "Bridge, no hands 10 times",
        "Clamshell, feet together 3 x 10",
        "Bent knee fall-out, knee on a pillow 10 times",
        "Stand on one leg, on a mat 3 x 10 s",
        "Bridge, feet on the floor 10 times",
        "Knee rolls, both knees 10 times",
    ],
)
def test_what_fits_beside_a_name_leaves_it_the_shipped_one(text: str, known: Mapping[str, Exercise]) -> None:
    assert read_line(1, text, known).exercise in known
