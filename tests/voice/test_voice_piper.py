"""Piper voices in the user's folder, with a stand-in for piper-tts: offered, spoken, and a damaged one left out."""

import json
import sys
import types
from array import array
from importlib import metadata
from types import SimpleNamespace

import pytest

from hipcoach.voice import natural, piper, wav
from hipcoach.voice.drivers import Unusable
from hipcoach.voice.pace import speed_for

JOE = "piper:en_US-joe-medium"


class Proxy:
    def notify(self, topic, **values):
        pass


class PiperVoice:
    """Says each text as a tone whose length goes by its letters; `Unsayable.` it does not know."""

    @staticmethod
    def load(path):
        if path.read_bytes() == b"damaged":
            raise ValueError("not a model")
        return PiperVoice()

    def synthesize(self, text, manner):
        if text == "Unsayable.":
            raise IndexError("out of range")
        for sentence in text.split(". "):
            samples = array("h", [9000] * round(len(sentence) * 100 * manner.length_scale))
            yield SimpleNamespace(audio_int16_bytes=samples.tobytes(), sample_rate=16000)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    module = types.ModuleType("piper")
    module.PiperVoice = PiperVoice
    module.SynthesisConfig = lambda length_scale: SimpleNamespace(length_scale=length_scale)
    monkeypatch.setitem(sys.modules, "piper", module)
    version = metadata.version
    monkeypatch.setattr(piper.metadata, "version", lambda name: "1.3" if name == "piper-tts" else version(name))
    put(tmp_path, "en_US-joe-medium")
    return tmp_path


def put(folder, name, model=b"a model", described='{"language": {"code": "en_US"}}'):
    (folder / f"{name}.onnx").write_bytes(model)
    (folder / f"{name}.onnx.json").write_text(described)


def spoken(driver, text, path, rate=140):
    driver.setProperty("voice", JOE)
    driver.setProperty("rate", rate)
    driver.save_to_file(text, str(path))
    return wav.read(path)


def test_a_voice_in_the_folder_is_offered_after_ours_and_speaks_at_its_own_rate(folder, tmp_path):
    driver = natural.build(Proxy(), folder)
    assert [(each.id, each.name) for each in driver.getProperty("voices")] == [
        ("heart", natural.Heart.name),
        (JOE, "en_US-joe-medium (Piper)"),
    ]
    calm = spoken(driver, "One. Two", tmp_path / "a.wav")
    assert calm.rate == 16000
    quick = spoken(driver, "One. Two", tmp_path / "a.wav", rate=170)
    assert calm.duration_s / quick.duration_s == pytest.approx(speed_for(170) / speed_for(140), rel=0.01)


def test_another_file_of_the_same_name_makes_other_sounds(folder):
    before = natural.build(Proxy(), folder).version_of(JOE)
    put(folder, "en_US-joe-medium", model=b"another model")
    assert before != natural.build(Proxy(), folder).version_of(JOE)


@pytest.mark.parametrize("described", ["", "[]", "{}", '{"language": 3}', json.dumps({"language": {}})])
def test_a_voice_without_a_description_is_left_out(folder, described):
    put(folder, "en_GB-none", described=described)
    assert list(piper.piper_models(folder)) == [JOE]


def test_what_it_cannot_say_is_said_by_our_own_voice(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(natural.Heart, "speak", lambda self, text, rate: wav.Sound(array("h", [7000] * 240), 24000))
    assert spoken(natural.build(Proxy(), folder), "Unsayable.", tmp_path / "a.wav").rate == 24000
    put(folder, "en_US-joe-medium", model=b"damaged")
    assert spoken(natural.build(Proxy(), folder), "One.", tmp_path / "a.wav").rate == 24000


def test_it_is_enough_by_itself_and_nothing_is_offered_without_piper(folder, tmp_path, monkeypatch):
    def unusable(self):
        raise Unusable("not installed")

    monkeypatch.setattr(natural.Heart, "__init__", unusable)
    assert spoken(natural.build(Proxy(), folder), "One.", tmp_path / "a.wav").audible
    assert piper.piper_models(tmp_path / "missing") == {}

    def missing(package):
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(piper.metadata, "version", missing)
    assert piper.piper_models(folder) == {}
    with pytest.raises(Unusable, match="not installed"):
        natural.build(Proxy(), folder)
