"""Sound files: trimmed close to their first sample, written whole or not at all, private."""

import os
import stat
import wave
from array import array

import pytest

from hipcoach.voice import wav


def sound(before=0, loud=2205, after=0, rate=22050):
    return wav.Sound(array("h", [0] * before + [9000] * loud + [0] * after), rate)


def test_silence_before_and_after_is_cut_and_the_end_does_not_click():
    cut = wav.trim_silence(sound(before=4000, loud=2205, after=8600))
    assert cut.duration_s == pytest.approx(0.1 + wav.LEAD_S + wav.TAIL_S, abs=0.001)
    assert cut.samples[0] == cut.samples[-1] == 0


def test_the_breath_before_a_word_is_kept():
    breath = [90, -90] * 500  # the F of "Five", hardly louder than nothing
    cut = wav.trim_silence(wav.Sound(array("h", [0] * 4000 + breath + [9000] * 2205), 24000))
    assert list(cut.samples[: len(breath) + int(wav.LEAD_S * 24000)][-len(breath) :]) == breath


def test_a_sound_with_no_silence_stays_as_long_as_it_is():
    assert len(wav.trim_silence(sound()).samples) == 2205


@pytest.mark.parametrize("samples", [[], [0] * 500, [60, -60] * 300])
def test_what_cannot_be_heard_is_not_audible(samples):
    assert not wav.Sound(array("h", samples), 22050).audible
    assert len(wav.trim_silence(wav.Sound(array("h", samples), 22050)).samples) == 0


def test_a_file_comes_back_as_it_was_written_and_nobody_else_may_read_it(tmp_path):
    path = tmp_path / "a.wav"
    wav.write(path, sound())
    assert wav.read(path) == sound()
    assert wav.duration_s(path) == pytest.approx(0.1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.wav"]


def test_two_channels_are_mixed_down(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(array("h", [100, 300] * 50).tobytes())
    assert wav.read(tmp_path / "a.wav") == wav.Sound(array("h", [200] * 50), 16000)


@pytest.mark.parametrize("content", [b"", b"FORM1234AIFF", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_no_wav_is_refused(tmp_path, content):
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert wav.duration_s(path) is None
    with pytest.raises(ValueError, match="expected a WAV"):
        wav.read(path)


def test_a_file_cut_short_has_no_length(tmp_path):
    path = tmp_path / "a.wav"
    wav.write(path, sound())
    os.truncate(path, 2000)
    assert wav.duration_s(path) is None


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.wav"
    wav.write(path, sound())

    def no_room(_sound):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wav, "to_bytes", no_room)
    with pytest.raises(OSError, match="No space"):
        wav.write(path, sound(loud=1))
    assert wav.duration_s(path) == pytest.approx(0.1)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.wav"]


def test_a_long_file_is_written_piece_by_piece_at_one_rate(tmp_path):
    path = tmp_path / "a.wav"
    with wav.SoundWriter(path, 22050) as out:
        out.silence_until(0.5)
        out.add(sound(loud=2400, rate=24000))
        assert not path.exists()
        out.silence_until(0.55)  # it is longer than that
        out.silence_until(1.0)
    whole = wav.read(path)
    assert (whole.duration_s, whole.rate) == (1.0, 22050)
    assert [whole.samples.index(9000), whole.samples.count(9000)] == [11025, 2205]


def test_a_file_that_could_not_be_finished_is_not_there(tmp_path):
    with pytest.raises(ZeroDivisionError), wav.SoundWriter(tmp_path / "a.wav", 22050) as out:
        out.silence_until(1 / 0)
    assert not list(tmp_path.iterdir())
