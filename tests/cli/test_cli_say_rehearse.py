"""`hipcoach say` and `hipcoach rehearse`: sounds that can be listened to anywhere."""

import json
import wave

import pytest

from hipcoach.voice import wav

pytestmark = pytest.mark.slow


def test_say_renders_one_phrase(hipcoach, tmp_path):
    out = tmp_path / "hold.wav"
    ran = hipcoach("say", "Hold for ten seconds.", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    assert 1.6 < wav.read(out).duration_s < 2.4
    assert wav.read(out).audible


@pytest.mark.parametrize("text", ["", " ", "…"])
def test_say_wants_words(hipcoach, tmp_path, text):
    ran = hipcoach("say", text, "--out", str(tmp_path / "x.wav"))
    assert ran.returncode == 1
    assert ran.stderr == "TEXT: expected words to say\n"


def test_say_tells_where_it_cannot_write(hipcoach, tmp_path):
    ran = hipcoach("say", "One.", "--out", str(tmp_path / "no" / "x.wav"))
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"{tmp_path}/no/x.wav: expected a file that can be written")


def test_rehearse_puts_every_cue_where_the_timeline_has_it(hipcoach, tmp_path):
    out = tmp_path / "sounds"
    ran = hipcoach("rehearse", "go-for-a-walk", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    timeline = json.loads(hipcoach("timeline", "go-for-a-walk", "--json").stdout)
    lines = [line.split("  ") for line in (out / "cues.txt").read_text().splitlines() if line]
    said = [line[-1] for line in lines]
    assert said == [cue["text"] for cue in timeline["cues"]]
    session = wav.read(out / "session.wav")
    assert abs(session.duration_s - timeline["duration_s"]) < 15  # true lengths are shorter than estimated ones
    end = 0
    for line in (out / "cues.txt").read_text().splitlines():
        start_s, _, name, *_ = line.split()
        sound = wav.read(out / name)
        first = round(float(start_s) * session.rate)
        assert first >= end, f"{name} begins before the last cue has ended"
        end = first + len(sound.samples)
        middle = sound.samples[200 : len(sound.samples) // 2]
        assert middle.tobytes() in session.samples[max(0, first - 300) : end + 300].tobytes(), name
    with wave.open(str(out / "session.wav")) as file:
        assert file.getnchannels() == 1


def test_rehearse_wants_a_plan_that_there_is(hipcoach, tmp_path):
    ran = hipcoach("rehearse", "no-such-plan", "--out", str(tmp_path / "x"))
    assert ran.returncode == 1
    assert "no-such-plan" in ran.stderr
