"""A diary of version 1, of somebody who has 4 every day: what was decided stays, and 4 is as planned from now on."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.way_in_questions import CutOffQuestion, PlanQuestion, StartedSession
from hipcoach.history.session_detail import session_detail
from hipcoach.safety.before import Gate
from hipcoach.store import Store
from tests.coach.coach_world import DAY_S, RULE, CoachWorld, Played, diary_of, forecast_of, play

VERSION_1 = Path(__file__).parents[1] / "store" / "version_1" / "diary.sqlite3"
NOW = datetime(2026, 3, 21, 8, 10, tzinfo=UTC)


def told(store: Store) -> dict[str, list[str]]:
    """What the first version of the rule said beside each exercise, by session."""
    old = (row.id for row in store.sessions.all() if row.rule_version == "1")
    return {each: [done.note for done in session_detail(store, each).exercises] for each in old}


def test_who_reported_4_every_day_is_at_half_no_longer(tmp_path: Path) -> None:
    shutil.copy(VERSION_1, tmp_path)
    clock = FakeClock()
    clock.at_utc = NOW
    with open_diary_in(tmp_path, NOW) as store:
        world = CoachWorld(clock, store, diary_of(store, clock), forecast_of(store, clock))
        then = told(store)
        with store.transaction():
            for row in store.pains.latest("before", 10):
                store.pains.put(replace(row, score=4))
        way = world.way_in()
        assert isinstance(way.offer_cut_off(), CutOffQuestion)
        way.answer_cut_off(False)
        clock.jump(3 * DAY_S)
        way = world.way_in()
        way.start_plan("first-steps")
        way.answer_screen(())
        question = way.answer_number(PainAnswer(4), next_day=PainAnswer(2))
        assert isinstance(question, PlanQuestion)
        started = way.begin()
        assert isinstance(started, StartedSession)
        play(clock, started, Played())
        assert (question.before.gate, question.before.usual) == (Gate.AS_USUAL, 4)
        assert "as planned. For now a step up needs three settled sessions." in question.before.why
        halved = {note.line for each in started.session.assignments for note in each.notes if "Half" in note.sentence}
        assert halved == {"return_mode"}, "half as the last session of return, and not for the number"
        assert "Half today." in str(then)
        assert [row.rule_version for row in store.sessions.all()][-1] == RULE.version == "2"
        assert told(store).items() >= then.items(), "what was decided then is read as it was"
