"""Other sound is lowered while a cue speaks, by a real sound server that does so, and comes back whatever happens."""

import os
import shutil
import signal
import subprocess
from array import array
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest
from lanes import lead_s
from null_sink import BLOCK, MISSING, RATE, NullSink, Recorder, child_that_runs, until
from quick_voice import be_patient, quick_helpers

from hipcoach.cli.doctor import examine
from hipcoach.clock import wait_s
from hipcoach.paths import find_paths, shipped_folder
from hipcoach.voice import wav
from hipcoach.voice.speaker import DEADLINE_S
from hipcoach.voice.speaking import VoiceOptions, open_voice

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(
        bool(MISSING) or not shutil.which("pactl"),
        reason="needs a sound server: apt-get install pulseaudio pulseaudio-utils",
    ),
]

TEXT, SHORT = "Keep breathing easily.", "One."
LEVEL = 8000  # of the other sound; one level all the time is easier to read than music
LOWERED = 800  # by 20 dB, as the module does where it is told nothing else
DUCKING = "module-role-ducking trigger_roles=announce ducking_roles=any_role"
SETTLED_S = 0.1  # for the server to follow, and about as well as the recorder's time is known
CHANGES = 30  # ms
TRIES, CUES = 6, 3
RESTS_S = {True: 1.0, False: 0.2}  # after a cue, until the server lowers nothing any more
LATE_S, SLOWER_S = 0.03, 0.01


class Room:
    """A server, something else that plays to it all the time, a voice, and a recorder."""

    def __init__(self, folder, server, options):
        self.server = server
        other = folder / "other"
        other.write_bytes(array("h", [LEVEL] * RATE * 180).tobytes())
        self.other = subprocess.Popen(["pacat", "--raw", "--channels=1", f"--rate={RATE}", other])
        self.cache = folder / "cache"
        self.voice = self.open_voice(options)
        self.recorder = Recorder(self.server)
        until(lambda: self.recorder.level() == near(LEVEL))

    def close(self):
        self.recorder.kill()
        self.voice.close()
        self.other.kill()
        self.other.wait()

    def open_voice(self, options):
        tones, helpers = shipped_folder() / "assets" / "tones", quick_helpers(self.cache)
        voice = open_voice(options, self.cache, tones, helpers=helpers)
        voice.prepare([TEXT, SHORT])
        until(lambda: voice.length_s(TEXT) and voice.length_s(SHORT) and voice.state().sound)
        return voice

    def is_lowered(self):
        return self.recorder.level() != near(LEVEL)

    def speak(self):
        """Say the text, and wait until the other sound is as before; give when that began and ended."""
        wait_s(2 * SETTLED_S)
        at_s = self.recorder.now_s() - SETTLED_S
        self.voice.say(TEXT)
        until(self.is_lowered)
        until(lambda: not self.is_lowered())
        wait_s(SETTLED_S)
        return at_s, self.recorder.now_s()


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


def near(level):
    return pytest.approx(level, abs=30)


def lowered(recording, from_s, to_s):
    """Begin and end of where the other sound is lowered in a stretch of time; before and after it is as it was."""
    samples = recording.part(from_s, to_s)
    peaks = [max(samples[at : at + BLOCK]) for at in range(0, len(samples) - BLOCK, BLOCK)]
    low = [at for at, peak in enumerate(peaks) if peak != near(LEVEL)]
    assert low, "it was never lowered"
    begin, end = low[0], low[-1] + 1
    assert peaks[begin + CHANGES : end - CHANGES] == [near(LOWERED)] * (end - begin - 2 * CHANGES)
    assert begin > 0 < len(peaks) - end
    return recording.time_s(recording.sample_at(from_s) + begin * BLOCK), (end - begin) * BLOCK / RATE


def test_other_sound_is_lowered_while_a_cue_speaks_and_is_back_after_it(room):
    room = room(DUCKING, voice_volume=0.0)  # what is recorded is the other sound alone
    assert room.voice.facts().lowering_role == "announce"
    spoken, undisturbed = [], []
    while len(undisturbed) < 2 and len(spoken) < TRIES:
        spoken.append(room.speak())
        if not room.recorder.stood_still(spoken[-1][0]):  # else the machine made it longer
            undisturbed.append(spoken[-1])
    recording, length_s = room.recorder.stop(), room.voice.length_s(TEXT)
    for each in spoken:
        began_s, lasted_s = lowered(recording, *each)
        assert began_s - each[0] <= DEADLINE_S + 2 * SETTLED_S
        assert lasted_s >= length_s - SETTLED_S
        assert lasted_s <= length_s + 1.2 or each not in undisturbed


def test_other_sound_is_back_when_the_player_is_killed_as_it_speaks(room):
    room = room(DUCKING, voice_volume=0.0)
    room.voice.say(TEXT)
    at_s = room.recorder.now_s()
    until(room.is_lowered)
    os.kill(child_that_runs("voice.play_process"), signal.SIGKILL)
    until(lambda: not room.is_lowered())
    _, lasted_s = lowered(room.recorder.stop(), at_s - 0.1, room.recorder.now_s())
    assert lasted_s < room.voice.length_s(TEXT), "only because the cue had ended"


def test_the_voice_itself_is_not_lowered_and_begins_as_quickly(room):
    """Beside a voice that lowers nothing, cue by cue: what else the machine does delays both of them."""
    room = room(DUCKING)
    room.other.kill()
    with ExitStack() as closing:
        voices = {True: room.voice, False: room.open_voice(VoiceOptions(lower_others=False))}
        closing.callback(voices[False].close)
        said = []
        for _ in range(CUES):
            for lowers, voice in voices.items():
                at_s = room.recorder.now_s()
                voice.say(SHORT)
                wait_s(voice.length_s(SHORT) + RESTS_S[lowers])
                said.append((lowers, at_s))
        recording = room.recorder.stop()
    length_s, before_s = room.voice.length_s(SHORT), lead_s(room.voice, SHORT)
    late_s, sounded_s, loudest = {True: [], False: []}, [], []
    for lowers, at_s in said:
        begin_s, end_s = recording.sounds(at_s - 0.02, at_s + length_s + RESTS_S[False] - 0.1)
        late_s[lowers].append(begin_s - before_s - at_s)
        if lowers:
            sounded_s.append(end_s - begin_s)
            loudest.append(max(recording.part(begin_s, end_s)))
    print(f"\nlate by {median(late_s[True]) * 1000:.1f} ms, without lowering {median(late_s[False]) * 1000:.1f} ms")
    assert median(late_s[True]) <= max(LATE_S, median(late_s[False]) + SLOWER_S)
    assert median(sounded_s) == pytest.approx(length_s, rel=0.2)
    file = wav.read(Path(room.voice._renderer.spoken(SHORT).path))  # noqa: SLF001
    assert max(loudest) == pytest.approx(max(file.samples), rel=0.05)  # a sample may be lost where the machine is late
    assert min(loudest) > max(file.samples) / 2


@pytest.mark.parametrize(
    ("modules", "options", "why"),
    [
        ((), {}, "PulseAudio's module-role-ducking is not loaded"),
        (("module-role-cork",), {}, "PulseAudio's module-role-ducking is not loaded"),
        ((DUCKING,), {"lower_others": False}, ""),
    ],
    ids=["not offered", "would be paused", "not wanted"],
)
def test_other_sound_is_left_alone_where_it_cannot_be_lowered_or_that_is_not_wanted(
    room, modules, options, why, caplog
):
    room = room(*modules, voice_volume=0.0, **options)
    assert room.voice.facts().lowering_role == ""
    assert room.voice.facts().not_lowered == why
    assert caplog.messages == ([f"other sound is not lowered: {why}"] if why else [])
    at_s = room.recorder.now_s()
    room.voice.say(TEXT)
    wait_s(0.7)
    part = room.recorder.stop().part(at_s - SETTLED_S, at_s + 0.6)
    assert (min(part), max(part)) == near((LEVEL, LEVEL))


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
