"""Every stop says whom to call, on the screen and by the voice; the kind of pain stays with its rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.pain_rest import PainRestInForce
from hipcoach.coach.profile import Contact, Profile
from hipcoach.coach.report_log import ReportLog
from hipcoach.coach.stop_text import (
    CALL_BEFORE,
    CALL_IF,
    CALL_TODAY,
    EVERYDAY,
    NO_NUMBER,
    Stop,
    StopText,
    meanwhile,
    numbers_to_call,
    whom_to_call,
)
from hipcoach.coach.way_in_questions import StartedSession, stop_by_number, stop_by_screen
from hipcoach.coach.way_out import SessionSummary, WayOut
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Decided, PainKindGiven, PainReported, PainRestBegun, PainScored, ReportWithdrawn
from hipcoach.engine.questions import State
from hipcoach.engine.texts import decision_texts
from hipcoach.history.export_json import json_export
from hipcoach.safety.before import before, screen
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.rule import Tier
from hipcoach.safety.types import PainKind, PainRestKind, Question
from tests.answering import give
from tests.coach.coach_world import DAY_S, HOUR_S, RULE, SCRIPT, CoachWorld, Played, begin, coach_world, engine_of, play
from tests.coach.way_in_story import at_screen

LEGS = "If your legs are suddenly weak, or you are numb between the legs, call your emergency number."
ACHE, SHARP, NEURO, WEAK = PainKind.ACHE, PainKind.SHARP, PainKind.NEURO, PainKind.WEAK


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


@dataclass(frozen=True)
class Case:
    """What is played from a base of 3, and what is said on that day and the next."""

    played: Played
    stop: Stop
    kept: str | None  # with the rest
    tomorrow: str  # of what was reported


CASES = [
    Case(Played(3, NEURO), Stop.SAME_DAY, "neuro", "burning, tingling or numbness, with 3 before and 3 then."),
    Case(Played(8, NEURO), Stop.SAME_DAY, "neuro", "burning, tingling or numbness, with 3 before and 8 then."),
    Case(Played(0, WEAK), Stop.SAME_DAY, "weak", "weakness or giving way, with 3 before and 0 then."),
    Case(Played(3, SHARP), Stop.STOP, "sharp", "sharp or catching pain, with 3 before and 3 then."),
    Case(Played(8, SHARP), Stop.STOP, "sharp", "sharp or catching pain, with 3 before and 8 then."),
    Case(Played(8, ACHE), Stop.STOP, "ache", "3 before and 8 then."),
    Case(Played(4, ACHE, 4), Stop.REST, "ache", ""),
]
BEFORE_ROLLS = "Contact your doctor or physiotherapist before you try Knee rolls again."
CALLS = {
    Stop.REST: (EVERYDAY, CALL_IF),
    Stop.STOP: (EVERYDAY, BEFORE_ROLLS),
    Stop.SAME_DAY: ("", CALL_TODAY),
    Stop.EMERGENCY: ("", ""),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.played.score} {case.played.kind}")
def test_a_stop_says_whom_to_call_and_so_does_its_rest_the_next_day(world: CoachWorld, case: Case) -> None:
    stop = play(world.clock, begin(world), case.played)
    assert stop is not None
    assert stop.kind is case.stop
    assert (stop.do, stop.call) == CALLS[case.stop]
    assert stop.spoken.endswith(stop.call)
    assert [row.pain_kind for row in world.store.pain_rests.in_force()] == [case.kept]
    assert f'"pain_kind":"{case.kept}"' in json_export(world.store).decode()
    world.clock.jump(DAY_S)
    today = world.forecast.today()
    if case.stop is Stop.REST:
        assert whom_to_call(RULE, today) == ""  # the next-day question comes first
        return
    question = world.rest().question
    assert isinstance(question, PainRestInForce)
    assert today.why.startswith(f"You reported {case.tomorrow}")
    assert (meanwhile(today), whom_to_call(RULE, today)) == CALLS[case.stop]
    assert ("Have this looked at today" in today.why) == (case.stop is Stop.SAME_DAY)  # also tomorrow
    world.clock.jump(8 * DAY_S)
    paused = world.forecast.today()
    assert (paused.line, paused.reported.sentence) == ("hold_pause", today.why)
    assert (whom_to_call(RULE, paused) == CALL_TODAY) == (case.stop is Stop.SAME_DAY)


def report_sharp(world: CoachWorld, started: StartedSession, score: int) -> Engine:
    """Report sharp pain, and wait until it is asked about again."""
    engine, clock, commit = engine_of(world.clock, started), world.clock, started.recorder.commit
    commit(engine.start(clock.now_s()))
    commit(engine.report_pain(clock.now_s()))
    commit(engine.answer_question(State.PAIN_SCORE, score, clock.now_s()))
    commit(give(engine, State.PAIN_KIND, SHARP, clock.now_s()))
    clock.jump(RULE.sharp_wait_s)
    commit(engine.advance(clock.now_s()))
    return engine


def test_a_short_rest_for_sharp_pain_that_passed_says_so(world: CoachWorld) -> None:
    started = begin(world)
    engine, clock, commit = report_sharp(world, started, 4), world.clock, started.recorder.commit
    commit(engine.answer_question(State.SHARP_QUESTION, False, clock.now_s()))
    clock.jump(RULE.break_s)
    commit(engine.advance(clock.now_s()))
    commit(engine.answer_question(State.BREAK_SCORE, 4, clock.now_s()))
    assert [(row.kind, row.pain_kind) for row in world.store.pain_rests.in_force()] == [("soft", "sharp")]
    today = world.forecast.today()
    assert today.why == "You reported sharp or catching pain today, so the rest of today is for resting."
    assert (meanwhile(today), whom_to_call(RULE, today)) == (EVERYDAY, CALL_IF)
    clock.jump(3 * DAY_S)
    world.diary.record_next_day(PainAnswer(), clock.utc())
    assert world.forecast.today().why.startswith("You reported sharp or catching pain. The short rest waits")


@pytest.mark.parametrize("tier", list(Tier))
def test_a_sign_says_how_soon_somebody_is_to_be_called(tier: Tier) -> None:
    for item in RULE.screen:
        if item.tier is not tier or tier is Tier.SOON:
            continue
        stop = stop_by_screen(screen(RULE, (item.id,)))
        assert (stop.do, stop.call) == CALLS[stop.kind]
        assert ("call your emergency number now" in stop.spoken) == (tier is Tier.EMERGENCY)
        assert (LEGS in stop.spoken) == (tier is Tier.SAME_DAY)


@pytest.mark.parametrize("b", range(6, 11))
def test_a_high_number_before_a_session_says_whom_to_contact(b: int) -> None:
    stop = stop_by_number(before(RULE, b, 3))
    assert stop.call == CALL_IF
    assert CALL_IF in stop.spoken


def test_red_after_a_session_and_on_the_next_day_says_whom_to_contact_first(world: CoachWorld) -> None:
    started = begin(world)
    play(world.clock, started, Played())
    world.clock.jump(DAY_S)
    way = world.way_in()
    way.ask_next_day()
    way.answer_number(PainAnswer(8))
    stop = way.confirm_number(True)
    assert isinstance(stop, StopText)
    assert (stop.kind, stop.do, stop.call) == (
        Stop.STOP,
        EVERYDAY,
        "Contact your doctor or physiotherapist before you try again.",
    )


def test_the_voice_says_the_same_at_the_end_of_a_session() -> None:
    def said(score: int | None, kind: PainKind | None, worse: int = 1) -> str:
        found = after_report(
            RULE,
            ReportAnswers(base=3, exercise="bridge", reported=score, kind=kind, sharp_persists=None, worse_count=worse),
        )
        return " ".join(decision_texts(SCRIPT, found))

    soft = " ".join(decision_texts(SCRIPT, after_break(RULE, 3, exercise="bridge", reported=4, after_the_break=4)))
    assert CALL_IF in soft
    assert CALL_IF in said(3, ACHE, worse=2)
    assert CALL_IF in said(None, None)
    assert CALL_BEFORE in said(8, ACHE)
    for kind in (NEURO, WEAK):
        assert CALL_TODAY in said(3, kind)
        assert "entle" not in said(3, kind)


def test_a_kind_that_was_given_before_a_crash_is_kept_with_the_rest(world: CoachWorld) -> None:
    report_sharp(world, begin(world), 3)
    cut_off = world.diary.unfinished()
    assert cut_off is not None
    world.diary.keep(cut_off)
    assert [(row.kind, row.pain_kind) for row in world.store.pain_rests.in_force()] == [("hold", "sharp")]


@pytest.mark.parametrize(
    ("score", "call"), [(None, CALL_IF), (7, "Contact your doctor or physiotherapist before you try ")]
)
def test_a_session_that_was_cut_off_with_more_pain_says_whom_to_contact(
    world: CoachWorld, score: int | None, call: str
) -> None:
    started, clock = begin(world), world.clock
    engine, commit = engine_of(clock, started), started.recorder.commit
    commit(engine.start(clock.now_s()))
    commit(engine.report_pain(clock.now_s()))
    if score is not None:
        commit(engine.answer_question(State.PAIN_SCORE, score, clock.now_s()))
    cut_off = world.diary.unfinished()
    assert cut_off is not None
    world.diary.keep(cut_off)
    summary = WayOut(world.diary, world.forecast, started.recorder.session_id, started.session).summarise_kept()
    assert isinstance(summary, SessionSummary)
    assert summary.call.startswith(call)


NO, CONTACTS = "", "Physiotherapy 01234"


@pytest.mark.parametrize(
    ("stop", "number", "said"),
    [
        (Stop.EMERGENCY, "112", "Your emergency number: 112."),
        (Stop.EMERGENCY, "", NO_NUMBER),
        (Stop.SAME_DAY, "112", f"Your contacts: {CONTACTS}; Emergency number 112."),
        (Stop.SAME_DAY, "", f"Your contacts: {CONTACTS}."),
        (Stop.STOP, "112", f"Your contacts: {CONTACTS}."),
        (Stop.REST, "112", f"Your contacts: {CONTACTS}."),
        (None, "112", NO),
    ],
)
def test_an_emergency_is_for_one_number_and_who_is_sent_there_sees_it(
    stop: Stop | None, number: str, said: str
) -> None:
    profile = Profile(emergency_number=number, contacts=(Contact("Physiotherapy", "01234"),))
    assert numbers_to_call(stop, profile) == said
    assert numbers_to_call(Stop.REST, Profile()) == NO


@pytest.mark.parametrize(("exercise", "where"), [(None, "before the first exercise"), ("bridge", "in Bridge")])
def test_pain_before_anything_had_begun_is_not_said_to_be_of_an_exercise(exercise: str | None, where: str) -> None:
    log = ReportLog({"bridge": "Bridge"})
    for event in (PainReported(1.0, exercise), PainScored(2.0, Question.DURING, 7)):
        log.take(event)
    assert log.sentence() == f"You reported 7 {where}."


def test_where_one_report_names_two_exercises_why_says_it() -> None:
    log = ReportLog({"bridge": "Bridge", "clamshell": "Clamshell"})
    red = after_report(
        RULE,
        ReportAnswers(base=1, exercise="clamshell", reported=7, kind=PainKind.ACHE, sharp_persists=None, worse_count=1),
    )
    both = ("bridge", "clamshell")
    reported = (PainReported(1.0, "clamshell"), PainScored(2.0, Question.DURING, 7))
    for event in (*reported, PainRestBegun(2.0, PainRestKind.FULL, both, 1, 7), Decided(3.0, red)):
        log.take(event)
    text = log.stop_text()
    assert text is not None
    assert text.named == "Bridge came just before: either may have done it, so both are named."
    log.take(PainRestBegun(2.0, PainRestKind.FULL, ("clamshell",), 1, 7))
    text = log.stop_text()
    assert text is not None
    assert text.named == ""


def test_a_number_that_was_not_given_is_never_told_as_reported(tmp_path: Path) -> None:
    """The next day and in a rest: what the numbers are compared with is then what is usual."""
    with coach_world(tmp_path, usual_pain=3) as world:
        way = at_screen(world)
        way.answer_screen(())
        way.answer_number(PainAnswer(None))
        started = way.begin()
        assert isinstance(started, StartedSession)
        play(world.clock, started, Played(8))
        assert world.forecast.today().why.startswith("You reported 8 then, and your usual number was 3.")
        world.clock.jump(20 * HOUR_S)
        found = world.diary.decide_next_day(PainAnswer(4))
        assert found is not None
        assert found.why.startswith("You reported 4 now, and your usual number is 3")
        world.store.sessions.delete(started.recorder.session_id)
        assert world.forecast.today().why.startswith("You reported 8 then. Stop and rest"), "nobody knows any more"


def test_a_report_that_another_followed_before_it_was_decided_on_is_said_with_it() -> None:
    log = ReportLog({"bridge": "Bridge"})
    first = (PainReported(1.0, "bridge"), PainScored(2.0, Question.DURING, 3), PainKindGiven(3.0, PainKind.SHARP))
    second = (PainReported(4.0, "bridge"), PainScored(5.0, Question.DURING, 2), PainKindGiven(6.0, PainKind.ACHE))
    for event in (*first, *second):
        log.take(event)
    assert log.sentence() == "You reported 3, sharp or catching pain, then 2, an ache, in Bridge."
    log.take(ReportWithdrawn(7.0, 0, reopened=False, from_check=False))
    assert log.sentence() == "You reported 3, sharp or catching pain, in Bridge."
