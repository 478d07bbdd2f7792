"""The window's first frame: one sentence in the colours to come, with nothing loaded that it does not need.

Qt's namespace is the largest such thing: its 150 enumerations are made in Python as soon as one of them is named, or as
soon as a call could take one (`setPen`, `fillRect`, a QBrush). So pen, ground and font come from the widget's palette:
11 ms of the 120 to the first frame (measured in CPU time, as below).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.settings import ThemeChoice
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.tokens import Colours, Type

if TYPE_CHECKING:
    from hipcoach.settings import Settings

# For QApplication's arguments: one style on every system. `setStyle` would answer with a QStyle, and making Python's
# side of that class takes 7 ms at every start.
IN_OUR_STYLE = ("-style", "fusion")

OPENING_TEXT = "Opening your diary…"


class Opening(QWidget):
    """The content of the window until there is a page."""

    seen = Signal()  # after the first frame

    def __init__(self, colours: Colours, text_factor: float, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = False
        self.setAccessibleName(OPENING_TEXT)
        self.setAutoFillBackground(True)
        painted = QPalette()
        painted.setColor(QPalette.ColorRole.Window, QColor(colours.surface))
        painted.setColor(QPalette.ColorRole.WindowText, QColor(colours.muted))
        self.setPalette(painted)
        font = QFont(self.font())
        font.setPixelSize(round(tokens.TYPE_PX[Type.LEAD] * text_factor))
        self.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence in the middle; emit `seen` after the first time."""
        metrics = self.fontMetrics()
        x = (self.width() - metrics.horizontalAdvance(OPENING_TEXT)) // 2
        with QPainter(self) as painter:
            painter.drawText(x, (self.height() + metrics.capHeight()) // 2, OPENING_TEXT)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.seen.emit)


def opening(app: QApplication, settings: "Settings") -> Opening:
    """Return the first frame in the scheme that the theme will have. The system's own is read from its palette."""
    system = app.palette()
    ground, text = system.color(QPalette.ColorRole.Window), system.color(QPalette.ColorRole.Text)
    dark = settings.theme is ThemeChoice.DARK
    if settings.theme is ThemeChoice.AUTO:
        dark = ground.lightness() < text.lightness()
    return Opening(tokens.scheme(dark=dark, contrast=is_forced(app)), settings.text_scale)


def is_forced(app: QApplication) -> bool:
    """Return True if the desktop forced a palette of high contrast on the program; before the theme sets its own."""
    system = app.palette()
    ground, text = system.color(QPalette.ColorRole.Window), system.color(QPalette.ColorRole.WindowText)
    return tokens.is_forced(ground.name(), text.name())
