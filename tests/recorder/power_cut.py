"""A power cut after every commit of a session: what was acknowledged, and what the diary still has of it."""

import random
import shutil
from pathlib import Path

from hipcoach.coach.diary import open_diary_in
from hipcoach.recorder import find_unfinished
from tests.recorder.disk_trace import trace
from tests.recorder.driving import MORNING


def cuts(folder: Path, synchronous: str, luck: random.Random) -> tuple[int, int]:
    """Return how many moments were tried, and at how many of them something acknowledged was gone."""
    tried = lost = 0
    data = folder / "data"
    for moment in trace(data, folder / "trace", synchronous):
        after = folder / f"after-{tried}"
        for path, file in moment.files.items():
            there = after / Path(path).relative_to(data)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(file.after_cut(luck))
        tried += 1
        with open_diary_in(after, MORNING) as store:
            cut_off = find_unfinished(store)
            kept = 0 if cut_off is None else cut_off.events
            finished = [row.finish for row in store.sessions.all()] == ["completed"]
            lost += not finished and kept < moment.said
        shutil.rmtree(after)
    return tried, lost
