"""The rows of buttons under the stage: they keep their words and their places."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.stage_note import NO_NOTE
from hipcoach.ui.player.stage_view import stage_view
from hipcoach.ui.theme.stage_style import DIGIT_MIN_PX
from hipcoach.ui.theme.tokens import Type
from tests.ui.player.player_page_story import K, Shown


def in_a_window(qapp: QApplication, size: tuple[int, int], factor: float) -> Shown:
    """The player as it is in a window of this size, with text of this size."""
    shown = Shown(qapp, size=size)
    shown.page.setMinimumSize(1, 1)  # as in the window
    shown.theme.change(text_factor=factor)
    shown.page.resize(*size)
    return shown


@pytest.mark.parametrize(("size", "factor"), [((1024, 600), 1.0), ((1024, 600), 2.0), ((1366, 768), 2.0)])
def test_on_a_small_window_and_with_large_text_the_buttons_of_a_session_keep_their_words(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = in_a_window(qapp, size, factor)
    shown.to(StepKind.HOLD)
    row = shown.page.stage.buttons
    main = (PlayerCommand.PAUSE, PlayerCommand.BACK, PlayerCommand.SKIP, PlayerCommand.INSTRUCTIONS)
    assert [row.button(command).text() for command in main] == ["Pause", "Back", "Skip", "Again"]
    assert row.button(PlayerCommand.MORE_TIME).text() == "Time"
    shown.close()


@pytest.mark.parametrize(("size", "factor"), [((1366, 768), 1.0), ((1024, 600), 2.0)])
def test_no_button_moves_under_the_pointer_as_pause_becomes_go_on(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = in_a_window(qapp, size, factor)
    shown.look()
    places = []
    for to in (lambda: None, lambda: shown.to(StepKind.HOLD), lambda: shown.press(K.Key_Space)):
        to()
        shown.look()
        row = shown.page.stage.buttons
        three = [row.button(command) for command in (PlayerCommand.PAUSE, PlayerCommand.BACK, PlayerCommand.SKIP)]
        places.append([(each.x(), each.width(), each.mapTo(shown.page, each.rect().center()).y()) for each in three])
    assert row.button(PlayerCommand.PAUSE).accessibleName() == "Go on"
    assert places[0] == places[1] == places[2], "waiting, in a hold, paused"
    shown.close()


@pytest.mark.parametrize("size", [(640, 480), (1024, 600), (1366, 768)])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_what_a_number_counts_is_inside_its_ring_or_left_out(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = in_a_window(qapp, size, factor)
    shown.to(StepKind.HOLD)
    ring = shown.page.stage.ring
    assert ring.face.unit == "seconds"
    assert ring.unit_has_room() or factor > 1.0, "at 100 % there is room on every window"
    ring.resize(60, 60)
    assert not ring.unit_has_room()
    shown.close()


@pytest.mark.parametrize(("size", "factor"), [((1366, 768), 1.0), ((1024, 600), 2.0)])
def test_when_it_begins_is_as_large_as_the_wait_before_and_moves_nothing(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = in_a_window(qapp, size, factor)
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    stage = shown.page.stage
    pause = stage.buttons.button(PlayerCommand.PAUSE)
    waiting, place = stage.under_ring.font().pixelSize(), pause.geometry()
    stage.clicked.emit()
    shown.look()
    assert stage.under_ring.text().startswith("Begins in 5.")
    assert stage.under_ring.font().pixelSize() >= waiting
    assert pause.geometry() == place
    assert stage.ring.digit_height() >= DIGIT_MIN_PX or factor > 1.0
    shown.close()


def test_what_comes_next_is_not_cut_again_while_nothing_of_it_changes(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, player, cut = shown.page.stage, shown.played.player, []
    view = stage_view(player.status(), player.session, player.steps, NO_NOTE, left_s=60.0)
    stage.show_view(view)
    monkeypatch.setattr(stage.next, "setText", cut.append)
    stage.show_view(replace(view, time_left="1 min"))
    assert cut == []
    stage.show_view(replace(view, next="Next: bridge."))
    assert cut == ["Next: bridge."]


@pytest.mark.parametrize(("size", "factor"), [((1024, 560), 2.0), ((1024, 560), 1.5), ((640, 480), 2.0)])
def test_beside_a_note_a_wait_has_words_as_large_as_the_steps_between_and_the_same_buttons(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = in_a_window(qapp, size, factor)
    stage, show_view = shown.page.stage, shown.page.stage.show_view
    note = "There is no sound here. Every word is shown."
    stage.show_view = lambda view: show_view(replace(view, note=note))  # type: ignore[method-assign]

    def looks() -> tuple[int, int, str, int]:
        """How large the words are, and how the buttons stand."""
        shown.look()
        back, sizes = stage.buttons.button(PlayerCommand.BACK), (stage.title, stage.note)
        title_px, note_px = (label.font().pixelSize() for label in sizes)
        return title_px, note_px, back.text(), back.mapTo(shown.page, back.rect().center()).y()

    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    waits = looks()
    stage.clicked.emit()
    settles = looks()
    shown.to(StepKind.HOLD)
    holds = looks()
    for each in (waits, settles):
        assert each[0] >= holds[0]
        assert each[1] >= holds[1]
        assert each[2:] == holds[2:], "the buttons"
    shown.close()


@pytest.mark.parametrize("size", [(1200, 720), (1366, 768)])
def test_what_is_seldom_wanted_has_words_no_smaller_than_a_page(qapp: QApplication, size: tuple[int, int]) -> None:
    shown = in_a_window(qapp, size, 1.0)
    shown.to(StepKind.HOLD)
    row = shown.page.stage.buttons
    for command in (PlayerCommand.MUTE, PlayerCommand.SIGNS, PlayerCommand.ASK):
        button = row.button(command)
        assert button.text(), "its words"
        least, has = (of.font(Type.BODY, bold=True).pixelSize() for of in (shown.theme, button.theme))
        assert has >= least
        assert button.width() >= button.room_px()
    shown.close()
