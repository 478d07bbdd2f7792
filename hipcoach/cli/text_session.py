"""A whole session in the terminal: shows what `coach` asks before and after it, and plays it. Decides nothing."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hipcoach import __version__
from hipcoach.catalogue.types import SessionPlan
from hipcoach.cli.context import Context
from hipcoach.cli.prompts import Questions
from hipcoach.cli.session import Worse, given, script_of
from hipcoach.cli.store_access import open_diary
from hipcoach.cli.text_player import Terminal, TextPlayer
from hipcoach.cli.text_questions import TextAnswers
from hipcoach.clock import Clock, SystemClock, wait_s
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.pain_question import NumberQuestion
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.session_settings import timing
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    CutOffQuestion,
    GentleQuestion,
    KeptSession,
    NoQuestion,
    PlanQuestion,
    RestChosen,
    RestNotice,
    ScreenQuestion,
    StartedSession,
    WayInQuestion,
)
from hipcoach.coach.way_out import SessionSummary, SettleQuestion, WayOut
from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.engine import GAP_S, Engine
from hipcoach.engine.fit import duration_s
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.safety.before import Gate
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Response, Session
from hipcoach.voice.lengths import cue_length

if TYPE_CHECKING:
    from hipcoach.store import Store
    from hipcoach.voice.protocol import Voice

REFUSED = 1
LONGEST_RENDER_S = 10.0
LOOKS_EVERY_S = 0.125
SAYS_AFTER_S = 1.0


class TextSession:
    """Drives the ways in and out of a session. Flags answer first, then a person; without a terminal, nobody does."""

    def __init__(
        self,
        args: argparse.Namespace,
        context: Context,
        rule: PainRule,
        plan: SessionPlan,
        ticked: tuple[str, ...] | None,
        worse: Worse,
        *,
        clock: Clock | None = None,
    ) -> None:
        """`ticked` are the signs marked by flags; `clock` is the real one unless given."""
        self._args, self._context, self._rule, self._plan, self._worse = args, context, rule, plan, worse
        self._clock: Clock = clock or SystemClock(args.speed)
        self._terminal = Questions(context.stdin, context.stdout) if context.interactive else None
        self._answers = TextAnswers(args, ticked, self._terminal)

    def run(self) -> int:
        """Go from the first question to the last; return the exit status."""
        with open_diary(self._context) as store:
            diary, forecast = self._diary(store), self._forecast(store)
            started = self._way_in(WayIn(diary, forecast))
            if started is None:
                return REFUSED
            stop = self._play(started, first_run_done=diary.first_run_done())
            self._way_out(WayOut(diary, forecast, started.recorder.session_id, started.session), stop)
        return 0

    def _diary(self, store: "Store") -> SessionDiary:
        context = self._context
        return SessionDiary(
            store,
            self._clock,
            context.catalogue,
            rule=lambda: self._rule,
            full_times=lambda: context.settings.full_instructions_times,
            app_version=__version__,
        )

    def _forecast(self, store: "Store") -> Forecast:
        context = self._context
        return Forecast(
            store=store,
            clock=self._clock,
            rule=lambda: self._rule,
            catalogue=context.catalogue,
            settings=lambda: context.settings,
            script=lambda: script_of(context, estimate_s),
            timing=lambda: timing(context.settings),
        )

    # -- before -------------------------------------------------------------------------------------------------

    def _way_in(self, way: WayIn) -> StartedSession | None:
        """Show what the way in asks, and hand the answers back, until a session starts; None where none does."""
        answers, question = self._answers, way.start_plan(self._plan.id)
        while not isinstance(question, StartedSession):
            match question:
                case CutOffQuestion():
                    self._say(f"{question.lead} {question.may.why}")
                    question = way.answer_cut_off(answers.cut_off(question))
                case KeptSession():
                    self._say(question.text)
                    question = way.go_on()
                case ScreenQuestion():
                    question = way.answer_screen(answers.screen(question))
                case NumberQuestion():
                    pain, next_day = answers.number_before(question)
                    question = way.answer_number(pain, next_day=next_day)
                case ConfirmQuestion():
                    question = way.confirm_number(answers.confirm(question))
                case GentleQuestion():
                    self._say(question.decision.why)
                    question = way.answer_gentle(answers.gentle(question))
                case PlanQuestion():
                    self._show_answered(question)
                    question = way.begin()
                case _:
                    self._refuse(question)
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

    def _refuse(self, question: WayInQuestion) -> None:
        """Say on stderr why no session starts."""
        match question:
            case StopText():
                lines = [question.why or question.said, question.call]
            case RestNotice(today=today):
                lines = [today.why]
            case RestChosen(why=why):
                lines = [why]
            case _:
                raise AssertionError(f"no line says {type(question).__name__}")
        print(f"{self._plan.id}: {lines[0]}", *filter(None, lines[1:]), sep="\n", file=self._context.stderr)

    # -- the session --------------------------------------------------------------------------------------------

    def _play(self, started: StartedSession, *, first_run_done: bool) -> StopText | None:
        """Play a session to its end; return what pain ended it with."""
        context, settings, session, cut_off = self._context, self._context.settings, started.session, started.cut_off
        voice = self._voice()
        try:
            times = timing(settings)
            script = script_of(context, cue_length(voice, settings.rate_wpm))
            self._render(voice, texts_of(session, script, times, self._rule))
            gap_s = GAP_S * max(1.0, self._clock.speed)
            if cut_off is None:
                engine = Engine(session, rule=self._rule, timing=times, script=script, gap_s=gap_s)
                self._introduce(session, duration_s(engine.steps), first_run_done=first_run_done)
            else:
                engine = Engine.restored(
                    session,
                    last=cut_off.last,
                    worse=cut_off.worse,
                    worse_count=cut_off.worse_count,
                    now=self._clock.now_s(),
                    rule=self._rule,
                    timing=times,
                    script=script,
                    gap_s=gap_s,
                )
            terminal = Terminal(context.stdout, context.stdin if self._terminal is not None else None)
            player = TextPlayer(engine, started.recorder, voice, self._clock, terminal, self._prepared_answers())
            finished = player.run(begin=cut_off is None)
        finally:
            voice.close()
        self._say(f"{session.plan.title}: {finished.finish.value.replace('_', ' ')}.")
        return player.reports.stop_text()

    def _render(self, voice: "Voice", texts: Sequence[str]) -> None:
        """Have the words put into speech, so that their lengths are known; what is late is rendered meanwhile."""
        voice.prepare(texts)
        waited_s = 0.0
        while (progress := voice.progress())[0] < progress[1] and waited_s < LONGEST_RENDER_S:
            if waited_s == SAYS_AFTER_S:
                self._say("Getting the voice ready.")
            wait_s(LOOKS_EVERY_S)
            waited_s += LOOKS_EVERY_S
        if voice.state().message:
            self._say(voice.state().message)

    def _introduce(self, session: Session, length_s: float, *, first_run_done: bool) -> None:
        self._say(f"{session.plan.title}: about {max(1, round(length_s / 60))} minutes.")
        for assignment in session.assignments:
            note = f" ({assignment.note})" if assignment.note else ""
            self._say(f"  {assignment.exercise.name}{note}")
        for left in session.left_out:
            name = self._context.catalogue.exercises[left.exercise].name
            self._say(f"  left out: {name}. {left.why}")
        done = {assignment.exercise.id for assignment in session.assignments}
        for name in self._worse.keys() - done:
            self._say(f"  --worse {name} is not used: it is not in this session.")
        if not first_run_done:
            self._say("The first run in the window was not done: no locks are assumed.")

    def _prepared_answers(self) -> PreparedAnswers:
        named = {each.value: each for each in Response}
        return PreparedAnswers(check=named.get(self._args.answer or ""), worse=self._worse, rest=given(self._args.rest))

    def _voice(self) -> "Voice":
        """The real voice at the real speed; captions alone otherwise."""
        from hipcoach.voice.silent import SilentVoice

        if self._args.voice == "silent" or self._args.speed != 1:
            return SilentVoice()
        from hipcoach.voice.speaking import VoiceOptions, open_voice

        paths = self._context.paths
        return open_voice(VoiceOptions.of(self._context.settings), paths.speech, paths.assets / "tones")

    # -- after --------------------------------------------------------------------------------------------------

    def _way_out(self, way: WayOut, stop: StopText | None) -> None:
        """Show what the way out asks, and hand the answers back. Who ends in a terminal leaves: it settles at once."""
        answers, question = self._answers, way.end(stop)
        while not isinstance(question, NoQuestion):
            match question:
                case StopText():
                    for line in filter(None, (question.said, question.why, question.do, question.call)):
                        self._say(line)
                    question = way.rest()
                case SettleQuestion():
                    question = way.settled()
                case NumberQuestion():
                    question = way.answer_number(answers.number_after(question))
                case ConfirmQuestion():
                    question = way.confirm_number(answers.confirm(question))
                case SessionSummary():
                    self._say(question.why)
                    self._say(question.due)
                    question = way.close()

    def _say(self, text: str) -> None:
        self._context.print(text)
