"""What has to hold for a request besides its entry in the table, and how a request is made."""

from dataclasses import replace

from hipcoach.engine.engine import BY_NAME_ALONE, Engine
from hipcoach.engine.questions import Request
from hipcoach.engine.session_table import CONDITIONS, SESSION, SessionMoment
from hipcoach.engine.types import Step, StepKind


def test_a_condition_belongs_to_an_entry_and_may_hold_or_not() -> None:
    assert set(CONDITIONS) <= set(SESSION.transitions)
    rests = Step(kind=StepKind.REST)
    asks = replace(rests, kind=StepKind.CHECK, exercise="bridge", counted=True, ready_ends=True)
    holds = SessionMoment(asks, True, True, True, False, True)
    not_so = SessionMoment(rests, False, False, False, True, False)
    for condition in CONDITIONS.values():
        assert condition.holds(holds), condition.words
        assert not condition.holds(not_so), condition.words


def test_there_is_one_way_to_make_each_request() -> None:
    by_method = {request for request in Request if hasattr(Engine, request.value)}
    assert by_method == set(Request) - set(BY_NAME_ALONE)
