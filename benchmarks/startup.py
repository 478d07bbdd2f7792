"""How long hipcoach takes from the command to its first painted page, beside a bare PySide6 window.

Both are started in turn, pair by pair, on the same screen and under the same observer, so that a busy machine slows
both alike. Prints the medians and the median of the pairs' ratios; the goals are those of the design: 1.35 x the bare
window's time (1.5 x with a cold page cache: `--cold`, as root) and 1.25 x its memory.

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

# Runs in the measured process: tells when the first window has been painted and how much memory that took.
OBSERVER = """
import json, sys
from time import monotonic
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Observer(QObject):
    painted_s = None

    def eventFilter(self, watched, event):
        if self.painted_s is None and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted_s = 0.0
            QTimer.singleShot(0, self.note)  # after everything of this first frame
        return False

    def note(self):
        self.painted_s = monotonic()
        QTimer.singleShot(300, self.tell)

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
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
from hipcoach.cli import main
main(["--voice", "silent", "--home", {home!r}])
"""


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
    programs = {"bare": OBSERVER + BARE, "hipcoach": OBSERVER + OURS.format(home=str(home))}
    try:
        for program in programs.values():
            measure(program, env, cold=False)  # writes the bytecode, warms the cache
        pairs = [{name: measure(p, env, args.cold) for name, p in programs.items()} for _ in range(args.pairs)]
    finally:
        shutil.rmtree(home)
    return report(pairs, "cold" if args.cold else "warm")


def past_first_run(home: Path) -> None:
    """Make a home whose user has answered the first questions: what every start but the first one meets."""
    from hipcoach.clock import SystemClock
    from hipcoach.paths import find_paths
    from hipcoach.planner import saved
    from hipcoach.store import open_store

    paths, now = find_paths(home), SystemClock().utc()
    paths.create()
    with open_store(paths.data, now) as store:
        saved.say(store, saved.FIRST_RUN_DONE, True, now)


def measure(program: str, env: dict[str, str], cold: bool) -> dict[str, float]:
    """Start one program and give its seconds to the first paint and its megabytes."""
    if cold:
        subprocess.check_call(["sync"])
        Path("/proc/sys/vm/drop_caches").write_text("3")
    started_s = monotonic()
    done = subprocess.run([sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, check=True, timeout=60)
    told = json.loads(done.stdout.splitlines()[-1])
    return {"seconds": told["painted_s"] - started_s, "megabytes": told["resident_kb"] / 1024}


def report(pairs: list[dict[str, dict[str, float]]], cache: str) -> int:
    """Print what was measured beside its goal."""
    missed = 0
    for what, unit, goal in (("seconds", "s", GOALS[cache]), ("megabytes", "MB", GOALS["memory"])):
        bare = median(pair["bare"][what] for pair in pairs)
        ours = median(pair["hipcoach"][what] for pair in pairs)
        ratio = median(pair["hipcoach"][what] / pair["bare"][what] for pair in pairs)
        said = "met" if ratio <= goal else "MISSED"
        missed += ratio > goal
        name = f"start ({cache})" if what == "seconds" else "memory at start"
        print(f"{name:<16} bare {bare:8.3f} {unit:<2}  hipcoach {ours:8.3f} {unit:<2}  ratio {ratio:.2f}  ", end="")
        print(f"goal {goal} {said} ({len(pairs)} pairs)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
