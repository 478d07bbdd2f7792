"""Bringing two accounts of the same holds together: the strictest in force counts."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from hipcoach.store.connection import transaction
from hipcoach.store.records import Holds
from hipcoach.store.rows import HoldRow

_RANK = {"soft": 0, "hold": 1}


def strictest(one: HoldRow, other: HoldRow) -> HoldRow:
    """One hold, told twice: every part as strict as in the stricter of the two. Their order does not matter."""
    first, second = sorted((one, other), key=_weight, reverse=True)
    latest = max((first, second), key=lambda row: (row.advice_at is not None, row.advice_at or row.started_at))
    return replace(
        first,  # it says whether the hold is in force
        kind=max(first.kind, second.kind, key=_RANK.__getitem__),
        started_at=max(first.started_at, second.started_at),
        triggers=tuple(dict.fromkeys((*first.triggers, *second.triggers))),
        base=min(first.base, second.base),
        peak=max((row.peak for row in (first, second) if row.peak is not None), default=None),
        advice=latest.advice,
        advice_at=latest.advice_at,
    )


def merge_holds(connection: sqlite3.Connection, rows: Iterable[HoldRow]) -> int:
    """Bring these holds into the file; gives how many changed something."""
    holds = Holds(connection)
    changed = 0
    with transaction(connection):
        known = {row.id: row for row in holds.all()}
        for row in rows:
            mine = known.get(row.id)
            if mine is None:
                holds.add(row)
                known[row.id] = row
                changed += 1
            elif (merged := strictest(mine, row)) != mine:
                holds.put(merged)
                known[row.id] = merged
                changed += 1
    return changed


def _weight(row: HoldRow) -> tuple[bool, int, int, str]:
    """Larger is stricter; the last part only makes the choice the same whichever comes first."""
    return row.in_force, _RANK[row.kind], -1 if row.peak is None else row.peak, repr(row)
