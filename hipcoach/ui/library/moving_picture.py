"""A figure that moves once when asked, by the clock, and then keeps still."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.clock import Clock
from hipcoach.engine.types import Phase
from hipcoach.figure.moments import FigureMoment
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.stage_style import FRAME_MS
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from hipcoach.body.types import Figure

WIDTH_TO_HEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of a movement, with its length."""

    phase: Phase
    seconds: float


STILL = (Stretch(Phase.STILL, 0.0), 0.0)


def stretch_at(stretches: Sequence[Stretch], elapsed_s: float) -> tuple[Stretch, float] | None:
    """Return the stretch at a time, with the share of it that has passed; None after the last one."""
    for stretch in stretches:
        if elapsed_s < stretch.seconds:
            return stretch, max(0.0, elapsed_s) / stretch.seconds
        elapsed_s -= stretch.seconds
    return None


class MovingPicture(QWidget):
    """Shows a figure's start until `play`; stops at the end, and when it is hidden."""

    spoken_as = SpokenAs.PICTURE

    moved = Signal(float)  # share of the whole, at each frame
    ended = Signal()

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        figures: FigureShelf,
        figure: "Figure",
        stretches: Sequence[Stretch],
        name: str,
        *,
        height_px: int,
        stays: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `stays` it keeps its last picture at the end, for a movement that does not return to the start."""
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._figures = figures
        self._figure = figure
        self._stretches = tuple(stretches)
        self._height_px = height_px
        self._stays = stays
        self._began_s = 0.0
        self._now = STILL
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.follow_clock)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        figures.pictures.painted.connect(self._on_painted)

    @property
    def playing(self) -> bool:
        """Return True while it moves."""
        return self._timer.isActive()

    @property
    def phase_and_share(self) -> tuple[Phase, float]:
        """Return the phase in the picture, with the share of it that has passed."""
        return self._now[0].phase, self._now[1]

    def play(self) -> None:
        """Play the movement once, from the start."""
        self._began_s = self._clock.now_s()
        self._timer.start()
        self.follow_clock()

    def stop(self) -> None:
        """Stop, and show the start."""
        if self.playing:
            self._end(STILL)

    def follow_clock(self) -> None:
        """Show the moment that the clock says."""
        elapsed_s = self._clock.now_s() - self._began_s
        now = stretch_at(self._stretches, elapsed_s)
        if now is None:
            self._end((self._stretches[-1], 1.0) if self._stays else STILL)
            return
        self._now = now
        self.moved.emit(elapsed_s / sum(stretch.seconds for stretch in self._stretches))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height that was asked for."""
        height = self._theme.picture_px(self._height_px)
        return QSize(round(height * WIDTH_TO_HEIGHT), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure at its moment."""
        shown, area, ratio = self._moment(), QRectF(self.rect()), self.devicePixelRatioF()
        pictures, dark = self._figures.pictures, self._theme.dark
        with QPainter(self) as painter:
            if self.playing:
                pictures.paint_moment(
                    painter, area, self._figure, dark=dark, side=None, share=shown.share, breath=shown.breath,
                    arrows=shown.arrows, ratio=ratio,
                )  # fmt: skip
            else:
                pictures.paint_still(
                    painter, area, self._figure, dark=dark, share=round(shown.share), ratio=ratio
                )  # fmt: skip

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop when hidden."""
        super().hideEvent(event)
        self.stop()

    def _end(self, last: tuple[Stretch, float]) -> None:
        self._timer.stop()
        self._now = last
        self.update()
        self.ended.emit()

    def _moment(self) -> FigureMoment:
        stretch, fraction = self._now
        reduced = self._theme.motion_ms == 0
        return FigureMoment(stretch.phase, fraction, step_s=stretch.seconds, reduce_motion=reduced)

    def _on_painted(self, _: str) -> None:
        if self.isVisible():
            self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
