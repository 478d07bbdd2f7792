"""A microphone that is made up: a test says what the listening process tells of it."""

from collections.abc import Mapping
from typing import Any


class MadeUpMicrophone:
    """What stands in for the listening process."""

    def __init__(self) -> None:
        self.answers: list[Mapping[str, Any]] = []
        self.asked: list[Mapping[str, object]] = []
        self.listening, self.problem = True, ""
        self.ended = False

    def ask(self, request: Mapping[str, object]) -> bool:
        self.asked.append(request)
        return self.listening

    def take_out(self, moment: object) -> None:
        self.asked.append({"do": "take_out", "moment": moment})

    def hear(self, word: str, near: float = 0.3, *, alone: bool = True, **more: object) -> None:
        self.answers.append({"event": "heard", "word": str(word), "near": near, "alone": alone, **more})

    def take(self) -> list[Mapping[str, Any]]:
        answers, self.answers = self.answers, []
        return answers

    def end(self) -> None:
        self.ended = True
