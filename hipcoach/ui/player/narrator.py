"""What a screen reader is told during a session: each thing once, and never every second."""

from PySide6.QtWidgets import QWidget

from hipcoach.engine.events import CueStarted, Event
from hipcoach.engine.questions import QUESTIONS, State, question_in
from hipcoach.engine.types import Status
from hipcoach.player import Player
from hipcoach.ui.player.stage_note import TAKEN_BACK
from hipcoach.ui.player.stage_view import WAIT_WORDS, StageView
from hipcoach.ui.shared.seconds_left import with_times_in_words
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.widgets.announce import announce

SOON_S, SHORT_S = 10.0, 20.0  # how long before its end a question's clock is said; half of it where it is a short one


class Narrator:
    """Announces cues, what the stage says without a cue, questions, and that the time to answer runs out.

    Who says a cue, hipcoach or the screen reader, is the user's choice: `player.share`.
    """

    def __init__(self, page: QWidget, player: Player) -> None:
        self._page = page
        self._player = player
        self._state = State.READY
        self._note = self._told = ""
        self._asked: tuple[State, int] | None = None
        self._soon_s = 0.0  # at so much time left, it is said once; 0: it has been

    def take(self, event: Event) -> None:
        """Announce a cue, where the reader says it."""
        if isinstance(event, CueStarted) and event.spoken and not event.cue.tone and not self._asks():
            urgent = event.cue.priority.is_urgent
            if self._player.share(urgent=urgent).reader:
                announce(self._page, event.cue.text, urgent=urgent)

    def say_now(self, shown: QWidget) -> None:
        """Announce what is shown, for somebody who has heard nothing yet."""
        status = self._player.status()
        words = shown.spoken() if isinstance(shown, Panel) else f"{self._player.session.plan.title}. {status.caption}"
        announce(self._page, words.strip())

    def _asks(self) -> bool:
        """Return True where a question or a stop page comes, which is announced with all its words."""
        status = self._player.status()
        return status.state is State.ENDED or question_in(status.state, status.asks) is not None

    def show_stage(self, view: StageView, state: State) -> None:
        """Announce what has changed on the stage and has no cue."""
        said = [view.note] if view.note and view.note not in (self._note, TAKEN_BACK) else []  # a cue says that
        said += [view.told] if view.told and view.told != self._told else []
        self._note, self._told = view.note, view.told
        if state is not self._state:
            if state is State.PAUSED:
                said.append(view.caption)
            elif state is State.RESUMING or (self._state is State.WAITING and state is State.RUNNING):
                said.append(view.under_ring)
            elif state is State.WAITING and self._player.share().reader:
                said.append(WAIT_WORDS)
        self._state = state
        if said:
            announce(self._page, " ".join(said))

    def show_panel(self, panel: Panel, *, state: State, opened: bool) -> None:
        """Announce a question that is asked now, or what the user has `opened` over the session."""
        urgent = state in QUESTIONS and not opened
        if urgent or opened or self._player.share().reader:
            announce(self._page, panel.spoken(), urgent=urgent)

    def show_time(self, panel: Panel, status: Status) -> None:
        """Announce once that the time of a question runs out, and what no answer means."""
        asked = (status.state, status.step_index)
        if asked != self._asked:
            self._asked = asked
            self._soon_s = SOON_S if status.remaining_s > SHORT_S else SOON_S / 2
        if panel.waiting.isVisibleTo(panel) and 0 < status.remaining_s <= self._soon_s:
            self._soon_s = 0.0
            announce(self._page, with_times_in_words(panel.waiting.text()))
