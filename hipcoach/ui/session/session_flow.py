"""The way into a session: the screen, today's number, what it allows, what today holds, the voice, and off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coach.correction import DiaryMark
from hipcoach.coach.desk import Desk, PainNow, held_back
from hipcoach.coach.stop_text import CALL_BEFORE, CALL_TODAY, EVERYDAY, Stop, StopText
from hipcoach.engine.texts import texts_of
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.today import GENTLE
from hipcoach.recorder import Recorder
from hipcoach.safety.before import BeforeDecision, Gate, Screened
from hipcoach.safety.compose import Refusal
from hipcoach.safety.rule import Tier
from hipcoach.safety.types import Decision, HoldKind, Level, Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.player.running_session import Equipment, RunningSession
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage, Way
from hipcoach.ui.session.choosing import Asked, Choosing
from hipcoach.ui.session.ending import Ending
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.resting import RestFlow
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why import Why
from hipcoach.ui.widgets.notice import NoticeKind

if TYPE_CHECKING:
    from hipcoach.catalogue.types import SessionPlan


class SessionFlow(QObject):
    """Shows one page after the other; each answer is written before the next page is shown."""

    left = Signal()

    def __init__(self, context: UiContext, desk: Desk, equipment: Equipment) -> None:
        super().__init__()
        self._context = context
        self._desk = desk
        self._equipment = equipment
        self._ending = Ending(context, desk, equipment.window, self)
        self._resting = RestFlow(context, desk, equipment.window, self)
        self._ending.closed.connect(self.leave)
        self._resting.closed.connect(self.leave)
        self._resting.next_day_asked.connect(self.ask_next_day)
        self._running: RunningSession | None = None
        self._plan: SessionPlan | None = None
        self._ticked: tuple[str, ...] = ()
        self._marked = ""  # the sentence on signs that do not block
        self._now = PainNow()
        self._told: Decision | None = None  # what today's number was, too: the next-day answer

    # -- what may be asked of it

    def start_plan(self, plan_id: str) -> None:
        """The user wants to do this plan now."""
        self._plan = self._context.catalogue.plans[plan_id]
        today = self._context.forecast.today()
        if held_back(today):
            self._resting.show()
        else:
            self._ask_screen(self._on_screen_answered)

    def show_rest(self) -> None:
        """The rest in force, and "how is it now?"."""
        self._resting.show()

    def ask_next_day(self) -> None:
        """The next-day question by itself; the first thing on a day on which it is due."""
        self._plan = None
        self._ask_number()

    def offer_unfinished(self) -> bool:
        """Offer to go on with a session that was cut off, or to keep what was done; False where there is none."""
        cut_off = self._desk.unfinished()
        if cut_off is None:
            return False
        may = self._desk.may_go_on(cut_off)
        keep = Way("keep", "Keep what was done", "check")
        ways = (Way("go_on", "Go on", "play"), keep) if may.allowed else (keep,)
        page = ChoicePage(
            self._context.theme,
            "A session was cut off",
            f"{cut_off.title} ended before it was over. What you did is recorded.",
            ways,
            more=(may.why,),
            why=Why.of(self._desk.rule, may.line, may.why),
        )
        page.chosen.connect(self._on_cut_off_chosen)
        self._show(page)
        return True

    def leave(self) -> None:
        """Back to the pages."""
        self._equipment.window.give_back()
        self.left.emit()

    def close(self) -> None:
        """The program ends: what runs is left as it is, and offered again at the next start."""
        if self._running is not None:
            self._running.close()

    # -- the screen

    def _ask_screen(self, then: Callable[[tuple[str, ...]], None]) -> None:
        page = ScreenPage(self._context.theme, self._desk.rule.screen)
        page.answered.connect(then)
        page.left.connect(self.leave)
        self._show(page)

    def _on_screen_answered(self, ticked: tuple[str, ...]) -> None:
        screened = self._desk.screened(ticked)
        if screened.blocks:
            self._show_screen_stop(screened)
            return
        self._ticked, self._marked = ticked, screened.why
        self._ask_number()

    def _show_screen_stop(self, screened: Screened) -> None:
        kind = Stop.EMERGENCY if screened.tier is Tier.EMERGENCY else Stop.SAME_DAY
        self._show_stop(StopText(kind, screened.why, "", "", CALL_TODAY, screened.line))

    # -- today's number

    def _ask_number(self) -> None:
        past = self._desk.waiting_for_next_day()
        title, lead = "How much does it hurt now?", ""
        if past is not None:
            title = "Compared with before your last session: how much does it hurt now?"
            lead = f"You reported {past.base} then." if past.before is not None else ""
        page = PainPage(self._context.theme, title, lead, where=self._plan is not None, next_day=past is not None)
        page.answered.connect(self._on_number_answered)
        page.left.connect(self.leave)
        self._show(page)

    def _on_number_answered(self, now: PainNow) -> None:
        self._now = now
        mark = self._desk.mark()
        decision = self._desk.tell_next_day(now)
        if decision is not None and decision.level is Level.RED:
            page = ConfirmPage(self._context.theme, now.score)
            page.confirmed.connect(lambda: self._after_number(decision))
            page.corrected.connect(lambda: self._retake(mark))
            self._show(page)
        else:
            self._after_number(decision)

    def _retake(self, mark: DiaryMark) -> None:
        self._desk.take_back(mark)
        self._ask_number()

    def _after_number(self, decision: Decision | None) -> None:
        self._told = decision
        if decision is not None and decision.hold is HoldKind.HOLD:
            said = f"You reported {decision.pain} now."
            self._show_stop(StopText(Stop.STOP, said, decision.why, EVERYDAY, CALL_BEFORE, decision.line))
            return
        if self._plan is None:
            self._show_next_day_result(decision)
            return
        gated = self._desk.gate(self._now.score)
        if gated.gate is Gate.NONE:
            self._desk.refused(self._now.score)
            self._show_stop(StopText(Stop.REST, f"You reported {gated.b}.", gated.why, EVERYDAY, "", gated.line))
        elif gated.gate is Gate.GENTLE and self._plan.id != GENTLE:
            self._offer_gentle(gated)
        else:
            self._compose(gated)

    def _show_next_day_result(self, decision: Decision | None) -> None:
        why = decision.why if decision is not None else "No session waits for an answer."
        rule_line = Why.of(self._desk.rule, decision.line, why) if decision is not None else None
        page = ChoicePage(self._context.theme, "Thank you", why, (Way("close", "Go on", "right"),), why=rule_line)
        page.chosen.connect(self.leave)
        self._show(page)

    def _offer_gentle(self, gated: BeforeDecision) -> None:
        ways = (Way("rest", "Rest today", "rest"), Way("gentle", "A gentler day", "play"))
        page = ChoicePage(
            self._context.theme,
            "More pain than usual",
            "Today is for a gentler session, or for rest. Both are right.",
            ways,
            notice=(NoticeKind.AMBER, "Your number today", gated.why),
            why=Why.of(self._desk.rule, gated.line, gated.why),
        )
        page.chosen.connect(lambda chosen: self._on_gentle_chosen(chosen, gated))
        self._show(page)

    def _on_gentle_chosen(self, chosen: str, gated: BeforeDecision) -> None:
        if chosen == "rest":
            self.leave()
            return
        self._plan = self._context.catalogue.plans[GENTLE]
        self._compose(gated)

    # -- what today holds

    def _compose(self, gated: BeforeDecision) -> None:
        if self._plan is None:
            raise AssertionError("composed without a plan")
        before = Asked(self._plan, self._ticked, self._now, gated, self._marked, self._told)
        choosing = Choosing(self._context, self._desk, self._equipment, before, self)
        choosing.decided.connect(self._prepare_voice)
        choosing.refused.connect(self._on_refused)
        choosing.left.connect(self.leave)
        choosing.show()

    def _on_refused(self, found: Refusal) -> None:
        kind = Stop.STOP if found.hold is HoldKind.HOLD else Stop.REST
        self._show_stop(StopText(kind, "No session today.", found.why, EVERYDAY, "", found.line))

    def _prepare_voice(self, session: Session) -> None:
        voice = self._equipment.voice()
        voice.prepare(self._texts(session))
        done, asked = voice.progress()
        if done >= asked:
            self._begin(session)
            return
        page = PreparePage(self._context.theme, voice.progress)
        page.ready.connect(lambda wanted: self._begin(session, voice=wanted))
        page.left.connect(self.leave)
        self._show(page)

    def _begin(self, session: Session, *, voice: bool = True) -> None:
        try:
            recorder = self._desk.begin(session, self._ticked, self._now)
        except EnvironmentProblem as problem:
            page = ChoicePage(
                self._context.theme, "It cannot be recorded", str(problem), (Way("close", "Close", "close"),)
            )
            page.chosen.connect(self.leave)
            self._show(page)
            return
        self._run(session, recorder).start(muted=not voice)

    # -- a session that was cut off

    def _on_cut_off_chosen(self, chosen: str) -> None:
        if chosen == "go_on":
            self._ask_screen(self._on_cut_off_screened)
        else:
            self._keep()

    def _on_cut_off_screened(self, ticked: tuple[str, ...]) -> None:
        screened = self._desk.screened(ticked)
        cut_off = self._desk.unfinished()
        if cut_off is None:
            self.leave()
        elif screened.blocks:
            self._desk.keep(cut_off)
            self._show_screen_stop(screened)
        elif not self._desk.may_go_on(cut_off).allowed:
            self._keep()
        else:
            self._equipment.voice().prepare(self._texts(cut_off.session))
            self._run(cut_off.session, self._desk.go_on(cut_off, ticked)).go_on(cut_off)

    def _keep(self) -> None:
        cut_off = self._desk.unfinished()
        if cut_off is None:
            self.leave()
            return
        self._desk.keep(cut_off)
        self._ending.summarise(cut_off.session_id, cut_off.session)

    # -- inside

    def _texts(self, session: Session) -> tuple[str, ...]:
        return texts_of(session, self._equipment.script(), self._equipment.timing(), self._desk.rule)

    def _run(self, session: Session, recorder: Recorder) -> RunningSession:
        running = RunningSession(self._equipment, session, recorder, self)
        running.ended.connect(lambda finished, text: self._ending.take(running, finished, text))
        self._running = running
        return running

    def _show_stop(self, text: StopText) -> None:
        profile = self._context.profile.read()
        page = StopPage(self._context.theme, text, profile.contacts, profile.emergency_number, self._desk.rule)
        page.rested.connect(self.leave)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        self._equipment.window.take_over(page)
