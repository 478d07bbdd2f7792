"""The way into a session: one machine for window and terminal, which only show its questions and hand back answers.

Each request is a method that returns the next question. What an answer leads to is on the disk before that. A request
that the state does not allow raises IllegalRequest; one that cannot be written raises EnvironmentProblem. Both change
nothing. Only what asks for rest or for help is never refused: it is said, with `not_kept` beneath. An answer of None
means that nobody answered; what follows from that is decided here.
"""

from collections.abc import Callable
from dataclasses import replace

from hipcoach.catalogue.types import Exercise, SessionPlan, Side
from hipcoach.coach import way_in_questions as questions
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.given_answers import GivenAnswers
from hipcoach.coach.pain_question import USUAL_QUESTION, NumberQuestion, PainAnswer, number_before
from hipcoach.coach.plan_choices import PlanChoices
from hipcoach.coach.question_machine import QuestionMachine, there
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.todays_number import NumberResult, TodaysNumber
from hipcoach.coach.way_in_questions import NoQuestion, PlanQuestion, ScreenQuestion, WayInQuestion
from hipcoach.coach.way_in_table import WAY_IN, WayInRequest, WayInState
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.prepare import before_now
from hipcoach.planner.today import GENTLE
from hipcoach.recorder import UnfinishedSession
from hipcoach.safety.before import Gate, ScreeningDecision, screen, usual_is_told
from hipcoach.safety.compose import Refusal
from hipcoach.safety.reason import Reason
from hipcoach.safety.types import PainRestKind

ASKED_ANEW = "You answered some time ago, so these questions come again."

_S = WayInState
_R = WayInRequest


class WayIn:
    """One way in, from a request (a plan, a session cut off, the next-day question) to a session or a reason."""

    def __init__(self, diary: SessionDiary, forecast: Forecast) -> None:
        self._diary, self._forecast = diary, forecast
        self._machine = QuestionMachine[WayInState, WayInRequest, WayInQuestion](WAY_IN, NoQuestion())
        self._plan: SessionPlan | None = None  # what the user wants to do
        self._todays_number = TodaysNumber(diary)
        self.given = GivenAnswers(diary, self._todays_number)
        self._asked: NumberQuestion | None = None
        self._choices: PlanChoices | None = None

    @property
    def state(self) -> WayInState:
        """The present state."""
        return self._machine.state

    @property
    def question(self) -> WayInQuestion:
        """The question of the present state."""
        return self._machine.question

    @property
    def not_kept(self) -> str:
        """Return why an answer is not on record: to be said beneath what it leads to. Empty where all is."""
        return self._diary.queue.problem

    # -- what may be wanted

    def start_plan(self, plan_id: str) -> WayInQuestion:
        """Do this plan now. A session that was cut off, or a pain rest in force, comes first. Raise KeyError."""
        return self.start(self._diary.catalogue.plans[plan_id])

    def start(self, plan: SessionPlan) -> WayInQuestion:
        """Do this plan now, which need not be kept anywhere: one exercise is tried out."""
        self._machine.take(_R.START_PLAN)
        return self._first(plan)

    def offer_cut_off(self) -> WayInQuestion:
        """Offer to go on with a session that was cut off; it is left at once where there is none."""
        self._machine.take(_R.OFFER_CUT_OFF)
        return self._first(None)

    def ask_next_day(self) -> WayInQuestion:
        """Ask the next-day question by itself."""
        self._machine.take(_R.ASK_NEXT_DAY)
        return self._ask_number()

    @property
    def may_go_back(self) -> bool:
        """True where the question before may be answered anew: nothing that followed from it is on record."""
        leads_back = self._plan is not None and (self.state, _R.BACK) in WAY_IN.transitions
        return leads_back and not self.given.on_record

    def back(self) -> WayInQuestion:
        """Go back to the question before, where an answer can be changed. Raise IllegalRequest where not."""
        if not self.may_go_back:
            raise IllegalRequest(f"there is no way back from {self.state}")
        self._machine.take(_R.BACK)
        if self.state is _S.PLAN:
            return self._machine.ask(_S.NUMBER, there(self._asked))
        return self._machine.ask(_S.SCREEN, ScreenQuestion(self._diary.rule.screen, ticked=self.given.take_signs()))

    def leave(self) -> WayInQuestion:
        """Go back to where nothing is asked; what was answered stays on record."""
        self._machine.take(_R.LEAVE)
        return self._no_session(_S.LEFT, NoQuestion())

    def close(self) -> None:
        """Leave where that is allowed, as the program ends. Where it is not, the answers are kept all the same."""
        if (self.state, _R.LEAVE) in WAY_IN.transitions:
            self.leave()
        elif self.state is not _S.STARTED:
            self.given.keep()

    # -- a session that was cut off

    def answer_cut_off(self, go_on: bool | None) -> WayInQuestion:
        """Go on with it, or keep what was done; only a person can say that it goes on."""
        self._machine.take(_R.ANSWER_CUT_OFF)
        cut_off = there(self._diary.unfinished())
        if go_on and self._diary.may_go_on(cut_off).allowed:
            return self._machine.ask(_S.SCREEN_AGAIN, ScreenQuestion(self._diary.rule.screen))
        return self._keep(cut_off)

    def go_on(self) -> WayInQuestion:
        """Go on to what was wanted, once a session that was cut off is kept."""
        self._machine.take(_R.GO_ON)
        return self._first(self._plan)

    # -- the screening

    def answer_screen(self, ticked: tuple[str, ...] | None) -> WayInQuestion:
        """Answer with the ids of the signs marked; () is "none of these". Raise KeyError for an unknown one."""
        self._machine.take(_R.ANSWER_SCREEN)
        screened, self.given.screened_at = screen(self._diary.rule, ticked), self._diary.now()
        if self.state is _S.SCREEN_AGAIN:
            return self._screened_again(screened, ticked)
        if screened.blocks:
            return self._refuse_by_screen(screened, ticked)
        self.given.ticked, self.given.marked = ticked or (), screened.why
        return self._ask_number()

    def _screened_again(self, screened: ScreeningDecision, ticked: tuple[str, ...] | None) -> WayInQuestion:
        """Decide again: the time within which a session may go on may have passed during the screening."""
        cut_off = there(self._diary.unfinished())
        if screened.blocks:
            stopped = self._refuse_by_screen(screened, ticked)
            try:
                self._diary.keep(cut_off)
            except EnvironmentProblem as problem:
                self._diary.queue.note(problem)
            return stopped
        if ticked is None or not self._diary.may_go_on(cut_off).allowed:
            self.given.ticked = ticked or ()
            return self._keep(cut_off)
        started = questions.StartedSession(cut_off.session, self._diary.go_on(cut_off, ticked), cut_off)
        return self._machine.ask(_S.STARTED, started)

    def _refuse_by_screen(self, screened: ScreeningDecision, ticked: tuple[str, ...] | None) -> WayInQuestion:
        """Stop for the signs at once, also where that cannot be written."""
        now = self._diary.now()
        self._diary.queue.write(lambda: self._diary.record_without_session(now, ticked=ticked))
        return self._no_session(_S.STOPPED, questions.stop_by_screen(screened))

    # -- today's number

    def answer_number(self, pain: PainAnswer, *, next_day: PainAnswer | None = None) -> WayInQuestion:
        """Answer with today's number. `next_day` is the next-day answer; None: `pain` is that, too."""
        self._machine.take(_R.ANSWER_NUMBER)
        number = self._todays_number.take(pain, next_day, wanted=self._plan is not None)
        if number.stops and number is not self.given.number:
            self.given.number = number
            return self._machine.ask(_S.CONFIRM, questions.ConfirmQuestion(number.score))
        return self._after_number(number)

    def confirm_number(self, right: bool | None) -> WayInQuestion:
        """Confirm the number, or (False) ask it again; it stands until another is given, and so in silence."""
        self._machine.take(_R.CONFIRM_NUMBER)
        number = there(self.given.number)
        if right is False:
            self._todays_number.doubt(number)
            return self._machine.ask(_S.NUMBER, there(self._asked).asked_again(number.score, number.answer))
        return self._after_number(number)

    def answer_gentle(self, gentler: bool | None) -> WayInQuestion:
        """Take the gentler day, or rest; unanswered is rest."""
        self._machine.take(_R.ANSWER_GENTLE)
        number = there(self.given.number)
        if gentler:
            return self._compose(self._diary.catalogue.plans[GENTLE], number)
        return self._no_session(_S.RESTED, questions.RestChoice(number.before.why))

    def ask_usual(self) -> WayInQuestion:
        """Ask again for the usual number, where the one given in the first run would make the day gentler."""
        self._machine.take(_R.ASK_USUAL)
        return self._machine.ask(_S.USUAL, USUAL_QUESTION)

    def answer_usual(self, score: int | None) -> WayInQuestion:
        """Answer what is usual; today's number is then decided on again. None changes nothing."""
        self._machine.take(_R.ANSWER_USUAL)
        number = there(self.given.number)
        if score is not None:
            self._diary.profile.write(replace(self._diary.profile.read(), usual_pain=score))
            number = replace(number, before=before_now(self._diary.rule, self._diary.snapshot(), number.pain.score))
        return self._after_number(number)

    # -- what the session holds

    def replacements(self, exercise_id: str) -> tuple[Exercise, ...]:
        """Return what may stand in for an exercise of the session; asked before `swap`."""
        self._machine.take(_R.SWAP)
        return there(self._choices).replacements(exercise_id)

    def change_dose(self, exercise_id: str, steps: int, side: Side = Side.BOTH) -> WayInQuestion:
        """Do an exercise some ladder steps more (below 0: less), never above its place on its ladder."""
        self._machine.take(_R.CHANGE_DOSE)
        steps_up = self._plan_question().preview.choices[exercise_id].up
        there(self._choices).change_dose(exercise_id, steps, side, steps_up=steps_up)
        return self._preview()

    def stay(self, exercise_id: str) -> WayInQuestion:
        """Decline a step up."""
        return self._change(_R.STAY, lambda: self._diary.stay(exercise_id))

    def swap(self, exercise_id: str, replacement_id: str) -> WayInQuestion:
        """Do another exercise in the place of one, for today."""
        return self._change(_R.SWAP, lambda: there(self._choices).swap(exercise_id, replacement_id))

    def skip(self, exercise_id: str) -> WayInQuestion:
        """Leave an exercise out, for today."""
        return self._change(_R.SKIP, lambda: there(self._choices).skip(exercise_id))

    def put_back(self, exercise_id: str) -> WayInQuestion:
        """Take a swap back, or do what was left out."""
        return self._change(_R.PUT_BACK, lambda: there(self._choices).put_back(exercise_id))

    def turn_on(self, exercise_id: str) -> WayInQuestion:
        """Note that the user has had advice, and turn an exercise that started a pain rest on again."""
        return self._change(_R.TURN_ON, lambda: self._diary.turn_on(exercise_id))

    def begin(self) -> WayInQuestion:
        """Begin the session as it is shown. Where the page was left open for long, ask again, from the signs on."""
        self._machine.take(_R.BEGIN)
        if not self._diary.still_count(self.given.screened_at):
            self.given.keep()
            return self._first(self._plan, lead=ASKED_ANEW)
        session = self._plan_question().preview.session
        recorder = self._diary.begin(session, self.given.ticked, there(self.given.number).pain)
        return self._machine.ask(_S.STARTED, questions.StartedSession(session, recorder))

    # -- inside

    def _first(self, plan: SessionPlan | None, *, lead: str = "") -> WayInQuestion:
        """Ask what comes first: of a session that was cut off, then of the plan that is wanted."""
        if (cut_off := self._diary.unfinished()) is not None:
            self._plan = plan
            may = self._diary.may_go_on(cut_off)
            return self._machine.ask(_S.CUT_OFF, questions.CutOffQuestion(cut_off.title, may))
        if plan is None:
            return self._machine.ask(_S.LEFT, NoQuestion())
        if (resting := self._forecast.rest_today()) is not None:
            return self._machine.ask(_S.RESTING, questions.PainRestNotice(resting))
        self._plan = plan
        return self._machine.ask(_S.SCREEN, ScreenQuestion(self._diary.rule.screen, lead))

    def _keep(self, cut_off: UnfinishedSession) -> WayInQuestion:
        self._diary.keep(cut_off)
        return self._no_session(_S.KEPT, questions.KeptSession(cut_off.session_id, cut_off.session))

    def _no_session(self, state: WayInState, question: WayInQuestion) -> WayInQuestion:
        """End the way where no session follows, which would have taken the answers: they are kept now."""
        self.given.keep()
        return self._machine.ask(state, question)

    def _ask_number(self) -> WayInQuestion:
        self._asked = number_before(self._diary.waiting_for_next_day(), where=self._plan is not None)
        return self._machine.ask(_S.NUMBER, self._asked)

    def _after_number(self, number: NumberResult) -> WayInQuestion:
        """Decide what today's number leads to, the strictest first."""
        decision, before, plan = number.next_day, number.before, self._plan
        if decision is not None and decision.pain_rest is PainRestKind.FULL:
            return self._no_session(_S.STOPPED, questions.stop_by_next_day(decision, self._forecast.today()))
        if plan is None:
            return self._machine.ask(_S.ANSWERED, questions.NextDayResult(decision))
        if before.gate is Gate.NONE:
            return self._no_session(_S.STOPPED, questions.stop_by_number(before))
        self.given.number = number
        if before.gate is not Gate.GENTLE or plan.id == GENTLE:
            return self._compose(plan, number)
        if isinstance(self._choices_of(self._diary.catalogue.plans[GENTLE], number).preview(), Refusal):
            rest = Reason(before.line, "before_more_rest", before.reason.values)  # never offered, then refused
            return self._no_session(_S.STOPPED, questions.stop_by_number(replace(before, reason=rest)))
        told = usual_is_told(self._diary.rule, self._diary.snapshot().numbers)
        return self._machine.ask(_S.GENTLE, questions.GentleQuestion(before, told))

    def _compose(self, plan: SessionPlan, number: NumberResult) -> WayInQuestion:
        self._choices = self._choices_of(plan, number).or_as_chosen(self._choices)
        return self._preview()

    def _choices_of(self, plan: SessionPlan, number: NumberResult) -> PlanChoices:
        return PlanChoices(self._diary, self._forecast, plan, self.given.ticked, number.pain)

    def _change(self, request: WayInRequest, act: Callable[[], None]) -> WayInQuestion:
        self._machine.take(request)
        act()
        return self._preview()

    def _preview(self) -> WayInQuestion:
        """Compose the session as it stands now."""
        found, number = there(self._choices).preview(), there(self.given.number)
        if isinstance(found, Refusal):
            return self._no_session(_S.STOPPED, questions.stop_by_refusal(found, self._forecast.today()))
        return self._machine.ask(_S.PLAN, PlanQuestion(found, number.before, self.given.marked, number.next_day))

    def _plan_question(self) -> PlanQuestion:
        if not isinstance(self.question, PlanQuestion):
            raise AssertionError("no plan is shown")
        return self.question
