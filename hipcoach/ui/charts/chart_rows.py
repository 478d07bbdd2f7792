"""Draws a chart of rows: a label, a bar and its note; or two bars, one filled and one hollow."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from hipcoach.ui.charts.chart import Row, RowChart
from hipcoach.ui.charts.ink import Ink

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LABEL_SHARE = 0.42  # of the width of a row, at most


def row_height(chart: RowChart, ink: Ink) -> float:
    """Return the height of one row."""
    return ink.line * (2.6 if any(row.other is not None for row in chart.rows) else 1.7)


def row_at(chart: RowChart, rect: QRectF, ink: Ink, at: QPointF) -> int | None:
    """Return the number of the row at a position, or None."""
    number = int((at.y() - rect.top()) // row_height(chart, ink))
    return number if 0 <= number < len(chart.rows) else None


def paint_rows(painter: QPainter, rect: QRectF, chart: RowChart, ink: Ink, marked: int | None) -> None:
    """Draw the rows one below the other, with one marked."""
    height = row_height(chart, ink)
    most = max(max(row.value, row.other or 0.0) for row in chart.rows)
    for number, row in enumerate(chart.rows):
        box = QRectF(rect.left(), rect.top() + number * height, rect.width(), height)
        if number == marked:
            painter.fillRect(box, ink.colour("accent_soft"))
        _paint_row(painter, box, row, ink, most)


def _paint_row(painter: QPainter, box: QRectF, row: Row, ink: Ink, most: float) -> None:
    label_width = box.width() * _LABEL_SHARE
    painter.setPen(ink.colour("ink"))
    label = ink.metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, label_width - ink.line * 0.5)
    painter.drawText(QRectF(box.left(), box.top(), label_width, box.height()), _LEFT, label)
    bars = [(row.value, row.note, True)]
    if row.other is not None:
        bars.append((row.other, row.other_note, False))
    room = box.width() - label_width - max(ink.metrics.horizontalAdvance(note) for _, note, _ in bars) - ink.line
    height = ink.line * 1.05
    top = box.center().y() - height * len(bars) / 2
    for value, note, filled in bars:
        width = max(ink.hair, max(0.0, room) * value / most if most else 0.0)
        bar = QRectF(box.left() + label_width, top + height * 0.16, width, height * 0.68)
        painter.setPen(QPen(ink.colour("accent"), ink.hair))
        painter.setBrush(ink.colour("accent" if filled else "raised"))
        painter.drawRect(bar)
        painter.setPen(ink.colour("ink"))
        painter.drawText(QRectF(bar.right() + ink.line * 0.4, top, box.width(), height), _LEFT, note)
        top += height
