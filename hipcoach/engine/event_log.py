"""Collects the events of one request, on the session's own time axis."""

from hipcoach.engine.cue import CueKind
from hipcoach.engine.events import CueStarted, Event, StateChanged, StepFinished


class EventLog:
    """The events since they were last taken, and the caption that the last cue left until its step ended."""

    def __init__(self, origin_s: float = 0.0) -> None:
        self.origin_s = origin_s  # absolute time of the session's start
        self.caption = ""
        self._taken_back = False  # the caption says that a report was: it ends with the pause after that
        self._events: list[Event] = []

    def at(self, absolute_s: float) -> float:
        """Return the time of an event: seconds since the session began."""
        return absolute_s - self.origin_s

    def add(self, *events: Event) -> None:
        """Append events in the order in which they happened."""
        self._events += events
        for event in events:
            if isinstance(event, CueStarted) and event.cue.text:
                self.caption, self._taken_back = event.cue.text, event.cue.kind is CueKind.WITHDRAWN
            elif isinstance(event, StepFinished) or (isinstance(event, StateChanged) and self._taken_back):
                self.caption, self._taken_back = "", False

    def take(self) -> tuple[Event, ...]:
        """Return the events since the last call, and forget them."""
        events, self._events = tuple(self._events), []
        return events
