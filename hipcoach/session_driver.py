"""Drives one session without Qt: makes its requests, keeps what follows, and ends it where it may not go on.

The window's `player` and the terminal's `TextPlayer` wrap it: the one has a timer and Qt signals, the other a loop and
lines of text. What a command asks the session for stands here once, for both.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import CalledOff
from hipcoach.session_keys import SESSION_KEYS, PlayerCommand
from hipcoach.voice.sound_watch import SoundNotice

Ask = Callable[[float], tuple[Event, ...]]
"""A request that is to be made: it takes the moment and returns what happened."""

REQUESTS: Mapping[PlayerCommand, tuple[Request, ...]] = {
    **{row.command: (Request(row.request),) for row in SESSION_KEYS if row.command and row.request},
    PlayerCommand.PAIN: (Request.REPORT_PAIN,),
    PlayerCommand.PAUSE: (Request.RESUME, Request.IN_POSITION, Request.PAUSE),
    PlayerCommand.READY: (Request.COUNT, Request.IN_POSITION),
    PlayerCommand.MORE_TIME: (Request.MORE_TIME,),
    PlayerCommand.LESS_TIME: (Request.MORE_TIME,),
    PlayerCommand.ASK: (Request.STOP,),
}
"""What each command may ask for; of several it makes the first that is possible. The others are no request at all."""


class EventRecord(Protocol):
    """Where events are committed before anybody sees them."""

    problem: str | None
    """One sentence for the user while that fails; the session goes on."""

    def commit(self, events: Sequence[Event]) -> None:
        """Write them; returns when they are on disk."""


class SessionDriver:
    """One session being done. Nothing is returned to be heard or shown before it is on the disk."""

    def __init__(
        self,
        engine: Engine,
        record: EventRecord,
        *,
        called_off: Callable[[Sequence[Event]], CalledOff | None] = lambda _: None,
        is_old: Callable[[State], bool] = lambda _: False,
    ) -> None:
        """`called_off`: why these events must be the last; `is_old`: a pause was too long, and signs are asked anew."""
        self._engine, self._record = engine, record
        self._called_off, self._is_old = called_off, is_old
        self._for_sound = False  # True where it was paused for that, and nobody has asked for anything since

    @property
    def is_old(self) -> bool:
        """True where it may not go on: what was answered before it is old. To be asked after every request."""
        return self._is_old(self._engine.state)

    @property
    def problem(self) -> str:
        """Why the record cannot be written, in one sentence; empty where it can."""
        return self._record.problem or ""

    def do(self, ask: Ask, now: float) -> tuple[Event, ...]:
        """Make a request, and keep what happens. Raises IllegalRequest where it is not possible."""
        return self.keep(ask(now))

    def keep(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Write what has happened, and return it, with the end where the session is called off."""
        self._record.commit(events)  # also of nothing: what waits for room on a full disk is tried again
        if not events:
            return ()
        why = self._called_off(events)
        if why is None or not self._engine.can(Request.CALL_OFF):
            return events
        last = self._engine.call_off(why, self._engine.now_s)
        self._record.commit(last)
        return (*events, *last)

    def ask(self, request: Request) -> Ask:
        """Return a request that needs nothing but the moment."""
        self._for_sound = False
        match request:
            case Request.PAUSE:
                return self._engine.pause
            case Request.IN_POSITION:
                return self._engine.in_position
            case Request.COUNT:
                return self._engine.count_one
            case Request.REPORT_PAIN:
                return self._engine.report_pain
            case Request.STOP:
                return self._engine.stop
            case _:
                return partial(self._engine.ask, request)

    def request_of(self, command: PlayerCommand) -> Request | None:
        """Return what a command asks for now; None where nothing that it may ask for is possible."""
        tried = REQUESTS.get(command, ())
        if command is PlayerCommand.PAUSE and not self._waits_for_user:  # elsewhere "ready" has a key of its own
            tried = tuple(each for each in tried if each is not Request.IN_POSITION)
        return next((each for each in tried if self._engine.can(each)), None)

    def ask_of(self, command: PlayerCommand) -> Ask | None:
        """Return the request that a command makes now; None where it is not possible."""
        request = self.request_of(command)
        if request is Request.MORE_TIME:
            step_s = self._engine.more_time_s
            return partial(self._engine.more_time, -step_s if command is PlayerCommand.LESS_TIME else step_s)
        return self.ask(request) if request is not None else None

    def stop_after(self, give: Ask | None, now: float) -> tuple[Event, ...]:
        """End the session, after an answer that waits to be taken: it may end the session itself.

        Nothing that would follow the answer is begun, and both are written together.
        """
        given = give(now) if give is not None else ()
        return (*given, *self._engine.stop(now)) if self._engine.can(Request.STOP) else given

    def ask_on_sound(self, noticed: SoundNotice | None) -> Ask | None:
        """Return what follows from a change of the sound: a pause, where it is lost.

        Where the user does not answer in a session, it goes on once there is sound: nobody else would end the pause.
        """
        if noticed is SoundNotice.LOST and self._engine.can(Request.PAUSE):
            self._for_sound = not self._engine.asks
            return self._engine.pause
        if noticed is SoundNotice.BACK and self.waits_for_sound:
            return self.ask(Request.RESUME)
        return None

    @property
    def waits_for_sound(self) -> bool:
        """True in a pause that ends by itself once there is sound: to be looked at each second, as nothing is due."""
        return self._for_sound and self._engine.can(Request.RESUME)

    def notice_of(self, noticed: SoundNotice) -> SoundNotice:
        """Return what is said of a change of the sound, once `ask_on_sound` has been told of it."""
        return SoundNotice.AWAITED if noticed is SoundNotice.LOST and self._for_sound else noticed

    @property
    def _waits_for_user(self) -> bool:
        """True in a wait that ends only when the user is ready."""
        return self._engine.state is State.WAITING and not self._engine.status(self._engine.now_s).goes_on
