"""The history page: charts that can be heard, notes, finding, taking along, and deleting with a way back."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.history.export_json import json_export
from hipcoach.history.report import QUESTIONS
from hipcoach.history.trends import PainPoint, Rest, Week
from hipcoach.planner import saved
from hipcoach.store.rows import PainRow
from hipcoach.ui.charts import answers
from hipcoach.ui.charts import weeks as weeks_chart
from hipcoach.ui.charts.chart import RowChart, TimeChart, date_ticks, round_top
from hipcoach.ui.charts.save import save_chart
from hipcoach.ui.gallery import settle
from hipcoach.ui.gallery_world import NOW, World, fill, hurt, to_now
from hipcoach.ui.pages.history import HistoryPage
from hipcoach.ui.parts.history.finding import WRONG_DATE, Finding
from hipcoach.ui.parts.history.report_form import ReportForm
from hipcoach.ui.parts.history.take_along import TakeAlong
from hipcoach.ui.report.printing import paint_on
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.chart_view import ChartView
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.year import Year
from tests.ui import audit
from tests.ui.pages_world import world as a_world

W = TypeVar("W", bound=QWidget)
TODAY = NOW.date()
DAY = timedelta(days=1)


@dataclass
class Chosen:
    """Stands in for the system's dialogs: always the same path."""

    path: Path | None
    asked: list[str] = field(default_factory=list)

    def save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append(name)
        return self.path

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.path

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with a_world(qapp, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def lived(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of somebody with a past, made once for all tests."""
    home = tmp_path_factory.mktemp("lived")
    with a_world(qapp, home) as made:
        fill(made)
        hurt(made)
    return home


@pytest.fixture
def full(qapp: QApplication, tmp_path: Path, lived: Path) -> Iterator[World]:
    shutil.copytree(lived, tmp_path, dirs_exist_ok=True)
    with a_world(qapp, tmp_path) as made:
        yield made


def shown(qtbot: QtBot, world: World, path: Path | None = None) -> HistoryPage:
    page = HistoryPage(world.context, Chosen(path))
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def press(page: QWidget, name: str) -> None:
    settled()
    next(b for b in page.findChildren(Button) if b.isVisible() and b.accessibleName() == name).click()


def settled() -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settle(app)


def said(page: QWidget) -> str:
    settled()
    return audit.words(page)


def part(page: QWidget, kind: type[W]) -> W:
    found = page.findChild(kind)
    assert found is not None
    return found


def pain(*points: PainPoint, days: int = 30, rests: tuple[Rest, ...] = ()) -> TimeChart:
    return answers.pain_chart(points, rests, TODAY - days * DAY, TODAY)


class TestCharts:
    def test_what_was_not_given_is_no_point_and_is_said(self) -> None:
        chart = pain(PainPoint("a", TODAY, 3, None, 2))
        assert [len(series.points) for series in chart.series] == [1, 0, 1]
        assert chart.spots[0].said == "20 March 2026: before 3, after not given, next day 2"
        assert chart.table.rows == (("20 March 2026", "3", "not given", "2"),)

    def test_over_long_times_the_middle_of_each_week_or_month_is_shown(self) -> None:
        points = [PainPoint("a", TODAY - n * DAY, score, None, None) for n, score in enumerate((1, 1, 5))]
        chart = pain(*points, days=400)
        said = "Week from 16 March 2026, 3 sessions: before 1, after not given, next day not given"
        assert chart.spots[0].said == said
        assert "median" in chart.summary

    def test_a_rest_is_a_band_and_one_in_force_goes_on_to_the_end(self) -> None:
        since = datetime(2026, 3, 10, 12, tzinfo=UTC)
        chart = pain(PainPoint("a", TODAY, 3, 3, None), rests=(Rest("hold", since, None), Rest("soft", since, since)))
        assert chart.bands[0].until == chart.span[1]
        assert chart.bands[0].since == since.toordinal() + 0.5
        assert chart.bands[1].until > chart.bands[1].since

    def test_weeks_are_shown_against_the_aim_and_a_rest_is_named(self) -> None:
        monday = date(2026, 3, 9)
        weeks = (Week(monday, 2, 35), Week(monday + 7 * DAY, 0, 0))
        rest = Rest("hold", datetime(2026, 3, 17, tzinfo=UTC), None)
        chart = weeks_chart.sessions_chart(weeks, (rest,), 4)
        assert [bar.value for bar in chart.bars] == [2]
        assert chart.aim is not None
        assert chart.aim.at == 4 <= chart.top
        assert chart.spots[0].said == "Week from 9 March 2026: 2 sessions, 35 min"
        assert chart.spots[1].said == "Week from 16 March 2026: 0 sessions, 0 min; a rest for pain"

    def test_stiffness_is_as_it_was_answered(self) -> None:
        at = datetime(2026, 3, 12, 8, tzinfo=UTC)
        rows = (PainRow("a", "next", at, stiffness="30"), PainRow("b", "next", at + DAY, stiffness="more"))
        chart = answers.stiffness_chart(rows, TODAY - 30 * DAY, TODAY)
        assert chart.table.rows == (("12 March 2026", "30 min"), ("13 March 2026", "longer"))
        assert [point.value for point in chart.series[0].points] == [2, 4]

    @pytest.mark.parametrize("days", [0, 2, 20, 90, 400, 1100, 3650])
    def test_dates_along_the_bottom_lie_in_the_span(self, days: int) -> None:
        since, until = (TODAY - days * DAY).toordinal(), TODAY.toordinal() + 1
        ticks = date_ticks(since, until)
        assert ticks
        assert all(since <= tick.at <= until for tick in ticks)
        assert len(ticks) <= 25

    @pytest.mark.parametrize(("value", "top"), [(0, 1), (1, 1), (3, 4), (7, 8), (9, 10), (11, 20), (130, 200)])
    def test_the_top_of_an_axis_is_round(self, value: float, top: float) -> None:
        assert round_top(value) == top

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_a_chart_is_saved_with_its_words(self, qapp: QApplication, tmp_path: Path, kind: str) -> None:
        path = tmp_path / f"chart.{kind}"
        save_chart(pain(PainPoint("a", TODAY, 3, 1, 2)), qapp.font(), path)
        if kind == "png":
            image = QImage(str(path))
            assert (image.width(), image.height()) == (1920, 840)
            assert len({image.pixel(x, y) for x in range(0, 1920, 3) for y in range(0, 840, 3)}) > 3
        else:
            assert "Pain you gave, 0 to 10" in path.read_text()
            assert ">before<" in path.read_text().replace(" <", "<").replace("> ", ">")


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
        finding = part(page, Finding)
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
        frame, finding = page.detail, part(page, Finding)
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
        finding = part(page, Finding)
        QTest.keyClick(finding.findChildren(CardButton)[0], Qt.Key.Key_Return)
        press(page, "Delete this session")
        assert "10 sessions" in said(finding)
        assert "Strength day of Friday 20 March 2026 is deleted." in said(finding)
        press(finding, "Undo")
        assert "11 sessions" in said(finding)
        assert "is deleted" not in said(finding)


class TestDeleting:
    def test_a_session_is_deleted_and_comes_back(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        last = full.store.sessions.all()[-1].id
        page.open_session(last)
        press(page, "Delete this session")
        assert page.detail is None
        assert len(full.store.sessions.all()) == 10
        assert "Strength day of Friday 20 March 2026 is deleted." in said(page)
        assert full.store.holds.in_force() != ()
        focused = page.window().focusWidget()
        assert focused is not None
        assert focused.accessibleName() == "Undo"
        press(page, "Undo")
        assert full.store.sessions.all()[-1].id == last
        assert "is deleted" not in said(page)

    def test_everything_is_deleted_after_a_second_word_and_comes_back(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        before = json_export(full.store)
        press(page, "Take it with you")
        press(page, "Delete everything…")
        assert len(full.store.sessions.all()) == 11
        press(page, "Delete everything")
        assert full.store.sessions.all() == ()
        assert full.store.holds.in_force() != ()
        page.close_detail()
        press(page, "Undo")
        assert json_export(full.store) == before

    def test_what_came_in_after_deleting_everything_is_kept_as_a_backup(self, qtbot: QtBot, world: World) -> None:
        world.do("first-steps", NOW - 5 * DAY)
        to_now(world)
        page = shown(qtbot, world)
        press(page, "Take it with you")
        press(page, "Delete everything…")
        press(page, "Delete everything")
        world.clock.jump(86_400)
        world.do("daily-mobility", NOW + DAY)
        copies = len(world.store.backups())
        world.clock.jump(60)
        page.undo()
        assert [row.plan for row in world.store.sessions.all()] == ["first-steps"]
        assert len(world.store.backups()) == copies + 1


class TestTakingAlong:
    def test_out_and_into_an_empty_diary(self, qtbot: QtBot, full: World, tmp_path: Path, qapp: QApplication) -> None:
        path = tmp_path / "diary.json"
        page = shown(qtbot, full, path)
        press(page, "Take it with you")
        press(page, "Everything (JSON)")
        assert path.read_bytes() == json_export(full.store)
        assert path.stat().st_mode & 0o777 == 0o600
        with a_world(qapp, tmp_path / "other") as other:
            there = shown(qtbot, other, path)
            press(there, "Take in a diary or a backup")
            press(there, "Take in a diary")
            assert json_export(other.store) == path.read_bytes()
            press(there, "Take in a diary")
            assert "Nothing in it was new." in said(there)
            there.close_detail()
            assert "Friday 20 March 2026" in said(there)

    def test_the_other_forms_are_written(self, qtbot: QtBot, full: World, tmp_path: Path) -> None:
        page = shown(qtbot, full, tmp_path / "tables")
        press(page, "Take it with you")
        press(page, "Tables (CSV)")
        assert (tmp_path / "tables" / "sessions.csv").read_text().count("\n") == 12
        page = shown(qtbot, full, tmp_path / "fhir.json")
        press(page, "Take it with you")
        press(page, "Health record (FHIR)")
        assert json.loads((tmp_path / "fhir.json").read_text())["resourceType"] == "Bundle"

    def test_a_wrong_file_is_refused_with_its_line(self, qtbot: QtBot, full: World, tmp_path: Path) -> None:
        path = tmp_path / "wrong.json"
        path.write_text('{\n"format": "hipcoach diary",\n"version": 9\n}\n')
        page = shown(qtbot, full, path)
        before = json_export(full.store)
        press(page, "Take it with you")
        press(page, "Take in a diary")
        assert "Nothing was taken in." in said(page)
        assert f"{path}:" in said(page)
        assert json_export(full.store) == before

    def test_a_backup_is_made_and_restored_and_the_present_is_kept(self, qtbot: QtBot, full: World) -> None:
        page = shown(qtbot, full)
        press(page, "Take it with you")
        press(page, "Make one now")
        copies = full.store.backups()
        before = json_export(full.store)
        full.clock.jump(60)
        page.open_session(full.store.sessions.all()[0].id)
        press(page, "Delete this session")
        press(page, "Take it with you")
        part(page, TakeAlong).restore(copies[0].path)
        assert json_export(full.store) == before
        assert len(full.store.backups()) == len(copies) + 1
        page.close_detail()
        assert "is deleted" not in said(page)


class TestReportForm:
    def test_questions_are_kept_and_stand_in_the_report(self, qtbot: QtBot, full: World, tmp_path: Path) -> None:
        page = shown(qtbot, full, tmp_path / "r.pdf")
        press(page, "Report")
        form = part(page, ReportForm)
        form.questions.setPlainText("May I kneel?\n\n  How often? \n")
        form.paper.button("letter").click()
        press(page, "Save as PDF")
        assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
        assert saved.value(full.store, QUESTIONS, []) == ["May I kneel?", "How often?"]
        assert form.page().data.questions == ("May I kneel?", "How often?")
        form.period.button("28").click()
        assert form.page().data.since == date(2026, 3, 2)

    def test_it_is_printed_as_it_is_previewed(self, qtbot: QtBot, full: World, tmp_path: Path) -> None:
        page = shown(qtbot, full)
        press(page, "Report")
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        paint_on(printer, part(page, ReportForm).page())
        assert (tmp_path / "printed.pdf").stat().st_size > 5_000


def test_rows_are_pointed_at_one_by_one(qtbot: QtBot, full: World) -> None:
    page = shown(qtbot, full)
    assert page.trends is not None
    page.trends.what.button("marked").click()
    chart = page.trends.view.chart
    assert isinstance(chart, RowChart)
    assert [row.value for row in chart.rows] == [2]
