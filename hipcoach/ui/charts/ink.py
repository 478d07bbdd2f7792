"""What charts are drawn with, on a screen and on paper."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from hipcoach.ui.theme.tokens import Colours


@dataclass(frozen=True, slots=True)
class Ink:
    """What a chart is drawn with; every length in it follows the font."""

    colours: Colours
    font: QFont

    def colour(self, name: str) -> QColor:
        """A token's colour."""
        return QColor(getattr(self.colours, name))

    @property
    def metrics(self) -> QFontMetricsF:
        """Of its font."""
        return QFontMetricsF(self.font)

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.metrics.height()

    @property
    def dot(self) -> float:
        """The width of a point."""
        return self.line * 0.38

    @property
    def hair(self) -> float:
        """The thickness of a line."""
        return self.line * 0.08
