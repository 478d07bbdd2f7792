"""A question after an exercise that no version has: added to the table as a newcomer would, by its row alone."""

from enum import StrEnum

import pytest

from hipcoach.engine.table import STEP_QUESTIONS, AnswerKey, SessionQuestion


class NewQuestion(StrEnum):
    """The name that would stand in `StepQuestion`."""

    TIRED = "tired"


ROW = SessionQuestion(
    "How tired are you?",
    answers=(AnswerKey("fresh", "Not tired", "1"), AnswerKey("weary", "Tired", "2", kept=True)),
    unanswered="Goes on in {left}.",
    rehearsed="fresh",
)


def ask_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEP_QUESTIONS, NewQuestion.TIRED, ROW)  # type: ignore[arg-type]
