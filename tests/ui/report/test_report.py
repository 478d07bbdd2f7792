"""The page for the physiotherapist: one page, with what was done and marked, whatever the diary holds."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path
from unicodedata import combining

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from hipcoach.gallery import demo_world as gallery_world
from hipcoach.gallery.demo_world import NOW, World
from hipcoach.history.report import QUESTIONS, report
from hipcoach.planner import profile_values
from hipcoach.planner.aim import weekly_aim
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.store.rows import DoseRow, ScreenRow
from hipcoach.ui.charts.chart import Chart, TimeChart
from hipcoach.ui.report import report_page
from hipcoach.ui.report.paper_sheet import Sheet, breakable
from hipcoach.ui.report.pdf import pdf_of
from hipcoach.ui.report.report_lines import entries
from hipcoach.ui.report.report_page import ReportPage
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme import paper
from tests.ui.pages_world import world
from tests.ui.report.report_pages import SINCE, UNTIL, page_of, pages_in, picture

MONDAY = date(2026, 3, 16)
DAY = timedelta(days=1)


MANY = [f"Question {n}, which is rather a long one? " * 3 for n in range(40)]
MADE_UP = reason_text(as_written("made up"))


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with world(qapp, tmp_path) as made:
        yield made


@pytest.fixture
def hurt(empty: World) -> World:
    gallery_world.fill(empty)
    gallery_world.hurt(empty)
    profile_values.keep_answer(empty.store, QUESTIONS, ["May I kneel?"], NOW)
    return empty


def said_on(page: ReportPage) -> str:
    """All words on the page, read back from a drawing that keeps them as words."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setViewBox(QRectF(0, 0, 5950, 8420))
    with QPainter(generator) as painter:
        page.paint(painter, 5950, 8420)
    drawing = bytes(buffer.data().data()).decode()
    return " ".join(re.sub(r"<[^>]+>", "", text).strip() for text in re.findall(r"<text.*?</text>", drawing, re.S))


@pytest.mark.parametrize("letter", [False, True], ids=["A4", "Letter"])
def test_it_is_one_page_of_the_size_asked_for(hurt: World, letter: bool) -> None:
    pdf = pdf_of(page_of(hurt), letter=letter)
    assert pdf.startswith(b"%PDF-")
    assert pages_in(pdf) == 1
    box = re.search(rb"/MediaBox\s*\[0(?:\.0+)? 0(?:\.0+)? ([\d.]+) ([\d.]+)", pdf)
    assert box is not None
    assert (round(float(box[1])), round(float(box[2]))) == ((612, 792) if letter else (595, 842))


def test_it_says_what_was_done_and_what_was_marked(hurt: World) -> None:
    text = said_on(page_of(hurt))
    minutes = round(sum(row.duration_s or 0.0 for row in hurt.store.sessions.all()) / 60)
    assert f"11 sessions, {minutes} minutes in 14 weeks." in text
    assert "Aim: 5 sessions a week, reached in 3 of 14 weeks, a rest for pain counting as one." in text
    assert "How they ended: done 9, stopped early 1, stopped for" in text
    assert "middle (median) before 2, after 2, next day 2" in text
    assert "marked 2×, highest 7," in text
    assert "1 session was stopped for pain." in text
    assert "Rest from 20 March 2026, still in force" in text
    assert "Prone leg lift" in text
    assert "left 25" in text
    assert "right 25" in text
    assert "1.  May I kneel?" in text


def test_every_exercise_has_its_figure_beside_it(hurt: World, tmp_path: Path) -> None:
    page = page_of(hurt)
    found = entries(page.data, page.catalogue)
    assert len(found) > 6
    drawn, bare = picture(page), picture(replace(page, figures=FigureShelf(tmp_path)))
    rows, columns = drawn.height(), drawn.width()
    for left in (0, columns // 2):  # two columns, a figure before each
        figures = [
            y
            for y in range(rows // 2, rows)
            if any(drawn.pixel(x, y) != bare.pixel(x, y) for x in range(left, left + columns // 8))
        ]
        assert len(figures) > 50
    assert {each.exercise for each in found if page.figures.get(each.exercise) is None} == set()


def test_where_it_hurt_before_a_session_is_counted(hurt: World) -> None:
    rows = hurt.store.pains.of_question("before")
    for row, area, side in zip(rows, ("groin", "groin", "low_back"), ("right", "right", None), strict=False):
        hurt.store.pains.put(replace(row, area=area, side=side))
    text = said_on(page_of(hurt))
    assert "Groin or front of hip, right 2×; low back 1×." in text


def test_sides_that_differ_have_a_dose_each(hurt: World) -> None:
    for number, (side, step) in enumerate((("left", 2), ("right", 0))):
        at = NOW - timedelta(hours=2 - number)
        row = DoseRow(f"s{number}", "prone_leg_lift", side, step, at, "2026-03-20", "user", MADE_UP)
        hurt.store.doses.add(row)
    page = page_of(hurt)
    said = {each.name: each.dose for each in entries(page.data, page.catalogue)}
    assert re.fullmatch(r"left (?P<dose>.+), right (?!(?P=dose)).+", said["Prone leg lift"])


def test_with_nothing_in_it_it_says_so(empty: World) -> None:
    page = page_of(empty, aim=None)
    text = said_on(page)
    assert "0 sessions, 0 minutes" in text
    assert "Nothing was marked in these days." in text
    assert "No session in these days." in text
    assert "Aim" not in text.replace("against the aim", "")
    assert pages_in(pdf_of(page, letter=False)) == 1


def test_a_preview_in_the_dark_shows_the_same_paper(hurt: World) -> None:
    page, recorded = page_of(hurt), QPicture()
    with QPainter(recorded) as painter:
        page.paint(painter, 5950, 8420)
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setPen(Qt.GlobalColor.white)  # as a dark theme's window begins
        painter.scale(0.1, 0.1)
        painter.drawPicture(0, 0, recorded)
    title = [image.pixelColor(x, y).lightness() for x in range(36, 200) for y in range(30, 62)]
    assert min(title) < 60


def test_what_has_no_room_is_counted(hurt: World) -> None:
    profile_values.keep_answer(hurt.store, QUESTIONS, MANY, NOW)
    assert pages_in(pdf_of(page_of(hurt), letter=False)) == 1
    assert "Question 0" in said_on(page_of(hurt))
    for share, exercise in enumerate(hurt.context.catalogue.exercises):
        profile_values.keep_answer(hurt.store, QUESTIONS, [], NOW + timedelta(seconds=share))
        hurt.store.doses.add(_dose(exercise))
    assert re.search(r"and \d+ more in the diary", said_on(page_of(hurt)))
    profile_values.keep_answer(hurt.store, QUESTIONS, MANY, NOW + DAY)
    assert len(re.findall(r"and \d+ more in the diary", said_on(page_of(hurt)))) == 2


def test_the_aim_is_what_the_programme_holds(hurt: World) -> None:
    due = hurt.context.forecast.week(MONDAY)
    assert (
        weekly_aim(hurt.rule, hurt.store, hurt.context.catalogue.plans, MONDAY)
        == sum(len(day) for day in due.values())
        > 0
    )


@pytest.mark.slow
def test_the_command_writes_it_without_a_window(
    hipcoach: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    done = hipcoach("export", "--format", "pdf", "--out", str(out), DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 0, done.stderr
    assert pages_in(out.read_bytes()) == 1
    assert out.stat().st_mode & 0o777 == 0o600
    days = ("--since", "2026-01-05", "--until", "2026-02-01", "--paper", "letter")
    assert hipcoach("export", "--format", "pdf", "--out", str(out), *days).returncode == 0
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
        assert "My questions" in text
        assert "5 January 2026 to 1 February 2026" in text
    refused = hipcoach("export", "--format", "pdf", "--out", str(out), "--since", "2026-02-02", "--until", "2026-02-01")
    assert refused.returncode == 1
    assert "expected a day up to 2026-02-01" in refused.stderr


def _dose(exercise: str) -> DoseRow:
    return DoseRow(f"d-{exercise}", exercise, None, 0, NOW, "2026-03-20", "user", MADE_UP)


@pytest.mark.parametrize("word", ["x" * 2_000, "W" * 300, "e\u0301" * 300, "short"])
def test_a_long_word_is_wrapped_and_not_cut_off_at_the_edge(qapp: QApplication, word: str) -> None:
    width, image = 900.0, QImage(10, 10, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        sheet = Sheet(painter, qapp.font().family())
        line, height = (sheet.height(text, width, paper.TEXT) for text in ("X", f"May I {word}?"))
        metrics = QFontMetricsF(painter.font())
    lines = breakable(word, width, metrics).splitlines()
    assert "".join(lines) == word
    assert all(metrics.horizontalAdvance(each) <= width and not combining(each[0]) for each in lines)
    assert (height > 4 * line) == (word != "short")


def test_the_dates_along_its_charts_are_those_on_which_a_week_begins(
    hurt: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Chart] = []
    monkeypatch.setattr(report_page, "paint_chart", lambda painter, room, chart, ink: painted.append(chart))
    data = report(hurt.store, hurt.context.forecast.rule, UTC, SINCE, UNTIL, weekly_aim=5, first_weekday=6)
    pdf_of(ReportPage(data, hurt.context.catalogue, hurt.context.figures), letter=False)
    assert [chart.first_weekday for chart in painted if isinstance(chart, TimeChart)] == [6, 6]


def test_signs_leave_the_rests_their_room(hurt: World) -> None:
    at = hurt.context.clock.utc()
    for id, items in (("a", ("limping",)), ("b", ("limping", "saddle_bladder_bowel", "eye", "calf", "weight_loss"))):
        hurt.store.screens.add(ScreenRow(id, at, items))
    text = said_on(page_of(hurt))
    assert text.index("between the legs") < text.index("1 more in the diary.")
    assert "still in force" in text
