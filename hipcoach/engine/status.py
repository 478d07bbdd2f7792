"""The snapshot that the screen paints, and what each step is called."""

import math
from dataclasses import dataclass

from hipcoach.catalogue.wording import filled
from hipcoach.engine.event_log import EventLog
from hipcoach.engine.pain.pain_dialogue import PainDialogue
from hipcoach.engine.questions import STEP_QUESTIONS, State
from hipcoach.engine.running.step_runner import StepRunner
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.types import Phase, Status, Step, StepKind
from hipcoach.engine.words.script import Script, sentence


@dataclass(frozen=True, slots=True)
class StatusMaker:
    """Makes a `Status` from where the session is."""

    steps: StepRunner
    script: Script
    log: EventLog

    def status(self, state: State, now: float, report: PainDialogue | None) -> Status:
        """Return the snapshot. `report`: the report of pain that is open, or None."""
        head, halted_s = self.steps.head, self.steps.halted_s
        runs = state in (State.RUNNING, State.WAITING)
        has_begun = state is not State.READY
        stays_in_step = runs or (halted_s is not None and state in (State.PAUSED, State.RESUMING))
        elapsed_s = self._elapsed_s(now - head.started_s if runs else halted_s or 0.0)
        following = None if head.is_last else head.steps[head.index + 1]
        return Status(
            state=state,
            step=head.step if has_begun else None,
            phase=head.step.phase,
            fraction=min(1.0, elapsed_s / head.length_s) if head.length_s > 0 else 1.0,
            elapsed_s=elapsed_s,
            remaining_s=self._remaining_s(elapsed_s, now, runs=runs),
            caption=self.log.caption,
            next_text=self._label(following) if following else "",
            session_elapsed_s=max(0.0, self.log.at(now)) if has_begun else 0.0,
            session_remaining_s=(self._left_s(elapsed_s) if stays_in_step else 0.0) + head.ahead_s,
            exercise_order=self.steps.order,
            exercise_count=len(self.steps.session.assignments),
            step_index=head.index,
            pending_pain=None if report is None else report.pending,
            pending_kind="" if report is None else report.pending_kind,
            counts_unanswered="" if report is None else report.counts_unanswered,
            counted=head.counted if has_begun else None,
        )

    def _elapsed_s(self, seconds: float) -> float:
        """Return how long the step has run: no longer than it lasts, but in an open wait."""
        head = self.steps.head
        return max(0.0, seconds if head.open_ended else min(seconds, head.length_s))

    def _remaining_s(self, elapsed_s: float, now: float, *, runs: bool) -> float:
        """Return how long what runs still lasts: the step, or what has interrupted it. Infinite without a limit."""
        head, interlude = self.steps.head, self.steps.interlude
        if interlude is not None and not runs:
            return max(0.0, interlude.end_s - now)
        if head.unlimited:
            return math.inf
        return 0.0 if head.open_ended else head.length_s - elapsed_s

    def _left_s(self, elapsed_s: float) -> float:
        """Return how long the step is still expected to take; a wait, not less than what follows on "ready"."""
        head = self.steps.head
        if head.wait is None or not head.wait.is_open:
            return max(0.0, head.length_s - elapsed_s)
        goes_on_s = planned_s(head.step) if head.wait.goes_on_s is None else head.wait.goes_on_s
        return max(head.step.duration_s, goes_on_s - elapsed_s)

    def _label(self, step: Step) -> str:
        """Return what comes next, in a few words."""
        if step.kind is StepKind.ANNOUNCE and step.exercise is not None:
            return self._assignment_name(step)
        if step.kind in (StepKind.REPETITION, StepKind.HOLD):
            assignment = self.steps.session.assignments[step.order]
            text = assignment.exercise.text(assignment.dose.form)
            label = {Phase.HOLD: text.hold or "Hold.", Phase.DOWN: text.down}.get(step.phase, text.up)
            return filled(label, step.side)
        names = {StepKind.REST: "Rest.", StepKind.LEAD_IN: "Get ready.", StepKind.POSITION_CHANGE: "A new position."}
        if step.kind in names:
            return names[step.kind]
        if step.asks is not None:
            return sentence(STEP_QUESTIONS[step.asks].plain_words)
        return step.cues[0].text.split(". ")[0].rstrip(".") + "." if step.cues else ""

    def _assignment_name(self, step: Step) -> str:
        return self.steps.session.assignments[step.order].exercise.name
