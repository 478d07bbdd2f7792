"""The content of the stage as words and numbers. Pure, so that it can be tested without a window."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.catalogue.types import Side, Work
from hipcoach.engine.events import Event, Replanned, ReportWithdrawn, TimeAdded, WentBack
from hipcoach.engine.questions import State
from hipcoach.engine.types import Status, Step, StepKind
from hipcoach.safety.types import Session
from hipcoach.ui.player.stage_note import NO_NOTE, StageNote
from hipcoach.ui.shared.seconds_left import clock_text, count_text, unit_text
from hipcoach.ui.widgets.dot_row import NO_DOTS, Dots
from hipcoach.ui.widgets.ring import RingFace
from hipcoach.ui.widgets.session_bar import Segments

TWO_DIGITS_S = 9.5  # shown as 10
COUNTED_LEAD_S = 3.0  # of a lead-in, the last seconds are shown as numbers

SIDE_WORDS = {Side.LEFT: "left side", Side.RIGHT: "right side", Side.BOTH: "both sides"}
WAIT_WORDS = "Press Enter or click here when you are ready"
READY = "I am ready"
PAUSE = ("Pause", "pause")
SPACE = {
    State.PAUSED: ("Go on", "play"),
    State.WAITING: (READY, "check"),
}
REST_KINDS = frozenset({StepKind.REST, StepKind.POSITION_CHANGE, StepKind.CHANGEOVER})
UNDER = {
    StepKind.ANNOUNCE: "Listen",
    StepKind.POSITION_CHANGE: "Take your time getting there",
    StepKind.LEAD_IN: "Get ready",
    StepKind.CHANGEOVER: "Change sides",
    StepKind.FINISH: "Done",
}


@dataclass(frozen=True, slots=True)
class StageView:
    """Everything on the stage but the figure."""

    title: str
    side: str
    time_left: str
    segments: Segments
    ring: RingFace
    dots: Dots
    under_ring: str
    caption: str
    next: str
    calls: bool  # whether the line under the ring asks the user to do something now
    note: str  # one sentence of the pain rule, or what happened meanwhile
    note_tone: str  # amber where pain went up or something went wrong
    space: tuple[str, str]  # what the pause key does now, and its icon
    explains: bool  # whether "why?" has an answer, and a key that is not taken
    told: str = ""  # what a key has just done, in the place of the line under the ring


class TimeLeft:
    """What is left of the session, which never grows but where time is added, or work is done again."""

    def __init__(self) -> None:
        self._shown_s = math.inf

    def take(self, event: Event) -> None:
        """Let it grow after what adds to it."""
        if isinstance(event, TimeAdded | WentBack | ReportWithdrawn | Replanned):
            self._shown_s = math.inf

    def of(self, status: Status) -> float:
        """Return it; where a wait lasts, or a sentence is said again, it stands until it is true again."""
        self._shown_s = min(self._shown_s, status.session_remaining_s)
        return self._shown_s


def stage_view(
    status: Status,
    session: Session,
    steps: Sequence[Step],
    note: StageNote = NO_NOTE,
    *,
    left_s: float,
    told: str = "",
) -> StageView:
    """Return the view of a status. `steps` are all steps of the session, for the bar; `left_s` is left of all.

    `told` is what a key has just done.
    """
    step = status.step
    order = status.exercise_order
    name = session.assignments[order].exercise.name
    greeted = step is not None and step.is_greeting
    return StageView(
        title=session.plan.title if greeted else f"{name} · {order + 1} of {status.exercise_count}",
        side=_side(step, session, order),
        time_left=f"{clock_text(left_s)} left",
        segments=segments(steps, status),
        ring=ring_face(status),
        dots=dots(status),
        under_ring=told or _under_ring(status, session),
        caption=f"Paused: {_where(status, session)}." if status.state is State.PAUSED else status.caption,
        next=_next(status, name),
        calls=status.state is State.WAITING or _settles(status),
        note=note.text,
        note_tone=note.tone,
        space=PAUSE if status.goes_on else SPACE.get(status.state, PAUSE),
        explains=note.explains and status.state is not State.WAITING,  # there any key says "ready"
        told=told,
    )


def _settles(status: Status) -> bool:
    """Return True while the user, who was ready, settles for a few seconds: no number of two digits is in the ring."""
    step = status.step
    moves = status.state is State.RUNNING and step is not None and step.waits
    return moves and status.remaining_s + status.elapsed_s < TWO_DIGITS_S


def _next(status: Status, name: str) -> str:
    """Return what comes next; nothing where the title has it already, as on the way to an exercise's first position."""
    told = status.state is State.WAITING or status.next_text in ("", name)
    return "" if told else f"Next: {status.next_text}"


def segments(steps: Sequence[Step], status: Status) -> Segments:
    """Return a segment for each exercise, as wide as its time; the present one is filled as far as it is done."""
    count = status.exercise_count
    widths = tuple(max(1.0, sum(s.duration_s for s in steps if s.order == order)) for order in range(count))
    if status.step is not None and status.step.order >= count:  # the last words: all is done
        return Segments(widths, count, 0.0)
    order = status.exercise_order
    if status.step is not None and status.step.is_greeting:
        return Segments(widths, order, 0.0)
    behind = sum(s.duration_s for s in steps if s.order == order and s.index < status.step_index) + status.elapsed_s
    return Segments(widths, order, round(min(behind / widths[order], 1.0), 3))


def ring_face(status: Status) -> RingFace:
    """Return the face of the ring: seconds, the number of the repetition, or an icon."""
    step = status.step
    if status.state is State.PAUSED:
        return RingFace(icon="pause", left=0.0, tone="rest")
    if status.state is State.WAITING:
        return RingFace(icon="body", left=1.0, tone="rest")
    if status.state is State.RESUMING:
        if status.remaining_s > COUNTED_LEAD_S:  # a cue is spoken first
            return RingFace(icon="speech", left=0.0, tone="rest")
        return RingFace(count_text(status.remaining_s), 1.0, "rest", unit=unit_text(status.remaining_s))
    if step is None or step.kind is StepKind.FINISH or status.state is State.ENDED:
        return RingFace(icon="check", left=1.0)
    left = round(1 - status.fraction, 3)  # a change that cannot be seen is not painted
    if step.kind is StepKind.ANNOUNCE:
        return RingFace(icon="speech", left=left, tone="rest")
    if step.kind in (StepKind.REPETITION, StepKind.BREATH) and step.repetition is not None:
        return RingFace(str(step.repetition), left, unit=f"of {step.reps_target}")
    tone = "rest" if step.kind in REST_KINDS or step.kind is StepKind.LEAD_IN else "accent"
    left_s, total_s = status.remaining_s, status.remaining_s + status.elapsed_s
    return RingFace(count_text(left_s, total_s), left, tone, unit=unit_text(left_s, total_s))


def dots(status: Status) -> Dots:
    """Return a dot for each repetition of this set and side; none in a step between sets."""
    step = status.step
    if step is None or step.repetition is None or step.reps_target < 2:
        return NO_DOTS
    return Dots(step.repetition - 1, step.reps_target)


def _counted(step: Step, work: Work) -> str:
    word = {Work.HOLDS: "Hold", Work.BREATHS: "Breath"}.get(work, "Repetition")
    parts = []
    if step.repetition is not None and step.kind is not StepKind.ACTIVITY:
        parts.append(f"{word} {step.repetition} of {step.reps_target}")
    if step.sets_target > 1 and step.set is not None:
        parts.append(f"set {step.set} of {step.sets_target}" if parts else f"Set {step.set} of {step.sets_target}")
    return ", ".join(parts)


def _where(status: Status, session: Session) -> str:
    """Return where the session stopped: "Bridge, repetition 2 of 5"."""
    step = status.step
    if step is None or not 0 <= step.order < len(session.assignments):
        return session.plan.title
    exercise = session.assignments[step.order].exercise
    counted = _counted(step, exercise.work)
    return f"{exercise.name}, {in_sentence(counted)}" if counted else exercise.name


def _under_ring(status: Status, session: Session) -> str:
    step = status.step
    if status.state is State.WAITING:
        return WAIT_WORDS
    if status.state is State.PAUSED:
        return "Paused"
    if status.state is State.RESUMING:
        return "Going on"
    if step is None:
        return ""
    if step.waits:  # the user was ready, and settles
        return f"Begins in {count_text(status.remaining_s)}. Enter or a click begins now."
    if step.kind in UNDER:
        return UNDER[step.kind]
    if step.kind is StepKind.REST:
        return "Rest"
    if step.is_greeting or step.order >= len(session.assignments):
        return ""
    if status.counted is not None:
        return f"Counted: {status.counted}. Enter counts one." if status.counted else "Enter counts one"
    return _counted(step, session.assignments[step.order].exercise.work)


def _side(step: Step | None, session: Session, order: int) -> str:
    if step is None or step.side not in (Side.LEFT, Side.RIGHT) or order < 0:
        return ""
    return SIDE_WORDS[step.side]
