"""A user's diary on a fake clock, with the services that the ways in and out of a session stand on. No Qt."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from hipcoach import __version__
from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.clock import Clock, FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.pain_rest import PainRestMachine
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.coach.report_log import ReportLog
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import WORK_KINDS, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.paths import find_paths
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import PainKind
from hipcoach.settings import Settings
from hipcoach.store import Store
from tests.answering import give

SHIPPED = find_paths()
RULE = replace(load_rule(SHIPPED.sessions / "pain_rule.toml"), red_absolute=6)  # what the tests are written for
CATALOGUE = load(SHIPPED.sessions).catalogue
SCRIPT = Script(load_phrases(SHIPPED.assets / "phrases" / "en.toml"), estimate_s, RULE)
HOUR_S = 3600.0
DAY_S = 24 * HOUR_S

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class CoachWorld:
    """One user."""

    clock: FakeClock
    store: Store
    diary: SessionDiary
    forecast: Forecast

    def way_in(self) -> WayIn:
        return WayIn(self.diary, self.forecast)

    def rest(self) -> PainRestMachine:
        return PainRestMachine(self.diary, self.forecast)


@contextmanager
def coach_world(folder: Path, *, usual_pain: int | None = 3) -> Iterator[CoachWorld]:
    """Open the diary in a folder; a new one belongs to somebody who has answered the questions of the first run."""
    clock = FakeClock()
    with open_diary_in(folder, clock.utc()) as store:
        if not store.profile.all():
            keeper = ProfileKeeper(store, clock)
            keeper.write(replace(keeper.read(), first_run_done=True, usual_pain=usual_pain))
        yield CoachWorld(clock, store, diary_of(store, clock), forecast_of(store, clock))


def diary_of(store: Store, clock: Clock) -> SessionDiary:
    return SessionDiary(store, clock, CATALOGUE, rule=lambda: RULE, full_times=lambda: 2, app_version=__version__)


def forecast_of(store: Store, clock: Clock) -> Forecast:
    settings = Settings()
    return Forecast(
        store=store,
        clock=clock,
        rule=lambda: RULE,
        catalogue=CATALOGUE,
        settings=lambda: settings,
        script=lambda: SCRIPT,
        timing=Timing,
    )


@dataclass(frozen=True, slots=True)
class Played:
    """What happens in a session, as short as can be: an end by the user's choice, or a report of pain."""

    score: int | None = None  # None: no report
    kind: PainKind = PainKind.ACHE
    after_break: int | None = None


def play(clock: FakeClock, started: StartedSession, played: Played) -> StopText | None:
    """Play into the session's recorder; return what pain ended it with."""
    engine = engine_of(clock, started)
    log = ReportLog({each.exercise.id: each.exercise.name for each in started.session.assignments})

    def take(events: tuple[Event, ...]) -> None:
        started.recorder.commit(events)
        for event in events:
            log.take(event)

    take(engine.start(clock.now_s()) if started.cut_off is None else engine.ask(Request.RESUME, clock.now_s()))
    if played.score is not None:
        while not _works(engine, clock.now_s()):
            take(_goes_on(engine, clock))
        take(engine.report_pain(clock.now_s()))
        take(engine.answer_question(State.PAIN_SCORE, played.score, clock.now_s()))
        take(give(engine, State.PAIN_KIND, played.kind, clock.now_s()))
        if engine.state is State.KIND_CONFIRM:
            take(engine.answer_question(State.KIND_CONFIRM, True, clock.now_s()))
        while engine.state in (State.SHARP_WAIT, State.SHARP_QUESTION, State.PAIN_BREAK):
            clock.jump(30.0)
            take(engine.advance(clock.now_s()))
        if engine.state is State.BREAK_SCORE:
            take(engine.answer_question(State.BREAK_SCORE, played.after_break, clock.now_s()))
        if engine.state is State.PAIN_CONFIRM:
            take(engine.answer_question(State.PAIN_CONFIRM, True, clock.now_s()))
    if engine.state is not State.ENDED:
        clock.jump(60.0)
        take(engine.stop(clock.now_s()))
    return log.stop_text()


def _works(engine: Engine, now: float) -> bool:
    step = engine.status(now).step
    return engine.state is State.RUNNING and step is not None and step.kind in WORK_KINDS


def _goes_on(engine: Engine, clock: FakeClock) -> tuple[Event, ...]:
    """Let happen what is due next; a wait ends at once."""
    if engine.state is State.WAITING and engine.can(Request.IN_POSITION):
        return engine.in_position(clock.now_s())
    due = engine.next_deadline()
    assert due is not None
    clock.jump(max(0.0, ceil(due) - clock.now_s()))  # a diary keeps milliseconds
    return engine.advance(clock.now_s())


def engine_of(clock: FakeClock, started: StartedSession) -> Engine:
    """The engine of a session, without gaps: the clock jumps."""
    cut_off = started.cut_off and started.cut_off.at(clock.now_s())
    return Engine(started.session, rule=RULE, timing=Timing(), script=SCRIPT, gap_s=float("inf"), cut_off=cut_off)


def cut_off(world: CoachWorld, *, plan: str = "first-steps", report_open: bool = False) -> str:
    """Begin a session and let the program end in its midst; return its id."""
    started = begin(world, plan)
    engine = engine_of(world.clock, started)
    started.recorder.commit(engine.start(world.clock.now_s()))
    world.clock.jump(60.0)
    started.recorder.commit(engine.advance(world.clock.now_s()))
    if report_open:
        started.recorder.commit(engine.report_pain(world.clock.now_s()))
    return started.recorder.session_id


def begin(world: CoachWorld, plan: str = "first-steps", score: int | None = 3) -> StartedSession:
    """Go the whole way in."""
    way = world.way_in()
    way.start_plan(plan)
    way.answer_screen(())
    way.answer_number(PainAnswer(score))
    started = way.begin()
    assert isinstance(started, StartedSession)
    return started


def rows(store: Store) -> list[str]:
    """Every row of the diary as text, each id as its number in the order in which it first stands there."""
    numbers: dict[str, str] = {}

    def numbered(row: object) -> str:
        return _UUID.sub(lambda found: numbers.setdefault(found[0], f"#{len(numbers)}"), repr(row))

    sessions = store.sessions
    found: list[object] = []
    for head in dict.fromkeys((*sessions.all(), *sessions.not_ended())):
        found += [head, sessions.composition(head.id), *sessions.exercises(head.id), *sessions.sets(head.id)]
        found += sessions.events(head.id)
    for table in (store.pains, store.screens, store.pain_rests, store.doses, store.profile):
        found += table.all()
    return [numbered(row) for row in found]


def cut_off_at(world: CoachWorld, *answers: bool) -> WayIn:
    """Stand before a session that was cut off; the first answer is whether it goes on."""
    cut_off(world)
    way = world.way_in()
    way.offer_cut_off()
    for answer in answers:
        way.answer_cut_off(answer)
    return way
