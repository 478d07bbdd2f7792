"""The states of the pages before and after a session; nothing is written to the worlds' diaries."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import Lock
from hipcoach.coach.pain_question import USUAL_QUESTION, NumberQuestion, number_before
from hipcoach.coach.pain_rest import NOT_YET, ComeBackQuestion, PainRestInForce
from hipcoach.coach.plan_choices import PlanPreview
from hipcoach.coach.rule_texts import coming_back
from hipcoach.coach.stop_text import CALL_IF, Stop, StopText, contacts_at, stop_text
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    CutOffQuestion,
    GentleQuestion,
    PlanQuestion,
    stop_by_number,
)
from hipcoach.coach.way_out import NUMBER_AFTER, SessionSummary, due_text, settle_question
from hipcoach.gallery.demo_world import DAY, NOW, World
from hipcoach.gallery.player_states import PLAYER_STATES
from hipcoach.gallery.today_states import SIGN
from hipcoach.history.session_detail import session_detail
from hipcoach.planner.choices import dose_choices, reasons_since_done
from hipcoach.planner.nextday import answer
from hipcoach.planner.prepare import before_now, prepare
from hipcoach.planner.read_diary import read
from hipcoach.planner.rule_facts import gather_facts
from hipcoach.planner.swap import replacements
from hipcoach.planner.today import DayKind
from hipcoach.safety.before import before
from hipcoach.safety.compose import Refusal
from hipcoach.safety.pain_rests import may_go_on
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import switched_off
from hipcoach.safety.stored_keys import (
    BREAK_SCORE_TOO_HIGH,
    PAIN_REST_IN_FORCE,
    PAIN_REST_RELEASE,
    SHORT_REST_SET_TODAY,
)
from hipcoach.safety.types import PainKind, PainRestKind
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.question_pages import come_back_page, cut_off_page, gentle_page, turn_on_page
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.session.swap_page import SwapPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_dialog import WhyDialog

SessionBuilder = Callable[[World, World], QWidget]
"""Takes the world with weeks of sessions, and the one with a pain rest in force."""


def _stop(world: World, text: StopText, until: str = "") -> QWidget:
    profile = world.context.profile.read()
    return StopPage(
        world.context.theme, text, contacts_at(text.kind, profile), profile.emergency_number, world.rule, until
    )


def _plan(
    world: World,
    score: int,
    plan_id: str = "hip-essentials",
    declared: Collection[Lock] = (),
    usual: int | None = None,
) -> QWidget:
    """Show a plan; `usual` is that of somebody else, of whom nothing more is known."""
    snapshot = read(world.rule, world.store, world.clock.utc(), world.clock.zone())
    plan = world.context.catalogue.plans[plan_id]
    if declared:  # of somebody who has only begun
        snapshot = replace(
            snapshot, declared=frozenset(declared), times_done={"bent_knee_fallout": 3}, past=(), pain_rests=()
        )
    if usual is not None:
        snapshot = replace(snapshot, past=(), numbers=(), usual0=usual)
    session = prepare(world.rule, snapshot, world.context.catalogue, plan, ticked=(), b=score)
    if isinstance(session, Refusal):
        raise AssertionError(session.why)
    since_done = reasons_since_done(world.store, snapshot)
    choices = dose_choices(world.rule, snapshot, world.context.catalogue, session, score, since_done)
    off = switched_off(snapshot.pain_rests, snapshot.advice, snapshot.turned_on)
    preview = PlanPreview(session, world.context.forecast.seconds(session), choices, off=off)
    next_day = answer(world.rule, snapshot, score)
    after = next_day.decision if next_day is not None else None
    return PlanPage(world.context, PlanQuestion(preview, before_now(world.rule, snapshot, score), next_day=after))


def _swap(world: World) -> QWidget:
    snapshot, catalogue = read(world.rule, world.store, world.clock.utc(), world.clock.zone()), world.context.catalogue
    bridge, facts = catalogue.exercises["bridge"], gather_facts(world.rule, snapshot, catalogue.exercises)
    limits = before_now(world.rule, snapshot, 2)
    found = replacements(world.rule, catalogue, catalogue.plans["hip-essentials"], bridge, facts, limits)
    return SwapPage(world.context, bridge, found, may_skip=True)


def _summary(world: World, finish: str, rest: PainRestKind) -> QWidget:
    row = next(row for row in reversed(world.store.sessions.all()) if row.finish == finish)
    session = session_detail(world.store, row.id)
    due = None if rest is PainRestKind.FULL else (world.clock.utc().date() + timedelta(days=1), ("Daily mobility",))
    given = f"You reported {session.pain('before')} before the session and {session.pain('after')} now"
    why = session.decisions[-1] if session.decisions else f"{given}: you rated no increase."
    call = {PainRestKind.SHORT: CALL_IF, PainRestKind.FULL: _BEFORE_BRIDGE}.get(rest, "")
    due_line = due_text(due, world.clock.utc().date())
    line = "after_ok" if rest is PainRestKind.NONE else "during_red"
    return SummaryPage(world.context, SessionSummary(session, why, line, rest, due_line, "", call), world.rule)


def _rest(world: World, changes: dict[str, Any], **fields: Any) -> QWidget:
    """Show the pain rest in force, with some of its values changed."""
    today = replace(world.context.forecast.today(), **changes)
    rest = PainRestInForce(today, ends_at=2)
    if rest.held and today.ahead is None:
        rest = replace(rest, began=NOW, wakes=NOW + DAY)
    context = world.context
    return PainRestPage(context.theme, context.clock, replace(rest, **fields), context.profile.read(), world.rule)


def _pain(world: World, score: int, question: NumberQuestion, **shown: str) -> QWidget:
    page = PainPage(world.context.theme, question, **shown)
    page.row.press_digit(score)
    return page


def _marked(world: World) -> QWidget:
    """Tick a sign that blocks nothing."""
    page = ScreenPage(world.context.theme, world.rule.screen)
    page.box("limping").click()
    return page


def _red(world: World) -> str:
    stop = world.rule.red_absolute
    return f"You reported 3 before and 7 now: {stop} or more ends a session. The session ends here."


_REPORTED = "You reported 7, an ache, in Bridge."
_BEFORE_BRIDGE = "Contact your doctor or physiotherapist before you try Bridge again."
_NOT_YET = "You reported 4 now; 2 or less is needed."
_PAUSED = Reason("hold_pause", "paused_often", {"count": 2, "days": 14})
_NUMB = Reason(PAIN_REST_IN_FORCE, "rest_same_day_number", {"kind": "neuro", "base": 2, "peak": 4})
_SHORT = Reason(SHORT_REST_SET_TODAY, "rest_of_today")
_ENDS = "This rest can end on Saturday 21 March, 09:00, at the earliest, if your pain has settled."
_ENOUGH = "You reported 4, and 4 after the rest: it has not come down. The session ends here."

SESSION_STATES: Mapping[str, SessionBuilder] = {
    "session-screen": lambda full, hurt: ScreenPage(full.context.theme, full.rule.screen),
    "session-screen-marked": lambda full, hurt: _marked(full),
    "session-number": lambda full, hurt: PainPage(full.context.theme, number_before(None, where=True)),
    "session-number-next-day": lambda full, hurt: _pain(
        full, 4, NumberQuestion("How much does it hurt now?", where=True, next_day=True)
    ),
    "session-confirm": lambda full, hurt: ConfirmPage(full.context.theme, ConfirmQuestion(7)),
    "session-plan": lambda full, hurt: _plan(full, 2),
    "session-plan-settled": lambda full, hurt: _plan(full, 1),
    "session-plan-half": lambda full, hurt: _plan(full, 4, usual=3),
    "session-plan-cautions": lambda full, hurt: _plan(full, 2, "hip-and-back", [Lock.HIP_REPLACEMENT, Lock.BALANCE]),
    "session-plan-as-usual": lambda full, hurt: _plan(full, 4, usual=4),
    "session-swap": lambda full, hurt: _swap(full),
    "session-voice": lambda full, hurt: PreparePage(full.context.theme, lambda: (12, 80)),
    "session-cut-off": lambda full, hurt: cut_off_page(
        full.context.theme,
        full.rule,
        CutOffQuestion(
            "Daily mobility",
            may_go_on(full.rule, started_at=NOW, now=NOW, report_open=False, pain_rest=PainRestKind.NONE),
        ),
    ),
    "session-gentle": lambda full, hurt: gentle_page(
        full.context.theme, full.rule, GentleQuestion(before(full.rule, 5, 3))
    ),
    "session-gentle-told": lambda full, hurt: gentle_page(
        full.context.theme, full.rule, GentleQuestion(before(full.rule, 4, 2), told=True)
    ),
    "session-usual": lambda full, hurt: PainPage(full.context.theme, USUAL_QUESTION, leave="Back"),
    "session-come-back": lambda full, hurt: come_back_page(
        full.context.theme, full.rule, ComeBackQuestion(coming_back(full.rule))
    ),
    "session-turn-on": lambda full, hurt: turn_on_page(full.context.theme, full.rule, "Bridge"),
    "session-emergency": lambda full, hurt: _stop(
        full, stop_text(Stop.EMERGENCY, "You marked: sudden weakness in the legs.", "", "screen_emergency")
    ),
    "session-emergency-no-number": lambda full, hurt: StopPage(
        full.context.theme,
        stop_text(Stop.EMERGENCY, "You marked: sudden weakness in the legs.", "", "screen_emergency"),
        (),
        "",
        full.rule,
    ),
    "session-same-day": lambda full, hurt: _stop(
        full, stop_text(Stop.SAME_DAY, "You marked: fever, or feeling unwell.", "", "screen_same_day")
    ),
    "session-red": lambda full, hurt: _stop(
        full, stop_text(Stop.STOP, _REPORTED, _red(full), "during_red", ("Bridge",)), _ENDS
    ),
    "session-high": lambda full, hurt: _stop(full, stop_by_number(before(full.rule, 7, 3))),
    "session-enough": lambda full, hurt: _stop(
        full,
        stop_text(Stop.REST, "You reported 4 in Bridge, and 4 after the rest.", _ENOUGH, BREAK_SCORE_TOO_HIGH),
    ),
    "session-why": lambda full, hurt: WhyDialog(full.context.theme, Why.of(full.rule, PAIN_REST_RELEASE, _red(full))),
    "session-settle": lambda full, hurt: SettlePage(full.context.theme, full.clock, settle_question(full.rule)),
    "session-after": lambda full, hurt: _pain(full, 2, NUMBER_AFTER, leave=""),
    "session-summary": lambda full, hurt: _summary(full, "completed", PainRestKind.NONE),
    "session-summary-pain": lambda full, hurt: _summary(hurt, "pain_stop", PainRestKind.FULL),
    "session-rest": lambda full, hurt: _rest(hurt, {}),
    "session-rest-not-yet": lambda full, hurt: _rest(
        hurt, {}, result=(NOT_YET, _NOT_YET), advised_on=NOW.date(), wakes=None, told=True
    ),
    "session-rest-same-day": lambda full, hurt: _rest(hurt, {"reason": _NUMB, "pain_kind": PainKind.NEURO}),
    "session-rest-paused": lambda full, hurt: _rest(hurt, {"kind": DayKind.PAUSED, "reason": _PAUSED, "contact": True}),
    "session-rest-ahead": lambda full, hurt: _rest(hurt, {"ahead": (NOW + timedelta(days=60)).date()}),
    "session-rest-short": lambda full, hurt: _rest(
        hurt, {"kind": DayKind.REST, "reason": _SHORT, "pain_rest": PainRestKind.SHORT, "marked": ()}
    ),
    "session-rest-sign": lambda full, hurt: _rest(
        hurt, {"kind": DayKind.REST, "reason": SIGN, "sign": SIGN, "marked": ()}
    ),
    "session-rest-held-sign": lambda full, hurt: _rest(hurt, {"sign": SIGN}),
    **PLAYER_STATES,
}
