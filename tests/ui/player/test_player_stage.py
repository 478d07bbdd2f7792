"""The stage: it shows what the status says, reads from the floor, and is painted only while something moves."""

from dataclasses import replace
from itertools import takewhile

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication

from hipcoach.body.tones import tones
from hipcoach.catalogue.types import Position
from hipcoach.engine.events import CueStarted, StepFinished
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.figure_view import moment_of
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.stage_note import NO_NOTE
from hipcoach.ui.player.stage_view import stage_view
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.stage_style import CAPTION_MIN_PX, DIGIT_MIN_PX
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.dot_row import Dots
from tests.ui.player.player_page_story import K, Shown


def test_the_stage_says_what_the_status_says(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.pass_s(1.0)
    stage = shown.page.stage
    assert stage.title.text() == "Knee rolls · 1 of 4"
    assert stage.side.text() == "right side"
    assert stage.ring.face.text == "4"
    assert stage.ring.face.unit == "seconds"
    shown.pass_s(3.0)
    assert (stage.ring.face.text, stage.ring.face.unit) == ("1", "second")
    assert stage.under_ring.text() == "Repetition 1 of 3"
    assert stage.dots.dots == Dots(done=0, total=3)
    assert stage.caption.text == shown.played.player.status().caption
    assert stage.next.text().startswith("Next: ")
    assert stage.time_left.text().endswith("left")


@pytest.mark.parametrize("size", [(1366, 768), (1200, 720), (2560, 1440)])
def test_numbers_and_words_read_at_3_m(qapp: QApplication, size: tuple[int, int]) -> None:
    shown = Shown(qapp, size=size)
    factor = min(size[0] / 1366, size[1] / 768)
    shown.to(StepKind.REPETITION)
    assert shown.page.stage.ring.digit_height() >= DIGIT_MIN_PX * factor
    assert shown.page.stage.caption.text_px() >= CAPTION_MIN_PX * factor - 1
    shown.close()


@pytest.mark.parametrize("plan", ["go-for-a-walk", "strength", "evening"])
def test_every_number_and_every_caption_of_a_plan_keeps_its_size(qapp: QApplication, plan: str) -> None:
    shown = Shown(qapp, plan)
    stage = shown.page.stage
    smallest_digit, smallest_word = 1000.0, 1000
    while shown.state is not State.ENDED:
        if shown.state is State.WAITING:
            shown.played.player.in_position()
        shown.played.pass_s(1.0)
        shown.page.refresh()
        if stage.ring.face.text:
            smallest_digit = min(smallest_digit, stage.ring.digit_height())
        smallest_word = min(smallest_word, stage.caption.text_px())
    assert smallest_digit >= DIGIT_MIN_PX
    assert smallest_word >= CAPTION_MIN_PX
    shown.close()


def test_a_wait_says_where_to_click_and_its_button_the_key_that_the_words_say(shown: Shown) -> None:
    stage = shown.page.stage
    button = stage.buttons.button(PlayerCommand.PAUSE)
    keys = set()
    while shown.state is not State.PAUSED:
        shown.pass_s(1.0)
        if shown.state is State.WAITING:
            assert "Enter or click here" in stage.under_ring.text()
            keys.add((button.text(), button.key))
            shown.press(K.Key_Space if button.text() == "Pause" else K.Key_Return)
    assert keys == {("I am ready", "Enter"), ("Pause", "Space")}
    assert stage.title.text() == "Knee rolls · 1 of 4"
    assert stage.next.text() == "", "it is not the next one any more"


def test_what_is_said_is_on_the_screen_until_its_step_ends(shown: Shown) -> None:
    for _ in range(600):
        if shown.state is State.WAITING:
            shown.played.player.in_position()
        shown.played.pass_s(0.25)
        status = shown.played.player.status()
        if status.state is State.RUNNING and status.step is not None and status.step.kind is not StepKind.CHECK:
            shown.page.refresh()
            here = takewhile(lambda event: not isinstance(event, StepFinished), reversed(shown.played.diary.events))
            texts = [event.cue.text for event in here if isinstance(event, CueStarted) and event.cue.text]
            assert shown.page.stage.caption.text == (texts[0] if texts else ""), "a tick leaves the words"
    shown.to(StepKind.REST)  # between two holds nothing is said
    assert shown.page.stage.caption.text == ""


def test_every_button_says_its_key_and_its_name(shown: Shown) -> None:
    for button in shown.page.stage.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.accessibleDescription().startswith("Key: ")
        assert button.height() >= 64
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus, "a click leaves the focus where it was"


@pytest.mark.parametrize("size", [(640, 480), (911, 512), (1024, 600), (1200, 720), (1366, 768), (2560, 1440)])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_pain_key_keeps_its_words_and_its_size_on_every_window(
    qapp: QApplication, size: tuple[int, int], factor: float
) -> None:
    shown = Shown(qapp, size=size)
    shown.theme.change(text_factor=factor)
    shown.look()
    row = shown.page.stage.buttons
    seldom = {PlayerCommand.ASK, PlayerCommand.FULL_SCREEN, PlayerCommand.SIGNS, PlayerCommand.HELP}
    assert seldom <= {c for c in PlayerCommand if c in row}, "with a mouse, too"
    pain = row.button(PlayerCommand.PAIN)
    assert pain.text() == "It hurts more"
    assert pain.theme.font(Type.LEAD).pixelSize() >= round(tokens.TYPE_PX[Type.LEAD] * factor)
    assert pain.width() >= pain.sizeHint().width()
    for command in PlayerCommand:
        if command in row and row.button(command).isVisible():
            button = row.button(command)
            place = QRect(button.mapTo(shown.page, QPoint(0, 0)), button.size())
            assert shown.page.rect().contains(place)
            words_have_room = factor == 1.0 and size[0] >= 1366
            assert button.text() or not words_have_room
            assert button.text() or (button.accessibleName() in button.toolTip() and button.accessibleName())
            assert button.accessibleDescription().startswith("Key: ")
    shown.close()


def test_at_200_percent_the_words_of_the_stage_are_larger_and_no_number_is_smaller(qapp: QApplication) -> None:
    shown = Shown(qapp)
    shown.to(StepKind.REPETITION)
    stage = shown.page.stage
    sizes = []
    for factor in (1.0, 2.0):
        shown.theme.change(text_factor=factor)
        shown.look()
        assert stage.ring.digit_height() >= DIGIT_MIN_PX
        assert stage.caption.text_px() >= CAPTION_MIN_PX
        sizes.append((stage.next.font().pixelSize(), stage.under_ring.font().pixelSize()))
    before, after = sizes
    assert all(now >= 1.2 * was for now, was in zip(after, before, strict=True))
    shown.close()


class FontChanges(QObject):
    """Counts how often a widget gets another font."""

    times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.FontChange
        return False


def test_words_for_which_there_is_no_room_are_fitted_once_not_with_every_picture(qapp: QApplication) -> None:
    shown = Shown(qapp, size=(640, 480))
    shown.theme.change(text_factor=2.0)
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    shown.page.resize(640, 480)
    shown.look()
    changes, line = FontChanges(), shown.page.stage.under_ring
    line.installEventFilter(changes)
    for _ in range(3):
        shown.look()
    assert changes.times == 0
    shown.close()


def frames_run(page: PlayerPage) -> bool:
    """Pictures are painted one after the other."""
    timers = page.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(timer.isActive() and not timer.isSingleShot() for timer in timers)


def test_what_comes_next_is_cut_with_the_window_not_with_the_next_look(qapp: QApplication) -> None:
    shown = Shown(qapp)
    stage, player = shown.page.stage, shown.played.player
    view = stage_view(player.status(), player.session, player.steps, NO_NOTE, left_s=60.0)
    stage.show_view(replace(view, next="Next: this one is done lying on the back."))
    whole = stage.next.text()
    shown.page.setMinimumSize(1, 1)  # as in the window: else Qt makes a page no smaller than what is on it
    shown.page.resize(200, 480)
    cut = stage.next
    assert cut.text() != whole
    assert cut.sizeHint().width() <= stage.buttons.line_px, "else the buttons beside it are squeezed"
    shown.close()


def test_nothing_is_painted_while_nothing_moves(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    assert frames_run(shown.page)
    shown.press(K.Key_Space)
    assert not frames_run(shown.page)
    shown.press(K.Key_Space)
    shown.page.hide()
    assert not frames_run(shown.page)


def test_on_the_way_into_a_position_the_figure_shows_the_way(shown: Shown) -> None:
    """It moves for as long as the way is told, then stays where it leads, and no longer moves while the voice waits."""
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    begun = moment_of(shown.played.player.status(), shown.played.player.session)
    assert (begun.origin, begun.position) == (Position.STANDING, Position.SUPINE)
    assert shown.page.figure.moving
    assert frames_run(shown.page)
    step = shown.played.player.status().step
    assert step is not None
    *way, wait = step.cues
    assert {cue.kind for cue in way} == {"position", "time"}
    told_s = way[-1].offset_s + way[-1].duration_s
    assert told_s < wait.offset_s
    for _ in range(20):  # more at once would be the machine's sleep
        shown.pass_s((told_s - 1.0) / 20)
    assert shown.page.figure.moving
    shown.pass_s(1.1)
    assert shown.state is State.WAITING
    assert moment_of(shown.played.player.status(), shown.played.player.session).fraction == 1.0
    assert not shown.page.figure.moving
    assert not frames_run(shown.page)


def test_the_stage_says_what_the_colour_on_the_body_means(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    seen = shown.page.figure.grab().toImage()
    corner = seen.copy(0, seen.height() - 20, 20, 20)
    violet = QColor(*tones(dark=False).stretches).rgb()
    assert sum(corner.pixel(x, y) == violet for x in range(20) for y in range(20)) > 50


def test_on_a_bed_somebody_lies_there_until_the_exercise_is_painted(qapp: QApplication) -> None:
    shown = Shown(qapp, "morning-in-bed")
    shown.to(StepKind.ANNOUNCE)
    seen = shown.page.figure.grab().toImage()
    corner = seen.pixel(0, 0)
    assert any(seen.pixel(x, seen.height() // 2) != corner for x in range(seen.width())), "no empty place"
    shown.close()


def test_what_is_left_never_grows_but_where_time_is_added(shown: Shown) -> None:
    def left_s() -> int:
        minutes, seconds = shown.page.stage.time_left.text().removesuffix(" left").split(":")
        return 60 * int(minutes) + int(seconds)

    least = left_s()
    for n in range(240):
        if shown.state is State.WAITING and n % 9 == 8:
            shown.page.stage.clicked.emit()
        elif n % 7 == 6 and shown.state in (State.RUNNING, State.PAUSED):
            shown.press(K.Key_Space)
        shown.pass_s(0.7)
        if shown.panel() is shown.page.stage:
            assert left_s() <= least
            least = left_s()
    if shown.state is State.PAUSED:
        shown.press(K.Key_Space)
    shown.to(StepKind.REST)
    before = left_s()
    shown.press(K.Key_Plus)
    assert left_s() > before


def test_more_time_says_how_much_more_or_that_there_is_none(shown: Shown) -> None:
    under = shown.page.stage.under_ring
    shown.to(StepKind.REST)
    shown.press(K.Key_Plus)
    assert under.text() == "15 seconds more"
    shown.press(K.Key_Plus)
    assert under.text() == "30 seconds more"
    shown.pass_s(4.0)
    assert under.text() == "Rest"
    shown.press(K.Key_Space)
    shown.press(K.Key_Plus)
    assert under.text() == "Paused: no time runs out"
    shown.press(K.Key_Space)
    assert "Paused" not in under.text()
    shown.to(StepKind.REPETITION)
    shown.press(K.Key_Plus)
    assert under.text() == "This takes no more time"


def test_after_ready_it_says_when_it_begins_and_another_click_begins(shown: Shown) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    wait = shown.played.player.status().step
    shown.page.stage.clicked.emit()
    shown.look()
    assert shown.page.stage.under_ring.text() == "Begins in 5. Enter or a click begins now."
    shown.page.stage.clicked.emit()
    assert shown.state is State.RUNNING, "the same click, doubled: no pause"
    assert shown.played.player.status().step is wait
    shown.pass_s(2.0)
    shown.page.stage.clicked.emit()
    assert shown.played.player.status().step is not wait


def test_a_pause_skips_and_goes_back_by_key(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Space)
    shown.press(K.Key_N)
    assert shown.state is State.PAUSED
    assert shown.played.player.status().exercise_order == 0, "what is left of its work; then the check"
    shown.press(K.Key_B)
    step = shown.played.player.status().step
    assert step is not None
    assert (shown.state, step.kind, step.order) == (State.PAUSED, StepKind.ANNOUNCE, 0)
