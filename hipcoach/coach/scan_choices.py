"""What is read out for one switch in each state of a session. Every choice is a request that some key makes, too."""

from collections.abc import Callable, Iterator

from hipcoach.coach.scan import ScanChoice
from hipcoach.engine.questions import (
    QUESTIONS,
    STEP_QUESTIONS,
    AnswerForm,
    Request,
    SessionQuestion,
    State,
    StepQuestion,
    question_in,
)
from hipcoach.engine.words.script import Script, sentence
from hipcoach.safety.rule import ALL_SCORES

NUMBER_PACE = 0.48  # of the pace of other answers: they are short, and in order
MENU = (
    (Request.REPORT_PAIN, "scan_hurts"),
    (Request.RESUME, "scan_go_on"),
    (Request.SKIP, "scan_skip"),
    (Request.BACK, "scan_back"),
    (Request.STOP, "scan_end"),
)
"""What is read where nothing is asked, the pain first."""
ANSWERS = {"same": "scan_same", "true": "scan_true", "false": "scan_false"}
"""Answers that are read in other words than they are shown in."""
MENU_STATES = frozenset({State.PAUSED, State.SHARP_WAIT, State.PAIN_BREAK})
AFTER = ("scan_after", "scan_effort")  # questions after the session
READ_UNASKED = frozenset({State.PAUSED})  # in a rest only after a press


def choices_in(
    state: State,
    script: Script,
    pace_s: float,
    *,
    asks: StepQuestion | None,
    can: Callable[[Request], bool],
    is_red: Callable[[int], bool],
) -> tuple[ScanChoice, ...]:
    """Return what is read out in a state, in its order; empty where a press does something at once.

    `asks` is what an open check asks. A red score needs no second press: the session takes it at the first, writes it,
    and asks whether it was meant.
    """
    question = question_in(state, asks)
    if question is not None and question.takes_answer:
        return tuple(_answers(question, script, pace_s, can, is_red))
    if state not in MENU_STATES:
        return ()
    return tuple(_choice(script, request, pace_s, key) for request, key in MENU if can(request))


def number_choices(script: Script, pace_s: float, is_red: Callable[[int], bool]) -> tuple[ScanChoice, ...]:
    """Return the numbers from 0 to 10."""
    return tuple(_number(script, score, pace_s, is_red(score)) for score in ALL_SCORES)


def confirm_choices(script: Script, pace_s: float) -> tuple[ScanChoice, ...]:
    """Return yes and no to a number that is on record already."""
    return tuple(_question(QUESTIONS[State.PAIN_CONFIRM], script, pace_s))


def go_on_choices(script: Script, pace_s: float) -> tuple[ScanChoice, ...]:
    """Return the one way on from a stop; it counts only after a second press."""
    words = script.text("scan_go_on")
    return (ScanChoice(words, Request.RESUME, None, pace_s, _keep(script, words)),)


def scan_texts(script: Script, pace_s: float) -> tuple[str, ...]:
    """Return everything that may be read, so that it can be put into speech beforehand."""
    found: list[ScanChoice] = []
    for state in State:
        for asks in (None, *StepQuestion):
            found += choices_in(state, script, pace_s, asks=asks, can=lambda request: True, is_red=lambda score: False)
    found += go_on_choices(script, pace_s)
    read = [text for choice in found for text in (choice.words, choice.keep) if text]
    return tuple(dict.fromkeys([*read, *(script.text(key) for key in AFTER)]))


def _answers(
    question: SessionQuestion,
    script: Script,
    pace_s: float,
    can: Callable[[Request], bool],
    is_red: Callable[[int], bool],
) -> Iterator[ScanChoice]:
    if question.form is AnswerForm.SCORE:
        yield from number_choices(script, pace_s, is_red)
    yield from _question(question, script, pace_s)
    if can(Request.WITHDRAW) and question not in STEP_QUESTIONS.values():
        yield _choice(script, Request.WITHDRAW, pace_s, "scan_not_meant")


def _question(question: SessionQuestion, script: Script, pace_s: float) -> Iterator[ScanChoice]:
    request = Request.ANSWER_CHECK if question in STEP_QUESTIONS.values() else Request.ANSWER
    for each in question.answers:
        words = _words(script, ANSWERS.get(str(each.value).lower(), ""), each.words)
        keep = _keep(script, words) if each.kept else ""
        yield ScanChoice(words, request, each.value, pace_s, keep)


def _number(script: Script, score: int, pace_s: float, red: bool) -> ScanChoice:
    words = script.text("count", n=score)
    return ScanChoice(words, Request.ANSWER, score, pace_s * NUMBER_PACE, "" if red else _keep(script, words))


def _choice(script: Script, request: Request, pace_s: float, key: str) -> ScanChoice:
    """Make a choice of the menu; what cannot be taken back is asked for twice."""
    words = script.text(key)
    keep = _keep(script, words) if request in (Request.STOP, Request.WITHDRAW) else ""
    return ScanChoice(words, request, None, pace_s, keep)


def _words(script: Script, key: str, otherwise: str) -> str:
    return script.text(key) if key in script.phrases.templates else sentence(f"{otherwise}.")


def _keep(script: Script, words: str) -> str:
    return script.text("scan_keep", answer=words)
