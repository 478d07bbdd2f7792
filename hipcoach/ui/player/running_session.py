"""Plays a session in the window: engine, player and page; keeps the display awake, pauses as the machine sleeps."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from hipcoach.clock import Clock
from hipcoach.coach.keys import KeyTable
from hipcoach.coach.mid_session import MidSession
from hipcoach.coach.pause_watch import PauseWatch
from hipcoach.coach.scan_choices import scan_texts
from hipcoach.coach.session_engine import session_engine
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.engine.events import Finished
from hipcoach.engine.questions import State
from hipcoach.engine.texts import called_off_texts, texts_of
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.player import Player
from hipcoach.recorder import Recorder, UnfinishedSession
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.settings import WhoSpeaks
from hipcoach.ui.desktop.awake import Awake
from hipcoach.ui.desktop.sleep_watch import SleepWatch
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.shared.ear import TaughtAnswers
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.second_press import shield
from hipcoach.voice.protocol import FIRST_WORDS, Voice

AWAKE_IN = frozenset(State) - {State.READY, State.PAUSED, State.ENDED}


@dataclass(frozen=True, slots=True)
class PlayerParts:
    """What every session is played with; asked for anew each time, as settings may have changed."""

    clock: Clock
    theme: Theme
    figures: FigureShelf
    window: MainWindow
    rule: Callable[[], PainRule]
    timing: Callable[[], Timing]
    script: Callable[[], Script]
    voice: Callable[[], Voice]
    awake: Awake
    sleep_watch: SleepWatch
    full_screen: Callable[[], bool]
    who_speaks: Callable[[], WhoSpeaks | None]  # None where no screen reader runs
    keys: Callable[[], KeyTable]
    switch: Callable[[], SwitchOptions | None] = lambda: None  # None where nobody answers with one
    words: Callable[[], TaughtAnswers | None] = lambda: None  # None where no words are listened for
    mid_session: Callable[[Session], MidSession | None] = lambda _: None  # None where no folder is shared


class PlayerRunner(QObject):
    """Plays sessions in the window, one at a time.

    The window stays as large as for the session until the pages are shown again: somebody who has to stop still lies
    where the words of that have to be read from.
    """

    def __init__(self, parts: PlayerParts) -> None:
        super().__init__()
        self._parts = parts
        self._running: RunningSession | None = None
        self._state_before: Qt.WindowState | None = None  # of the window, before the session
        parts.window.given_back.connect(self._restore_window)
        parts.window.given_back.connect(self._stop_listening)

    def prepare(self, session: Session) -> Callable[[], tuple[int, int]]:
        """Have the words of a session put into speech; return how to ask for (ready, needed) of its first phrases.

        What comes after them is rendered while they are said.
        """
        parts = self._parts
        voice = parts.voice()
        script, switch = parts.script(), parts.switch()
        texts = texts_of(session, script, parts.timing(), parts.rule())
        if switch is not None:
            texts += scan_texts(script, switch.pace_s)
        if parts.mid_session(session) is not None:
            texts += called_off_texts(session, script)
        voice.prepare(texts)
        return lambda: voice.progress(texts[:FIRST_WORDS])

    def run(
        self,
        started: StartedSession,
        ended: Callable[[StopText | None], None],
        signs_marked: Callable[[tuple[str, ...]], None],
        left_off: Callable[[], object],
        *,
        muted: bool = False,
    ) -> None:
        """Play a session to its end, then call `ended` with what pain ended it with; None where it did not.

        Where it was ended by signs that the user marked, `signs_marked` is called with them instead; after too long a
        pause `left_off`, with the session on record as one that was cut off.
        """
        if self._state_before is None:
            self._state_before = self._parts.window.windowState()
        running = RunningSession(self._parts, started.session, started.recorder, self)
        running.ended.connect(running.deleteLater)
        running.signs_marked.connect(running.deleteLater)
        running.ended.connect(ended)
        running.signs_marked.connect(signs_marked)
        running.left_off.connect(running.deleteLater)
        running.left_off.connect(self._stop_listening)
        running.left_off.connect(left_off)
        self._running = running
        if started.cut_off is None:
            running.start(muted=muted)
        else:
            running.go_on(started.cut_off)

    @property
    def said_until_s(self) -> float:
        """Until when the last words of the session are spoken, where a switch or taught words wait for them."""
        return self._running.said_until_s if self._running is not None else float("-inf")

    def close(self) -> None:
        """Leave what runs as it is: the program ends, and the record says how far it came."""
        if self._running is not None:
            self._running.close()
            self._running = None
        self._restore_window()
        self._stop_listening()

    def _stop_listening(self) -> None:
        """Close the microphone, where it is open: nothing of a session is asked any more."""
        words = self._parts.words()
        if words is not None:
            words.ear.stop()

    def _restore_window(self) -> None:
        if self._state_before is not None:
            self._parts.window.setWindowState(self._state_before)
            self._state_before = None


class RunningSession(QObject):
    """From the first word to the last; then `ended`, with the words of a stop for pain, or one of the others."""

    ended = Signal(object)  # StopText | None
    signs_marked = Signal(object)  # tuple of ids: what ended it instead
    left_off = Signal()  # it was paused for too long to go on with what was answered before it

    def __init__(self, parts: PlayerParts, session: Session, recorder: Recorder, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._session = session
        self._recorder = recorder
        self._player: Player | None = None
        self._page: PlayerPage | None = None
        self._switch: OneSwitch | None = None
        self._mid_session = parts.mid_session(session)

    def start(self, *, muted: bool) -> None:
        """Begin."""
        player = self._show(None)
        player.set_muted(muted)
        player.start()

    def go_on(self, cut_off: UnfinishedSession) -> None:
        """Carry on where it was cut off, paused."""
        self._show(cut_off)

    @property
    def said_until_s(self) -> float:
        """Until when its last words are spoken, where the switch or taught words have to wait for them."""
        return self._switch.said_until_s if self._switch is not None else float("-inf")

    def close(self) -> None:
        """Stop playing in mid-session: the program ends. An answer that waits to be taken is on record before that."""
        if self._page is not None:
            self._page.take_marked()
        if self._player is not None:
            self._player.close()
            self._let_go()

    # -- inside

    def _show(self, cut_off: UnfinishedSession | None) -> Player:
        parts = self._parts
        engine = session_engine(
            self._session, cut_off, parts.clock, rule=parts.rule(), timing=parts.timing(), script=parts.script()
        )
        player = Player(
            engine,
            clock=parts.clock,
            voice=parts.voice(),
            record=self._recorder,
            who_speaks=parts.who_speaks,
            called_off=self._mid_session.look if self._mid_session is not None else lambda _: None,
            is_old=PauseWatch(parts.clock, parts.rule()).look,
            parent=self,
        )
        page = PlayerPage(parts.theme, parts.figures, player, parts.rule(), parts.keys())
        page.ended.connect(self._on_page_ended)
        app = QApplication.instance()
        if isinstance(app, QApplication):  # the desktop ends, and the program with it
            app.commitDataRequest.connect(page.take_marked)
        page.full_screen_requested.connect(self._on_page_full_screen_requested)
        player.state_changed.connect(self._on_player_state_changed)
        player.aged.connect(self._on_player_aged)
        switch = parts.switch()
        if switch is not None:
            one = self._switch = OneSwitch(page, parts.theme, parts.clock, parts.script(), switch, parts.keys())
            words = parts.words()
            if words is not None:
                SpokenAnswers(page, one, parts.theme, parts.clock, words.ear, words.said)
                words.ear.start()
        self._player, self._page = player, page
        parts.sleep_watch.going_to_sleep.connect(player.pause)
        window = parts.window
        window.guard_close(True)
        window.close_requested.connect(page.ask_to_end)
        if parts.full_screen():
            window.showFullScreen()
        elif not window.isFullScreen():
            window.showMaximized()  # it is looked at from the floor
        window.take_over(page)
        return player

    def _on_player_state_changed(self, state: State) -> None:
        if state in AWAKE_IN:
            self._parts.awake.hold()
        else:
            self._parts.awake.release()

    def _on_player_aged(self) -> None:
        if self._page is not None and self._page.take_signs():
            return
        self.close()
        self.left_off.emit()

    def _on_page_full_screen_requested(self) -> None:
        window = self._parts.window
        if window.isFullScreen():
            window.showMaximized()
        else:
            window.showFullScreen()

    def _on_page_ended(self, finished: Finished) -> None:
        shield(self._parts.window)  # the page that follows may come by itself, over a question that has run out
        text = self._page.report_log.stop_text() if self._page is not None else None
        if self._mid_session is not None:
            text = self._mid_session.stop_text(text)
        signs = self._page.signs if self._page is not None else ()
        self._let_go()
        if signs:
            self.signs_marked.emit(signs)
        else:
            self.ended.emit(text)

    def _let_go(self) -> None:
        parts = self._parts
        parts.awake.release()
        if self._player is not None and self._page is not None:
            parts.sleep_watch.going_to_sleep.disconnect(self._player.pause)
            parts.window.close_requested.disconnect(self._page.ask_to_end)
            self._player = self._page = None
        parts.window.guard_close(False)
