"""What tells words apart in noise is raised; silence, length and what cannot be heard stay as they are."""

from array import array

import numpy as np
import pytest

from hipcoach.voice import clear_speech, wav
from hipcoach.voice.clear_speech import clearer
from hipcoach.voice.engines import Manner, start_engine

RATE = 24000


def sound_of(samples):
    return wav.Sound(array("h", (np.asarray(samples) * 32767).astype(np.int16).tobytes()), RATE)


def power_db(sound, low_hz, high_hz):
    power = np.abs(np.fft.rfft(np.frombuffer(sound.samples, np.int16))) ** 2
    hertz = np.fft.rfftfreq(len(sound.samples), 1 / sound.rate)
    return 10 * np.log10(power[(hertz >= low_hz) & (hertz < high_hz)].sum())


def level_db(samples):
    return 10 * np.log10(np.mean(np.square(np.asarray(samples, float))))


def test_a_quiet_sound_comes_nearer_to_a_loud_one_and_silence_stays():
    time_s = np.arange(RATE // 2) / RATE
    hum, quiet = 0.5 * np.sin(2000 * np.pi * time_s), 0.05 * np.sin(2000 * np.pi * time_s)  # 20 dB apart
    hiss = 0.0003 * np.random.default_rng(1).standard_normal(RATE // 2)
    out = clearer(sound_of(np.concatenate([hum, quiet, hiss]))).samples
    third = RATE // 2
    inner = slice(third // 4, 3 * third // 4)
    loud_db, quiet_db, hiss_db = (level_db(out[at * third : (at + 1) * third][inner]) for at in range(3))
    assert loud_db - quiet_db == pytest.approx(10, abs=1)
    assert loud_db - hiss_db > 50
    assert len(out) == 3 * third


def test_the_natural_voice_is_raised_where_words_are_told_apart(tmp_path, monkeypatch):
    heart, manner = start_engine("natural", tmp_path), Manner("heart", 140, 0)
    raised = heart.render("Switch to your left side.", manner)
    monkeypatch.setattr(clear_speech, "clearer", lambda sound: sound)
    plain = heart.render("Switch to your left side.", manner)
    gain = [power_db(raised, *band) - power_db(plain, *band) for band in ((80, 400), (2000, 6000))]
    assert gain[1] - gain[0] > 8
    assert raised.duration_s == pytest.approx(plain.duration_s, rel=0.02)


@pytest.mark.parametrize("samples", [[], [0.0], [0.0] * 1000, [0.4], [0.4] * 50])
def test_what_has_no_speech_in_it_comes_through(samples):
    assert len(clearer(sound_of(samples)).samples) == len(samples)
