"""Builds the page for a question of `coach`, where that takes more than one line."""

from dataclasses import replace

from PySide6.QtCore import Qt

from hipcoach.coach.pain_rest import ComeBackQuestion
from hipcoach.coach.session_words import TURN_ON, turn_on_text, turn_on_title
from hipcoach.coach.stop_text import Stop, StopText, contacts_at, rest_end
from hipcoach.coach.way_in_questions import CutOffQuestion, GentleQuestion, NextDayResult
from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.rule import PainRule
from hipcoach.ui.context import UiContext
from hipcoach.ui.session.choice_page import ChoicePage, Way
from hipcoach.ui.shared.spoken_line import SpokenLine
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.label import BodyText
from hipcoach.ui.widgets.notice import NoticeKind
from hipcoach.ui.widgets.step_page import StepPage

GO_ON, KEEP, GENTLER, RESTS, COMES_BACK, USUAL = "go_on", "keep", "gentle", "rest", "back", "usual"
TURNS_ON, STAYS_OFF = "on", "off"
GO_ON_WAY = Way(GO_ON, "Go on", "play")
KEEP_WAY = Way(KEEP, "Keep what was done", "check")
GENTLE_WAYS = (Way(RESTS, "Rest today", "rest", back=True), Way(GENTLER, "A gentler day", "play"))
CHANGE_USUAL = "Change my usual number"
COME_BACK_WAYS = (Way(RESTS, "Rest on", "rest", back=True), Way(COMES_BACK, "Come back", "play"))

TURN_ON_WAYS = (Way(STAYS_OFF, "Leave it off", "rest", back=True), Way(TURNS_ON, TURN_ON, "check"))


def keep_number(context: UiContext, page: StopPage | StepPage, number: str) -> None:
    """Keep an emergency number that was typed on a page."""
    try:
        context.profile.write(replace(context.profile.read(), emergency_number=number))
    except EnvironmentProblem as problem:
        page.say_beneath(str(problem))


def stop_page(context: UiContext, text: StopText, rule: PainRule, *, spoken: bool = True) -> StopPage:
    """Show a stop with the user's own contacts; `rule` explains it. `spoken`: the voice has to say it, too."""
    profile = context.profile.read()
    until = "" if text.kind is Stop.EMERGENCY else rest_end(context.forecast.today(), moment_text)
    page = StopPage(context.theme, text, contacts_at(text.kind, profile), profile.emergency_number, rule, until)
    page.number_given.connect(lambda number: keep_number(context, page, number))
    if spoken and text.spoken:
        page.rested.connect(SpokenLine(context.voice(), text.spoken, page).end)
    return page


def cut_off_page(theme: Theme, rule: PainRule, question: CutOffQuestion) -> ChoicePage:
    """Offer what may be done with a session that was cut off: `GO_ON` or `KEEP`."""
    may = question.may
    ways = (GO_ON_WAY, KEEP_WAY) if may.allowed else (KEEP_WAY,)
    why = Why.of(rule, may.line, may.why)
    return ChoicePage(theme, question.title, question.lead, ways, more=(may.why,), why=why)


def gentle_page(theme: Theme, rule: PainRule, question: GentleQuestion) -> ChoicePage:
    """Offer rest and a gentler day: `RESTS` or `GENTLER`; `USUAL` where the usual number is the user's own word."""
    decision = question.decision
    notice = (NoticeKind.AMBER, "Your number today", decision.why)
    why = Why.of(rule, decision.line, decision.why)
    page = ChoicePage(theme, question.title, question.lead, GENTLE_WAYS, notice=notice, why=why)
    if question.change:
        page.body.addWidget(BodyText(theme, question.change))
        change = PlainButton(theme, CHANGE_USUAL, icon="pain")
        change.clicked.connect(lambda: page.chosen.emit(USUAL))
        page.body.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)
    return page


def next_day_page(theme: Theme, rule: PainRule, result: NextDayResult) -> ChoicePage:
    """Say what a next-day answer led to."""
    decision = result.decision
    why = Why.of(rule, decision.line, decision.why) if decision is not None else None
    return ChoicePage(theme, "Thank you", result.why, (Way("close", "Go on", "right"),), why=why)


def come_back_page(theme: Theme, rule: PainRule, question: ComeBackQuestion) -> ChoicePage:
    """Ask for the user's own word that a pain rest ends: `COMES_BACK` or `RESTS`."""
    why = Why.of(rule, question.line, question.title)
    return ChoicePage(theme, question.title, question.lead, COME_BACK_WAYS, why=why)


def turn_on_page(theme: Theme, rule: PainRule, exercise: str) -> ChoicePage:
    """Ask whether an exercise that is off is turned on again: `TURNS_ON` or `STAYS_OFF`."""
    text = turn_on_text(exercise)
    why = Why.of(rule, "return_mode", text)
    return ChoicePage(theme, turn_on_title(exercise), text, TURN_ON_WAYS, why=why)


def not_recorded_page(theme: Theme, problem: str) -> ChoicePage:
    """Say that an answer cannot be kept."""
    return ChoicePage(theme, "It cannot be recorded", problem, (Way("close", "Close", "close"),))
