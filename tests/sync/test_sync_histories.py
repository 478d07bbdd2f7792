"""Random histories over two and three devices end the same on all, whatever the folder and the machines do."""

from pathlib import Path

import pytest

from tests.sync.histories import run_history

HISTORIES, ACTIONS = 100, 12


def test_every_history_ends_the_same_on_all_devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand of them: benchmarks/sync_histories.py."""
    killed = 0
    for seed in range(HISTORIES):
        with monkeypatch.context() as patch:
            try:
                killed += run_history(tmp_path / str(seed), seed, patch.setattr, ACTIONS)
            except BaseException as error:
                error.add_note(f"history {seed}")
                raise
    assert killed > HISTORIES / 4
