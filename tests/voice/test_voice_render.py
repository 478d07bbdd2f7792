"""The render helper: what it answers, and that a damaged, deleted or full cache is survived."""

import json
import os
import subprocess
import sys
from array import array

import pytest

from hipcoach.voice import wav
from hipcoach.voice.cache import Cache
from hipcoach.voice.last_voice import last_voice
from hipcoach.voice.protocol import VoiceInfo
from hipcoach.voice.render_process import serve

REQUEST = {"id": 1, "text": "One.", "voice": "", "rate_wpm": 140, "word_gap": 2, "stands_in": False}


class CountingEngine:
    """Speaks a known sound, and counts."""

    default_voice, name, has_word_gap = "en-us", "counting", True
    voices = (VoiceInfo("en-gb", "Someone", "en-gb"),)

    def __init__(self):
        self.rendered = []

    def driver_of(self, voice):
        return "counting 1"

    def render(self, text, manner):
        if text == "Unsayable.":
            raise RuntimeError("it cannot say that")
        self.rendered.append((text, manner))
        return wav.Sound(array("h", [6000] * 2205), 22050)


class Served:
    def __init__(self, folder):
        self.engine, self.cache, self.answers = CountingEngine(), Cache(folder), []

    def __call__(self, **changes):
        serve(self.engine, self.cache, [{**REQUEST, **changes}], lambda **answer: self.answers.append(answer))
        return self.answers[-1]


@pytest.fixture
def served(tmp_path):
    return Served(tmp_path / "speech")


def test_a_phrase_is_rendered_once_and_then_found(served):
    first, second = served(), served(id=2)
    assert first["event"] == second["event"] == "rendered"
    assert first["path"] == second["path"]
    assert second["duration_s"] == pytest.approx(0.1)
    assert len(served.engine.rendered) == 1


@pytest.mark.parametrize("change", [{"rate_wpm": 150}, {"voice": "en-gb"}, {"word_gap": 3}, {"text": "Two."}])
def test_another_manner_is_another_sound(served, change):
    assert served()["path"] != served(**change)["path"]


def test_a_voice_that_is_not_here_gives_way_to_the_default_one(served):
    assert served(voice="HKEY_LOCAL_MACHINE\\Zira")["path"] == served()["path"]
    assert served.engine.rendered[0][1].voice == "en-us"


def test_one_that_only_stands_in_is_not_the_voice_that_spoke_last(served):
    served(stands_in=True)
    assert last_voice(served.cache.folder) is None
    served()
    assert last_voice(served.cache.folder).engine == "counting"


def test_what_was_damaged_is_rendered_again(served):
    os.truncate(served()["path"], 100)
    assert served()["duration_s"] == pytest.approx(0.1)
    assert len(served.engine.rendered) == 2


def test_what_the_engine_cannot_say_is_told(served):
    assert served(text="Unsayable.") == {"id": 1, "event": "failed", "message": "it cannot say that", "disk": False}


def test_a_full_disk_is_told(served, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wav, "write", full)
    answer = served()
    assert (answer["event"], answer["disk"]) == ("failed", True)
    assert "No space left" in answer["message"]
    monkeypatch.undo()
    assert served()["event"] == "rendered"


def test_nothing_but_answers_reaches_the_pipe(tmp_path):
    """The real helper, with a library that prints and a child that prints."""
    program = (
        "import os, sys, threading\n"
        "from hipcoach.voice.wire import Wire\n"
        "wire = Wire()\n"
        "print('a library', flush=True); os.system('echo a child'); os.write(1, b'raw\\n')\n"
        "wire.send(event='ready')\n"
        "for request in wire.requests():\n"
        "    wire.send(id=request['id'], event='done')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input='{"id": 7}\n' * 3,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert answers[0] == {"event": "ready"}
    assert all(answer == {"id": 7, "event": "done"} for answer in answers[1:])
    assert "a library" in ran.stderr
    assert ran.returncode == 0


def test_the_helper_ends_with_its_pipe_though_it_is_busy():
    program = (
        "from hipcoach.clock import wait_s\n"
        "from hipcoach.voice.wire import Wire\n"
        "wire = Wire()\n"
        "for request in wire.requests():\n"
        "    wait_s(600)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], input='{"id": 1}\n', text=True, timeout=20, check=False)
    assert ran.returncode == 0
