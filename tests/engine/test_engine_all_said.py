"""Whatever a session says was put into speech beforehand: sessions are driven, and each word looked for.

What is driven knows nothing of how `texts_of` finds the words: only the table's requests and answers.
"""

from collections.abc import Hashable
from random import Random

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event
from hipcoach.engine.pain import every_report
from hipcoach.engine.pain.pain_dialogue import PainDialogue
from hipcoach.engine.questions import QUESTIONS, Request, State, question_in
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import Timing
from hipcoach.safety.types import BaseFrom
from tests.engine.driving import ask
from tests.engine.script_told import CATALOGUE, DECLARED, RULE, SCRIPT, told

MOVES = 400
NOT_TAKEN = {Request.START, Request.TIME, Request.ANSWER, Request.STOP, Request.CALL_OFF, Request.REPORT_PAIN}
TAKEN = [request for request in Request if request not in NOT_TAKEN]


def driven(engine: Engine, chance: Random) -> list[str]:
    """Let time pass, and ask for anything at any time; return all that is said."""
    now, events = 0.0, list[Event](engine.start(0.0))
    for _ in range(MOVES):
        if engine.state is State.ENDED:
            break
        if engine.state in QUESTIONS and QUESTIONS[engine.state].takes_answer and chance.random() < 0.8:
            answers = (*QUESTIONS[engine.state].every_answer[:3], *QUESTIONS[engine.state].every_answer)
            events += engine.answer_question(engine.state, chance.choice(answers), now)
            continue
        request = Request.REPORT_PAIN if chance.random() < 0.02 else chance.choice(TAKEN)
        if chance.random() < 0.3 and engine.can(request):
            if request is Request.ANSWER_CHECK:
                asked = question_in(engine.state, engine.status(now).asks)
                assert asked is not None
                events += engine.answer_check(chance.choice(asked.every_answer), now)
            else:
                events += ask(engine, request, now)
            continue
        due = engine.next_deadline()
        if due is None:
            events += engine.ask(Request.RESUME, now) if engine.can(Request.RESUME) else engine.in_position(now)
            continue
        now = max(now, due)
        events += engine.advance(now)
    return [event.cue.text for event in events if isinstance(event, CueStarted) and event.cue.text]


@pytest.mark.parametrize(("number", "plan"), [*enumerate(sorted(CATALOGUE.plans))])
def test_whatever_is_asked_of_a_session_it_says_nothing_that_is_not_in_speech(number: int, plan: str) -> None:
    for times, declared in ((3, ()), (0, DECLARED[number % len(DECLARED)])):
        if (made := told(plan, times, declared)) is None:
            continue
        session = made.session
        said = driven(Engine(session, rule=RULE, timing=Timing(), script=SCRIPT), Random(f"{plan} {times}"))
        assert sorted(set(said) - {*texts_of(session, SCRIPT, Timing(), RULE)}) == []


@pytest.mark.parametrize("base", [0, 4])
def test_a_report_is_walked_to_its_end_whatever_is_corrected_on_the_way(
    base: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = every_report.every_report(RULE, base, BaseFrom.BEFORE)
    monkeypatch.setattr(every_report, "_what_matters", itself)
    whole = every_report.every_report(RULE, base, BaseFrom.BEFORE)
    assert len(whole.dialogues) > 3 * len(short.dialogues)
    assert said_in(whole) == said_in(short)


def said_in(reports: every_report.EveryReport) -> set[object]:
    """Return what the words of questions and decisions are made from."""
    asked = {(each.state, each.pending, each.pending_kind, each.asked_again) for each in reports.dialogues}
    return asked | {(each.action, each.pain_rest, each.why, each.exercise) for each in reports.decisions}


def itself(pain: PainDialogue) -> Hashable:
    return pain
