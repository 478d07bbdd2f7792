"""Where in the steps the session is, and what has been counted. Knows nothing of pauses, pain or requests."""

from collections.abc import Sequence
from copy import copy, deepcopy
from dataclasses import replace
from itertools import accumulate

from hipcoach.engine.cue import Cue, CueKind
from hipcoach.engine.events import SetFinished
from hipcoach.engine.running.running_wait import RunningWait, begin_wait
from hipcoach.engine.running.tally import SetKey, Tally, repetitions_of
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, Outcome, Phase, Step, StepKind
from hipcoach.engine.words.cue_layout import end_s

STRETCHES = frozenset(
    {StepKind.ANNOUNCE, StepKind.POSITION_CHANGE, StepKind.REST, StepKind.CHANGEOVER, StepKind.CHECK, StepKind.FINISH}
)
"""Steps that may last longer: cues cut in them are said again, and the user may add time."""

SAME_PRESS_S = 0.3  # one that is sooner than this after the one before does not count


class Playhead:
    """A place in a sequence of steps, on an absolute time axis, so that error never adds up."""

    def __init__(self, steps: Sequence[Step], *, question_limits: bool = True) -> None:
        """`question_limits` False: a check lasts until it is answered."""
        self._write(steps)
        self._question_limits = question_limits
        self.index = 0
        self.started_s = 0.0  # absolute start of the current step, moved on by pauses
        self.end_after_s: float | None = None  # length of the current step where it was changed
        self.wait: RunningWait | None = None  # of the current step; None where it waits for nobody
        self.cue_index = 0
        self._cues_told_before = 0  # of the current step's cues, before it began once more
        self.tallies: dict[SetKey, Tally] = {}
        self._counts_from: dict[int, int] = {}  # the step from which an exercise counts that was written out again
        self._pressed_s = float("-inf")  # absolute: when the user last counted one

    def copy(self) -> "Playhead":
        """Return a copy at the same place, with counts of its own."""
        other = copy(self)
        other.tallies = deepcopy(self.tallies)
        return other

    def _write(self, steps: Sequence[Step]) -> None:
        self.steps: tuple[Step, ...] = tuple(steps)
        left_s = accumulate((planned_s(step) for step in reversed(self.steps)), initial=0.0)
        self._left_s = tuple(left_s)[::-1]  # from the start of each step to the end of all
        self._set_ends: dict[SetKey, int] = {}  # index of the last work of each set, in the order in which sets begin
        for step in self.steps:
            if step.kind in WORK_KINDS and step.set is not None:
                self._set_ends[step.order, step.set, step.side] = step.index

    @property
    def ahead_s(self) -> float:
        """How long the steps after the current one are expected to take."""
        return self._left_s[self.index + 1]

    @property
    def step(self) -> Step:
        """The current step."""
        return self.steps[self.index]

    @property
    def length_s(self) -> float:
        """Length of the current step, with time added or taken away."""
        return self.step.duration_s if self.end_after_s is None else self.end_after_s

    @property
    def is_last(self) -> bool:
        """True if no step follows."""
        return self.index + 1 >= len(self.steps)

    def enter(self, index: int, at_s: float) -> Step:
        """Begin step `index` at the absolute time `at_s`."""
        self.index = index
        self.started_s, self.end_after_s = at_s, None
        self.cue_index = self._cues_told_before = 0
        self.wait = None if self.step.wait is None else begin_wait(self.step.wait, at_s)
        return self.step

    @property
    def cues_told(self) -> int:
        """How many of the current step's cues were said, also where it is being said once more."""
        return max(self._cues_told_before, self.cue_index)

    @property
    def all_told(self) -> bool:
        """True once the last words of the current step were said."""
        return self.cues_told >= len(self.step.cues)

    def say_from(self, number: int) -> None:
        """Let the current step's cues be said from this one on; what was told stays told."""
        self._cues_told_before, self.cue_index = self.cues_told, number

    def enter_again(self, at_s: float, *, more: int = 0) -> None:
        """Begin the current step once more; what was told of it stays told. `more` cues now come before all others."""
        cues_told = self.cues_told + more
        self.enter(self.index, at_s)
        self._cues_told_before = cues_told

    def next_cue_s(self) -> float | None:
        """Return the absolute time at which this step's next cue is due; None when all were said."""
        cues = self.cues
        if self.cue_index >= len(cues):
            return self.wait.remind_s if self.wait is not None and self.wait.is_open else None
        return self.started_s + cues[self.cue_index].offset_s

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Everything that the current step says once."""
        return self.step.cues if self.wait is None else self.step.cues + self.wait.meanwhile

    @property
    def unlimited(self) -> bool:
        """True in a check that waits until it is answered."""
        return not self._question_limits and self.step.kind is StepKind.CHECK and self.end_after_s is None

    def end_s(self) -> float | None:
        """Return the absolute time at which the step ends; None while only the user can end it."""
        if self.unlimited:
            return None
        if self.wait is None or not self.wait.is_open:
            return self.started_s + self.length_s
        return None if self.wait.goes_on_s is None else self.started_s + self.wait.goes_on_s

    def wait_longer(self, seconds: float, now: float) -> float:
        """Let a wait go on by itself later (negative: sooner), with what it still says; return by how much."""
        if self.wait is None:
            return 0.0
        said = max(0, self.cue_index - len(self.step.cues))
        earliest_s = now - self.started_s
        if said == 0:  # the step's own last words may still be sounding
            earliest_s = max(earliest_s, end_s(self.step.cues))
        self.wait, by_s = self.wait.longer(seconds, said=said, earliest_s=earliest_s)
        return by_s

    def due_s(self) -> float | None:
        """Return the absolute time at which something happens next; None where only the user can move it on."""
        times = [at for at in (self.next_cue_s(), self.end_s()) if at is not None]
        return min(times, default=None)

    def take_cue(self, now: float) -> Cue:
        """Return the cue that is due, and move on to the next; reminders that were missed before `now` are left out."""
        cues = self.cues
        reminder = self.step.reminder
        if self.cue_index >= len(cues) and reminder is not None and self.wait is not None:
            self.wait = self.wait.reminded(now)
            return reminder
        cue = cues[self.cue_index]
        self.cue_index += 1
        return cue

    def end_after(self, length_s: float, now: float) -> None:
        """Let the current step last so long, but no shorter than what is said in it."""
        self.end_after_s = max(length_s, now - self.started_s, self.cues_end_s())

    def settle(self, now: float) -> None:
        """End the wait: the user is ready. No more is said, and the step lasts for as long as it takes to settle."""
        if self.wait is None:
            raise AssertionError("only a step that waits can be settled in")
        self.cue_index = len(self.cues)
        self.wait = replace(self.wait, ready_s=now)
        self.end_after_s = now - self.started_s + self.step.duration_s

    @property
    def open_ended(self) -> bool:
        """True while it waits for the user: the step ends when they are ready, or goes on by itself."""
        return self.wait is not None and self.wait.is_open

    @property
    def ready_s(self) -> float | None:
        """The absolute time at which the user was ready; None where they are not, or where nothing waits for them."""
        return None if self.wait is None else self.wait.ready_s

    @property
    def settling(self) -> bool:
        """True once the user was ready in a wait."""
        return self.step.waits and not self.open_ended

    @property
    def may_stretch(self) -> bool:
        """True in a step that time ends, and that may be made longer."""
        if self.open_ended:
            return self.step.goes_on_s is not None
        return self.step.kind in STRETCHES - {StepKind.FINISH} and not self.unlimited

    def speaking(self, elapsed_s: float) -> int | None:
        """Return the index of the cue that is being said `elapsed_s` into the step; None in silence."""
        for i in range(self.cue_index):
            cue = self.cues[i]
            if cue.offset_s <= elapsed_s < cue.offset_s + cue.duration_s:
                return i
        return None

    def cues_end_s(self) -> float:
        """Return how long the current step must last, in seconds, for all its cues to be heard."""
        return 0.0 if self.ready_s is not None else end_s(self.step.cues)

    def count(self, worked_s: float, complete: bool) -> None:
        """Add the current step to what was done of its set."""
        step = self.step
        if step.kind not in WORK_KINDS or step.set is None:
            return
        tally = self.tallies.setdefault(self._set_key, Tally())
        if step.kind is not StepKind.REPETITION:
            tally.hold_s_done += worked_s
        ends_repetition = step.phase in (Phase.DOWN, Phase.UP_DOWN) or step.kind in (StepKind.BREATH, StepKind.ACTIVITY)
        if complete and ends_repetition and step.repetition is not None and step.repetition not in tally.over:
            tally.over.add(step.repetition)
            if not tally.by_user:  # beside what the user has counted, the time is not one more
                tally.reps_done += 1

    def enough(self) -> None:
        """Take "as many as is comfortable" as done, before its time is over."""
        self.tallies.setdefault(self._set_key, Tally()).over.add(1)

    @property
    def counted(self) -> int | None:
        """What the user has counted in this step; None where there is nothing to count."""
        return self.tallies.get(self._set_key, Tally()).reps_done if self.step.counted else None

    def count_one(self, now: float) -> int | None:
        """Return how many the user has counted with one more; None where it was the same press, held or doubled."""
        since_s, self._pressed_s = now - self._pressed_s, now
        if since_s < SAME_PRESS_S:
            return None
        tally = self.tallies.setdefault(self._set_key, Tally())
        tally.by_user = True
        tally.reps_done += 1
        return tally.reps_done

    def take_back_hold(self, seconds: float) -> None:
        """Take back so much of what was held of the present set: it is held once more."""
        self.tallies[self._set_key].hold_s_done -= seconds

    @property
    def _set_key(self) -> SetKey:
        return self.step.order, self.step.set or 0, self.step.side

    def forget(self, order: int, *, rewritten: bool = False) -> None:
        """Count the exercise at `order` from nothing; `rewritten`: by steps that follow the current one."""
        self.tallies = {key: tally for key, tally in self.tallies.items() if key[0] != order}
        if rewritten:
            self._counts_from = {**self._counts_from, order: self.index + 1}

    def begins_from(self, order: int) -> int:
        """Return the index from which an exercise counts: later ones where it was written out again."""
        return self._counts_from.get(order, 0)

    def set_keys(self, order: int) -> tuple[SetKey, ...]:
        """Return the sets of one exercise in the order done."""
        return tuple(key for key in self._set_ends if key[0] == order)

    def sets_over(self) -> tuple[SetKey, ...]:
        """Return the sets of this exercise whose work ends with the current step or before it."""
        order = self.step.order
        return tuple(key for key, last in self._set_ends.items() if key[0] == order and last <= self.index)

    def finished_set(self, key: SetKey, at_s: float) -> SetFinished:
        """Return what was planned and what was done of one set, as the event of its end."""
        order, number, side = key
        steps = self._work_of(key)
        tally = self.tallies.get(key, Tally())
        return SetFinished(
            at_s=at_s,
            exercise=steps[0].exercise or "",
            order=order,
            set=number,
            side=side,
            reps_target=0 if tally.by_user else len(repetitions_of(steps)),
            reps_done=tally.reps_done,
            hold_s_target=sum(s.duration_s for s in steps if s.kind is not StepKind.REPETITION),
            hold_s_done=round(tally.hold_s_done, 3),
        )

    def _work_of(self, key: SetKey) -> list[Step]:
        steps = self.steps[self.begins_from(key[0]) :]
        return [s for s in steps if (s.order, s.set, s.side) == key and s.kind in WORK_KINDS]

    def outcome(self, order: int) -> Outcome:
        """Return how one exercise went, by the repetitions that are over; never by how many the user has counted."""
        keys = self.set_keys(order)
        if keys and not self.worked(order):
            return Outcome.SKIPPED
        over = (self.tallies.get(key, Tally()).over >= repetitions_of(self._work_of(key)) for key in keys)
        return Outcome.DONE if all(over) else Outcome.SHORTENED

    def worked(self, order: int) -> bool:
        """Return True if any work of the exercise was begun."""
        return any(key[0] == order for key in self.tallies)

    @property
    def takes_position(self) -> bool:
        """True once the exercise on the screen has asked for its position: from there on it is what hurts."""
        told = [cue.kind for cue in self.step.cues[: self.cues_told]]
        on_the_way = self.step.kind in (StepKind.ANNOUNCE, StepKind.POSITION_CHANGE)
        return self.step.exercise is not None and (not on_the_way or CueKind.PLACE in told or CueKind.LISTEN in told)

    def put(self, step: Step) -> None:
        """Put another step in the place of one ahead, by its index."""
        self._write((*self.steps[: step.index], step, *self.steps[step.index + 1 :]))

    def replace_ahead(self, steps: Sequence[Step]) -> None:
        """Put other steps in the place of those after the current one."""
        self._write(self.steps[: self.index + 1] + tuple(steps))

    def end_of_work(self, order: int) -> int | None:
        """Return the index of the step that leads out of an exercise still ahead, or of its check; None without any."""
        ahead = (step for step in self.steps[self.index + 1 :] if step.order == order)
        return next((step.index for step in ahead if step.kind in AFTER_WORK or step.leaves), None)
