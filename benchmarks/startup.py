"""How long hipcoach takes from the command to its window, and to today's page in it, beside a bare PySide6 window.

Both are started in turn, pair by pair, on the same screen and under the same observer, so that a busy machine slows
both alike. Prints the medians and the median of the pairs' ratios. The goals: the window
within 1.35 x the bare window's time (1.5 x with a cold page cache: `--cold`, as root), with 1.25 x its memory. Without
goals of their own: "today", the second painting, when the diary is open and today's session can be read and started,
and "pictures", the last one, with the first exercise's picture and the session's length. Memory is that after the last.

    .venv/bin/python benchmarks/startup.py [--pairs 21] [--cold] [--platform offscreen|xcb]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic  # noqa: TID251 - the bare window must not have to import hipcoach for a clock

GOALS = {"warm": 1.35, "cold": 1.5, "memory": 1.25}
QUIET_MS = 400  # nothing painted for so long: all there is to see is there

# Runs in the measured process: tells when its window was painted first and last, and how much memory that took.
OBSERVER = f"""
QUIET_MS = {QUIET_MS}
"""
OBSERVER += """
import json, sys
from time import monotonic
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Observer(QObject):
    def __init__(self):
        super().__init__()
        self.painted_s = []
        self.to_note = False
        self.quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.quiet.timeout.connect(self.tell)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and not self.to_note:
            self.to_note = True
            QTimer.singleShot(0, self.note)  # after everything of this frame
        return False

    def note(self):
        self.to_note = False
        self.painted_s.append(monotonic())
        self.quiet.start()

    def tell(self):
        with open("/proc/self/status") as status:
            resident = next(line for line in status if line.startswith("VmRSS"))
        print(json.dumps({"painted_s": self.painted_s, "resident_kb": int(resident.split()[1])}), flush=True)
        QApplication.exit(0)

real_exec = QApplication.exec

def observed_exec(*_):
    observer = Observer()
    QApplication.instance().installEventFilter(observer)
    return real_exec()

QApplication.exec = observed_exec
"""
BARE = (
    OBSERVER
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.exec()
"""
)
# The command line is imported before Qt, as when hipcoach is started by its name.
OURS = (
    "from hipcoach.cli import main\n"
    + OBSERVER
    + """
main(["--voice", "silent", "--home", sys.argv[1]])
"""
)


def main() -> int:
    """Measure the pairs and print the ratios; status 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description="Start-up of hipcoach beside a bare PySide6 window.")
    parser.add_argument("--pairs", type=int, default=21)
    parser.add_argument("--cold", action="store_true", help="empty the page cache before each start (needs root)")
    parser.add_argument("--platform", default="offscreen", help="offscreen, or xcb to use $DISPLAY")
    args = parser.parse_args()

    home = Path(tempfile.mkdtemp(prefix="hipcoach-startup-"))
    env = {**os.environ, "QT_QPA_PLATFORM": args.platform}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    past_first_run(home)
    programs = {"bare": BARE, "hipcoach": OURS}
    try:
        for program in programs.values():
            measure(program, home, env, cold=False)  # writes the bytecode, warms the cache
        pairs = [{name: measure(p, home, env, args.cold) for name, p in programs.items()} for _ in range(args.pairs)]
    finally:
        shutil.rmtree(home)
    return report(pairs, "cold" if args.cold else "warm")


def past_first_run(home: Path) -> None:
    """Make a home whose user has answered the first questions: what every start but the first one meets."""
    from hipcoach.clock import SystemClock
    from hipcoach.coach.diary import open_diary_in
    from hipcoach.paths import find_paths
    from hipcoach.planner import profile_values

    paths, now = find_paths(home), SystemClock().utc()
    paths.create()
    with open_diary_in(paths.data, now) as store:
        profile_values.keep_answer(store, profile_values.FIRST_RUN_DONE, True, now)


def measure(program: str, home: Path, env: dict[str, str], cold: bool) -> dict[str, float]:
    """Start one program and give its seconds to its first, second and last painting, and its megabytes."""
    if cold:
        subprocess.check_call(["sync"])
        Path("/proc/sys/vm/drop_caches").write_text("3")
    started_s = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, str(home)], env=env, stdout=subprocess.PIPE, check=True, timeout=60
    )
    told = json.loads(done.stdout.splitlines()[-1])
    painted_s = [at_s - started_s for at_s in told["painted_s"]]
    return {
        "first_s": painted_s[0],
        "second_s": painted_s[min(1, len(painted_s) - 1)],  # the bare window is painted once
        "last_s": painted_s[-1],
        "megabytes": told["resident_kb"] / 1024,
    }


def report(pairs: list[dict[str, dict[str, float]]], cache: str) -> int:
    """Print what was measured beside its goal."""
    missed = 0
    for name, what, unit, goal in (
        (f"window ({cache})", "first_s", "s", GOALS[cache]),
        (f"today ({cache})", "second_s", "s", None),
        (f"pictures ({cache})", "last_s", "s", None),
        ("memory at start", "megabytes", "MB", GOALS["memory"]),
    ):
        bare = median(pair["bare"][what] for pair in pairs)
        ours = median(pair["hipcoach"][what] for pair in pairs)
        ratio = median(pair["hipcoach"][what] / pair["bare"][what] for pair in pairs)
        said = "" if goal is None else f"goal {goal} {'met' if ratio <= goal else 'MISSED'} "
        missed += goal is not None and ratio > goal
        print(f"{name:<16} bare {bare:8.3f} {unit:<2}  hipcoach {ours:8.3f} {unit:<2}  ratio {ratio:.2f}  ", end="")
        print(f"{said}({len(pairs)} pairs)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
