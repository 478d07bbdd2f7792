"""A session on its way into the diary: what it leaves behind, and what a crash makes of it."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.clock import FakeClock
from hipcoach.engine.events import SetFinished
from hipcoach.engine.questions import NUMBER_WRONG, Request, State
from hipcoach.recorder import BeforeAnswers, Recorder, find_unfinished, keep
from hipcoach.recorder.codec import session_from, session_text
from hipcoach.safety.pain_rests import may_go_on
from hipcoach.safety.reason import as_written, reasons_from
from hipcoach.safety.types import Area, Finish, PainKind, Response
from hipcoach.store import Store
from tests.answering import give
from tests.recorder.driving import CATALOGUE, MORNING, RULE, Drive, again, answer_same, drive, session_of, to_state


def report(going: Drive, score: int | None, kind: PainKind | None = PainKind.ACHE) -> None:
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, score, now))
    if going.engine.state is State.PAIN_CONFIRM:
        going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
    if going.engine.state is State.PAIN_KIND:
        going.do(lambda now: give(going.engine, State.PAIN_KIND, kind, now))
    if going.engine.state is State.KIND_CONFIRM:
        going.do(lambda now: going.engine.answer_question(State.KIND_CONFIRM, True, now))


def test_a_report_that_was_a_mistake_is_kept_and_counts_for_nothing(store: Store, clock: FakeClock) -> None:
    """Also where the session is cut off afterwards: no report is open, none is marked, and it may go on."""
    going = drive(store, clock)
    while not (going.engine.can(Request.ANSWER_CHECK) and not going.engine.answered):
        assert going.on()
    name = going.recorder.session_id
    going.do(lambda now: going.engine.answer_check(Response.WORSE, now))
    reported = store.pains.of_session(name)[-1]
    assert (reported.question, reported.open) == ("during", True)
    going.do(partial(going.engine.ask, Request.WITHDRAW))
    taken_back = store.pains.of_session(name)[-1]
    assert (taken_back.id, taken_back.question, taken_back.open) == (reported.id, "withdrawn", False)
    first = next(row for row in store.sessions.exercises(name) if row.ord == 0)
    assert (first.outcome, first.response) == (None, None)
    assert store.pains.marked_worse() == frozenset()
    lost = find_unfinished(store)
    assert lost is not None
    assert (lost.marks.exercises, lost.marks.reports, lost.report_open) == ((), 0, False)
    kinds = [event.kind for event in store.sessions.events(name)]
    assert kinds.index("PainReported") < kinds.index("ReportWithdrawn")
    going.do(partial(going.engine.ask, Request.RESUME))
    while going.on():
        if going.engine.can(Request.ANSWER_CHECK) and not going.engine.answered:
            answer_same(going)
    assert {(row.outcome, row.response) for row in store.sessions.exercises(name) if row.ord >= 0} == {("done", "same")}
    assert store.sessions.get(name).finish == "completed"
    assert store.pain_rests.all() == ()


def test_the_rest_that_a_mistake_broke_off_is_open_again(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.on()
    report(going, 3)
    resting = store.pains.of_session(going.recorder.session_id)[-1]
    assert (resting.question, resting.open) == ("rest", True)
    going.do(going.engine.report_pain)
    going.do(partial(going.engine.ask, Request.WITHDRAW))
    going.do(partial(going.engine.ask, Request.RESUME))
    to_state(going, State.BREAK_SCORE)
    going.do(lambda now: going.engine.answer_question(State.BREAK_SCORE, 2, now))
    answered = store.pains.get(resting.id)
    assert (answered.score, answered.open) == (2, False)


@pytest.mark.parametrize("plan", list(CATALOGUE.plans))
def test_a_prepared_session_comes_back_as_it_was(plan: str) -> None:
    session = session_of(plan)
    assert session_from(session_text(session)) == session


def test_a_whole_session_is_kept_as_it_was_done(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock, before=BeforeAnswers(3, Area.GROIN, Side.LEFT, ("limping",)))
    while going.on():
        if going.engine.can(Request.ANSWER_CHECK) and not going.engine.answered:
            answer_same(going)
    name = going.recorder.session_id
    head = store.sessions.get(name)
    assert (head.plan, head.finish, head.hold, head.base) == ("first-steps", "completed", "none", 2)
    assert head.duration_s == pytest.approx(clock.at_s - 1000)
    assert abs(head.ended_at - MORNING - timedelta(seconds=clock.at_s - 1000)) <= timedelta(milliseconds=1)
    done = [row for row in store.sessions.exercises(name) if row.ord >= 0]
    assert [row.exercise for row in done] == list(CATALOGUE.plans["first-steps"].exercises)
    assert {(row.outcome, row.response) for row in done} == {("done", "same")}
    left_out = [row for row in store.sessions.exercises(name) if row.ord < 0]
    assert [(row.exercise, row.outcome, reasons_from(row.reasons)) for row in left_out] == [
        ("walking", "left_out", (as_written("Not today."),))
    ]
    assert all(row.reps_done == row.reps_target for row in store.sessions.sets(name))
    before = store.pains.of_session(name)[0]
    assert (before.question, before.score, before.area, before.side) == ("before", 3, "groin", "left")
    assert store.screens.of_session(name)[0].items == ("limping",)
    assert len(store.backups()) == 1


def test_an_exercise_begun_anew_is_counted_anew(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished)
    assert len(store.sessions.sets(going.recorder.session_id)) == 1
    going.do(partial(going.engine.ask, Request.BACK))
    assert store.sessions.sets(going.recorder.session_id) == ()
    going.until(SetFinished, 2)
    assert len(store.sessions.sets(going.recorder.session_id)) == 2


def test_what_was_not_reached_is_skipped(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.stop)
    outcomes = [row.outcome for row in store.sessions.exercises(going.recorder.session_id) if row.ord >= 0]
    assert outcomes == ["shortened", "skipped", "skipped", "skipped"]


def test_red_is_a_hold_on_the_disk_before_anybody_is_asked_again(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
    assert going.engine.state is State.PAIN_CONFIRM
    rest = store.pain_rests.in_force()[0]
    assert (rest.kind, rest.peak, rest.base, rest.session) == ("hold", 7, 2, going.recorder.session_id)
    going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, False, now))
    assert store.pain_rests.in_force() == (rest,), "No by itself corrects nothing"
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 2, now))
    assert store.pain_rests.in_force() == ()
    to_the_millisecond = clock.utc().replace(microsecond=clock.utc().microsecond // 1000 * 1000)
    assert store.pain_rests.all()[0].corrected_at == to_the_millisecond
    assert store.pains.all()[-1].score == 2


@pytest.mark.parametrize(("first", "then", "peak"), [(7, 2, 7), (7, 9, 9), (2, 7, 7)])
def test_of_two_numbers_the_higher_is_the_report_and_the_rest(
    store: Store, clock: FakeClock, first: int, then: int, peak: int
) -> None:
    going = cut_off_at(store, clock, first, None, State.PAIN_KIND)
    for answer in (NUMBER_WRONG, then):
        going.do(lambda now, answer=answer: going.engine.answer_question(going.engine.state, answer, now))
    assert store.pains.all()[-1].score == peak
    assert [(row.kind, row.peak) for row in store.pain_rests.in_force()] == [("hold", peak)]
    lost = find_unfinished(store)
    assert lost is not None
    assert keep(store, lost, clock, RULE) is Finish.PAIN_STOP
    assert store.pains.all()[-1].score == peak, "a crash keeps it"


def test_a_kind_for_the_same_day_is_a_hold_until_another_is_given(store: Store, clock: FakeClock) -> None:
    going = cut_off_at(store, clock, 3, PainKind.WEAK, State.KIND_CONFIRM)
    assert [(row.kind, row.pain_kind) for row in store.pain_rests.in_force()] == [("hold", "weak")]
    going.do(lambda now: going.engine.answer_question(State.KIND_CONFIRM, False, now))
    assert len(store.pain_rests.in_force()) == 1, "No by itself corrects nothing"
    going.do(lambda now: give(going.engine, State.PAIN_KIND, PainKind.ACHE, now))
    assert store.pain_rests.in_force() == ()
    reports = [row for row in store.pains.all() if row.question == "during"]
    assert [(row.score, row.kind) for row in reports] == [(3, "ache")], "the number stands"


def test_an_amber_and_its_rest_are_two_answers(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    to_state(going, State.RUNNING)
    report(going, 3)
    assert going.engine.state is State.PAIN_BREAK
    to_state(going, State.BREAK_SCORE)
    going.do(lambda now: going.engine.answer_question(State.BREAK_SCORE, 2, now))
    answers = [(row.question, row.score, row.kind, row.open) for row in store.pains.all()]
    assert answers == [("before", 2, None, False), ("during", 3, "ache", False), ("rest", 2, None, False)]
    restored = find_unfinished(store)
    assert restored is not None
    assert restored.session == going.engine.session  # with the easier doses
    assert not restored.report_open


# -- cut off


def cut_off_at(store: Store, clock: FakeClock, score: int | None, kind: PainKind | None, upto: State) -> Drive:
    going = drive(store, clock)
    going.until(SetFinished)
    going.do(going.engine.report_pain)
    if upto is not State.PAIN_SCORE:
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, score, now))
    if going.engine.state is State.PAIN_KIND and upto is not State.PAIN_KIND:
        going.do(lambda now: give(going.engine, State.PAIN_KIND, kind, now))
    to_state(going, upto)
    return going


@pytest.mark.parametrize(
    ("score", "kind", "upto", "rest"),
    [
        (None, None, State.PAIN_SCORE, "soft"),  # D not given
        (2, None, State.PAIN_KIND, "soft"),  # kind not given
        (7, None, State.PAIN_CONFIRM, "hold"),  # RED stands unless corrected
        (2, PainKind.WEAK, State.KIND_CONFIRM, "hold"),  # a kind for the same day stands unless corrected
        (2, PainKind.SHARP, State.SHARP_WAIT, "hold"),  # no answer = still there
        (3, PainKind.ACHE, State.PAIN_BREAK, "soft"),  # R not given
        (3, PainKind.ACHE, State.BREAK_SCORE, "soft"),
    ],
)
def test_a_report_that_a_crash_left_open_counts_as_not_given(
    store: Store, clock: FakeClock, score: int | None, kind: PainKind | None, upto: State, rest: str
) -> None:
    cut_off_at(store, clock, score, kind, upto)
    lost = find_unfinished(store)
    assert lost is not None
    assert lost.report_open
    assert not may_go_on(
        RULE, started_at=lost.started_at, now=clock.utc(), report_open=lost.report_open, pain_rest=lost.pain_rest
    ).allowed
    assert keep(store, lost, clock, RULE) is Finish.PAIN_STOP
    assert [row.kind for row in store.pain_rests.in_force()] == [rest]
    assert store.pain_rests.in_force()[0].triggers == ("knee_rolls",)
    assert [row.finish for row in store.sessions.all()] == ["pain_stop"]
    assert find_unfinished(store) is None
    assert not any(row.open for row in store.pains.all())


def test_a_crash_after_no_to_a_red_number_keeps_the_hold(store: Store, clock: FakeClock) -> None:
    going = cut_off_at(store, clock, 7, None, State.PAIN_CONFIRM)
    going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, False, now))
    lost = find_unfinished(store)
    assert lost is not None
    assert keep(store, lost, clock, RULE) is Finish.PAIN_STOP
    assert [(row.kind, row.peak) for row in store.pain_rests.in_force()] == [("hold", 7)]
    assert [row.hold for row in store.sessions.all()] == ["hold"]


def test_kept_without_pain_it_is_interrupted_at_the_time_it_was_cut_off(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished, 3)
    last = clock.utc()
    clock.jump(86_400)
    lost = find_unfinished(store)
    assert lost is not None
    assert keep(store, lost, clock, RULE) is Finish.INTERRUPTED
    head = store.sessions.all()[0]
    assert head.finish == "interrupted"
    assert head.ended_at is not None
    assert abs(head.ended_at - last) < timedelta(milliseconds=2)
    assert len(store.sessions.sets(going.recorder.session_id)) == 3


def test_it_goes_on_where_it_was_and_is_one_session(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished, 2)
    clock.jump(120)
    lost = find_unfinished(store)
    assert lost is not None
    assert lost.last is not None
    going_on = again(store, clock, lost)
    going_on.to_the_end()
    assert [row.finish for row in store.sessions.all()] == ["completed"]
    assert {row.outcome for row in store.sessions.exercises(lost.session_id) if row.ord >= 0} == {"done"}
    assert store.sessions.get(lost.session_id).duration_s == pytest.approx(clock.at_s - 1000 - 120, abs=2)
    seqs = [event.seq for event in store.sessions.events(lost.session_id)]
    assert seqs == sorted(set(seqs))


# -- time


@pytest.mark.parametrize("jump_h", [-3, 5, -24, 24, -60 * 24, 60 * 24, 27_028 * 24])  # the last one is 74 years
def test_a_clock_that_is_set_meanwhile_dates_nothing(store: Store, clock: FakeClock, jump_h: int) -> None:
    """The session's end, what hurt, the rest and the copy afterwards are dated by the time that has passed."""
    going = drive(store, clock, before=BeforeAnswers(2, screen=()))
    going.until(SetFinished)
    clock.at_utc += timedelta(hours=jump_h)
    going.do(going.engine.report_pain)
    going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
    going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
    going.to_the_end()
    (head,), (rest,) = store.sessions.all(), store.pain_rests.all()
    assert head.duration_s == pytest.approx(clock.at_s - 1000)
    assert head.ended_at is not None
    assert (head.ended_at - head.started_at).total_seconds() == pytest.approx(head.duration_s, abs=0.01)
    dated = [row.at for row in store.pains.of_session(head.id)] + [rest.started_at]
    assert [head.started_at <= at <= head.ended_at for at in dated] == [True] * 3
    assert store.backups()[0].at - head.ended_at < timedelta(seconds=1)


def test_the_change_of_clocks_and_the_user_s_own_date(store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    clock = FakeClock(at_utc=datetime(2026, 3, 28, 23, 58, tzinfo=UTC), at_zone=berlin)  # 00:58, clocks change at 2
    going = drive(store, clock)
    going.to_the_end()
    head = store.sessions.all()[0]
    assert (head.zone, head.offset_min, head.local_date) == ("Europe/Berlin", 60, "2026-03-29")
    assert head.started_at == datetime(2026, 3, 28, 23, 58, tzinfo=UTC)
    assert head.ended_at is not None
    assert (head.ended_at - head.started_at).total_seconds() == pytest.approx(head.duration_s, abs=0.01)


def test_a_recorder_of_a_session_that_is_not_there_says_so(store: Store, clock: FakeClock) -> None:
    with pytest.raises(KeyError):
        Recorder(store, "nowhere", clock)


def test_payloads_are_json_without_the_cues(store: Store, clock: FakeClock) -> None:
    going = drive(store, clock)
    going.until(SetFinished)
    events = store.sessions.events(going.recorder.session_id)
    assert "cues" not in json.loads(next(event.payload for event in events if event.kind == "StepStarted"))["step"]
    assert not {event.kind for event in events} & {"CueStarted", "Silenced", "StateChanged"}
