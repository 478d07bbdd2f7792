"""What the figure costs: one frame at 800 x 600, a core's share while it moves, and nothing while it keeps still.

Run `python benchmarks/figure.py`. Beside each figure it paints a yardstick in the same run: as many plain QPainter
gradient fills of ready-made paths as the frame has. Times are of the processor, so a busy machine disturbs them less.
"""

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QImage, QLinearGradient, QPainter, QPainterPath

from hipcoach.engine.types import Phase
from hipcoach.figure.api import load_figure, moves, paint
from hipcoach.figure.threads import paint_on_one_thread
from hipcoach.figure.types import Figure
from hipcoach.paths import shipped_folder

WIDTH, HEIGHT = 800, 600
FRAMES, ROUNDS = 30, 5
FRAMES_PER_S = 20  # the window's rate
GOAL_MS, GOAL_CORE = 6.0, 12.0
LIMB = (170, 60)  # pixels of a yardstick's path
FIGURES = ("bridge", "chair_stand", "standing_hip_extension", "knee_rolls", "side_lying_leg_raise", "hip_hike")


def main() -> None:
    """Print a line for each figure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    paint_on_one_thread()
    application = QGuiApplication([])
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    folder = shipped_folder() / "assets" / "figures"
    print(f"{WIDTH} x {HEIGHT}; goal: {GOAL_MS} ms a frame, {GOAL_CORE} % of a core at {FRAMES_PER_S} frames a second")
    print(f"{'figure':26}{'ms':>7}{'core %':>8}{'paths':>7}{'yardstick ms':>14}{'ratio':>7}")
    for name in FIGURES:
        figure = load_figure(name, "full", folder)
        if figure is None:
            raise SystemExit(f"no figure {name}")
        paths = count_paths(image, figure)
        frame_ms = mean_ms(lambda i, figure=figure: paint_frame(image, figure, i / FRAMES))
        yard_ms = mean_ms(lambda i, paths=paths: paint_yardstick(image, paths))
        core = frame_ms * FRAMES_PER_S / 10
        print(f"{name:26}{frame_ms:7.2f}{core:8.1f}{paths:7}{yard_ms:14.2f}{frame_ms / yard_ms:7.1f}")
    still = [phase.value for phase in Phase if not moves(phase, reduce_motion=True)]
    print(f"painted once and kept (0 %): {', '.join(still)}")
    del application


def mean_ms(frame: Callable[[int], None]) -> float:
    """Processor time of one frame: the best of some rounds, so that other programs count less."""
    frame(0)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for i in range(FRAMES):
            frame(i)
        best = min(best, (time.process_time() - start) / FRAMES * 1000)
    return best


def paint_frame(image: QImage, figure: Figure, fraction: float) -> None:
    """One frame on the way up."""
    image.fill(QColor("#FBFAF7"))
    with QPainter(image) as painter:
        paint(painter, QRectF(0, 0, WIDTH, HEIGHT), figure, phase=Phase.UP, fraction=fraction)


def count_paths(image: QImage, figure: Figure) -> int:
    """How many shapes a frame fills."""

    class Counting(QPainter):
        filled = 0

        def drawPath(self, path: QPainterPath) -> None:
            self.filled += 1
            super().drawPath(path)

        def drawPolygon(self, *shape: object) -> None:
            self.filled += 1
            super().drawPolygon(*shape)

    with Counting(image) as painter:
        paint(painter, QRectF(0, 0, WIDTH, HEIGHT), figure, phase=Phase.UP, fraction=0.5)
        return painter.filled


def paint_yardstick(image: QImage, paths: int) -> None:
    """Fill as many ready-made paths of a limb's size with a gradient, and nothing else."""
    image.fill(QColor("#FBFAF7"))
    long, wide = LIMB
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, long, wide), wide / 2, wide / 2)
    gradient = QLinearGradient(0, 0, 0, wide)
    for place, colour in ((0.0, "#E9D1BC"), (0.6, "#DDC0A8"), (1.0, "#A98A74")):
        gradient.setColorAt(place, QColor(colour))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(paths):
            painter.setBrush(QBrush(gradient))
            painter.translate(20 + i % 20, (i * 7) % 40)
            painter.drawPath(path)
            painter.resetTransform()


if __name__ == "__main__":
    main()
