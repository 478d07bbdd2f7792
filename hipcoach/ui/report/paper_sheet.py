"""Draws text, tables and lines on a sheet of paper, in the units of `theme.paper`."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from hipcoach.ui.charts.ink import Ink
from hipcoach.ui.theme import paper, tokens

_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ENDLESS = 100_000
_LONGEST_LINE = 400  # characters, more than any has on a page
_WORD = re.compile(r"\S{8,}")  # a shorter one fits everywhere

Picture = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its cells, and a small picture before them."""

    cells: tuple[str, ...]
    picture: Picture | None = None


class Sheet:
    """Draws with a painter whose unit is that of `theme.paper`."""

    def __init__(self, painter: QPainter, family: str) -> None:
        self.painter = painter
        self._family = family
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Qt's preview records only pens that differ from the last one, and begins its replay with a pen of its own.
        painter.setPen(QColor(tokens.PAPER.raised))

    def ink(self) -> Ink:
        """Return the colours and the font for charts."""
        return Ink(tokens.PAPER, self._font(paper.SMALL))

    def title(self, rect: QRectF, text: str, beside: str) -> float:
        """Draw the head of the page with a line below. Return the y of the end."""
        height = self.text(rect, text, size=paper.TITLE, bold=True) - rect.top()
        self.text(rect.adjusted(0, height - paper.HEAD * 1.4, 0, 0), beside, size=paper.HEAD, right=True)
        self.rule(rect.left(), rect.right(), rect.top() + height + paper.ROW_GAP)
        return rect.top() + height + 3 * paper.ROW_GAP

    def head(self, rect: QRectF, text: str) -> QRectF:
        """Draw the heading of a part. Return the rectangle below it."""
        bottom = self.text(rect, text, size=paper.HEAD, bold=True)
        return QRectF(QPointF(rect.left(), bottom + paper.ROW_GAP), rect.bottomRight())

    def text(
        self, rect: QRectF, text: str, *, size: int = paper.TEXT, bold: bool = False, right: bool = False
    ) -> float:
        """Draw wrapped text. Return the y of the end."""
        font = self._font(size, bold=bold)
        metrics = QFontMetricsF(font)
        text = breakable(text, rect.width(), metrics)
        height = _height_of(text, rect.width(), metrics)
        self.painter.setFont(font)
        self.painter.setPen(QColor(tokens.PAPER.ink))
        box = QRectF(rect.left(), rect.top(), rect.width(), height)
        self.painter.drawText(box, (_TOP_RIGHT if right else _TOP_LEFT) | _WRAP, text)
        return rect.top() + height

    def height(self, text: str, width: float, size: int, *, bold: bool = False) -> float:
        """Return the height of wrapped text."""
        metrics = QFontMetricsF(self._font(size, bold=bold))
        return _height_of(breakable(text, width, metrics), width, metrics)

    def rule(self, left: float, right: float, y: float) -> None:
        """Draw a thin horizontal line."""
        self.painter.setPen(QPen(QColor(tokens.PAPER.edge), paper.RULE))
        self.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def table(self, rect: QRectF, shares: Sequence[float], rows: Sequence[TableRow], none: str) -> float:
        """Draw as many rows as fit, and the number of the others. Return the y of the end."""
        if not rows:
            return self.text(rect, none)
        y = rect.top()
        last_line = self.height("X", rect.width(), paper.SMALL)
        for number, row in enumerate(rows):
            height = self._row_height(rect, shares, row)
            if y + height > rect.bottom() - (0 if number == len(rows) - 1 else last_line):
                more = QRectF(rect.left(), y, rect.width(), last_line)
                return self.text(more, f"and {len(rows) - number} more in the diary", size=paper.SMALL)
            self._row(QRectF(rect.left(), y, rect.width(), height), shares, row)
            y += height
        return y

    def _row(self, rect: QRectF, shares: Sequence[float], row: TableRow) -> None:
        x = rect.left()
        if row.picture is not None:
            row.picture(self.painter, QRectF(x, rect.top(), paper.FIGURE_WIDTH, paper.FIGURE))
            x += paper.FIGURE_WIDTH + paper.CELL_GAP
        for cell, width in zip(row.cells, self._widths(rect, shares, row), strict=True):
            self.text(QRectF(x, rect.top(), width - paper.CELL_GAP, rect.height()), cell)
            x += width

    def _row_height(self, rect: QRectF, shares: Sequence[float], row: TableRow) -> float:
        widths = [width - paper.CELL_GAP for width in self._widths(rect, shares, row)]
        cells = max(self.height(cell, width, paper.TEXT) for cell, width in zip(row.cells, widths, strict=True))
        return max(cells, paper.FIGURE if row.picture else 0) + paper.ROW_GAP

    def _widths(self, rect: QRectF, shares: Sequence[float], row: TableRow) -> list[float]:
        room = rect.width() - (paper.FIGURE_WIDTH + paper.CELL_GAP if row.picture else 0)
        return [room * share / sum(shares) for share in shares]

    def _font(self, size: int, *, bold: bool = False) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(size)
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def breakable(text: str, width: float, metrics: QFontMetricsF) -> str:
    """Return a text whose words fit into a width: Qt breaks lines between words, and draws a longer one outside."""
    return _WORD.sub(lambda found: "\n".join(_pieces(found[0], width, metrics)), text)


def _height_of(broken: str, width: float, metrics: QFontMetricsF) -> float:
    """Return the height of a text that is breakable."""
    return metrics.boundingRect(QRectF(0, 0, width, _ENDLESS), _TOP_LEFT | _WRAP, broken).height()


def _pieces(word: str, width: float, metrics: QFontMetricsF) -> Iterator[str]:
    """Yield a word in pieces that fit; a letter keeps its accents."""
    while word:
        lengths = range(1, min(len(word), _LONGEST_LINE) + 1)
        fits = bisect_right(lengths, width, key=lambda length: metrics.horizontalAdvance(word[:length]))
        at = max(fits, 1)
        while 1 < at < len(word) and combining(word[at]):
            at -= 1
        yield word[:at]
        word = word[at:]
