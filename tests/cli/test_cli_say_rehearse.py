"""`hipcoach say` and `hipcoach rehearse`: sounds that can be listened to anywhere."""

import json
import wave
from itertools import pairwise

import pytest

from hipcoach.voice import wav

pytestmark = pytest.mark.slow


def test_say_renders_one_phrase(hipcoach, tmp_path):
    out = tmp_path / "hold.wav"
    ran = hipcoach("say", "Hold for ten seconds.", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    assert 1.2 < wav.read(out).duration_s < 2.4
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
    timeline = json.loads(hipcoach("timeline", "go-for-a-walk", "--json").stdout)  # with the lengths that are now kept
    lines = [line.split("  ") for line in (out / "cues.txt").read_text().splitlines() if line]
    said = [line[-1] for line in lines]
    told = [cue["text"] for cue in timeline["cues"] if cue["text"]]
    first = said.index(
        next(text for text in said if text.startswith("If it hurts"))
    )  # a greeting waits for nobody here
    last = said.index("Notice how it feels now, compared with before.")  # and nobody is asked
    begins = told.index(said[first])
    assert said[first:last] == told[begins : begins + last - first]
    starts = [float(line.split()[0]) for line in (out / "cues.txt").read_text().splitlines()]
    expected = [cue["start_s"] for cue in timeline["cues"] if cue["text"]][begins : begins + last - first]
    later_s = starts[first] - expected[0]
    assert starts[first:last] == pytest.approx([each + later_s for each in expected], abs=0.02)
    session = wav.read(out / "session.wav")
    end = 0
    for line in (out / "cues.txt").read_text().splitlines():
        start_s, _, name, *_ = line.split()
        sound = wav.read(out / name)
        first = round(float(start_s) * session.rate)
        assert first >= end - session.rate / 1000, f"{name} begins before the last cue has ended"
        end = first + len(sound.samples)
        middle = sound.samples[200 : len(sound.samples) // 2]
        assert middle.tobytes() in session.samples[max(0, first - 300) : end + 300].tobytes(), name
    with wave.open(str(out / "session.wav")) as file:
        assert file.getnchannels() == 1


def test_rehearse_writes_the_whole_session_into_one_file_with_time_for_the_way_to_the_floor(hipcoach, tmp_path):
    out = tmp_path / "walk.WAV"
    ran = hipcoach("rehearse", "gentle-day", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    length_s = wav.duration_s(out)
    assert ran.stdout == f"{out}: {length_s // 60:.0f} min {length_s % 60:02.0f} s\n"
    timeline = json.loads(hipcoach("timeline", "gentle-day", "--json").stdout)
    assert length_s > timeline["duration_s"] + 20  # where every wait is ended at once
    assert [entry.name for entry in tmp_path.iterdir() if entry != tmp_path / "home"] == ["walk.WAV"]


def test_rehearse_prints_what_somebody_hears_who_presses_no_key(hipcoach):
    ran = hipcoach("rehearse", "first-steps", "--script")
    assert ran.returncode == 0, ran.stderr
    timeline = json.loads(hipcoach("timeline", "first-steps", "--json").stdout)
    lines = ran.stdout.splitlines()
    told = [line.split(maxsplit=1) for line in lines if not line.startswith(" " * 9)]
    said = [text for _, text in told]
    assert not any(":60" in at for at, _ in told)
    hurry = ("There is no hurry.", "I am still waiting.", "You have time to finish what I told you.", "To stop: rest,")
    down = ("Lying, you may shut your eyes.", "If you have stopped for today, stay sitting.")
    meanwhile = (*hurry, *down, "To get up sooner,", "I go on in ten seconds.")
    answered = [(cue["text"] or "(a soft tick)", cue["start_s"]) for cue in timeline["cues"]]
    times = [60 * int(minutes) + float(seconds) for minutes, seconds in (at.split(":") for at, _ in told)]
    plain = [(text, at_s) for text, at_s in zip(said, times, strict=True) if not text.startswith(meanwhile)]
    quick = [(text, at_s) for text, at_s in answered if not text.startswith(meanwhile)]
    assert [text for text, _ in plain] == [text for text, _ in quick]
    later_s = [at_s - quick_s for (_, at_s), (_, quick_s) in zip(plain, quick, strict=True)]
    assert all(after >= before - 0.11 for before, after in pairwise(later_s)), "a wait is never shorter than answered"
    silences = [(text, after - at) for text, (at, after) in zip(said, pairwise(times), strict=False)]
    goes_on = [silence for text, silence in silences if text == "I go on in ten seconds."]
    assert goes_on == pytest.approx([10.0] * len(goes_on), abs=0.11)
    checks = [silence for text, silence in silences if text == "I go on in twelve seconds."]
    assert goes_on
    assert checks
    assert min(checks) > 12.0
    assert lines.count("         (It waits until you press Enter.)") == 1, "the greeting alone"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("no-such-plan", "--out", "{out}/x"), "expected the id of a plan, "),
        (("first-steps", "--out", "{out}/no/x.wav"), "{out}/no/x.wav: expected a file in a folder that there is"),
        (("go-for-a-walk", "--out", "/proc/x.wav"), "/proc/x.wav: expected a file that can be written to"),
        (("go-for-a-walk", "--out", "/proc/x"), "/proc/x: expected a folder that can be written to"),
    ],
)
def test_rehearse_says_in_one_line_what_it_cannot_do(hipcoach, tmp_path, words, line):
    ran = hipcoach("rehearse", *(word.format(out=tmp_path) for word in words))
    assert ran.returncode == 1
    assert ran.stderr.startswith(line.format(out=tmp_path))
    assert ran.stderr.count("\n") == 1
    assert not list((tmp_path / "home").rglob("*.wav")), "it is said at once: nothing was rendered first"
