"""Counting as many as is comfortable in a time: a key or a word for each, and the voice says the number."""

from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import CueStarted, OneCounted, Silenced
from hipcoach.engine.playhead import Playhead
from hipcoach.engine.script import Script


def count_one(head: Playhead, log: EventLog, script: Script, now: float) -> None:
    """Count one more, and say the number in the place of what sounds; the same press, held or doubled, counts once."""
    count, step, at_s = head.count_one(now), head.step, log.at(now)
    if count is None or step.exercise is None or step.set is None:
        return
    cue = script.cue("count", script.text("count", n=count))
    log.add(OneCounted(at_s, step.exercise, step.order, step.set, step.side, count), Silenced(at_s))
    log.add(CueStarted(at_s, cue))
