"""Going on after a crash: with the set it was in, and with the reports of pain before."""

from collections.abc import Callable

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    Event,
    Finished,
    SetFinished,
    StepStarted,
)
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import Request, State
from hipcoach.engine.running.cut_off import CutOff
from hipcoach.engine.running.work_record import NOTHING_DONE
from hipcoach.engine.timeline import PreparedAnswers, answer, run
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish, PainKind
from tests.answering import give
from tests.engine.driving import fork


class TestGoingOnAfterACrash:
    @pytest.mark.parametrize("cut", range(0, 120, 7))
    def test_it_goes_on_with_the_set_it_was_in_and_loses_none(
        self, cut: int, engine_of: Callable[..., Engine], rule: PainRule, script: Script
    ) -> None:
        engine = engine_of("first-steps", in_full=False)
        whole = run(fork(engine), PreparedAnswers())
        steps = [e.step for e in whole if isinstance(e, StepStarted)]
        last = steps[min(cut, len(steps) - 1)]
        before = [s for e, s in zip(whole, [getattr(e, "step", None) for e in whole], strict=True) if s is last]
        told = sets_before(whole, last.index)
        cut_off = CutOff(last, PainMarks(), 0.0, NOTHING_DONE)
        again = Engine(engine.session, rule=rule, timing=Timing(), script=script, cut_off=cut_off)
        assert before
        assert again.state is State.PAUSED
        events = list(again.ask(Request.RESUME, 1.0))
        now = 1.0
        while again.state is not State.ENDED:
            given = answer(again, PreparedAnswers(), now)
            if given is None:
                now = again.next_deadline() or now
                given = again.advance(now)
            events += given
        after = {key(e): e.reps_done for e in events if isinstance(e, SetFinished)}
        assert {key(e): e.reps_done for e in whole if isinstance(e, SetFinished)} == {**told, **after}
        assert isinstance(events[-1], Finished)

    def test_the_reports_of_pain_before_the_crash_still_count(
        self, engine_of: Callable[..., Engine], rule: PainRule, script: Script
    ) -> None:
        engine = engine_of("first-steps")
        cut_off = CutOff(None, PainMarks(("bridge",), 1), 0.0, NOTHING_DONE)
        again = Engine(engine.session, rule=rule, timing=Timing(), script=script, cut_off=cut_off)
        again.report_pain(1.0)
        again.answer_question(State.PAIN_SCORE, 3, 2.0)
        end = give(again, State.PAIN_KIND, PainKind.ACHE, 3.0)[-1]
        assert isinstance(end, Finished)
        assert end.finish is Finish.PAIN_STOP


def key(event: SetFinished) -> tuple[str, int, object]:
    return event.exercise, event.set, event.side


def sets_before(events: tuple[Event, ...], index: int) -> dict[tuple[str, int, object], int]:
    """The sets told before step `index` began."""
    told: dict[tuple[str, int, object], int] = {}
    for event in events:
        if isinstance(event, StepStarted) and event.step.index == index:
            return told
        if isinstance(event, SetFinished):
            told[key(event)] = event.reps_done
    return told
