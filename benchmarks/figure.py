"""What the figures cost: each exercise's frames, a core's share in a real window, and nothing while it keeps still.

Run `python benchmarks/figure.py` (with QT_QPA_PLATFORM=xcb for a window of an X server). A set of some repetitions is
shown as the stage shows it: in the first, frames are painted; later ones come back to what was kept. Frames and
yardstick take turns in one run: the yardstick fills as many ready-made paths with a gradient as a frame has, by plain
QPainter. Times are of the processor, and in brackets by the clock, which other programs on the machine lengthen.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Form, Position
from hipcoach.clock import SystemClock
from hipcoach.engine.types import Phase
from hipcoach.figure.figure_file import read_figure
from hipcoach.figure.film import Film
from hipcoach.figure.frames import Shown, frame_of, picture
from hipcoach.figure.layer import Fills
from hipcoach.figure.threads import paint_on_one_thread
from hipcoach.figure.types import Figure, Scene
from hipcoach.paths import find_paths
from hipcoach.ui.player.figure_view import FigureView, Moment
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.stage_style import FRAME_MS
from hipcoach.ui.theme.theme import Theme

GOAL_MS, GOAL_CORE = 6.0, 12.0
REPETITION_S, UP_SHARE = 5.0, 0.4
REPETITIONS = 5  # the smallest dose of repetitions
DRIFT = 1.0037  # the session's clock and the window's are not in step
ROUNDS = 3
LIMB = (170, 60)  # pixels of a yardstick's path
WATCHED = ("bridge", "chair_stand", "knee_rolls", "side_lying_leg_raise")
PAPER = "#FBFAF7"


@dataclass
class Cost:
    """Milliseconds of one frame: the best of some rounds, so that other programs count less."""

    processor: float = float("inf")
    clock: float = float("inf")
    clocked: SystemClock = field(default_factory=SystemClock)

    def measure(self, frames: int, frame: Callable[[int], None]) -> None:
        """Take one more round."""
        busy, began_s = time.process_time(), self.clocked.now_s()
        for i in range(frames):
            frame(i)
        self.processor = min(self.processor, (time.process_time() - busy) / frames * 1000)
        self.clock = min(self.clock, (self.clocked.now_s() - began_s) / frames * 1000)


def main() -> None:
    """Print a line for each figure, then the window's and the kept layers' shares."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    paint_on_one_thread()
    application = QApplication(["benchmark", "-style", "fusion"])
    folder = find_paths().assets / "figures"
    print(f"goal: {GOAL_MS} ms a frame at 800 x 600, {GOAL_CORE} % of a core at {1000 // FRAME_MS} frames a second")
    scenes = read_scenes(folder)
    before_mb = resident_mb()
    print_frames(scenes, 800, 600)
    print_frames({name: scenes[name] for name in WATCHED}, 2560, 1440)
    print(f"memory taken by kept layers and all else that painting left: {resident_mb() - before_mb:.1f} MB")
    print_windows(application, folder)


def read_scenes(folder: Path) -> dict[str, Scene]:
    """Every figure that moves, and none of the changes of position."""
    found: dict[str, Figure] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name != "changes.toml":
            name = path.name.removesuffix(".toml")
            found[name] = read_figure(path, name)
    return {name: figure.scene for name, figure in found.items() if figure.scene is not None}


def print_frames(scenes: dict[str, Scene], width: int, height: int) -> None:
    """What a frame of a set costs at the stage's rate: in the first repetition, in later ones, and in all of them."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(PAPER))
    frames = round(REPETITION_S * 1000 / FRAME_MS)
    size = f"{width} x {height}"
    print(f"\n{size:28} {'first ms (clock)':>16} {'later':>6} {'set':>6} {'core %':>7} {'paths':>6} {'yardstick':>9}")
    rows: list[tuple[str, float, float, float]] = []
    for name, scene in scenes.items():
        paths = count_paths(scene, width, height)
        first, later, yard = Cost(), Cost(), Cost()
        for _ in range(ROUNDS):
            film = Film(scene, image.size(), 1.0)
            first.measure(frames, lambda i, film=film: paint_frame(image, film, i / frames))  # type: ignore[misc]
            later.measure(
                frames * (REPETITIONS - 1),
                lambda i, film=film: paint_frame(image, film, (i * DRIFT / frames) % 1.0),  # type: ignore[misc]
            )
            yard.measure(frames, lambda _, paths=paths: paint_yardstick(image, paths))  # type: ignore[misc]
        whole = (first.processor + later.processor * (REPETITIONS - 1)) / REPETITIONS
        rows.append((name, first.processor, whole, yard.processor))
        shown = f"{first.processor:.2f} ({first.clock:.2f})"
        print(f"{name:28} {shown:>16} {later.processor:6.2f} {whole:6.2f} {core(whole):7.1f} ", end="")
        print(f"{paths:6} {yard.processor:9.2f}")
    for i, what in ((1, "first repetition"), (2, f"set of {REPETITIONS}")):
        mean, worst = sum(row[i] for row in rows) / len(rows), max(rows, key=lambda row: row[i])
        print(f"{what}: mean {mean:.2f} ms, {core(mean):.1f} % of a core; ", end="")
        print(f"worst {worst[i]:.2f} ms, {core(worst[i]):.1f} % ({worst[0]})")
    print(f"yardstick: mean {sum(row[3] for row in rows) / len(rows):.2f} ms")


def core(frame_ms: float) -> float:
    """Percent of a core at the stage's rate."""
    return frame_ms * 100 / FRAME_MS


def paint_frame(image: QImage, film: Film, fraction: float) -> None:
    """What a frame changes, on the screen."""
    area = film.show(Shown(Phase.UP_DOWN, fraction, up_share=UP_SHARE, step_s=REPETITION_S))
    if not area.isEmpty():
        with QPainter(image) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, QColor(PAPER))
            film.paint(painter, area)


def count_paths(scene: Scene, width: int, height: int) -> int:
    """How many shapes a frame fills."""
    layers = picture(scene, frame_of(scene, QSizeF(width, height), Shown(Phase.UP, 0.5)))
    return sum(len(layer.fills) if isinstance(layer, Fills) else 1 for layer in layers)


def paint_yardstick(image: QImage, paths: int) -> None:
    """Fill as many ready-made paths of a limb's size with a gradient, and nothing else."""
    image.fill(QColor(PAPER))
    grown = image.height() / 600
    long, wide = LIMB[0] * grown, LIMB[1] * grown
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


def print_windows(application: QApplication, folder: Path) -> None:
    """A core's share of the stage's own widget in a real window, at the window's rate."""
    theme = Theme(application, folder.parent / "icons")
    view = FigureView(theme, FigureShelf(folder))
    view.resize(800, 600)
    view.show()
    where = f"a window ({application.platformName()})"
    print(f"\nthe stage's widget in {where}, 800 x 600, a repetition takes {REPETITION_S:.0f} s")
    moment = Moment("", "", Form.FULL, next(iter(Position)), None, Phase.STILL, 0.0, UP_SHARE, REPETITION_S, False)
    watch(view, replace(moment, exercise="prone_bow", phase=Phase.UP_DOWN))  # what the first frames load
    for name in WATCHED:
        shares = [watch(view, replace(moment, exercise=name, phase=Phase.UP_DOWN)) for _ in range(REPETITIONS)]
        whole, held = sum(shares) / len(shares), watch(view, replace(moment, exercise=name, phase=Phase.HOLD))
        print(f"{name:28} first repetition {shares[0]:.1f} % of a core, fifth {shares[-1]:.1f} %, ", end="")
        print(f"all {whole:.1f} %; hold {held:.1f} %")
    theme.change(reduce_motion=True)
    still = replace(moment, exercise=WATCHED[0], phase=Phase.HOLD)
    watch(view, still)  # the one picture that is kept
    paints = Paints()
    view.installEventFilter(paints)
    share = watch(view, still)
    print(f"{WATCHED[0]:28} hold, motion reduced: painted {paints.count} times, {share:.1f} % of a core; ", end="")
    print(f"the empty timer alone {over_frames(view.isVisible):.1f} %")


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and let it pass."""
        self.count += event.type() is QEvent.Type.Paint
        return False


def watch(view: FigureView, moment: Moment) -> float:
    """Percent of a core while a moment's phase runs for one repetition's time."""
    clock = SystemClock()
    began_s = clock.now_s()
    return over_frames(
        lambda: view.show_moment(replace(moment, fraction=(clock.now_s() - began_s) % REPETITION_S / REPETITION_S))
    )


def over_frames(tick: Callable[[], object]) -> float:
    """Percent of a core that the event loop takes with a tick at the window's rate."""
    loop, timer, clock = QEventLoop(), QTimer(), SystemClock()
    timer.timeout.connect(tick)
    timer.start(FRAME_MS)
    QTimer.singleShot(round(REPETITION_S * 1000), loop.quit)
    busy, began_s = time.process_time(), clock.now_s()
    loop.exec()
    return (time.process_time() - busy) / (clock.now_s() - began_s) * 100


def resident_mb() -> float:
    """Memory of this process; 0 where the system does not tell it in Linux's way."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 1e6 if status.exists() else 0.0


if __name__ == "__main__":
    main()
