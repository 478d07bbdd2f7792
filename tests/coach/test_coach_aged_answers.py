"""What was answered before a session counts for an hour, and for its own day."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import ScreenQuestion, StartedSession
from tests.coach.coach_world import coach_world


@pytest.mark.parametrize(
    ("clock_at", "later", "anew"),
    [("09:00", 59, False), ("09:00", 61, True), ("09:00", 20 * 60, True), ("23:50", 20, True), ("09:00", -1, True)],
)
def test_signs_and_number_are_asked_anew_where_they_have_aged(
    tmp_path: Path, clock_at: str, later: int, anew: bool
) -> None:
    """On a plan's page that was left open: after an hour, on another day, and where the clock was put back."""
    with coach_world(tmp_path) as world:
        world.clock.at_utc = datetime.fromisoformat(f"2026-03-02T{clock_at}+00:00")
        way = world.way_in()
        way.start_plan("first-steps")
        way.answer_screen(())
        world.clock.at_utc += timedelta(minutes=later)
        way.answer_number(PainAnswer(1))  # however new the number is: the signs came before it
        question = way.begin()
        assert isinstance(question, ScreenQuestion if anew else StartedSession)
        if isinstance(question, ScreenQuestion):
            assert question.lead
            assert not world.store.sessions.not_ended()
            assert isinstance(way.answer_screen(("calf",)), StopText)
