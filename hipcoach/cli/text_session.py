"""A whole session in the terminal: shows what `coach` asks before and after it. Decides nothing."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack, closing

from hipcoach import __version__
from hipcoach.catalogue.types import SessionPlan
from hipcoach.cli.context import Context
from hipcoach.cli.diary_exchange import SessionExchange
from hipcoach.cli.prompts import Questions
from hipcoach.cli.session import Worse, score_or_none, script_of
from hipcoach.cli.store_access import open_diary
from hipcoach.cli.text_play import PlayedSession, TextPlay
from hipcoach.cli.text_questions import TextAnswers
from hipcoach.clock import SystemClock
from hipcoach.coach import words
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.mid_session import MidSession
from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.profile import Profile
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.session_settings import rule_in_force, timing
from hipcoach.coach.stop_text import Stop, StopText, meanwhile, numbers_to_call, rest_end, stop_in_force, whom_to_call
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    CutOffQuestion,
    GentleQuestion,
    KeptSession,
    NoQuestion,
    PainRestNotice,
    PlanQuestion,
    RestChoice,
    ScreenQuestion,
    StartedSession,
    WayInQuestion,
    stop_without_diary,
)
from hipcoach.coach.way_out import SessionSummary, SettleQuestion, WayOut
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner.today import DayKind
from hipcoach.safety.before import Gate
from hipcoach.safety.rule import PainRule

REFUSED = 1

Play = Callable[[StartedSession], PlayedSession]
"""Plays a session to its end."""


def run_in_terminal(
    args: argparse.Namespace,
    context: Context,
    rule: PainRule,
    plan: SessionPlan,
    ticked: tuple[str, ...] | None,
    worse: Worse,
) -> int:
    """Run a session from its first question to its last, and return the exit status.

    `ticked` are signs marked by flags.
    """
    clock = SystemClock(args.speed)
    with ExitStack() as opened:
        try:
            store = opened.enter_context(open_diary(context))
        except EnvironmentProblem:  # what the answers lead to does not wait for a diary
            stop = stop_without_diary(rule, ticked, score_or_none(args.before), clock.utc(), clock.zone())
            if stop is not None:
                _print_refusal(context, plan.id, _stop_sentences(stop, None))
            raise
        others = SessionExchange(context, store)
        others.exchange()  # a pain rest may have come, and a lower number that ends a session
        opened.callback(others.exchange)
        shipped, rule = rule, rule_in_force(rule, context.settings)
        diary = SessionDiary(
            store,
            clock,
            context.catalogue,
            rule=lambda: rule_in_force(shipped, context.settings),  # a lower number may come in its midst
            full_times=lambda: context.settings.full_instructions_times,
            app_version=__version__,
        )
        forecast = Forecast(
            store=store,
            clock=clock,
            rule=lambda: rule,
            catalogue=context.catalogue,
            settings=lambda: context.settings,
            script=lambda: script_of(context),
            timing=lambda: timing(context.settings),
        )
        answers = TextAnswers(args, ticked, Questions(context.stdin, context.stdout) if context.interactive else None)
        player = TextPlay(
            args,
            context,
            clock,
            rule,
            worse,
            first_run_done=diary.profile.read().first_run_done,
            mid_session=lambda session: MidSession(others.look, diary, forecast, session) if others.folder else None,
        )
        return TextSession(context, diary, forecast, answers, player.play).run(plan.id)


def _stop_sentences(stop: StopText, profile: Profile | None) -> list[str]:
    """Return what a stop before a session says in a terminal. An empty one is not said."""
    return [stop.why or stop.reported, stop.do, stop.call, _numbers(stop, profile)]


def _numbers(stop: StopText, profile: Profile | None) -> str:
    """Return the user's own numbers where a stop asks for a call; empty where they are not known."""
    asks = stop.call or stop.kind is Stop.EMERGENCY
    return numbers_to_call(stop.kind, profile) if asks and profile is not None else ""


def _print_refusal(context: Context, plan_id: str, sentences: list[str]) -> None:
    """Print all that a refusal says, as one line: every error is one, also for a program that reads them."""
    print(f"{plan_id}:", *filter(None, sentences), file=context.stderr)


class TextSession:
    """Drives the ways in and out of a session: shows their questions, and hands the answers back."""

    def __init__(
        self, context: Context, diary: SessionDiary, forecast: Forecast, answers: TextAnswers, play: Play
    ) -> None:
        self._context, self._diary, self._forecast, self._answers = context, diary, forecast, answers
        self._play = play

    def run(self, plan_id: str) -> int:
        """Go from the first question to the last; return the exit status."""
        started = self._way_in(plan_id)
        if started is None:
            return REFUSED
        played = self._play(started)
        way = WayOut(self._diary, self._forecast, started.recorder.session_id, started.session)
        self._way_out(way, played, said=started.recorder.problem)
        return 0

    # -- before -------------------------------------------------------------------------------------------------

    def _way_in(self, plan_id: str) -> StartedSession | None:
        """Show what the way in asks until a session starts; return None where none does."""
        with closing(WayIn(self._diary, self._forecast)) as way:  # Ctrl C keeps what was answered, too
            return self._ask(way, plan_id)

    def _ask(self, way: WayIn, plan_id: str) -> StartedSession | None:
        answers, question = self._answers, way.start_plan(plan_id)
        while not isinstance(question, StartedSession):
            match question:
                case CutOffQuestion():
                    self._say(f"{question.lead} {question.may.why}")
                    question = way.answer_cut_off(answers.cut_off(question))
                case KeptSession():
                    self._say(question.text)
                    question = way.go_on()
                case ScreenQuestion():
                    if question.lead:
                        self._say(question.lead)
                    question = way.answer_screen(answers.screen(question))
                case NumberQuestion():
                    pain, next_day = answers.number_before(question)
                    question = way.answer_number(pain, next_day=next_day)
                case ConfirmQuestion():
                    question = way.confirm_number(answers.confirm(question))
                case GentleQuestion():
                    self._say(question.decision.why)
                    if answers.changes_usual(question):
                        way.ask_usual()
                        question = way.answer_usual(answers.usual())
                    else:
                        question = way.answer_gentle(answers.gentle(question))
                case PlanQuestion():
                    turned_on = answers.turned_on(question)
                    if turned_on is not None:
                        question = way.turn_on(turned_on)
                    else:
                        self._show_answered(question)
                        question = way.begin()
                case _:
                    self._refuse(plan_id, question, way.not_kept)
                    return None
        return question

    def _show_answered(self, question: PlanQuestion) -> None:
        """Say what today's answers led to."""
        if question.marked:
            self._say(question.marked)
        if question.next_day is not None:
            self._say(question.next_day.why)
        if question.before.gate is not Gate.PLANNED:
            self._say(question.before.why)

    def _refuse(self, plan_id: str, question: WayInQuestion, not_kept: str) -> None:
        """Say on stderr why no session starts, and beneath it what could not be kept."""
        profile = self._diary.profile.read()
        match question:
            case StopText():
                sentences = _stop_sentences(question, profile)
            case PainRestNotice(today=today):
                reported = today.reported.sentence if today.kind is DayKind.PAUSED else ""
                whom = whom_to_call(self._diary.rule, today), numbers_to_call(stop_in_force(today), profile)
                sign = today.sign.sentence if today.sign.line != today.line else ""
                sentences = [sign, today.why, reported, rest_end(today, words.moment), meanwhile(today), *whom]
            case RestChoice(why=why):
                sentences = [why]
            case _:
                raise AssertionError(f"no line says {type(question).__name__}")
        _print_refusal(self._context, plan_id, sentences)
        if not_kept:  # an error of its own
            print(not_kept, file=self._context.stderr)

    # -- after --------------------------------------------------------------------------------------------------

    def _way_out(self, way: WayOut, played: PlayedSession, *, said: str | None) -> None:
        """Show what the way out asks, and hand back the answers. In a terminal it settles at once, as the user leaves.

        `said` was told as the session ended, and is not told again.
        """
        answers = self._answers
        signs = answers.signs(self._diary.rule.screen) if played.signs_wanted else None
        question = way.mark_signs(signs) if signs else way.end(played.stop)
        while not isinstance(question, NoQuestion):
            match question:
                case StopText():
                    numbers = _numbers(question, self._diary.profile.read())
                    for line in filter(None, (question.reported, question.why, question.do, question.call, numbers)):
                        self._say(line)
                    question = way.rest()
                case SettleQuestion():
                    question = way.settled()
                case NumberQuestion():
                    question = way.answer_number(answers.number_after(question))
                case ConfirmQuestion():
                    question = way.confirm_number(answers.confirm(question))
                case SessionSummary():
                    for line in filter(None, (question.why, question.call, question.due)):
                        self._say(line)
                    question = way.close()
        if way.not_kept and way.not_kept != said:
            self._say(f"! {way.not_kept}")

    def _say(self, text: str) -> None:
        self._context.print(text)
