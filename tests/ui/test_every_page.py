"""Every page in every named state: reached by key, heard by name, hit with a thumb, read at twice the size."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES
from hipcoach.settings import ThemeChoice
from hipcoach.ui.player.stage import Stage
from hipcoach.ui.player.stage_buttons import StageButton
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.stage_style import CAPTION_MIN_PX
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Type
from hipcoach.ui.widgets.stage_label import StageLabel
from tests.ui import audit
from tests.ui.hands import Hands, name_of

pytestmark = pytest.mark.long

NEVER = re.compile(
    r"\b(treat|treats|treatment|therapy|prescribe|prescribed|cure|rehab|rehabilitation|clinically proven|diagnos\w+"
    r"|detect\w*|monitor\w*|injur\w+|safe|safely|medicine|medication|tablet|painkiller|streak)\b",
    re.IGNORECASE,
)


# In logical pixels: the least; 1366x768 at scale 1.5; 1024x600; 2560x1440; 1366x768.
WINDOWS = ((640, 480), (911, 512), (1024, 600), (2560, 1440), (1366, 768))


ROUNDS = 50

TOLD = {
    "session-red": ("Stop and rest", "Gentle everyday movement", "ontact"),
    "session-same-day": ("Stop, and speak to somebody today", "Have this looked at today", "01234"),
    "session-enough": ("Enough for today", "Gentle everyday movement", "contact"),
    "session-settle": ("Rest for two minutes", "Then there are two short questions"),
    "player-pain-break": ("Rest",),
    "player-waiting": ("when you are ready",),
}

LEAST_AT_200 = {  # at 1024x600, of the user's own text size: what may scroll keeps all of it
    "session-red": 0.85,
    "session-enough": 1.0,
    "player-pain-break": 1.0,
    "player-pain-kind": 0.85,
    "player-keys": 1.0,
    "player-why-resting": 1.0,
}


class WindowsShown(QObject):
    """Notes each window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


class LaidOut(QObject):
    """Counts how often anything is laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture(scope="module", params=list(STATES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=[1.0, 2.0], ids=["100%", "200%"])
def page(
    request: pytest.FixtureRequest, qapp: QApplication, theme: Theme, made: Scenes, name: str
) -> Iterator[QWidget]:
    """One page for all tests of a state; the last of them change its look, and press what is on it."""
    theme.change(text_factor=request.param, choice=ThemeChoice.LIGHT)
    before = len(qapp.allWidgets())
    shown = WindowsShown()
    qapp.installEventFilter(shown)
    built = STATES[name](made)
    show(qapp, built, (1366, 768))
    qapp.removeEventFilter(shown)
    assert shown.windows == [built], "something flashed up as a window of its own"
    yield built
    built.close()
    built.deleteLater()
    settle(qapp)
    assert len(qapp.allWidgets()) <= before, "widgets are left behind"


def test_it_can_be_heard_and_read(page: QWidget) -> None:
    assert audit.nameless(page) == []
    assert set(NEVER.findall(audit.words(page))) == set()


def test_a_page_that_is_left_alone_is_not_laid_out_again_and_again(qapp: QApplication, page: QWidget) -> None:
    settle(qapp)
    laid_out = LaidOut()
    qapp.installEventFilter(laid_out)
    for _ in range(ROUNDS):
        qapp.sendPostedEvents()  # a timer is left out: a running session's may lay something out at each of its ticks
    qapp.removeEventFilter(laid_out)
    assert laid_out.times < ROUNDS  # once or twice what came late, such as a picture; in every round, what never ends


def _faults(qapp: QApplication, page: QWidget) -> list[str]:
    """Return what cannot be hit or read: a row that has just been broken is higher, and what is around it follows."""
    for _ in range(5):
        if not (found := _faults_now(page)):
            break
        settle(qapp)
    return found


def _faults_now(page: QWidget) -> list[str]:
    return [*audit.too_small(page), *audit.clipped(page), *audit.outside(page), *audit.wordless(page)]


def test_nothing_is_clipped_on_any_window(qapp: QApplication, page: QWidget) -> None:
    for size in WINDOWS:
        page.resize(*size)
        settle(qapp)
        assert page.size() == QSize(*size), "it fits into no window of that size"
        assert _faults(qapp, page) == [], size


@pytest.mark.parametrize("state", TOLD)
def test_what_a_stop_a_rest_or_a_wait_tells_to_do_reads_at_3_m(
    qapp: QApplication, theme: Theme, made: Scenes, state: str
) -> None:
    theme.change(text_factor=1.0)
    built = STATES[state](made)
    show(qapp, built, (1366, 768))
    labels = [each for each in built.findChildren(StageLabel) if each.isVisible() and each.text()]
    large = [each for each in labels if each.font().pixelSize() >= CAPTION_MIN_PX]
    told = " ".join(label.text() for label in large)
    for words in TOLD[state]:
        assert words in told, [(each.text(), each.font().pixelSize()) for each in labels]
    built.close()
    built.deleteLater()
    settle(qapp)


@pytest.mark.parametrize("state", LEAST_AT_200)
def test_no_words_of_a_stop_or_a_question_are_much_smaller_than_the_user_wants_them(
    qapp: QApplication, theme: Theme, made: Scenes, state: str
) -> None:
    theme.change(text_factor=2.0)
    built = STATES[state](made)
    show(qapp, built, (1024, 600))
    least = LEAST_AT_200[state] * 2.0 * tokens.TYPE_PX[Type.BODY]
    labels = [each for each in built.findChildren(StageLabel) if each.isVisible() and each.text()]
    assert {each.text(): each.font().pixelSize() for each in labels if each.font().pixelSize() < round(least)} == {}
    built.close()
    built.deleteLater()
    settle(qapp)


@pytest.mark.parametrize("state", ["player-left-out", "player-waiting"])
def test_a_note_beside_a_session_is_not_much_smaller_than_the_user_wants_it(
    qapp: QApplication, theme: Theme, made: Scenes, state: str
) -> None:
    theme.change(text_factor=2.0)
    built = STATES[state](made)
    show(qapp, built, (1024, 600))
    note = next(stage.note for stage in built.findChildren(Stage))
    assert note.isVisible()
    assert note.font().pixelSize() >= round(0.85 * 2.0 * tokens.TYPE_PX[Type.BODY])
    built.close()
    built.deleteLater()
    settle(qapp)


@pytest.mark.parametrize("state", ["player-left-out", "player-waiting", "player-listening"])
def test_beside_a_note_or_the_lamp_the_buttons_of_a_session_keep_their_words(
    qapp: QApplication, theme: Theme, made: Scenes, state: str
) -> None:
    theme.change(text_factor=1.0)
    built = STATES[state](made)
    show(qapp, built, (1366, 768))
    assert [
        each.accessibleName() for each in built.findChildren(StageButton) if each.isVisible() and not each.text()
    ] == []
    built.close()
    built.deleteLater()
    settle(qapp)


def test_tab_comes_to_every_control_and_chooses_nothing(qapp: QApplication, page: QWidget) -> None:
    wanted, hands = set(audit.controls(page)), Hands(qapp, page)
    ticked = hands.ticked()
    list(audit.controls(page))[-1].setFocus(Qt.FocusReason.TabFocusReason)  # from the last one round to the first
    seen: set[QWidget] = set()
    for _ in range(3 * len(wanted) + 10):
        focused = qapp.focusWidget()
        assert focused is not None
        seen.add(focused)
        assert hands.key(Qt.Key.Key_Tab) == []
        if wanted <= seen:
            break
    assert hands.ticked() == ticked
    assert audit.out_of_order(page) == []
    missed = {audit.described(widget) for widget in wanted - seen}
    assert missed == set()


def test_the_focus_can_be_seen(qapp: QApplication, page: QWidget) -> None:
    assert qapp.activeWindow() is page
    for control in list(audit.controls(page)):
        control.clearFocus()
        without = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.grab().toImage() != without, audit.described(control)


@pytest.mark.parametrize("page", [1.0], ids=["100%"], indirect=True)  # words that stay too large are cut off nowhere
def test_a_change_of_look_is_followed_at_once(qapp: QApplication, theme: Theme, page: QWidget) -> None:
    light = ground(page)
    theme.change(choice=ThemeChoice.DARK, text_factor=2.0)
    settle(qapp)
    assert ground(page) < 60 < light
    assert _faults(qapp, page) == []


def ground(page: QWidget) -> int:
    """How light a page is in its corner."""
    return page.grab(QRect(2, 2, 1, 1)).toImage().pixelColor(0, 0).lightness()


def test_enter_ticks_no_box(qapp: QApplication, page: QWidget) -> None:
    hands = Hands(qapp, page)
    before = hands.ticked()
    for box in hands.boxes():
        if box.isVisible():
            assert name_of(box) not in hands.key(Qt.Key.Key_Return, box)
    assert [name for name in before if name not in hands.ticked()] == []


def test_the_audit_finds_what_is_wrong(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    theme.change(text_factor=1.0)
    bad = QWidget()
    tiny = QPushButton("x", bad)
    tiny.setGeometry(0, 0, 20, 20)
    long = QLabel("words that have no room at all", bad)
    long.setGeometry(0, 40, 30, 10)
    far = QLabel("far", bad)
    far.setGeometry(280, 80, 100, 40)
    qtbot.addWidget(bad)
    show(qapp, bad, (300, 200))
    assert len(audit.nameless(bad)) == 1
    assert len(audit.too_small(bad)) == 1
    assert len(audit.clipped(bad)) == 1
    assert len(audit.outside(bad)) == 1
    assert NEVER.findall("A safe therapy that monitors injuries") == ["safe", "therapy", "monitors", "injuries"]
