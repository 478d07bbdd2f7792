"""One session while it runs: builds engine, player and page, keeps the display awake, hears of the machine's sleep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipcoach.clock import Clock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Finished
from hipcoach.engine.running import GAP_S
from hipcoach.engine.script import Script
from hipcoach.engine.types import State, Timing
from hipcoach.player import Player
from hipcoach.recorder import Recorder, Unfinished
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.ui.desktop.awake import Awake
from hipcoach.ui.desktop.sleep_watch import SleepWatch
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.voice.protocol import Voice

if TYPE_CHECKING:
    from hipcoach.coach.stop_text import StopText

AWAKE_IN = frozenset(State) - {State.READY, State.PAUSED, State.ENDED}


@dataclass(frozen=True, slots=True)
class Equipment:
    """What every session is run with; asked for anew each time, as settings may have changed."""

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


class RunningSession(QObject):
    """From the first word to the last; then `ended`, with the page's words where pain ended it."""

    ended = Signal(object, object)  # Finished, StopText | None

    def __init__(self, equipment: Equipment, session: Session, recorder: Recorder, parent: QObject) -> None:
        super().__init__(parent)
        self._equipment = equipment
        self._session = session
        self._recorder = recorder
        self._player: Player | None = None
        self._page: PlayerPage | None = None
        self._was_full_screen = equipment.window.isFullScreen()

    @property
    def session_id(self) -> str:
        """Its id in the diary."""
        return self._recorder.session_id

    @property
    def session(self) -> Session:
        """What was planned."""
        return self._session

    def start(self, *, muted: bool = False) -> None:
        """Begin."""
        equipment = self._equipment
        engine = Engine(
            self._session,
            rule=equipment.rule(),
            timing=equipment.timing(),
            script=equipment.script(),
            gap_s=self._gap_s(),
        )
        player = self._show(engine)
        player.set_muted(muted)
        player.start()

    def go_on(self, cut_off: Unfinished) -> None:
        """Carry on where it was cut off, paused."""
        equipment = self._equipment
        engine = Engine.restored(
            self._session,
            last=cut_off.last,
            worse=cut_off.worse,
            worse_count=cut_off.worse_count,
            now=equipment.clock.now_s(),
            rule=equipment.rule(),
            timing=equipment.timing(),
            script=equipment.script(),
            gap_s=self._gap_s(),
        )
        self._show(engine)

    def close(self) -> None:
        """The program ends in mid-session: the record says how far it came."""
        if self._player is not None:
            self._player.close()
            self._let_go()

    # -- inside

    def _gap_s(self) -> float:
        """How late the clock may be before the machine must have slept: real seconds, whatever the speed."""
        return GAP_S * max(1.0, self._equipment.clock.speed)

    def _show(self, engine: Engine) -> Player:
        equipment = self._equipment
        player = Player(engine, clock=equipment.clock, voice=equipment.voice(), journal=self._recorder, parent=self)
        page = PlayerPage(equipment.theme, equipment.figures, player, equipment.rule())
        page.ended.connect(self._on_page_ended)
        page.full_screen_requested.connect(self._on_page_full_screen_requested)
        player.state_changed.connect(self._on_player_state_changed)
        self._player, self._page = player, page
        equipment.sleep_watch.going_to_sleep.connect(player.pause)
        window = equipment.window
        window.guard_close(True)
        window.close_requested.connect(page.ask_to_end)
        if equipment.full_screen():
            window.showFullScreen()
        window.take_over(page)
        return player

    def _on_player_state_changed(self, state: State) -> None:
        if state in AWAKE_IN:
            self._equipment.awake.hold()
        else:
            self._equipment.awake.release()

    def _on_page_full_screen_requested(self) -> None:
        window = self._equipment.window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _on_page_ended(self, finished: Finished) -> None:
        text: StopText | None = self._page.report_log.stop_text() if self._page is not None else None
        self._let_go()
        self.ended.emit(finished, text)

    def _let_go(self) -> None:
        equipment = self._equipment
        equipment.awake.release()
        if self._player is not None and self._page is not None:
            equipment.sleep_watch.going_to_sleep.disconnect(self._player.pause)
            equipment.window.close_requested.disconnect(self._page.ask_to_end)
            self._player = self._page = None
        equipment.window.guard_close(False)
        if equipment.window.isFullScreen() and not self._was_full_screen:
            equipment.window.showNormal()
