"""Plays one session in the terminal: the voice, the engine, what is said before it, and the player."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipcoach.cli.context import Context
from hipcoach.cli.session import Worse, score_or_none, script_of
from hipcoach.cli.terminal_keys import Terminal
from hipcoach.cli.text_player import TextPlayer
from hipcoach.clock import Clock, wait_s
from hipcoach.coach.keys import KeyTable
from hipcoach.coach.mid_session import MidSession
from hipcoach.coach.pause_watch import PauseWatch
from hipcoach.coach.session_engine import session_engine
from hipcoach.coach.session_settings import timing
from hipcoach.coach.session_words import before_lines
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.engine.steps.shorten import duration_s
from hipcoach.engine.texts import called_off_texts, texts_of
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Response, Session
from hipcoach.voice.lengths import cue_length
from hipcoach.voice.protocol import FIRST_WORDS
from hipcoach.voice.silent import SilentVoice

if TYPE_CHECKING:
    from hipcoach.voice.protocol import Voice

LONGEST_RENDER_S = 10.0
END_KEY = "the letter Q"  # Escape only pauses in a terminal
LOOKS_EVERY_S = 0.125
SAYS_AFTER_S = 1.0


@dataclass(frozen=True, slots=True)
class PlayedSession:
    """How a session in the terminal came to its end."""

    stop: StopText | None = None  # what pain, or another computer, ended it with
    signs_wanted: bool = False  # it was ended so that a sign can be marked


class TextPlay:
    """Plays sessions with the voice, the speed and the answers that the flags name."""

    def __init__(
        self,
        args: argparse.Namespace,
        context: Context,
        clock: Clock,
        rule: PainRule,
        worse: Worse,
        *,
        first_run_done: bool,
        mid_session: Callable[[Session], MidSession | None] = lambda _: None,
    ) -> None:
        """`first_run_done`: the questions about locks were answered in the window.

        `mid_session` looks for what comes from another computer; None where none shares the diary.
        """
        self._args, self._context, self._clock, self._rule, self._worse = args, context, clock, rule, worse
        self._first_run_done = first_run_done
        self._mid_session = mid_session

    def play(self, started: StartedSession) -> PlayedSession:
        """Play a session to its end; return how it came to it."""
        context, settings, session, cut_off = self._context, self._context.settings, started.session, started.cut_off
        voice = self._voice()
        try:
            times = timing(settings)
            script = replace(script_of(context, cue_length(voice, settings)), end_key=END_KEY)
            mid_session = self._mid_session(session)
            texts = texts_of(session, script, times, self._rule)
            self._render(voice, texts + called_off_texts(session, script) if mid_session is not None else texts)
            engine = session_engine(session, cut_off, self._clock, rule=self._rule, timing=times, script=script)
            if cut_off is None:
                self._introduce(session, duration_s(engine.steps))
            terminal = Terminal(context.stdout, context.stdin if context.interactive else None)
            keys = KeyTable.of(context.settings)
            player = TextPlayer(
                engine,
                started.recorder,
                voice,
                self._clock,
                terminal,
                self._prepared_answers(),
                keys,
                mid_session.look if mid_session is not None else lambda _: None,
                PauseWatch(self._clock, self._rule).look,
            )
            finished = player.run(begin=cut_off is None)
        finally:
            voice.close()
        self._context.print(f"{session.plan.title}: {finished.finish.value.replace('_', ' ')}.")
        stop = player.reports.stop_text()
        return PlayedSession(mid_session.stop_text(stop) if mid_session is not None else stop, player.signs_wanted)

    def _render(self, voice: "Voice", texts: Sequence[str]) -> None:
        """Have the words made into speech, and wait for the first ones.

        The others are rendered while these are said.
        """
        voice.prepare(texts)
        waited_s = 0.0
        while (progress := voice.progress(texts[:FIRST_WORDS]))[0] < progress[1] and waited_s < LONGEST_RENDER_S:
            if waited_s == SAYS_AFTER_S:
                self._context.print("Getting the voice ready.")
            wait_s(LOOKS_EVERY_S)
            waited_s += LOOKS_EVERY_S
        state = voice.state()
        if state.message and not state.starting:
            self._context.print(state.message)

    def _introduce(self, session: Session, length_s: float) -> None:
        self._context.print(f"{session.plan.title}: about {max(1, round(length_s / 60))} minutes.")
        for assignment in session.listed:
            note = f" ({assignment.note})" if assignment.note else ""
            self._context.print(f"  {assignment.exercise.name}{note}")
            for caution in assignment.cautions:
                self._context.print(f"    take care: {caution}")
        for line in before_lines(session):
            self._context.print(f"  {line}")
        for left in session.left_out:
            name = self._context.catalogue.exercises[left.exercise].name
            self._context.print(f"  left out: {name}. {left.why}")
        done = {assignment.exercise.id for assignment in session.assignments}
        for name in self._worse.keys() - done:
            self._context.print(f"  --worse {name} is not used: it is not in this session.")
        if not self._first_run_done:
            self._context.print("The first run in the window was not done: no locks are assumed.")

    def _prepared_answers(self) -> PreparedAnswers:
        named = {each.value: each for each in Response}
        check, rest = named.get(self._args.answer or ""), score_or_none(self._args.rest)
        return PreparedAnswers(check=check, worse=self._worse, rest=rest, made_up=False)

    def _voice(self) -> "Voice":
        """Open the real voice at the real speed; captions alone otherwise."""
        if self._args.voice == "silent" or self._args.speed != 1:
            return SilentVoice()
        from hipcoach.voice.speaking import VoiceOptions, open_voice  # 14 ms that a silent session does without

        paths = self._context.paths
        return open_voice(VoiceOptions.of(self._context.settings), paths.speech, paths.assets / "tones", paths.voices)
