"""Finding a session: every field narrows what is found, and what is opened from there leads back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.ui.history.search import WRONG_DATE, HistorySearch
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.page_frame import PageFrame
from tests.ui.history.history_world import read, show_history
from tests.ui.user import back, choose, key, named, part, press, settled, type_into

PAIN = "Some answer about pain was"


def test_every_field_narrows_what_is_found(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    press(page, "Find a session")
    finding = part(page, HistorySearch)
    assert "11 sessions" in read(finding)
    choose(finding, "How it ended", "Stopped for pain")
    assert "1 session\n" in read(finding)
    choose(finding, "How it ended", "Any ending")
    choose(finding, PAIN, "7 or more")
    assert finding.search().pain_from == 7
    assert "1 session\n" in read(finding)
    choose(finding, PAIN, "Any pain")
    since, until = named(finding, "From this day", QLineEdit), named(finding, "To this day", QLineEdit)
    type_into(since, "2026-03-1")
    assert WRONG_DATE in read(finding)
    type_into(since, "2026-03-15")
    assert "4 sessions" in read(finding)
    type_into(until, "2026-03-15")
    assert "1 session\n" in read(finding)


def test_a_session_that_was_found_leads_back_to_what_was_found(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    press(page, "Find a session")
    frame, finding = page.detail, part(page, HistorySearch)
    choose(finding, PAIN, "2 or more")
    found = read(finding)
    card = next(card for card in finding.findChildren(CardButton) if "Strength day" in card.accessibleName())
    assert isinstance(frame, PageFrame)
    page.resize(1100, 400)
    settled()
    frame.verticalScrollBar().setValue(300)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    settled()
    assert page.detail is not None
    assert page.detail is not frame
    assert "Planned and done" in read(page.detail)
    type_into(part(page.detail, QPlainTextEdit), "Slept badly.")
    press(page.detail, "Keep the note")
    back(page)
    assert page.detail is frame
    assert read(finding) == found
    assert named(finding, PAIN, QComboBox).currentData() == 2
    assert frame.verticalScrollBar().value() == 300
    assert card.hasFocus()
    key(page, Qt.Key.Key_Escape)
    assert page.detail is None


def test_deleted_from_there_it_is_gone_from_what_was_found_and_comes_back(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    press(page, "Find a session")
    finding = part(page, HistorySearch)
    QTest.keyClick(finding.findChildren(CardButton)[0], Qt.Key.Key_Return)
    press(page, "Delete this session")
    assert "10 sessions" in read(finding)
    assert "Strength day of Friday 20 March 2026 is deleted." in read(finding)
    press(finding, "Undo")
    assert "11 sessions" in read(finding)
    assert "is deleted" not in read(finding)
