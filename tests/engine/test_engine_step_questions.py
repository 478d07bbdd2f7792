"""A question after an exercise needs its row in the table, and nothing else."""

from collections.abc import Callable

import pytest

from hipcoach.coach.scan_choices import choices_in
from hipcoach.coach.spoken_words import SpokenWord, WordMoment, turn_of
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Answered, CueStarted, ExerciseFinished, Finished, StepQuestionAnswered
from hipcoach.engine.questions import STEP_QUESTIONS, Request, State
from hipcoach.engine.timeline import NO_KEYS, SAME, PreparedAnswers, run
from hipcoach.engine.types import StepKind
from hipcoach.engine.words.script import Script
from hipcoach.recorder.codec import payload_text
from hipcoach.safety.types import Finish, Response
from tests.engine.driving import pass_time, to_kind
from tests.new_question import ROW, NewQuestion, ask_it

PLAN = ("bridge", "chair_stand")
FLAGS = PreparedAnswers(made_up=False)  # of a session that is kept


@pytest.fixture(autouse=True)
def _ask_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_it(monkeypatch)


@pytest.mark.parametrize(("user", "answer"), [(SAME, "fresh"), (NO_KEYS, None), (FLAGS, None)])
def test_it_is_said_and_its_answer_on_record_after_each_exercise(
    engine_of: Callable[..., Engine], user: PreparedAnswers, answer: str | None
) -> None:
    events = run(engine_of(PLAN), user)
    found = [event for event in events if isinstance(event, StepQuestionAnswered)]
    assert [(each.exercise, each.question, each.answer) for each in found] == [
        (exercise, NewQuestion.TIRED, answer) for exercise in PLAN
    ]
    assert payload_text(found[0]).startswith('{"exercise":"bridge","question":"weariness","answer":')
    said = [event.cue.text for event in events if isinstance(event, CueStarted)]
    assert said.count("How tired are you? Press 1 for not tired, or 2 for tired.") == len(PLAN)
    assert [event.exercise for event in events if isinstance(event, ExerciseFinished)] == list(PLAN)
    assert [event.finish for event in events if isinstance(event, Finished)] == [Finish.COMPLETED]


def test_an_answer_to_the_question_before_is_none_to_it(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(PLAN)
    engine.start(0.0)
    now = to_kind(engine, StepKind.CHECK)
    now += engine.status(now).remaining_s
    pass_time(engine, now - 0.1)
    now += 0.1  # its time ran out just before
    late = engine.answer_check(Response.WORSE, now)
    assert [event.response for event in late if isinstance(event, Answered)] == [None]
    assert engine.state is State.RUNNING
    assert engine.status(now).asks is NewQuestion.TIRED
    assert not engine.answered
    with pytest.raises(ValueError, match="no answer"):
        engine.answer_check(Response.SAME, now)


def test_a_question_that_names_the_exercise_has_words_without_it() -> None:
    """What is said with a question knows no exercise, nor does what comes next."""
    assert [each.words for each in STEP_QUESTIONS.values() if "{" in each.plain_words] == []


def test_one_switch_reads_its_answers_and_yes_takes_one(script: Script) -> None:
    asks = NewQuestion.TIRED
    choices = choices_in(
        State.RUNNING,
        script,
        1.0,
        asks=asks,
        can=lambda _: True,
        is_red=lambda _: False,  # type: ignore[arg-type]
    )
    found = [(each.words, each.request, each.answer, bool(each.keep)) for each in choices]
    assert found == [
        ("Not tired.", Request.ANSWER_CHECK, "fresh", False),
        ("Tired.", Request.ANSWER_CHECK, "weary", True),
    ]
    assert ROW.is_read_out
    moment = WordMoment(State.RUNNING, 1.0, asks=asks, reading=True)  # type: ignore[arg-type]
    turn = turn_of(SpokenWord.YES, 0.0, moment, lambda _: True)
    assert turn is not None
    assert turn.act is not None
    assert turn_of(SpokenWord.BETTER, 0.0, moment, lambda _: True) is None, "a word of the other question"
