"""More pain while sharp pain is waited for, or asked about: a second report, which the rule decides with the first."""

from collections.abc import Callable

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Decided, Finished, PainRestBegun
from hipcoach.engine.questions import State
from hipcoach.safety.types import Finish, PainKind, PainRestKind
from tests.engine.driving import begin, give, pass_time


@pytest.mark.parametrize("in_question", [False, True])
@pytest.mark.parametrize(
    ("score", "kind", "gone", "rest", "line"),
    [
        (4, PainKind.ACHE, True, PainRestKind.SHORT, "during_second_worse"),
        (4, PainKind.ACHE, None, PainRestKind.FULL, "during_sharp"),
        (2, PainKind.SHARP, False, PainRestKind.FULL, "during_sharp"),
        (4, PainKind.WEAK, None, PainRestKind.FULL, "during_same_day"),
        (7, PainKind.ACHE, None, PainRestKind.FULL, "during_red"),
        (4, None, None, PainRestKind.FULL, "during_sharp"),
        (None, None, None, PainRestKind.FULL, "during_sharp"),
    ],
)
def test_pain_that_rises_while_sharp_pain_is_waited_for_is_taken(
    engine_of: Callable[..., Engine],
    in_question: bool,
    score: int | None,
    kind: PainKind | None,
    gone: bool | None,
    rest: PainRestKind,
    line: str,
) -> None:
    """It is a second report: it ends the session, and sharp pain counts as there until it is said to be gone."""
    engine = engine_of("first-steps", base=3, in_full=False)
    begin(engine)
    engine.report_pain(60.0)
    engine.answer_question(State.PAIN_SCORE, 3, 61.0)
    give(engine, State.PAIN_KIND, PainKind.SHARP, 62.0)
    now = 92.0 if in_question else 70.0
    pass_time(engine, now)
    assert engine.state is (State.SHARP_QUESTION if in_question else State.SHARP_WAIT)
    events = [*engine.report_pain(now)]
    given = {State.PAIN_SCORE: score, State.PAIN_CONFIRM: True, State.PAIN_KIND: kind, State.KIND_CONFIRM: True}
    given[State.SHARP_QUESTION] = None if gone is None else not gone
    while engine.state is not State.ENDED:
        if given.get(engine.state) is None:
            now = engine.next_deadline() or now
            events += engine.advance(now)
        else:
            events += engine.answer_question(engine.state, given[engine.state], now)
    decided = next(event.decision for event in reversed(events) if isinstance(event, Decided))
    assert (decided.pain_rest, decided.reason.line) == (rest, line)
    begun = next(event for event in reversed(events) if isinstance(event, PainRestBegun))
    assert begun.peak == max(3, score or 0), "what was said first counts, too"
    assert isinstance(events[-1], Finished)
    assert (events[-1].finish, events[-1].pain_rest) == (Finish.PAIN_STOP, rest)
