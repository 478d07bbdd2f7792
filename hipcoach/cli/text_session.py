"""A whole session in the terminal: the questions before it, the session, the questions after it."""

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
from hipcoach.clock import Clock, SystemClock, wait_s
from hipcoach.coach.desk import Desk, PainNow
from hipcoach.coach.session_settings import timing
from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Finished
from hipcoach.engine.fit import duration_s
from hipcoach.engine.running import GAP_S
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.recorder import Recorder, Unfinished
from hipcoach.safety.before import Gate
from hipcoach.safety.compose import Refusal
from hipcoach.safety.rule import PainRule, Tier
from hipcoach.safety.types import HoldKind, Response, Session
from hipcoach.voice.lengths import cue_length

if TYPE_CHECKING:
    from hipcoach.store import Store
    from hipcoach.voice.protocol import Voice

REFUSED = 1
LONGEST_RENDER_S = 10.0
LOOKS_EVERY_S = 0.125
SAYS_AFTER_S = 1.0


class TextSession:
    """Asks what was not answered beforehand; without a terminal, what has no flag is not given."""

    def __init__(
        self,
        args: argparse.Namespace,
        context: Context,
        rule: PainRule,
        plan: SessionPlan,
        ticked: tuple[str, ...] | None,
        worse: Worse,
    ) -> None:
        self._args, self._context, self._rule, self._plan = args, context, rule, plan
        self._ticked, self._worse = ticked, worse
        self._clock: Clock = SystemClock(args.speed)
        self._ask = Questions(context.stdin, context.stdout) if context.interactive else None

    def run(self) -> int:
        """From the screen to the number after; gives the exit status."""
        with open_diary(self._context) as store:
            desk = self._desk(store)
            cut_off = desk.unfinished()
            if cut_off is not None and self._keeps(desk, cut_off):
                desk.keep(cut_off)
                self._say(f"{cut_off.title}, which was cut off, is kept as far as it came.")
                cut_off = None
            ticked = self._screen()
            screened = desk.screened(ticked)
            if screened.blocks:
                return self._refused(screened.why, screened.tier)
            if cut_off is not None:
                return self._play(desk, cut_off.session, desk.go_on(cut_off), cut_off)
            return self._new_session(desk, ticked)

    def _desk(self, store: "Store") -> Desk:
        context = self._context
        return Desk(
            store,
            self._clock,
            context.catalogue,
            rule=lambda: self._rule,
            full_times=lambda: context.settings.full_instructions_times,
            app_version=__version__,
        )

    # -- before -------------------------------------------------------------------------------------------------

    def _keeps(self, desk: Desk, cut_off: Unfinished) -> bool:
        """Whether a session that was cut off ends here; only a person can say that it goes on."""
        may = desk.may_go_on(cut_off)
        self._say(f"{cut_off.title} was cut off. {may.why}")
        if not may.allowed or self._ask is None:
            return True
        return not self._ask.yes("Go on with it?")

    def _screen(self) -> tuple[str, ...]:
        if self._ticked is not None:
            return self._ticked
        assert self._ask is not None  # `play` refuses to start without one
        self._say("Is any of these new, or true today?")
        for number, item in enumerate(self._rule.screen, start=1):
            self._say(f"  {number:2d}  {item.says}")
        count = len(self._rule.screen)

        def read(text: str) -> tuple[str, ...]:
            if text in ("0", "none"):
                return ()
            numbers = [int(word) for word in text.replace(",", " ").split()]
            if not all(1 <= number <= count for number in numbers):
                raise ValueError(text)
            return tuple(self._rule.screen[number - 1].id for number in numbers)

        while True:
            answer = self._ask.ask("Their numbers, or none:", read, f"none, or numbers from 1 to {count}")
            if answer is not None:
                return answer

    def _new_session(self, desk: Desk, ticked: tuple[str, ...]) -> int:
        """The number before, what it allows, and what today holds."""
        self._next_day(desk)
        number = self._score(self._args.before, "Pain now?")
        gate = desk.gate(number)
        if gate.gate is not Gate.PLANNED:
            self._say(gate.why)
        if gate.gate is Gate.NONE:
            desk.refused(number)
            return self._refused(gate.why, None)
        now = PainNow(number)
        session = desk.prepare(self._plan, ticked, now)
        if isinstance(session, Refusal):
            return self._refused(session.why, None)
        script = script_of(self._context, estimate_s)
        session = desk.fitted(session, script, timing(self._context.settings))
        return self._play(desk, session, desk.begin(session, ticked, now), None)

    def _next_day(self, desk: Desk) -> None:
        """The next-day answer where one is due; without an answer of its own, the number before serves."""
        if desk.waiting_for_next_day() is None:
            return
        if self._args.next is None and self._ask is None:
            answer = given(self._args.before)
        else:
            answer = self._score(self._args.next, "Compared with before your last session, pain now?")
        decision = desk.tell_next_day(PainNow(answer))
        if decision is not None:
            self._say(decision.why)

    # -- the session --------------------------------------------------------------------------------------------

    def _play(self, desk: Desk, session: Session, recorder: Recorder, cut_off: Unfinished | None) -> int:
        context, settings = self._context, self._context.settings
        voice = self._voice()
        try:
            times = timing(settings)
            script = script_of(context, cue_length(voice, settings.rate_wpm))
            self._render(voice, texts_of(session, script, times, self._rule))
            gap_s = GAP_S * max(1.0, self._clock.speed)
            if cut_off is None:
                engine = Engine(session, rule=self._rule, timing=times, script=script, gap_s=gap_s)
                self._introduce(session, duration_s(engine.steps), first_run_done=desk.first_run_done())
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
            terminal = Terminal(context.stdout, context.stdin if self._ask is not None else None)
            player = TextPlayer(engine, recorder, voice, self._clock, terminal, self._answers())
            finished = player.run(begin=cut_off is None)
        finally:
            voice.close()
        self._after(desk, session, recorder, finished)
        return 0

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

    def _answers(self) -> PreparedAnswers:
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

    def _after(self, desk: Desk, session: Session, recorder: Recorder, finished: Finished) -> None:
        """Pain after, and what it means. In a terminal the user is leaving, so it is asked at once."""
        number = self._score(self._args.after, "Pain after the session?")
        decision = desk.tell_after(recorder.session_id, session, PainNow(number))
        self._say(f"{session.plan.title}: {finished.finish.value.replace('_', ' ')}.")
        self._say(decision.why)
        hold = max((finished.hold, decision.hold), key=lambda kind: kind.rank)
        if hold is not HoldKind.NONE:
            self._say("Stop and rest. Everyday gentle movement is fine.")
            self._say("Contact your doctor or physiotherapist before trying this exercise again.")

    # -- helpers ------------------------------------------------------------------------------------------------

    def _score(self, flag: int | str | None, question: str) -> int | None:
        """The flag's answer, else the user's; a high number is confirmed once."""
        if flag is not None or self._ask is None:
            return given(flag)
        while True:
            number = self._ask.score(question)
            if number is None or number < self._rule.red_absolute:
                return number
            if self._ask.yes(f"You chose {number}. Is that right?") is not False:
                return number

    def _refused(self, why: str, tier: Tier | None) -> int:
        print(f"{self._plan.id}: {why}", file=self._context.stderr)
        if tier is Tier.SAME_DAY:
            print("Speak to a health professional today.", file=self._context.stderr)
        return REFUSED

    def _say(self, text: str) -> None:
        self._context.print(text)
