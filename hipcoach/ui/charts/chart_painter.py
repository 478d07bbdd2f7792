"""Draws a chart with any painter: window, PNG, SVG, paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from hipcoach.ui.charts.chart import Chart, RowChart, Series, Shape, Stroke, Tick, TimeChart
from hipcoach.ui.charts.chart_rows import paint_rows, row_at
from hipcoach.ui.charts.ink import Ink

WIDEST_BAR = 8  # in heights of a line: a chart of a single week has no bar over its whole width
_DASHES = {
    Stroke.SOLID: Qt.PenStyle.SolidLine,
    Stroke.DASHED: Qt.PenStyle.DashLine,
    Stroke.DOTTED: Qt.PenStyle.DotLine,
}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class PlotArea:
    """The area of a time chart in which its values lie."""

    plot: QRectF
    span: tuple[float, float]
    top: float

    def x(self, at: float) -> float:
        """Return the x of a day, in the painter's units."""
        low, high = self.span
        return self.plot.left() + (at - low) / (high - low) * self.plot.width()

    def y(self, value: float) -> float:
        """Return the y of a value, in the painter's units."""
        return self.plot.bottom() - value / self.top * self.plot.height()


def frame_of(chart: TimeChart, rect: QRectF, ink: Ink) -> PlotArea:
    """Return the plot area, with margins for the labels at the left, the dates below and the legend above."""
    labels = max(ink.metrics.horizontalAdvance(level.label) for level in chart.levels)
    legend = _legend_height(chart, ink, rect.width())
    margins = (labels + ink.line * 0.5, legend + ink.line * 0.6, -ink.line * 0.6, -ink.line * 1.5)
    return PlotArea(rect.adjusted(*margins), chart.span, chart.top)


def nearest_spot(chart: Chart, rect: QRectF, ink: Ink, at: QPointF) -> int | None:
    """Return the number of the spot nearest to a position, or None."""
    if not chart.spots:
        return None
    if isinstance(chart, RowChart):
        return row_at(chart, rect, ink, at)
    frame = frame_of(chart, rect, ink)
    return min(range(len(chart.spots)), key=lambda n: abs(frame.x(chart.spots[n].at) - at.x()))


def paint_chart(painter: QPainter, rect: QRectF, chart: Chart, ink: Ink, marked: int | None = None) -> None:
    """Draw a chart, with one spot marked."""
    painter.save()
    painter.setFont(ink.font)
    if not chart.spots:
        painter.setPen(ink.colour("muted"))
        painter.drawText(rect, _CENTRE | int(Qt.TextFlag.TextWordWrap), chart.empty)
    elif isinstance(chart, RowChart):
        paint_rows(painter, rect, chart, ink, marked)
    else:
        _paint_time(painter, rect, chart, ink, marked)
    painter.restore()


def _paint_time(painter: QPainter, rect: QRectF, chart: TimeChart, ink: Ink, marked: int | None) -> None:
    frame = frame_of(chart, rect, ink)
    _paint_legend(painter, rect, chart, ink)
    for band in chart.bands:
        box = _between(frame, band.since, band.until, chart.top)
        box.setWidth(max(box.width(), ink.hair * 2))
        painter.fillRect(box, QBrush(ink.colour("rest"), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), ink.hair * 2), ink.colour("rest"))
    _paint_axes(painter, rect, frame, chart, ink)
    for bar in chart.bars:
        box = _between(frame, bar.since, bar.until, bar.value)
        gap = max(min(ink.line * 0.15, box.width() * 0.15), (box.width() - ink.line * WIDEST_BAR) / 2)
        painter.fillRect(box.adjusted(gap, 0, -gap, 0), ink.colour("accent"))
    if chart.aim is not None:
        painter.setPen(QPen(ink.colour("ink"), ink.hair * 1.5, Qt.PenStyle.DashLine))
        y = frame.y(chart.aim.at)
        painter.drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y))
    if marked is not None:
        painter.setPen(QPen(ink.colour("ink"), ink.hair * 1.5))
        x = frame.x(chart.spots[marked].at)
        painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()))
    for series in chart.series:
        _paint_series(painter, frame, series, ink)


def _between(frame: PlotArea, since: float, until: float, value: float) -> QRectF:
    left = max(frame.x(since), frame.plot.left())
    right = min(frame.x(until), frame.plot.right())
    return QRectF(QPointF(left, frame.y(value)), QPointF(right, frame.plot.bottom()))


def _paint_axes(painter: QPainter, rect: QRectF, frame: PlotArea, chart: TimeChart, ink: Ink) -> None:
    plot = frame.plot
    for level in chart.levels:
        y = frame.y(level.at)
        painter.setPen(QPen(ink.colour("line"), ink.hair))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(ink.colour("muted"))
        box = QRectF(rect.left(), y - ink.line / 2, plot.left() - rect.left() - ink.line * 0.4, ink.line)
        painter.drawText(box, _RIGHT, level.label)
    for tick in ticks_shown(chart.ticks, frame, rect, ink):
        width = ink.metrics.horizontalAdvance(tick.label)
        x = frame.x(tick.at)
        painter.setPen(QPen(ink.colour("edge"), ink.hair))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + ink.line * 0.25))
        painter.setPen(ink.colour("muted"))
        painter.drawText(QRectF(x - width, plot.bottom() + ink.line * 0.3, 2 * width, ink.line), _CENTRE, tick.label)


def ticks_shown(ticks: Sequence[Tick], frame: PlotArea, rect: QRectF, ink: Ink) -> Sequence[Tick]:
    """Return every date, or every second, third and so on: as many as do not touch, evenly spaced."""
    half = max((ink.metrics.horizontalAdvance(tick.label) for tick in ticks), default=0.0) / 2
    inside = [
        tick for tick in ticks if rect.left() <= frame.x(tick.at) - half and frame.x(tick.at) + half <= rect.right()
    ]
    gaps = [frame.x(later.at) - frame.x(tick.at) for tick, later in pairwise(inside)]
    every = ceil((2 * half + ink.line * 0.7) / min(gaps)) if gaps else 1
    return inside[::every]


def _paint_series(painter: QPainter, frame: PlotArea, series: Series, ink: Ink) -> None:
    places = [QPointF(frame.x(point.at), frame.y(point.value)) for point in series.points]
    if series.stroke is not Stroke.NONE and len(places) > 1:
        painter.setPen(QPen(ink.colour(series.colour), ink.hair, _DASHES[series.stroke]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(_steps(places) if series.stepped else places))
    room = frame.plot.width() / max(len(places), 1)
    dot = max(ink.dot * 0.5, min(ink.dot, room))
    for place, point in zip(places, series.points, strict=True):
        _paint_point(painter, place, series, ink, dot, hollow=point.open)


def _steps(places: Sequence[QPointF]) -> list[QPointF]:
    """Return a path that stays level until the next point, then goes straight up or down to it."""
    corners = [QPointF(there.x(), here.y()) for here, there in pairwise(places)]
    return [each for pair in zip(places, corners, strict=False) for each in pair] + [places[-1]]


def _paint_point(
    painter: QPainter, place: QPointF, series: Series, ink: Ink, dot: float, *, hollow: bool = False
) -> None:
    colour, half = ink.colour(series.colour), dot / 2
    filled = series.shape is not Shape.RING and not hollow
    painter.setPen(QPen(colour, ink.hair * 1.3))
    painter.setBrush(colour if filled else ink.colour("raised"))
    if series.shape is Shape.TRIANGLE:
        corners = (QPointF(0, -half * 1.2), QPointF(-half * 1.1, half), QPointF(half * 1.1, half))
        painter.drawPolygon(QPolygonF([place + corner for corner in corners]))
    elif series.shape is Shape.DIAMOND:
        far = half * 1.3
        painter.drawPolygon(QPolygonF([place + QPointF(*c) for c in ((0, -far), (far, 0), (0, far), (-far, 0))]))
    else:
        painter.drawEllipse(place, half, half)


def _legend(chart: TimeChart) -> Sequence[tuple[str, Series | None]]:
    named: list[tuple[str, Series | None]] = [(series.name, series) for series in chart.series]
    if chart.bands:
        named.append((chart.band_name, None))
    if chart.aim is not None:
        named.append((chart.aim.label, None))
    if chart.open_name:
        hollow = Series(chart.open_name, chart.series[0].colour, Shape.RING, Stroke.NONE, ())
        named.append((chart.open_name, hollow))
    return named


def _entry_width(name: str, ink: Ink) -> float:
    return ink.metrics.horizontalAdvance(name) + ink.line * 2.6


def _legend_height(chart: TimeChart, ink: Ink, width: float) -> float:
    rows, used = 1, 0.0
    for name, _ in _legend(chart):
        entry = _entry_width(name, ink)
        rows, used = (rows + 1, entry) if used and used + entry > width else (rows, used + entry)
    return ink.line * 1.1 * rows if _legend(chart) else 0.0


def _paint_legend(painter: QPainter, rect: QRectF, chart: TimeChart, ink: Ink) -> None:
    x, y = rect.left(), rect.top()
    for name, series in _legend(chart):
        width = _entry_width(name, ink)
        if x > rect.left() and x + width > rect.right():
            x, y = rect.left(), y + ink.line * 1.1
        sign = QRectF(x, y, ink.line * 1.4, ink.line)
        middle = sign.center()
        if series is not None:
            if series.stroke is not Stroke.NONE:
                painter.setPen(QPen(ink.colour(series.colour), ink.hair, _DASHES[series.stroke]))
                painter.drawLine(QPointF(sign.left(), middle.y()), QPointF(sign.right(), middle.y()))
            _paint_point(painter, middle, series, ink, ink.dot)
        elif chart.aim is not None and name == chart.aim.label:
            painter.setPen(QPen(ink.colour("ink"), ink.hair * 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(sign.left(), middle.y()), QPointF(sign.right(), middle.y()))
        else:
            painter.fillRect(
                sign.adjusted(0, sign.height() / 5, 0, -sign.height() / 5),
                QBrush(ink.colour("rest"), Qt.BrushStyle.BDiagPattern),
            )
        painter.setPen(ink.colour("ink"))
        painter.drawText(QRectF(sign.right() + ink.line * 0.3, y, width, ink.line), _LEFT, name)
        x += width
