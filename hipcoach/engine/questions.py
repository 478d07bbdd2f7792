"""What is asked in a session, as a row for each question; its states and its requests, which the rows name.

Which request is possible in which state is not here: `session_table` says it, and reads from the rows what holds while
a question is open.

Each question has a row: words, answers with their keys and taught words, what an answer may lead to, how long it waits.
Window, terminal, simulation, one switch, taught words, gallery and diary are made from the rows.

A new question about pain is its state, and its row in `QUESTIONS` with the question that it `then_asks`. Where its
answer counts, `pain_dialogue` says what it leads to. Stopping while it is open ends the session. So does silence,
unless the question after it is in `silence_leads_to`.

A new question after an exercise is its name, and its row in `STEP_QUESTIONS`. A language may have a phrase of its name,
said instead of words and keys, and `scan_<answer>` for what one switch reads out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hipcoach.safety.rule import ALL_SCORES, PainRule, check_score
from hipcoach.safety.stored_keys import BREAK_SCORE_NOT_GIVEN
from hipcoach.safety.types import PainKind, Response


class State(StrEnum):
    """Where the session stands."""

    READY = "ready"
    RUNNING = "running"
    WAITING = "waiting"  # for the user to be in position
    PAUSED = "paused"
    RESUMING = "resuming"  # the lead-in after a pause
    PAIN_SCORE = "pain_score"  # D
    PAIN_CONFIRM = "pain_confirm"  # "You chose 7. Is that right?" (D or R)
    PAIN_KIND = "pain_kind"
    KIND_CONFIRM = "kind_confirm"  # "You chose: weak or giving way. Is that right?"
    SHARP_WAIT = "sharp_wait"  # for `sharp_wait_s`
    SHARP_QUESTION = "sharp_question"  # is it still there?
    PAIN_BREAK = "pain_break"  # for `break_s`
    BREAK_SCORE = "break_score"  # R
    ENDED = "ended"


class Request(StrEnum):
    """What can be asked of a session. `TIME` is the passing of time (`advance`)."""

    START = "start"
    TIME = "advance"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    MORE_TIME = "more_time"
    COUNT = "count_one"  # of as many as is comfortable
    IN_POSITION = "in_position"
    ANSWER_CHECK = "answer_check"
    INSTRUCTIONS = "repeat_instructions"
    REPORT_PAIN = "report_pain"
    ANSWER = "answer_question"
    WITHDRAW = "withdraw_report"
    STOP = "stop"
    CALL_OFF = "call_off"  # by what came from another computer of the user's


Answer = int | str | None
"""Any answer: a score, yes or no (a bool is an int), a word of a StrEnum; None: not given."""


NUMBER_WRONG = "number_wrong"
"""The answer that goes back from the kind of pain to its number. Of the two numbers the higher counts."""
BACKSPACE = "Backspace"


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One of a few answers: what it means, its words, the key that gives it; Backspace goes back a question."""

    value: int | str
    words: str
    key: str
    taught: str = ""  # the taught word that gives it (a `SpokenWord`); where none does, the answers are read out
    kept: bool = False  # by one switch or a word it counts only when it is confirmed
    hurts: bool = False  # after an exercise: it opens a report of pain
    settles: bool = False  # at a key or a click it is taken after a moment, in which another answer corrects it


class AskedAgain(StrEnum):
    """Why a question is put again; its phrase says what counts without an answer."""

    STANDS = "stands"  # "is that right?" was denied: what was given stands until it is given anew
    HIGHER_COUNTS = "higher_counts"  # a number was said to be wrong after it was taken: of both the higher counts


class AnswerForm(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one of `SessionQuestion.answers`
    SCORE = "score"  # 0-10
    WAIT = "wait"  # not at all: it is a wait


_S = State
_R = Request
_ENDS = frozenset({_S.ENDED})
_AFTER_PAIN = frozenset({_S.RESUMING, _S.PAIN_BREAK})


@dataclass(frozen=True, slots=True)
class SessionQuestion:
    """What is asked in a state, or in a step after an exercise.

    `words` may name {exercise}, {score} and {kind}, `unanswered` the time that is {left}. What is said with it is the
    phrase of its name; where the language has none, its words and its keys are.
    """

    words: str
    form: AnswerForm = AnswerForm.CHOICE
    answers: tuple[AnswerKey, ...] = ()
    short: str = ""  # its words where no exercise is named; empty: `words`, which then name none
    hint: str = ""
    unanswered: str = ""  # what no answer means
    may_skip: bool = False  # a button leaves it unanswered
    spoken: bool = True  # False: the decision before it is said instead
    rehearsed: Answer = None  # made up in a rehearsal, a simulation and the gallery; never in a session that is kept
    # of a question about pain:
    wait_s: Callable[[PainRule], float] = lambda rule: rule.kind_timeout_s  # for an answer, or how long the wait lasts
    then_asks: State | None = None  # the question that comes next, whatever the answer to this one is
    answer_leads_to: frozenset[State] = frozenset()  # where an answer may lead, besides `then_asks`
    silence_leads_to: frozenset[State] = _ENDS  # where it may lead that no answer comes
    other_requests: Mapping[Request, State] = field(default_factory=dict)  # what else is possible, and where it leads
    ended: str = "The question about pain then counts as not given."  # what it is to end the session while it is open
    not_given: str = "answer_not_given"  # the sentence where it was left, in `safety.sentence_table`
    asked_after: tuple[int, PainKind] = (4, PainKind.ACHE)  # an example: a score and a kind that lead to it

    def no_answer(self, left: str, counts: str) -> str:
        """Return what no answer means, in the time that is `left`; `counts`: the answer that counts then, if any."""
        return COUNTS.format(left=left, counts=counts) if counts else self.unanswered.format(left=left)

    @property
    def plain_words(self) -> str:
        """Its words where no exercise is named: as what comes next, and where they are said."""
        return self.short or self.words

    @property
    def takes_answer(self) -> bool:
        """True unless it is a wait."""
        return self.form is not AnswerForm.WAIT

    @property
    def is_read_out(self) -> bool:
        """True where no answer has a taught word of its own: they are read out, and "yes" takes one."""
        return self.takes_answer and not any(each.taught for each in self.answers)

    @property
    def every_answer(self) -> tuple[Answer, ...]:
        """Return all that may be answered; none for a wait. Any question may also be left unanswered."""
        return ALL_SCORES if self.form is AnswerForm.SCORE else tuple(each.value for each in self.answers)

    def check(self, answer: Answer) -> None:
        """Raise ValueError where this is no answer to the question. Any question may be left unanswered."""
        if answer is None and self.takes_answer:
            return
        if self.form is AnswerForm.SCORE:
            check_score(answer)
        elif self.key_of(answer) is None:
            raise ValueError(f"{answer!r} is no answer to {self.words!r}")

    def key_of(self, answer: Answer) -> AnswerKey | None:
        """Return the row of an answer; True is not 1."""
        same = (each for each in self.answers if answer == each.value and type(answer) is type(each.value))
        return next(same, None)


_NOT_PAIN = "A stretch or a pull is not pain."
COUNTS = "No answer in {left} counts as {counts}."
_UNANSWERED = "No answer in {left} counts as not given, and the session ends."
_STILL_THERE = "The sharp or catching pain then counts as still there."
_AFTER_REST = "How much it hurts after the rest then counts as not given."


class StepQuestion(StrEnum):
    """A question after an exercise: its state is `RUNNING`, its step a check. They are asked in this order."""

    CHECK = "check"


STEP_QUESTIONS: Mapping[StepQuestion, SessionQuestion] = {
    StepQuestion.CHECK: SessionQuestion(
        "{exercise}: how does it feel now?",
        answers=(
            AnswerKey(Response.BETTER, "Better", "1", taught="better"),
            AnswerKey(Response.SAME, "Same", "2", taught="same"),
            AnswerKey(Response.WORSE, "Worse", "3", taught="worse", hurts=True),
        ),
        short="How does it feel now?",
        hint=_NOT_PAIN,
        unanswered="Goes on in {left}; no answer is recorded as not answered.",
        rehearsed=Response.SAME,
    ),
}
"""What is asked after an exercise. Its answer is on record, and "worse" opens a report of pain."""

QUESTIONS: Mapping[State, SessionQuestion] = {
    _S.PAIN_SCORE: SessionQuestion(
        "How much does it hurt now?",
        AnswerForm.SCORE,
        hint=f"Everything has stopped. {_NOT_PAIN}",
        unanswered=_UNANSWERED,  # the kind is still asked, as it decides what follows; then the session ends
        may_skip=True,
        wait_s=lambda rule: rule.score_timeout_s,
        answer_leads_to=frozenset({_S.PAIN_CONFIRM}),
        silence_leads_to=frozenset({_S.PAIN_KIND}),
        other_requests={_R.WITHDRAW: _S.PAUSED},
        ended="How much it hurts then counts as not given.",
        not_given="number_not_given",
    ),
    _S.PAIN_CONFIRM: SessionQuestion(
        "You chose {score}. Is that right?",
        answers=(  # a word for "no" would lead to another number, and that would take a rest back
            AnswerKey(True, "Yes", "Y", taught="yes"),
            AnswerKey(False, "No", "N"),
        ),
        hint="Until you correct it, it stands.",
        rehearsed=True,
        unanswered="No answer in {left} counts as yes.",
        wait_s=lambda rule: rule.confirm_timeout_s,
        answer_leads_to=frozenset({_S.PAIN_SCORE, _S.BREAK_SCORE}),
        silence_leads_to=_ENDS | {_S.PAIN_KIND},
        asked_after=(7, PainKind.ACHE),
    ),
    _S.PAIN_KIND: SessionQuestion(
        "What is it like?",
        answers=(
            AnswerKey(PainKind.ACHE, "An ache", "1", kept=True, settles=True),
            AnswerKey(PainKind.SHARP, "Sharp or catching", "2", kept=True, settles=True),
            AnswerKey(PainKind.NEURO, "Burning, tingling or numb", "3"),  # on record at once, and confirmed
            AnswerKey(PainKind.WEAK, "Weak or giving way", "4"),
            AnswerKey(NUMBER_WRONG, "A higher number", BACKSPACE),
        ),
        unanswered=_UNANSWERED,
        may_skip=True,
        answer_leads_to=_AFTER_PAIN | {_S.SHARP_WAIT, _S.PAIN_SCORE, _S.KIND_CONFIRM},
        ended="What it is like then counts as not given.",
        not_given="kind_not_given",
    ),
    _S.KIND_CONFIRM: SessionQuestion(
        "You chose: {kind}. Is that right?",
        answers=(AnswerKey(True, "Yes", "Y", taught="yes"), AnswerKey(False, "No", "N")),
        hint="Until you correct it, it stands.",
        rehearsed=True,
        unanswered="No answer in {left} counts as yes.",
        wait_s=lambda rule: rule.confirm_timeout_s,
        answer_leads_to=frozenset({_S.PAIN_KIND}),
        asked_after=(4, PainKind.WEAK),
    ),
    _S.SHARP_WAIT: SessionQuestion(
        "Stay still and rest for a moment.",
        AnswerForm.WAIT,
        hint="Then you are asked whether the sharp pain is still there.",
        ended=_STILL_THERE,
        wait_s=lambda rule: rule.sharp_wait_s,
        silence_leads_to=frozenset({_S.SHARP_QUESTION}),
        other_requests={_R.REPORT_PAIN: _S.PAIN_SCORE},
        asked_after=(4, PainKind.SHARP),
    ),
    _S.SHARP_QUESTION: SessionQuestion(
        "Is the sharp or catching pain still there?",
        answers=(
            AnswerKey(True, "Yes", "Y", taught="yes"),
            AnswerKey(False, "No", "N", taught="no", kept=True),
        ),
        unanswered="No answer in {left} counts as still there.",
        ended=_STILL_THERE,
        rehearsed=True,
        wait_s=lambda rule: rule.sharp_timeout_s,
        answer_leads_to=_AFTER_PAIN,
        other_requests={_R.REPORT_PAIN: _S.PAIN_SCORE},
        asked_after=(4, PainKind.SHARP),
    ),
    _S.PAIN_BREAK: SessionQuestion(
        "Rest, in whatever way is most comfortable.",
        AnswerForm.WAIT,
        spoken=False,
        wait_s=lambda rule: rule.break_s,
        silence_leads_to=frozenset({_S.BREAK_SCORE}),
        ended=_AFTER_REST,
        other_requests={_R.REPORT_PAIN: _S.PAIN_SCORE},
    ),
    _S.BREAK_SCORE: SessionQuestion(
        "How much does it hurt now, after the rest?",
        AnswerForm.SCORE,
        hint=_NOT_PAIN,
        unanswered=_UNANSWERED,
        may_skip=True,
        wait_s=lambda rule: rule.score_timeout_s,
        answer_leads_to=frozenset({_S.PAIN_CONFIRM, _S.RESUMING}),
        other_requests={_R.REPORT_PAIN: _S.PAIN_SCORE},
        ended=_AFTER_REST,
        not_given=BREAK_SCORE_NOT_GIVEN,
    ),
}
"""What is asked, or waited for, about pain. `pain_dialogue` says in which order."""


def question_in(state: State, asks: StepQuestion | None) -> SessionQuestion | None:
    """Return what is asked in a state; `asks`: what the step that runs asks, where it is a check."""
    return STEP_QUESTIONS[asks] if asks is not None and state is State.RUNNING else QUESTIONS.get(state)
