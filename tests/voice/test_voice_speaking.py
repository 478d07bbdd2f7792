"""The voice in the window's process, against helpers that hang, die, lie and chatter. It never waits, never raises."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from null_sink import until

from hipcoach.clock import SystemClock
from hipcoach.settings import Settings, SpeechAmount
from hipcoach.voice import renderer, speaker
from hipcoach.voice import speaking as speaking_module
from hipcoach.voice.lengths import cue_length
from hipcoach.voice.silent import SilentVoice
from hipcoach.voice.speaking import Helpers, VoiceFacts, VoiceOptions, open_voice

pytestmark = pytest.mark.alone  # a stand-in that another worker holds up counts as one that hangs

STAND_IN = str(Path(__file__).with_name("stand_in.py"))
TONES = Path(__file__).parents[2] / "assets" / "tones"
BLOCKED_AT_MOST_S = 0.02


class Stage:
    """A voice on stand-ins, and what they heard."""

    def __init__(self, folder, clock):
        self.folder = folder
        self.clock = clock
        self.voice = None
        self.longest_s = 0.0

    def open(self, render="good", play="good", second_engine=None, **options):
        engines = [("system", self._command("render", render))]
        if second_engine:
            engines.append(("espeak", self._command("render", second_engine, "second")))
        helpers = Helpers(tuple(engines), self._command("play", play))
        self.voice = open_voice(VoiceOptions(**options), self.folder, TONES, helpers=helpers)
        return self.voice

    def _command(self, role, behaviour, name=None):
        place = self.folder / (name or role)
        place.mkdir()
        return [sys.executable, "-I", "-S", STAND_IN, role, behaviour, str(place)]

    def heard(self, role):
        path = self.folder / role / "heard"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def played(self):
        return [request["path"] for request in self.heard("play") if request["do"] == "play"]

    def starts(self, role):
        path = self.folder / role / "starts"
        return path.stat().st_size if path.exists() else 0

    def timed(self, call, *arguments, **keywords):
        began_s = self.clock.now_s()
        call(*arguments, **keywords)
        self.longest_s = max(self.longest_s, self.clock.now_s() - began_s)


@pytest.fixture
def stage(tmp_path, monkeypatch):
    monkeypatch.setattr(renderer, "RENDER_WITHIN_S", 1.5)
    monkeypatch.setattr(speaker, "READY_WITHIN_S", 1.5)
    monkeypatch.setattr(speaker, "LONGEST_WAIT_S", 0.05)
    stage = Stage(tmp_path, SystemClock())
    yield stage
    if stage.voice is not None:
        stage.voice.close()


def settled(voice, *texts):
    until(lambda: voice.progress() == (len(texts), len(texts)), 10)


def sounding(voice):
    until(lambda: voice.state().sound, 10)


def test_phrases_are_rendered_in_the_background_and_then_have_a_length(stage):
    voice = stage.open()
    voice.prepare(["One.", "Two.", "One."])
    settled(voice, "One.", "Two.")
    assert voice.length_s("One.") == 0.5
    assert voice.length_s("Never asked for.") is None
    assert [request["text"] for request in stage.heard("render")] == ["One.", "Two."]
    assert voice.voices()[0].id == "en-us"
    sounding(voice)
    assert voice.state().backend == "system"
    assert voice.state().message == ""
    assert voice.state().speaks == "The voice that this computer already has speaks."
    assert voice.facts() == VoiceFacts("system", "1", "stand-in", "", "", "")


def test_a_prepared_phrase_is_played_with_its_priority(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    voice.say("One.", priority=4)
    until(stage.played, 5)
    assert [r["priority"] for r in stage.heard("play") if r["do"] == "play"] == [4]


def test_a_phrase_that_was_not_prepared_is_spoken_as_soon_as_it_is_rendered(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    voice.say("Is that right?")
    until(stage.played, 5)


def test_silence_forgets_a_phrase_that_is_still_being_rendered(stage, monkeypatch):
    monkeypatch.setattr(speaking_module, "DEADLINE_S", 60.0)
    voice = stage.open()
    sounding(voice)
    voice.say("Is that right?")
    voice.silence()
    settled(voice, "Is that right?")
    voice.tone("tick")
    until(stage.played, 5)
    assert [Path(path).name for path in stage.played()] == ["tick.wav"]


@pytest.mark.parametrize("behaviour", ["hangs,good", "dies,good", "chatters", "lies,good"])
def test_a_render_helper_that_fails_once_is_started_again_and_nothing_is_lost(stage, behaviour):
    voice = stage.open(render=behaviour)
    voice.prepare(["One.", "Two."])
    settled(voice, "One.", "Two.")
    if behaviour != "lies,good":
        assert (voice.length_s("One."), voice.length_s("Two.")) == (0.5, 0.5)
        assert stage.starts("render") == 1 + behaviour.endswith(",good")


@pytest.mark.parametrize("behaviour", ["lies", "hangs", "dies", "fails", "unusable", "never ready"])
def test_an_engine_that_does_not_speak_gives_way_to_the_next(stage, behaviour, monkeypatch):
    monkeypatch.setattr(renderer, "RENDER_WITHIN_S", 0.5)
    voice = stage.open(render=behaviour, second_engine="good")
    texts = [f"Number {number}." for number in range(5)]
    voice.prepare(texts)
    until(lambda: all(voice.length_s(text) for text in texts), 15)
    sounding(voice)
    assert voice.state().backend == "espeak"
    assert voice.state().message == ""
    assert "comes with hipcoach" in voice.state().speaks
    assert voice.facts().passed_over


def test_with_no_engine_left_tones_stand_for_cues_and_the_reason_is_said(stage):
    voice = stage.open(render="unusable", second_engine="unusable")
    voice.prepare(["One.", "Two."])
    settled(voice, "One.", "Two.")
    sounding(voice)
    assert voice.state().backend == "tones"
    assert voice.state().message == "No voice: nothing here can speak. Tones are played instead."
    for priority in (1, 3, 4, 6):
        voice.say("One.", priority=priority)
    until(lambda: len(stage.played()) == 4, 5)
    assert [Path(path).stem for path in stage.played()] == ["halfway", "tick", "start", "end"]
    assert voice.length_s("One.") is None


def test_a_full_disk_is_said_and_is_no_reason_to_change_the_engine(stage):
    voice = stage.open(render="full", second_engine="good")
    voice.prepare([f"Number {number}." for number in range(5)])
    until(lambda: voice.progress() == (5, 5), 10)
    sounding(voice)
    assert voice.state().backend == "system"
    assert voice.state().message.startswith("5 phrases could not be spoken: ")
    assert "No space left on device" in voice.state().message


def test_a_phrase_that_found_no_room_is_a_tone_and_is_spoken_once_there_is_room(stage):
    voice = stage.open(render="full")
    voice.prepare(["One."])
    until(lambda: voice.progress() == (1, 1), 10)
    sounding(voice)
    assert voice.state().message.startswith("1 phrase could not be spoken: ")
    (stage.folder / "render" / "room").touch()
    voice.say("One.", priority=4)
    until(lambda: voice.length_s("One.") is not None, 5)
    assert voice.state().message == ""
    voice.say("One.")
    until(lambda: len(stage.played()) == 2, 5)
    assert [Path(path).stem == "start" for path in stage.played()] == [True, False]


def test_tones_only_renders_nothing(stage):
    voice = stage.open(tones_only=True)
    voice.prepare(["One."])
    sounding(voice)
    voice.say("One.")
    voice.tone("start")
    voice.tone("no such tone")
    until(lambda: len(stage.played()) == 2, 5)
    assert stage.heard("render") == []
    assert voice.state().backend == "tones"
    assert voice.state().message == ""


@pytest.mark.parametrize("behaviour", ["hangs,good", "dies,good", "never done,good"])
def test_a_player_that_fails_is_replaced_its_cue_is_dropped_and_sound_is_back_once(stage, behaviour):
    voice = stage.open(play=behaviour)
    voice.prepare(["One."])
    settled(voice, "One.")
    until(lambda: stage.starts("play") >= 1, 5)
    stage.timed(voice.say, "One.")
    until(lambda: stage.starts("play") == 2 and voice.state().sound, 10)
    assert voice.state().message in ("Sound is back.", "")
    before = len(stage.played())
    stage.timed(voice.say, "One.")
    until(lambda: len(stage.played()) == before + 1, 5)
    assert stage.longest_s <= BLOCKED_AT_MOST_S


def test_a_player_stopped_in_its_tracks_never_blocks_the_window(stage):
    voice = stage.open(play="hangs")
    sounding(voice)
    for _ in range(300):
        stage.timed(voice.tone, "tick")
        stage.timed(voice.silence)
        stage.timed(voice.state)
    assert stage.longest_s <= BLOCKED_AT_MOST_S


@pytest.mark.parametrize("behaviour", ["no sound", "never ready"])
def test_without_a_device_captions_go_on_and_nothing_is_spun(stage, behaviour, monkeypatch):
    monkeypatch.setattr(speaker, "READY_WITHIN_S", 0.6)
    voice = stage.open(play=behaviour)
    until(lambda: stage.starts("play") == 1 and "No sound" in voice.state().message, 10)
    assert voice.state().backend == "captions"
    assert not voice.state().sound
    assert voice.state().message.endswith("The captions go on.")
    began = stage.starts("play")
    stage.timed(voice.tone, "tick")
    until(lambda: stage.starts("play") > began, 5)  # a cue is worth another try
    assert stage.longest_s <= BLOCKED_AT_MOST_S


def test_a_deleted_cache_is_rendered_again(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    for path in (stage.folder / "render").glob("*.wav"):
        path.unlink()
    voice.say("One.")
    until(lambda: len(stage.heard("render")) == 2, 5)
    until(lambda: voice.length_s("One.") is not None, 5)


def test_changed_settings_take_volumes_at_once_and_render_anew(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    settings = Settings(rate_wpm=120, word_gap=4, voice_volume=0.4, tone_volume=0.2, speech=SpeechAmount.SHORT)
    voice.adjust(VoiceOptions.of(settings))
    until(lambda: len(stage.heard("render")) == 2, 5)
    settled(voice, "One.")
    assert [(r["rate_wpm"], r["word_gap"]) for r in stage.heard("render")] == [(140, 2), (120, 4)]
    until(lambda: {"voice": 0.4, "tone": 0.2}.items() <= stage.heard("play")[-1].items(), 5)


def test_closing_leaves_no_process_behind(stage):
    for render, play in (("good", "good"), ("hangs", "hangs"), ("never ready", "never ready")):
        folder = stage.folder / render
        folder.mkdir()
        other = Stage(folder, stage.clock)
        voice = other.open(render=render, play=play)
        voice.prepare(["One."])
        until(lambda other=other: other.starts("render") and other.starts("play"), 5)
        pids = helper_pids(voice)
        voice.close()
        voice.close()
        assert pids
        assert not any(os.path.exists(f"/proc/{pid}") for pid in pids)
        shutil.rmtree(folder)


def helper_pids(voice):
    helpers = (voice._renderer._helper, voice._speaker._helper)  # noqa: SLF001 - to look for them afterwards
    return [helper.pid for helper in helpers if helper is not None]


def test_a_helper_that_cannot_be_started_is_said(tmp_path):
    helpers = Helpers((("system", [str(tmp_path / "missing")]),), [str(tmp_path / "missing")])
    voice = open_voice(VoiceOptions(), tmp_path, TONES, helpers=helpers)
    try:
        until(lambda: "No sound" in voice.state().message, 5)
        voice.prepare(["One."])
        until(lambda: voice.progress() == (1, 1), 5)
        voice.say("One.")
    finally:
        voice.close()


def test_the_silent_voice_says_why_it_is_silent():
    voice = SilentVoice("Speech is off at this speed.")
    voice.prepare(["One."])
    voice.say("One.")
    voice.tone("tick")
    voice.silence()
    assert voice.progress() == (0, 0)
    assert voice.state().message == "Speech is off at this speed."
    assert not voice.state().sound
    voice.close()


def test_lengths_come_from_the_rendered_sound_or_else_from_the_estimate(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    assert cue_length(voice)("One.") == 0.5
    estimate = cue_length(SilentVoice())
    assert estimate("Keep breathing.") > 0.8
    assert cue_length(SilentVoice(), rate_wpm=70)("Keep breathing.") == pytest.approx(2 * estimate("Keep breathing."))
