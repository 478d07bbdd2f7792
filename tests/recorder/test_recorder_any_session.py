"""Whatever a user does in a session, the diary agrees with the events."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.questions import Request, State
from hipcoach.recorder import find_unfinished, keep
from hipcoach.safety.stored_names import pain_rest_kind
from hipcoach.safety.types import PainKind, PainRestKind, Response
from tests.answering import give
from tests.engine.driving import ask as ask_engine
from tests.recorder.driving import MORNING, RULE, Drive, drive
from tests.store.inside import faults_of

REQUESTS = ("on", "pause", "resume", "skip", "back", "in_position", "same", "better", "worse", "pain", "stop")


def ask(going: Drive, request: str, score: int) -> None:
    """Put one request of a random user, if it means anything now."""
    engine = going.engine
    answers = {
        State.PAIN_SCORE: lambda now: engine.answer_question(State.PAIN_SCORE, score, now),
        State.PAIN_CONFIRM: lambda now: engine.answer_question(State.PAIN_CONFIRM, score % 2 == 0, now),
        State.KIND_CONFIRM: lambda now: engine.answer_question(State.KIND_CONFIRM, score % 2 == 0, now),
        State.PAIN_KIND: lambda now: give(engine, State.PAIN_KIND, list(PainKind)[score % 4], now),
        State.SHARP_QUESTION: lambda now: engine.answer_question(State.SHARP_QUESTION, score % 2 == 0, now),
        State.BREAK_SCORE: lambda now: engine.answer_question(State.BREAK_SCORE, score, now),
    }
    if engine.state in answers:
        going.do(answers[engine.state])
    elif request in ("same", "better", "worse"):
        if engine.can(Request.ANSWER_CHECK):
            going.do(lambda now: engine.answer_check(Response(request), now))
    elif request == "pain":
        if engine.can(Request.REPORT_PAIN):
            going.do(engine.report_pain)
    elif request != "on" and engine.can(request):
        going.do(lambda now: ask_engine(engine, Request(request), now))
    else:
        going.on()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(REQUESTS), st.integers(1, 40), st.integers(0, 10)), max_size=25))
def test_whatever_happens_the_diary_agrees_with_the_events(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, int, int]]
) -> None:
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path_factory.mktemp("any"), MORNING) as store:
        going = drive(store, clock)
        for request, steps, score in asked:
            for _ in range(steps):
                going.on()
            ask(going, request, score)
        heard = [type(event).__name__ for event in going.heard]
        lost = find_unfinished(store)
        if lost is not None:
            assert lost.marks.reports == heard.count("PainReported")
            keep(store, lost, clock, RULE)
        head = store.sessions.all()[0]
        in_force = [pain_rest_kind(row.kind) for row in store.pain_rests.in_force()]
        strictest = max(in_force, key=lambda kind: kind.rank, default=PainRestKind.NONE)
        assert pain_rest_kind(head.hold) is strictest
        assert heard.count("PainRestCorrected") == sum(row.corrected_at is not None for row in store.pain_rests.all())
        assert (head.finish == "pain_stop") == (strictest is not PainRestKind.NONE)
        assert all(row.outcome for row in store.sessions.exercises(head.id))
        for row in store.sessions.sets(head.id):
            assert 0 <= row.reps_done <= row.reps_target
        assert faults_of(store) == ()
