"""The report: one page for the physiotherapist with what was done and marked in a period."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainter

from hipcoach.catalogue.types import Catalogue, Side
from hipcoach.coach import words
from hipcoach.history.report import Report
from hipcoach.safety.types import Finish
from hipcoach.ui.charts.answer_chart import pain_chart
from hipcoach.ui.charts.chart_labels import day_label
from hipcoach.ui.charts.chart_painter import paint_chart
from hipcoach.ui.charts.exercise_chart import label
from hipcoach.ui.charts.week_chart import sessions_chart
from hipcoach.ui.report.exercise_section import paint_exercises
from hipcoach.ui.report.paper_sheet import Picture, Sheet, TableRow
from hipcoach.ui.report.pictures import exercise_picture
from hipcoach.ui.report.report_lines import (
    areas_line,
    done_lines,
    entries,
    marked_words,
    middles,
    pain_rest_words,
    signs_lines,
)
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme import paper

TITLE = "Hip exercise diary"
WHAT_IT_IS = (
    "From the user's own diary in hipcoach, a guide to practise with. It shows what was done and what the user marked; "
    "it says nothing about causes, and no clinician has reviewed it. Pain is on a scale from 0 to 10."
)
# Shares of the height below the title; the parts on pain and on sessions take only what they need.
DONE_SHARE, PAIN_SHARE, HURT_AT_MOST, QUESTIONS_AT_LEAST, QUESTIONS_AT_MOST = 0.13, 0.18, 0.24, 0.1, 0.25
LEFT_SHARE = 0.47


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The data of the page, and what draws it."""

    data: Report
    catalogue: Catalogue
    figures: FigureShelf

    @property
    def title(self) -> str:
        """Return what the file and the print job are called."""
        return TITLE

    def paint(
        self, painter: QPainter, width: float, height: float, next_page: Callable[[], object] | None = None
    ) -> None:
        """Draw the page on paper of this size, in the units of `theme.paper`; no `next_page` follows."""
        sheet = Sheet(painter, QGuiApplication.font().family())
        room = QRectF(0, 0, width, height).adjusted(paper.MARGIN, paper.MARGIN, -paper.MARGIN, -paper.MARGIN)
        period = f"{day_label(self.data.since)} to {day_label(self.data.until)}"
        room.setTop(sheet.title(room, TITLE, period))
        room.setTop(sheet.text(room, WHAT_IT_IS, size=paper.SMALL) + paper.GAP)
        whole, kept_free = room.height(), self._questions_height(sheet, room)
        parts = (
            (whole * DONE_SHARE, self._done),
            (whole * PAIN_SHARE, self._pain),
            *([(whole, self._signs)] if self.data.signs else []),
            (whole * HURT_AT_MOST, self._hurt),
            (whole, self._exercises),
        )
        for at_most, draw in parts:
            height = min(at_most, room.height() - kept_free) - paper.GAP
            room.setTop(draw(sheet, QRectF(room.left(), room.top(), room.width(), height)) + paper.GAP)
        self._questions(sheet, room)

    def _done(self, sheet: Sheet, rect: QRectF) -> float:
        left, right = _halves(rect)
        left = sheet.head(left, "Done, against the aim")
        for line in done_lines(self.data):
            left.setTop(sheet.text(left, line) + paper.ROW_GAP)
        chart = sessions_chart(self.data.weeks, self.data.rests, self.data.weekly_aim)
        chart = replace(chart, first_weekday=self.data.first_weekday)
        paint_chart(sheet.painter, sheet.head(right, chart.title), chart, sheet.ink())
        return rect.bottom()

    def _pain(self, sheet: Sheet, rect: QRectF) -> float:
        text = f": {middles(self.data)}" if self.data.pain else ""
        rect = sheet.head(rect, f"Pain before, after and the next day{text}")
        chart = pain_chart(self.data.pain, self.data.rests, self.data.since, self.data.until, self.data.outside)
        paint_chart(sheet.painter, rect, replace(chart, first_weekday=self.data.first_weekday), sheet.ink())
        return rect.bottom()

    def _signs(self, sheet: Sheet, rect: QRectF) -> float:
        rect = sheet.head(rect, "Signs that were marked")
        for line in signs_lines(self.data):
            rect.setTop(sheet.text(rect, line, size=paper.SMALL) + paper.ROW_GAP)
        return rect.top()

    def _hurt(self, sheet: Sheet, rect: QRectF) -> float:
        left, right = _halves(rect)
        rows = [
            TableRow((label(each.name, each.side), marked_words(each)), self._figure(each.exercise, each.side))
            for each in self.data.marked
        ]
        left = sheet.head(left, "Marked as hurting more")
        hurt_bottom = sheet.table(left, (3, 4), rows, "Nothing was marked in these days.")
        rests = [TableRow((pain_rest_words(rest),)) for rest in self.data.rests]
        if self.data.areas:
            bottom = sheet.text(sheet.head(right, "Where it hurt, before a session"), areas_line(self.data))
            right.setTop(bottom + paper.GAP)
        right = sheet.head(right, "Stops and rests for pain")
        stops = words.count(self.data.finishes.get(Finish.PAIN_STOP, 0), "session was", "sessions were")
        right.setTop(sheet.text(right, f"{words.sentence(stops)} stopped for pain.") + paper.ROW_GAP)
        return max(hurt_bottom, sheet.table(right, (1,), rests, "No rest in these days."))

    def _exercises(self, sheet: Sheet, rect: QRectF) -> float:
        rect = sheet.head(rect, "Exercises: the dose now, and what was done left and right")
        return paint_exercises(sheet, rect, entries(self.data, self.catalogue), self._figure)

    def _questions_height(self, sheet: Sheet, room: QRectF) -> float:
        """Return the height that the questions and a few empty lines need at the bottom."""
        asked = sum(sheet.height(text, room.width(), paper.TEXT) + paper.ROW_GAP for text in self._numbered_questions())
        wanted = asked + sheet.height("X", room.width(), paper.HEAD, bold=True) + 2 * paper.WRITING_LINE
        return min(max(wanted, room.height() * QUESTIONS_AT_LEAST), room.height() * QUESTIONS_AT_MOST)

    def _questions(self, sheet: Sheet, rect: QRectF) -> None:
        rect = sheet.head(rect, "My questions")
        bottom = sheet.table(rect, (1,), [TableRow((text,)) for text in self._numbered_questions()], "")
        y = bottom + paper.WRITING_LINE
        while y <= rect.bottom():
            sheet.rule(rect.left(), rect.right(), y)
            y += paper.WRITING_LINE

    def _numbered_questions(self) -> list[str]:
        return [f"{number}.  {question}" for number, question in enumerate(self.data.questions, 1)]

    def _figure(self, exercise: str, side: str | None = None) -> Picture | None:
        known = self.catalogue.exercises.get(exercise)
        working = Side(side) if side in ("left", "right") else None
        return None if known is None else exercise_picture(self.figures, known, side=working)


def _halves(rect: QRectF) -> tuple[QRectF, QRectF]:
    left = QRectF(rect.topLeft(), rect.bottomLeft())
    left.setWidth(rect.width() * LEFT_SHARE)
    right = QRectF(rect)
    right.setLeft(rect.left() + rect.width() * (LEFT_SHARE + 0.06))
    return left, right
