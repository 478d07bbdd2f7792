"""The player page: it shows what the status says, every key does what it is for, and nothing goes on after a stop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hipcoach.catalogue.types import Position
from hipcoach.coach.keys import PlayerCommand
from hipcoach.coach.stop_text import Stop
from hipcoach.engine.events import Answered, CueStarted, PainScored, ResumeStarted, StepFinished, TimeAdded, WentBack
from hipcoach.engine.types import State, StepKind
from hipcoach.gallery.draw import settle
from hipcoach.safety.types import PainKind, Response
from hipcoach.ui.player.figure_view import moment_of
from hipcoach.ui.player.player_keys import KEYS, command_for
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.question_panels import ScorePanel
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.stage_style import CAPTION_MIN_PX, DIGIT_MIN_PX
from tests.ui import pages_world
from tests.ui.player_world import FIGURES, RULE, Played, play

K = Qt.Key


class Shown:
    """A page in the hand, with its session."""

    def __init__(self, app: QApplication, plan: str = "first-steps", size: tuple[int, int] = (1366, 768)) -> None:
        self.app = app
        self.played: Played = play(plan)
        self.theme = pages_world.theme(app)
        self.page = PlayerPage(self.theme, FigureShelf(FIGURES), self.played.player, RULE)
        self.page.resize(*size)
        self.page.show()
        self.played.player.start()
        self.look()

    def look(self) -> None:
        self.page.refresh()
        self.app.processEvents()

    def press(self, key: Qt.Key) -> None:
        text = chr(key) if 32 <= key < 127 else ""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text.lower())
            self.app.sendEvent(self.app.focusWidget() or self.page, event)
        self.look()

    def to(self, kind: StepKind) -> None:
        self.played.to(kind)
        self.look()

    def pass_s(self, seconds: float) -> None:
        self.played.pass_s(seconds)
        self.look()

    def events(self, kind: type) -> list[object]:
        return [event for event in self.played.diary.events if isinstance(event, kind)]

    @property
    def state(self) -> object:
        """Typed loosely: it changes between two looks."""
        return self.played.player.state

    def panel(self) -> object:
        return self.page.shown

    def close(self) -> None:
        self.played.player.close()
        self.page.close()
        self.page.deleteLater()
        self.played.player.deleteLater()
        settle(self.app)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    made = Shown(qapp)
    yield made
    made.close()


def test_the_stage_says_what_the_status_says(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.pass_s(1.0)
    stage = shown.page.stage
    assert stage.title.text() == "Knee rolls · 1 of 4"
    assert stage.side.text() == "right side"
    assert stage.ring.face.text == "4"
    assert stage.ring.face.unit == "seconds"
    assert stage.under_ring.text() == "Repetition 1 of 3"
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


PAUSES = [key for key, command in KEYS.items() if command is PlayerCommand.PAUSE]


@pytest.mark.parametrize("key", PAUSES)
def test_one_action_pauses_and_goes_on(shown: Shown, key: Qt.Key) -> None:
    shown.to(StepKind.HOLD)
    shown.press(key)
    assert shown.state is State.PAUSED
    assert shown.played.log.index("silenced") >= 0
    assert "Paused: Knee rolls, repetition 1 of 3." in shown.page.stage.caption.text
    shown.press(key)
    assert shown.state is State.RESUMING


def test_a_click_on_the_stage_pauses(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    for target in (shown.page.stage, shown.page.figure, shown.page.stage.ring, shown.page.stage.caption):
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        assert shown.state is State.PAUSED, target
        shown.played.player.resume()
        shown.pass_s(4.0)


def test_waiting_any_key_goes_on_but_the_pain_key_and_esc(shown: Shown) -> None:
    for key in (K.Key_Space, K.Key_A, K.Key_N, K.Key_Return, K.Key_5):
        assert command_for(key, State.WAITING, checking=False) is PlayerCommand.SET
    for key in (K.Key_Shift, K.Key_Control):
        assert command_for(key, State.WAITING, checking=False) is None
    assert command_for(K.Key_P, State.WAITING, checking=False) is PlayerCommand.PAIN
    assert command_for(K.Key_Escape, State.WAITING, checking=False) is PlayerCommand.ASK
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    assert "Press any key" in shown.page.stage.under_ring.text()
    shown.press(K.Key_X)
    assert shown.state is State.RUNNING


def test_the_keys_of_a_session(shown: Shown) -> None:
    full = QSignalSpy(shown.page.full_screen_requested)
    shown.to(StepKind.REPETITION)
    shown.press(K.Key_I)
    assert shown.events(ResumeStarted)
    shown.to(StepKind.HOLD)
    shown.press(K.Key_B)
    assert len(shown.events(WentBack)) == 1
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Left)
    assert len(shown.events(WentBack)) == 2
    shown.to(StepKind.CHANGEOVER)
    shown.press(K.Key_Plus)
    shown.press(K.Key_Minus)
    assert [event.seconds > 0 for event in shown.events(TimeAdded)] == [True, False]  # type: ignore[attr-defined]
    shown.press(K.Key_M)
    assert shown.played.player.muted
    assert shown.page.stage.muted.text() == "Sound off"
    shown.press(K.Key_F)
    assert full.count() == 1
    shown.to(StepKind.HOLD)
    shown.press(K.Key_N)
    assert not shown.events(StepFinished)[-1].complete  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "response"), [(K.Key_1, Response.BETTER), (K.Key_2, Response.SAME), (K.Key_3, Response.WORSE)]
)
def test_the_check_takes_one_key(shown: Shown, key: Qt.Key, response: Response) -> None:
    shown.to(StepKind.CHECK)
    assert shown.panel() is shown.page.panels.check
    shown.press(key)
    assert shown.events(Answered)[-1].response is response  # type: ignore[attr-defined]
    assert (shown.state is State.PAIN_SCORE) == (response is Response.WORSE)


def test_an_unanswered_check_goes_on_as_not_answered(shown: Shown) -> None:
    shown.to(StepKind.CHECK)
    for _ in range(60):
        shown.pass_s(0.5)
    assert shown.events(Answered)[0].response is None  # type: ignore[attr-defined]
    assert shown.state in (State.RUNNING, State.WAITING)


def test_esc_pauses_and_asks_and_says_what_ending_does(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Escape)
    assert shown.state is State.PAUSED
    assert shown.panel() is shown.page.panels.ask
    shown.press(K.Key_Escape)
    assert shown.state is State.RESUMING
    assert shown.panel() is shown.page.stage
    shown.pass_s(4.0)
    ended = QSignalSpy(shown.page.ended)
    shown.press(K.Key_Escape)
    shown.press(K.Key_E)
    assert ended.at(0)[0].finish == "stopped"


def test_pain_in_the_middle_of_asking_is_a_report_at_once(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Escape)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE
    assert isinstance(shown.panel(), ScorePanel)


class TestOneKeyGivesTheNumber:
    """Nobody on the floor has to find Enter after the number; a slip can still be mended."""

    @pytest.fixture
    def panel(self, shown: Shown) -> ScorePanel:
        shown.to(StepKind.HOLD)
        shown.press(K.Key_P)
        panel = shown.panel()
        assert isinstance(panel, ScorePanel)
        assert "Press its number; for 10, press 1, then 0." in panel.hint.text()
        return panel

    def moment(self, panel: ScorePanel) -> QTimer:
        found = panel.findChild(QTimer)
        assert found is not None
        return found

    @pytest.mark.parametrize(
        ("keys", "score", "then"),
        [
            ([K.Key_0], 0, State.PAIN_KIND),
            ([K.Key_4], 4, State.PAIN_KIND),
            ([K.Key_1], 1, State.PAIN_KIND),
            ([K.Key_1, K.Key_0], 10, State.PAIN_CONFIRM),
            ([K.Key_2, K.Key_4], 4, State.PAIN_KIND),
            ([K.Key_4, K.Key_0], 0, State.PAIN_KIND),
        ],
    )
    def test_it_is_taken_after_a_moment(
        self, shown: Shown, panel: ScorePanel, keys: list[Qt.Key], score: int, then: State
    ) -> None:
        for key in keys:
            shown.press(key)
            assert shown.state is State.PAIN_SCORE
        assert panel.hint.text().startswith(f"You chose {score}. Another number corrects it")
        moment = self.moment(panel)
        assert moment.isActive()
        assert moment.isSingleShot()
        assert 1000 <= moment.interval() <= 3000
        moment.timeout.emit()
        assert shown.state is then
        assert [event.score for event in shown.events(PainScored)] == [score]

    def test_enter_takes_it_at_once_and_only_once(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_3)
        shown.press(K.Key_Return)
        assert shown.state is State.PAIN_KIND
        assert not self.moment(panel).isActive()

    def test_going_by_the_numbers_with_the_arrows_takes_none(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_4)
        QTest.keyClick(panel.row, K.Key_Right)
        assert panel.row.value == 5
        assert not self.moment(panel).isActive()

    def test_a_click_is_enough_too(self, shown: Shown, panel: ScorePanel) -> None:
        key = next(key for key in panel.row.findChildren(QAbstractButton) if key.text() == "5")
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        assert self.moment(panel).isActive()

    def test_asked_again_nothing_is_left_of_it(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_4)
        shown.press(K.Key_Escape)
        assert not self.moment(panel).isActive()
        shown.press(K.Key_Space)
        assert shown.panel() is panel
        assert shown.events(PainScored) == []


STEPS_OF_A_SESSION = [
    StepKind.ANNOUNCE,
    StepKind.LEAD_IN,
    StepKind.REPETITION,
    StepKind.HOLD,
    StepKind.CHANGEOVER,
    StepKind.CHECK,
    StepKind.REST,
]


@pytest.mark.parametrize("kind", STEPS_OF_A_SESSION)
def test_the_pain_key_works_everywhere(shown: Shown, kind: StepKind) -> None:
    shown.to(kind)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE


@pytest.mark.parametrize("state", [State.WAITING, State.PAUSED, State.RESUMING, State.PAIN_REST, State.REST_SCORE])
def test_the_pain_key_works_in_every_state(shown: Shown, state: State) -> None:
    if state is State.WAITING:
        shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    else:
        shown.to(StepKind.HOLD)
    player = shown.played.player
    if state in (State.PAUSED, State.RESUMING):
        player.pause()
    if state is State.RESUMING:
        player.resume()
    if state in (State.PAIN_REST, State.REST_SCORE):
        player.report_pain()
        player.answer_pain(4)
        player.answer_kind(PainKind.ACHE)
    for _ in range(200):
        if state is State.REST_SCORE and player.state is State.PAIN_REST:
            shown.played.pass_s(1.0)
    shown.look()
    assert player.state is state
    shown.press(K.Key_P)
    assert player.state is State.PAIN_SCORE


def report(shown: Shown, score: str, kind: Qt.Key) -> None:
    """P, the number, Enter, Yes where it is asked, the kind: all by key."""
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    for digit in score:
        shown.press(Qt.Key(ord(digit)))
    shown.press(K.Key_Return)
    if shown.state is State.PAIN_CONFIRM:
        shown.press(K.Key_Y)
    shown.press(kind)


def test_red_ends_the_session_and_says_what_was_said(shown: Shown) -> None:
    ended = QSignalSpy(shown.page.ended)
    report(shown, "10", K.Key_1)
    assert ended.count() == 1
    text = shown.page.said.stop_text()
    assert text is not None
    assert text.kind is Stop.STOP
    assert text.said == "You reported 10, an ache, in Knee rolls."
    for key in (*KEYS, K.Key_Return, K.Key_1):
        shown.press(key)
    assert shown.state is State.ENDED


def test_a_number_chosen_by_mistake_is_put_right(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    shown.press(K.Key_7)
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_CONFIRM
    assert "You chose 7" in shown.page.panels.confirm.question.text()
    shown.press(K.Key_N)
    assert shown.state is State.PAIN_SCORE
    assert shown.page.panels.score.row.value is None, "nothing preselected"


def test_numbness_is_for_today(shown: Shown) -> None:
    report(shown, "2", K.Key_3)
    text = shown.page.said.stop_text()
    assert text is not None
    assert text.kind is Stop.SAME_DAY


def test_sharp_pain_waits_and_is_asked_about_again(shown: Shown) -> None:
    report(shown, "4", K.Key_2)
    assert shown.panel() is shown.page.panels.sharp_wait
    for _ in range(40):
        shown.pass_s(1.0)
        if shown.state is State.SHARP_QUESTION:
            break
    assert shown.panel() is shown.page.panels.sharp_question
    shown.press(K.Key_N)
    assert shown.panel() is shown.page.panels.rest
    assert "4" in shown.page.panels.rest.why.text()
    assert shown.page.panels.rest.ring.face.unit == "minutes"


def test_what_is_said_is_on_the_screen_for_every_cue(shown: Shown) -> None:
    for _ in range(600):
        if shown.state is State.WAITING:
            shown.played.player.in_position()
        shown.played.pass_s(0.25)
        status = shown.played.player.status()
        if status.state is State.RUNNING and status.step is not None and status.step.kind is not StepKind.CHECK:
            shown.page.refresh()
            cues = shown.events(CueStarted)
            assert shown.page.stage.caption.text == cues[-1].cue.text  # type: ignore[attr-defined]


def test_every_button_says_its_key_and_its_name(shown: Shown) -> None:
    for button in shown.page.stage.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.accessibleDescription().startswith("Key: ")
        assert button.height() >= 64
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus, "a click leaves the focus where it was"


@pytest.mark.parametrize("size", [(1366, 768), (1200, 720), (2560, 1440)])
def test_the_pain_key_keeps_its_words_on_one_line(qapp: QApplication, size: tuple[int, int]) -> None:
    shown = Shown(qapp, size=size)
    button = shown.page.stage.buttons.button(PlayerCommand.PAIN)
    assert button.width() >= button.sizeHint().width()
    row = shown.page.stage.buttons
    assert all(row.button(each).geometry().right() <= row.width() for each in (PlayerCommand.MUTE, PlayerCommand.PAIN))
    shown.close()


def test_space_pauses_even_when_a_button_has_the_focus(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.page.stage.buttons.button(PlayerCommand.SKIP).setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(K.Key_Space)
    assert shown.state is State.PAUSED
    shown.press(K.Key_Space)
    shown.pass_s(4.0)
    shown.page.stage.buttons.button(PlayerCommand.PAIN).setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_SCORE, "Enter presses it"


def test_nothing_is_painted_while_nothing_moves(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    assert shown.page.frames_active
    shown.press(K.Key_Space)
    assert not shown.page.frames_active
    shown.press(K.Key_Space)
    shown.page.hide()
    assert not shown.page.frames_active


def test_on_the_way_into_a_position_the_figure_shows_the_way(shown: Shown) -> None:
    """It moves for as long as the way is told, then stays where it leads."""
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    begun = moment_of(shown.played.player.status(), shown.played.player.session)
    assert (begun.origin, begun.position) == (Position.STANDING, Position.SUPINE)
    assert shown.page.figure.moving
    assert shown.page.frames_active
    shown.pass_s(60.0)
    assert moment_of(shown.played.player.status(), shown.played.player.session).fraction == 1.0
    assert not shown.page.figure.moving
    assert not shown.page.frames_active
