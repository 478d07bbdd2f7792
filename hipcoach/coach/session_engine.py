"""The engine of a session in the window and in the terminal: from the start, or from where it was cut off."""

from hipcoach.clock import Clock
from hipcoach.engine.engine import GAP_S, Engine
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.recorder import UnfinishedSession
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session


def session_engine(
    session: Session, cut_off: UnfinishedSession | None, clock: Clock, *, rule: PainRule, timing: Timing, script: Script
) -> Engine:
    """Return the engine. How late the clock may be before the machine must have slept is in real time, at any speed."""
    return Engine(
        session,
        rule=rule,
        timing=timing,
        script=script,
        gap_s=GAP_S * max(1.0, clock.speed),
        cut_off=cut_off.at(clock.now_s()) if cut_off is not None else None,
    )
