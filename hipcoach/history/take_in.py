"""Taking a file in: read whole first, the present state kept, then brought together."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from hipcoach.history.merge import merge
from hipcoach.history.progress_report import Told, between, silent
from hipcoach.history.read_json import read_diary
from hipcoach.store import Store

READ = 0.1  # share of the time after which the file has been read


def take_in(store: Store, path: Path, now: datetime, told: Told = silent) -> Mapping[str, int]:
    """Bring an exported diary in; gives how many records of each kind changed anything. Raises InputError."""
    diary = read_diary(path)
    if store.sessions.all() or store.profile.all():
        store.back_up(now)
    changed = {kind: count for kind, count in merge(store, diary, between(told, READ, 1.0)).items() if count}
    store.settle()
    return changed
