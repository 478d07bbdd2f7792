"""Writing another diary's pain rests (stored as `hold`) into this one. Who opened it decides which version counts."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from hipcoach.store.connection import transaction
from hipcoach.store.records import Holds
from hipcoach.store.rows import HoldRow

ChooseHold = Callable[[HoldRow, HoldRow], HoldRow]
"""Returns what counts of two versions of one pain rest: `safety.pain_rest_versions.strictest`."""


@dataclass(frozen=True, slots=True)
class HoldRule:
    """What the store does not decide itself about pain rests."""

    strictest: ChooseHold
    in_doubt: Callable[[datetime], HoldRow]  # what takes the place of pain rests that could not be read


def merge_holds(connection: sqlite3.Connection, rows: Iterable[HoldRow], choose: ChooseHold) -> int:
    """Write these pain rests into the file; return how many changed something."""
    holds = Holds(connection)
    changed = 0
    with transaction(connection):
        known = {row.id: row for row in holds.all()}
        for row in rows:
            mine = known.get(row.id)
            kept = row if mine is None else choose(mine, row)
            if kept == mine:
                continue
            if mine is None:
                holds.add(kept)
            else:
                holds.put(kept)
            known[row.id] = kept
            changed += 1
    return changed
