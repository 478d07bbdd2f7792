"""The natural voice for real: the same bytes every time, one loudness, whole onsets, and nothing that stops it."""

import hashlib
import subprocess
import sys
from importlib import metadata

import numpy as np
import pytest

from hipcoach.paths import shipped_folder
from hipcoach.settings import Settings
from hipcoach.voice import natural, wav
from hipcoach.voice.drivers import Unusable
from hipcoach.voice.engines import Manner, start_engine
from hipcoach.voice.loudness import PEAK, TARGET_LUFS, levelled, loudness_lufs
from hipcoach.voice.natural import load_pronunciations
from hipcoach.voice.pace import CALM, SPEEDS, speed_for

SHIPPED = shipped_folder()
CALM_MANNER = Manner("heart", 140, 0)
PHRASES = ("Five.", "One.", "Switch to your left side.", "Press Y for yes, or N for no.", "Keep breathing.")
IN_ANOTHER_PROCESS = """
import hashlib, pathlib, sys
from hipcoach.voice.engines import Manner, start_engine
sound = start_engine("natural", pathlib.Path(sys.argv[1])).render(sys.argv[2], Manner("heart", 140, 0))
print(hashlib.sha256(sound.samples).hexdigest())
"""


@pytest.fixture(scope="module")
def heart(tmp_path_factory):
    return start_engine("natural", tmp_path_factory.mktemp("speech"))


def as_floats(sound):
    return np.frombuffer(sound.samples, np.int16) / 32768


def by_the_standard(samples, rate):
    """Loudness as ITU-R BS.1770 has it, sample by sample; `samples` at 48,000 a second."""
    assert rate == 48000
    for b, a in (
        ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585)),
        ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621)),
    ):
        out, x1, x2, y1, y2 = [], 0.0, 0.0, 0.0, 0.0
        for x in samples:
            y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
            x2, x1, y2, y1 = x1, x, y1, y
            out.append(y)
        samples = out
    return 10 * np.log10(np.mean(np.square(samples))) - 0.691


def test_the_same_phrase_is_the_same_sound_here_and_in_another_process(heart, tmp_path):
    sound = heart.render(PHRASES[2], CALM_MANNER)
    heart.render(PHRASES[0], CALM_MANNER)
    assert heart.render(PHRASES[2], CALM_MANNER) == sound
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(tmp_path), PHRASES[2]]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == hashlib.sha256(sound.samples).hexdigest()


def test_the_versions_that_make_the_sound_are_part_of_what_it_is_kept_by(heart):
    for package in ("hibari-tts", "onnxruntime", "numpy", "pyttsx3"):
        assert f"{package} {metadata.version(package)}" in heart.driver_of("heart")
    assert load_pronunciations().digest in heart.driver_of("heart")


def test_every_phrase_of_every_voice_has_one_loudness_and_no_peak_near_the_limit(heart, tmp_path):
    espeak = start_engine("espeak", tmp_path)
    for engine, manner in ((heart, CALM_MANNER), (espeak, Manner("", 140, 2))):
        for text in PHRASES:
            samples = as_floats(sound := engine.render(text, manner))
            assert loudness_lufs(samples, sound.rate) == pytest.approx(TARGET_LUFS, abs=1), text
            assert np.abs(samples).max() <= PEAK, text


def test_the_tones_are_about_as_loud_as_the_voice():
    for path in sorted((SHIPPED / "assets" / "tones").glob("*.wav")):
        tone = wav.read(path)
        assert loudness_lufs(as_floats(tone), tone.rate) == pytest.approx(TARGET_LUFS, abs=3), path.name


def test_loudness_is_the_standards_and_a_limit_bends_what_is_too_loud():
    time_s = np.arange(48000) / 48000
    for hertz in (60, 400, 3000):
        tone = 0.1 * np.sin(2 * np.pi * hertz * time_s)
        assert loudness_lufs(tone, 48000) == pytest.approx(by_the_standard(tone, 48000), abs=0.2)
    quiet = np.where(np.arange(24000) % 3000 == 0, 0.9, 0.01 * np.sin(np.arange(24000) / 9))  # clicks over a murmur
    sound = levelled(wav.Sound(wav.from_bytes((quiet * 32767).astype("<i2").tobytes()), 24000))
    assert 0.8 < np.abs(as_floats(sound)).max() <= PEAK


def test_no_onset_is_cut(heart):
    """The F of "Five" is far quieter than its vowel: it takes a tenth of a second before that."""
    samples = np.abs(as_floats(heart.render("Five.", CALM_MANNER)))
    assert 0.07 < np.argmax(samples > 0.25) / 24000 < 0.3


def test_words_a_minute_become_a_speed_within_what_was_measured(heart):
    assert speed_for(Settings().rate_wpm) == pytest.approx(CALM)
    assert (speed_for(1), speed_for(1000)) == (SPEEDS[0], SPEEDS[-1])
    lengths_s = [heart.render(PHRASES[3], Manner("heart", rate, 0)).duration_s for rate in (115, 140, 170)]
    assert [lengths_s[0] / lengths_s[1], lengths_s[2] / lengths_s[1]] == pytest.approx([140 / 115, 140 / 170], rel=0.1)


@pytest.mark.parametrize("text", ["", " ", "\N{GRINNING FACE}", "\u4f60\u597d", "1" * 2000, "\0"])
def test_what_it_cannot_say_is_a_failure_of_that_phrase_alone(heart, text):
    with pytest.raises(RuntimeError):
        heart.render(text, CALM_MANNER)
    assert heart.render("One.", CALM_MANNER).audible


def test_a_sentence_without_end_is_given_to_the_model_in_parts():
    sounds = "wˈɜɹd " * 500 + "x" * 1000
    parts = list(natural.in_parts(sounds))
    assert "".join(parts) == sounds
    assert max(map(len, parts)) <= natural.LONGEST_SOUNDS


def test_no_other_voice_is_ever_asked_for(heart, monkeypatch):
    import hibari.voices

    monkeypatch.setattr(hibari.voices, "download", lambda *_: pytest.fail("it would be fetched"))
    for voice in hibari.voices.VOICES.keys() - {"heart"}:
        with pytest.raises(RuntimeError, match="unknown voice"):
            heart.render("One.", Manner(voice, 140, 0))


SENTENCES = {
    "no.": "Press Y for yes, or N for no.",
    "close together": "Bend your knees, feet flat on the floor and close together.",
    "drawing": "Hug both knees, drawing them up one at a time.",
    "catches": "Stop if it catches in your back.",
    "Wind down": "Wind down. Four exercises, about eleven minutes.",
}


def test_what_is_written_sounds_as_it_is_told(heart):
    written, told = (heart.render(f"N for {no}.", CALM_MANNER) for no in ("no", "[no](/nˈO/)"))
    assert written == told


def test_each_pronunciation_changes_what_is_said():
    from hibari.g2p import G2P

    told, read = load_pronunciations(), G2P(oov=False)
    assert {written for written, _ in told.said} == set(SENTENCES)
    for text in SENTENCES.values():
        assert read(text) != read(told.applied_to(text)), text
    assert told.applied_to("Close togetherness, and no.1") == "Close togetherness, and no.1"


class Proxy:
    def notify(self, topic, **values):
        pass


def test_without_its_package_or_its_model_it_is_not_used(tmp_path, monkeypatch):
    version = metadata.version

    def missing(package):
        return version(package if package != "hibari-tts" else "hibari-tts-that-is-not-there")

    with monkeypatch.context() as patch:
        patch.setattr(natural.metadata, "version", missing)
        with pytest.raises(Unusable, match="hibari-tts is not usable"):
            natural.build(Proxy(), None)
    for name in ("hibari", "onnxruntime"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)  # importing it fails
            with pytest.raises(Unusable, match="hibari-tts is not usable"):
                natural.build(Proxy(), None).save_to_file("One.", str(tmp_path / "a.wav"))
