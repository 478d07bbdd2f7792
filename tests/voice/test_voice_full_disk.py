"""A disk that is really full: what was kept is still spoken, the rest is said, and comes back with room."""

import pytest
from null_sink import until
from quick_voice import quick_helpers
from small_disk import fill, small_disk

from hipcoach.paths import shipped_folder
from hipcoach.voice.last_voice import FILE
from hipcoach.voice.speaking import VoiceOptions, open_voice

pytestmark = pytest.mark.slow

TONES = shipped_folder() / "assets" / "tones"
KEPT, NEW = ["One.", "Two."], ["Keep breathing.", "Halfway.", "Three.", "Four."]


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", 3000) as folder:
        if folder is None:
            pytest.skip("needs the right to mount a small disk: run it as root")
        yield folder


@pytest.fixture
def opened(disk):
    """Give `opened()`: a voice with its cache on that disk."""
    voices = []

    def open_here():
        voices.append(open_voice(VoiceOptions(), disk, TONES, helpers=quick_helpers(disk)))
        return voices[-1]

    yield open_here
    for voice in voices:
        voice.close()


def prepared(voice, texts):
    voice.prepare(texts)
    until(lambda: voice.progress() == (len(texts), len(texts)))
    return [text for text in texts if voice.length_s(text) is not None]


def test_what_is_kept_is_spoken_and_the_rest_once_there_is_room(opened, disk):
    voice = opened()
    assert prepared(voice, KEPT) == KEPT
    voice.close()
    filler = fill(disk)
    voice = opened()
    assert prepared(voice, KEPT + NEW) == KEPT
    assert voice.facts().engine == "espeak", "a full disk is no fault of the engine"
    left = sorted(path.suffix for path in disk.iterdir() if path.name != FILE)
    assert left == ["", ".wav", ".wav"], "nothing half written is left"
    filler.unlink()
    voice.say(NEW[0])
    until(lambda: voice.length_s(NEW[0]) is not None)


def test_a_disk_that_fills_up_as_phrases_are_rendered(opened, disk):
    voice = opened()
    assert prepared(voice, KEPT) == KEPT
    filler = fill(disk)
    assert prepared_more(voice, NEW) == []
    assert voice.facts().engine == "espeak"
    filler.unlink()
    for text in NEW:
        voice.say(text)
    until(lambda: all(voice.length_s(text) for text in NEW))


def prepared_more(voice, texts):
    voice.prepare(texts)
    until(lambda: voice.progress() == (len(KEPT + texts), len(KEPT + texts)))
    return [text for text in texts if voice.length_s(text) is not None]
