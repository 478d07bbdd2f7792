"""What the figures cost: the helper's pictures, and a shown frame beside a bare draw of a picture of that size.

Run `QT_QPA_PLATFORM=offscreen python benchmarks/figure.py [EXERCISE ...]` on a machine that does nothing else. Times
are of the processor, and in brackets by the clock, which other programs on the machine lengthen.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipcoach.body.frame_file import read_film
from hipcoach.clock import SystemClock
from hipcoach.figure.api import load_figure
from hipcoach.figure.film import Film
from hipcoach.paths import find_paths

SIZES = ((800, 600), (1600, 1200))
GOALS_S = {(800, 600): 4.0, (1600, 1200): 9.0}
COLD_GOAL_S, SHOWN_GOAL_MS = 0.45, 1.5
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
