"""A session in the window with taught words alone; what the listening process tells is made up here."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Dose
from hipcoach.coach.spoken_words import IN_SPEECH, PLAINLY_HEARD, USUAL_NAMES
from hipcoach.engine.events import Answered, Finished, PainKindGiven, PainRestBegun, PainScored, SetFinished
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import Finish, PainKind, Response
from hipcoach.ui.shared.ear import LATE_S, SAID_AFTER_S
from hipcoach.ui.theme.stage_style import DIGIT_MIN_PX
from tests.listen.microphone_faults import MICROPHONE_FAULTS
from tests.ui.player.lying_story import Lying, W
from tests.ui.player.player_page_story import K


@pytest.fixture
def lying(qapp: QApplication) -> Iterator[Lying]:
    made = Lying(qapp)
    yield made
    made.close()


def test_a_whole_session_by_words_alone_pain_included(lying: Lying) -> None:
    assert lying.state is State.WAITING
    lying.come_to(kind=StepKind.HOLD)
    lying.say(W.PAUSE)
    assert lying.state is State.PAUSED
    lying.answer(W.GO_ON)
    assert lying.state is State.RESUMING
    lying.come_to(kind=StepKind.CHECK)
    lying.answer(W.SAME)
    assert [each.response for each in lying.events(Answered)] == [Response.SAME]  # type: ignore[attr-defined]
    lying.come_to(kind=StepKind.REPETITION)
    lying.say(W.HURTS)
    assert lying.state is State.PAIN_SCORE
    lying.say(W.HURTS)  # changes nothing in an open question
    lying.say(W.PAUSE)
    assert lying.state is State.PAIN_SCORE
    lying.keep("Four.")
    lying.keep("An ache.")
    lying.come_to(State.BREAK_SCORE)
    lying.keep("Two.")
    lying.come_to(State.ENDED)
    assert [each.score for each in lying.events(PainScored)] == [4, 2]  # type: ignore[attr-defined]
    assert [each.kind for each in lying.events(PainKindGiven)] == [PainKind.ACHE]  # type: ignore[attr-defined]
    assert lying.events(Finished)[-1].finish is Finish.COMPLETED  # type: ignore[attr-defined]


def test_as_many_as_is_comfortable_are_counted_by_a_key_and_by_a_word(qapp: QApplication) -> None:
    lying = Lying(qapp, Dose(1, 1, within_s=30.0))
    lying.come_to(kind=StepKind.ACTIVITY)
    assert lying.page.stage.under_ring.text() == "Enter counts one"
    lying.press(K.Key_Return)
    lying.answer(W.YES)
    assert lying.page.stage.under_ring.text() == "Counted: 2. Enter counts one."
    assert lying.page.stage.caption.text == "Two."
    assert "said Two." in lying.played.log
    lying.say(W.YES)  # the voice still sounds
    lying.answer(W.SKIP)  # that was enough
    assert [each.reps_done for each in lying.events(SetFinished)] == [2]  # type: ignore[attr-defined]
    lying.close()


def test_a_number_that_ends_the_session_stands_whatever_is_said(lying: Lying) -> None:
    lying.come_to(kind=StepKind.HOLD)
    lying.say(W.HURTS)
    lying.take("Seven.")
    assert lying.state is State.PAIN_CONFIRM
    assert len(lying.events(PainRestBegun)) == 1
    lying.answer(W.NO)
    assert lying.state is State.PAIN_CONFIRM
    lying.press(K.Key_N)  # by key it may be corrected, and then by key alone
    assert lying.state is State.PAIN_SCORE
    for _ in range(40):
        lying.tick()
        lying.answer(W.YES)
    assert lying.state is State.PAIN_SCORE
    assert len(lying.events(PainScored)) == 1


def test_a_slip_is_taken_back_by_its_own_words_once_they_are_kept(lying: Lying) -> None:
    lying.come_to(kind=StepKind.HOLD)
    lying.say(W.HURTS)
    lying.answer(W.NOT_MEANT)
    assert lying.read == "I did not mean that. Say yes to keep it."
    lying.answer(W.YES)
    assert lying.state is State.PAUSED


def test_what_the_voice_may_have_said_itself_counts_for_nothing(lying: Lying) -> None:
    lying.come_to(kind=StepKind.CHECK)
    lying.switch.spoken_until.at_s = lying.played.clock.now_s() + 2.0
    lying.say(W.WORSE)
    lying.say(W.PAUSE, near=PLAINLY_HEARD + 0.1)
    assert lying.state is State.RUNNING
    assert not lying.events(Answered)
    lying.say(W.HURTS, near=PLAINLY_HEARD - 0.1)  # plainly heard
    assert lying.state is State.PAIN_SCORE


def test_in_other_speech_only_what_stops_counts_and_only_where_it_is_plain(lying: Lying) -> None:
    lying.come_to(kind=StepKind.CHECK)
    lying.quiet()
    lying.say(W.WORSE, alone=False)
    lying.say(W.PAUSE, near=IN_SPEECH + 0.1, alone=False)
    assert lying.state is State.RUNNING
    assert not lying.events(Answered)
    lying.say(W.HURTS, near=IN_SPEECH - 0.1, alone=False)
    assert lying.state is State.PAIN_SCORE


def test_a_word_that_waited_for_a_busy_window_answers_no_later_question(lying: Lying) -> None:
    lying.come_to(kind=StepKind.CHECK)
    lying.quiet()
    before = lying.played.clock.now_s() - LATE_S - 0.1
    for word in (W.SAME, W.WORSE, W.HURTS):
        lying.microphones[-1].hear(word, came_s=before)
    lying.ear.look()
    assert not lying.events(Answered)
    assert lying.state is State.PAIN_SCORE  # that it hurts is never too late


def test_a_page_over_the_session_is_passed_by_no_word_but_pain(lying: Lying) -> None:
    lying.come_to(kind=StepKind.HOLD)
    lying.press(K.Key_F2)
    for word in W:
        if word is not W.HURTS:
            lying.answer(word)
    assert lying.page.covered
    lying.say(W.HURTS)
    assert lying.state is State.PAIN_SCORE


def test_the_lamp_takes_no_height_from_the_stage_and_is_in_sight_on_every_page(lying: Lying) -> None:
    stage, lamp, bar = lying.page.stage, lying.spoken.lamp, lying.switch.bar
    lying.come_to(kind=StepKind.REPETITION)
    assert stage.isAncestorOf(lamp)
    assert lamp.isVisible()
    assert not bar.isVisible()
    assert stage.ring.digit_height() >= DIGIT_MIN_PX
    lying.press(K.Key_P)
    assert bar.isAncestorOf(lamp)
    assert lamp.isVisible()
    lying.press(K.Key_Backspace)
    lying.look()
    assert stage.isAncestorOf(lamp)
    lying.page.setMinimumSize(1, 1)  # as in the window: else Qt makes a page no smaller than what is on it
    lying.page.resize(640, 480)
    lying.look()
    assert bar.isAncestorOf(lamp), "there is no room above"
    assert lamp.isVisible()


def test_the_lamp_says_what_is_wrong_and_the_session_goes_on(lying: Lying) -> None:
    lamp = lying.spoken.lamp
    assert lamp.text() == "Listening"
    lying.quiet()
    lying.spoken.take(W.READY, 0.3, alone=True)
    assert lamp.text() == "“ready”"
    lying.come_to(kind=StepKind.HOLD)
    (shown_for,) = lamp.findChildren(QTimer)
    assert (shown_for.isActive(), shown_for.interval()) == (True, 2_000)
    shown_for.timeout.emit()  # its two seconds are over
    assert lamp.text() == "Listening"
    microphone = lying.microphones[-1]
    lying.ear.look()  # its own timer counts real time, and may not have been due
    microphone.listening, microphone.problem = False, "No microphone was found."
    lying.ear.look()
    assert lamp.text() == "Listening"  # a process that is started again is no news
    lying.pass_s(SAID_AFTER_S + 0.1)
    lying.ear.look()
    assert lamp.text() == "No microphone was found. Your keys work as always."
    assert lying.state is State.RUNNING
    microphone.listening = True
    lying.ear.look()
    assert lamp.text() == "Listening"
    lying.press(K.Key_F4)
    assert microphone.ended
    assert lamp.text() == "Not listening"
    lying.press(K.Key_F4)
    assert len(lying.microphones) == 2
    lying.say(W.PAUSE)
    assert lying.state is State.PAUSED


def test_whatever_is_wrong_with_the_microphone_the_session_goes_on_and_hears_again(lying: Lying) -> None:
    lying.come_to(kind=StepKind.HOLD)
    microphone, step = lying.microphones[-1], lying.played.player.status().step_index
    for sentence in MICROPHONE_FAULTS.values():
        microphone.listening, microphone.problem = False, sentence
        lying.pass_s(SAID_AFTER_S + 0.1)
        lying.ear.look()
        assert lying.spoken.lamp.text() == f"{sentence} Your keys work as always."
        assert lying.state is State.RUNNING
        microphone.listening, microphone.problem = True, ""
        lying.ear.look()
        assert lying.spoken.lamp.text() == "Listening"
    assert lying.played.player.status().step_index > step
    assert len(lying.microphones) == 1  # it is the listener that tries again
    lying.say(W.PAUSE)
    assert lying.state is State.PAUSED


def test_without_a_yes_no_answer_is_read_that_nothing_could_take(qapp: QApplication) -> None:
    lying = Lying(qapp, said={word: called for word, called in USUAL_NAMES.items() if word != W.YES})
    lying.come_to(kind=StepKind.HOLD)
    lying.say(W.HURTS)
    assert lying.state is State.PAIN_SCORE
    lying.answer(W.NOT_MEANT)  # only "yes" could keep it
    for _ in range(40):
        lying.tick()
        assert lying.read == ""
    lying.close()


def test_what_is_read_asks_for_the_words_of_the_user(qapp: QApplication) -> None:
    lying = Lying(qapp, said={**USUAL_NAMES, W.YES: "jawohl"})
    lying.come_to(kind=StepKind.HOLD)
    lying.say(W.HURTS)
    lying.take("Four.")
    assert lying.read == "Four. Say jawohl to keep it."
    lying.close()
