"""Colours, font and line widths that charts are drawn with, on screen and on paper."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from hipcoach.ui.theme.tokens import Colours


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours and the font of a chart; all lengths follow from the font."""

    colours: Colours
    font: QFont

    def colour(self, name: str) -> QColor:
        """Return the colour of a token."""
        return QColor(getattr(self.colours, name))

    @property
    def metrics(self) -> QFontMetricsF:
        """Return the metrics of the font."""
        return QFontMetricsF(self.font)

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return self.metrics.height()

    @property
    def dot(self) -> float:
        """Return the width of a point."""
        return self.line * 0.38

    @property
    def hair(self) -> float:
        """Return the thickness of a line."""
        return self.line * 0.08
