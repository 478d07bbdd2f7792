"""What is changed of one plan for today: whatever is offered instead may be done today."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.plan_choices import PlanChoices
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.safety.types import Area
from tests.coach.coach_world import CATALOGUE, coach_world


@pytest.mark.parametrize(("area", "offered"), [(None, True), (Area.BUTTOCK, False)])
def test_where_it_hurts_now_decides_what_is_offered_instead(tmp_path: Path, area: Area | None, offered: bool) -> None:
    """A backbend was cleared by a clinician; with a sore buttock it stays out all the same."""
    with coach_world(tmp_path) as world:
        keeper = ProfileKeeper(world.store, world.clock)
        keeper.write(replace(keeper.read(), cleared=frozenset({"wall_backbend"})))
        choices = PlanChoices(
            world.diary, world.forecast, CATALOGUE.plans["hip-and-back"], (), PainAnswer(2, area=area)
        )
        instead = [each.id for each in choices.replacements("kneeling_hip_flexor_stretch")]
        assert ("wall_backbend" in instead) is offered
        assert "calf_stretch" in instead


@pytest.mark.parametrize(("area", "side"), [(None, Side.LEFT), (Area.GROIN, Side.LEFT), (Area.LOW_BACK, None)])
def test_a_side_that_was_said_stands_for_its_place_alone(area: Area | None, side: Side | None) -> None:
    """8, groin, left; then 2, low back: nobody said that the back hurts on the left."""
    before = PainAnswer(8, Area.GROIN, Side.LEFT)
    assert PainAnswer(2, area).with_what_was_said(before).side is side
