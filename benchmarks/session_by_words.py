"""Carries a session by words alone, through a sound server: an artificial voice teaches them, then says them.

`python benchmarks/session_by_words.py [PLAN] [--exercises N] [--pain] [--echo] [--break SECONDS] [--minutes N]`: it is
the whole program without a screen. Keys lead to the session's greeting; from there to the numbers after the session the
words are played into the microphone, and nothing is pressed. `--pain` says "it hurts" in the first exercise, and a
number that ends the session. With `--echo` the microphone hears the program's own voice, too. With `--break` the
listening process is killed, stopped or ended that often. It needs PulseAudio and takes as long as the session, but no
longer than `--minutes`. A line tells each minute where it is; the last one begins with "carried" or with "not carried",
and its status is 0 or 1. It does not show that people are heard: no real voice was measured.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="default.warning=false")  # of a screen that is none
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import NullSink, children
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach import settings_file
from hipcoach.cli import main as hipcoach
from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.spoken_words import WORDS, SpokenWord
from hipcoach.engine.table import State
from hipcoach.engine.types import StepKind
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.paths import find_paths
from hipcoach.settings import Settings
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.ending_switch import SwitchedPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.setup.teaching import Teaching
from hipcoach.ui.shared.ear import Ear
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.voice.engines import Manner, start_engine
from tests.project.real_window import after_first_run, rows_in
from tests.ui.user import press, said

RATES = (125, 140, 155)  # words a minute, as they are taught; said at the middle one
AFTER_VOICE_S, AGAIN_S = 0.4, 5.0  # somebody waits for the voice to end, and says it again where nothing happens
TAKEN = ("Seven.", "An ache.")  # what "yes" takes in a session, of what is read
AFTER, KEEP = "Two.", "keep it."  # and after it; what is said once an answer was taken
LISTENS_S, WORD_S = 0.5, 0.35  # to what is read: at least, and for each of its words
LOOK_MS, PRESS_S, TELL_S = 50, 1.0, 60.0
PLAN = "by_words"
STEPS = ("teach", "session")  # each in a process of its own
NUMBERS = "SELECT score, effort FROM pain WHERE question = 'after'"
ENDS = "SELECT finish FROM session"
K = Qt.Key


@dataclass
class Mouth:
    """An artificial voice in front of the microphone."""

    folder: Path
    saying: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        engine = start_engine("espeak", self.folder)
        self.sounds = {
            (word, rate): engine.render(f"{meaning.said}.", Manner("", rate, 2))
            for word, meaning in WORDS.items()
            for rate in RATES
        }

    def say(self, word: SpokenWord, rate_wpm: int = RATES[1]) -> None:
        """Say a word, and return at once."""
        sound = self.sounds[word, rate_wpm]
        words = ["pacat", "--raw", "-d", "ear", "--format=s16le", f"--rate={sound.rate}", "--channels=1"]
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdin is not None
        process.stdin.write(bytes(sound.samples))
        process.stdin.close()
        self.saying.append(process)


@dataclass
class Person:
    """Somebody who gets a session going, lies down, looks at nothing, listens to what is asked, and says words."""

    mouth: Mouth
    hurts: bool
    clock: SystemClock = field(default_factory=SystemClock)
    last_s: float = float("-inf")  # when something was said or pressed
    told_s: float = float("-inf")
    last: object = None
    words: int = 0
    read: str = ""
    read_s: float = 0.0

    def __post_init__(self) -> None:
        self.began_s = self.clock.now_s()

    def look(self) -> None:
        """Do what has to be done now; once more where nothing came of it."""
        window = next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)
        page = window.taken_over_by if window is not None else None
        if self.clock.now_s() - self.told_s > TELL_S:
            self.told_s = self.clock.now_s()
            self.tell(page, "goes on")
        shown = page.page if isinstance(page, SwitchedPage) else page
        match shown:
            case PlayerPage():
                self._say(page, self._in_session(shown), shown.findChild(OneSwitch).said_until_s)
            case SettlePage():
                self._say(page, SpokenWord.READY)
            case ConfirmPage():
                self._say(page, SpokenWord.YES)
            case PainPage() if isinstance(page, SwitchedPage):
                self._say(page, SpokenWord.YES if self._hears(page.bar.label.text(), (AFTER,)) else None)
            case SummaryPage() | StopPage() if self.words:
                self.tell(page, "the session is over")
                QApplication.exit(0)
            case QWidget():
                self._press(page)

    def tell(self, page: QWidget | None, what: str) -> None:
        """Print a line of what happens."""
        state = page.player.state if isinstance(page, PlayerPage) else type(page).__name__
        print(f"{self.clock.now_s() - self.began_s:8.2f}  {state:<14} {what}", flush=True)

    def _say(self, page: QWidget, word: SpokenWord | None, voice_until_s: float = 0.0) -> None:
        now, place = self.clock.now_s(), (word, said(page), self.read)
        if word is None or now - self.last_s < (AGAIN_S if place == self.last else PRESS_S):
            return
        if word is not SpokenWord.HURTS and now < voice_until_s + AFTER_VOICE_S:
            return
        self.last, self.last_s = place, now
        self.words += 1
        self.tell(page, f"said  {word}")
        self.mouth.say(word)

    def _hears(self, read: str, wanted: tuple[str, ...]) -> bool:
        """Return True where an answer that is wanted, or was taken, has just been read to its end."""
        if read != self.read:
            self.read, self.read_s = read, self.clock.now_s()
        over_s = self.read_s + LISTENS_S + WORD_S * len(read.split())
        return (read.startswith(wanted) or read.endswith(KEEP)) and self.clock.now_s() >= over_s

    def _in_session(self, page: PlayerPage) -> SpokenWord | None:
        switch, status = page.findChild(OneSwitch), page.player.status()
        match status.state:
            case State.WAITING:
                return SpokenWord.READY
            case State.PAUSED:
                return SpokenWord.GO_ON
            case State.PAIN_CONFIRM | State.SHARP_QUESTION:
                return SpokenWord.YES
            case State.PAIN_SCORE | State.PAIN_KIND | State.BREAK_SCORE:
                return SpokenWord.YES if self._hears(switch.bar.label.text(), TAKEN) else None
            case State.RUNNING if switch.asks(status) is not None:
                return SpokenWord.SAME
        working = status.step is not None and status.step.kind in (StepKind.HOLD, StepKind.REPETITION)
        return SpokenWord.HURTS if self.hurts and working and status.state is State.RUNNING else None

    def _press(self, page: QWidget) -> None:
        """Answer by keys what comes before the greeting."""
        now = self.clock.now_s()
        if now - self.last_s < PRESS_S:
            return
        self.last_s, text = now, said(page)
        if "Are any of these new" in text:
            press(page.window(), "None of these")
        for key in (K.Key_2, K.Key_Return) if "How much does it" in text else (K.Key_Return,):
            QTest.keyClick(page.window().focusWidget() or page.window(), key)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", nargs="?", default="first-steps")
    parser.add_argument("--exercises", type=int, default=99)
    parser.add_argument("--pain", action="store_true")
    parser.add_argument("--echo", action="store_true")
    parser.add_argument("--break", type=float, dest="break_s")
    parser.add_argument("--minutes", type=float, default=45.0, help="at most, of each: teaching, and the session")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
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
            for step in STEPS:
                if not ends_well([*sys.argv, "--step", step, "--home", str(home)], environment, given.minutes):
                    print(f"not carried: its part {step!r} did not end", flush=True)
                    return 1
            return tell_end(home, pain=given.pain)
        finally:
            server.stop()


def prepare(home: Path, given: argparse.Namespace) -> None:
    """Make the home of somebody who answers by words, with a plan of so many exercises of the one that was named."""
    paths = find_paths(home)
    paths.create()
    after_first_run(home)
    settings_file.save(paths.settings_file, Settings(taught_words=True))
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


def tell_end(home: Path, *, pain: bool) -> int:
    """Tell by the diary how it ended; return the status."""
    finishes, numbers = [row[0] for row in rows_in(home, ENDS)], rows_in(home, NUMBERS)
    carried = (
        finishes == ["pain_stop"]
        if pain
        else finishes == ["completed"] and [None not in row for row in numbers] == [True]
    )
    print(f"{'carried' if carried else 'not carried'}: {finishes}, numbers after it {numbers}", flush=True)
    return 0 if carried else 1


def carry(given: argparse.Namespace) -> int:
    """Play the session in the whole program; return the status."""
    person = Person(Mouth(given.home), given.pain)
    breaking, looks, breaks = Breaking(), QTimer(), QTimer()
    goes_on, opens = QApplication.exec, Ear.start

    def start(ear: Ear) -> None:
        ear.heard.connect(
            lambda word, near, alone: print(
                f"{'':26}heard {word} ({near:.2f}{'' if alone else ', in other sound'})", flush=True
            )
        )
        opens(ear)

    def exec_with_the_person(*_: object) -> int:
        for timer, does, every_ms in (
            (looks, person.look, LOOK_MS),
            (breaks, breaking.do, round((given.break_s or 0) * 1000)),
        ):
            timer.timeout.connect(does)
            if every_ms:
                timer.start(every_ms)
        return goes_on()

    Ear.start = start  # type: ignore[method-assign]
    QApplication.exec = exec_with_the_person  # type: ignore[method-assign]
    return hipcoach(["--home", str(given.home), "play", PLAN])


class Breaking:
    """Kills, stops or starves the listening process."""

    def __init__(self) -> None:
        self._chance = random.Random(0)

    def do(self) -> None:
        """Do one of them to whichever process listens now."""
        for pid in children(os.getpid()):
            words = Path(f"/proc/{pid}/cmdline").read_text() if Path(f"/proc/{pid}").exists() else ""
            if "listen_process" in words:
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
