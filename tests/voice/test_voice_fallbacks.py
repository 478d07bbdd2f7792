"""The voice in the window's process, against helpers that hang, die, lie and chatter. It never waits, never raises."""

import os
from pathlib import Path

import pytest
from null_sink import children, until
from staged_voice import LIMIT_S, TONES, settled, sounding

from hipcoach.voice import engine_helper, renderer
from hipcoach.voice.speaking import Helpers, VoiceOptions, open_voice


@pytest.mark.parametrize("behaviour", ["hangs,good", "dies,good", "chatters", "lies,good"])
def test_a_render_helper_that_fails_once_is_started_again_and_nothing_is_lost(stage, behaviour):
    voice = stage.open(render=behaviour)
    voice.prepare(["One.", "Two."])
    if behaviour == "hangs,good":
        stage.given_up("render")
    settled(voice, "One.", "Two.")
    if behaviour != "lies,good":
        assert (voice.length_s("One."), voice.length_s("Two.")) == (0.5, 0.5)
        assert stage.starts("render") == 1 + behaviour.endswith(",good")


@pytest.mark.parametrize(("priority", "played"), [(4, 0), (5, 1), (6, 1)])
def test_what_is_said_of_pain_is_heard_late_rather_than_never(stage, priority, played):
    voice = stage.open(render="hangs,good")
    sounding(voice)
    voice.say("One.", priority=priority)
    until(lambda: stage.heard("render"))
    stage.clock.jump(5.0)
    voice.prepare(["Two."])
    until(lambda: voice.length_s("Two.") is not None)  # so "One." has been dealt with
    voice.tone("tick")
    until(lambda: any(Path(path).stem == "tick" for path in stage.played()))
    assert len(stage.played()) == played + 1


def test_the_natural_voice_is_tried_first_then_the_systems_and_then_our_own_espeak(tmp_path):
    assert [engine for engine, _ in Helpers.of(tmp_path).engines] == ["natural", "system", "espeak"]


@pytest.mark.parametrize("behaviour", ["lies", "hangs", "dies", "fails", "unusable", "never ready"])
def test_an_engine_that_does_not_speak_gives_way_to_the_next(stage, behaviour):
    voice = stage.open(render=behaviour, second_engine="good")
    texts = [f"Number {number}." for number in range(5)]
    voice.prepare(texts)
    if behaviour == "hangs":  # with each phrase, and with the plain one that it is examined by
        stage.given_up("render", (renderer.FAILURES_OF_AN_ENGINE + 1) * engine_helper.TRIES)
    elif behaviour == "never ready":
        stage.given_up("render")
    until(lambda: all(voice.length_s(text) for text in texts))
    sounding(voice)
    assert voice.state().backend == "espeak"
    assert voice.state().message == ""
    assert "comes with hipcoach" in voice.state().speaks
    assert voice.facts().passed_over


def test_a_phrase_that_an_engine_cannot_speak_is_spoken_by_the_next_and_the_engine_stays(stage):
    voice = stage.open(render="knows words", second_engine="good")
    odd = [f"{number} \N{GRINNING FACE}" for number in range(renderer.FAILURES_OF_AN_ENGINE + 2)]
    voice.prepare([*odd, "One."])
    settled(voice, *odd, "One.")
    assert all(voice.length_s(text) for text in [*odd, "One."])
    sounding(voice)
    assert (voice.state().backend, voice.state().message, voice.facts().passed_over) == ("system", "", "")
    assert {request["text"] for request in stage.heard("second")} == set(odd)


def test_a_phrase_that_no_engine_can_speak_is_a_tone_and_the_others_are_spoken(stage):
    voice = stage.open(render="knows words", second_engine="knows words")
    voice.prepare(["\N{GRINNING FACE}", "One."])
    settled(voice, "\N{GRINNING FACE}", "One.")
    sounding(voice)
    voice.say("\N{GRINNING FACE}")
    voice.say("One.")
    until(lambda: len(stage.played()) == 2)
    assert [Path(path).stem == "tick" for path in stage.played()] == [True, False]


def test_the_engine_that_has_the_chosen_voice_speaks(stage):
    voice = stage.open(render="another voice", second_engine="good", speech=engine_helper.SpeechManner("en-us"))
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    assert voice.state().backend == "espeak"
    assert voice.state().speaks == "You chose this voice: Someone."
    assert stage.heard("render") == []
    until(voice.voices)
    assert [each.id for each in voice.voices()] == ["other", "en-us"]
    voice.adjust(VoiceOptions(speech=engine_helper.SpeechManner("other")))
    until(lambda: stage.heard("render"))
    until(lambda: voice.state().backend == "system")


def test_an_engine_whose_model_cannot_be_loaded_gives_way_at_its_first_phrase(stage):
    voice = stage.open(render="cannot load", second_engine="good")
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    assert voice.state().backend == "espeak"
    assert voice.facts().passed_over == "no model"


def test_helpers_that_have_nothing_to_do_end_and_are_back_when_they_are_needed(stage, monkeypatch):
    monkeypatch.setattr(renderer, "IDLE_S", LIMIT_S)
    others = set(children(os.getpid()))  # such as a virtual screen of the tests before
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    until(lambda: len(set(children(os.getpid())) - others) == 1 or stage.clock.jump(LIMIT_S))  # the player's
    voice.prepare(["Two."])
    settled(voice, "One.", "Two.")
    assert stage.starts("render") == 2


def test_with_no_engine_left_tones_stand_for_cues_and_the_reason_is_said(stage):
    voice = stage.open(render="unusable", second_engine="unusable")
    voice.prepare(["One.", "Two."])
    settled(voice, "One.", "Two.")
    sounding(voice)
    assert voice.state().backend == "tones"
    assert voice.state().message == "No voice: nothing here can speak. Tones are played instead."
    for priority in (1, 3, 4, 6):
        voice.say("One.", priority=priority)
    until(lambda: len(stage.played()) == 4)
    assert [Path(path).stem for path in stage.played()] == ["halfway", "tick", "start", "end"]
    assert voice.length_s("One.") is None


def test_a_full_disk_is_said_and_is_no_reason_to_change_the_engine(stage):
    voice = stage.open(render="full", second_engine="good")
    voice.prepare([f"Number {number}." for number in range(5)])
    until(lambda: voice.progress() == (5, 5))
    sounding(voice)
    assert voice.state().backend == "system"
    assert voice.state().message.startswith("5 phrases could not be spoken: ")
    assert "No space left on device" in voice.state().message


def test_a_phrase_that_found_no_room_is_a_tone_and_is_spoken_once_there_is_room(stage):
    voice = stage.open(render="full")
    voice.prepare(["One."])
    until(lambda: voice.progress() == (1, 1))
    sounding(voice)
    assert voice.state().message.startswith("1 phrase could not be spoken: ")
    (stage.folder / "render" / "room").touch()
    voice.say("One.", priority=4)
    until(lambda: voice.length_s("One.") is not None)
    assert voice.state().message == ""
    voice.say("One.")
    until(lambda: len(stage.played()) == 2)
    assert [Path(path).stem == "start" for path in stage.played()] == [True, False]


@pytest.mark.parametrize("behaviour", ["hangs,good", "dies,good", "never done,good"])
def test_a_player_that_fails_is_replaced_its_cue_is_dropped_and_sound_is_back_once(stage, behaviour):
    voice = stage.open(play=behaviour)
    voice.prepare(["One."])
    settled(voice, "One.")
    if behaviour == "hangs,good":
        stage.given_up("play")
    elif behaviour == "never done,good":
        sounding(voice)
        voice.say("One.")
        until(lambda: voice.state().recoveries or not voice.state().sound or stage.clock.jump(LIMIT_S))
    until(lambda: voice.state().recoveries == 1 and voice.state().sound)
    assert stage.starts("play") == 2
    assert voice.state().message == "Sound is back."
    before = len(stage.played())
    voice.say("One.")
    until(lambda: len(stage.played()) == before + 1)


def test_a_player_stopped_in_its_tracks_never_blocks_the_window(stage):
    voice = stage.open(play="hangs")
    sounding(voice)
    for _ in range(300):
        voice.tone("tick")
        voice.silence()
        voice.state()


@pytest.mark.parametrize("behaviour", ["no sound", "never ready"])
def test_without_a_device_captions_go_on_and_nothing_is_spun(stage, behaviour):
    voice = stage.open(play=behaviour)
    if behaviour == "never ready":
        stage.given_up("play")
    until(lambda: stage.starts("play") == 1 and "No sound" in voice.state().message)
    assert voice.state().backend == "captions"
    assert not voice.state().sound
    assert voice.state().message.endswith("The captions go on.")
    began = stage.starts("play")
    voice.tone("tick")
    until(lambda: stage.starts("play") > began)  # a cue is worth another try


def test_a_deleted_cache_is_rendered_again(stage):
    voice = stage.open()
    voice.prepare(["One."])
    settled(voice, "One.")
    sounding(voice)
    for path in (stage.folder / "render").glob("*.wav"):
        path.unlink()
    voice.say("One.")
    until(lambda: len(stage.heard("render")) == 2)
    until(lambda: voice.length_s("One.") is not None)


@pytest.mark.parametrize("command", [["/nothing/here"], ["false"]], ids=["not there", "ends at once"])
def test_a_helper_that_cannot_be_started_is_said(tmp_path, command):
    helpers = Helpers((("system", command),), command)
    voice = open_voice(VoiceOptions(), tmp_path, TONES, helpers=helpers)
    try:
        until(lambda: voice.state().silent)
        assert "No sound" in voice.state().message
        voice.prepare(["One."])
        until(lambda: voice.progress() == (1, 1))
        voice.say("One.")
    finally:
        voice.close()
