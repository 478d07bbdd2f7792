"""Importing a file: read as a whole first, then the present diary backed up, then the two merged."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from hipcoach.history.merge import merge
from hipcoach.history.progress import Progress, no_progress, part_of
from hipcoach.history.read_json import read_diary
from hipcoach.store import Store

READ = 0.1  # share of the time after which the file has been read


def import_diary(store: Store, path: Path, now: datetime, progress: Progress = no_progress) -> Mapping[str, int]:
    """Merge an exported diary into this one; return how many records of each kind it changed.

    Raises InputError for a file that is not as it should be, EnvironmentProblem where nothing can be written; nothing
    is changed then.
    """
    diary = read_diary(path, max(now, store.queries.newest_moment() or now))  # what a clock dated ahead is its own
    if store.sessions.all() or store.profile.all():
        store.back_up(now)
    changed = {kind: count for kind, count in merge(store, diary, part_of(progress, READ, 1.0)).items() if count}
    store.settle()
    return changed
