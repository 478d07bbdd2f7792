"""A power cut at the moment after any commit: nothing that was acknowledged is lost, because every commit is synced."""

import random
import shutil
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.recorder import find_unfinished
from tests.recorder.disk_trace import trace
from tests.recorder.driving import MORNING

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace: apt-get install strace"),
]


def cuts(tmp_path: Path, synchronous: str) -> tuple[int, int]:
    """How many moments were tried, and at how many of them something acknowledged was gone."""
    luck = random.Random(20260302)
    tried = lost = 0
    folder = tmp_path / "data"
    for moment in trace(folder, tmp_path / "trace", synchronous):
        after = tmp_path / f"after-{tried}"
        for path, file in moment.files.items():
            there = after / Path(path).relative_to(folder)
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


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    tried, lost = cuts(tmp_path, "")
    assert tried > 40
    assert lost == 0


def test_the_simulation_would_notice_commits_that_are_not_synced(tmp_path: Path) -> None:
    tried, lost = cuts(tmp_path, "NORMAL")
    assert lost > tried / 2
