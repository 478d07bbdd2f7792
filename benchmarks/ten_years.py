"""A diary of ten years, made up: 7,300 sessions, 260,000 sets. Used by the other benchmarks."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hipcoach.store import Store, open_store
from hipcoach.store.rows import EventRow, ExerciseRow, PainRow, SessionRow, SetRow

FIRST = datetime(2016, 3, 1, 7, 0, tzinfo=UTC)
SESSIONS = 7_300
EXERCISES = ("bridge", "clam", "heel_slide", "knee_rolls", "side_leg_raise", "chair_stand", "hip_hinge", "balance")
DOSE = '{"sets":2,"reps":10,"hold_s":5.0,"rest_s":60.0,"minutes":0.0,"form":"full"}'


def make(folder: Path, sessions: int = SESSIONS) -> Store:
    """The diary, open."""
    luck = random.Random(10)
    store = open_store(folder, FIRST)
    with store.transaction():
        for number in range(sessions):
            _session(store, number, luck)
    return store


def _session(store: Store, number: int, luck: random.Random) -> None:
    at = FIRST + timedelta(hours=12 * number)
    name = f"00000000-0000-4000-8000-{number:012d}"
    head = SessionRow(
        name, "whole-hip", "Whole hip", at, "Europe/Berlin", 60, at.date().isoformat(), "0.1.0", "1", luck.randrange(4)
    )
    planned = [ExerciseRow(n, each, each.replace("_", " ").title(), DOSE) for n, each in enumerate(EXERCISES)]
    key = store.sessions.begin(head, "{}", planned)
    for place, exercise in enumerate(EXERCISES):
        for set_no in (1, 2):
            for side in ("left", "right") if place < 6 else ("both", "left", "right"):
                store.sessions.put_set(
                    key, SetRow(place, exercise, set_no, side, 10, luck.randrange(6, 11), 50.0, 48.0)
                )
        store.sessions.set_outcome(key, place, luck.choice(("done", "done", "done", "shortened")))
        store.sessions.set_response(key, place, "same")
    for question in ("before", "after", "next"):
        store.pains.add(PainRow(f"{question}-{number}", question, at, luck.choice((None, 0, 1, 2, 3, 4)), name))
    if number % 9 == 0:
        store.pains.add(PainRow(f"d-{number}", "during", at, 4, name, "clam", side="left"))
    store.sessions.add_event(key, EventRow(0, 0.0, "Started", "{}"))
    store.sessions.add_event(key, EventRow(1, 1200.0, "Finished", '{"finish":"completed","hold":"none"}'))
    store.sessions.end(key, at + timedelta(minutes=20), 1200.0, "completed", "none")
    store.sessions.seal(key)
