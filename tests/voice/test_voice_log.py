"""Each fallback of the voice is one line in the log, which says nothing of what was to be spoken."""

import logging

import pytest
from null_sink import until
from staged_voice import settled, sounding

from hipcoach.voice import engine_helper

PHRASE = "Zebedee."


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "hipcoach")
    return lambda: [record.getMessage() for record in caplog.records if record.name.startswith("hipcoach")]


def test_a_voice_that_works_logs_nothing(stage, lines):
    voice = stage.open()
    voice.prepare([PHRASE])
    settled(voice, PHRASE)
    sounding(voice)
    voice.say(PHRASE)
    until(stage.played)
    voice.close()
    assert lines() == []


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [("unusable", "nothing here can speak"), ("never ready", "the voice did not start")],
)
def test_an_engine_that_is_passed_over_is_one_line(stage, lines, behaviour, why):
    voice = stage.open(render=behaviour, second_engine="good")
    voice.prepare([PHRASE])
    if behaviour == "never ready":
        stage.given_up("render")
    until(lambda: voice.length_s(PHRASE))
    assert lines() == [f"the speech engine 'system' is not used: {why}"]


def test_with_no_engine_there_is_a_line_for_each_and_one_for_the_tones(stage, lines):
    voice = stage.open(render="unusable", second_engine="unusable")
    voice.prepare([PHRASE])
    settled(voice, PHRASE)
    until(lambda: len(lines()) == 3)
    assert lines()[-1] == "no speech engine works: tones are played instead"


def test_a_full_disk_is_one_line_for_all_phrases(stage, lines):
    voice = stage.open(render="full")
    voice.prepare([f"{PHRASE} {number}" for number in range(5)])
    until(lambda: voice.progress() == (5, 5))
    assert lines() == ["phrases could not be spoken: No space left on device"]


def test_no_sound_device_is_one_line_however_often_it_is_tried(stage, lines):
    voice = stage.open(play="no sound")
    for tries in range(1, 4):
        until(lambda tries=tries: stage.starts("play") >= tries)
        voice.tone("tick")
    voice.close()
    assert lines() == ["captions only: no device"]


def test_a_sound_helper_that_died_is_one_line(stage, lines):
    voice = stage.open(play="dies,good")
    until(lambda: stage.starts("play") == 1)
    voice.tone("tick")
    until(lambda: stage.starts("play") == 2)
    sounding(voice)
    assert lines() == ["the sound helper ended: it is started again"]


def test_a_deleted_phrase_is_one_line(stage, lines):
    voice = stage.open()
    voice.prepare([PHRASE])
    settled(voice, PHRASE)
    sounding(voice)
    for path in (stage.folder / "render").glob("*.wav"):
        path.unlink()
    voice.say(PHRASE)
    until(lambda: len(stage.heard("render")) == 2)
    assert lines() == ["a rendered phrase has gone: it is rendered again"]


def test_a_chosen_voice_that_is_not_here_is_one_line(stage, lines):
    voice = stage.open(speech=engine_helper.SpeechManner(voice_id="Zebedee"))
    voice.prepare([PHRASE])
    settled(voice, PHRASE)
    assert lines() == ["the chosen voice is not here: the engine's default speaks"]
