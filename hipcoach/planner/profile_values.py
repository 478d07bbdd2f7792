"""The user's answers about themselves: their names in the diary, and how they are written as JSON and read back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.planner.programme import MINUTES, WALK, Aim, Programme, SessionKind
from hipcoach.store import Store
from hipcoach.store.rows import ProfileRow
from hipcoach.store.values import to_text

USUAL = "usual_pain"  # a whole number or null
LOCKS = "locks"  # a list
CLEARED = "cleared"  # a list of exercise ids
ADVICE = "advice"  # the text; its time counts
ADVICE_TAKEN_BACK = "advice_taken_back"  # the text of one that no longer counts
TURNED_ON = "turned_on"  # one exercise id; its time counts
STEPS_LESS = "lower"  # exercise id, or that and a side -> steps below its place
PROGRAMME = "programme"
FIRST_RUN_DONE = "first_run_done"  # true or false
TIMES_COUNT = (ADVICE, TURNED_ON)  # of these one in the future does not count, and stays there

MOST_MINUTES = max(MINUTES)


def value(store: Store, name: str, default: Any) -> Any:
    """Return the newest value of a name."""
    text = store.profile.value(name)
    return default if text is None else json.loads(text)


def times(store: Store, name: str) -> tuple[tuple[Any, datetime], ...]:
    """Return all values of a name with the time at which each was given, oldest first."""
    return tuple((json.loads(row.value), row.at) for row in store.profile.history(name))


def keep_answer(store: Store, name: str, answer: Any, at: datetime) -> None:
    """Write an answer that counts from `at` on; earlier answers are kept too.

    A clock that was ahead may have dated earlier answers later than `at`. They get this time, or they would still count
    as the newest.
    """
    from uuid import uuid4  # 2 ms of the start, which only reads

    if name not in TIMES_COUNT:
        for row in store.profile.where("name = ? AND at > ?", (name, to_text(at))):
            store.profile.put(replace(row, at=at))
    text = json.dumps(answer, separators=(",", ":"), sort_keys=True, allow_nan=False)
    store.profile.add(ProfileRow(str(uuid4()), name, text, at))


def locks(names: Iterable[str]) -> frozenset[Lock]:
    """Return the declared locks; names that no longer exist are ignored."""
    known = set(Lock)
    return frozenset(Lock(name) for name in names if name in known)


def programme(store: Store) -> Programme:
    """Return the user's programme, else the default one: on the floor for those who can get down to it."""
    found = value(store, PROGRAMME, None)
    chosen = Programme() if found is None else programme_from(found)
    return replace(chosen, floor=Lock.NO_FLOOR not in locks(value(store, LOCKS, [])))


def programme_to(chosen: Programme) -> dict[str, Any]:
    """Return a programme as JSON."""
    return {
        "aims": sorted(chosen.aims),
        "floor": chosen.floor,
        "minutes": chosen.minutes,
        "twice": chosen.twice,
        "at_hand": sorted(chosen.at_hand),
        "days": sorted(chosen.days),
        "strength_days": chosen.strength_days,
        "activity": chosen.activity,
        "activity_plan": chosen.activity_plan,
        "dropped": [[on.isoformat(), kind] for on, kind in sorted(chosen.dropped)],
        "added": [[on.isoformat(), kind] for on, kind in sorted(chosen.added)],
        "swapped": [[on.isoformat(), kind, plan] for (on, kind), plan in sorted(chosen.swapped.items())],
    }


def programme_from(found: Mapping[str, Any]) -> Programme:
    """Return the programme in the JSON of `programme_to`. Older JSON may lack `twice`, `at_hand` and `activity_plan`.

    Aims and kinds of session that only a newer version knows are left out.
    """
    minutes = int(found["minutes"])
    known, aims, kinds = set(Thing), set(Aim), set(SessionKind)
    return Programme(
        aims=frozenset(Aim(each) for each in found["aims"] if each in aims),
        floor=bool(found["floor"]),
        minutes=min(minutes, MOST_MINUTES),
        twice=bool(found.get("twice", minutes > MOST_MINUTES)),  # "30 or more" meant two sessions on one day
        at_hand=frozenset(Thing(each) for each in found.get("at_hand", Thing) if each in known),
        days=frozenset(int(each) for each in found["days"]),
        strength_days=int(found["strength_days"]),
        activity=bool(found["activity"]),
        activity_plan=str(found.get("activity_plan", WALK)),
        dropped=frozenset(
            (date.fromisoformat(on), SessionKind(kind)) for on, kind in found["dropped"] if kind in kinds
        ),
        added=frozenset((date.fromisoformat(on), SessionKind(kind)) for on, kind in found["added"] if kind in kinds),
        swapped={
            (date.fromisoformat(on), SessionKind(kind)): plan for on, kind, plan in found["swapped"] if kind in kinds
        },
    )
