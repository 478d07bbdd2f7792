"""The history page: charts that can be heard, the year, sessions in full, notes, and finding."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.store.rows import PainRow
from hipcoach.ui.charts.chart import RowChart
from hipcoach.ui.charts.chart_view import ChartView
from hipcoach.ui.history.search import WRONG_DATE, HistorySearch
from hipcoach.ui.history.year import Year
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.page_frame import PageFrame
from tests.ui.history_world import part, press, said, settled, shown


class TestTrends:
    def test_arrow_keys_go_through_the_values_and_say_them(self, qtbot: QtBot, full: World) -> None:
        view = part(shown(qtbot, full), ChartView)
        view.setFocus()
        assert view.accessibleName().startswith("Pain you gave, 0 to 10.")
        assert "11 values" in view.accessibleName()
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.accessibleDescription() == "2 March 2026: before 3, after 3, next day 3"
        QTest.keyClick(view, Qt.Key.Key_End)
        assert view.accessibleDescription() == "20 March 2026: before 1, after not given, next day not given"
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.said.startswith("20 March 2026")
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.said.startswith("18 March 2026")

    def test_pointing_says_the_value_there(self, qtbot: QtBot, full: World) -> None:
        view = part(shown(qtbot, full), ChartView)
        settled()
        move = QPointF(view.width() - 20, 100)
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, move, move, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
        assert view.said.startswith("20 March 2026")

    @pytest.mark.parametrize(
        ("what", "title", "opening"),
        [
            ("sessions", "Sessions a week", "Week from 2 March 2026: 5 sessions"),
            ("minutes", "Minutes a week", "Week from 2 March 2026: 5 sessions"),
            ("marked", "Exercises you marked as hurting more", "Bridge: you marked it 2 times, highest 7"),
            ("dose", "Bent-knee fall-out: dose over time", "3 March 2026: 5 times, on each side, in turn; done"),
            ("sides", "Left and right, as done", "Bent-knee fall-out: left 25, right 25 times"),
        ],
    )
    def test_each_chart_shows_the_diary(self, qtbot: QtBot, full: World, what: str, title: str, opening: str) -> None:
        page = shown(qtbot, full)
        assert page.trends is not None
        page.trends.what.button(what).click()
        if what == "dose":
            page.trends.choose_exercise("bent_knee_fallout")
        view = page.trends.view
        assert view.chart is not None
        assert view.chart.title == title
        QTest.keyClick(view, Qt.Key.Key_Home)
        assert view.said.startswith(opening)

    def test_the_values_are_a_table_too(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        press(page, "As a table")
        table = part(page, QTableView)
        assert table.accessibleName() == "Pain you gave, 0 to 10: the values"
        model = table.model()
        assert model.rowCount() == 11
        assert [model.index(0, column).data() for column in range(4)] == ["2 March 2026", "3", "3", "3"]
        assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == [
            *("When", "Before", "After", "Next day")
        ]

    def test_it_can_be_saved_and_a_failure_is_said(self, qtbot: QtBot, full: World, tmp_path: Path) -> None:
        page = shown(qtbot, full, tmp_path / "c.svg")
        press(page, "Save this chart")
        assert (tmp_path / "c.svg").read_bytes().startswith(b"<?xml")
        page = shown(qtbot, full, tmp_path / "nowhere" / "c.svg")
        press(page, "Save this chart")
        assert "could not be written" in said(page)


def test_rows_are_pointed_at_one_by_one(qtbot: QtBot, full: World) -> None:
    page = shown(qtbot, full)
    assert page.trends is not None
    page.trends.what.button("marked").click()
    chart = page.trends.view.chart
    assert isinstance(chart, RowChart)
    assert [row.value for row in chart.rows] == [2]


class TestYear:
    def test_a_day_is_reached_by_key_and_by_click(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        year = part(page, Year)
        year.setFocus()
        QTest.keyClick(year, Qt.Key.Key_Left)
        assert year.accessibleDescription() == "Friday 13 March 2026: nothing"
        QTest.keyClick(year, Qt.Key.Key_Left)
        QTest.keyClick(year, Qt.Key.Key_Return)
        assert year.accessibleDescription() == "Friday 6 March 2026: Daily mobility, stopped early"
        assert "Friday 6 March 2026" in said(page)
        place: QPointF = year.place_of(date(2026, 3, 9))
        QTest.mouseClick(year, Qt.MouseButton.LeftButton, pos=place.toPoint())
        assert year.accessibleDescription() == "Monday 9 March 2026: rest for pain"
        assert "A rest for pain." in said(page)


def test_what_was_left_out_has_its_name(qtbot: QtBot, full: World) -> None:
    page = shown(qtbot, full)
    left_out = next(
        row
        for session in full.store.sessions.all()
        for row in full.store.sessions.exercises(session.id)
        if row.ord < 0 and row.exercise == "lying_twist"
    )
    assert left_out.outcome == "left_out"
    page.open_session(full.store.sessions.all()[-2].id)
    assert "Lying twist: left out" in said(page)


def test_pain_is_told_point_by_point(qtbot: QtBot, full: World) -> None:
    page = shown(qtbot, full)
    strength = [row.id for row in full.store.sessions.all() if row.plan == "strength"]
    first = full.store.pains.of_session(strength[0])
    before = next(row for row in first if row.question == "before")
    full.store.pains.put(replace(before, area="groin", side="right"))
    full.store.pains.add(
        PainRow("m", "next", NOW, 3, strength[0], soreness="muscle", stiffness="30", effort=None, side=None)
    )
    page.open_session(strength[0])
    text = said(page.detail)
    assert "Before: 2, you marked groin or front of hip, right." in text
    assert re.search(r"Bridge, at \d+:\d\d: 3, ache\.", text)
    assert "After the rest: 2." in text
    assert "Next day: 3, muscle soreness, stiff in the morning: 30 min." in text
    full.store.pains.put(replace(next(row for row in first if row.question == "rest"), score=None))
    page.open_session(strength[0])
    assert "After the rest: not given." in said(page.detail)


class TestNotes:
    def test_a_note_is_added_and_its_correction_is_kept_beside_it(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        session = full.store.sessions.all()[0].id
        page.open_session(session)
        assert page.detail is not None
        part(page.detail, QPlainTextEdit).setPlainText("  Slept badly. ")
        press(page.detail, "Keep the note")
        press(page.detail, "Correct this note")
        editor = part(page.detail, QPlainTextEdit)
        assert editor.toPlainText() == "Slept badly."
        editor.setPlainText("Slept well.")
        press(page.detail, "Keep the correction")
        text = said(page.detail)
        assert "Slept well." in text
        assert "): Slept badly." in text
        assert [note.text for note in full.store.notes.of_session(session)] == ["Slept badly.", "Slept well."]

    def test_nothing_written_is_no_note(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        page.open_session(full.store.sessions.all()[0].id)
        assert page.detail is not None
        part(page.detail, QPlainTextEdit).setPlainText("  ")
        press(page.detail, "Keep the note")
        assert full.store.notes.all() == ()


class TestFinding:
    def test_every_field_narrows_what_is_found(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        press(page, "Find a session")
        finding = part(page, HistorySearch)
        assert "11 sessions" in said(finding)
        finding.finish.setCurrentIndex(finding.finish.findData("pain_stop"))
        assert "1 session\n" in said(finding)
        finding.finish.setCurrentIndex(0)
        finding.pain.setCurrentIndex(finding.pain.findData(7))
        assert finding.search().pain_from == 7
        assert "1 session\n" in said(finding)
        finding.pain.setCurrentIndex(0)
        finding.since.setText("2026-03-1")
        assert WRONG_DATE in said(finding)
        finding.since.setText("2026-03-15")
        assert "4 sessions" in said(finding)
        finding.until.setText("2026-03-15")
        assert "1 session\n" in said(finding)

    def test_a_session_that_was_found_leads_back_to_what_was_found(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        press(page, "Find a session")
        frame, finding = page.detail, part(page, HistorySearch)
        finding.pain.setCurrentIndex(finding.pain.findData(2))
        found = said(finding)
        card = next(card for card in finding.findChildren(CardButton) if "Strength day" in card.accessibleName())
        assert isinstance(frame, PageFrame)
        page.resize(1100, 400)
        settled()
        frame.verticalScrollBar().setValue(300)
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Return)
        settled()
        assert page.detail is not frame
        assert "Planned and done" in said(page.detail)
        part(page.detail, QPlainTextEdit).setPlainText("Slept badly.")
        press(page.detail, "Keep the note")
        QTest.keyClick(page, Qt.Key.Key_Escape)
        settled()
        assert page.detail is frame
        assert said(finding) == found
        assert finding.pain.currentData() == 2
        assert frame.verticalScrollBar().value() == 300
        assert card.hasFocus()
        QTest.keyClick(card, Qt.Key.Key_Escape)
        assert page.detail is None

    def test_deleted_from_there_it_is_gone_from_what_was_found_and_comes_back(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        press(page, "Find a session")
        finding = part(page, HistorySearch)
        QTest.keyClick(finding.findChildren(CardButton)[0], Qt.Key.Key_Return)
        press(page, "Delete this session")
        assert "10 sessions" in said(finding)
        assert "Strength day of Friday 20 March 2026 is deleted." in said(finding)
        press(finding, "Undo")
        assert "11 sessions" in said(finding)
        assert "is deleted" not in said(finding)
