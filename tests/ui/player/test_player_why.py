"""In mid-session too, every decision says why when it is asked: in large words, and one key goes back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from hipcoach.engine.questions import State, StepQuestion
from hipcoach.engine.types import StepKind
from hipcoach.gallery.draw import settle
from hipcoach.safety.reason import Reason, as_written
from hipcoach.safety.types import LeftOut, PainKind, Response
from hipcoach.ui.player.explanations import explanations
from hipcoach.ui.player.stage_note import exercise_note
from hipcoach.ui.player.why_panel import WhyPanel
from hipcoach.ui.shared.why import Why
from tests.answering import give
from tests.ui import audit
from tests.ui.player.player_page_story import K, Shown
from tests.ui.player.player_world import RULE, session_of

LEAST_PX = 22  # 5 mm on a 14-inch screen of 1366 x 768


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    made = Shown(qapp)
    yield made
    made.close()


def eased(shown: Shown) -> None:
    """It felt worse, and the number is not higher: on with the next exercise."""
    shown.to(StepKind.HOLD)
    player = shown.played.player
    player.report_pain()
    player.answer_question(State.PAIN_SCORE, 3)
    give(player, State.PAIN_KIND, PainKind.ACHE)
    shown.pass_s(0.5)
    assert shown.state is State.RESUMING


def words(shown: Shown) -> str:
    panel = shown.panel()
    assert isinstance(panel, WhyPanel)
    return panel.accessibleName() + panel.text()


@pytest.mark.parametrize("back", [K.Key_Space, K.Key_Escape, K.Key_W, K.Key_Return, K.Key_PageDown])
def test_an_exercise_that_is_over_says_why_and_one_key_goes_on(shown: Shown, back: Qt.Key) -> None:
    eased(shown)
    assert shown.page.stage.why.isVisible()
    shown.press(K.Key_W)
    assert shown.state is State.PAUSED
    said = words(shown)
    assert "You reported 3 before and 3 now" in said
    assert RULE.line("during_ok").says in said
    assert "A choice of this program" in said
    assert f"Version {RULE.version} of the rule. {RULE.reviewed}" in said
    shown.press(back)
    assert shown.panel() is shown.page.stage
    assert shown.state in (State.RESUMING, State.WAITING)


def test_a_clicker_reads_on_and_back_and_past_the_end_goes_back_to_the_session(qapp: QApplication) -> None:
    shown = Shown(qapp, size=(640, 480))
    shown.page.setMinimumSize(1, 1)  # as in the window: else Qt makes a page no smaller than what is on it
    shown.theme.change(text_factor=2.0)
    eased(shown)
    shown.press(K.Key_W)
    panel = shown.panel()
    assert isinstance(panel, WhyPanel)
    shown.page.resize(640, 480)
    shown.look()
    area = panel.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0, "its words have no room here"
    shown.press(K.Key_PageDown)
    assert bar.value() > 0
    shown.press(K.Key_PageUp)
    assert (bar.value(), shown.panel()) == (0, panel)
    for _ in range(20):
        if shown.panel() is not panel:
            break
        assert panel.isVisible()
        shown.press(K.Key_PageDown)
    assert shown.panel() is shown.page.stage
    shown.press(K.Key_W)
    shown.press(K.Key_PageUp)
    assert shown.panel() is shown.page.stage, "nothing is before its first word"
    shown.close()


def test_what_was_paused_before_stays_paused(shown: Shown) -> None:
    eased(shown)
    shown.press(K.Key_Space)
    shown.press(K.Key_W)
    assert isinstance(shown.panel(), WhyPanel)
    shown.press(K.Key_Space)
    assert shown.state is State.PAUSED
    assert shown.panel() is shown.page.stage


def test_a_rest_goes_on_while_its_reason_is_read_and_its_question_comes_first(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    player = shown.played.player
    player.report_pain()
    player.answer_question(State.PAIN_SCORE, 4)
    give(player, State.PAIN_KIND, PainKind.ACHE)
    shown.look()
    shown.press(K.Key_W)
    assert shown.state is State.PAIN_BREAK
    assert RULE.line("during_amber").says in words(shown)
    panel = shown.panel()
    assert isinstance(panel, WhyPanel)
    shown.pass_s(30)
    assert panel.waiting.text() == "Your rest goes on: 1:30 left."
    shown.press(K.Key_Space)
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_BREAK]
    shown.press(K.Key_W)
    shown.pass_s(90)
    assert shown.state is State.BREAK_SCORE
    assert shown.panel() is shown.page.panels.of_state[State.BREAK_SCORE]


def test_more_pain_can_be_reported_while_reading(shown: Shown) -> None:
    eased(shown)
    shown.press(K.Key_W)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_SCORE]


def test_while_the_session_waits_any_key_still_means_set(shown: Shown) -> None:
    eased(shown)
    while shown.state is not State.WAITING:
        shown.pass_s(1.0)
    assert not shown.page.stage.why.isVisible()
    shown.press(K.Key_W)
    assert shown.state is State.RUNNING


def test_a_question_is_never_covered(shown: Shown) -> None:
    eased(shown)
    shown.played.player.report_pain()
    shown.look()
    shown.press(K.Key_W)
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_SCORE]


def test_where_nothing_was_decided_the_key_does_nothing(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_W)
    assert shown.state is State.RUNNING
    assert shown.panel() is shown.page.stage
    assert not shown.page.stage.why.isVisible()


def test_the_check_keeps_its_keys(shown: Shown) -> None:
    eased(shown)
    shown.to(StepKind.CHECK)
    shown.press(K.Key_W)
    assert shown.panel() is shown.page.panels.of_step[StepQuestion.CHECK]
    shown.played.player.answer_check(Response.SAME)


LONGEST = max((line.key for line in RULE.lines), key=lambda key: len(RULE.line(key).says))


@pytest.mark.parametrize("lines", [(LONGEST,), ("return_mode", "progress_back", "sore_side", "session_cap")])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_its_words_read_from_the_floor_and_all_are_on_the_page(
    qapp: QApplication, shown: Shown, lines: tuple[str, ...], factor: float
) -> None:
    eased(shown)
    shown.press(K.Key_W)
    panel = shown.panel()
    assert isinstance(panel, WhyPanel)
    decided = "Bridge: Half today. No lying on your right side today. Fewer sets today, to keep within 20 minutes."
    why = Why.known(RULE, lines, decided)
    assert why is not None
    shown.theme.change(text_factor=factor)
    panel.open((why,))
    shown.look()
    settle(qapp)
    assert min(label.font().pixelSize() for label in panel.labels()) >= LEAST_PX
    assert audit.clipped(panel) == []
    assert (shown.page.width(), shown.page.height()) == (1366, 768)


def test_what_is_left_out_or_less_is_said_before_the_first_exercise() -> None:
    session = session_of()
    first, *others = session.assignments
    session = replace(
        session,
        assignments=(replace(first, notes=(Reason("before_half", "half_today"),)), *others),
        left_out=(
            LeftOut("bridge", as_written("You said so.", "locks"), "Bridge"),
            LeftOut("walking", Reason(wording="user_left_out"), "Walking"),
        ),
    )
    assert exercise_note(session, 0) == "Half today. Left out today: Bridge."
    assert exercise_note(session, 1) == ""
    found = explanations(RULE, session, 0, None)
    assert [why.decision for why in found] == ["Knee rolls: Half today.", "Bridge: You said so."]
    assert [why.lines[0].key for why in found] == ["before_half", "locks"]


def test_a_reason_that_was_open_as_a_break_ended_gives_the_next_question_no_more_than_its_time(shown: Shown) -> None:
    """Who cannot answer it has to get the end that the page promises."""
    shown.to(StepKind.HOLD)
    player = shown.played.player
    player.report_pain()
    player.answer_question(State.PAIN_SCORE, 4)
    give(player, State.PAIN_KIND, PainKind.ACHE)
    shown.look()
    assert shown.state is State.PAIN_BREAK
    shown.press(K.Key_W)
    assert isinstance(shown.panel(), WhyPanel)
    while shown.state is State.PAIN_BREAK:
        shown.pass_s(4.0)
        shown.look()
    asked_s = player.status().session_elapsed_s
    while shown.state is not State.ENDED:
        shown.pass_s(4.0)
        shown.look()
        assert player.status().session_elapsed_s - asked_s < 200.0
