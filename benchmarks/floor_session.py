"""Carries a session from the floor, through a sound server: by words alone, with one switch alone, or with nothing.

`python benchmarks/floor_session.py words|switch|nothing [PLAN] [--exercises N] [--pain] [--echo] [--break SECONDS]
[--minutes N] [--kept FOLDER]`: it is the whole program. Keys lead to the session's greeting, at the desk; from there on

- `words`: an artificial voice, which has taught them, plays its words into the microphone, till the numbers after it;
- `switch`: one key is pressed through a screen's server when what is meant was read out, till those numbers;
- `nothing`: nothing is said or pressed; the number after it is given at the desk, some time later.

`--pain` says that it hurts in the first exercise, and gives a number that ends the session; with `nothing` one key says
so, and no question is answered. With `--echo` the microphone hears the program's own voice, too. With `--break` the
listening process is killed, stopped or ended that often. It needs PulseAudio, but for `words` Xvfb too, and
takes as long as the session, but no longer than `--minutes`. A line tells each minute where it is; the last one begins
with "carried" or with "not carried", and its status is 0 or 1. It does not show that people are heard: no real voice
was measured.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "default.warning=false"  # of a screen that is none
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
import numpy as np
from floor_people import (
    AGAIN_S,
    PRESS_S,
    RATES,
    BySwitch,
    ByWords,
    Mouth,
    Person,
    WithNothing,
    listening_processes,
)
from null_sink import HEARD, NullSink
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hipcoach import settings_file
from hipcoach.cli import main as hipcoach
from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.spoken_words import WORDS
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.paths import find_paths
from hipcoach.settings import Settings
from hipcoach.ui.setup.teaching import Teaching
from hipcoach.ui.shared.ear import Ear
from tests.project.real_window import after_first_run, rows_in

LOOK_MS = 50
PLAN = "floor"
WAYS = {
    "words": Settings(taught_words=True),
    "switch": Settings(switch=True),
    "nothing": Settings(no_answers=True),
}
STEPS = {"words": ("teach", "session"), "switch": ("session",), "nothing": ("session",)}  # each in its own process
NUMBERS = "SELECT score, effort FROM pain WHERE question = 'after'"
ENDS = "SELECT finish FROM session"
FEELS = "SELECT DISTINCT response FROM exercise_record"
METER_RATE, METER_PIECE = 8000, 800  # a tenth of a second at a time
LEAST_SOUND_S = 20.0  # from the loudspeaker, or nobody on the floor has been told anything


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=tuple(WAYS))
    parser.add_argument("plan", nargs="?", default="first-steps")
    parser.add_argument("--exercises", type=int, default=99)
    parser.add_argument("--pain", action="store_true")
    parser.add_argument("--echo", action="store_true")
    parser.add_argument("--break", type=float, dest="break_s")
    parser.add_argument("--minutes", type=float, default=45.0, help="at most, of each: teaching, and the session")
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir(), "hipcoach-floor"), help="its speech")
    parser.add_argument("--step", choices=STEPS["words"], help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step is not None:
        return teach(given.home) if given.step == "teach" else carry(given)
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name), Path(name, "home")
        echo = ["module-loopback source=out.monitor sink=ear latency_msec=20"] if given.echo else []
        server = NullSink(folder, sinks=("out", "ear"), modules=echo)
        server.start()
        environment = {**os.environ, **server.environment, "PULSE_SINK": "out", "PULSE_SOURCE": "ear.monitor"}
        prepare(home, given)
        try:
            with screen(given.way) as of_screen, loudspeaker(folder, environment) as sounded:
                for step in STEPS[given.way]:
                    words = [*sys.argv, "--step", step, "--home", str(home)]
                    if not ends_well(words, {**environment, **of_screen}, given.minutes):
                        print(f"not carried: its part {step!r} did not end", flush=True)
                        return 1
            return tell_end(home, given, sounded_s(sounded))
        finally:
            server.stop()


@contextmanager
def screen(way: str) -> Iterator[dict[str, str]]:
    """Run a virtual screen where keys are pressed; give what makes a program show itself there."""
    if way == "words":
        yield {}
        return
    reads, writes = os.pipe()
    words = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(words, pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        display = pipe.readline().strip()
    try:
        yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


@contextmanager
def loudspeaker(folder: Path, environment: dict[str, str]) -> Iterator[Path]:
    """Record what comes out of it; give the file."""
    file = folder / "loudspeaker.raw"
    words = ["parec", "--raw", "-d", "out.monitor", "--format=s16le", f"--rate={METER_RATE}", "--channels=1"]
    with file.open("wb") as to:
        recorder = subprocess.Popen(words, env=environment, stdout=to, stderr=subprocess.DEVNULL)
        try:
            yield file
        finally:
            recorder.terminate()
            recorder.wait()


def sounded_s(file: Path) -> float:
    """Return for how long the loudspeaker was not silent."""
    samples = np.fromfile(file, np.int16)
    pieces = np.abs(samples[: len(samples) // METER_PIECE * METER_PIECE].reshape(-1, METER_PIECE).astype(int))
    return float((pieces.max(axis=1) >= HEARD).sum() * METER_PIECE / METER_RATE) if len(pieces) else 0.0


def prepare(home: Path, given: argparse.Namespace) -> None:
    """Make the home of somebody who answers so, with a plan of so many exercises of the one that was named."""
    paths = find_paths(home)
    paths.create()
    after_first_run(home)
    settings_file.save(paths.settings_file, WAYS[given.way])
    given.kept.mkdir(parents=True, exist_ok=True)
    paths.speech.symlink_to(given.kept)  # what was put into speech once is there at once the next time
    shipped = (paths.sessions / f"{given.plan}.toml").read_text("utf-8").splitlines()
    lines = []
    for line in shipped:
        if line.startswith("exercises = "):
            names = line.removeprefix("exercises = [").removesuffix("]").split(", ")
            line = f"exercises = [{', '.join(names[: given.exercises])}]"
        lines.append(line)
    (paths.user_plans / f"{PLAN}.toml").write_text("\n".join(lines), "utf-8")


def ends_well(words: list[str], environment: dict[str, str], minutes: float) -> bool:
    """Run a part of this program; False where it fails, or takes longer."""
    try:
        part = subprocess.run([sys.executable, *words], env=environment, check=False, timeout=minutes * 60)
        return part.returncode == 0
    except subprocess.TimeoutExpired:
        return False


def tell_end(home: Path, given: argparse.Namespace, sound_s: float) -> int:
    """Tell by the diary how it ended; return the status."""
    finishes, numbers = [row[0] for row in rows_in(home, ENDS)], rows_in(home, NUMBERS)
    felt = [row[0] for row in rows_in(home, FEELS)]
    if given.pain:
        carried = finishes == ["pain_stop"]
    else:
        carried = finishes == ["completed"] and [None not in row for row in numbers] == [True]
        carried = carried and (felt == [None] if given.way == "nothing" else None not in felt)
    carried = carried and sound_s >= LEAST_SOUND_S
    print(
        f"{'carried' if carried else 'not carried'}: {finishes}, numbers after it {numbers}, after each exercise "
        f"{felt}; the loudspeaker sounded for {sound_s:.0f} s",
        flush=True,
    )
    return 0 if carried else 1


def carry(given: argparse.Namespace) -> int:
    """Play the session in the whole program; return the status."""
    person: Person
    match given.way:
        case "words":
            person = ByWords(given.pain, mouth=Mouth(given.home))
            show_heard()
        case "switch":
            person = BySwitch(given.pain)
        case _:
            person = WithNothing(given.pain)
    breaking, looks, breaks, goes_on = Breaking(), QTimer(), QTimer(), QApplication.exec

    def exec_with_the_person(*_: object) -> int:
        for timer, does, every_ms in (
            (looks, person.look, LOOK_MS),
            (breaks, breaking.do, round((given.break_s or 0) * 1000)),
        ):
            timer.timeout.connect(does)
            if every_ms:
                timer.start(every_ms)
        return goes_on()

    QApplication.exec = exec_with_the_person  # type: ignore[method-assign]
    return hipcoach(["--home", str(given.home), "play", PLAN])


def show_heard() -> None:
    """Print each word that the listening process tells."""
    opens = Ear.start

    def start(ear: Ear) -> None:
        ear.heard.connect(
            lambda word, near, alone: print(
                f"{'':26}heard {word} ({near:.2f}{'' if alone else ', in other sound'})", flush=True
            )
        )
        opens(ear)

    Ear.start = start  # type: ignore[method-assign]


class Breaking:
    """Kills, stops or starves the listening process."""

    def __init__(self) -> None:
        self._chance = random.Random(0)

    def do(self) -> None:
        """Do one of them to whichever process listens now."""
        for pid in listening_processes(os.getpid()):
            sent = self._chance.choice((signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM))
            os.kill(pid, sent)
            print(f"{sent.name} to the listening process", flush=True)


def teach(home: Path) -> int:
    """Teach all words, each at three rates."""
    app = QApplication([])
    clock, paths, mouth = SystemClock(), find_paths(home), Mouth(home)
    command = listen_command(paths.listen_models, paths.taught_words, teaching=True)
    teaching, levels = Teaching(paths, lambda: Listener(command, clock)), list[float]()
    teaching.level_changed.connect(levels.append)
    for word in WORDS:
        teaching.begin(word)
        times, said_s = -1, 0.0
        while teaching.recording is word:
            app.processEvents()
            wait_s(0.01)
            due_s = 2 * AGAIN_S if teaching.times == times else PRESS_S
            if levels and teaching.recording is word and clock.now_s() - said_s > due_s:
                times, said_s = teaching.times, clock.now_s()
                mouth.say(word, RATES[times])
    teaching.end()
    print(f"taught: {len(teaching.words)} words; {teaching.line}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
