"""A pain rest in force, and the question "how is it now?" that may end it: one machine, whose questions a page shows.

Each request is a method that returns the next question; what an answer leads to is on the disk before that. A request
that the state does not allow raises IllegalRequest and changes nothing. No pain rest ends by time alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hipcoach.coach import words
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.pain_question import NumberQuestion, PainAnswer
from hipcoach.coach.pain_rest_table import PAIN_REST_TABLE, PainRestRequest, PainRestState
from hipcoach.coach.question_machine import QuestionMachine
from hipcoach.coach.rest_number import RestNumber
from hipcoach.coach.rule_texts import coming_back
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import ConfirmQuestion, NoQuestion, ScreenQuestion, stop_by_screen
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.rule_facts import usual_now
from hipcoach.planner.today import DayKind, Today
from hipcoach.safety.before import screen
from hipcoach.safety.pain_rests import open_pain_rests, release_limit
from hipcoach.safety.stored_keys import PAIN_REST_RELEASE
from hipcoach.safety.types import PainRest, PainRestKind

ABOUT_THE_REST = "These questions are about whether the rest can end."
IN_DIARY = f"How it is now is in your diary. {ABOUT_THE_REST}"

_S = PainRestState
_R = PainRestRequest

NUMBER_NOW = NumberQuestion("How much does it hurt now?")
HELD = frozenset({DayKind.PAUSED, DayKind.BLOCKED})
NOTED = ("Noted", "How it is now is in your diary. The rest of today stays for resting.")
ADVISED = (
    "The rest ends when your pain has settled, as before. What started the rest stays off until you turn it on again: "
    "Today offers that once the rest is over."
)
TAKEN_BACK = ("Taken back", "Your note that you have had advice no longer counts.")
COUNT_FROM_NOW = "Count this rest from now"
FROM_NOW = ("Noted", "The rest counts from now.")
NOT_YET = "Not yet"
CONTACT = "Rest, and contact your doctor or physiotherapist."
NOT_KEPT = "It could not be kept"


def ahead_text(on: date) -> str:
    """Return what is said of a pain rest that lies in the future."""
    return (
        f"This rest is dated {words.long_date(on)}, which is ahead of this computer's clock. "
        "If the clock was wrong then, let the rest count from now."
    )


@dataclass(frozen=True, slots=True)
class PainRestInForce:
    """What the rest is, with what the last answer has led to."""

    today: Today
    advised_on: date | None = None  # when advice was noted for every pain rest in force
    began: datetime | None = None  # by the user's clock; None where a wrong clock dated it
    ends_at: int = 0  # the highest number at which it may end
    wakes: datetime | None = None  # when it can end at the earliest, by the user's clock; None: that has passed
    result: tuple[str, str] | None = None  # of the last answer: a few words, and a sentence
    told: bool = False  # how it is now has just been said

    @property
    def held(self) -> bool:
        """Return True if it lasts until it is released."""
        return self.today.kind in HELD

    @property
    def paused(self) -> bool:
        """Return True if only advice leads on."""
        return self.today.kind is DayKind.PAUSED

    @property
    def asleep(self) -> bool:
        """Return True if no answer could end it yet: a number may be given, but nothing more is asked."""
        return self.held and (self.paused or self.today.ahead is not None or self.wakes is not None)


@dataclass(frozen=True, slots=True)
class ComeBackQuestion:
    """Every condition is met; what is missing is that the user wants to come back."""

    lead: str  # what coming back is like
    title: str = "This rest can end now. Do you want to come back?"
    line: str = PAIN_REST_RELEASE  # of the rule, for "why?"


PainRestQuestion = (
    PainRestInForce | NumberQuestion | ConfirmQuestion | ScreenQuestion | StopText | ComeBackQuestion | NoQuestion
)


class PainRestMachine:
    """The machine: from showing a pain rest to its end, which comes only if every condition is met."""

    def __init__(self, diary: SessionDiary, forecast: Forecast) -> None:
        self._diary = diary
        self._forecast = forecast
        self._machine = QuestionMachine[PainRestState, PainRestRequest, PainRestQuestion](
            PAIN_REST_TABLE, self._in_force()
        )
        self._number = RestNumber(diary)
        self._ticked: tuple[str, ...] = ()
        self._missing = ""  # the conditions that are missing for the rest to end

    @property
    def state(self) -> PainRestState:
        """The present state."""
        return self._machine.state

    @property
    def question(self) -> PainRestQuestion:
        """The question of the present state."""
        return self._machine.question

    @property
    def not_kept(self) -> str:
        """Return why an answer is not on record: to be said beneath what it leads to. Empty where all is."""
        return self._diary.queue.problem

    def ask_now(self) -> PainRestQuestion:
        """Say how it is now; during a short rest that is the next-day answer, too."""
        self._machine.take(_R.ASK_NOW)
        if not self._held() and self._diary.waiting_for_next_day() is not None:
            return self._machine.ask(_S.NEXT_DAY, NoQuestion())
        self._number = RestNumber(self._diary)
        return self._ask_number()

    def note_advice(self) -> PainRestQuestion:
        """Note that the user has had advice; that ends a pause, but no pain rest."""
        self._machine.take(_R.NOTE_ADVICE)
        kept = self._try(self._diary.record_advice)
        return self._machine.ask(_S.SHOWN, self._in_force(None if kept else self._not_kept()))

    def take_back_advice(self) -> PainRestQuestion:
        """Take back the newest note of advice, which was pressed by mistake. A pause that it ended is there again."""
        self._machine.take(_R.TAKE_BACK_ADVICE)
        kept = self._try(self._diary.take_back_advice)
        return self._machine.ask(_S.SHOWN, self._in_force(TAKEN_BACK if kept else self._not_kept()))

    def date_anew(self) -> PainRestQuestion:
        """Let a pain rest that lies in the future count from now, by the user's word. It ends no earlier for that."""
        self._machine.take(_R.DATE_ANEW)
        kept = self._try(self._diary.pain_rest_from_now)
        return self._machine.ask(_S.SHOWN, self._in_force(FROM_NOW if kept else self._not_kept()))

    def answer_number(self, pain: PainAnswer) -> PainRestQuestion:
        """Answer how much it hurts now.

        The number is on record before a red one is confirmed, or the signs are asked.
        """
        self._machine.take(_R.ANSWER_NUMBER)
        if self._number.take(pain.score):
            return self._machine.ask(_S.CONFIRM, ConfirmQuestion(pain.score))
        return self._after_number()

    def confirm_number(self, right: bool) -> PainRestQuestion:
        """Confirm the number, or (False) ask it again; it stands until another is given."""
        self._machine.take(_R.CONFIRM_NUMBER)
        if right:
            return self._after_number()
        self._number.doubt()
        return self._ask_number(NUMBER_NOW.asked_again(self._number.score))

    def answer_screen(self, ticked: tuple[str, ...]) -> PainRestQuestion:
        """Answer with the signs marked now.

        Where every other condition is met, ask whether the user wants to come back.
        """
        self._machine.take(_R.ANSWER_SCREEN)
        diary, now = self._diary, self._diary.now()
        kept = diary.queue.write(lambda: diary.record_without_session(now, ticked=ticked))
        missing = diary.missing_for_release(self._number.score, ticked)
        self._ticked = ticked
        screened = screen(self._diary.rule, ticked)
        marked = (screened.why,) if ticked else ()  # it was heard, also where it keeps no rest from ending
        if not missing:
            lead = " ".join((*marked, coming_back(self._diary.rule)))
            return self._machine.ask(_S.COME_BACK, ComeBackQuestion(lead))
        red = self._forecast.today().red_since is not None
        self._missing = " ".join((*marked, *missing, *((CONTACT,) if red else ()), *(() if kept else (self.not_kept,))))
        if screened.blocks:  # somebody has to look at it: that comes before everything else
            return self._machine.ask(_S.SIGN, stop_by_screen(screened))
        return self._machine.ask(_S.SHOWN, self._in_force((NOT_YET, self._missing), told=True))

    def rest(self) -> PainRestQuestion:
        """Take note of what a sign asks for."""
        self._machine.take(_R.REST)
        return self._machine.ask(_S.SHOWN, self._in_force((NOT_YET, self._missing), told=True))

    def come_back(self, confirmed: bool) -> PainRestQuestion:
        """End the rest, or (False) rest on: no pain rest ends unless the user says so."""
        self._machine.take(_R.COME_BACK)
        if self._try(lambda: self._diary.release(self._number.score, self._ticked, confirmed=confirmed)):
            return self._machine.ask(_S.CLOSED, NoQuestion())
        return self._machine.ask(_S.SHOWN, self._in_force(self._not_kept()))

    def go_back(self) -> PainRestQuestion:
        """Go back without giving a number."""
        self._machine.take(_R.GO_BACK)
        return self._machine.ask(_S.SHOWN, self._in_force())

    def leave(self) -> PainRestQuestion:
        """Leave the rest as it is."""
        self._machine.take(_R.LEAVE)
        return self._machine.ask(_S.CLOSED, NoQuestion())

    def _held(self) -> bool:
        return self._forecast.today().kind in HELD

    def _ask_number(self, question: NumberQuestion = NUMBER_NOW) -> PainRestQuestion:
        return self._machine.ask(_S.NUMBER if self._held() else _S.NOTE, question)

    def _after_number(self) -> PainRestQuestion:
        """Ask about the signs where the rest has to be released; else the number is only noted."""
        if self._held():
            in_diary = IN_DIARY if self._number.score is not None else ABOUT_THE_REST
            return self._machine.ask(_S.SCREEN, ScreenQuestion(self._diary.rule.screen, self.not_kept or in_diary))
        return self._machine.ask(_S.SHOWN, self._in_force(self._not_kept() if self.not_kept else NOTED, told=True))

    def _try(self, write: Callable[[], object]) -> bool:
        """Write an answer after those that wait, and return True if it is on record.

        If not, the rest stands as it was.
        """
        if not self._diary.queue.write_waiting():
            return False
        try:
            write()
        except EnvironmentProblem as problem:
            self._diary.queue.note(problem)
            return False
        return True

    def _not_kept(self) -> tuple[str, str]:
        return NOT_KEPT, self.not_kept

    def _in_force(self, result: tuple[str, str] | None = None, *, told: bool = False) -> PainRestInForce:
        rule, snapshot = self._diary.rule, self._diary.snapshot()
        pain_rests = open_pain_rests(snapshot.pain_rests, PainRestKind.FULL)
        today = self._forecast.today()
        began = max((rest.started_at for rest in pain_rests), default=None)
        if began is not None:  # a pain rest that a wrong clock dated has no times yet
            began = began.astimezone(snapshot.zone) if today.ahead is None else None
        ends_at = release_limit(rule, pain_rests, usual_now(rule, snapshot))
        advised_on = self._advised_on(pain_rests)
        return PainRestInForce(today, advised_on, began, ends_at, today.earliest, result, told)

    def _advised_on(self, pain_rests: tuple[PainRest, ...]) -> date | None:
        """Return the day on which advice was noted since the newest of these pain rests began."""
        snapshot = self._diary.snapshot()
        newest = max((rest.started_at for rest in pain_rests), default=None)
        since = [at for at in snapshot.advice if newest is not None and at >= newest]
        return snapshot.date_of(max(since)) if since else None
