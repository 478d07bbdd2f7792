"""The snapshot that the screen paints, and what each step is called."""

import math
from dataclasses import dataclass

from hipcoach.catalogue.wording import filled
from hipcoach.engine.questions import STEP_QUESTIONS, State
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.steps.planned_time import planned_s
from hipcoach.engine.types import Phase, Status, Step, StepKind
from hipcoach.engine.words.script import Script, sentence
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class StatusMaker:
    """Makes a `Status` from where the session is."""

    head: Playhead
    session: Session
    script: Script

    def status(
        self,
        *,
        state: State,
        order: int,
        now: float,
        elapsed_s: float | None,
        wait: tuple[float, float] | None,
        origin_s: float,
        caption: str,
        pending: int | None,
        pending_kind: str,
        counts_unanswered: str,
    ) -> Status:
        """Return the snapshot. `order`: `StepRunner.order`; `wait`: start and length of what runs outside the steps."""
        step = self.head.step
        running = state in (State.RUNNING, State.WAITING)
        elapsed = now - self.head.started_s if running else (elapsed_s or 0.0)
        elapsed = max(0.0, elapsed if self.head.open_ended else min(elapsed, self.head.length_s))
        remaining = 0.0 if self.head.open_ended else self.head.length_s - elapsed
        if self.head.unlimited:
            remaining = math.inf
        if wait is not None and not running:
            remaining = max(0.0, wait[0] + wait[1] - now)
        begun = state is not State.READY
        following = None if self.head.is_last else self.head.steps[self.head.index + 1]
        here = running or (elapsed_s is not None and state in (State.PAUSED, State.RESUMING))
        return Status(
            state=state,
            step=step if begun else None,
            phase=step.phase,
            fraction=min(1.0, elapsed / self.head.length_s) if self.head.length_s > 0 else 1.0,
            elapsed_s=elapsed,
            remaining_s=remaining,
            caption=caption,
            next_text=self._label(following) if following else "",
            session_elapsed_s=max(0.0, now - origin_s) if begun else 0.0,
            session_remaining_s=(self._left_s(elapsed) if here else 0.0) + self.head.ahead_s,
            exercise_order=order,
            exercise_count=len(self.session.assignments),
            step_index=self.head.index,
            pending_pain=pending,
            pending_kind=pending_kind,
            counts_unanswered=counts_unanswered,
            counted=self.head.counted if begun else None,
        )

    def _left_s(self, elapsed_s: float) -> float:
        """Return how long the step is still expected to take; a wait, not less than what follows on "ready"."""
        head = self.head
        if not head.open_ended:
            return max(0.0, head.length_s - elapsed_s)
        goes_on_s = planned_s(head.step) if head.goes_on_s is None else head.goes_on_s
        return max(head.step.duration_s, goes_on_s - elapsed_s)

    def _label(self, step: Step) -> str:
        """Return what comes next, in a few words."""
        if step.kind is StepKind.ANNOUNCE and step.exercise is not None:
            return self._assignment_name(step)
        if step.kind in (StepKind.REPETITION, StepKind.HOLD):
            assignment = self.session.assignments[step.order]
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
        return self.session.assignments[step.order].exercise.name
