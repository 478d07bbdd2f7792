"""Collects the events of one request, on the session's own time axis."""

from hipcoach.engine.events import CueStarted, Event, StepFinished


class EventLog:
    """The events since they were last taken, and the caption that the last cue left until its step ended."""

    def __init__(self, origin_s: float = 0.0) -> None:
        self.origin_s = origin_s  # absolute time of the session's start
        self.caption = ""
        self._events: list[Event] = []

    def at(self, absolute_s: float) -> float:
        """Return the time of an event: seconds since the session began."""
        return absolute_s - self.origin_s

    def add(self, *events: Event) -> None:
        """Append events in the order in which they happened."""
        self._events += events
        for event in events:
            if isinstance(event, CueStarted) and event.cue.text:
                self.caption = event.cue.text
            elif isinstance(event, StepFinished):
                self.caption = ""

    def take(self) -> tuple[Event, ...]:
        """Return the events since the last call, and forget them."""
        events, self._events = tuple(self._events), []
        return events
