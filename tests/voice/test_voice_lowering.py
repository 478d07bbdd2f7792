"""Other sound is lowered while a cue speaks, by a real sound server that does so, and comes back whatever happens."""

import os
import shutil
import signal
import subprocess
from array import array

import pytest
from lanes import lead_s
from null_sink import MISSING, RATE, NullSink, Recorder, children, until
from quick_voice import be_patient, quick_helpers

from hipcoach.cli.doctor import examine
from hipcoach.clock import wait_s
from hipcoach.paths import find_paths, shipped_folder
from hipcoach.voice import wav
from hipcoach.voice.speaking import VoiceOptions, open_voice

pytestmark = [
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif(
        bool(MISSING) or not shutil.which("pactl"),
        reason="needs a sound server: apt-get install pulseaudio pulseaudio-utils",
    ),
]

TEXT = "Keep breathing easily."
LEVEL = 8000  # of the other sound; one level all the time is easier to read than music
LOWERED = 800  # by 20 dB, as the module does where it is told nothing else
DUCKING = "module-role-ducking trigger_roles=announce ducking_roles=any_role"
SETTLED_S = 0.1  # for the server to follow, and about as well as the recorder's time is known


class Room:
    """A server, something else that plays to it all the time, a voice, and a recorder."""

    def __init__(self, folder, server, options):
        self.server = server
        other = folder / "other"
        other.write_bytes(array("h", [LEVEL] * RATE * 60).tobytes())
        self.other = subprocess.Popen(["pacat", "--raw", "--channels=1", f"--rate={RATE}", other])
        tones, cache = shipped_folder() / "assets" / "tones", folder / "cache"
        self.voice = open_voice(options, cache, tones, helpers=quick_helpers(cache))
        self.voice.prepare([TEXT])
        until(lambda: self.voice.length_s(TEXT) and self.voice.state().sound)
        self.recorder = Recorder(self.server)

    def close(self):
        self.recorder.kill()
        self.voice.close()
        self.other.kill()
        self.other.wait()

    def speak(self, seconds):
        """Begin to say the text, and wait a while; give when it began."""
        at_s = self.recorder.now_s()
        self.voice.say(TEXT)
        wait_s(seconds)
        return at_s


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Give `server(*modules)`: everything in this test uses it."""
    started = []
    be_patient(monkeypatch)

    def start(*modules):
        started.append(NullSink(tmp_path, modules=modules))
        started[-1].start()
        for name, value in started[-1].environment.items():
            monkeypatch.setenv(name, value)
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def room(tmp_path, server):
    opened = []

    def open_room(*modules, **options):
        opened.append(Room(tmp_path, server(*modules), VoiceOptions(**options)))
        return opened[-1]

    yield open_room
    for each in opened:
        each.close()


def levels(recording, from_s, to_s):
    """The lowest and the highest sample of a stretch of time."""
    part = recording.part(from_s, to_s)
    return pytest.approx((min(part), max(part)), abs=30)


def test_other_sound_is_lowered_while_a_cue_speaks_and_is_back_after_it(room):
    room = room(DUCKING, voice_volume=0.0)  # what is recorded is the other sound alone
    assert room.voice.facts().lowering_role == "announce"
    length_s = room.voice.length_s(TEXT)
    began_s = [room.speak(length_s + 1.5) for _ in range(2)]
    recording = room.recorder.stop()
    for at_s in began_s:
        assert levels(recording, at_s - 0.3, at_s - SETTLED_S) == (LEVEL, LEVEL)
        assert levels(recording, at_s + SETTLED_S, at_s + length_s - SETTLED_S) == (LOWERED, LOWERED)
        assert levels(recording, at_s + length_s + 1.2, at_s + length_s + 1.4) == (LEVEL, LEVEL)


def test_other_sound_is_back_when_the_player_is_killed_as_it_speaks(room):
    room = room(DUCKING, voice_volume=0.0)
    at_s = room.speak(0.5)
    player = next(pid for pid in children(os.getpid()) if "voice.play" in command_of(pid))
    killed_s = room.recorder.now_s()
    os.kill(player, signal.SIGKILL)
    wait_s(0.5)
    recording = room.recorder.stop()
    assert levels(recording, at_s + SETTLED_S, killed_s - SETTLED_S) == (LOWERED, LOWERED)
    assert levels(recording, killed_s + SETTLED_S, killed_s + 0.4) == (LEVEL, LEVEL)


def command_of(pid):
    with open(f"/proc/{pid}/cmdline") as file:
        return file.read()


def test_the_voice_itself_is_not_lowered_and_begins_as_quickly(room):
    room = room(DUCKING)
    room.other.kill()
    wait_s(0.2)
    length_s, before_s = room.voice.length_s(TEXT), lead_s(room.voice, TEXT)
    began_s = []
    while len(began_s) < 3:
        at_s = room.speak(length_s + 1.2)
        if not room.recorder.stood_still(at_s):  # else the machine was held up, and nothing can be told
            began_s.append(at_s)
    recording = room.recorder.stop()
    loudest = max(max(wav.read(path).samples) for path in (room.server.folder / "cache").glob("*.wav"))
    late_s = []
    for at_s in began_s:
        found = recording.sounds(at_s - 0.02, at_s + length_s + 0.2)
        late_s.append(found[0] - before_s - at_s)
        assert found[1] - found[0] == pytest.approx(length_s, rel=0.2)
        assert max(recording.part(*found)) == pytest.approx(loudest, rel=0.05)
    assert sorted(late_s)[1] <= 0.03


@pytest.mark.parametrize(
    ("modules", "options", "why"),
    [
        ((), {}, "PulseAudio's module-role-ducking is not loaded"),
        (("module-role-cork",), {}, "PulseAudio's module-role-ducking is not loaded"),
        ((DUCKING,), {"lower_others": False}, ""),
    ],
    ids=["not offered", "would be paused", "not wanted"],
)
def test_other_sound_is_left_alone_where_it_cannot_be_lowered_or_that_is_not_wanted(room, modules, options, why):
    room = room(*modules, voice_volume=0.0, **options)
    assert room.voice.facts().lowering_role == ""
    assert room.voice.facts().not_lowered == why
    at_s = room.speak(0.7)
    assert levels(room.recorder.stop(), at_s - SETTLED_S, at_s + 0.6) == (LEVEL, LEVEL)


def test_a_change_of_mind_is_followed_at_once(room):
    room = room(DUCKING, lower_others=False)
    room.voice.adjust(VoiceOptions(lower_others=True))
    until(lambda: room.voice.facts().lowering_role == "announce")
    assert room.voice.state().message == "", "nothing was wrong with the sound"


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ((DUCKING,), "the sound server lowers it while a cue is spoken (role announce)"),
        ((), "it is not lowered while a cue is spoken: PulseAudio's module-role-ducking is not loaded"),
    ],
    ids=["offered", "not offered"],
)
def test_doctor_says_what_plays_and_whether_other_sound_is_lowered(server, modules, told, tmp_path):
    server(*modules)
    found = {check.name: check.found for check in examine(find_paths(tmp_path / "home"))}
    assert found["sound"] == "there is a device to play to, by PulseAudio"
    assert found["other sound"] == told
