"""Writes another diary's pain rests (stored as `hold`) into this one. The store's user decides which version counts."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from hipcoach.store.connection import transaction
from hipcoach.store.records import PainRests
from hipcoach.store.rows import PainRestRow

ChooseVersion = Callable[[PainRestRow, PainRestRow], PainRestRow]
"""Returns what counts of two versions of one pain rest: `safety.pain_rest_versions.strictest`."""


@dataclass(frozen=True, slots=True)
class PainRestRule:
    """What the store does not decide itself about pain rests."""

    strictest: ChooseVersion
    in_doubt: Callable[[datetime], PainRestRow]  # what takes the place of pain rests that could not be read


def merge_pain_rests(connection: sqlite3.Connection, rows: Iterable[PainRestRow], choose: ChooseVersion) -> int:
    """Write these pain rests into the file; return how many changed something."""
    pain_rests = PainRests(connection)
    changed = 0
    with transaction(connection):
        known = {row.id: row for row in pain_rests.all()}
        for row in rows:
            mine = known.get(row.id)
            kept = row if mine is None else choose(mine, row)
            if kept == mine:
                continue
            if mine is None:
                pain_rests.add(kept)
            else:
                pain_rests.put(kept)
            known[row.id] = kept
            changed += 1
    return changed
