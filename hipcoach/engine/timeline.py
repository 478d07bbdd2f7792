"""A session run through the real engine with simulated answers: its timeline, and the events of a simulation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, StepFinished, StepStarted
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, Answer, Request, State, StepQuestion
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainKind, Response, Session

ENDLESS = 100_000  # more turns than any session takes


CONFIRMS: Mapping[State | StepQuestion, State] = {
    State.PAIN_CONFIRM: State.PAIN_SCORE,
    State.KIND_CONFIRM: State.PAIN_KIND,
}
"""Of what each "Is that right?" is asked."""


@dataclass(frozen=True, slots=True)
class PreparedAnswers:
    """What is answered where nobody is asked.

    `worse` maps an exercise to its score and kind; `rest` is the score after the break.

    `out_of_reach`: the user reaches no key, so every wait and every question that can goes on by itself.
    """

    check: Response | None = Response.SAME
    worse: Mapping[str, tuple[int | None, PainKind | None]] = field(default_factory=dict)
    rest: int | None = None
    out_of_reach: bool = False
    made_up: bool = True  # any other question is answered as its row rehearses it; False: not given, for a real diary

    def prepared(self, exercise: str | None) -> dict[State | StepQuestion, Answer]:
        """Return the answers that stand here for what is asked after an exercise, by their questions."""
        return {StepQuestion.CHECK: self.check, State.BREAK_SCORE: self.rest, **self._of_worse(exercise)}

    def _of_worse(self, exercise: str | None) -> dict[State | StepQuestion, Answer]:
        """Return the answers about an exercise that hurts more; None for an answer that is not given."""
        if exercise is None or exercise not in self.worse:
            return {}
        score, kind = self.worse[exercise]
        return {StepQuestion.CHECK: Response.WORSE, State.PAIN_SCORE: score, State.PAIN_KIND: kind}

    def answers(self, question: State | StepQuestion, exercise: str | None) -> bool:
        """Return True if what is asked is answered here by what was given beforehand.

        "Is that right?" goes with the answer that it confirms. *Example:* with `worse` of the bridge its number, its
        kind and both confirmations are answered; whether the pain is still sharp is asked of its user.
        """
        about = CONFIRMS.get(question, question)
        return about in self._of_worse(exercise) or self.prepared(exercise).get(question) is not None

    def to(self, question: State | StepQuestion, exercise: str | None) -> Answer:
        """Return the answer to a question; None: not given."""
        row = QUESTIONS[question] if isinstance(question, State) else STEP_QUESTIONS[question]
        return self.prepared(exercise).get(question, row.rehearsed if self.made_up else None)


SAME = PreparedAnswers()
NO_KEYS = PreparedAnswers(out_of_reach=True)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """When one step began and how long it lasted, in seconds from the start."""

    begun: StepStarted
    duration_s: float

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.begun.step


def run(engine: Engine, answers: PreparedAnswers, now: float = 0.0) -> tuple[Event, ...]:
    """Run a session to its end, each wait ended after its words, each question answered at once. Return all events."""
    events = list(engine.start(now))
    for _ in range(ENDLESS):
        if engine.state is State.ENDED:
            return tuple(events)
        answered = answer(engine, answers, now)
        if answered is not None:
            events += answered
            continue
        due = engine.next_deadline()
        if due is None:
            raise AssertionError(f"the session is stuck in {engine.state}")
        if engine.state is State.WAITING and not _left_alone(engine, answers, now):
            due = min(due, _words_over_s(engine, now))
        now = max(now, due)
        events += engine.advance(now)
    raise AssertionError("the session does not end")


def _left_alone(engine: Engine, answers: PreparedAnswers, now: float) -> bool:
    """Return True if the user lets the present wait go on by itself."""
    step = engine.status(now).step
    return answers.out_of_reach and step is not None and step.goes_on_s is not None and not step.leaves_out


def _words_over_s(engine: Engine, now: float) -> float:
    """Return when all has been said in the step that waits."""
    status = engine.status(now)
    return now - status.elapsed_s + (end_s(status.step.cues) if status.step else 0.0)


def answer(engine: Engine, answers: PreparedAnswers, now: float) -> tuple[Event, ...] | None:
    """Answer what the session asks right now, as `PreparedAnswers.to` says; None when it asks nothing."""
    status = engine.status(now)
    exercise = status.step.exercise if status.step else None
    match engine.state:
        case State.WAITING if _left_alone(engine, answers, now):
            return None
        case State.WAITING:
            return engine.in_position(now) if now >= _words_over_s(engine, now) - 1e-9 else None
        case State.RUNNING if status.asks is not None and not engine.answered:
            if answers.out_of_reach:
                return None
            return engine.answer_check(answers.to(status.asks, exercise), now)
        case question if engine.can(Request.ANSWER):
            return engine.answer_question(question, answers.to(question, exercise), now)
        case _:
            return None


def timeline(
    session: Session, *, rule: PainRule, timing: Timing, script: Script, answers: PreparedAnswers = SAME
) -> dict[str, Any]:
    """Return every step and cue with start and length, all checks answered "same", as `timeline --json` writes them."""
    events = run(Engine(session, rule=rule, timing=timing, script=script), answers)
    started: dict[int, StepStarted] = {}
    timed: list[TimedStep] = []
    cues: list[dict[str, Any]] = []
    current = -1
    for event in events:
        if isinstance(event, StepStarted):
            started[event.step.index] = event
            current = event.step.index
        elif isinstance(event, StepFinished):
            begin = started[event.step.index]
            timed.append(TimedStep(begin, event.at_s - begin.at_s))
        elif isinstance(event, CueStarted):
            start_s, length_s = rounded_stretch(event.at_s, event.cue.duration_s)
            row = {"step": current, "kind": event.cue.kind.value, "text": event.cue.text}
            cues.append({**row, "start_s": start_s, "duration_s": length_s})
    return {
        "plan": session.plan.id,
        "duration_s": round(events[-1].at_s, 3),
        "steps": step_rows(timed),
        "cues": cues,
        "left_out": [{"exercise": left.exercise, "why": left.why} for left in session.left_out],
    }


def rounded_stretch(start_s: float, length_s: float) -> tuple[float, float]:
    """Return start and length in whole milliseconds; their sum, as a reader adds them, is never past the rounded end.

    So what begins no earlier than the end still does after rounding.
    """
    start, end = round(start_s, 3), round(start_s + length_s, 3)
    length = round(end - start, 3)
    return start, length if start + length <= end else round(length - 0.001, 3)


def step_rows(timed: Sequence[TimedStep]) -> list[dict[str, Any]]:
    """Return the steps as plain data."""
    return [
        {
            "index": t.step.index,
            "kind": t.step.kind.value,
            "exercise": t.step.exercise,
            "set": t.step.set,
            "repetition": t.step.repetition,
            "side": t.step.side.value if t.step.side else None,
            "start_s": round(t.begun.at_s, 3),
            "duration_s": round(t.duration_s, 3),
        }
        for t in timed
    ]
