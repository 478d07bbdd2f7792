"""Where devices changed the same apart: the lower step, the more locks, the fewer clearances, the lower stop.

Of what has no stricter side, the last change counts. What was made knowing the others' changes stands as it is.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hipcoach.coach.profile import CONTACTS, EMERGENCY_NUMBER
from hipcoach.planner import profile_values
from hipcoach.sync.causality import not_superseded
from hipcoach.sync.fold import Fold, Version
from hipcoach.sync.own_things import TakenThing
from hipcoach.sync.shared_record import RecordKind

SIDES = ("left", "right")


def _every(values: list[list[str]]) -> list[str]:
    return sorted(set().union(*values))


def _shared(values: list[list[str]]) -> list[str]:
    return sorted(set(values[0]).intersection(*values))


def _most(values: list[dict[str, int]]) -> dict[str, int]:
    return {name: max(each.get(name, 0) for each in values) for name in sorted(set().union(*values))}


def _last(values: list[Any]) -> Any:
    return values[-1]


SETTLED: Mapping[str, Callable[[list[Any]], Any]] = {
    profile_values.LOCKS: _every,
    profile_values.CLEARED: _shared,
    profile_values.STEPS_LESS: _most,
    profile_values.USUAL: _last,
    profile_values.PROGRAMME: _last,
    profile_values.FIRST_RUN_DONE: max,
    EMERGENCY_NUMBER: _last,
    CONTACTS: _last,
}
"""How the answers that were given apart become one, oldest first. Names that are not here are kept side by side."""


def settled_profile(account: Fold) -> Mapping[str, Any]:
    """Return what counts of each of the user's answers."""
    by_name: dict[str, list[Version]] = {}
    for versions in account.versions(RecordKind.PROFILE).values():
        by_name.setdefault(versions[-1].body.name, []).append(versions[0])
    found = {}
    for name, settle in SETTLED.items():
        if name in by_name:
            apart = sorted(_apart(by_name[name]), key=lambda each: (each.body.at, each.record.device))
            found[name] = settle([json.loads(bytes(each.body.value)) for each in apart])
    return found


def settled_steps(account: Fold) -> Mapping[str, tuple[Any, Any]]:
    """Return for each exercise the row that counts on its left side, and on its right: the lowest of those apart."""
    by_place: dict[tuple[str, str], list[Version]] = {}
    for versions in account.versions(RecordKind.DOSE).values():
        body = versions[0].body
        for side in SIDES if body.side in (None, "both") else (body.side,):
            by_place.setdefault((body.exercise, side), []).append(versions[0])
    lowest = {place: _lowest(_apart(rows)) for place, rows in by_place.items()}
    exercises = {exercise for exercise, _ in lowest}
    return {each: (lowest.get((each, SIDES[0])), lowest.get((each, SIDES[1]))) for each in exercises}


def settled_stop(account: Fold) -> int | None:
    """Return the score at which a session ends, the lowest of those chosen apart; None where nobody chose one."""
    return min((each.body.score for each in _apart(account.pain_stops)), default=None)


def settled_things(account: Fold) -> Iterator[TakenThing]:
    """Yield what counts of each thing of the user's own: the last change of those made apart, which are the others."""
    for versions in account.things.values():
        *older, last = sorted((each.body for each in _apart(versions)), key=lambda body: (body.at, body.content or b""))
        yield TakenThing(last, tuple(older))


def _apart(versions: Iterable[Version]) -> list[Version]:
    by_record = {each.record.id: each for each in versions}
    return [by_record[record.id] for record in not_superseded(each.record for each in by_record.values())]


def _lowest(versions: list[Version]) -> Any:
    return min(versions, key=lambda each: (each.body.step, each.body.at, each.body.id)).body
