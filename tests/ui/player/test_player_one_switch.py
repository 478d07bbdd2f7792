"""A session in the window with one switch alone: every question is read out, and a press takes what was read last."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Dose
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.events import (
    Answered,
    Decided,
    Finished,
    PainKindGiven,
    PainRestBegun,
    PainRestCorrected,
    PainScored,
)
from hipcoach.engine.questions import STEP_QUESTIONS, State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import Action, Finish, PainKind, PainRestKind, Response
from hipcoach.session_keys import PlayerCommand
from hipcoach.settings import SwitchInput
from tests.ui.player.one_switch_story import MOST_TICKS, Switched
from tests.ui.player.player_page_story import K


@pytest.fixture
def hand(qapp: QApplication) -> Iterator[Switched]:
    made = Switched(qapp)
    yield made
    made.close()


def test_a_whole_session_with_one_key_alone_pain_included(hand: Switched) -> None:
    assert hand.state is State.WAITING
    assert hand.read == "Press when you are ready"
    hand.come_to(kind=StepKind.HOLD)
    assert hand.read == "Press to pause"
    hand.click()
    assert hand.state is State.PAUSED
    hand.tick(0.6)
    assert hand.read == "It hurts more."  # the first thing that is read
    hand.take("Go on.")
    assert hand.state is State.RESUMING
    hand.come_to(kind=StepKind.CHECK)
    hand.take("The same.")
    assert [each.response for each in hand.events(Answered)] == [Response.SAME]  # type: ignore[attr-defined]
    hand.come_to(kind=StepKind.REPETITION)
    hand.click()
    hand.take("It hurts more.")
    assert hand.state is State.PAIN_SCORE
    hand.keep("Four.")
    hand.keep("An ache.")
    assert hand.state is State.PAIN_BREAK
    assert hand.read == "Press to hear what you can choose"
    hand.come_to(State.BREAK_SCORE)
    hand.keep("Two.")
    while hand.state is not State.ENDED:
        hand.come_to(State.ENDED, kind=StepKind.CHECK)
        asks = hand.switch.asks(hand.played.player.status())
        if asks is not None:  # not answered yet; of another question than this version's, the first answer
            hand.take(f"{STEP_QUESTIONS[asks].answers[0].words}.")
    assert [each.score for each in hand.events(PainScored)] == [4, 2]  # type: ignore[attr-defined]
    assert [each.kind for each in hand.events(PainKindGiven)] == [PainKind.ACHE]  # type: ignore[attr-defined]
    assert hand.events(Finished)[-1].finish is Finish.COMPLETED  # type: ignore[attr-defined]
    assert {each.response for each in hand.events(Answered)} == {Response.SAME, Response.BETTER}  # type: ignore[attr-defined]


def test_where_the_user_counts_a_press_still_pauses_and_pain_is_read_first(qapp: QApplication) -> None:
    hand = Switched(qapp, dose=Dose(1, 1, within_s=30.0))
    for _ in range(MOST_TICKS):
        if hand.state is State.WAITING:
            hand.end_wait()
        if hand.played.player.status().counted is not None:
            break
        hand.tick(0.5)
    hand.click()
    assert hand.state is State.PAUSED
    assert not hand.played.player.status().counted
    hand.tick(0.6)
    assert hand.read == "It hurts more."
    hand.close()


def hurts(hand: Switched) -> None:
    hand.come_to(kind=StepKind.HOLD)
    hand.click()
    hand.take("It hurts more.")


def test_a_red_number_is_written_at_its_first_press_and_falls_only_by_another_that_is_kept(hand: Switched) -> None:
    hurts(hand)
    hand.take("Seven.")
    assert [each.kind for each in hand.events(PainRestBegun)] == [PainRestKind.FULL]  # type: ignore[attr-defined]
    assert hand.state is State.PAIN_CONFIRM
    hand.take("No.")
    hand.take("Three.")
    assert not hand.events(PainRestCorrected)
    hand.come_to(State.PAIN_KIND)  # not kept: the first number stands
    assert not hand.events(PainRestCorrected)
    assert [each.score for each in hand.events(PainScored)] == [7]  # type: ignore[attr-defined]


def test_without_a_second_press_no_number_was_given_and_the_session_ends(hand: Switched) -> None:
    hurts(hand)
    hand.take("Zero.")
    hand.come_to(State.PAIN_KIND)
    assert [each.score for each in hand.events(PainScored)] == [None]  # type: ignore[attr-defined]
    hand.come_to(State.ENDED)
    assert hand.events(Decided)[-1].decision.action is Action.END  # type: ignore[attr-defined]


def test_a_slip_is_taken_back_by_the_switch_too_until_a_number_is_given(hand: Switched) -> None:
    hurts(hand)
    hand.keep("I did not mean that.")
    assert hand.state is State.PAUSED
    hand.take("Go on.")
    assert hand.state is State.RESUMING


def test_a_press_that_bounces_is_one_press(hand: Switched) -> None:
    hand.press(K.Key_Space)
    hand.press(K.Key_Space)
    assert hand.state is State.RUNNING  # "ready", and not a pause after it


def test_keys_with_a_meaning_keep_it_and_what_is_open_over_the_session_is_left_alone(hand: Switched) -> None:
    hand.come_to(kind=StepKind.HOLD)
    hand.press(K.Key_P)
    assert hand.state is State.PAIN_SCORE
    hand.tick(1.0)
    hand.press(K.Key_9)
    hand.press(K.Key_Y)
    assert hand.state is State.PAIN_KIND
    hand.press(K.Key_Escape)
    hand.tick(20.0)
    assert not hand.read
    hand.press(K.Key_Space)  # goes on, as the page says
    assert hand.state is State.PAIN_KIND


@pytest.mark.parametrize(
    ("input", "works", "left_alone"),
    [
        (SwitchInput.ANY, (K.Key_Space, K.Key_PageDown, K.Key_MediaPlay, K.Key_F13, K.Key_Return), (K.Key_P, K.Key_Y)),
        (SwitchInput.CLICKER, (K.Key_PageDown, K.Key_PageUp, K.Key_Period), (K.Key_F13, K.Key_1)),
        (SwitchInput.MEDIA, (K.Key_MediaPlay,), (K.Key_F13,)),
    ],
)
def test_what_is_the_switch_is_chosen(
    input: SwitchInput, works: tuple[Qt.Key, ...], left_alone: tuple[Qt.Key, ...]
) -> None:
    options = SwitchOptions(input)
    named = [key.name.removeprefix("Key_") for key in works]
    assert all(options.is_key(name, DEFAULT_KEYS) for name in named)
    assert not any(options.is_key(key.name.removeprefix("Key_"), DEFAULT_KEYS) for key in left_alone)


@pytest.mark.parametrize("input", [SwitchInput.ANY, SwitchInput.MOUSE])
def test_a_mouse_button_is_the_switch(qapp: QApplication, input: SwitchInput) -> None:
    hand = Switched(qapp, SwitchOptions(input))
    hand.come_to(kind=StepKind.HOLD) if input is SwitchInput.ANY else hand.played.to(StepKind.HOLD)
    hand.tick(1.0)
    QTest.mouseClick(hand.page.stage.figure, Qt.MouseButton.RightButton)
    assert hand.state is State.PAUSED
    hand.tick(1.0)
    QTest.mouseClick(hand.page.stage.buttons.button(PlayerCommand.PAUSE), Qt.MouseButton.LeftButton)
    assert hand.state is (State.PAIN_SCORE if input is SwitchInput.MOUSE else State.RESUMING)  # or the button's own
    hand.close()
