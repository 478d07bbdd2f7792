"""Keys in a terminal: digits one by one, and nothing in what an arrow or a function key sends."""

from contextlib import nullcontext
from io import StringIO
from types import SimpleNamespace

import pytest

from hipcoach.catalogue.types import Dose
from hipcoach.cli import text_player
from hipcoach.cli.terminal_keys import Terminal
from hipcoach.cli.text_player import TextPlayer
from hipcoach.clock import FakeClock
from hipcoach.coach.pause_watch import PauseWatch
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    Decided,
    ExerciseFinished,
    Finished,
    OneCounted,
    PainKindGiven,
    PainReported,
    PainScored,
    Paused,
    ReportWithdrawn,
    Resumed,
    StateChanged,
    StepQuestionAnswered,
    TimeAdded,
    WentBack,
)
from hipcoach.engine.questions import State
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.engine.types import Outcome, Timing
from hipcoach.safety.types import PainKind
from tests.new_question import NewQuestion, ask_it
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

HOUR, HOUR_S = "h", 3600.0  # a key that nothing answers, after so long


def played(
    monkeypatch: pytest.MonkeyPatch,
    *presses: str,
    signs: bool = False,
    dose: Dose | None = None,
    screen: StringIO | None = None,
) -> Diary:
    """Play with these presses, half a second apart, and then Q until the session has ended; `signs`: it was for one."""
    clock, left = FakeClock(), list(presses)

    def pressed(_stream: object, timeout_s: float) -> str:
        clock.jump(HOUR_S if left[:1] == [HOUR] else min(timeout_s, 0.5))
        return left.pop(0) if left else "q"

    monkeypatch.setattr(text_player, "read_key", pressed)
    monkeypatch.setattr(text_player, "KeyTerminal", lambda _: nullcontext(SimpleNamespace(stop_wanted=False)))
    diary = Diary([])
    player = TextPlayer(
        Engine(session_of(dose=dose), rule=RULE, timing=Timing(), script=SCRIPT),
        diary,  # type: ignore[arg-type]  # of a recorder, a player uses these two
        Loudspeaker([]),  # type: ignore[arg-type]  # of a voice, a player uses these three
        clock,
        Terminal(screen or StringIO(), keys=StringIO()),
        PreparedAnswers(),
        is_old=PauseWatch(clock, RULE).look,
    )
    player.run(begin=True)
    assert player.signs_wanted == signs
    return diary


def test_after_a_long_pause_the_session_ends_and_the_signs_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    diary = played(monkeypatch, " ", HOUR, HOUR, " ", signs=True)
    assert [type(each) for each in diary.events if isinstance(each, Paused | Resumed | Finished)] == [Paused, Finished]


@pytest.mark.parametrize(
    ("typed", "score"),
    [("2\r", 2), ("28", 8), ("7", 7), ("10", 10), ("1\r", 1), ("15\r", 5), ("²3\r", 3), ("\x1bOP3\r", 3)],
)
def test_another_digit_is_another_number(monkeypatch: pytest.MonkeyPatch, typed: str, score: int) -> None:
    diary = played(monkeypatch, "p", *((typed,) if typed.startswith("\x1b") else typed))
    assert next(event.score for event in diary.events if isinstance(event, PainScored)) == score


@pytest.mark.parametrize("backspace", ["\x7f", "\b"])
def test_backspace_takes_a_report_back_until_a_number_is_given(monkeypatch: pytest.MonkeyPatch, backspace: str) -> None:
    taken_back = played(monkeypatch, "p", "2", backspace).events
    assert [type(event) for event in taken_back if isinstance(event, PainScored | ReportWithdrawn)] == [ReportWithdrawn]
    stands = played(monkeypatch, "p", "2\r", backspace).events
    assert not [event for event in stands if isinstance(event, ReportWithdrawn)]
    again = played(monkeypatch, "p", "2\r", backspace, "8").events
    assert [event.score for event in again if isinstance(event, PainScored)] == [2, 8], (
        "from the kind back to the number"
    )


@pytest.mark.parametrize(
    ("typed", "kinds"), [("1\r", ["ache"]), ("12\r", ["sharp"]), ("14", ["weak"]), ("4n1\r", ["weak", "ache"])]
)
def test_another_kind_corrects_one_until_enter(monkeypatch: pytest.MonkeyPatch, typed: str, kinds: list[str]) -> None:
    events = played(monkeypatch, "p", "2", "\r", *typed).events
    assert [event.kind for event in events if isinstance(event, PainKindGiven)][: len(kinds)] == kinds


@pytest.mark.parametrize(("typed", "score"), [("2", 2), ("", None)])
def test_a_number_that_no_enter_took_is_taken_as_its_time_runs_out(
    monkeypatch: pytest.MonkeyPatch, typed: str, score: int | None
) -> None:
    until_s = RULE.score_timeout_s
    events = played(monkeypatch, "p", typed, *[""] * round(2 * until_s + 10)).events
    scored = next(event for event in events if isinstance(event, PainScored))
    assert scored.score == score
    assert scored.at_s == pytest.approx(until_s + 0.5, abs=1.0), "not sooner"


def test_a_stop_says_why_once_and_what_to_do_first(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = StringIO()
    events = played(monkeypatch, "p", "7", "y", "1", "\r", *[""] * 9, screen=screen).events
    why = next(event.decision.why for event in events if isinstance(event, Decided))
    said = [line[8:] for line in screen.getvalue().splitlines()]
    assert said.count(why) == 1
    assert said.index(why) == said.index(next(line for line in said if line.startswith("Stop and rest."))) + 1


@pytest.mark.parametrize("sent", ["\x1bOP", "\x1bOQ", "\x1b[A", "\x1b[15~", "\x1b[1;5D", "[[B"])
def test_function_keys_and_arrows_do_nothing(monkeypatch: pytest.MonkeyPatch, sent: str) -> None:
    diary = played(monkeypatch, sent, "", sent)
    assert not [event for event in diary.events if isinstance(event, Paused | PainReported)]


def test_the_key_of_the_signs_pauses_and_then_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    once = played(monkeypatch, "!", " ").events
    assert [type(each) for each in once if isinstance(each, Paused)] == [Paused]
    twice = played(monkeypatch, "!", "!", " ", signs=True).events
    assert [type(each) for each in twice if isinstance(each, Paused | Finished)] == [Paused, Finished]


def test_p_behind_an_arrow_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [event for event in played(monkeypatch, "\x1b[Ap").events if isinstance(event, PainReported)]


def test_ctrl_c_loses_nothing_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    left, clock, diary = ["p", "2"], FakeClock(), Diary([])

    def pressed(_stream: object, timeout_s: float) -> str:
        clock.jump(min(timeout_s, 0.5))
        if not left:
            raise KeyboardInterrupt
        return left.pop(0)

    monkeypatch.setattr(text_player, "read_key", pressed)
    monkeypatch.setattr(text_player, "KeyTerminal", lambda _: nullcontext(SimpleNamespace(stop_wanted=False)))
    engine = Engine(session_of(dose=None), rule=RULE, timing=Timing(), script=SCRIPT)
    terminal = Terminal(StringIO(), keys=StringIO())
    player = TextPlayer(engine, diary, Loudspeaker([]), clock, terminal, PreparedAnswers())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        player.run(begin=True)
    assert [event.score for event in diary.events if isinstance(event, PainScored)] == [2]


def test_plus_gives_a_question_about_pain_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [event.seconds for event in played(monkeypatch, "p", "+").events if isinstance(event, TimeAdded)] == [15.0]


def test_enter_counts_as_many_as_is_comfortable(monkeypatch: pytest.MonkeyPatch) -> None:
    events = played(monkeypatch, *["\n"] * 500, dose=Dose(1, 1, within_s=10.0)).events
    counted = [event.count for event in events if isinstance(event, OneCounted)]
    assert counted[:3] == [1, 2, 3]


@pytest.mark.parametrize("key", ["b", "i"])
def test_back_and_again_lead_nobody_forward_in_a_wait_and_skip_leaves_the_exercise_out(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    on_the_way = ["\r", *[""] * 300]
    events = played(monkeypatch, *on_the_way, key, key, key, "n").events
    at = next(n for n, event in enumerate(events) if isinstance(event, ExerciseFinished))
    left, states = events[at], [event.state for event in events[:at] if isinstance(event, StateChanged)]
    assert isinstance(left, ExerciseFinished)
    assert (left.order, left.outcome) == (0, Outcome.SKIPPED)
    assert states == [State.WAITING, State.RUNNING, State.WAITING], "the greeting, and the way down"


def test_a_pause_goes_back_and_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    to_exercise = ["\r", *[""] * 60, "\r", *[""] * 300]
    events = played(monkeypatch, *to_exercise, " ", "b", "n").events
    kinds = [type(event) for event in events if isinstance(event, Paused | WentBack | ExerciseFinished | Resumed)]
    assert kinds[:3] == [Paused, WentBack, ExerciseFinished]


def test_a_new_question_after_an_exercise_is_answered_by_its_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_it(monkeypatch)
    events = played(monkeypatch, *["1"] * 1500).events
    found = [(each.question, each.answer) for each in events if isinstance(each, StepQuestionAnswered)]
    assert found[:1] == [(NewQuestion.TIRED, "fresh")]


def test_a_key_in_the_last_millisecond_loses_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's time is behind the moment just before the end then, and must not go backwards."""
    clock, left = FakeClock(), ["p", "2"]
    engine = Engine(session_of(dose=None), rule=RULE, timing=Timing(), script=SCRIPT)

    def pressed(_stream: object, timeout_s: float) -> str:
        due, now = engine.next_deadline(), clock.now_s()
        asked = engine.state is State.PAIN_SCORE
        if asked and not left and due is not None and 0.0006 < due - now < 0.5 and engine.status(now).remaining_s < 0.5:
            clock.jump(due - 0.0005 - now)
            return "x"
        clock.jump(min(timeout_s, 0.5) + 1e-9)
        return left.pop(0) if left else ("" if asked else "q")

    monkeypatch.setattr(text_player, "read_key", pressed)
    monkeypatch.setattr(text_player, "KeyTerminal", lambda _: nullcontext(SimpleNamespace(stop_wanted=False)))
    diary = Diary([])
    player = TextPlayer(
        engine,
        diary,  # type: ignore[arg-type]  # of a recorder, a player uses these two
        Loudspeaker([]),  # type: ignore[arg-type]  # of a voice, a player uses these three
        clock,
        Terminal(StringIO(), keys=StringIO()),
        PreparedAnswers(),
    )
    player.run(begin=True)
    assert next(each.score for each in diary.events if isinstance(each, PainScored)) == 2


@pytest.mark.parametrize(("typed", "given"), [(("p", "2"), (2, None)), (("p", "2\r", "1"), (2, PainKind.ACHE))])
def test_what_waits_for_enter_is_taken_as_the_session_is_ended(
    monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], given: tuple[int, PainKind | None]
) -> None:
    events = played(monkeypatch, *typed, "q").events
    scores = [each.score for each in events if isinstance(each, PainScored)]
    kinds = [each.kind for each in events if isinstance(each, PainKindGiven)]
    assert (scores[0], next(iter(kinds), None)) == given
