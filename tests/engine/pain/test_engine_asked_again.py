"""A number or a kind that is asked again: what stands of it is said, and silence or the end keeps it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Decided, Event, PainReported, PainRestBegun, PainRestCorrected
from hipcoach.engine.questions import NUMBER_WRONG, QUESTIONS, Answer, Request, State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import Action, PainKind
from tests.engine.driving import to_kind

Given = tuple[State, Answer]
SCORE, CONFIRM, KIND, KIND_CONFIRM, BREAK_SCORE = (
    State.PAIN_SCORE,
    State.PAIN_CONFIRM,
    State.PAIN_KIND,
    State.KIND_CONFIRM,
    State.BREAK_SCORE,
)
WRONG = (KIND, NUMBER_WRONG)
KIND_DENIED = ((KIND, PainKind.NEURO), (KIND_CONFIRM, False))


@dataclass
class Reported:
    """A session in which pain was reported and answered, and all that came of it."""

    engine: Engine
    now: float
    events: list[Event]

    @property
    def rest(self) -> bool:
        """True while a pain rest is in force."""
        return sum(isinstance(e, PainRestBegun) - isinstance(e, PainRestCorrected) for e in self.events) > 0

    def of(self, *given: Given) -> "Reported":
        for state, answer in given:
            while self.engine.state is State.PAIN_BREAK:
                self.wait()
            self.events += self.engine.answer_question(state, answer, self.now)
        return self

    def wait(self) -> None:
        self.now = self.engine.next_deadline() or self.now
        self.events += self.engine.advance(self.now)


@pytest.fixture
def report(engine_of: Callable[..., Engine]) -> Reported:
    engine = engine_of("first-steps", in_full=False, base=2)
    engine.start(0.0)
    now = to_kind(engine, StepKind.REPETITION)
    events = engine.report_pain(now)
    assert any(isinstance(event, PainReported) for event in events)
    return Reported(engine, now, list(events))


HIGHER, STANDS = "Of both numbers, the higher counts.", "If you give none, what you gave stands."
ASKED_AGAIN: dict[str, tuple[tuple[Given, ...], str, str]] = {
    "a RED number denied": (((SCORE, 8), (CONFIRM, False)), "8", STANDS),
    "a number called wrong": (((SCORE, 3), WRONG), "3", HIGHER),
    "a RED number called wrong": (((SCORE, 8), (CONFIRM, True), WRONG), "8", HIGHER),
    "a kind denied": (((SCORE, 3), *KIND_DENIED), "burning, tingling or numb", STANDS),
    "a RED number after a rest denied": (
        ((SCORE, 3), (KIND, PainKind.ACHE), (BREAK_SCORE, 9), (CONFIRM, False)),
        "9",
        STANDS,
    ),
}


@pytest.mark.parametrize("case", ASKED_AGAIN)
def test_what_is_asked_again_says_what_stands_and_silence_keeps_it(report: Reported, case: str) -> None:
    given, stands, said = ASKED_AGAIN[case]
    engine, asked = report.of(*given).engine, given
    status = engine.status(report.now)
    assert status.counts_unanswered == stands
    assert status.caption.endswith(said)
    assert not status.caption.startswith("Everything has stopped")
    question = QUESTIONS[engine.state]
    assert question.no_answer("0:30", status.counts_unanswered) == f"No answer in 0:30 counts as {stands}."
    before = engine.state
    report.wait()
    assert engine.state is not before
    if asked[-1] == WRONG:
        assert engine.state is State.PAIN_KIND  # the number that was given counts
    else:
        assert engine.state is State.PAIN_KIND or report.rest


@pytest.mark.parametrize("state", [SCORE, KIND])
def test_what_is_asked_for_the_first_time_has_nothing_that_stands(report: Reported, state: State) -> None:
    report.of(*([] if state is SCORE else [(SCORE, 3)]))
    assert report.engine.state is state
    assert report.engine.status(report.now).counts_unanswered == ""


def test_who_stops_at_a_number_called_wrong_has_not_given_the_kind(report: Reported) -> None:
    report.of((SCORE, 3), WRONG)
    events = report.engine.stop(report.now)
    (decided,) = (event.decision for event in events if isinstance(event, Decided))
    assert decided.action is Action.END
    assert decided.why.startswith("No answer about what it is like was given")


@pytest.mark.parametrize("correct", [True, False])
def test_a_new_red_number_is_asked_back_though_a_kind_has_begun_the_rest(report: Reported, *, correct: bool) -> None:
    report.of((SCORE, 3), *KIND_DENIED, WRONG, (SCORE, 9))
    assert report.engine.state is State.PAIN_CONFIRM
    assert report.rest
    report.of((CONFIRM, correct))
    assert report.rest
    if not correct:
        report.of((SCORE, 3))
        assert report.rest, "the kind began it, and it stands"
    report.of((KIND, PainKind.ACHE))
    assert report.rest is correct
    assert (report.engine.state is State.ENDED) is correct


def test_a_red_number_that_was_confirmed_is_not_asked_back_again(report: Reported) -> None:
    report.of((SCORE, 8), (CONFIRM, True), WRONG, (SCORE, 2))
    assert report.engine.state is State.PAIN_KIND
    assert report.rest


def test_a_kind_that_was_given_keeps_the_report_though_no_number_was(report: Reported) -> None:
    report.of((SCORE, None), *KIND_DENIED, WRONG)
    assert report.engine.state is State.PAIN_SCORE
    assert report.rest
    assert not report.engine.can(Request.WITHDRAW)
