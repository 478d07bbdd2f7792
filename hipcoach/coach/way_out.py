"""The way out of a session: one machine for window and terminal, which only show its questions and hand back answers.

Each request is a method that returns the next question. What an answer leads to is on the disk before that, or is said
with `not_kept` beneath. A request that the state does not allow raises IllegalRequest and changes nothing.
"""

from dataclasses import dataclass
from datetime import date

from hipcoach.coach import words
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.pain_question import NumberQuestion, PainAnswer
from hipcoach.coach.question_machine import QuestionMachine
from hipcoach.coach.rule_texts import let_it_settle
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import CALL_IF, Stop, StopText, stop_text, whom_to_call
from hipcoach.coach.way_in_questions import ConfirmQuestion, NoQuestion, stop_by_screen
from hipcoach.coach.way_out_table import WAY_OUT, WayOutRequest, WayOutState
from hipcoach.history.session_detail import PastDecision, SessionDetail
from hipcoach.safety.before import screen
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.types import Decision, Level, PainRestKind, Session

_S = WayOutState
_R = WayOutRequest

NOT_ASKED = "It was cut off, so there is no number after it: nothing is stepped up."
NUMBER_AFTER = NumberQuestion("How much does it hurt now?", effort=True)


@dataclass(frozen=True, slots=True)
class SettleQuestion:
    """Some time to let things settle, unless the user has to leave."""

    wait_s: float
    text: str  # what is said meanwhile


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """How a session was, what that means, and what comes next. Nothing on it asks."""

    detail: SessionDetail
    why: str
    line: str  # of the rule, for "why?"
    pain_rest: PainRestKind  # the strictest that it led to
    due: str
    reading: str  # what the plan has to read; may be empty
    call: str = ""  # whom to contact, where it led to a pain rest


WayOutQuestion = NoQuestion | StopText | SettleQuestion | NumberQuestion | ConfirmQuestion | SessionSummary


class WayOut:
    """The machine of one session: from its end to its summary, or to the rest that it leads to."""

    def __init__(self, diary: SessionDiary, forecast: Forecast, session_id: str, session: Session) -> None:
        self._diary = diary
        self._forecast = forecast
        self._session_id = session_id
        self._session = session
        self._machine = QuestionMachine[WayOutState, WayOutRequest, WayOutQuestion](WAY_OUT, NoQuestion())
        self._number: Decision | None = None  # on a red number after, which stands until another is given
        self._given = PainAnswer()  # all that was answered with it

    @property
    def state(self) -> WayOutState:
        """The present state."""
        return self._machine.state

    @property
    def question(self) -> WayOutQuestion:
        """The question of the present state."""
        return self._machine.question

    @property
    def not_kept(self) -> str:
        """Return why an answer is not on record, to be said beneath what it leads to; empty where all is on record."""
        return self._diary.queue.problem or self._diary.no_backup

    def is_red(self, score: int) -> bool:
        """Return True if a number after the session starts a rest: it is on record at once."""
        return level(self._diary.rule, self._session.base, score) is Level.RED

    def end(self, stop: StopText | None) -> WayOutQuestion:
        """Begin after a session; `stop` says why pain ended it (`ReportLog.stop_text`), None where pain did not."""
        self._machine.take(_R.END)
        if stop is None:
            return self._settle()
        state = _S.SHORT_REST if stop.kind is Stop.REST else _S.STOP
        return self._machine.ask(state, stop)

    def mark_signs(self, ticked: tuple[str, ...]) -> WayOutQuestion:
        """End a session by signs that were marked while it ran.

        What they ask for is said, and no other session starts today.
        """
        self._machine.take(_R.MARK_SIGNS)
        diary, now = self._diary, self._diary.now()
        diary.queue.write(lambda: diary.record_without_session(now, ticked=ticked))
        return self._machine.ask(_S.STOP, stop_by_screen(screen(diary.rule, ticked)))

    def summarise_kept(self) -> WayOutQuestion:
        """Summarise a session that was cut off and is kept as far as it came. It has no number after it."""
        self._machine.take(_R.SUMMARISE_KEPT)
        return self._machine.ask(_S.SUMMARY, self._summary(None))

    def rest(self) -> WayOutQuestion:
        """Take note of a stop."""
        self._machine.take(_R.REST)
        if self.state is _S.SHORT_REST:
            return self._settle()
        return self._machine.ask(_S.CLOSED, NoQuestion())

    def settled(self) -> WayOutQuestion:
        """End the time to settle: it is over, or the user is leaving."""
        self._machine.take(_R.SETTLED)
        return self._machine.ask(_S.NUMBER, NUMBER_AFTER)

    def answer_number(self, pain: PainAnswer) -> WayOutQuestion:
        """Answer with the number after the session. One that starts a pain rest is on record before it is confirmed."""
        self._machine.take(_R.ANSWER_NUMBER)
        doubted = self._number
        if doubted is not None and pain.score is None:
            return self._stop(doubted)  # silence corrects nothing
        if doubted is not None:
            pain = pain.with_what_was_said(self._given)
        decision = self._diary.record_after(self._session_id, self._session, pain, correct=doubted is not None)
        if decision is None and doubted is not None:
            return self._stop(doubted)
        if decision is None or decision.level is not Level.RED:
            return self._machine.ask(_S.SUMMARY, self._summary(decision))
        self._number, self._given = decision, pain
        return self._machine.ask(_S.CONFIRM, ConfirmQuestion(pain.score))

    def confirm_number(self, right: bool | None) -> WayOutQuestion:
        """Confirm the number, or (False) ask again. Until another is given it stands, also in silence."""
        self._machine.take(_R.CONFIRM_NUMBER)
        if self._number is None:
            raise AssertionError("no number was given")
        if right is False:
            return self._machine.ask(_S.NUMBER, NUMBER_AFTER.asked_again(self._number.pain, self._given))
        return self._stop(self._number)

    def close(self) -> WayOutQuestion:
        """Leave the summary."""
        self._machine.take(_R.CLOSE)
        return self._machine.ask(_S.CLOSED, NoQuestion())

    def _stop(self, decision: Decision) -> WayOutQuestion:
        reported = f"You reported {decision.pain} after the session."
        marked = self._forecast.today().marked
        return self._machine.ask(_S.STOP, stop_text(Stop.STOP, reported, decision.why, decision.line, marked))

    def _settle(self) -> WayOutQuestion:
        return self._machine.ask(_S.SETTLE, settle_question(self._diary.rule))

    def _summary(self, decision: Decision | None) -> SessionSummary:
        """Summarise it; `decision` is that on the number after, None where nobody could be asked."""
        found = self._diary.session_detail(self._session_id)
        if decision is not None:
            last, rest = PastDecision(decision.why, decision.line), decision.pain_rest
        else:
            last, rest = next(reversed(found.decided), PastDecision(NOT_ASKED, "after_missing")), PainRestKind.NONE
        rest = max(found.pain_rest, rest, key=lambda kind: kind.rank)
        due = due_text(self._forecast.next_due(), self._diary.snapshot().today)
        call = whom_to_call(self._diary.rule, self._forecast.today()) if rest is PainRestKind.FULL else ""
        call = CALL_IF if rest is PainRestKind.SHORT else call
        return SessionSummary(found, last.why, last.line, rest, due, self._session.plan.reading, call)


def settle_question(rule: PainRule) -> SettleQuestion:
    """Return the wait that a rule asks for."""
    return SettleQuestion(float(rule.after_wait_s), let_it_settle(rule))


def due_text(due: tuple[date, tuple[str, ...]] | None, today: date) -> str:
    """Say when the next session is due; `due` is its date and the titles of its plans."""
    if due is None:
        return "No session until your pain has settled; Today says what comes then."
    day, titles = due
    when = {0: "later today", 1: "tomorrow"}.get((day - today).days, f"on {words.long_date(day)}")
    if not titles:  # which day the session is on stands in the week; the answer decides it
        return f"{words.sentence(when)} you are asked one question about your pain; a session may follow."
    return f"The next session is due {when}: {words.joined(titles)}."
