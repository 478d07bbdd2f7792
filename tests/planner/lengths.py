"""How long a made-up person's session takes: each exercise by the engine, once, and a minute to change position."""

from dataclasses import replace
from pathlib import Path

from hipcoach.catalogue.phrases import load_phrases
from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.fit import duration_s
from hipcoach.engine.script import Script, SpeechDetail
from hipcoach.engine.types import Timing
from hipcoach.engine.unroll import part_of
from hipcoach.safety.types import Assignment, Session

PHRASES = Path(__file__).parents[2] / "assets" / "phrases" / "en.toml"
POSITION_CHANGE_S = 60.0


class Lengths:
    """What `fit_by` measures with; thousands of sessions share what was measured."""

    def __init__(self) -> None:
        self._script = Script(load_phrases(PHRASES), estimate_s, SpeechDetail.SHORT)
        self._known: dict[tuple[object, ...], float] = {}

    def __call__(self, session: Session) -> list[float]:
        found, position = [], session.plan.start_position
        for each in session.assignments:
            changes = each.exercise.position is not position
            found.append(self._of(each, session) + changes * POSITION_CHANGE_S)
            position = each.exercise.position
        return found

    def _of(self, each: Assignment, session: Session) -> float:
        key = (each.exercise.id, each.dose, each.dose_right, each.only_side, each.note)
        if key not in self._known:
            plan = replace(session.plan, start_position=each.exercise.position, surface="bed")
            alone = replace(session, plan=plan, assignments=(each,))
            self._known[key] = duration_s(part_of(alone, 0, self._script, Timing()))
        return self._known[key]
