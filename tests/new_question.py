"""Questions that no version has, after an exercise and about pain: added as a newcomer would, by a row alone."""

from enum import StrEnum

import pytest

from hipcoach.engine.questions import STEP_QUESTIONS, AnswerKey, SessionQuestion, State, StepQuestion


class NewQuestion(StrEnum):
    """The name that would stand in `StepQuestion`."""

    TIRED = "weariness"


ROW = SessionQuestion(
    "How tired are you?",
    answers=(AnswerKey("fresh", "Not tired", "1"), AnswerKey("weary", "Tired", "2", kept=True)),
    unanswered="Goes on in {left}.",
    rehearsed="fresh",
)


KNOWN = State.READY  # in the place of the name that would stand in `State`: nothing is asked there
ABOUT_PAIN = SessionQuestion(
    "Do you know this pain?",
    answers=(AnswerKey(True, "Yes", "Y", taught="yes"), AnswerKey(False, "No", "N", taught="no")),
    unanswered="No answer in {left} counts as not given, and the session ends.",
    rehearsed=True,
    then_asks=State.PAIN_KIND,
)


def ask_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask it after the question that every version has, and none that a version has besides."""
    for other in [each for each in STEP_QUESTIONS if each is not StepQuestion.CHECK]:
        monkeypatch.delitem(STEP_QUESTIONS, other)
    monkeypatch.setitem(STEP_QUESTIONS, NewQuestion.TIRED, ROW)  # type: ignore[arg-type]
