"""What the user opens over a session: the keys, the signs, the reasons, or the question whether to end it."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import Status
from hipcoach.player import Player
from hipcoach.ui.player.panels import Panels
from hipcoach.ui.player.still_clock import StillClock
from hipcoach.ui.shared.stage_panel import Panel


class Cover(QObject):
    """Has at most one panel open. Meanwhile the session pauses, where that is possible; afterwards it goes on."""

    changed = Signal()  # opened or closed

    def __init__(self, player: Player, panels: Panels, still: StillClock) -> None:
        super().__init__()
        self.panel: Panel | None = None
        self._player, self._panels, self._still = player, panels, still
        self._paused_for_it = False
        self._open_in: Mapping[Panel, Collection[State]] = {  # in any other state it closes by itself
            panels.ask: frozenset(State),
            panels.help: {State.PAUSED},
            panels.signs: {State.PAUSED},
            panels.why: {State.PAUSED, State.PAIN_BREAK},
        }
        panels.ask.go_on.connect(partial(self.close, partial(player.ask, Request.RESUME)))
        panels.ask.end.connect(partial(self.close, self._end))
        panels.ask.keys_wanted.connect(lambda: self.open(panels.help))
        for panel in (panels.why, panels.help, panels.signs):
            panel.back.connect(self._on_panel_back)

    def open(self, panel: Panel, fill: Callable[[], None] = lambda: None) -> None:
        """Pause where that is possible, and open a panel."""
        self._paused_for_it = self._player.pause() or (self.panel is not None and self._paused_for_it)
        self._still.cover()
        fill()
        self.panel = panel
        self.changed.emit()

    def close(self, then: Callable[[], object]) -> None:
        """Close what is open, and do what the user chose."""
        self.panel = None
        self._still.uncover()
        then()
        self.changed.emit()

    def look(self, status: Status) -> Panel | None:
        """Return the panel that is open, as the session stands now. Close it where it has no place any more."""
        if self.panel is not None and status.state not in self._open_in[self.panel]:
            self.panel = None
            self._still.drop()
        if self.panel is self._panels.ask:
            self._panels.show_clock(self.panel, status)
        if self.panel is self._panels.why:
            self._panels.why.show_status(status)
        return self.panel

    def _end(self) -> None:
        """End the session with what is marked in the question that is open: that was chosen, and is the last word."""
        self._player.stop(self._panels.marked(self._player.status()))

    def _on_panel_back(self) -> None:
        self.close(partial(self._player.ask, Request.RESUME) if self._paused_for_it else lambda: None)
