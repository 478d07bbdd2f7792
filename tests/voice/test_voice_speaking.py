"""The voice in the window's process while its helpers work: it renders ahead, plays at once, and never waits."""

import os
import shutil
from pathlib import Path

from null_sink import children, until
from staged_voice import StagedVoice, settled, sounding

from hipcoach.settings import Settings, SpeechAmount
from hipcoach.voice.protocol import SoundMoment
from hipcoach.voice.silent import SilentVoice
from hipcoach.voice.speaking import VoiceFacts, VoiceOptions


def test_phrases_are_rendered_in_the_background_and_then_have_a_length(stage):
    voice = stage.open()
    voice.prepare(["One.", "Two.", "One."])
    settled(voice, "One.", "Two.")
    assert voice.length_s("One.") == 0.5
    assert voice.length_s("Never asked for.") is None
    assert [request["text"] for request in stage.heard("render")] == ["One.", "Two."]
    until(voice.voices)
    assert [each.id for each in voice.voices()] == ["en-us"]
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
    moments = []
    voice.tell_sounds(moments.append)
    voice.say("One.", priority=4)
    until(lambda: moments)
    assert [r["priority"] for r in stage.heard("play") if r["do"] == "play"] == [4]
    assert moments == [SoundMoment(moments[0].number, *stage.played(), volume=1.0, at_s=7.5, cut=False)]


def test_a_phrase_that_was_not_prepared_is_spoken_as_soon_as_it_is_rendered(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    voice.say("Is that right?")
    until(stage.played)


def test_silence_forgets_a_phrase_that_is_still_being_rendered(stage):
    voice = stage.open()
    sounding(voice)
    voice.say("Is that right?")
    voice.silence()
    settled(voice, "Is that right?")
    voice.tone("tick")
    until(stage.played)
    assert [Path(path).name for path in stage.played()] == ["tick.wav"]


def test_tones_only_renders_nothing(stage):
    voice = stage.open(tones_only=True)
    voice.prepare(["One."])
    sounding(voice)
    voice.say("One.")
    voice.tone("start")
    voice.tone("no such tone")
    until(lambda: len(stage.played()) == 2)
    assert stage.heard("render") == []
    assert voice.state().backend == "tones"
    assert voice.state().message == ""


def test_changed_settings_take_volumes_at_once_and_render_anew(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    settings = Settings(rate_wpm=120, word_gap=4, voice_volume=0.4, tone_volume=0.2, speech=SpeechAmount.SHORT)
    voice.adjust(VoiceOptions.of(settings))
    until(lambda: len(stage.heard("render")) == 2)
    settled(voice, "One.")
    assert [(r["rate_wpm"], r["word_gap"]) for r in stage.heard("render")] == [(140, 2), (120, 4)]
    volumes = {"voice": 0.4, "tone": 0.2}.items()  # what was rendered anew may be loaded after them
    until(lambda: any(volumes <= request.items() for request in stage.heard("play")))


def test_closing_leaves_no_process_behind(stage, monkeypatch):
    others = set(children(os.getpid()))  # such as a virtual screen of the tests before
    for render, play in (("good", "good"), ("hangs", "hangs"), ("never ready", "never ready")):
        folder = stage.folder / render
        folder.mkdir()
        other = StagedVoice(folder, monkeypatch)
        voice = other.open(render=render, play=play)
        voice.prepare(["One."])
        until(lambda other=other: other.starts("render") and other.starts("play"))
        pids = set(children(os.getpid())) - others
        voice.close()
        other.close()
        assert pids
        assert not any(os.path.exists(f"/proc/{pid}") for pid in pids)
        shutil.rmtree(folder)


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


def test_what_is_said_of_pain_in_parts_waits_for_what_is_before_it(stage):
    voice = stage.open(play="never done")
    voice.prepare(["One.", "Two.", "Three."])
    settled(voice, "One.", "Two.", "Three.")
    sounding(voice)
    for text in ("One.", "Two.", "Three."):
        voice.say(text, priority=5)
    until(lambda: len([r for r in stage.heard("play") if r["do"] == "play"]) == 3)
    asked = [(r["deadline_s"], r.get("pause_s", 0.0)) for r in stage.heard("play") if r["do"] == "play"]
    assert asked[0] == (0.5, 0.0)
    assert all(deadline_s > 0.5 and pause_s == 1.0 for deadline_s, pause_s in asked[1:])


def test_what_follows_an_answer_does_not_wait_for_the_question_that_was_silenced(stage):
    voice = stage.open(play="never done")
    voice.prepare(["How much?", "What is it like?"])
    settled(voice, "How much?", "What is it like?")
    sounding(voice)
    voice.say("How much?", priority=5)
    voice.silence()
    voice.say("What is it like?", priority=5)
    until(lambda: len([r for r in stage.heard("play") if r["do"] == "play"]) == 2)
    asked = [(r["deadline_s"], r.get("pause_s", 0.0)) for r in stage.heard("play") if r["do"] == "play"]
    assert asked == [(0.5, 0.0)] * 2
