"""Numbers over time: charts that can be gone through by key, heard, read as a table and saved."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.history.trends import MarkedExercise
from hipcoach.ui.charts.chart import RowChart
from hipcoach.ui.charts.chart_view import ChartView
from hipcoach.ui.charts.exercise_chart import marked_chart
from hipcoach.ui.history.trends_view import TrendsView
from hipcoach.ui.report.report_lines import marked_words
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.month import DayButton
from tests.ui.history.history_world import read, show_history
from tests.ui.user import choose, part, press, settled


def test_arrow_keys_go_through_the_values_and_say_them(qtbot: QtBot, full: World) -> None:
    view = part(show_history(qtbot, full), ChartView)
    view.setFocus()
    assert view.accessibleName().startswith(
        "Before sessions you marked 1 to 3 in the weeks of March. The highest that you reported in a session: 7, on "
        "Friday 20 March. Pain you gave, 0 to 10."
    )
    assert "11 values" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "2 March 2026: before 3, after 3, next day 3"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.accessibleDescription() == "20 March 2026: before 1, after not given, next day not given, reported 7"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.text.startswith("20 March 2026")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.text.startswith("18 March 2026")


def test_pointing_says_the_value_there(qtbot: QtBot, full: World) -> None:
    view = part(show_history(qtbot, full), ChartView)
    settled()
    move = QPointF(view.width() - 20, 100)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, move, move, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
    assert view.text.startswith("20 March 2026")


@pytest.mark.parametrize(
    ("what", "title", "opening"),
    [
        ("Sessions", "Sessions a week", "Week from 2 March 2026: 5 sessions"),
        ("Minutes", "Minutes a week", "Week from 2 March 2026: 5 sessions"),
        ("Marked worse", "Exercises you marked as hurting more", "Bridge: you marked it 2 times, highest 7"),
        ("Dose", "Bent-knee fall-out: dose over time", "3 March 2026: 5 times, on each side, in turn; done"),
        ("Sides", "Left and right, as done", "Bent-knee fall-out: left 25, right 25 times"),
    ],
)
def test_each_chart_shows_the_diary(qtbot: QtBot, full: World, what: str, title: str, opening: str) -> None:
    trends = part(show_history(qtbot, full), TrendsView)
    press(trends, what)
    if what == "Dose":
        choose(trends, "Exercise", "Bent-knee fall-out")
    view = part(trends, ChartView)
    assert view.chart is not None
    assert view.chart.title == title
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.text.startswith(opening)


def test_the_values_are_a_table_too(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    press(page, "As a table")
    table = part(page, QTableView)
    assert table.accessibleName() == "Pain you gave, 0 to 10: the values"
    model = table.model()
    assert model.rowCount() == 11
    assert [model.index(0, column).data() for column in range(4)] == ["2 March 2026", "3", "3", "3"]
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == [
        *("When", "Before", "After", "Next day")
    ]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus(), "arrow keys go through it"


def test_a_chart_can_be_saved_and_a_failure_is_said(qtbot: QtBot, full: World, tmp_path: Path) -> None:
    page = show_history(qtbot, full, tmp_path / "c.svg")
    press(page, "Save this chart")
    assert (tmp_path / "c.svg").read_bytes().startswith(b"<?xml")
    page = show_history(qtbot, full, tmp_path / "nowhere" / "c.svg")
    press(page, "Save this chart")
    assert "could not be written" in read(page)


def test_rows_are_pointed_at_one_by_one(qtbot: QtBot, full: World) -> None:
    trends = part(show_history(qtbot, full), TrendsView)
    press(trends, "Marked worse")
    chart = part(trends, ChartView).chart
    assert isinstance(chart, RowChart)
    assert [row.value for row in chart.rows] == [2]


def test_a_right_click_offers_what_can_be_done_with_a_chart_a_day_and_a_card(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    view, card = part(page, ChartView), part(page, CardButton)
    day = next(each for each in page.findChildren(DayButton) if each.isEnabled() and not each.isChecked())
    offered = {each: [action.text() for action in each.actions()] for each in (view, card, day)}
    assert offered == {
        view: ["As a table", "Save this chart", "Copy the words"],
        card: ["Open", "Copy the words"],
        day: ["Open this day", "Copy the words"],
    }
    assert all(each.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu for each in offered)
    day.actions()[0].trigger()
    assert day.isChecked()
    view.actions()[2].trigger()
    assert QGuiApplication.clipboard().text().startswith("Before sessions you marked ")


def test_pain_before_the_first_exercise_is_reported_and_marks_none(full: World) -> None:
    row = MarkedExercise("", "Before the first exercise", None, 1, date(2026, 3, 2), 6, ())
    (said,) = (each.text for each in marked_chart([row], full.context.catalogue).rows)
    assert said == "Before the first exercise: you reported more pain 1 time, highest 6, last on 2 March 2026"
    assert marked_words(row).startswith("reported 1×")
