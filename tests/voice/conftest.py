import pytest
from staged_voice import StagedVoice

from hipcoach.voice import speaker


@pytest.fixture(autouse=True)
def _starts_in_time(monkeypatch):
    """No helper is given up because this machine is slow to start it."""
    monkeypatch.setattr(speaker, "READY_WITHIN_S", 60.0)


@pytest.fixture
def patience(monkeypatch):
    """No player is replaced because this machine holds it up, where nothing is to happen to it."""
    for name in ("ANSWER_WITHIN_S", "SILENT_WITHIN_S", "DONE_WITHIN_S"):
        monkeypatch.setattr(speaker, name, 60.0)


@pytest.fixture
def stage(tmp_path, monkeypatch):
    stage = StagedVoice(tmp_path, monkeypatch)
    yield stage
    stage.close()
