"""Every phrase that the shipped plans can say, and each plan's lines in order: what voices are measured with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Lock
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import timeline
from hipcoach.engine.types import CueLength, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Session

ROOT = Path(__file__).parents[1]
CATALOGUE = load(ROOT / "sessions").catalogue
RULE = load_rule(ROOT / "sessions" / "pain_rule.toml")
PHRASES = load_phrases(ROOT / "assets" / "phrases" / "en.toml")
PLANS = tuple(CATALOGUE.plans)
LATER = 9  # times, after which all is said in short


def script_for(length_s: CueLength = estimate_s) -> Script:
    """Return the phrases, spoken in full."""
    return Script(PHRASES, length_s, RULE)


def session_of(plan: str, *, later: bool = False, lock: Lock | None = None) -> Session | None:
    """Return a plan as it is done the first time or much later; None where a lock leaves nothing of it."""
    known = DiarySnapshot(datetime(2026, 3, 2, 9, tzinfo=UTC), UTC, declared=frozenset({lock} if lock else ()))
    if later:
        times = dict.fromkeys(CATALOGUE.exercises, LATER)
        known = replace(known, times_done=times, sessions_done=LATER)
    found = look_ahead(RULE, known, CATALOGUE, CATALOGUE.plans[plan])
    return found if isinstance(found, Session) else None


def lines_of(session: Session, length_s: CueLength = estimate_s) -> list[str]:
    """Return what a session says where nothing hurts, in order."""
    data = timeline(session, rule=RULE, timing=Timing(), script=script_for(length_s))
    return [cue["text"] for cue in data["cues"] if cue["text"]]  # a tick has none


def every_session() -> Iterator[Session]:
    """Yield every plan, the first time and later, without a lock and with each."""
    for plan in PLANS:
        for later in (False, True):
            for lock in (None, *Lock):
                session = session_of(plan, later=later, lock=lock)
                if session is not None:
                    yield session


def every_phrase(script: Script | None = None) -> list[str]:
    """Return each phrase once: of every session, of the pain dialogue, of every stop."""
    texts: dict[str, None] = {}
    for session in every_session():
        texts.update(dict.fromkeys(texts_of(session, script or script_for(), Timing(), RULE)))
    return list(texts)
