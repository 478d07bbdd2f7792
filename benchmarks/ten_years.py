"""A diary of ten years, made up: 7,300 sessions, 260,000 sets, rests, notes and doses that differ by side.

Used by the other benchmarks; fewer sessions make a diary of days, months or a few years.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store
from hipcoach.store.rows import EventRow, ExerciseRow, NoteRow, PainRestRow, PainRow, SessionRow, SetRow

FIRST = datetime(2016, 3, 1, 7, 0, tzinfo=UTC)
SESSIONS = 7_300
SIDED = (
    "bent_knee_fallout",
    "side_lying_leg_raise",
    "figure_four",
    "knee_rolls",
    "prone_leg_lift",
    "single_leg_stand",
)
EXERCISES = (*SIDED, "bridge", "chair_stand")
OTHERS = ("hip_hike", "standing_side_leg_lift", "lying_twist", "kneeling_hip_flexor_stretch", "mini_squat")
HELD = {
    "figure_four": 20.0,
    "bridge": 5.0,
    "knee_rolls": 5.0,
    "prone_leg_lift": 3.0,
    "kneeling_hip_flexor_stretch": 20.0,
}
WEEK = 14  # sessions, on the average


def make(folder: Path, sessions: int = SESSIONS) -> Store:
    """The diary, open."""
    luck = random.Random(10)
    store = open_diary_in(folder, FIRST)
    with store.transaction():
        for number, at in enumerate(moments(sessions, luck)):
            _session(store, number, at, luck)
    store.settle()
    return store


def moments(sessions: int, luck: random.Random) -> Iterator[datetime]:
    """When each session began: twice a day on the whole, with days and weeks left out."""
    at = FIRST
    for number in range(sessions):
        yield at
        at += timedelta(hours=luck.choice((10, 11, 13, 14)))
        if number % 500 == 480:
            at += timedelta(days=5)  # a rest


def dose(exercise: str, number: int, *, right: bool = False) -> str:
    """A ladder that goes up over half a year and back, the right side behind in every other year."""
    step = number // (4 * WEEK) % 7
    reps = 5 + max(0, step - (2 if right else 0))
    values = {
        "sets": 2,
        "reps": reps,
        "hold_s": HELD.get(exercise, 0.0),
        "rest_s": 60.0,
        "minutes": 0.0,
        "form": "full",
    }
    return json.dumps(values, separators=(",", ":"))


def _planned(number: int) -> Iterator[ExerciseRow]:
    behind = number // 730 % 2 == 0
    names = (*EXERCISES[:7], OTHERS[number // 90 % len(OTHERS)]) if number % 3 == 0 else EXERCISES
    for place, each in enumerate(names):
        right = dose(each, number, right=True) if behind and each in SIDED[:2] else None
        yield ExerciseRow(place, each, each.replace("_", " ").capitalize(), dose(each, number), right)


def _session(store: Store, number: int, at: datetime, luck: random.Random) -> None:
    name = f"00000000-0000-4000-8000-{number:012d}"
    day = at.date().isoformat()
    head = SessionRow(name, "whole-hip", "Whole hip", at, "Europe/Berlin", 60, day, "0.1.0", "1", luck.randrange(4))
    planned = list(_planned(number))
    key = store.sessions.begin(head, "{}", planned)
    for row in planned:
        _sets(store, key, row, luck)
        store.sessions.set_outcome(key, row.ord, luck.choice(("done", "done", "done", "shortened")))
        store.sessions.set_response(key, row.ord, "same")
    for question in ("before", "after", "next"):
        stiff = luck.choice(("none", "15", "15", "30", "60", None)) if question == "next" else None
        score = luck.choice((None, 0, 1, 2, 3, 4))
        store.pains.add(PainRow(f"{question}-{number}", question, at, score, name, stiffness=stiff))
    if number % 9 == 0:
        hurting = luck.choice(SIDED)
        store.pains.add(PainRow(f"d-{number}", "during", at, 4, name, hurting, side=luck.choice(("left", "right"))))
    if number % 500 == 480:
        released = at + timedelta(days=5)
        store.pain_rests.add(
            PainRestRow(f"h-{number}", "hold", at, ("bridge",), None, 2, 7, "1", name, released_at=released)
        )
    if number % 25 == 0:
        store.notes.add(NoteRow(f"n-{number}", name, "The left side was stiff today.", at))
    finish = "pain_stop" if number % 500 == 480 else luck.choice(("completed",) * 9 + ("stopped",))
    length_s = luck.choice((900.0, 1200.0, 1500.0))
    store.sessions.add_event(key, EventRow(0, 0.0, "Started", "{}"))
    store.sessions.add_event(key, EventRow(1, length_s, "Finished", f'{{"finish":"{finish}","hold":"none"}}'))
    store.sessions.end(key, at + timedelta(seconds=length_s), length_s, finish, "none")
    store.sessions.seal(key)


def _sets(store: Store, key: int, row: ExerciseRow, luck: random.Random) -> None:
    """What was done of an exercise: 36 sets in a session of eight."""
    sided = row.exercise in SIDED
    for number in range(4 if sided else 6):
        side = ("left", "right")[number % 2] if sided else ""
        target = json.loads(row.dose_right if side == "right" and row.dose_right else row.dose)
        reps, hold_s = int(target["reps"]), float(target["hold_s"])
        done = reps - luck.choice((0, 0, 0, 1))
        set_no = number // 2 + 1 if sided else number + 1
        store.sessions.put_set(
            key, SetRow(row.ord, row.exercise, set_no, side, reps, done, reps * hold_s, done * hold_s)
        )
