"""What is said with a question of the session, and the steps that ask more than one after an exercise."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.engine.cue import CueKind
from hipcoach.engine.pain.pain_dialogue import PainDialogue
from hipcoach.engine.questions import (
    QUESTIONS,
    STEP_QUESTIONS,
    AnswerForm,
    SessionQuestion,
    State,
    StepQuestion,
)
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TimedLine, line_cues

SAYS_YES = "yes"  # the taught word that takes what was just read out
FEEL_S = 3.0  # of silence after a question, to feel what the answer is


def question_text(
    script: Script, asked: State | StepQuestion, *, score: int | None = None, kind: str = "", first: str = ""
) -> str:
    """Return what is said with a question; `score` and `kind` are what is being confirmed.

    `first`: what is taken off, or stepped down from, before anybody thinks of a number.
    """
    if first:
        return f"{first} {question_text(script, asked, score=score)}"
    if asked.value in script.phrases.templates:
        return script.text(asked.value, score=score, kind=kind)
    question = QUESTIONS[asked] if isinstance(asked, State) else STEP_QUESTIONS[asked]
    return " ".join(
        filter(None, (question.plain_words.format(score=score, kind=kind), _how_to_answer(script, question)))
    )


def asked_text(script: Script, pain: PainDialogue, *, first: str = "") -> str:
    """Return what is said where a report of pain asks, or waits; `first` is said before it."""
    if pain.asked_again is not None:  # all stopped before: as after a rest, the number alone is asked
        short = State.BREAK_SCORE if pain.state is State.PAIN_SCORE else pain.state
        return f"{question_text(script, short)} {script.text(pain.asked_again.value)}"
    return question_text(script, pain.state, score=pain.pending, kind=pain.pending_kind, first=first)


def _how_to_answer(script: Script, question: SessionQuestion) -> str:
    """Return how a question is answered that has no phrase; empty where the answers are read out to one switch."""
    if "switch" in script.ways or not question.takes_answer:
        return ""
    words = [script.said.get(answer.taught, "") for answer in question.answers]
    if "words" in script.ways and words and all(words):
        return f"Say {_listed(words)}."
    if "words" in script.ways and question.is_read_out and SAYS_YES in script.said:
        return f"Say {script.said[SAYS_YES]} when you hear it."
    if question.form is AnswerForm.SCORE:
        return "Press its number."
    keys = (f"{answer.key} for {in_sentence(answer.words)}" for answer in question.answers)
    return f"Press {_listed(list(keys))}."


def _listed(names: Sequence[str]) -> str:
    return ", or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def more_checks(check: Step, script: Script, timing: Timing) -> Iterator[Step]:
    """Yield what is asked after an exercise besides how it feels: a step like `check` for each of the other questions.

    They are said in few words, as the user has just been told how to answer.
    """
    for question in STEP_QUESTIONS if check.kind is StepKind.CHECK else ():
        if question is not check.question:
            cues = line_cues(script, [TimedLine(CueKind.CHECK, question_text(script, question), FEEL_S)])
            yield replace(check, question=question, cues=cues, duration_s=end_s(cues) + timing.check_s)
