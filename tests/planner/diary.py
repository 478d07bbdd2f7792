"""A user with a real diary: sessions run through the engine and the recorder, answers through the planner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Catalogue
from hipcoach.clock import FakeClock
from hipcoach.coach.answers import AnswerWriter
from hipcoach.engine.engine import Engine
from hipcoach.engine.timeline import PreparedAnswers, run
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script, SpeechDetail
from hipcoach.planner import profile_values
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import prepare
from hipcoach.planner.today import Today, today
from hipcoach.recorder import BeforeAnswers, begin
from hipcoach.safety.after import NextDay
from hipcoach.safety.compose import Refusal
from hipcoach.safety.reason import as_written, reason_text
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Decision, PainKind, Session
from hipcoach.store import Store
from hipcoach.store.rows import DoseRow

PHRASES = Path(__file__).parents[2] / "assets" / "phrases" / "en.toml"
ACHE = PainKind.ACHE


FOR_A_TEST = reason_text(as_written("For a test."))


@dataclass
class Diary:
    """What one user does, and when."""

    rule: PainRule
    catalogue: Catalogue
    store: Store
    clock: FakeClock

    @property
    def answers(self) -> AnswerWriter:
        return AnswerWriter(self.rule, self.store, self.catalogue, self.clock.uptime())

    def snapshot(self) -> DiarySnapshot:
        return self.answers.snapshot(self.clock.utc(), self.clock.zone())

    def today(self) -> Today:
        return today(self.rule, self.snapshot(), profile_values.programme(self.store), self.catalogue)

    def wait(self, **time: float) -> None:
        self.clock.jump(timedelta(**time).total_seconds())

    def prepare(self, plan: str, b: int | None = 2) -> Session | Refusal:
        return prepare(self.rule, self.snapshot(), self.catalogue, self.catalogue.plans[plan], ticked=(), b=b)

    def session(
        self,
        plan: str,
        b: int | None = 2,
        a: int | None = 2,
        *,
        worse: Mapping[str, tuple[int | None, PainKind | None]] | None = None,
        rest: int | None = None,
        effort: int | None = 4,
    ) -> tuple[Session, Decision]:
        """A whole session, with the numbers before and after it."""
        if b is not None:
            self.next_day(b)
        snapshot, found = self.snapshot(), self.prepare(plan, b)
        assert isinstance(found, Session), found
        self.answers.record_start(snapshot, found)
        recorder = begin(
            self.store,
            self.clock,
            found,
            before=BeforeAnswers(b, screen=()),
            app_version="0",
            rule_version=self.rule.version,
        )
        script = Script(load_phrases(PHRASES), lambda text: len(text) / 15, self.rule, SpeechDetail.COUNTS)
        engine = Engine(found, rule=self.rule, timing=Timing(), script=script)
        recorder.commit(run(engine, PreparedAnswers(worse=worse or {}, rest=rest)))
        self.wait(minutes=15)
        after = self.answers.record_after(
            recorder.session_id,
            a,
            effort=effort,
            base_from=found.base_from,
            now=self.clock.utc(),
            zone=self.clock.zone(),
        )
        return found, after

    def next_day(self, n: int | None) -> NextDay | None:
        return self.answers.record_next_day(n, now=self.clock.utc(), zone=self.clock.zone())

    def release(self, pain: int | None, *, confirmed: bool = True) -> bool:
        now, zone = self.clock.utc(), self.clock.zone()
        return self.answers.record_release(pain, (), confirmed=confirmed, now=now, zone=zone).allowed

    def put_at(self, exercise: str, step: int) -> None:
        """As if weeks had gone by."""
        made = DoseRow(
            f"made-{exercise}",
            exercise,
            None,
            step,
            self.clock.utc(),
            "2026-03-02",
            "start",
            FOR_A_TEST,
        )
        with self.store.transaction():
            self.store.doses.add(made)
