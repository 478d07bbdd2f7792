"""The progress of work that takes some seconds."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX
from hipcoach.ui.widgets.painting import rounded

HEIGHT_PX = 8
STEPS = 100


class ProgressBar(QProgressBar):
    """A thin bar that is painted at once, also while the event loop is kept busy by the work."""

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, STEPS)
        self.setTextVisible(False)
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(name)

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self.setValue(round(share * STEPS))
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, filled as far as the work is done."""
        track = QRectF(self.rect()).adjusted(RING_PX, 0, -RING_PX, 0)  # as words stand
        done = QRectF(track)
        done.setWidth(max(HEIGHT_PX, track.width() * self.value() / STEPS))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for rect, colour in ((track, "line"), (done, "accent")):
                rounded(painter, rect, self._theme.colour(colour), HEIGHT_PX / 2)
