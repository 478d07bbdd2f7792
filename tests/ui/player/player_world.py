"""A player on a fake clock, with everything it touches in one journal that keeps the order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Dose
from hipcoach.clock import FakeClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.paths import find_paths
from hipcoach.player import Player
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Assignment, Session
from hipcoach.settings import WhoSpeaks
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.voice.protocol import VoiceState

SHIPPED = find_paths()
RULE = load_rule(SHIPPED.sessions / "pain_rule.toml")
SCRIPT = Script(load_phrases(SHIPPED.assets / "phrases" / "en.toml"), estimate_s, RULE)
CATALOGUE = load(SHIPPED.sessions).catalogue
FIGURES = FigureShelf(SHIPPED.assets / "figures")  # read once for all tests


@dataclass
class Diary:
    """Takes events; may be out of room."""

    log: list[str]
    events: list[Event] = field(default_factory=list)
    problem: str | None = None

    def commit(self, events: Sequence[Event]) -> None:
        self.log += [f"wrote {type(event).__name__}" for event in events]
        self.events += events


@dataclass
class Loudspeaker:
    """Notes what it is asked to say, and when it is silenced."""

    log: list[str]
    sound: bool = True

    def state(self) -> VoiceState:
        return VoiceState("espeak", self.sound, "" if self.sound else "No sound.")

    def say(self, text: str, *, priority: int = 2) -> None:
        self.log.append(f"said {text}")

    def tone(self, name: str) -> None:
        self.log.append(f"sounded {name}")

    def silence(self) -> None:
        self.log.append("silenced")


@dataclass
class Played:
    """One session in the hand."""

    player: Player
    clock: FakeClock
    log: list[str]
    diary: Diary
    slept: list[float]
    voice: Loudspeaker

    def pass_s(self, seconds: float) -> None:
        """Let time pass; the timer's own part is tested apart."""
        self.clock.jump(seconds)
        self.player.look()

    def to(self, kind: StepKind, state: State = State.RUNNING) -> None:
        """Let time pass until a step of this kind runs; waits are ended at once."""
        for _ in range(8_000):
            status = self.player.status()
            in_exercise = status.step is not None and not status.step.is_greeting
            if in_exercise and status.step is not None and status.step.kind is kind and status.state is state:
                return
            if self.player.state is State.WAITING:
                self.player.in_position()
            self.pass_s(min(8.0, max(0.25, status.remaining_s)))  # a longer gap would be the machine's sleep
        raise AssertionError(f"no {kind} came")


def session_of(plan_id: str = "first-steps", base: int = 3, dose: Dose | None = None) -> Session:
    """Make a session of a shipped plan; `dose` is that of each exercise, as on a sheet."""
    plan = CATALOGUE.plans[plan_id]
    exercises = [CATALOGUE.exercises[each] for each in plan.exercises]
    doses = [dose or each.ladder[0] for each in exercises]
    given = zip(exercises, doses, strict=True)
    return Session(plan, tuple(Assignment(each, dose, dose) for each, dose in given), base=base)


def play(
    plan_id: str = "first-steps",
    *,
    speed: float = 1.0,
    base: int = 3,
    who_speaks: WhoSpeaks | None = None,
    timing: Timing | None = None,
    ways: tuple[str, ...] = (),
    dose: Dose | None = None,
) -> Played:
    log: list[str] = []
    clock, diary, slept = FakeClock(speed=speed), Diary(log), [0.0]
    session, script = session_of(plan_id, base, dose), replace(SCRIPT, ways=ways)
    engine = Engine(session, rule=RULE, timing=timing or Timing(), script=script)
    voice = Loudspeaker(log)
    player = Player(
        engine,
        clock=clock,
        voice=voice,  # type: ignore[arg-type]  # of a voice, a player uses these four
        record=diary,
        slept_s=lambda: slept[0],
        who_speaks=lambda: who_speaks,
    )
    return Played(player, clock, log, diary, slept, voice)
