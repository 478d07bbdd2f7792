import pytest
from staged_voice import StagedVoice

from hipcoach.voice import engine_helper, speaker


@pytest.fixture(autouse=True)
def _starts_in_time(monkeypatch):
    """No helper is given up because this machine is slow to start it."""
    monkeypatch.setattr(speaker, "READY_WITHIN_S", 60.0)
    monkeypatch.setattr(engine_helper, "RENDER_WITHIN_S", 60.0)


@pytest.fixture
def stage(tmp_path, monkeypatch):
    stage = StagedVoice(tmp_path, monkeypatch)
    yield stage
    stage.close()
