"""The note above the caption: how long a decision stands there."""

from dataclasses import replace

import pytest

from hipcoach.engine.events import StepStarted
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.reason import Reason
from hipcoach.ui.player.stage_note import NO_NOTE, TAKEN_BACK, StageNote
from hipcoach.ui.player.time_answer import SPACE_GOES_ON
from hipcoach.voice.sound_watch import SoundNotice
from tests.ui.player.player_page_story import K, Shown


def test_a_decision_stands_until_the_exercise_after_the_next_however_that_was_left(shown: Shown) -> None:
    shown.to(StepKind.ANNOUNCE)
    player = shown.played.player
    step = replace(player.steps[player.status().step_index], order=1)
    told = StageNote("Rest.", explains=True)
    next_one = told
    for at_s in (1.0, 2.0, 3.0):  # its name, its place, and "just listen" are a step each
        next_one = next_one.after(StepStarted(at_s, step), player.session)
        assert next_one.text == "Rest."
    assert next_one.after(StepStarted(2.0, replace(step, order=2)), player.session).text != "Rest."
    assert told.after(StepStarted(2.0, replace(step, kind=StepKind.FINISH)), player.session) == NO_NOTE


def test_what_is_said_of_an_exercise_leaves_its_room_to_the_caption_after_one_step(shown: Shown) -> None:
    player, step = shown.played.player, shown.played.player.steps[0]
    half = replace(player.session.assignments[0], notes=(Reason("return_mode", "half_today"),))
    session = replace(player.session, assignments=(half, *player.session.assignments[1:]))
    greeted = NO_NOTE.after(StepStarted(1.0, step), session).with_sound(SoundNotice.MISSING)
    assert greeted.text.endswith(SoundNotice.MISSING)
    rules, announced = (greeted.after(StepStarted(2.0, replace(step, order=order)), session) for order in (-1, 0))
    assert rules == announced
    assert (rules.text, rules.explains) == ("", True), "Why? has it"
    assert rules.after(StepStarted(3.0, replace(step, order=1)), session) == NO_NOTE, "of the next one nothing is said"
    gone = announced.with_sound(SoundNotice.MISSING)
    assert gone.after(StepStarted(4.0, replace(step, kind=StepKind.HOLD, order=0)), session).text == SoundNotice.MISSING


@pytest.mark.parametrize("waits", [True, False])
def test_that_a_report_was_taken_back_is_read_in_the_pause_and_no_longer(shown: Shown, waits: bool) -> None:
    stage = shown.page.stage
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING) if waits else shown.to(StepKind.HOLD)
    for key in (K.Key_P, K.Key_Backspace):
        shown.press(key)
    assert (stage.note.text(), stage.note.isVisible()) == (TAKEN_BACK, True)
    shown.press(K.Key_Return)
    assert shown.state is State.PAUSED
    assert stage.under_ring.text() == SPACE_GOES_ON, "Enter does nothing, and says so"
    shown.press(K.Key_Space)
    for _ in range(3):
        said = f"{stage.note.text()} {stage.caption.text} {stage.under_ring.text()}"
        assert "aken back" not in said, "nobody takes it for what is said now"
        assert SPACE_GOES_ON not in said
        shown.pass_s(2.0)
