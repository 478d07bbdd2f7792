"""After a full disk what is not known counts as a sign of a rest, never as fine."""

import shutil
from pathlib import Path

import pytest

from hipcoach.coach.diary import LACKS, pain_rest_in_doubt
from hipcoach.coach.way_in_questions import CutOffQuestion, KeptSession, PainRestNotice
from hipcoach.safety.pain_rest_versions import strictest
from hipcoach.store import open_store
from hipcoach.store.diary_files import Places
from hipcoach.store.files import GIVEN_UP
from hipcoach.store.merge_pain_rests import PainRestRule
from hipcoach.store.rows import PainRestRow
from tests.coach.coach_world import Played, begin, coach_world, cut_off, play
from tests.recorder.driving import MORNING


@pytest.fixture
def spent(tmp_path: Path) -> Path:
    """A diary as a kill leaves it in a session for which the reserve was given up."""
    with coach_world(tmp_path / "home") as world:
        cut_off(world)
        world.store.make_room()
        shutil.copytree(tmp_path / "home", tmp_path / "killed", ignore=shutil.ignore_patterns("*.lock"))
    return tmp_path / "killed"


def test_the_next_start_rests_says_why_and_does_not_go_on(spent: Path) -> None:
    with coach_world(spent) as world:
        assert LACKS in world.store.notices
        assert [(row.kind, row.session) for row in world.store.pain_rests.in_force()] == [("hold", None)]
        assert world.forecast.today().kind == "blocked"
        way = world.way_in()
        question = way.start_plan("first-steps")
        assert isinstance(question, CutOffQuestion)
        assert not question.may.allowed
        assert isinstance(way.answer_cut_off(True), KeptSession)
        assert isinstance(way.go_on(), PainRestNotice)


def test_a_red_that_is_on_record_is_one_rest_and_not_two(spent: Path) -> None:
    with open_store(
        spent, MORNING, PainRestRule(strictest, pain_rest_in_doubt)
    ) as store:  # by itself it begins no rest
        red = PainRestRow(
            "red", "hold", MORNING, ("bridge",), None, 2, 7, "1", session=store.sessions.not_ended()[0].id
        )
        store.pain_rests.add(red)
    with coach_world(spent) as world:
        assert LACKS in world.store.notices
        assert world.store.pain_rests.in_force() == (red,)
        assert world.forecast.today().kind == "blocked", "two rests would pause the plan until advice"


def test_it_says_so_once(spent: Path) -> None:
    with coach_world(spent):
        pass
    with coach_world(spent) as world:
        assert LACKS not in world.store.notices
        assert len(world.store.pain_rests.in_force()) == 1


def test_a_session_that_came_to_its_end_leaves_no_doubt(tmp_path: Path) -> None:
    with coach_world(tmp_path) as world:
        started = begin(world)
        world.store.make_room()
        play(world.clock, started, Played())
        assert not Places(tmp_path).reserve.with_name(f"reserve{GIVEN_UP}").exists()
    with coach_world(tmp_path) as world:
        assert world.store.notices == ()
        assert world.store.pain_rests.in_force() == ()
