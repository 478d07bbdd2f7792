"""More time, or less: for a step, for a wait, or for a question outside the steps."""

from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import TimeAdded
from hipcoach.engine.running.step_runner import StepRunner


def add_time(steps: StepRunner, log: EventLog, seconds: float, now: float) -> None:
    """Make the current step longer (negative: shorter), never shorter than what is said in it.

    A question outside the steps gets longer only.
    """
    head = steps.head
    if steps.interlude is not None:
        added_s = max(0.0, seconds)
        steps.interlude.length_s += added_s
    elif steps.waits:
        added_s = head.wait_longer(seconds, now)
    else:
        before_s = head.length_s
        head.end_after(before_s + seconds, now)
        added_s = head.length_s - before_s
    log.add(TimeAdded(log.at(now), added_s))
