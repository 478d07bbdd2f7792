"""A chart as a file: PNG or SVG, on a light ground, with its title and summary."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from hipcoach.figure.png import png_of
from hipcoach.history.private_file import write_private_file
from hipcoach.ui.charts.chart import Chart, RowChart
from hipcoach.ui.charts.chart_painter import paint_chart
from hipcoach.ui.charts.chart_rows import row_height
from hipcoach.ui.charts.ink import Ink
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.tokens import Space, Type

WIDTH_PX, HEIGHT_PX = 960, 420
PNG_RATIO = 2


def save_chart(chart: Chart, font: QFont, path: Path) -> None:
    """Write a chart as PNG or SVG, by the ending of `path`. Raises OSError if it cannot be written."""
    write_private_file(path, _svg(chart, font) if path.suffix.lower() == ".svg" else _png(chart, font))


def _ink(font: QFont) -> Ink:
    sized = QFont(font)
    sized.setPixelSize(round(tokens.TYPE_PX[Type.SMALL]))
    return Ink(tokens.LIGHT, sized)


def _size(chart: Chart, ink: Ink) -> QSize:
    rows = len(chart.rows) * row_height(chart, ink) if isinstance(chart, RowChart) else 0.0
    return QSize(WIDTH_PX, max(HEIGHT_PX, round(rows + 4 * Space.XXL)))


def _paint(painter: QPainter, chart: Chart, ink: Ink) -> None:
    size = _size(chart, ink)
    page = QRectF(0, 0, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(page, ink.colour("raised"))
    inner = page.adjusted(Space.L, Space.L, -Space.L, -Space.L)
    bold = QFont(ink.font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(ink.colour("ink"))
    left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    painter.drawText(inner, left, chart.title)
    painter.setFont(ink.font)
    painter.setPen(ink.colour("muted"))
    painter.drawText(inner.adjusted(0, ink.line * 1.3, 0, 0), left, chart.summary)
    paint_chart(painter, inner.adjusted(0, ink.line * 3.2, 0, 0), chart, ink)


def _png(chart: Chart, font: QFont) -> bytes:
    ink = _ink(font)
    image = QImage(_size(chart, ink) * PNG_RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PNG_RATIO)
    with QPainter(image) as painter:
        _paint(painter, chart, ink)
    return png_of(image)


def _svg(chart: Chart, font: QFont) -> bytes:
    ink = _ink(font)
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = _size(chart, ink)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary)
    with QPainter(generator) as painter:
        _paint(painter, chart, ink)
    return bytes(buffer.data().data())
