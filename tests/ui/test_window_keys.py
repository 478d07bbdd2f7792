"""The keys that count on every page: quit, settings, help, the pages by number, and bringing back what was deleted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.whole_window import window_of
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.shared.why_dialog import WhyDialog
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.step_page import StepPage
from tests.ui.session.session_story import Wishes
from tests.ui.user import press, said, settled, show

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Opened = Callable[[World], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    def open_window(world: World) -> MainWindow:
        window = window_of(world.context.theme, rail_pages(world.context, Wishes()))
        window.keys = DEFAULT_KEYS
        window.show_page("today")
        return show(qtbot, window)

    return open_window


def send(window: MainWindow, character: str, scan_code: int, modifiers: Qt.KeyboardModifier) -> None:
    """Send what the keyboard of another layout sends."""
    event = QKeyEvent(QEvent.Type.KeyPress, ord(character), modifiers, scan_code, 0, 0, "")
    QApplication.sendEvent(window.focusWidget() or window, event)
    settled()


def test_settings_and_help_open_by_key(world: World, opened: Opened) -> None:
    window = opened(world)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Comma, CTRL)
    assert window.page("settings").isVisible()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_Question):
        window.show_page("today")
        QTest.keyClick(window.focusWidget(), key)
        assert window.page("help").isVisible()
    assert "Keys outside a session" in said(window)
    assert "It hurts more: everything stops at once" in said(window)


def test_a_letter_on_a_button_counts_with_the_focus_in_the_rail_and_what_it_opens_scrolls(
    world: World, opened: Opened
) -> None:
    window = opened(world)
    window.rail.button("today").setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_W)
    (why,) = window.findChildren(WhyDialog)
    why.resize(400, 200)
    settled()
    (bar,) = (each.verticalScrollBar() for each in why.findChildren(PageFrame))
    assert bar.maximum() > 0
    QTest.keyClick(why, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    why.accept()


def test_a_page_that_a_key_opens_has_the_focus_in_it(world: World, opened: Opened) -> None:
    window = opened(world)
    for key in (Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_Comma):
        QTest.keyClick(window.focusWidget(), key, CTRL)
        focused = window.focusWidget()
        assert focused is not None
        assert not window.rail.isAncestorOf(focused)
    QTest.keyClicks(focused, "text size")
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "text size", "a setting is found by typing at once"


def test_the_button_of_the_open_page_closes_what_is_open_on_it(full: World, opened: Opened) -> None:
    window = opened(full)
    window.show_page("history")
    page = window.page("history")
    assert isinstance(page, HistoryPage)
    page.open_session(full.store.sessions.all()[-1].id)
    window.rail.button("history").click()
    assert page.detail is None


def test_what_is_typed_into_a_field_is_text(world: World, opened: Opened) -> None:
    window = opened(world)
    window.show_page("settings")
    field = window.page("settings").findChildren(QLineEdit)[0]
    field.setFocus()
    QTest.keyClicks(field, "?mbn")
    assert window.page("settings").isVisible()
    assert field.text().endswith("?mbn")


def test_ctrl_keys_count_by_their_place_on_other_layouts(qtbot: QtBot, world: World, opened: Opened) -> None:
    window = opened(world)
    send(window, "É", 11, CTRL)  # French: the key of the 2
    assert window.page("plans").isVisible()
    window.guard_close(True)
    with qtbot.waitSignal(window.close_requested):
        send(window, "Й", 24, CTRL)  # Russian: where Q is


def test_ctrl_q_quits_and_asks_first_during_a_session(qtbot: QtBot, world: World, opened: Opened) -> None:
    window = opened(world)
    window.guard_close(True)
    with qtbot.waitSignal(window.close_requested):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Q, CTRL)
    window.guard_close(False)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Q, CTRL)
    assert not window.isVisible()


def test_ctrl_z_brings_back_a_deleted_session_from_any_page(full: World, opened: Opened) -> None:
    window = opened(full)
    window.show_page("history")
    page = window.page("history")
    assert isinstance(page, HistoryPage)
    last = full.store.sessions.all()[-1].id
    page.open_session(last)
    press(page, "Delete this session")
    assert last not in {row.id for row in full.store.sessions.all()}
    window.show_page("today")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert last in {row.id for row in full.store.sessions.all()}
    assert page.isVisible()
    window.show_page("today")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert window.page("today").isVisible(), "there is nothing more to bring back"


def test_ctrl_z_brings_everything_back(full: World, opened: Opened) -> None:
    window = opened(full)
    window.show_page("history")
    page = window.page("history")
    assert isinstance(page, HistoryPage)
    count = len(full.store.sessions.all())
    page.open_data()
    press(page, "Delete everything…")
    press(page, "Delete everything")
    assert full.store.sessions.all() == ()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert len(full.store.sessions.all()) == count


def test_over_a_page_that_has_the_whole_window_help_shows_the_keys_and_no_page_opens(
    world: World, opened: Opened
) -> None:
    window = opened(world)
    page = StepPage(world.context.theme, "A question")
    window.take_over(page)
    for key, modifier in ((Qt.Key.Key_Comma, CTRL), (Qt.Key.Key_2, CTRL), (Qt.Key.Key_Z, CTRL)):
        QTest.keyClick(page, key, modifier)
        assert window.taken_over_by is page
        assert window.findChildren(QDialog) == []
    QTest.keyClick(page, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(QDialog)
    assert "Does what the page's main button says" in said(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.taken_over_by is page
