"""The wait for the user in the step that runs."""

from dataclasses import dataclass, replace

from hipcoach.engine.cue import Cue
from hipcoach.engine.types import Wait

REMIND_EVERY_S = 30.0  # after the first time


@dataclass(frozen=True, slots=True)
class RunningWait:
    """A step's `Wait` while it runs. It ends when the user is ready, or goes on by itself; a change makes another."""

    goes_on_s: float | None  # when it goes on by itself, from the start of the step and with time added; None: never
    meanwhile: tuple[Cue, ...]  # what it says up to then
    remind_s: float | None  # absolute: when the user is reminded next; None: never
    ready_s: float | None = None  # absolute: when the user said that they are ready; None: not yet

    @property
    def is_open(self) -> bool:
        """True until the user is ready."""
        return self.ready_s is None

    def reminded(self, now: float) -> "RunningWait":
        """Return the wait after a reminder: those that were missed before `now` are left out."""
        return self if self.remind_s is None else replace(self, remind_s=max(self.remind_s, now) + REMIND_EVERY_S)

    def longer(self, seconds: float, *, said: int, earliest_s: float) -> tuple["RunningWait", float]:
        """Return the wait that goes on by itself so much later (negative: sooner), and by how much it is.

        What it has not said moves along; so many of its cues were `said`. Nothing comes before `earliest_s`, in seconds
        from the start of the step.
        """
        if self.goes_on_s is None:
            return self, 0.0
        ahead = self.meanwhile[said:]
        if not ahead and seconds > 0:
            ahead = self.meanwhile[-1:]  # that it goes on in ten seconds is no longer true: it is said again
        next_s = ahead[0].offset_s if ahead else self.goes_on_s
        by_s = max(seconds, earliest_s - next_s)
        meanwhile = (*self.meanwhile[:said], *(cue.later(by_s) for cue in ahead))
        return replace(self, goes_on_s=self.goes_on_s + by_s, meanwhile=meanwhile), by_s


def begin_wait(wait: Wait, at_s: float) -> RunningWait:
    """Return a wait that begins at the absolute time `at_s`."""
    remind_s = None if wait.reminder is None else at_s + wait.reminder.offset_s
    return RunningWait(wait.goes_on_s, wait.meanwhile, remind_s)
