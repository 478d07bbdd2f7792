"""A power cut at the moment after any commit: nothing that was acknowledged is lost, because every commit is synced."""

import random
import shutil
from pathlib import Path

import pytest

from tests.recorder.power_cut import cuts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace: apt-get install strace"),
]


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    tried, lost = cuts(tmp_path, "", random.Random(20260302))
    assert tried > 40
    assert lost == 0


def test_the_simulation_would_notice_commits_that_are_not_synced(tmp_path: Path) -> None:
    tried, lost = cuts(tmp_path, "NORMAL", random.Random(20260302))
    assert lost > tried / 2
