"""All that is said of a report of pain is put into speech beforehand: who lies with eyes shut hears how it goes on."""

from dataclasses import replace
from itertools import product

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event
from hipcoach.engine.questions import State
from hipcoach.engine.steps.shorten import eases_next
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, Timing
from hipcoach.safety.types import PainKind
from tests.engine.driving import fork, to_step
from tests.engine.on_the_way import started
from tests.engine.script_told import RULE, SCRIPT

SCORES = (0, 3, 8, None)
STAYS = (False, True, None)


def wait(engine: Engine, now: float, state: State) -> tuple[float, list[Event]]:
    """Let the time of a question, or of a wait, run out."""
    events: list[Event] = []
    while engine.state is state:
        now = engine.next_deadline() or now
        events += engine.advance(now)
    return now, events


def reported(
    engine: Engine, now: float, score: int | None, kind: PainKind | None, *, stays: bool | None, after: int | None
) -> list[str]:
    """Report pain, answer so, None by saying nothing, and return all that is said."""
    answers = {
        State.PAIN_SCORE: score,
        State.PAIN_CONFIRM: True,
        State.PAIN_KIND: kind,
        State.SHARP_QUESTION: stays,
        State.BREAK_SCORE: after,
    }
    events = list(engine.report_pain(now))
    while engine.state in (*answers, State.SHARP_WAIT, State.PAIN_BREAK):
        given = answers.get(engine.state)
        if given is None:
            now, more = wait(engine, now, engine.state)
            events += more
        else:
            events += engine.answer_question(engine.state, given, now)
    return [event.cue.text for event in events if isinstance(event, CueStarted)]


@pytest.mark.parametrize("plan", ["first-steps", "no-floor"])
@pytest.mark.parametrize("second", [False, True], ids=["first report", "second report"])
def test_every_answer_to_a_report_leads_to_words_that_are_in_speech(plan: str, *, second: bool) -> None:
    engine = started(plan)
    known = set(texts_of(engine.session, SCRIPT, Timing(), RULE))
    now = to_step(engine, lambda step: step.kind in WORK_KINDS)
    if second:
        reported(engine, now, 2, PainKind.ACHE, stays=None, after=0)
        now = to_step(engine, lambda step: step.order == 1 and step.kind in WORK_KINDS)
    heard = set[str]()
    for score, kind in product(SCORES, (*PainKind, None)):
        for stays, after in product(STAYS if kind is PainKind.SHARP else (None,), SCORES if score == 3 else (0,)):
            said = reported(fork(engine), now, score, kind, stays=stays, after=after)
            assert set(said) <= known, (score, kind, stays, after)
            heard |= set(said)
    together = " ".join(heard)
    assert ("hurt more twice in this session" in together) == second
    assert "still there after 30 seconds" in together


@pytest.mark.parametrize("plan", ["first-steps", "morning-in-bed"])
def test_before_the_first_exercise_none_is_called_over_or_to_be_tried_again(plan: str) -> None:
    engine = started(plan)
    known = set(texts_of(engine.session, SCRIPT, Timing(), RULE))
    engine.advance(3.0)
    heard = set[str]()
    for score, after in product(SCORES, SCORES):
        said = reported(fork(engine), 3.0, score, PainKind.ACHE, stays=None, after=after)
        assert set(said) <= known, (score, after)
        heard |= set(said)
    together = " ".join(heard)
    assert "left out" not in together
    assert "before you try again" in together
    assert "his exercise" not in together


def test_the_next_exercise_is_called_easier_only_where_less_is_done_of_it() -> None:
    session = started("first-steps").session
    first, second, *others = session.assignments
    less = replace(second, dose=replace(second.dose, reps=1))
    assert not eases_next(session, session, 0)
    assert eases_next(session, replace(session, assignments=(first, less, *others)), 0)
    assert not eases_next(session, replace(session, assignments=(first, less, *others)), 1)
