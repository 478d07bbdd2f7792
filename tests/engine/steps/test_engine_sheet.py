"""A session from a physiotherapist's sheet: its doses as steps, its rounds, and what pain leaves of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hipcoach.catalogue.types import Catalogue, Dose, Side
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, ExerciseFinished, Finished, PainReported, SetFinished
from hipcoach.engine.questions import Request, State, StepQuestion
from hipcoach.engine.steps.shorten import at_easier_step, fit, over_for_today
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import PreparedAnswers, run
from hipcoach.engine.types import Outcome, StepKind, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.before import before, screen
from hipcoach.safety.compose import compose
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Finish, PainKind, Session
from hipcoach.sheet.keep import made
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import read_sheet
from tests.answering import give
from tests.engine.driving import ask, pass_time, to_step
from tests.safety.made import facts_of
from tests.sheet.sheets import LEAFLETS

TIMED = Timing(floor_waits=False)


@pytest.fixture
def one(catalogue: Catalogue, session_of: Callable[..., Session]) -> Callable[..., Session]:
    """Make a session of one exercise with a dose of a sheet."""

    def make(exercise_id: str, dose: Dose, right: Dose | None = None, word: str = "") -> Session:
        exercise = catalogue.exercises[exercise_id]
        given = Assignment(exercise, dose, dose, dose_right=right, on_sheet=True, word=word)
        return replace(session_of((exercise_id,)), assignments=(given,))

    return make


DOSES = [
    ("bridge", Dose(10, 50, 0.0, 30.0), "Fifty repetitions. Ten sets, with a rest between them.", 10, 50, 0.0),
    ("bridge", Dose(1, 4, 300.0), "Four repetitions. Hold each for 300 seconds.", 1, 4, 1200.0),
    ("bridge", Dose(1, 4, breaths=3), "Four repetitions. Hold each for three breaths.", 1, 4, 96.0),
    ("chair_stand", Dose(2, 1, within_s=30.0), "As many as is comfortable in thirty seconds.", 2, 1, 30.0),
    ("wall_backbend", Dose(1, 2, 30.0), "Two holds. Hold for thirty seconds.", 1, 2, 60.0),
    ("walking", Dose(1, 1, minutes=25), "Twenty-five minutes, with low impact.", 1, 1, 1500.0),
]


@pytest.mark.parametrize(("exercise", "dose", "words", "sets", "reps", "held_s"), DOSES)
def test_every_kind_of_dose_is_told_and_done_as_it_stands(
    rule: PainRule, script: Script, one: Callable[..., Session],
    exercise: str, dose: Dose, words: str, sets: int, reps: int, held_s: float,
) -> None:  # fmt: skip
    engine = Engine(one(exercise, dose), rule=rule, timing=TIMED, script=script)
    events = run(engine, PreparedAnswers())
    said = [event.cue.text for event in events if isinstance(event, CueStarted)]
    assert any(words in text for text in said), said
    done = [event for event in events if isinstance(event, SetFinished)]
    assert len(done) == sets
    assert {(each.reps_target, each.reps_done, each.hold_s_target) for each in done} == {(reps, reps, held_s)}


def to_counting(engine: Engine, now: float = 0.0) -> float:
    """Let time pass until a step begins in which the user counts."""
    while not engine.can(Request.COUNT):
        due = engine.next_deadline()
        assert due is not None, f"nothing to count comes: {engine.state}"
        now = due
        engine.advance(now)
    return now


def test_as_many_as_is_comfortable_are_counted_by_the_user(
    rule: PainRule, script: Script, one: Callable[..., Session]
) -> None:
    engine = Engine(one("chair_stand", Dose(2, 1, 0.0, 30.0, within_s=30.0)), rule=rule, timing=TIMED, script=script)
    engine.start(0.0)
    begun = to_counting(engine)
    said = [
        [each.cue.text for each in engine.count_one(begun + at_s) if isinstance(each, CueStarted)]
        for at_s in (5.0, 5.2, 8.0, 14.0)
    ]
    assert said == [["One."], [], ["Two."], ["Three."]], "a press that is held or doubled counts once"
    assert engine.status(begun + 14.0).counted == 3
    engine.report_pain(begun + 14.0)
    engine.ask(Request.WITHDRAW, begun + 14.5)
    assert not engine.can(Request.COUNT)
    engine.ask(Request.RESUME, begun + 15.0)
    second = to_counting(engine, begun + 15.0)
    assert engine.status(second).counted == 3, "what was counted before a report that was a mistake"
    done = list(pass_time(engine, second + 30.0))
    at = to_counting(engine, second + 30.0)
    engine.count_one(at + 4.0)
    engine.ask(Request.BACK, at + 5.0)
    at = to_counting(engine, at + 5.0)
    assert engine.status(at).counted == 0
    engine.count_one(at + 1.0)
    done += engine.ask(Request.SKIP, at + 2.0)  # that was enough: the next set comes
    at = to_counting(engine, at + 2.0)
    engine.count_one(at + 1.0)
    engine.count_one(at + 2.0)
    done += engine.ask(Request.SKIP, at + 3.0)
    assert engine.status(at + 3.0).step.leaves  # type: ignore[union-attr]
    done += run_on(engine, at + 3.0)
    sets = [(each.set, each.reps_target, each.reps_done) for each in done if isinstance(each, SetFinished)]
    assert sets == [(1, 0, 3), (1, 0, 1), (2, 0, 2)], "one counted is told from the whole time by its target"
    assert [each.outcome for each in done if isinstance(each, ExerciseFinished)] == [Outcome.DONE]


@pytest.mark.parametrize("counted", [0, 1])
@pytest.mark.parametrize(
    ("request_name", "after_s", "told", "outcome"),
    [
        ("stop", 3.0, True, Outcome.SHORTENED),
        ("skip", 25.0, True, Outcome.DONE),
        ("skip", 25.0, False, Outcome.SHORTENED),  # nothing said that skip is "enough"
        ("advance", 30.0, True, Outcome.DONE),
    ],
)
def test_the_outcome_follows_the_time_or_that_it_was_enough_and_never_the_count(
    rule: PainRule, script: Script, one: Callable[..., Session],
    counted: int, request_name: str, after_s: float, told: bool, outcome: Outcome,
) -> None:  # fmt: skip
    said = script if told else replace(script, skip_key="")
    engine = Engine(one("chair_stand", Dose(1, 1, within_s=30.0)), rule=rule, timing=TIMED, script=said)
    engine.start(0.0)
    at = to_counting(engine)
    for _ in range(counted):
        engine.count_one(at + 1.0)
    events = [*pass_time(engine, at + after_s), *ask(engine, Request(request_name), at + after_s)]
    events += run_on(engine, at + after_s)
    assert [each.outcome for each in events if isinstance(each, ExerciseFinished)] == [outcome]


@pytest.mark.parametrize("timed", ["left", "right"])
def test_how_to_count_is_said_where_either_side_is_counted_in_a_time(
    rule: PainRule, script: Script, one: Callable[..., Session], timed: str
) -> None:
    in_a_time, times = Dose(1, 1, within_s=30.0), Dose(1, 8)
    left, right = (in_a_time, times) if timed == "left" else (times, in_a_time)
    session = one("clamshell", left)
    session = replace(session, assignments=(replace(session.assignments[0], dose_right=right),))
    said = [cue.text for step in unroll(session, script, TIMED) for cue in step.cues]
    assert sum("Press Enter for each one" in text for text in said) == 1


def run_on(engine: Engine, now: float) -> tuple[Event, ...]:
    return pass_time(engine, now + 600.0)


def test_what_was_counted_stands_after_pain_and_its_numbers_are_ready(
    rule: PainRule, script: Script, one: Callable[..., Session]
) -> None:
    session = one("chair_stand", Dose(1, 1, within_s=30.0))
    engine = Engine(session, rule=rule, timing=TIMED, script=script)
    engine.start(0.0)
    at = to_counting(engine)
    events = [*engine.count_one(at + 5.0), *engine.count_one(at + 8.0), *engine.report_pain(at + 9.0)]
    assert [each.reps_done for each in events if isinstance(each, SetFinished)] == [2]
    assert [each.outcome for each in events if isinstance(each, ExerciseFinished)] == [Outcome.PAIN]
    assert not engine.can(Request.COUNT)
    assert {"One.", "Thirty."} <= {*texts_of(session, script, TIMED, rule)}


def test_sides_that_differ_are_told_one_by_one_with_the_word_of_the_sheet(
    script: Script, one: Callable[..., Session]
) -> None:
    session = one("side_lying_leg_raise", Dose(1, 12, rest_s=0), Dose(2, 8), "slowly, with toes forward.")
    steps = unroll(session, script, TIMED)
    said = [cue.text for step in steps for cue in step.cues]
    assert "On your left side: Twelve repetitions." in said
    assert "On your right side: Eight repetitions. Two sets, with a rest between them." in said
    assert "Slowly, with toes forward." in said
    counted = [step for step in steps if step.kind is StepKind.REPETITION]
    assert [sum(step.side is side for step in counted) for side in (Side.LEFT, Side.RIGHT)] == [12, 16]


def test_a_tempo_of_the_sheet_is_kept(script: Script, one: Callable[..., Session]) -> None:
    steps = unroll(one("bridge", Dose(1, 2, up_s=2.0, down_s=4.0)), script, TIMED)
    assert {(step.up_s, step.duration_s) for step in steps if step.kind is StepKind.REPETITION} == {(2.0, 6.0)}


def test_no_limit_shortens_what_stands_on_a_sheet(rule: PainRule, script: Script, one: Callable[..., Session]) -> None:
    session = one("walking", Dose(1, 1, minutes=40))
    assert fit(rule, session, script, TIMED, 20 * 60.0) == session


def in_rounds(made: Session) -> Session:
    """Chair stand once, then three rounds of bridge and mini-squat, then chair stand once more."""
    stand, bridge, squat = made.assignments
    around = [replace(each, round=n) for n in (1, 2, 3) for each in (bridge, squat)]
    return replace(made, assignments=(stand, *around, stand))


def played(
    rule: PainRule, script: Script, made: Session, *answers: object
) -> tuple[list[tuple[int, Outcome]], tuple[Event, ...]]:
    """Report pain in the first bridge with these answers; give how each exercise went, by its place."""
    engine = Engine(in_rounds(made), rule=rule, timing=TIMED, script=script)
    engine.start(0.0)
    now = to_exercise_at(engine, 1)
    events = list(engine.report_pain(now))
    events += engine.answer_question(engine.state, answers[0], now)  # type: ignore[arg-type]
    events += engine.answer_question(engine.state, PainKind.ACHE, now)
    if len(answers) > 1:
        events += pass_time(engine, now + rule.break_s)
        now += rule.break_s
        events += engine.answer_question(engine.state, answers[1], now)  # type: ignore[arg-type]
    events += pass_time(engine, now + 4000.0)
    return [(each.order, each.outcome) for each in events if isinstance(each, ExerciseFinished)], tuple(events)


def to_exercise_at(engine: Engine, order: int) -> float:
    now = 0.0
    while engine.status(now).exercise_order < order or engine.status(now).step.kind is not StepKind.REPETITION:  # type: ignore[union-attr]
        due = engine.next_deadline()
        if due is None:
            engine.in_position(now)
            continue
        now = max(now, due)
        engine.advance(now)
    return now


def test_what_hurt_more_is_over_in_every_later_round_and_the_rest_goes_on(
    rule: PainRule, script: Script, session_of: Callable[..., Session]
) -> None:
    outcomes, events = played(rule, script, session_of(("chair_stand", "bridge", "mini_squat")), 3)
    assert outcomes[0] == (1, Outcome.PAIN)
    assert {order for order, outcome in outcomes if outcome is Outcome.LEFT_OUT} == {3, 5}
    assert [order for order, outcome in outcomes if outcome is Outcome.DONE] == [2, 4, 6, 7]
    assert [each.finish for each in events if isinstance(each, Finished)] == [Finish.COMPLETED]


def test_after_an_amber_the_easier_step_is_one_round(
    rule: PainRule, script: Script, session_of: Callable[..., Session]
) -> None:
    outcomes, _ = played(rule, script, session_of(("chair_stand", "bridge", "mini_squat")), 4, 3)
    assert {order for order, outcome in outcomes if outcome is Outcome.LEFT_OUT} == {3, 4, 5, 6}
    assert [order for order, outcome in outcomes if outcome is Outcome.DONE] == [2, 7]


def test_nobody_is_told_to_leave_out_in_the_next_round_what_is_over_by_then(
    script: Script, session_of: Callable[..., Session]
) -> None:
    session = in_rounds(session_of(("chair_stand", "bridge", "mini_squat")))
    for eased in (at_easier_step(session, 2), over_for_today(session, {"mini_squat"}, 4)):
        over = {each.exercise.id for each in eased.assignments if each.over and each.round}
        checks = [step for step in unroll(eased, script, TIMED) if step.kind is StepKind.CHECK]
        told = {
            step.exercise for step in checks if any("next round" in cue.text for cue in step.cues) and step.order >= 2
        }
        assert over
        assert not told & over


def test_what_is_over_was_not_worked_on_last(
    session_of: Callable[..., Session], rule: PainRule, script: Script
) -> None:
    """Bridge hurt in the first round; a report as mini-squat is announced in the second marks that, and once."""
    made = in_rounds(session_of(("chair_stand", "bridge", "mini_squat")))
    engine = Engine(replace(made, assignments=made.assignments[1:]), rule=rule, timing=TIMED, script=script)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.order == 0 and step.kind is StepKind.REPETITION)
    engine.report_pain(now)
    engine.answer_question(State.PAIN_SCORE, 3, now)
    give(engine, State.PAIN_KIND, PainKind.ACHE, now)
    now = to_step(engine, lambda step: step.order == 3)
    (report,) = (event for event in engine.report_pain(now) if isinstance(event, PainReported))
    assert (report.exercise, report.also) == ("mini_squat", ())


def test_who_reaches_no_key_is_told_to_leave_it_out_in_the_next_round(
    script: Script, session_of: Callable[..., Session]
) -> None:
    steps = unroll(in_rounds(session_of(("chair_stand", "bridge", "mini_squat"))), script, TIMED)
    checks = [step for step in steps if step.asks is StepQuestion.CHECK]
    told = [
        any("If it is worse, leave this one out in the next round, too." in cue.text for cue in step.cues)
        for step in checks
    ]
    assert told == [False, True, True, True, True, False, False, False], "not in the last round, nor what is done once"


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_a_leaflet_plays_to_the_end_with_every_dose(
    rule: PainRule, script: Script, catalogue: Catalogue, leaflet: str
) -> None:
    lines = [row.rsplit(" = ", 1)[0] for row in LEAFLETS[leaflet]]
    files = plan_files(read_sheet("\n".join(lines), catalogue.exercises), leaflet, "", catalogue.exercises)
    plan, exercises = made(files, catalogue.exercises)
    facts = facts_of(now=datetime(2026, 3, 2, tzinfo=UTC))
    session = compose(rule, plan, exercises, facts, screen(rule, ()), before(rule, 2, 2))
    assert isinstance(session, Session)
    assert [(each.dose, each.dose_right) for each in session.assignments] == [(e.dose, e.right) for e in plan.entries]
    events = run(Engine(session, rule=rule, timing=TIMED, script=script), PreparedAnswers())
    outcomes = [each.outcome for each in events if isinstance(each, ExerciseFinished)]
    assert outcomes == [Outcome.DONE] * len(plan.exercises)
