"""Any question's answer in the diary, and a session that was cut off while any question was open."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import Event, PainKindGiven, PainScored, QuestionAnswered, SetFinished
from hipcoach.engine.questions import QUESTIONS, Answer, State
from hipcoach.recorder import find_unfinished, keep
from hipcoach.recorder.entry import Entry
from hipcoach.safety.types import Finish, PainKind, Question
from hipcoach.store import Store
from tests.recorder.driving import MORNING, RULE, Drive, drive


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path, MORNING) as opened:
        yield opened


def answer_until(going: Drive, state: State, given: Mapping[State, Answer]) -> None:
    """Answer what is asked until `state` is; a question that `given` does not name, as the table rehearses it."""
    while going.engine.state is not state:
        asked = going.engine.state
        if QUESTIONS[asked].takes_answer:
            answer = given.get(asked, QUESTIONS[asked].rehearsed)
            going.do(lambda now, asked=asked, answer=answer: going.engine.answer_question(asked, answer, now))
        else:
            going.on()


def test_the_answer_to_any_question_is_on_record(store: Store) -> None:
    going = drive(store, FakeClock(at_utc=MORNING))
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    answer_until(going, State.SHARP_QUESTION, {State.PAIN_SCORE: 2, State.PAIN_KIND: PainKind.SHARP})
    going.do(lambda now: going.engine.answer_question(State.SHARP_QUESTION, False, now))
    going.recorder.commit([QuestionAnswered(going.heard[-1].at_s, State.PAUSED, Side.LEFT)])  # one it never heard of
    going.to_the_end()
    rows = [row for row in store.sessions.events(going.recorder.session_id) if row.kind == "QuestionAnswered"]
    assert [row.payload for row in rows][-2:] == [
        '{"question":"sharp_question","answer":false}',
        '{"question":"paused","answer":"left"}',
    ]


def test_an_answer_about_pain_is_among_the_last_to_be_lost() -> None:
    assert Entry(0, QuestionAnswered(0.0, State.SHARP_QUESTION, None), 0, None, MORNING).vital


@pytest.mark.parametrize(
    ("upto", "known"),
    [
        (State.PAIN_KIND, PainKindGiven(60.0, PainKind.ACHE)),
        (State.BREAK_SCORE, PainScored(60.0, Question.AFTER_BREAK, 2)),
    ],
)
def test_a_session_cut_off_at_a_later_question_counts_as_not_given(store: Store, upto: State, known: Event) -> None:
    """All that the rule asks for was answered, and would let the session go on; another question was still open."""
    clock = FakeClock(at_utc=MORNING)
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    reported = 3 if upto is State.BREAK_SCORE else 2
    answer_until(going, upto, {State.PAIN_SCORE: reported, State.PAIN_KIND: PainKind.ACHE})
    going.recorder.commit([known])
    lost = find_unfinished(store)
    assert lost is not None
    assert keep(store, lost, clock, RULE) is Finish.PAIN_STOP
    assert [(row.kind, row.peak) for row in store.pain_rests.in_force()] == [("soft", reported)]


@pytest.mark.parametrize(
    ("upto", "missing"),
    [
        (State.PAIN_SCORE, "number_not_given"),
        (State.PAIN_KIND, "kind_not_given"),
        (State.BREAK_SCORE, "rest_not_given"),
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_a_session_cut_off_at_a_question_names_that_question(
    store: Store, monkeypatch: pytest.MonkeyPatch, upto: State, missing: str, is_new: bool
) -> None:
    """`is_new`: the question in this place is another one, which the rule knows nothing of."""
    clock = FakeClock(at_utc=MORNING)
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    answer_until(going, upto, {State.PAIN_SCORE: 3, State.PAIN_KIND: PainKind.ACHE})
    if is_new and upto is State.PAIN_KIND:
        monkeypatch.setitem(QUESTIONS, upto, replace(QUESTIONS[upto], not_given="answer_not_given"))  # type: ignore[index]
        missing = "answer_not_given"
    lost = find_unfinished(store)
    assert lost is not None
    keep(store, lost, clock, RULE)
    decided = [row.payload for row in store.sessions.events(lost.session_id) if row.kind == "Decided"]
    assert f'"wording":"{missing}"' in decided[-1]


@pytest.mark.parametrize("kind", [None, PainKind.ACHE])
def test_sharp_pain_counts_as_there_where_a_second_report_is_cut_off(store: Store, kind: PainKind | None) -> None:
    clock = FakeClock(at_utc=MORNING)
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    answer_until(going, State.SHARP_WAIT, {State.PAIN_SCORE: 2, State.PAIN_KIND: PainKind.SHARP})
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 1, now))
    if kind is not None:
        going.do(lambda now: going.engine.answer_question(State.PAIN_KIND, kind, now))
    lost = find_unfinished(store)
    assert lost is not None
    assert keep(store, lost, clock, RULE) is Finish.PAIN_STOP
    assert [(row.kind, row.peak, row.pain_kind) for row in store.pain_rests.in_force()] == [("hold", 2, "sharp")]
    assert not any(row.open for row in store.pains.all())


@pytest.mark.parametrize(
    ("kind", "kept"), [(PainKind.ACHE, "sharp"), (PainKind.SHARP, "sharp"), (None, "sharp"), (PainKind.WEAK, "weak")]
)
def test_the_rest_keeps_sharp_pain_of_a_report_that_another_followed(
    store: Store, kind: PainKind | None, kept: str
) -> None:
    going = drive(store, FakeClock(at_utc=MORNING))
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    answer_until(going, State.SHARP_WAIT, {State.PAIN_SCORE: 3, State.PAIN_KIND: PainKind.SHARP})
    going.do(going.engine.report_pain)
    still_there = {State.PAIN_SCORE: 2, State.PAIN_KIND: kind, State.SHARP_QUESTION: True}
    answer_until(going, State.ENDED, still_there)
    assert [(row.peak, row.pain_kind) for row in store.pain_rests.in_force()] == [(3, kept)]
    assert not any(row.open for row in store.pains.all())
