"""The keyboard's contract on every page: what Enter, Space, Esc and the arrow keys do, wherever the focus is.

That Tab chooses nothing and Enter ticks nothing, on no page, is a part of `test_every_page`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.session.pain_page import LEAVE_OUT, PainPage
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.choice_row import ChoiceRow
from hipcoach.ui.widgets.nrs_row import NrsKey, NrsRow
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.pressable import Pressable
from tests.ui.hands import BOXES, Hands, name_of

K = Qt.Key
NOTHING = ""

# What Enter presses with the focus on a box, a number or on nothing, and what Esc presses; NOTHING: no button.
MAIN_AND_BACK = {
    "first-run-1": ("Go on without a number", NOTHING),
    "first-run-2": (NOTHING, "Back"),  # "None of these" is answered only with its own focus
    "first-run-3": ("Next", "Back"),
    "first-run-4": ("Next", "Back"),
    "first-run-5": ("Done", "Back"),
    "who-speaks": (NOTHING, "Not now"),
    "session-screen": (NOTHING, "Not now"),
    "session-screen-marked": ("Go on with what I marked", "Not now"),
    "session-number": (NOTHING, "Not now"),
    "session-number-next-day": ("Go on", "Not now"),
    "session-confirm": ("Yes, that is right", "No, correct it"),
    "session-plan": ("Start", "Not now"),
    "session-plan-settled": ("Start", "Not now"),
    "session-plan-half": ("Start", "Not now"),
    "session-plan-cautions": ("Start", "Not now"),
    "session-plan-as-usual": ("Start", "Not now"),
    "session-swap": (NOTHING, "Back"),
    "session-voice": ("Start without the voice", "Not now"),
    "session-cut-off": ("Go on", NOTHING),
    "session-gentle": ("Rest today", "Rest today"),
    "session-gentle-told": ("Rest today", "Rest today"),
    "session-usual": (NOTHING, "Back"),
    "session-come-back": ("Rest on", "Rest on"),
    "session-turn-on": ("Leave it off", "Leave it off"),
    "session-emergency": ("Close", "Close"),  # the one large thing is to call
    "session-emergency-no-number": ("Close", "Close"),
    "session-same-day": ("Rest", "Rest"),
    "session-red": ("Rest", "Rest"),
    "session-high": ("Rest", "Rest"),
    "session-enough": ("Rest", "Rest"),
    "session-settle": ("Answer now", NOTHING),
    "session-after": ("Go on", NOTHING),
    "session-summary": ("Close", "Close"),
    "session-summary-pain": ("Close", "Close"),
    "session-rest": ("How is it now?", "Close"),
    "session-rest-not-yet": ("Close", "Close"),
    "session-rest-same-day": ("How is it now?", "Close"),
    "session-rest-ahead": ("How is it now?", "Close"),
    "session-rest-paused": ("How is it now?", "Close"),
    "session-rest-short": ("How is it now?", "Close"),
    "session-rest-sign": ("How is it now?", "Close"),
    "session-rest-held-sign": ("How is it now?", "Close"),
}
ASKS = ("first-run-", "who-speaks", "session-")  # beginnings of the states with a question or an answer
A_DIALOG = "session-why"  # its keys: test_why.py
SAYS_WHAT_IS_MISSING = {"first-run-2", "who-speaks", "session-screen", "session-number", "session-usual"}


@contextmanager
def opened(app: QApplication, made: Scenes, name: str) -> Iterator[Hands]:
    page = STATES[name](made)
    show(app, page, (1366, 768))
    yield Hands(app, page)
    page.close()
    page.deleteLater()
    settle(app)


@pytest.fixture(params=list(MAIN_AND_BACK))
def step(request: pytest.FixtureRequest, qapp: QApplication, made: Scenes) -> Iterator[tuple[str, Hands]]:
    with opened(qapp, made, request.param) as hands:
        yield request.param, hands


def test_every_page_that_asks_is_in_the_contract() -> None:
    assert {name for name in STATES if name.startswith(ASKS)} == {*MAIN_AND_BACK, A_DIALOG}


@pytest.mark.parametrize("name", [each for each in MAIN_AND_BACK if not each.startswith("first-run")])
def test_enter_with_the_focus_on_nothing_presses_the_main_button(qapp: QApplication, made: Scenes, name: str) -> None:
    with opened(qapp, made, name) as hands:
        assert isinstance(hands.page, MainWindow)
        main = MAIN_AND_BACK[name][0]
        assert hands.key(K.Key_Return, hands.page.taken_over_by) == ([main] if main else [])


def test_enter_does_what_the_main_button_says_and_esc_goes_back(step: tuple[str, Hands]) -> None:
    name, hands = step
    main, back = MAIN_AND_BACK[name]
    before = hands.ticked()
    for box in hands.boxes():
        if not name.startswith("first-run"):  # there Enter leads to the next step
            assert hands.key(K.Key_Return, box) == ([main] if main else []), name_of(box)
    assert hands.ticked() == before, "Enter unticks nothing"
    buttons = [each for each in hands.controls() if isinstance(each, Pressable) and not isinstance(each, BOXES)]
    if not name.startswith("first-run"):
        for button in sorted(buttons, key=lambda each: name_of(each) == LEAVE_OUT):  # it takes away what others need
            assert hands.key(K.Key_Return, button) == [name_of(button)]
        for line in (each for each in hands.controls() if isinstance(each, QLineEdit)):
            assert hands.key(K.Key_Return, line) == [], "with nothing typed, Enter does not leave the page"
    for each in hands.controls()[: 1 if name.startswith("first-run") else None]:
        assert hands.key(K.Key_Escape, each) == ([back] if back else []), name_of(each)


@pytest.mark.parametrize("name", ["session-screen", "player-signs"])
def test_what_tab_comes_to_is_in_view_also_where_the_page_had_been_scrolled(
    qapp: QApplication, theme: Theme, made: Scenes, name: str
) -> None:
    theme.change(text_factor=2.0)
    with opened(qapp, made, name) as hands:
        hands.page.resize(1024, 600)
        settle(qapp)
        for key in (K.Key_PageDown, K.Key_PageDown, K.Key_Tab):
            hands.key(key)
            settle(qapp)
        box = qapp.focusWidget()
        assert isinstance(box, CheckRow)
        assert box.visibleRegion().boundingRect().height() > box.height() / 2
    theme.change(text_factor=1.0)


def test_the_mark_for_enter_leaves_the_main_button_while_enter_presses_another(
    qapp: QApplication, made: Scenes
) -> None:
    with opened(qapp, made, "session-number-next-day") as hands:
        buttons = {name_of(each): each for each in hands.controls() if isinstance(each, Button)}
        main, other = buttons["Go on"], buttons["Not now"]
        hands.boxes()[0].setFocus()
        marked = main.grab().toImage()
        other.setFocus()
        assert main.grab().toImage() != marked
        hands.boxes()[0].setFocus()
        assert main.grab().toImage() == marked


@pytest.mark.parametrize("name", sorted(SAYS_WHAT_IS_MISSING))
def test_with_nothing_chosen_enter_does_nothing_and_says_so(qapp: QApplication, made: Scenes, name: str) -> None:
    with opened(qapp, made, name) as hands:
        before = hands.words()
        assert hands.key(K.Key_Return, hands.boxes()[0]) == []
        settle(qapp)
        assert len(hands.words()) == len(before) + 1
        assert hands.words() != before


def test_no_key_answers_the_signs_before_something_there_had_the_focus(qapp: QApplication, made: Scenes) -> None:
    with opened(qapp, made, "session-screen") as hands:
        for key in (K.Key_Return, K.Key_Enter, K.Key_Space, K.Key_1, K.Key_N, K.Key_Y, K.Key_Right, K.Key_Down):
            assert hands.key(key) == []
        assert hands.ticked() == []
        assert hands.key(K.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier) == []
        assert hands.key(K.Key_Return) == ["None of these"], "the last control of the page, with its own focus"


@pytest.mark.parametrize("name", ["session-screen", "first-run-2", "settings"])
def test_space_ticks_the_box_that_has_the_focus(qapp: QApplication, made: Scenes, name: str) -> None:
    with opened(qapp, made, name) as hands:
        box = next(box for box in hands.boxes() if isinstance(box, CheckRow))
        before = box.isChecked()
        assert hands.key(K.Key_Space, box) == [name_of(box)]
        assert box.isChecked() is not before
        hands.key(K.Key_Space, box)
        assert box.isChecked() is before


@pytest.mark.parametrize("name", ["session-number", "session-after", "first-run-1", "player-pain-score"])
def test_arrows_choose_the_number_that_is_shown_spoken_and_recorded(
    qapp: QApplication, made: Scenes, name: str
) -> None:
    with opened(qapp, made, name) as hands:
        row = hands.page.findChildren(NrsRow)[0]
        row.set_value(None)
        (stop,) = (key for key in row.findChildren(NrsKey) if key.focusPolicy() & Qt.FocusPolicy.TabFocus)
        for number in range(4):
            hands.key(K.Key_Right, stop if number == 0 else None)
            focused = qapp.focusWidget()
            assert isinstance(focused, NrsKey)
            assert (row.value, focused.text(), focused.isChecked()) == (number, str(number), True)
            assert focused.accessibleDescription() == "Chosen"
            assert row.accessibleDescription() == f"{number} chosen"
            stops = [key for key in row.findChildren(NrsKey) if key.focusPolicy() & Qt.FocusPolicy.TabFocus]
            assert stops == [focused], "Tab comes to no other number"


def test_arrows_choose_in_a_row_of_answers(qapp: QApplication, made: Scenes) -> None:
    with opened(qapp, made, "session-number-next-day") as hands:
        for row in hands.page.findChildren(ChoiceRow):
            first = next(each for each in row.findChildren(Pressable) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
            hands.key(K.Key_Right, first)
            hands.key(K.Key_Right)
            focused = qapp.focusWidget()
            assert isinstance(focused, Pressable)
            assert row.value is not None
            assert row.button(row.value) is focused
            assert focused.isChecked()


@pytest.mark.parametrize(
    ("typed", "pain", "effort"),
    [
        ("3", 3, None),
        ("34", 4, None),  # another number corrects it
        ("3\r4", 3, 4),  # Enter goes on to the effort
        ("3\r45", 3, 5),
        ("10", 10, None),  # never 1 and 0
        ("10\r4", 10, 4),
        ("1\t0", 1, 0),
        ("3\t4", 3, 4),
    ],
)
def test_after_the_session_a_digit_answers_the_question_that_has_the_focus(
    qapp: QApplication, made: Scenes, typed: str, pain: int, effort: int | None
) -> None:
    with opened(qapp, made, "session-after") as hands:
        assert isinstance(hands.page, MainWindow)
        page = hands.page.taken_over_by
        assert isinstance(page, PainPage)
        assert page.effort is not None
        page.row.set_value(None)
        page.setFocus()
        for character in typed:
            hands.key({"\t": K.Key_Tab, "\r": K.Key_Return}.get(character) or K(ord(character)))
        assert (page.row.value, page.effort.value) == (pain, effort)
        assert page.row.accessibleDescription() == f"{pain} chosen", "what is shown is what is said"
        for number, row in ((pain, page.row), (effort, page.effort)):
            assert [each.text() for each in row.findChildren(NrsKey) if each.isChecked()] == (
                [] if number is None else [str(number)]
            )
        assert page.answer().score == pain


@pytest.mark.parametrize("name", ["session-rest", "session-summary", "history"])
def test_keys_scroll_a_long_page_on_arrival(qapp: QApplication, made: Scenes, name: str) -> None:
    page = STATES[name](made)
    show(qapp, page, (1024, 480))
    assert isinstance(page, MainWindow)
    bar = next(frame for frame in page.findChildren(PageFrame) if frame.isVisible()).verticalScrollBar()
    assert bar.value() == 0 < bar.maximum()
    hands = Hands(qapp, page)
    seen = []
    for key in (K.Key_PageDown, K.Key_PageUp, K.Key_End, K.Key_Home):
        assert hands.key(key) == []
        seen.append(bar.value())
    again_px = min(bar.pageStep(), bar.maximum()) - seen[0]  # what the foot cuts is seen again in whole
    assert 0 <= again_px <= 3 * page.fontMetrics().lineSpacing()
    assert seen[1:] == [0, bar.maximum(), 0]
    if page.taken_over_by is not None:  # in the rail, arrows choose
        assert hands.key(K.Key_Down) == []
        assert bar.value() == bar.singleStep()
        assert hands.key(K.Key_Up) == []
        assert bar.value() == 0
    page.close()
    page.deleteLater()
    settle(qapp)
