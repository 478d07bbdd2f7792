"""Scripts to look at: every plan, the first time and the third, with the locks that matter here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Lock
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Session

ROOT = Path(__file__).parents[2]
CATALOGUE = load(ROOT / "sessions").catalogue
RULE = load_rule(ROOT / "sessions" / "pain_rule.toml")
SCRIPT = Script(load_phrases(ROOT / "assets" / "phrases" / "en.toml"), estimate_s, RULE)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DECLARED = ((), (Lock.HIP_REPLACEMENT,), (Lock.NO_KNEELING,), (Lock.NO_FLOOR,))


@dataclass(frozen=True)
class Told:
    """A session and its steps."""

    session: Session
    steps: tuple[Step, ...]

    def of(self, order: int) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.order == order)

    @property
    def orders(self) -> range:
        return range(len(self.session.assignments))

    @property
    def texts(self) -> list[str]:
        return [cue.text for step in self.steps for cue in step.cues]


@cache
def told(plan: str, times: int, declared: tuple[Lock, ...]) -> Told | None:
    done = dict.fromkeys(CATALOGUE.exercises, times)
    worse = frozenset({"knee_rolls", "bridge"}) if times else frozenset[str]()
    known = DiarySnapshot(
        NOW, declared=frozenset(declared), times_done=done, sessions_done=times and 3, marked_worse=worse
    )
    session = look_ahead(RULE, known, CATALOGUE, CATALOGUE.plans[plan])
    return Told(session, unroll(session, SCRIPT, Timing())) if isinstance(session, Session) else None


Rule = Callable[[Told], Iterator[object]]
