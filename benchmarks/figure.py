"""What the figures cost: the helper's pictures, a shown frame beside a bare draw, a session's window while one moves.

Run `QT_QPA_PLATFORM=offscreen python benchmarks/figure.py [EXERCISE ...]` on a machine that does nothing else. Times
are of the processor, and in brackets by the clock, which other programs on the machine lengthen.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRectF, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))
from hipcoach.body.frame_file import read_film
from hipcoach.clock import SystemClock
from hipcoach.engine.types import StepKind
from hipcoach.figure.api import load_figure
from hipcoach.figure.film import Film
from hipcoach.paths import find_paths
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.figure_shelf import FigureShelf
from tests.ui import pages_world
from tests.ui.player.player_world import RULE, play

SIZES = ((800, 600), (1600, 1200))
GOALS_S = {(800, 600): 4.0, (1600, 1200): 9.0}
COLD_GOAL_S, SHOWN_GOAL_MS, MOVING_GOAL_PERCENT = 0.45, 1.5, 4.0
WINDOW, TICK_MS, WATCHED_S, PAINTED_WITHIN_S = (1366, 768), 16, 6.0, 120.0
WATCHED = ("bridge", "chair_stand", "knee_rolls", "side_lying_leg_raise")
FIGURES = find_paths().assets / "figures"
CLOCK = SystemClock()
COLD = (
    "from pathlib import Path; from hipcoach.body.artist import Artist; from hipcoach.body.picture import PictureKey; "
)


def main() -> None:
    app = QApplication([])
    names = sys.argv[1:] or WATCHED
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for size in SIZES:
                one_size(name, size, Path(folder))
        in_a_window(app, Path(folder) / "window")
    del app


def one_size(name: str, size: tuple[int, int], folder: Path) -> None:
    """Cost of one exercise at one size."""
    figure = load_figure(name, "full", FIGURES)
    assert figure is not None
    wanted = f"PictureKey({figure.source!r}, {figure.edition}, 'woman', 'light', False, {size[0]}, {size[1]})"
    artist = f"{COLD} a = Artist(Path({str(FIGURES)!r}), Path({str(folder)!r})); w = {wanted}; "
    cold = run(f"{artist} a.still(w, 0.0)")
    film = run(f"{artist} f = a.film(w); [a.frame(w, i) for i in range(len(f.shares) + len(f.rises))]")
    print(f"{name} {size[0]}x{size[1]}: first still from a cold helper {cold} s (goal {COLD_GOAL_S})")
    print(f"  all frames of one side {film} s (goal {GOALS_S[size]})")
    (frames,) = folder.glob(f"{name}-*-{size[0]}x{size[1]}")
    kept_kb = sum(p.stat().st_size for p in frames.iterdir()) // 1000
    print(f"  {len(read_film(frames).shares)} frames, {kept_kb} kB on the disk")
    shown(Film(frames, read_now, lambda: None), size)


def run(code: str) -> str:
    """Processor seconds of a program of its own, and seconds by the clock."""
    began = CLOCK.now_s()
    done = subprocess.run(
        [sys.executable, "-c", f"import time; {code}; print(time.process_time())"],
        capture_output=True,
        text=True,
        check=True,
    )
    return f"{float(done.stdout):.2f} ({CLOCK.now_s() - began:.2f})"


def read_now(reads: Mapping[Path, Callable[[], None]]) -> None:
    """Read frames at once, where a window has a thread for it."""
    for read in reads.values():
        read()


def shown(film: Film, size: tuple[int, int]) -> None:
    """Cost of one shown frame, beside a bare draw."""
    target, area = QImage(*size, QImage.Format.Format_RGB32), QRectF(0, 0, *size)
    bare = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    bare.fill(0x80808080)

    def frame(i: int) -> None:
        with QPainter(target) as painter:
            film.paint(painter, area, i / 59, 0.0, flipped=False)

    def draw(_: int) -> None:
        with QPainter(target) as painter:
            painter.drawImage(0, 0, bare)

    for i in range(60):
        frame(i)  # read from the disk once
    print(
        f"  a shown frame {best_ms(frame):.2f} ms (goal {SHOWN_GOAL_MS} at 800x600), a bare draw {best_ms(draw):.2f} ms"
    )


def in_a_window(app: QApplication, folder: Path) -> None:
    """Cost of the window of a session, in its own process, while its figure moves and while it waits."""
    folder.mkdir()
    played = play("first-steps")
    shelf = FigureShelf(FIGURES, folder, CLOCK)
    page = PlayerPage(pages_world.theme(app), shelf, played.player, RULE)
    page.resize(*WINDOW)
    page.show()
    played.player.start()
    played.to(StepKind.REPETITION)
    page.refresh()
    until = CLOCK.now_s() + PAINTED_WITHIN_S
    while CLOCK.now_s() < until and not _is_painted(folder):
        wait(0.5)
    ticks = QTimer(interval=TICK_MS)
    began = last = CLOCK.now_s()

    def tick() -> None:
        nonlocal last
        played.clock.jump(CLOCK.now_s() - last)  # the session goes at its true speed from here on
        last = CLOCK.now_s()
        step = played.player.status().step
        if step is not None and step.kind is not StepKind.REPETITION:
            played.to(StepKind.REPETITION)

    ticks.timeout.connect(tick)
    found = {}
    ticks.start()
    for what in ("moves", "ticks", "waits"):
        if what == "ticks":
            played.player.pause()
        elif what == "waits":
            ticks.stop()
        wait(1.0)
        busy, own, began = time.process_time(), time.thread_time(), CLOCK.now_s()
        wait(WATCHED_S)
        long = CLOCK.now_s() - began
        found[what] = (time.process_time() - busy) / long * 100
        of_window = (time.thread_time() - own) / long * 100
    print(
        f"window {WINDOW[0]}x{WINDOW[1]}: {found['moves'] - found['ticks']:.1f} % of a core while it moves "
        f"(goal {MOVING_GOAL_PERCENT}; without {found['ticks']:.1f} % of this program's own clock), "
        f"{found['waits']:.1f} % while it waits, {of_window:.1f} % of it the window's own; "
        "the rest asks the helper for the films to come"
    )
    page.close()
    shelf.pictures.close()  # else the helper would go on writing into a folder that is cleared


def _is_painted(folder: Path) -> bool:
    """Return True once every frame of a film that was begun is there."""
    films = [one.parent for one in folder.glob("*/film.json")]
    for film in films:
        head = read_film(film)
        if len(list(film.glob("[0-9]*.frame"))) >= len(head.shares) + len(head.rises):
            return True
    return False


def wait(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def best_ms(paint: Callable[[int], None]) -> float:
    """Milliseconds of processor time a frame: the best of some rounds."""
    best = float("inf")
    for _ in range(5):
        busy = time.process_time()
        for i in range(60):
            paint(i)
        best = min(best, (time.process_time() - busy) / 60 * 1000)
    return best


if __name__ == "__main__":
    main()
