"""One report of more pain as a frozen value: which question is open, what was answered, what follows. Pure.

Why a value: a report may be answered, left alone, corrected or broken off at any point, and what follows must be
decided by what was answered, not by how one came there. Each answer makes the next value and a `PainTurn`: its events,
and the decision where there is one. `transitions` carries that out; this module knows no step and no clock.

An answer that is missing never counts as fine: with one not given, or a question open when the user stops, the decision
ends the session. What is already red stays red. "Is that right?" asks only whether a number was meant: without an
answer to it the number stands. `safety.during` decides; the strictest line wins.

A new question `then_asks` another one, as its row says. Where its answer counts, keep it in a field of
`PainDialogue` and take it in a `case` of `_turn`.
"""

from dataclasses import dataclass, replace

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.engine.events import (
    Decided,
    Event,
    PainKindGiven,
    PainRestBegun,
    PainRestCorrected,
    PainScored,
    QuestionAnswered,
    Silenced,
)
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import NUMBER_WRONG, QUESTIONS, Answer, AskedAgain, State
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.rule import PainRule, check_score, level
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainKind, PainRestKind, Question

OWN_EVENTS = frozenset({State.PAIN_SCORE, State.PAIN_KIND, State.BREAK_SCORE})
"""Questions whose answers have an event class of their own; every other answer is a `QuestionAnswered`."""


@dataclass(frozen=True, slots=True)
class PainDialogue:
    """One report, from the pain key to the decision; `take_answer`, `time_out` and `give_up` lead on from it.

    First the score; where it is red, "is that right?". Then the kind; where it is for the same day, "is that right?".
    For sharp pain a wait, and whether it is still there. Then the decision. After a break the score once more, with
    "is that right?" where it is red, and the second decision. A wait takes another report.
    """

    marks: PainMarks  # with this report
    base: int
    base_from: BaseFrom = BaseFrom.BEFORE
    state: State = State.PAIN_SCORE  # the question or wait that is open
    score: int | None = None  # the one reported: D on the page of the rule
    kind: PainKind | None = None
    break_score: int | None = None  # after the break: R on that page
    part: Question = Question.DURING  # which score is asked for: of the report, or after the break
    pain_rest: PainRestKind = PainRestKind.NONE  # put in force by this report
    doubted: bool = False  # "is that right?" was denied: that number stands until another is given
    at_least: int | None = None  # the user said later that this number was wrong: no lower one counts
    kind_doubted: bool = False  # "is that right?" was denied of the kind: it stands until another is given
    rest_of_kind: bool = False  # the kind began the pain rest, not the number

    @property
    def may_withdraw(self) -> bool:
        """True while neither a number nor a kind was given: from then on, corrected or not, the report stands."""
        return self.state is State.PAIN_SCORE and self.score is None and self.kind is None

    @property
    def counting_kind(self) -> PainKind | None:
        """The kind that counts. Sharp pain stays until it is said to be gone; only a graver kind replaces it."""
        if self.marks.sharp and (self.kind is None or not self.kind.same_day):
            return PainKind.SHARP
        return self.kind

    @property
    def peak(self) -> int | None:
        """The highest number given so far."""
        given = (self.marks.peak, self.score, self.break_score)
        return max((number for number in given if number is not None), default=None)

    @property
    def leaves_sharp(self) -> bool:
        """True where another report, made now, comes before anybody said that sharp pain is gone."""
        return self.part is Question.DURING and self.counting_kind is PainKind.SHARP

    @property
    def pending_kind(self) -> str:
        """The words of the kind that is being confirmed, or nothing."""
        return _kind_words(self.kind) if self.state is State.KIND_CONFIRM else ""

    @property
    def pending(self) -> int | None:
        """The score that is being confirmed."""
        if self.state is not State.PAIN_CONFIRM:
            return None
        return self.break_score if self.part is Question.AFTER_BREAK else self.score

    @property
    def counts_unanswered(self) -> str:
        """The words of what was given, where it is asked again: without an answer it counts. Else empty."""
        match self.state:
            case State.PAIN_KIND if self.kind_doubted:
                return _kind_words(self.kind)
            case State.PAIN_SCORE if self.doubted or self.at_least is not None:
                return str(self.score)
            case State.BREAK_SCORE if self.doubted:
                return str(self.break_score)
        return ""

    @property
    def asked_again(self) -> AskedAgain | None:
        """Why the open question is put again; None where it is not."""
        if not self.counts_unanswered:
            return None
        return AskedAgain.HIGHER_COUNTS if self.at_least is not None and not self.doubted else AskedAgain.STANDS

    @property
    def not_given(self) -> str:
        """The sentence for what is missing if nothing more is answered."""
        has_number = self.state is State.PAIN_SCORE and self.at_least is not None
        return QUESTIONS[State.PAIN_KIND if has_number else self.state].not_given


def _kind_words(kind: PainKind | None) -> str:
    key = QUESTIONS[State.PAIN_KIND].key_of(kind)
    return in_sentence(key.words) if key is not None else ""


@dataclass(frozen=True, slots=True)
class PainTurn:
    """What follows from one answer: the events, the decision where there is one, and how the dialogue goes on."""

    dialogue: PainDialogue | None  # None: the report is closed
    events: tuple[Event, ...]
    decision: Decision | None = None


def take_answer(pain: PainDialogue, answer: Answer, rule: PainRule, at_s: float) -> PainTurn:
    """Take the answer to the open question; None: not given. Raise ValueError where it is no answer to it."""
    QUESTIONS[pain.state].check(answer)
    turn = _turn(pain, answer, rule, at_s)
    if pain.state in OWN_EVENTS and answer != NUMBER_WRONG:
        return turn
    return replace(turn, events=(QuestionAnswered(at_s, pain.state, answer), *turn.events))


def _turn(pain: PainDialogue, answer: Answer, rule: PainRule, at_s: float) -> PainTurn:
    """Return what an answer leads to. Without one, a question ends the session, but where its row says otherwise."""
    row = QUESTIONS[pain.state]
    after = row.then_asks
    match pain.state, answer:
        case State.PAIN_SCORE | State.BREAK_SCORE, None if pain.doubted:  # silence keeps the RED
            return _after_score(replace(pain, doubted=False), rule, at_s)
        case State.PAIN_SCORE, None if pain.at_least is not None:  # silence keeps the number that was given
            return _after_score(pain, rule, at_s)
        case State.PAIN_SCORE, int() as score if pain.at_least is not None:
            counts = max(score, pain.at_least)
            return _take_score(replace(pain, score=counts), counts, rule, at_s, given=score)
        case State.PAIN_SCORE, int() | None as score:
            return _take_score(replace(pain, score=score), score, rule, at_s)
        case State.BREAK_SCORE, int() | None as score:
            return _take_score(replace(pain, break_score=score), score, rule, at_s)
        case State.PAIN_CONFIRM, bool() | None as correct:
            return _take_confirmation(pain, correct is not False, rule, at_s)
        case State.PAIN_KIND, str() if answer == NUMBER_WRONG:
            return _ask_next(replace(pain, at_least=pain.score), State.PAIN_SCORE)
        case State.PAIN_KIND, None if pain.kind_doubted:  # silence keeps it
            return _decide(pain, rule, at_s, sharp_persists=None)
        case State.PAIN_KIND, PainKind() | None as kind:
            return _take_kind(replace(pain, kind=kind), rule, at_s)
        case State.KIND_CONFIRM, bool() | None as correct:
            if correct is not False:
                return _decide(pain, rule, at_s, sharp_persists=None)
            return _ask_next(replace(pain, kind_doubted=True), State.PAIN_KIND)
        case State.SHARP_QUESTION, bool() | None as still_there:
            return _decide(pain, rule, at_s, sharp_persists=still_there)
        case _, None if after not in row.silence_leads_to:
            return give_up(pain, rule, at_s)
        case _ if after is not None:
            return _ask_next(pain, after)
        case _:
            raise AssertionError(f"nothing is said of {answer!r} in {pain.state}")


def time_out(pain: PainDialogue, rule: PainRule, at_s: float) -> PainTurn:
    """End the open wait, or take the open question as not answered, never as fine; an unconfirmed number stands."""
    if QUESTIONS[pain.state].takes_answer:
        return take_answer(pain, None, rule, at_s)
    (question,) = QUESTIONS[pain.state].silence_leads_to  # a wait leads to one question
    return _ask_next(pain, question)


def give_up(pain: PainDialogue, rule: PainRule, at_s: float) -> PainTurn:
    """End the session at once, whatever is open: an open question counts as not given, and the strictest line wins."""
    if pain.part is Question.AFTER_BREAK:
        return _decide_after_break(pain, rule, at_s, left_open=pain.not_given)
    return _decide(pain, rule, at_s, sharp_persists=None, left_open=pain.not_given)


# -- the questions in their order


def _ask_next(pain: PainDialogue, state: State, *events: Event) -> PainTurn:
    """Ask a question, or first what is asked before it."""
    earlier = (each for each, question in QUESTIONS.items() if question.then_asks is state and each is not pain.state)
    first = next(earlier, None)
    return _ask_next(pain, first, *events) if first is not None else PainTurn(replace(pain, state=state), events)


def _take_score(
    pain: PainDialogue, score: int | None, rule: PainRule, at_s: float, *, given: int | None = None
) -> PainTurn:
    """Go on from a score. A red one begins a pain rest before it is confirmed, and stands until another is given.

    `given`: what was said where a number before it is higher, and counts.
    """
    events: list[Event] = []
    if pain.doubted and not pain.rest_of_kind:
        pain = replace(pain, pain_rest=PainRestKind.NONE)
        events.append(PainRestCorrected(at_s))
    pain = replace(pain, doubted=False)
    events.append(PainScored(at_s, pain.part, score, given if given != score else None))
    if not is_red(pain, score, rule):
        return _after_score(pain, rule, at_s, *events)
    if pain.pain_rest is not PainRestKind.FULL:
        events.append(PainRestBegun(at_s, PainRestKind.FULL, pain.marks.exercises, pain.base, score))
        pain = replace(pain, pain_rest=PainRestKind.FULL)
    if score == pain.at_least:  # it was confirmed before
        return _after_score(pain, rule, at_s, *events)
    return _ask_next(pain, State.PAIN_CONFIRM, *events)


def _after_score(pain: PainDialogue, rule: PainRule, at_s: float, *before: Event) -> PainTurn:
    if pain.part is Question.AFTER_BREAK:
        return _decide_after_break(pain, rule, at_s, *before)
    return _ask_next(pain, State.PAIN_KIND, *before)


def _take_confirmation(pain: PainDialogue, correct: bool, rule: PainRule, at_s: float) -> PainTurn:
    if correct:
        return _after_score(pain, rule, at_s)
    again = State.BREAK_SCORE if pain.part is Question.AFTER_BREAK else State.PAIN_SCORE
    return _ask_next(replace(pain, doubted=True), again)


def _take_kind(pain: PainDialogue, rule: PainRule, at_s: float) -> PainTurn:
    """Go on from the kind. One for the same day begins a pain rest before it is confirmed, as a RED number does."""
    events: list[Event] = []
    if pain.rest_of_kind and not is_red(pain, pain.score, rule):
        pain = replace(pain, pain_rest=PainRestKind.NONE, rest_of_kind=False)
        events.append(PainRestCorrected(at_s, of_kind=True))
    pain = replace(pain, kind_doubted=False)
    events.append(PainKindGiven(at_s, pain.kind))
    if pain.kind is not None and pain.kind.same_day:
        if pain.pain_rest is not PainRestKind.FULL:
            events.append(PainRestBegun(at_s, PainRestKind.FULL, pain.marks.exercises, pain.base, pain.peak))
            pain = replace(pain, pain_rest=PainRestKind.FULL, rest_of_kind=True)
        return _ask_next(pain, State.KIND_CONFIRM, *events)
    if pain.kind is not None and pain.counting_kind is PainKind.SHARP and not is_red(pain, pain.score, rule):
        return _ask_next(pain, State.SHARP_WAIT, *events)
    return _decide(pain, rule, at_s, *events, sharp_persists=None)


def is_red(pain: PainDialogue, score: int | None, rule: PainRule) -> bool:
    """Return True if a score, given now, begins a pain rest, which is written before the score is confirmed."""
    return score is not None and level(rule, pain.base, check_score(score)) is Level.RED


# -- decisions, which `safety.during` makes


def _decide(
    pain: PainDialogue,
    rule: PainRule,
    at_s: float,
    *before: Event,
    sharp_persists: bool | None,
    left_open: str = "",
) -> PainTurn:
    decision = after_report(
        rule,
        ReportAnswers(
            base=pain.base,
            exercise=pain.marks.last,
            reported=pain.score,
            kind=pain.counting_kind,
            sharp_persists=sharp_persists,
            worse_count=pain.marks.reports,
            base_from=pain.base_from,
            left_open=left_open,
        ),
    )
    return _close(pain, decision, at_s, before)


def _decide_after_break(
    pain: PainDialogue, rule: PainRule, at_s: float, *before: Event, left_open: str = ""
) -> PainTurn:
    if pain.score is None:
        raise AssertionError("a break follows a score only")
    decision = after_break(
        rule,
        pain.base,
        exercise=pain.marks.last,
        reported=pain.score,
        after_the_break=pain.break_score,
        base_from=pain.base_from,
        left_open=left_open,
    )
    return _close(pain, decision, at_s, before)


def _close(pain: PainDialogue, decision: Decision, at_s: float, before: tuple[Event, ...]) -> PainTurn:
    """Silence what was being asked, and begin a pain rest that is not in force yet before the decision."""
    events: list[Event] = [*before, Silenced(at_s)]
    rest = pain.pain_rest
    if decision.pain_rest is not PainRestKind.NONE and rest is not PainRestKind.FULL:
        rest = decision.pain_rest
        events.append(PainRestBegun(at_s, rest, pain.marks.exercises, pain.base, pain.peak))
    events.append(Decided(at_s, decision))
    on_break = replace(pain, state=State.PAIN_BREAK, part=Question.AFTER_BREAK, pain_rest=rest)
    return PainTurn(on_break if decision.action is Action.BREAK else None, tuple(events), decision)
