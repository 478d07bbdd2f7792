"""A made-up user for the gallery and for tests: a real diary on a fake clock, filled by sessions of the engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hipcoach import __version__
from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Catalogue, Lock
from hipcoach.clock import FakeClock
from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.session_settings import rule_in_force
from hipcoach.coach.week import UserWeek
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import State
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.paths import Paths
from hipcoach.planner.prepare import prepare
from hipcoach.recorder import BeforeAnswers, begin
from hipcoach.safety.compose import Refusal
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule, with_titles
from hipcoach.safety.types import PainKind
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.ui.context import Contact, ProfileKeeper, UiContext
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.sharing import Sharing
from hipcoach.ui.theme.theme import Theme
from hipcoach.voice.protocol import VoiceState

NOW = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)

Commit = Callable[[Sequence[Event]], None]
Worse = Mapping[str, tuple[int | None, PainKind | None]]


class SilentDemoVoice:
    """A voice with no sound, as on a machine without a speech engine."""

    def prepare(self, texts: object) -> None:
        """Render nothing."""

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        """Return that nothing is left to render."""
        return 0, 0

    def length_s(self, text: str) -> float | None:
        """Return the estimated length."""
        return estimate_s(text)

    def say(self, text: str, *, priority: int = 2) -> None:
        """Say nothing."""

    def tone(self, name: str) -> None:
        """Sound nothing."""

    def silence(self) -> None:
        """Stay silent."""

    def state(self) -> VoiceState:
        """Return that there are captions only."""
        return VoiceState("captions", False, "No voice was found on this computer.")

    def close(self) -> None:
        """Have nothing to close."""


@dataclass
class World:
    """What pages are given, with a clock that can be moved."""

    clock: FakeClock
    store: Store
    rule: PainRule
    script: Script
    context: UiContext

    def close(self) -> None:
        """Close the diary."""
        self.store.close()

    def say(self, **values: object) -> None:
        """Change values of the profile."""
        keeper = self.context.profile
        keeper.write(replace(keeper.read(), **values))  # type: ignore[arg-type]  # names and types are Profile's own

    def do(
        self,
        plan_id: str,
        at: datetime,
        *,
        before: int | None = 2,
        after: int | None = 2,
        worse: Worse | None = None,
        rest: int | None = None,
        stop_after_s: float | None = None,
    ) -> str:
        """Do a session of a plan at a time, as the program would, and return its id. It must not be refused."""
        self.clock.jump((at - self.clock.utc()).total_seconds())
        catalogue, zone = self.context.catalogue, self.clock.zone()
        answers = AnswerWriter(self.rule, self.store, catalogue, self.clock.uptime())
        answers.record_next_day(before, now=self.clock.utc(), zone=zone)
        snapshot = answers.snapshot(self.clock.utc(), zone)
        session = prepare(self.rule, snapshot, catalogue, catalogue.plans[plan_id], ticked=(), b=before)
        assert not isinstance(session, Refusal), session
        answers.record_start(snapshot, session)
        recorder = begin(
            self.store,
            self.clock,
            session,
            before=BeforeAnswers(before, screen=()),
            app_version=__version__,
            rule_version=self.rule.version,
        )
        engine = Engine(session, rule=self.rule, timing=Timing(), script=self.script, gap_s=float("inf"))
        self._run(engine, recorder.commit, PreparedAnswers(worse=worse or {}, rest=rest), stop_after_s)
        if after is not None:
            answers.record_after(recorder.session_id, after, now=self.clock.utc(), zone=zone)
        return recorder.session_id

    def _run(self, engine: Engine, commit: Commit, answers: PreparedAnswers, stop_after_s: float | None) -> None:
        began = self.clock.now_s()
        events: tuple[Event, ...] = engine.start(began)
        commit(events)
        while engine.state is not State.ENDED:
            now = self.clock.now_s()
            if stop_after_s is not None and now - began > stop_after_s:
                commit(engine.stop(now))
                return
            answered = answer(engine, answers, now)
            if answered is not None:
                commit(answered)
                continue
            due = engine.next_deadline()
            assert due is not None, engine.state
            self.clock.jump(max(0.0, due - now))
            commit(engine.advance(self.clock.now_s()))


@dataclass(frozen=True, slots=True)
class _ShippedFiles:
    """What every world reads of the files that come with the program."""

    catalogue: Catalogue
    rule: PainRule
    script: Script
    figures: FigureShelf


@cache  # for all worlds of a gallery: a figure takes longer to read than a page to build
def _shipped_files(shipped: Path) -> _ShippedFiles:
    catalogue = load(shipped / "sessions").catalogue
    rule = with_titles(load_rule(shipped / "sessions" / "pain_rule.toml"), catalogue.sources)
    return _ShippedFiles(
        catalogue,
        rule,
        Script(load_phrases(shipped / "assets" / "phrases" / "en.toml"), estimate_s, rule),
        FigureShelf(shipped / "assets" / "figures"),
    )


def build(theme: Theme, paths: Paths, *, settings: Settings | None = None, rule: PainRule | None = None) -> World:
    """Return a world with an empty diary at `paths`; without `rule` that of the shipped file is in force."""
    paths.create()
    clock = FakeClock(at_utc=NOW)
    store = open_diary_in(paths.data, clock.utc())
    files = _shipped_files(paths.shipped)
    catalogue, rule = replace(files.catalogue), rule or files.rule  # it may change
    script = replace(files.script, rule=rule)
    changes = PageChanges()
    keeper = SettingsKeeper(settings or Settings(), paths.settings_file, theme, changes)
    voice = SilentDemoVoice()
    forecast = Forecast(
        store=store,
        clock=clock,
        rule=lambda: rule_in_force(rule, keeper.current),
        catalogue=catalogue,
        settings=lambda: keeper.current,
        script=lambda: script,
        timing=Timing,
    )
    profile = ProfileKeeper(store, clock)
    context = UiContext(
        paths=paths,
        clock=clock,
        theme=theme,
        settings=keeper,
        changes=changes,
        catalogue=catalogue,
        store=store,
        profile=profile,
        week=UserWeek(store, clock, catalogue, profile, lambda: forecast.rule),
        shipped_rule=rule,
        forecast=forecast,
        figures=files.figures,
        sharing=Sharing(store, clock, keeper, keeper),
        voice=lambda: voice,
    )
    return World(clock, store, forecast.rule, script, context)


def fill(world: World) -> None:
    """Add two and a half weeks of sessions; the last one was the day before yesterday."""
    world.say(
        first_run_done=True,
        usual_pain=3,
        locks=frozenset({Lock.STIFF_SPINE}),
        emergency_number="112",
        contacts=(Contact("Physiotherapy, Ms Lindqvist", "01234 567 890"), Contact("Dr Okafor", "01234 555 010")),
    )
    start = NOW - 18 * DAY
    world.do("first-steps", start, before=3, after=3)
    world.do("daily-mobility", start + DAY, before=3, after=2)
    world.do("first-steps", start + 3 * DAY, before=3, after=3)
    world.do("daily-mobility", start + 4 * DAY, before=2, after=2, stop_after_s=360)  # one exercise done
    world.do("strength", start + 6 * DAY, before=2, after=3, worse={"bridge": (3, PainKind.ACHE)}, rest=2)
    world.do("daily-mobility", start + 9 * DAY, before=2, after=2)
    world.do("hip-essentials", start + 12 * DAY, before=2, after=2)
    world.do("daily-mobility", start + 13 * DAY, before=2, after=1)
    world.do("no-floor", start + 15 * DAY, before=2, after=1)
    world.do("daily-mobility", start + 16 * DAY, before=1, after=1)
    to_now(world)


def hurt(world: World) -> str:
    """Add a session of this morning that a red answer ended, so that a pain rest is in force; return its id."""
    early = NOW - timedelta(hours=2)
    done = world.do("strength", early, before=1, after=None, worse={"bridge": (7, PainKind.ACHE)})
    to_now(world)
    return done


def to_now(world: World) -> None:
    """Move the clock to the time of the pictures."""
    world.clock.jump((NOW - world.clock.utc()).total_seconds())


def theme_for(app: QApplication, paths: Paths) -> Theme:
    """Return the theme that all pages of the gallery share."""
    return Theme(app, paths.assets / "icons")


def paths_in(folder: Path, shipped: Paths) -> Paths:
    """Return paths with the user's folders inside `folder`."""
    return Paths(shipped.shipped, folder / "data", folder / "cache", folder / "settings.toml")
