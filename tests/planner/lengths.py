"""How long a made-up person's session takes: work and rests of each exercise by the engine, once."""

from pathlib import Path

from hipcoach.catalogue.phrases import load_phrases
from hipcoach.engine.steps.unroll import effort_s
from hipcoach.engine.types import Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script, SpeechDetail
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Assignment, Session

ROOT = Path(__file__).parents[2]
PHRASES = ROOT / "assets" / "phrases" / "en.toml"
RULE = load_rule(ROOT / "sessions" / "pain_rule.toml")


class Lengths:
    """What `fit_by` measures with; thousands of sessions share what was measured."""

    def __init__(self) -> None:
        self._script = Script(load_phrases(PHRASES), estimate_s, RULE, SpeechDetail.SHORT)
        self._known: dict[tuple[object, ...], float] = {}

    def __call__(self, session: Session) -> list[float]:
        return [self._of(order, each, session) for order, each in enumerate(session.assignments)]

    def _of(self, order: int, each: Assignment, session: Session) -> float:
        key = (each.exercise.id, each.dose, each.dose_right, each.only_side)
        if key not in self._known:
            self._known[key] = effort_s(session, order, self._script, Timing())
        return self._known[key]
