"""Finds the question about pain that was open when a session was cut off: the diary's answers are given again."""

import json
from collections.abc import Iterable, Iterator

from hipcoach.engine.events import PainKindGiven, PainReported, PainScored, QuestionAnswered, ReportWithdrawn
from hipcoach.engine.pain.pain_dialogue import PainDialogue, PainTurn, take_answer, time_out
from hipcoach.engine.questions import QUESTIONS, Answer, State
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Question
from hipcoach.store.rows import EventRow


def open_dialogue(begun: PainDialogue, events: Iterable[EventRow], rule: PainRule) -> PainDialogue | None:
    """Return the report as it stood. `begun` is the report as it was made.

    None where the answers lead nowhere that this version knows: a newer version may ask what this one does not.
    """
    pain: PainDialogue | None = begun
    for state, answer in _answers(events):
        for _ in QUESTIONS:  # a wait that was over, and a question that ran out of time, have no event of their own
            if pain is None or pain.state is state:
                break
            pain = time_out(pain, rule, 0.0).dialogue
        if pain is None or pain.state is not state:
            return None
        turn = _turn(pain, answer, rule)
        if turn is None:
            return None
        pain = turn.dialogue
    return pain


def _turn(pain: PainDialogue, answer: object, rule: PainRule) -> PainTurn | None:
    question = QUESTIONS[pain.state]
    known: Answer = answer if isinstance(answer, int) else None  # a word of an enum is text in the diary
    if isinstance(answer, str):
        known = next((each.value for each in question.answers if each.value == answer), None)
    try:
        return None if known is None and answer is not None else take_answer(pain, known, rule, 0.0)
    except ValueError:
        return None


def _answers(events: Iterable[EventRow]) -> Iterator[tuple[State | None, object]]:
    """Yield the answers to the last report that stands, in their order, each with its question."""
    reports: list[list[tuple[State | None, object]]] = []
    for event in events:
        given = reports[-1] if reports else []
        if event.kind == PainReported.__name__:
            reports.append([])
        elif event.kind == ReportWithdrawn.__name__:
            del reports[-1:]
        elif event.kind == PainScored.__name__:
            said = json.loads(event.payload)
            on_break = said["question"] == stored_name(Question.AFTER_BREAK)
            given.append((State.BREAK_SCORE if on_break else State.PAIN_SCORE, said["score"]))
        elif event.kind == PainKindGiven.__name__:
            given.append((State.PAIN_KIND, json.loads(event.payload)["kind"]))
        elif event.kind == QuestionAnswered.__name__:
            said = json.loads(event.payload)
            known = said["question"] in {state.value for state in QUESTIONS}
            given.append((State(said["question"]) if known else None, said["answer"]))
    return iter(reports[-1] if reports else ())
