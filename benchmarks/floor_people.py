"""Somebody who gets a session going, lies down and answers from there, for `floor_session.py`.

By words, with one switch, or not at all. They look at nothing: each goes by what was asked, and by what is read out.
"""

import subprocess
from abc import ABC, abstractmethod
from ctypes import CDLL, c_ulong, c_void_p
from dataclasses import dataclass, field
from pathlib import Path

from null_sink import children
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.clock import SystemClock
from hipcoach.coach.spoken_words import WORDS, SpokenWord
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.ending_switch import SwitchedPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.scan_reader import ScanBar
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.voice.engines import Manner, start_engine
from tests.ui.user import press, said

RATES = (125, 140, 155)  # words a minute, as they are taught; said at the middle one
AFTER_VOICE_S, AGAIN_S = 0.4, 5.0  # somebody waits for the voice to end, and does it again where nothing happens
NUMBERS, KINDS = ("Seven.",), ("An ache.",)  # what is taken in a session, of what is read
AFTER, KEEP = ("Two.",), "keep it."  # and after it; what is read once an answer was taken
LISTENS_S, WORD_S = 0.4, 0.35  # to what is read: at least, and for each of its words
PRESS_S, TELL_S = 1.0, 60.0
DESK_S = 20.0  # after the last question was asked, until somebody is back at the desk
WORKS = (StepKind.HOLD, StepKind.REPETITION)
SCANNED = {
    State.PAIN_SCORE: NUMBERS,
    State.BREAK_SCORE: NUMBERS,
    State.PAIN_KIND: KINDS,
    State.PAIN_CONFIRM: ("Yes",),
    State.SHARP_QUESTION: ("Yes",),
}
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


class Hand:
    """Presses keys through the screen's server, as a keyboard does: no program is started that may come late."""

    def __init__(self) -> None:
        self._x, self._keyboard = CDLL("libX11.so.6"), CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._screen = c_void_p(self._x.XOpenDisplay(None))

    def press(self, page: QWidget, key: str) -> None:
        """Press a key, named by what it writes."""
        self._x.XSetInputFocus(self._screen, c_ulong(int(page.window().winId())), 0, c_ulong(0))
        code = self._x.XKeysymToKeycode(self._screen, c_ulong(ord(key)))
        for down in (1, 0):
            self._keyboard.XTestFakeKeyEvent(self._screen, code, down, c_ulong(0))
        self._x.XFlush(self._screen)


@dataclass
class Person(ABC):
    """What all of them do: keys lead to the greeting, then each turn is taken until the session is over."""

    hurts: bool
    clock: SystemClock = field(default_factory=SystemClock)
    lies: bool = False  # the session has begun
    turns: int = 0
    last_s: float = float("-inf")  # when something was said or pressed
    told_s: float = float("-inf")
    last: object = None
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
        if page is None:
            return
        shown = page.page if isinstance(page, SwitchedPage) else page
        self.lies = self.lies or isinstance(shown, PlayerPage)
        if not self.lies:
            self.press_keys(page)
        elif isinstance(shown, SummaryPage | StopPage):
            self.tell(page, f"the session is over; {self.turns} times something was said or pressed in it")
            QApplication.exit(0)
        else:
            self._take_turn(page, self.wants(shown, page.findChild(ScanBar)))

    @abstractmethod
    def wants(self, shown: QWidget, bar: ScanBar | None) -> str | None:
        """Return what is to be said or pressed now; `bar` has what is read out."""

    @abstractmethod
    def does(self, page: QWidget, what: str) -> None:
        """Say or press it."""

    def tell(self, page: QWidget | None, what: str) -> None:
        """Print a line of what happens."""
        state = page.player.state if isinstance(page, PlayerPage) else type(page).__name__
        print(f"{self.clock.now_s() - self.began_s:8.2f}  {state:<14} {what}", flush=True)

    def press_keys(self, page: QWidget) -> None:
        """Answer at the desk, by keys."""
        now = self.clock.now_s()
        if now - self.last_s < PRESS_S or isinstance(page, PreparePage):  # a key there would begin without the voice
            return
        self.last_s, text, window = now, said(page), page.window()  # the page may be gone after the first of them
        if "Are any of these new" in text:
            press(window, "None of these")
        for key in (K.Key_2, K.Key_Return) if "How much does it" in text else (K.Key_Return,):
            QTest.keyClick(window.focusWidget() or window, key)

    def hears(self, bar: ScanBar | None, wanted: tuple[str, ...]) -> bool:
        """Return True where an answer that is wanted, or was taken, has just been read to its end."""
        read = bar.label.text() if bar is not None else ""
        if read != self.read:
            self.read, self.read_s = read, self.clock.now_s()
        over_s = self.read_s + LISTENS_S + WORD_S * len(read.split())
        return (read.startswith(wanted) or read.endswith(KEEP)) and self.clock.now_s() >= over_s

    def voice_is_over(self, page: PlayerPage) -> bool:
        """Return True shortly after the voice has ended."""
        return self.clock.now_s() >= page.findChild(OneSwitch).said_until_s + AFTER_VOICE_S

    def _take_turn(self, page: QWidget, what: str | None) -> None:
        now, place = self.clock.now_s(), (what, said(page), self.read)
        if what is None or now - self.last_s < (AGAIN_S if place == self.last else PRESS_S):
            return
        self.last, self.last_s = place, now
        self.turns += 1
        self.tell(page, f"{str(what)!r}  ({self.read})" if self.read else repr(str(what)))
        self.does(page, what)


def works(page: PlayerPage) -> bool:
    """Return True while an exercise is being done."""
    status = page.player.status()
    return status.state is State.RUNNING and status.step is not None and status.step.kind in WORKS


def is_asked(page: PlayerPage) -> bool:
    """Return True while the question after an exercise is open."""
    return page.findChild(OneSwitch).asks(page.player.status()) is not None


@dataclass
class ByWords(Person):
    """Says words that were taught."""

    mouth: Mouth | None = None

    def wants(self, shown: QWidget, bar: ScanBar | None) -> str | None:
        """Return the word to say now."""
        match shown:
            case PlayerPage():
                word = self._in_session(shown, bar)
                return word if word is SpokenWord.HURTS or self.voice_is_over(shown) else None
            case SettlePage():
                return SpokenWord.READY
            case ConfirmPage():
                return SpokenWord.YES
            case PainPage():
                return SpokenWord.YES if self.hears(bar, AFTER) else None
        return None

    def does(self, page: QWidget, what: str) -> None:
        """Say it into the microphone."""
        assert self.mouth is not None
        self.mouth.say(SpokenWord(what))

    def _in_session(self, page: PlayerPage, bar: ScanBar | None) -> SpokenWord | None:
        match page.player.state:
            case State.WAITING:
                return SpokenWord.READY
            case State.PAUSED:
                return SpokenWord.GO_ON
            case State.PAIN_CONFIRM | State.SHARP_QUESTION:
                return SpokenWord.YES
            case State.PAIN_SCORE | State.PAIN_KIND | State.BREAK_SCORE as state:
                return SpokenWord.YES if self.hears(bar, SCANNED[state]) else None
            case State.RUNNING if is_asked(page):
                return SpokenWord.SAME
        return SpokenWord.HURTS if self.hurts and works(page) else None


@dataclass
class BySwitch(Person):
    """Presses one key: through the screen's server, as a hand does, and no other key."""

    hand: Hand = field(default_factory=Hand)
    paused: bool = False

    def wants(self, shown: QWidget, bar: ScanBar | None) -> str | None:
        """Return the key, where it is to be pressed now. In a session that does not hurt there is one pause."""
        match shown:
            case PlayerPage():
                return " " if self._in_session(shown, bar) else None
            case SettlePage():
                return " "
            case ConfirmPage():
                return " " if self.hears(bar, ("Yes",)) else None
            case PainPage():
                return " " if self.hears(bar, AFTER) else None
        return None

    def does(self, page: QWidget, what: str) -> None:
        """Press the key."""
        self.hand.press(page, what)

    def _in_session(self, page: PlayerPage, bar: ScanBar | None) -> bool:
        match page.player.state:
            case State.WAITING:
                return self.voice_is_over(page)
            case State.PAUSED:
                self.paused = True
                return self.hears(bar, ("It hurts",) if self.hurts else ("Go on",))
            case state if state in SCANNED:
                return self.hears(bar, SCANNED[state])
            case State.RUNNING if is_asked(page):
                return self.hears(bar, ("The same",))
        return works(page) and not self.paused


@dataclass
class WithNothing(Person):
    """Answers nothing until the session is over; where it hurts, one key says so, and no question is answered."""

    hand: Hand = field(default_factory=Hand)
    reported: bool = False
    asked_s: float | None = None

    def wants(self, shown: QWidget, bar: ScanBar | None) -> str | None:
        """Return the key for pain, once."""
        if isinstance(shown, PlayerPage) and self.hurts and works(shown) and not self.reported:
            self.reported = True
            return "p"
        if isinstance(shown, PainPage | ConfirmPage):  # back at the desk after a while
            if self.asked_s is None:
                self.asked_s = self.clock.now_s()
                self.tell(shown, f"nobody is there; {self.turns} times something was said or pressed until now")
            if self.clock.now_s() - self.asked_s > DESK_S:
                self.press_keys(shown)
        return None

    def does(self, page: QWidget, what: str) -> None:
        """Press the key."""
        self.hand.press(page, what)


def listening_processes(pid: int) -> list[int]:
    """Return the processes that listen for a program."""
    found = []
    for child in children(pid):
        command = Path(f"/proc/{child}/cmdline")
        if command.exists() and "listen_process" in command.read_text():
            found.append(child)
    return found
