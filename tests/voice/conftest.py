import pytest
from staged_voice import StagedVoice

from hipcoach.clock import SystemClock
from hipcoach.voice import engine_helper, speaker


@pytest.fixture
def stage(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_helper, "RENDER_WITHIN_S", 1.5)
    monkeypatch.setattr(engine_helper, "LOAD_WITHIN_S", 0.0)
    monkeypatch.setattr(speaker, "READY_WITHIN_S", 1.5)
    monkeypatch.setattr(speaker, "LONGEST_WAIT_S", 0.05)
    stage = StagedVoice(tmp_path, SystemClock())
    yield stage
    if stage.voice is not None:
        stage.voice.close()
