"""Pain at every step of every plan leads where docs/pain_rule.md says, and never to "continue" after RED."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Decided,
    Event,
    ExerciseFinished,
    Finished,
    PainReported,
    PainRestBegun,
    PainRestCorrected,
    PainScored,
    Silenced,
    StepStarted,
)
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import PreparedAnswers, answer, run
from hipcoach.engine.types import Outcome, StepKind, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish, PainKind, PainRestKind, Response
from tests.engine.driving import any_begun, fork, give, halts, pass_time, to_kind, to_step
from tests.engine.plans import PLANS

BASE = 3


@dataclass(frozen=True)
class Case:
    """What the user answers, and where it must lead."""

    d: int | None
    kind: PainKind | None
    r: int | None
    finish: Finish
    pain_rest: PainRestKind


CASES = {
    "red": Case(5, PainKind.ACHE, 0, Finish.PAIN_STOP, PainRestKind.FULL),
    "amber, settled": Case(4, PainKind.ACHE, 3, Finish.COMPLETED, PainRestKind.NONE),
    "amber, not settled": Case(4, PainKind.ACHE, 4, Finish.PAIN_STOP, PainRestKind.SHORT),
    "amber, red after the rest": Case(4, PainKind.ACHE, 6, Finish.PAIN_STOP, PainRestKind.FULL),
    "amber, no answer after the rest": Case(4, PainKind.ACHE, None, Finish.PAIN_STOP, PainRestKind.SHORT),
    "ok": Case(3, PainKind.ACHE, None, Finish.COMPLETED, PainRestKind.NONE),
    "sharp": Case(2, PainKind.SHARP, None, Finish.PAIN_STOP, PainRestKind.FULL),
    "numb": Case(1, PainKind.NEURO, None, Finish.PAIN_STOP, PainRestKind.FULL),
    "weak": Case(1, PainKind.WEAK, None, Finish.PAIN_STOP, PainRestKind.FULL),
    "no score": Case(None, PainKind.ACHE, None, Finish.PAIN_STOP, PainRestKind.SHORT),
    "no kind": Case(3, None, None, Finish.PAIN_STOP, PainRestKind.SHORT),
}


def begin(engine: Engine) -> None:
    """Start, lie down, and be in the first exercise at 60 s."""
    ahead = fork(engine)
    ahead.start(0.0)
    begins = 59.5 - to_kind(ahead, StepKind.REPETITION)
    engine.start(begins)
    to_step(engine, lambda step: step.kind is StepKind.REPETITION, begins)
    engine.advance(60.0)


@pytest.mark.parametrize("plan", PLANS)
def test_pain_at_every_step_leads_where_it_must(plan: str, engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(plan, in_full=False, base=BASE)
    cases = list(CASES.items())
    for n, now in enumerate(halts(engine)):
        # RED at every step, and one of the other cases in turn, so that each meets every kind of step
        for name, case in (cases[0], cases[1 + n % (len(cases) - 1)]):
            one = fork(engine)
            check_case(one, case, now, f"{plan}, step {engine.status(now).step}, {name}")


def check_case(engine: Engine, case: Case, now: float, where: str) -> None:
    exercise = engine.session.assignments[engine.status(now).exercise_order].exercise.id
    step, begun = engine.status(now).step, any_begun(engine, now)
    events = list(engine.report_pain(now))
    kinds = [type(event) for event in events]
    assert Silenced in kinds, where
    assert kinds.index(Silenced) < kinds.index(PainReported), where
    assert events[kinds.index(Silenced)].at_s == pytest.approx(now), where
    assert engine.state is State.PAIN_SCORE, where
    for _ in range(10_000):
        if engine.state is State.ENDED:
            break
        given = reply(engine, case, now)
        if given is None:
            due = engine.next_deadline()
            assert due is not None, where
            now = max(now, due)
            given = engine.advance(now)
        events += given
    end = events[-1]
    assert isinstance(end, Finished), where
    assert (end.finish, end.pain_rest) == (case.finish, case.pain_rest), where
    ended_now = any(isinstance(e, ExerciseFinished) and e.outcome is Outcome.PAIN for e in events)
    assert ended_now is (begun and step.kind is not StepKind.FINISH), where  # none begun, or it had ended already
    check_nothing_after_red(events, where)
    pain_rests = [e for e in events if isinstance(e, PainRestBegun)]
    assert [h.kind for h in pain_rests] == ([case.pain_rest] if case.pain_rest is not PainRestKind.NONE else []), where
    assert all((exercise in h.triggers) is begun for h in pain_rests), where


def reply(engine: Engine, case: Case, now: float) -> tuple[Event, ...] | None:
    match engine.state:
        case State.PAIN_SCORE:
            return engine.answer_question(State.PAIN_SCORE, case.d, now)
        case State.PAIN_CONFIRM:
            return engine.answer_question(State.PAIN_CONFIRM, True, now)
        case State.PAIN_KIND:
            return give(engine, State.PAIN_KIND, case.kind, now)
        case State.SHARP_QUESTION:
            return None  # no answer = still there
        case State.BREAK_SCORE:
            return engine.answer_question(State.BREAK_SCORE, case.r, now)
        case _:
            return answer(engine, PreparedAnswers(), now)


def check_nothing_after_red(events: list[Event], where: str) -> None:
    """After the hold is set no step begins: there is no way on."""
    full = [i for i, e in enumerate(events) if isinstance(e, PainRestBegun) and e.kind is PainRestKind.FULL]
    assert not any(isinstance(e, StepStarted) for at in full[:1] for e in events[at:]), where


class TestOneReport:
    """The story of one report, told once in detail."""

    @pytest.fixture
    def engine(self, engine_of: Callable[..., Engine]) -> Engine:
        engine = engine_of("first-steps", base=BASE, in_full=False)
        begin(engine)
        return engine

    def test_everything_stops_at_once_and_without_confirmation(self, engine: Engine) -> None:
        kinds = [type(event) for event in engine.report_pain(60.0)]
        assert kinds[0] is Silenced
        assert engine.state is State.PAIN_SCORE
        assert all(event.at_s <= 60.0 for event in engine.advance(60.0))

    def test_a_red_tap_is_a_hold_before_it_is_confirmed(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        events = engine.answer_question(State.PAIN_SCORE, 7, 61.0)
        assert [type(e) for e in events][:2] == [PainScored, PainRestBegun]
        assert engine.state is State.PAIN_CONFIRM
        assert engine.status(61.0).pending_pain == 7
        assert "seven" in engine.status(61.0).caption

    def test_a_mistyped_red_can_be_corrected(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 7, 61.0)
        assert PainRestCorrected not in [type(e) for e in engine.answer_question(State.PAIN_CONFIRM, False, 62.0)]
        events = engine.answer_question(State.PAIN_SCORE, 3, 63.0)
        assert [type(e) for e in events[:2]] == [PainRestCorrected, PainScored]
        events = give(engine, State.PAIN_KIND, PainKind.ACHE, 64.0)
        assert [e.decision.pain_rest for e in events if isinstance(e, Decided)] == [PainRestKind.NONE]

    @pytest.mark.parametrize("silent", ["skipped", "time", "left", "another RED"])
    def test_no_by_itself_corrects_nothing(self, engine: Engine, rule: PainRule, silent: str) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 7, 61.0)
        events = list(engine.answer_question(State.PAIN_CONFIRM, False, 62.0))
        assert engine.state is State.PAIN_SCORE
        match silent:
            case "skipped":
                events += engine.answer_question(State.PAIN_SCORE, None, 63.0)
            case "left":
                events += engine.stop(63.0)
            case "another RED":
                events += engine.answer_question(State.PAIN_SCORE, 8, 63.0)
                assert [e.peak for e in events if isinstance(e, PainRestBegun)] == [8]
                events += engine.answer_question(State.PAIN_CONFIRM, True, 64.0)
                events = [e for e in events if not isinstance(e, PainRestCorrected | PainRestBegun)]
        events += pass_time(engine, 64.0 + rule.score_timeout_s + rule.kind_timeout_s)
        assert not [e for e in events if isinstance(e, PainRestCorrected | PainRestBegun)]
        ends = [(e.finish, e.pain_rest) for e in events if isinstance(e, Finished)]
        assert ends == [(Finish.PAIN_STOP, PainRestKind.FULL)]

    def test_no_answer_to_is_that_right_leaves_red_standing(self, engine: Engine, rule: PainRule) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 7, 61.0)
        events = pass_time(engine, 61.0 + rule.confirm_timeout_s + rule.kind_timeout_s)
        assert isinstance(events[-1], Finished)
        assert events[-1].pain_rest is PainRestKind.FULL

    def test_no_answer_at_all_ends_with_a_short_pain_rest(self, engine: Engine, rule: PainRule) -> None:
        events = list(engine.report_pain(60.0))
        events += pass_time(engine, 60.0 + rule.score_timeout_s + rule.kind_timeout_s)
        assert isinstance(events[-1], Finished)
        assert (events[-1].finish, events[-1].pain_rest) == (Finish.PAIN_STOP, PainRestKind.SHORT)

    def test_sharp_pain_that_goes_leaves_the_number_to_decide(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 3, 61.0)
        give(engine, State.PAIN_KIND, PainKind.SHARP, 62.0)
        assert engine.state is State.SHARP_WAIT
        pass_time(engine, 92.0)
        assert engine.state is State.SHARP_QUESTION
        engine.answer_question(State.SHARP_QUESTION, False, 93.0)
        assert engine.state is State.RESUMING

    def test_after_the_break_the_next_exercise_is_at_its_easier_step(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", base=BASE, step="cap", in_full=False)
        begin(engine)
        before = engine.session.assignments
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 4, 61.0)
        give(engine, State.PAIN_KIND, PainKind.ACHE, 62.0)
        assert engine.state is State.PAIN_BREAK
        assert engine.status(62.0).remaining_s == 120.0
        pass_time(engine, 182.0)
        assert engine.state is State.BREAK_SCORE
        engine.answer_question(State.BREAK_SCORE, 3, 183.0)
        assert [a.dose for a in engine.session.assignments[1:]] == [a.easier for a in before[1:]]
        assert engine.session.assignments[0] == before[0]

    def test_a_second_worse_ends_the_session_even_at_an_ok_score(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 3, 61.0)
        give(engine, State.PAIN_KIND, PainKind.ACHE, 62.0)
        pass_time(engine, 95.0)
        engine.report_pain(95.0)
        engine.answer_question(State.PAIN_SCORE, 3, 96.0)
        events = give(engine, State.PAIN_KIND, PainKind.ACHE, 97.0)
        assert isinstance(events[-1], Finished)
        assert (events[-1].finish, events[-1].pain_rest) == (Finish.PAIN_STOP, PainRestKind.SHORT)
        rest = next(e for e in events if isinstance(e, PainRestBegun))
        assert rest.triggers == ("knee_rolls", "knees_to_chest")

    def test_pain_in_the_rest_for_pain_is_a_second_worse(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 4, 61.0)
        give(engine, State.PAIN_KIND, PainKind.ACHE, 62.0)
        engine.report_pain(80.0)
        engine.answer_question(State.PAIN_SCORE, 4, 81.0)
        events = give(engine, State.PAIN_KIND, PainKind.ACHE, 82.0)
        assert isinstance(events[-1], Finished)
        assert events[-1].pain_rest is PainRestKind.SHORT

    def test_leaving_with_an_open_report_counts_as_not_given(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        end = engine.stop(61.0)[-1]
        assert isinstance(end, Finished)
        assert (end.finish, end.pain_rest) == (Finish.PAIN_STOP, PainRestKind.SHORT)

    def test_leaving_with_a_red_unconfirmed_leaves_the_hold(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 9, 61.0)
        end = engine.stop(62.0)[-1]
        assert isinstance(end, Finished)
        assert (end.finish, end.pain_rest) == (Finish.PAIN_STOP, PainRestKind.FULL)

    def test_pain_before_any_work_marks_the_exercise_before_too(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", base=BASE, in_full=False)
        now, events = 0.0, list(engine.start(0.0))
        while engine.status(now).exercise_order != 1:
            if answer(engine, PreparedAnswers(), now) is None:
                now = engine.next_deadline() or now
                events += engine.advance(now)
        reported = next(e for e in engine.report_pain(now) if isinstance(e, PainReported))
        assert (reported.exercise, reported.also) == ("knees_to_chest", ("knee_rolls",))

    def test_an_exercise_of_which_nothing_was_done_is_not_marked_but_the_one_before_it(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("first-steps", base=BASE, in_full=False)
        now = 0.0
        engine.start(now)
        while engine.status(now).exercise_order != 1:
            if answer(engine, PreparedAnswers(), now) is None:
                now = engine.next_deadline() or now
                engine.advance(now)
        engine.ask(Request.SKIP, now)
        reported = next(e for e in engine.report_pain(now) if isinstance(e, PainReported))
        assert (reported.exercise, reported.also) == ("bridge", ("knee_rolls",))

    def test_worse_in_the_check_opens_the_same_questions(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", base=BASE, in_full=False)
        worse = PreparedAnswers(worse={"bridge": (5, PainKind.ACHE)})
        events = run(engine, worse)
        assert [e.response for e in events if isinstance(e, Answered)][-1] is Response.WORSE
        assert isinstance(events[-1], Finished)
        assert (events[-1].finish, events[-1].pain_rest) == (Finish.PAIN_STOP, PainRestKind.FULL)
        outcomes = {e.exercise: e.outcome for e in events if isinstance(e, ExerciseFinished)}
        assert outcomes == {"knee_rolls": Outcome.DONE, "knees_to_chest": Outcome.DONE, "bridge": Outcome.PAIN}

    def test_what_follows_is_spoken(self, engine: Engine) -> None:
        engine.report_pain(60.0)
        engine.answer_question(State.PAIN_SCORE, 9, 61.0)
        engine.answer_question(State.PAIN_CONFIRM, True, 62.0)
        events = give(engine, State.PAIN_KIND, PainKind.ACHE, 63.0)
        said = [e.cue.text for e in events if isinstance(e, CueStarted)]
        assert said[-3].startswith("Stop and rest. Contact your doctor or physiotherapist")
        assert said[-2].startswith("You reported 3 before and 9 now")
        assert said[-1].startswith("When you are ready to get up, open your eyes, roll towards the chair")

    def test_all_that_may_be_said_was_put_into_speech_beforehand(
        self, engine_of: Callable[..., Engine], rule: PainRule, script: Script
    ) -> None:
        engine = engine_of("first-steps", base=BASE, step="cap")
        ready = set(texts_of(engine.session, script, Timing(), rule))
        begin(engine)
        events = [*engine.report_pain(60.0), *engine.answer_question(State.PAIN_SCORE, 4, 61.0)]
        events += give(engine, State.PAIN_KIND, PainKind.ACHE, 62.0)
        events += [*pass_time(engine, 182.0), *engine.answer_question(State.BREAK_SCORE, 3, 183.0)]
        while engine.state is not State.ENDED:
            now = engine.next_deadline() or 0.0
            events += answer(engine, PreparedAnswers(), now) or engine.advance(now)
        said = {event.cue.text for event in events if isinstance(event, CueStarted)}
        assert said - ready == {""}, "a tick has no words"
