"""The questions about pain in the middle of a session: what is asked, what a missing answer means, what follows."""

from hipcoach.engine.events import (
    CueStarted,
    Decided,
    Event,
    HoldCorrected,
    HoldSet,
    PainKindGiven,
    PainReported,
    PainScored,
    Replanned,
    Silenced,
)
from hipcoach.engine.fit import eased
from hipcoach.engine.running import Running
from hipcoach.engine.table import Request
from hipcoach.engine.texts import decision_text
from hipcoach.engine.types import Cue, Finish, Outcome, Priority, State
from hipcoach.safety.during import after_report, after_rest
from hipcoach.safety.rule import check_score, level
from hipcoach.safety.types import Action, Decision, HoldKind, Level, PainKind, Question


class Asking(Running):
    """Takes a report of more pain from the key to the decision. `safety.during` decides; this asks and carries out."""

    _worse_count = 0
    _worse: tuple[str, ...] = ()  # every exercise marked in this session
    _score: int | None = None  # D
    _kind: PainKind | None = None
    _rest_score: int | None = None  # R
    _question = Question.DURING
    _hold_kept = HoldKind.NONE  # what a HoldSet has put in force

    # -- what the user says --------------------------------------------------------------------------------------

    def report_pain(self, now: float) -> tuple[Event, ...]:
        """Take "It hurts more": clock and speech stop at once, with no confirmation."""
        if self._take(Request.REPORT_PAIN, now):
            self._open_report(now)
        return self._flush()

    def answer_pain(self, score: int | None, now: float) -> tuple[Event, ...]:
        """D, 0-10; None: not given. Raises ValueError on any other score."""
        _check(score)
        if self._take(Request.ANSWER_PAIN, now):
            self._score_given(score, now)
        return self._flush()

    def confirm_pain(self, correct: bool, now: float) -> tuple[Event, ...]:
        """Answer to "Is that right?"."""
        if self._take(Request.CONFIRM_PAIN, now):
            self._confirmed(correct, now)
        return self._flush()

    def answer_kind(self, kind: PainKind | None, now: float) -> tuple[Event, ...]:
        """What the pain is like; None: not given."""
        if self._take(Request.ANSWER_KIND, now):
            self._kind_given(kind, now)
        return self._flush()

    def answer_sharp(self, still_there: bool, now: float) -> tuple[Event, ...]:
        """Whether the sharp pain is still there after the wait."""
        if self._take(Request.ANSWER_SHARP, now):
            self._decide(now, sharp_persists=still_there)
        return self._flush()

    def answer_rest(self, score: int | None, now: float) -> tuple[Event, ...]:
        """R, 0-10, after the rest; None: not given. Raises ValueError on any other score."""
        _check(score)
        if self._take(Request.ANSWER_REST, now):
            self._rest_given(score, now)
        return self._flush()

    # -- opening ------------------------------------------------------------------------------------------------

    def _open_report(self, now: float) -> None:
        """Everything stops, and the exercise on the screen is over for today."""
        order = self._order()
        ids = [assignment.exercise.id for assignment in self.session.assignments]
        self._emit(Silenced(self._at(now)))
        self._interlude, self._target = None, None
        self._close_step(now, complete=False)
        unworked = not self._head.worked(order) and order > 0
        also = (ids[order - 1],) if unworked else ()
        self._worse_count += 1
        self._worse = tuple(dict.fromkeys((*self._worse, *also, ids[order])))
        self._score = self._kind = self._rest_score = None
        self._emit(PainReported(self._at(now), ids[order], also))
        self._exercise_over(order, now, Outcome.PAIN)
        self._ask(State.PAIN_SCORE, "pain_score", self._rule.score_timeout_s, now)

    def _ask(self, state: State, key: str, length_s: float, now: float, **values: object) -> None:
        """Put a question and wait for the answer at most `length_s`."""
        cue = self._script.cue(key, self._script.text(key, **values), 0.0, Priority.PAIN)
        self._wait_in(state, length_s, now, cue)

    def _wait_in(self, state: State, length_s: float, now: float, cue: Cue) -> None:
        self._to(state, now)
        self._hold_interlude(now, length_s, (cue,))
        self._catch_up(now)

    # -- answers ------------------------------------------------------------------------------------------------

    def _is_red(self, score: int | None) -> bool:
        return score is not None and level(self._rule, self.session.base, check_score(score)) is Level.RED

    def _score_given(self, score: int | None, now: float) -> None:
        self._score, self._question = score, Question.DURING
        self._emit(PainScored(self._at(now), Question.DURING, score))
        if self._is_red(score):
            self._confirm(score, now)
        else:
            self._ask_kind(now)

    def _rest_given(self, score: int | None, now: float) -> None:
        self._rest_score, self._question = score, Question.REST
        self._emit(PainScored(self._at(now), Question.REST, score))
        if self._is_red(score):
            self._confirm(score, now)
        else:
            self._decide_rest(now)

    def _confirm(self, score: int | None, now: float) -> None:
        """RED is a hold before it is confirmed: it stands unless it is corrected."""
        self._set_hold(HoldKind.HOLD, score, now)
        self._ask(State.PAIN_CONFIRM, "pain_confirm", self._rule.confirm_timeout_s, now, score=score)

    def _confirmed(self, correct: bool, now: float) -> None:
        if not correct:
            self._hold_kept = HoldKind.NONE
            self._emit(HoldCorrected(self._at(now)))
            if self._question is Question.REST:
                self._ask(State.REST_SCORE, "rest_score", self._rule.score_timeout_s, now)
            else:
                self._ask(State.PAIN_SCORE, "pain_score", self._rule.score_timeout_s, now)
        elif self._question is Question.REST:
            self._decide_rest(now)
        else:
            self._ask_kind(now)

    def _ask_kind(self, now: float) -> None:
        self._ask(State.PAIN_KIND, "pain_kind", self._rule.kind_timeout_s, now)

    def _kind_given(self, kind: PainKind | None, now: float) -> None:
        self._kind = kind
        self._emit(PainKindGiven(self._at(now), kind))
        if kind is PainKind.SHARP and not self._is_red(self._score):
            self._ask(State.SHARP_WAIT, "sharp_wait", self._rule.sharp_wait_s, now)
        else:
            self._decide(now, sharp_persists=None)

    def _no_answer(self, now: float) -> None:
        """Time is up. A missing answer is never fine: it is put to the rule as missing."""
        match self._state:
            case State.PAIN_SCORE:
                self._score_given(None, now)
            case State.PAIN_CONFIRM:
                self._confirmed(True, now)
            case State.PAIN_KIND:
                self._kind_given(None, now)
            case State.SHARP_WAIT:
                self._ask(State.SHARP_QUESTION, "sharp_question", self._rule.sharp_timeout_s, now)
            case State.SHARP_QUESTION:
                self._decide(now, sharp_persists=None)
            case State.PAIN_REST:
                self._ask(State.REST_SCORE, "rest_score", self._rule.score_timeout_s, now)
            case _:
                self._rest_given(None, now)

    def _give_up(self, now: float) -> None:
        """The user leaves in the middle of the questions: what is open counts as not given."""
        if self._state in (State.PAIN_REST, State.REST_SCORE) or (
            self._state is State.PAIN_CONFIRM and self._question is Question.REST
        ):
            self._decide_rest(now)
        else:
            self._decide(now, sharp_persists=None)

    # -- decisions ----------------------------------------------------------------------------------------------

    def _decide(self, now: float, *, sharp_persists: bool | None) -> None:
        decision = after_report(
            self._rule,
            self.session.base,
            exercise=self._worse[-1],
            score=self._score,
            kind=self._kind,
            sharp_persists=sharp_persists,
            worse_count=self._worse_count,
            base_from=self.session.base_from,
        )
        self._carry_out(decision, now)

    def _decide_rest(self, now: float) -> None:
        if self._score is None:
            raise AssertionError("a rest follows a score only")
        decision = after_rest(
            self._rule,
            self.session.base,
            exercise=self._worse[-1],
            d=self._score,
            r=self._rest_score,
            base_from=self.session.base_from,
        )
        self._carry_out(decision, now)

    def _carry_out(self, decision: Decision, now: float) -> None:
        self._interlude = None
        self._emit(Silenced(self._at(now)))
        if decision.hold is not HoldKind.NONE and self._hold_kept is not HoldKind.HOLD:
            peak = max((s for s in (self._score, self._rest_score) if s is not None), default=None)
            self._set_hold(decision.hold, peak, now)
        self._emit(Decided(self._at(now), decision))
        last = self._order() + 1 >= len(self.session.assignments)
        said = self._script.cue("pain_decision", decision_text(self._script, decision, last=last), 0.0, Priority.PAIN)
        match decision.action:
            case Action.END | Action.END_SAME_DAY:
                self._emit(CueStarted(self._at(now), said))
                self._end(Finish.PAIN_STOP, decision.hold, now)
            case Action.REST:
                self._wait_in(State.PAIN_REST, self._rule.rest_s, now, said)
            case Action.GO_ON_EASIER:
                self._ease(now)
                self._to_next_exercise(now, said)
            case _:
                self._to_next_exercise(now, said)

    def _set_hold(self, kind: HoldKind, peak: int | None, now: float) -> None:
        self._hold_kept = kind
        self._emit(HoldSet(self._at(now), kind, self._worse, self.session.base, peak))

    def _ease(self, now: float) -> None:
        """What is left is done at its easier step."""
        self.session = eased(self.session, self._order() + 1)
        self._emit(Replanned(self._at(now), self.session))

    def _to_next_exercise(self, now: float, said: Cue) -> None:
        """Say what happens, then go on with the next exercise from where the body is."""
        self._target = self._replan(self._order() + 1)
        self._wait_in(State.RESUMING, self._timing.resume_lead_in_s, now, said)


def _check(score: int | None) -> None:
    if score is not None:
        check_score(score)
