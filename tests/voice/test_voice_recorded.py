"""Every cue of an exercise through a real sound server, recorded: at its time, whole, apart, and understood.

`benchmarks/voice_session.py` does the same with a whole plan.
"""

import random
import re
from array import array
from contextlib import ExitStack
from dataclasses import replace

import pytest
from lanes import LENGTH_OFF, examined, lanes, open_voices, render_all, say_all
from listening import Listener, prepared
from null_sink import MISSING, RATE, NullSink, busy_core, percentile
from quick_voice import be_patient
from session_cues import cues_of

from hipcoach.voice.engines import Manner, start_engine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif(
        bool(MISSING), reason=f"needs {' and '.join(MISSING)}: apt-get install pulseaudio pulseaudio-utils"
    ),
]

PLAN = "steady"
EXERCISES = ("single_leg_stand",)  # with sides, holds and numbers; said in full
SINKS = [f"hip{number}" for number in range(4)]
LATE_MS = 30
TELLING = re.compile(r"\b(left|right|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
OTHER_PHRASES = (
    "The weather was fine in the morning.",
    "Please bring the umbrella.",
    "Switch to your other arm.",
    "Tomorrow the train leaves from another platform.",
    "Yes.",
)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What was asked for when, and what each sink heard; meanwhile something else keeps one core busy."""
    folder = tmp_path_factory.mktemp("plan")
    server, parts = NullSink(folder, SINKS), lanes(cues(), len(SINKS))
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        be_patient(patch)
        stack.callback(server.stop)
        server.start()
        for name, value in server.environment.items():
            patch.setenv(name, value)
        voices = open_voices(server, folder / "cache", stack)
        render_all(voices, parts)
        load = stack.enter_context(busy_core())
        stack.callback(load.kill)
        return say_all(server, voices, parts)


def cues():
    return [text for _, text in cues_of(PLAN, exercises=EXERCISES)]


@pytest.fixture(scope="module")
def listener(said, tmp_path_factory):
    pytest.importorskip("pocketsphinx", reason="needs a recogniser: pip install pocketsphinx")
    return Listener({cue.text: cue.length_s for asked, _ in said for cue in asked}, tmp_path_factory.mktemp("grammar"))


def test_every_cue_is_heard_at_its_time_whole_apart_from_the_others_and_understood(said, listener):
    heard = [each for asked, recording in said for each in examined(asked, recording, listener)]
    assert [each.asked.text for each in heard] == cues()
    misheard = {each.asked.text: each.named for each in heard if each.named != each.asked.text}
    calm = [each for each in heard if each.asked.calm]
    late_ms = percentile([abs(each.late_ms) for each in calm or heard], 0.5)  # p95: benchmarks/voice_session.py
    off = max(abs(each.sounded_s / each.asked.length_s - 1) for each in heard)
    print(f"\n{len(heard)} cues ({len(calm)} in calm), {len(misheard)} misheard; length {off:.0%} off")
    print(f"instant to sound, median: {late_ms:.1f} ms")
    assert late_ms <= LATE_MS
    assert off <= LENGTH_OFF
    assert len(misheard) <= 0.02 * len(heard), misheard
    assert not [text for text in misheard if TELLING.search(text)], "a side or a number was not understood"


def test_cues_that_are_not_the_ones_expected_are_found_out(said, listener):
    asked, recording = said[0]
    few = asked[:6]
    others = [replace(cue, text=other.text) for cue, other in zip(few, few[1:] + few[:1], strict=True)]
    assert not any(each.named == each.asked.text for each in examined(others, recording, listener))


def test_silence_noise_and_wrong_phrases_are_rejected(listener, tmp_path):
    noise = random.Random(2)
    assert listener.heard(array("h", [0] * 2 * RATE), RATE) is None
    assert listener.heard(array("h", (int(noise.gauss(0, 3000)) for _ in range(2 * RATE))), RATE) is None
    engine = start_engine("espeak", tmp_path)
    for text in OTHER_PHRASES:
        sound = engine.render(text, Manner("", 140, 2))
        assert listener.heard(sound.samples, sound.rate) is None, text


def test_the_listener_needs_its_faint_noise_and_gets_it():
    heard = array("h")
    heard.frombytes(prepared(array("h", [0] * RATE), RATE))
    assert max(heard) > 0
