"""Carries a session by words alone, through a sound server: an artificial voice teaches them, then says them.

`python benchmarks/session_by_words.py [PLAN] [--exercises N] [--pain] [--echo] [--break SECONDS]`: the words are played
into the microphone, and no key is pressed. `--pain` says "it hurts" in the first exercise, and a number that ends the
session. With `--echo` the microphone hears the program's own voice, too. With `--break` the listening process is
killed, stopped or ended that often. It needs PulseAudio, takes as long as the session, and its status is 1 where the
session did not come to its end. It does not show that people are heard: no real voice was measured.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import NullSink, children, until
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.scan_choices import scan_texts
from hipcoach.coach.spoken_words import USUAL_NAMES, WORDS, SpokenWord
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.engine import Engine
from hipcoach.engine.table import State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.paths import Paths, find_paths
from hipcoach.player import Player
from hipcoach.settings import Settings
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.setup.teaching import Teaching
from hipcoach.ui.shared.ear import Ear
from hipcoach.voice.engines import Manner, start_engine
from hipcoach.voice.lengths import cue_length
from hipcoach.voice.speaking import VoiceOptions, open_voice
from tests.ui.pages_world import theme
from tests.ui.player.player_world import FIGURES, RULE, SCRIPT, Diary, session_of

RATES = (125, 140, 155)  # words a minute, as they are taught; said at the middle one
AFTER_VOICE_S, AGAIN_S = 0.9, 5.0  # somebody waits for the voice to end, and says it again where nothing happens
TAKEN = ("Seven.", "An ache.")  # what "yes" takes, of what is read
LOOK_MS = 50


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
    """Somebody on the floor: looks at nothing, listens to what is asked, and says words."""

    switch: OneSwitch
    player: Player
    mouth: Mouth
    clock: SystemClock
    tell: Callable[[str], object]
    hurts: bool
    last_s: float = float("-inf")
    last: object = None

    def look(self) -> None:
        """Say what has to be said now; once more where nothing came of it."""
        word = self._wanted()
        now, place = self.clock.now_s(), (word, self.player.state, self.switch.bar.label.text())
        if word is None or (place == self.last and now - self.last_s < AGAIN_S):
            return
        if word is not SpokenWord.HURTS and now < self.switch.said_until_s + AFTER_VOICE_S - 0.5:
            return
        self.last, self.last_s = place, now
        self.tell(f"said  {word}")
        self.mouth.say(word)

    def _wanted(self) -> SpokenWord | None:
        status, read = self.player.status(), self.switch.bar.label.text()
        if status.state is State.WAITING:
            return SpokenWord.READY
        if status.state is State.PAUSED:
            return SpokenWord.GO_ON
        if status.state in (State.PAIN_CONFIRM, State.SHARP_QUESTION):
            return SpokenWord.YES
        if status.state in (State.PAIN_SCORE, State.PAIN_KIND, State.BREAK_SCORE):
            return SpokenWord.YES if read.startswith(TAKEN) else None
        if self.switch.asks(status) is not None:
            return SpokenWord.SAME
        working = status.step is not None and status.step.kind in (StepKind.HOLD, StepKind.REPETITION)
        return SpokenWord.HURTS if self.hurts and working and status.state is State.RUNNING else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plan", nargs="?", default="first-steps")
    parser.add_argument("--exercises", type=int, default=99)
    parser.add_argument("--pain", action="store_true")
    parser.add_argument("--echo", action="store_true")
    parser.add_argument("--break", type=float, dest="break_s")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        echo = ["module-loopback source=out.monitor sink=ear latency_msec=20"] if given.echo else []
        server = NullSink(folder, sinks=("out", "ear"), modules=echo)
        server.start()
        os.environ.update(server.environment, PULSE_SINK="out", PULSE_SOURCE="ear.monitor")
        try:
            return carry(folder, given)
        finally:
            server.stop()


def carry(folder: Path, given: argparse.Namespace) -> int:
    """Teach, and carry the session; return the status."""
    app, clock, mouth = QApplication.instance() or QApplication([]), SystemClock(), Mouth(folder)
    assert isinstance(app, QApplication)
    paths = find_paths(folder / "home")
    paths.create()
    teach(app, paths, mouth)
    settings = Settings()
    voice = open_voice(VoiceOptions.of(settings), folder / "speech", paths.assets / "tones", clock=clock)
    session = session_of(given.plan)
    session = replace(session, assignments=session.assignments[: given.exercises])
    script = replace(SCRIPT, ways=("words",), said=USUAL_NAMES, length_s=cue_length(voice, settings))
    options = SwitchOptions.of(settings, taught=USUAL_NAMES)
    assert options is not None
    texts = [*texts_of(session, script, Timing(), RULE), *scan_texts(script, options.pace_s)]
    voice.prepare(texts)
    until(lambda: voice.progress()[0] == voice.progress()[1] > 0, 600)
    diary = Diary([])
    engine = Engine(session, rule=RULE, timing=Timing(), script=script)
    player = Player(engine, clock=clock, voice=voice, record=diary)
    page = PlayerPage(theme(app), FIGURES, player, RULE)
    switch = OneSwitch(page, theme(app), clock, script, options, DEFAULT_KEYS)
    command = listen_command(paths.listen_models, paths.taught_words)

    def listener() -> Listener:
        made = Listener(command, clock)
        voice.tell_sounds(made.take_out)
        return made

    ear = Ear(listener, clock)
    SpokenAnswers(page, switch, theme(app), clock, ear, USUAL_NAMES)
    began_s = clock.now_s()

    def tell(what: str) -> None:
        print(f"{clock.now_s() - began_s:8.2f}  {player.state:<14} {what}", flush=True)

    ear.heard.connect(lambda word, near, alone: tell(f"heard {word} ({near:.2f}{'' if alone else ', in other sound'})"))
    person = Person(switch, player, mouth, clock, tell, given.pain)
    page.show()
    ear.start()
    looks = timer(person.look, LOOK_MS)
    breaks = timer(Breaking().do, round(given.break_s * 1000)) if given.break_s else None
    player.start()
    while player.state is not State.ENDED and clock.now_s() - began_s < 3600:
        wait_a_moment(app)
    looks.stop()
    if breaks is not None:
        breaks.stop()
    ear.stop()
    voice.close()
    answers = [repr(each) for each in diary.events if type(each).__name__ in ("PainScored", "Answered", "Finished")]
    print("\n".join(answers), f"ended: {player.state}", sep="\n")
    return 0 if player.state is State.ENDED else 1


def wait_a_moment(app: QApplication) -> None:
    """Let happen what is due."""
    app.processEvents()
    wait_s(0.01)


def timer(does: Callable[[], object], ms: int) -> QTimer:
    """Return a timer that runs."""
    made = QTimer()
    made.timeout.connect(does)
    made.start(ms)
    return made


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


def teach(app: QApplication, paths: Paths, mouth: Mouth) -> None:
    """Teach all words, each at three rates."""
    clock, command = SystemClock(), listen_command(paths.listen_models, paths.taught_words, teaching=True)
    teaching, levels = Teaching(paths, lambda: Listener(command, clock)), list[float]()
    teaching.level_changed.connect(levels.append)
    for word in WORDS:
        teaching.begin(word)
        said, said_s = -1, 0.0
        while teaching.recording is word:
            wait_a_moment(app)
            now = clock.now_s()
            if (
                levels
                and teaching.recording is word
                and (teaching.times != said or now - said_s > 2 * AGAIN_S)
                and now - said_s > 1.0
            ):
                said, said_s = teaching.times, now
                mouth.say(word, RATES[said])
    for _ in range(100):
        wait_a_moment(app)  # for what it says of words that are alike
    print(f"taught: {len(teaching.words)} words; {teaching.line}", flush=True)
    teaching.end()


if __name__ == "__main__":
    raise SystemExit(main())
