"""Counting as many as is comfortable in a time: a key or a word for each, and the voice says the number."""

from hipcoach.engine.cue import CueKind
from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import CueStarted, OneCounted, Silenced
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.words.script import Script


def count_one(head: Playhead, log: EventLog, script: Script, now: float) -> None:
    """Count one more, and say the number in the place of what sounds; the same press, held or doubled, counts once."""
    count, step, at_s = head.count_one(now), head.step, log.at(now)
    if count is None or step.exercise is None or step.set is None:
        return
    done = head.finished_set((step.order, step.set, step.side), at_s)  # but for the step that runs
    over_s = round(done.hold_s_done + min(now - head.started_s, head.length_s), 3)
    one = OneCounted(at_s, step.exercise, step.order, step.set, step.side, count, done.hold_s_target, over_s)
    cue = script.cue(CueKind.COUNT, script.text("count", n=count))
    log.add(one, Silenced(at_s), CueStarted(at_s, cue))
