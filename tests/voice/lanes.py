"""The cues of a plan played through several sinks side by side, recorded, and looked at one by one.

Speech takes its time; players side by side, that share one server, say a plan in a part of it. Each is a voice as the
window has it, with helpers of its own, and says its part of the plan in order. So many at once are more than a machine
with one core loaded: a part in which they held each other up is said again by its voice alone, and that counts.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from listening import Listener
from null_sink import HEARD, RATE, NullSink, Recorder, Recording, until

from hipcoach.clock import wait_s
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.paths import shipped_folder
from hipcoach.voice import wav
from hipcoach.voice.speaking import Helpers, SpeakingVoice, VoiceOptions, open_voice

TONES = shipped_folder() / "assets" / "tones"
GAP_S = 0.16  # from the end of a cue to the instant of the next
NEAR_S, LATEST_S = 0.05, 0.1  # how far from where it should be a cue's first and last sound are looked for
SILENCE_S = 0.05  # that there must be between two cues
ASKED_LATE_S = 0.01  # by the test itself: such a cue says nothing of the voice
LENGTH_OFF = 0.2  # share of its file's length by which a cue may sound longer or shorter
CALM_S = 0.06  # before a cue's instant and after it
AGAIN_ALONE = 2  # times
MOST_REPEATED = 0.05  # share of cues during which the whole machine stood still

Stretch = tuple[float, float]
"""Its begin and its end, in seconds of the system's clock."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A cue, its instant, how long its file is, and how much of that comes before its first sound."""

    at_s: float
    text: str
    length_s: float
    lead_s: float
    calm: bool = True  # the machine was on time when it began


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recorded from a cue's instant to the next one's."""

    asked: Asked
    late_ms: float  # from the instant to the file's first sample
    sounded_s: float
    named: str | None  # by the recogniser


def lanes(cues: Sequence[str], count: int) -> list[list[str]]:
    """The cues in `count` parts, each in order and about as long to say as the others."""
    lengths_s = [estimate_s(cue) + GAP_S for cue in cues]
    parts: list[list[str]] = [[] for _ in range(count)]
    before_s = 0.0
    for cue, length_s in zip(cues, lengths_s, strict=True):
        parts[int(before_s * count / sum(lengths_s))].append(cue)
        before_s += length_s
    return parts


def open_voices(server: NullSink, cache: Path, stack: ExitStack) -> list[SpeakingVoice]:
    """Give a voice for each of the server's sinks; `stack` closes them."""
    voices = []
    for sink in server.sinks:
        helpers = Helpers.of(cache)
        helpers = replace(helpers, player=["env", f"PULSE_SINK={sink}", *helpers.player])
        voices.append(open_voice(VoiceOptions(), cache, TONES, helpers=helpers))
        stack.callback(voices[-1].close)
    until(lambda: all(voice.state().sound for voice in voices))
    return voices


def render_all(voices: Sequence[SpeakingVoice], parts: Sequence[Sequence[str]]) -> None:
    """Let each voice have its part; the first renders for the others."""
    every = [text for part in parts for text in part]
    for voice, part in ((voices[0], every), *zip(voices, parts, strict=True)):
        voice.prepare(part)
        until(lambda voice=voice, part=part: all(voice.length_s(text) for text in part))


def say_all(
    server: NullSink, voices: Sequence[SpeakingVoice], parts: Sequence[Sequence[str]]
) -> list[tuple[list[Asked], Recording]]:
    """Say each part, rendered before, with its voice at once; what was asked for when, and what each sink heard."""
    recorders = [Recorder(server, sink) for sink in server.sinks]
    with ThreadPoolExecutor(len(voices)) as pool:
        asked = list(pool.map(_say, voices, recorders, parts))
    heard = [(said, recorder.stop()) for said, recorder in zip(asked, recorders, strict=True)]
    for number, sink in enumerate(server.sinks):
        for _ in range(AGAIN_ALONE):
            if not all(_undisturbed(cue, heard[number][1]) for cue in heard[number][0]):
                recorder = Recorder(server, sink)
                heard[number] = (_say(voices[number], recorder, parts[number]), recorder.stop())
    return heard


def _say(voice: SpeakingVoice, recorder: Recorder, texts: Sequence[str]) -> list[Asked]:
    """Say each text at its instant, which is known beforehand; again where this thread or the recorder stood still."""
    asked, left, repeated = [], list(texts), 0
    leads_s = {text: lead_s(voice, text) for text in texts}
    due_s = recorder.now_s() + GAP_S
    while left:
        length_s = voice.length_s(left[0]) or 0.0
        wait_s(max(0.0, due_s - recorder.now_s()))
        late_s = recorder.now_s() - due_s
        voice.say(left[0])
        wait_s(max(0.0, due_s + length_s + 0.05 - recorder.now_s()))
        stood_still = late_s > ASKED_LATE_S or recorder.stood_still(due_s)
        if stood_still and repeated < MOST_REPEATED * len(texts):
            repeated += 1
        else:
            calm = recorder.was_calm(due_s - CALM_S, due_s + CALM_S)
            asked.append(Asked(due_s, left[0], length_s, leads_s[left.pop(0)], calm))
        due_s += length_s + GAP_S
    return asked


def lead_s(voice: SpeakingVoice, text: str) -> float:
    """What a file keeps before its first sound: the breath of an F is quieter than what a recording takes for one."""
    rendered = voice._renderer.spoken(text)  # noqa: SLF001 - nobody else wants to know the file
    assert rendered is not None
    sound = wav.read(Path(rendered.path))
    return next(at for at, sample in enumerate(sound.samples) if abs(sample) >= HEARD) / sound.rate


def edges(cue: Asked, recording: Recording) -> tuple[Stretch, Stretch]:
    """The silence before a cue and the one after it."""
    end_s = cue.at_s + cue.length_s
    before = recording.longest_silence(cue.at_s - GAP_S - NEAR_S, cue.at_s + LATEST_S)
    return before, recording.longest_silence(end_s - NEAR_S, end_s + GAP_S + LATEST_S)


def _undisturbed(cue: Asked, recording: Recording) -> bool:
    before, after = edges(cue, recording)
    return _apart(before, after) and abs((after[0] - before[1]) / cue.length_s - 1) <= LENGTH_OFF


def _apart(before: Stretch, after: Stretch) -> bool:
    return min(before[1] - before[0], after[1] - after[0]) >= SILENCE_S


def examined(asked: Sequence[Asked], recording: Recording, listener: Listener) -> list[Heard]:
    """What was heard of each cue. Fails where two of them run into each other, or nothing was heard of one."""
    result = []
    for cue in asked:
        before, after = edges(cue, recording)
        assert _apart(before, after), f"{cue.text!r} runs into another cue"
        assert before[1] < after[0], f"nothing was heard of {cue.text!r}"
        named = listener.heard(recording.part(before[1], after[0]), RATE)
        result.append(Heard(cue, (before[1] - cue.at_s - cue.lead_s) * 1000, after[0] - before[1], named))
    return result
