"""One page for the physiotherapist: what was done and marked in a period, laid out on a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen

from hipcoach.catalogue.types import Catalogue, Side
from hipcoach.history.report import Balance, Report
from hipcoach.history.text import FINISHES
from hipcoach.history.trends import MarkedExercise, Rest, Week, middle
from hipcoach.ui import words
from hipcoach.ui.charts.build import NOT_GIVEN, pain_chart, sessions_chart
from hipcoach.ui.charts.exercises import dose_said, label
from hipcoach.ui.charts.paint import paint_chart
from hipcoach.ui.figures import FigureShelf
from hipcoach.ui.report.sheet import Picture, Sheet, TableRow
from hipcoach.ui.theme import paper, tokens

WHAT_IT_IS = (
    "From the user's own diary in hipcoach, a guide to practise with. It shows what was done and what the user marked; "
    "it says nothing about causes, and no clinician has reviewed it. Pain is on a scale from 0 to 10."
)
DONE_SHARE, PAIN_SHARE, HURT_SHARE, DOSE_SHARE = 0.14, 0.19, 0.16, 0.31  # of the height under the title
LEFT_SHARE = 0.47


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What is needed to draw the page."""

    data: Report
    catalogue: Catalogue
    figures: FigureShelf

    def paint(self, painter: QPainter, width: float, height: float) -> None:
        """Draw the page on paper of this size, in the units of `theme.paper`."""
        sheet = Sheet(painter, QGuiApplication.font().family())
        room = QRectF(0, 0, width, height).adjusted(paper.MARGIN, paper.MARGIN, -paper.MARGIN, -paper.MARGIN)
        period = f"{_day(self.data.since)} to {_day(self.data.until)}"
        room.setTop(sheet.title(room, "Hip exercise diary", period))
        room.setTop(sheet.text(room, WHAT_IT_IS, size=paper.SMALL) + paper.GAP)
        parts = (
            (DONE_SHARE, self._done),
            (PAIN_SHARE, self._pain),
            (HURT_SHARE, self._hurt),
            (DOSE_SHARE, self._doses),
        )
        top, whole = room.top(), room.height()
        for share, draw in parts:
            draw(sheet, QRectF(room.left(), top, room.width(), whole * share - paper.GAP))
            top += whole * share
        self._questions(sheet, QRectF(QPointF(room.left(), top), room.bottomRight()))

    def _done(self, sheet: Sheet, rect: QRectF) -> None:
        left, right = _halves(rect)
        left = sheet.head(left, "Done, against the aim")
        for line in done_lines(self.data):
            left.setTop(sheet.text(left, line) + paper.ROW_GAP)
        chart = sessions_chart(self.data.weeks, self.data.rests, self.data.weekly_aim)
        paint_chart(sheet.painter, sheet.head(right, chart.title), chart, sheet.ink())

    def _pain(self, sheet: Sheet, rect: QRectF) -> None:
        rect = sheet.head(rect, f"Pain before, after and the next day: {middles(self.data)}")
        chart = pain_chart(self.data.pain, self.data.rests, self.data.since, self.data.until)
        paint_chart(sheet.painter, rect, chart, sheet.ink())

    def _hurt(self, sheet: Sheet, rect: QRectF) -> None:
        left, right = _halves(rect)
        rows = [
            TableRow((label(each.name, each.side), _marked_words(each)), self._figure(each.exercise, each.side))
            for each in self.data.marked
        ]
        sheet.table(sheet.head(left, "Marked as hurting more"), (3, 4), rows, "Nothing was marked in these days.")
        rests = [TableRow((rest_words(rest),)) for rest in self.data.rests]
        right = sheet.head(right, "Stops and rests for pain")
        stops = words.count(self.data.finishes.get("pain_stop", 0), "session was", "sessions were")
        right.setTop(sheet.text(right, f"{words.sentence(stops)} stopped for pain.") + paper.ROW_GAP)
        sheet.table(right, (1,), rests, "No rest in these days.")

    def _doses(self, sheet: Sheet, rect: QRectF) -> None:
        left, right = _halves(rect)
        rows = [TableRow(row) for row in dose_rows(self.data, self.catalogue)]
        sheet.table(sheet.head(left, "Doses now"), (4, 6), rows, "No exercise was done in these days.")
        right = sheet.head(right, "Left and right, as done")
        if not self.data.balance:
            sheet.text(right, "No exercise with sides in these days.")
        self._balance(sheet, right)

    def _balance(self, sheet: Sheet, rect: QRectF) -> None:
        row_height = paper.TEXT * 2.3
        fitting = int(rect.height() // row_height)
        shown = sorted(self.data.balance, key=lambda each: -sum(amounts(each)))[:fitting]
        most = max((max(amounts(each)) for each in shown), default=0)
        for number, each in enumerate(shown):
            box = QRectF(rect.left(), rect.top() + number * row_height, rect.width(), row_height)
            _paint_balance(sheet, box, each, most)

    def _questions(self, sheet: Sheet, rect: QRectF) -> None:
        rect = sheet.head(rect, "My questions")
        for number, question in enumerate(self.data.questions, 1):
            if rect.height() < paper.WRITING_LINE:
                return
            rect.setTop(sheet.text(rect, f"{number}.  {question}") + paper.ROW_GAP)
        y = rect.top() + paper.WRITING_LINE
        while y <= rect.bottom():
            sheet.rule(rect.left(), rect.right(), y)
            y += paper.WRITING_LINE

    def _figure(self, exercise: str, side: str | None) -> Picture | None:
        figure = self.figures.get(exercise)
        if figure is None:
            return None
        from hipcoach.figure.api import paint  # the painter is not needed where nothing was marked

        working = Side(side) if side in ("left", "right") else None
        return partial(_paint_figure, paint=partial(paint, figure=figure, side=working, poster=True))


def done_lines(data: Report) -> Sequence[str]:
    """What was done, in sentences."""
    weeks = len(data.weeks)
    lines = [f"{words.count(data.sessions, 'session')}, {data.minutes} minutes in {words.count(weeks, 'week')}."]
    if data.weekly_aim:
        full = sum(week.sessions >= data.weekly_aim for week in data.weeks)
        resting = sum(_rested(week, data.rests) for week in data.weeks)
        reached = f", reached in {full} of {weeks} weeks" if full else ""  # nought is nothing to hold up to anyone
        lines.append(f"Aim: {words.count(data.weekly_aim, 'session')} a week{reached}.")
        if resting:
            lines.append(f"{words.sentence(words.count(resting, 'week'))} with a rest for pain.")
    endings = [f"{said} {data.finishes[name]}" for name, said in FINISHES.items() if data.finishes.get(name)]
    if endings:
        lines.append(f"How they ended: {', '.join(endings)}.")
    return lines


def middles(data: Report) -> str:
    """The medians of what was given."""
    said = [
        f"{name} {_score(middle(getattr(point, field) for point in data.pain))}"
        for name, field in (("before", "before"), ("after", "after"), ("next day", "next"))
    ]
    return f"middle (median) {', '.join(said)}"


def dose_rows(data: Report, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Where each exercise stands on its ladder, and what was last planned of the others."""
    found = []
    for row in data.doses:
        exercise = catalogue.exercises.get(row.exercise)
        if exercise is not None and row.step < len(exercise.ladder):
            said = dose_said(row.exercise, exercise.ladder[row.step], catalogue)
            found.append((label(exercise.name, row.side), said))
    on_ladder = {row.exercise for row in data.doses}
    found += [
        (each.name, dose_said(each.exercise, each.dose, catalogue))
        for each in data.planned
        if each.exercise not in on_ladder
    ]
    return found


def rest_words(rest: Rest) -> str:
    """A rest from when to when."""
    end = "still in force" if rest.until is None else f"to {_day(rest.until.date())}"
    kind = "Rest" if rest.kind == "hold" else "Gentle days only"
    return f"{kind} from {_day(rest.since.date())}, {end}"


def amounts(each: Balance) -> tuple[float, float]:
    """What was done left and right: repetitions, or seconds held where there are none."""
    if each.left_reps or each.right_reps:
        return each.left_reps, each.right_reps
    return each.left_hold_s, each.right_hold_s


def _rested(week: Week, rests: Sequence[Rest]) -> bool:
    return any(
        (rest.since.date() - week.monday).days < 7 and (rest.until is None or rest.until.date() >= week.monday)
        for rest in rests
    )


def _paint_balance(sheet: Sheet, box: QRectF, each: Balance, most: float) -> None:
    sheet.text(QRectF(box.left(), box.top(), box.width() * 0.36, box.height()), each.name)
    unit = "" if each.left_reps or each.right_reps else " s"
    bar_left, room = box.left() + box.width() * 0.42, box.width() * 0.36
    half = box.height() / 2 - paper.ROW_GAP / 2
    for number, (side, amount) in enumerate(zip(("left", "right"), amounts(each), strict=True)):
        top = box.top() + number * half
        bar = QRectF(bar_left, top + paper.ROW_GAP / 2, room * amount / most if most else 0, half - paper.ROW_GAP)
        ink = QColor(tokens.PAPER.muted)
        sheet.painter.setPen(QPen(ink, paper.RULE))
        sheet.painter.setBrush(ink if side == "left" else QColor(tokens.PAPER.raised))
        sheet.painter.drawRect(bar)
        sheet.text(
            QRectF(bar.right() + paper.CELL_GAP, top, box.right() - bar.right(), half),
            f"{side} {amount:.0f}{unit}",
            size=paper.SMALL,
        )


def _paint_figure(painter: QPainter, rect: QRectF, *, paint: "partial[None]") -> None:
    paint(painter, rect)


def _halves(rect: QRectF) -> tuple[QRectF, QRectF]:
    left = QRectF(rect.topLeft(), rect.bottomLeft())
    left.setWidth(rect.width() * LEFT_SHARE)
    right = QRectF(rect)
    right.setLeft(rect.left() + rect.width() * (LEFT_SHARE + 0.06))
    return left, right


def _score(score: float | None) -> str:
    return NOT_GIVEN if score is None else f"{score:g}"


def _day(day: date) -> str:
    return f"{day.day} {words.month(day)}"


def _marked_words(each: MarkedExercise) -> str:
    highest = "" if each.highest is None else f", highest {each.highest}"
    return f"marked {each.times}×{highest}, last on {_day(each.last)}"
