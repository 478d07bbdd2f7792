"""What committing one event costs beside appending a line to a file and syncing it, on the same disk in the same run.

.venv/bin/python benchmarks/event_commit.py [--events 400] [--runs 11] [--folder DIR]
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from hipcoach.clock import SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import StepStarted
from hipcoach.engine.types import Step, StepKind
from hipcoach.recorder import Recorder
from hipcoach.store.rows import ExerciseRow, SessionRow

GOAL = 2.0
CLOCK = SystemClock()


def _repetition(number: int) -> Step:
    return Step(index=number, kind=StepKind.REPETITION, exercise="bridge", set=1, repetition=number, duration_s=5.0)


def recorded_ms(folder: Path, events: int) -> list[float]:
    """Milliseconds of each commit of a step's beginning: the event that every step has."""
    with open_diary_in(folder, CLOCK.utc()) as store:
        now = CLOCK.utc()
        head = SessionRow("one", "p", "P", now, "UTC", 0, now.date().isoformat(), "0", "1", 2)
        store.sessions.begin(head, "{}", [ExerciseRow(0, "bridge", "Bridge", "{}")])
        recorder = Recorder(store, "one", CLOCK)
        times = []
        for number in range(events):
            event = StepStarted(float(number), _repetition(number))
            started = CLOCK.now_s()
            recorder.commit([event])
            times.append((CLOCK.now_s() - started) * 1000)
    return times


def appended_ms(folder: Path, events: int) -> list[float]:
    """Milliseconds of each append of a line of the same length, synced."""
    line = b"x" * 160 + b"\n"  # as long as the event's row
    times = []
    handle = os.open(folder / "lines", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        for _ in range(events):
            started = CLOCK.now_s()
            os.write(handle, line)
            os.fdatasync(handle)
            times.append((CLOCK.now_s() - started) * 1000)
    finally:
        os.close(handle)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=400)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--folder", type=Path, help="where to write; a folder in memory measures no disk")
    args = parser.parse_args()
    runs = []
    for _ in range(args.runs):
        with tempfile.TemporaryDirectory(dir=args.folder) as home:
            ours = median(recorded_ms(Path(home) / "diary", args.events))
            bare = median(appended_ms(Path(home), args.events))
            runs.append((ours, bare))
    ratio = median(ours / bare for ours, bare in runs)
    print(f"a commit        {median(ours for ours, _ in runs):.3f} ms")
    print(f"append and sync {median(bare for _, bare in runs):.3f} ms")
    print(f"ratio           {ratio:.2f}   goal {GOAL}")


if __name__ == "__main__":
    main()
