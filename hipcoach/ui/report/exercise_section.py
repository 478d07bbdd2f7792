"""The exercises of the page: each with its figure, its dose, and bars for left and right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen

from hipcoach.history.trends import Balance
from hipcoach.ui.report.paper_sheet import Picture, Sheet
from hipcoach.ui.report.report_lines import ReportEntry
from hipcoach.ui.theme import paper, tokens

COLUMNS = 2
BARS_SHARE = 0.36  # of what the figure leaves
BAR_SHARE = 0.42  # of that; the number stands after it
NONE = "No exercise was done in these days."


def paint_exercises(
    sheet: Sheet, rect: QRectF, found: Sequence[ReportEntry], picture: Callable[[str], Picture | None]
) -> float:
    """Draw as many exercises as fit, two side by side, and the number of the others. Return the y of the end."""
    if not found:
        return sheet.text(rect, NONE)
    width = (rect.width() - paper.GAP * (COLUMNS - 1)) / COLUMNS
    last_line = sheet.height("X", width, paper.SMALL)
    y = rect.top()
    for number in range(0, len(found), COLUMNS):
        row = found[number : number + COLUMNS]
        height = max(_height(sheet, each, width) for each in row)
        rest_of_them = number + COLUMNS < len(found)
        if y + height > rect.bottom() - (last_line if rest_of_them else 0):
            text = f"and {len(found) - number} more in the diary"
            return sheet.text(QRectF(rect.left(), y, rect.width(), last_line), text, size=paper.SMALL)
        for place, each in enumerate(row):
            box = QRectF(rect.left() + place * (width + paper.GAP), y, width, height)
            _paint(sheet, box, each, picture(each.exercise))
        y += height
    return y


def _words_width(each: ReportEntry, width: float) -> float:
    room = width - paper.FIGURE_WIDTH - paper.CELL_GAP
    return room * (1 - BARS_SHARE) - paper.CELL_GAP if each.balance is not None else room


def _height(sheet: Sheet, each: ReportEntry, width: float) -> float:
    room = _words_width(each, width)
    text = sheet.height(each.name, room, paper.TEXT, bold=True) + sheet.height(each.dose, room, paper.SMALL)
    return max(text, paper.FIGURE) + paper.ROW_GAP


def _paint(sheet: Sheet, box: QRectF, each: ReportEntry, picture: Picture | None) -> None:
    if picture is not None:
        picture(sheet.painter, QRectF(box.left(), box.top(), paper.FIGURE_WIDTH, paper.FIGURE))
    left = box.left() + paper.FIGURE_WIDTH + paper.CELL_GAP
    room = QRectF(left, box.top(), _words_width(each, box.width()), box.height())
    room.setTop(sheet.text(room, each.name, bold=True))
    sheet.text(room, each.dose, size=paper.SMALL)
    if each.balance is not None:
        bars = QRectF(box)
        bars.setLeft(room.right() + paper.CELL_GAP)
        bars.setHeight(paper.FIGURE)
        _paint_balance(sheet, bars, each.balance)


def _paint_balance(sheet: Sheet, box: QRectF, each: Balance) -> None:
    """Draw a filled bar for left and a hollow one for right. The longer fills the width: only the two are compared."""
    unit = "" if each.unit == "times" else " s"
    most = max(each.amounts)
    line = sheet.height("X", box.width(), paper.SMALL)
    for number, (side, amount) in enumerate(zip(("left", "right"), each.amounts, strict=True)):
        top = box.top() + number * line
        width = box.width() * BAR_SHARE * amount / most if most else 0.0
        bar = QRectF(box.left(), top + line * 0.2, max(width, paper.RULE), line * 0.6)
        ink = QColor(tokens.PAPER.muted)
        sheet.painter.setPen(QPen(ink, paper.RULE))
        sheet.painter.setBrush(ink if side == "left" else QColor(tokens.PAPER.raised))
        sheet.painter.drawRect(bar)
        after = bar.right() + paper.CELL_GAP / 2
        text = f"{side} {amount:.0f}{unit}"
        sheet.text(QRectF(after, top, max(box.right() - after, 1), line), text, size=paper.SMALL)
