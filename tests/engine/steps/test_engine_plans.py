"""Every shipped plan through the real engine on a fake clock."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.catalogue.types import Side
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, ExerciseFinished, Finished, SetFinished, StepFinished, StepStarted
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.steps.shorten import duration_s, fit
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.timeline import PreparedAnswers, rounded_stretch, run, timeline
from hipcoach.engine.types import WORK_KINDS, Outcome, Phase, StepKind, Timing
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish, Session
from tests.engine.plans import PLANS

TIMED = Timing(floor_waits=False)


Played = Callable[[str, str, bool, Timing], tuple[Engine, tuple[Event, ...]]]


@pytest.fixture(scope="module")
def played(engine_of: Callable[..., Engine]) -> Played:
    """Run each plan once for all that is asked of it."""

    @cache
    def play(plan: str, step: str, in_full: bool, timing: Timing) -> tuple[Engine, tuple[Event, ...]]:
        engine = engine_of(plan, step=step, in_full=in_full, timing=timing)
        return engine, run(engine, PreparedAnswers(), now=50.0)

    return play


def test_the_table_names_every_shipped_plan(plans: dict[str, object]) -> None:
    assert sorted(PLANS) == sorted(plans)


@pytest.mark.parametrize("timing", [Timing(), TIMED], ids=["waits", "timed"])
@pytest.mark.parametrize("in_full", [True, False], ids=["in full", "short"])
@pytest.mark.parametrize("step", ["start", "cap"])
@pytest.mark.parametrize("plan", PLANS)
class TestEveryPlan:
    @pytest.fixture
    def both(
        self, played: Played, plan: str, step: str, in_full: bool, timing: Timing
    ) -> tuple[Engine, tuple[Event, ...]]:
        return played(plan, step, in_full, timing)

    @pytest.fixture
    def engine(self, both: tuple[Engine, tuple[Event, ...]]) -> Engine:
        return both[0]

    @pytest.fixture
    def events(self, both: tuple[Engine, tuple[Event, ...]]) -> Sequence[Event]:
        return both[1]

    def test_the_greeting_tells_how_many_minutes_follow(self, engine: Engine, script: Script) -> None:
        greeting = engine.steps[0]
        waited_s = planned_s(greeting) if greeting.goes_on_s is None else 0.0  # in bed it is part of the session
        minutes = max(1, round((duration_s(engine.steps) - waited_s) / 60))
        assert f"bout {script.phrases.number(minutes)} minute" in greeting.cues[0].text

    def test_it_ends_and_every_exercise_was_done_in_full(self, engine: Engine, events: Sequence[Event]) -> None:
        assert isinstance(events[-1], Finished)
        assert events[-1].finish is Finish.COMPLETED
        finished = [e for e in events if isinstance(e, ExerciseFinished)]
        assert [e.exercise for e in finished] == [a.exercise.id for a in engine.session.assignments]
        assert {e.outcome for e in finished} == {Outcome.DONE}
        sets = [e for e in events if isinstance(e, SetFinished)]
        assert sets
        assert all(s.reps_done == s.reps_target for s in sets)
        assert all(s.hold_s_done == pytest.approx(s.hold_s_target) for s in sets)

    def test_a_set_ends_with_the_last_of_its_work(self, engine: Engine, events: Sequence[Event]) -> None:
        """At once: a session that is cut off in the rest after a set has kept that set."""
        last = {(s.order, s.set, s.side): s.index for s in engine.steps if s.kind in WORK_KINDS}
        before: Event | None = None
        for event in events:
            if isinstance(event, SetFinished):
                assert isinstance(before, StepFinished | SetFinished)
                if isinstance(before, StepFinished):
                    assert before.step.index == last[event.order, event.set, event.side]
            before = event

    def test_it_takes_the_time_that_its_estimate_says(self, engine: Engine, events: Sequence[Event]) -> None:
        waits = (step for step in engine.steps if step.goes_on_s is not None and not step.leaves_out)
        saved_s = sum((step.goes_on_s or 0.0) - end_s(step.cues) - step.duration_s for step in waits)
        checks = (step for step in engine.steps if step.kind is StepKind.CHECK)  # answered at once here
        saved_s += sum(step.duration_s - end_s(step.cues) for step in checks)
        assert events[-1].at_s + saved_s == pytest.approx(duration_s(engine.steps), abs=1.0)

    def test_nothing_starts_while_a_cue_still_speaks(self, events: Sequence[Event]) -> None:
        silent_from_s = 0.0
        for event in events:
            if isinstance(event, CueStarted):
                assert event.spoken
            if isinstance(event, CueStarted | StepStarted | Finished):
                assert event.at_s >= silent_from_s - 1e-6, event
            if isinstance(event, CueStarted):
                silent_from_s = event.at_s + event.cue.duration_s

    def test_both_sides_get_equal_time(self, events: Sequence[Event]) -> None:
        worked: dict[tuple[str | None, Side | None], float] = defaultdict(float)
        for event in events:
            if isinstance(event, StepFinished) and event.step.kind in WORK_KINDS:
                worked[event.step.exercise, event.step.side] += event.worked_s
        sided = {exercise for exercise, side in worked if side in (Side.LEFT, Side.RIGHT)}
        for exercise in sided:
            assert worked[exercise, Side.LEFT] == pytest.approx(worked[exercise, Side.RIGHT])

    def test_work_never_stretches(self, engine: Engine, events: Sequence[Event]) -> None:
        started = {e.step.index: e.at_s for e in events if isinstance(e, StepStarted)}
        for event in events:
            if isinstance(event, StepFinished) and event.step.kind in WORK_KINDS:
                assert event.at_s - started[event.step.index] == pytest.approx(event.step.duration_s)


@pytest.mark.parametrize("plan", PLANS)
def test_in_a_timeline_no_cue_begins_before_the_one_before_it_has_ended(
    plan: str, session_of: Callable[..., Session], script: Script, rule: PainRule
) -> None:
    cues = timeline(session_of(plan), rule=rule, timing=Timing(), script=script)["cues"]
    for before, after in pairwise(cues):
        assert before["start_s"] + before["duration_s"] <= after["start_s"], (before, after)


@given(st.floats(0, 1300), st.floats(0, 20))
def test_a_rounded_stretch_never_passes_its_rounded_end(start_s: float, length_s: float) -> None:
    start, length = rounded_stretch(start_s, length_s)
    assert start + length <= round(start_s + length_s, 3)
    assert (start, length) == (pytest.approx(start_s, abs=0.0005), pytest.approx(length_s, abs=0.0021))


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_takes_six_to_twenty_minutes_at_start(
    plan: str, engine_of: Callable[..., Engine], script: Script
) -> None:
    """At most twenty of work and rests; six at least with what is said, and with getting into position."""
    engine = engine_of(plan)
    minutes = work_and_rests_s(engine.session, script) / 60
    assert minutes <= 20, f"{minutes:.1f} min"
    assert duration_s(engine.steps) >= 6 * 60
    assert len(engine.session.assignments) <= 6


@pytest.mark.parametrize("plan", PLANS)
def test_the_cap_takes_sets_first_and_says_so(
    plan: str, session_of: Callable[..., Session], script: Script, rule: PainRule
) -> None:
    session = session_of(plan, step="cap")
    fitted = fit(rule, session, script, Timing(), limit_s=rule.session_cap_min * 60)
    planned = {each.exercise.id: each for each in session.assignments}
    for after in fitted.assignments:
        before = planned.pop(after.exercise.id)
        assert (after.dose.reps, after.dose.hold_s) == (before.dose.reps, before.dose.hold_s)
        assert (after.dose.sets < before.dose.sets) == ("20 minutes" in after.note)
        assert after.easier != after.dose, "easier than what is done today"
    told = {each.exercise: each.why for each in fitted.left_out}
    assert planned.keys() == told.keys()
    assert all("20 minutes" in why for why in told.values())
    one_set = replace(
        session, assignments=tuple(replace(each, dose=replace(each.dose, sets=1)) for each in session.assignments)
    )
    assert not told or work_and_rests_s(one_set, script) > rule.session_cap_min * 60, "sets first"
    assert work_and_rests_s(fitted, script) <= rule.session_cap_min * 60


def work_and_rests_s(session: Session, script: Script) -> float:
    steps = unroll(session, script, Timing())
    return sum(step.duration_s for step in steps if step.kind in WORK_KINDS | {StepKind.REST})


@pytest.mark.parametrize(
    ("hold_s", "said"),
    [
        (3, {"hold_start"}),
        (5, {"hold_start", "breathe"}),
        (10, {"hold_start", "countdown", "breathe"}),
        (15, {"hold_start", "countdown", "breathe"}),
        (20, {"hold_start", "countdown", "breathe", "halfway"}),
        (30, {"hold_start", "countdown", "breathe", "halfway"}),
    ],
)
def test_a_hold_says_as_much_as_fits_its_length(
    hold_s: int, said: set[str], session_of: Callable[..., Session], script: Script, rule: PainRule
) -> None:
    session = session_of(("figure_four",))
    longer = replace(session.assignments[0], dose=replace(session.assignments[0].dose, hold_s=float(hold_s)))
    engine = Engine(replace(session, assignments=(longer,)), rule=rule, timing=Timing(), script=script)
    holds = [step for step in engine.steps if step.kind is StepKind.HOLD]
    assert holds
    for hold in holds:
        assert {cue.kind for cue in hold.cues} == said
        assert [cue.offset_s for cue in hold.cues if cue.kind == "countdown"] in (
            [],
            [hold_s - 3, hold_s - 2, hold_s - 1],
        )


def test_an_exercise_on_one_side_only_is_done_on_that_side(
    session_of: Callable[..., Session], script: Script, rule: PainRule
) -> None:
    session = session_of(("side_lying_leg_raise",))
    one = replace(session.assignments[0], only_side=Side.RIGHT)
    engine = Engine(replace(session, assignments=(one,)), rule=rule, timing=Timing(), script=script)
    assert {step.side for step in engine.steps if step.kind in WORK_KINDS} == {Side.RIGHT}


def test_lying_on_the_side_the_user_rolls_over_once(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(("side_lying_leg_raise",), step="cap")
    changes = [step for step in engine.steps if step.kind is StepKind.CHANGEOVER]
    assert len(changes) == 1
    assert changes[0].duration_s >= 30


def test_a_side_with_a_dose_of_its_own_is_done_at_that_dose(
    session_of: Callable[..., Session], script: Script, rule: PainRule
) -> None:
    session = session_of(("standing_hip_extension",))
    dose = session.assignments[0].dose
    uneven = replace(session.assignments[0], dose_right=replace(dose, reps=dose.reps - 2))
    engine = Engine(replace(session, assignments=(uneven,)), rule=rule, timing=Timing(), script=script)
    events = run(engine, PreparedAnswers())
    sets = {e.side: e.reps_done for e in events if isinstance(e, SetFinished)}
    assert sets == {Side.LEFT: dose.reps, Side.RIGHT: dose.reps - 2}


def test_who_stands_has_time_to_reach_for_a_heel(session_of: Callable[..., Session], script: Script) -> None:
    """The foot leaves the floor on the count, and only then is it taken hold of."""
    steps = unroll(session_of(("standing_quad_stretch",)), script, Timing(up_s=2.0, reach_s=5.0))
    assert {step.duration_s for step in steps if step.phase is Phase.UP} == {5.0}
