"""How well taught words are heard: recall, wrong words, false alarms, delay, and the processor's share.

`python benchmarks/heard.py [--minutes N] [--phrases N] [--voice natural] [--kept FOLDER]`. Each voice of
`benchmarks/speakers.py` teaches its own words, three times each, in a room at 25 dB. Then it says them at other speeds
in noise, and while the program's own voice speaks as loud as they are and is taken out, in a room that it has greeted
somebody in. The other speech is that of `benchmarks/other_speech.py`. All of it goes through what the listening process
runs, as fast as that can; what it tells is taken as a session takes it. What is heard of a taught word that was said in
other speech is told apart from what was never said ("no" in "knows"): one and the same voice says both, as nobody's
would. False alarms are counted twice: each word that was told and would count in some state, and those that would have
asked for something in a session that runs (`benchmarks/session_moments.py`). The numbers of the matcher were chosen
with other texts (`docs/`, other small talk) and other speakers: flite's awb and kal16, three variants of eSpeak, and
some of these with a pitch and a pace that change. Some of them (LIMIT, WIDEST, PLAINLY_HEARD with IN_SPEECH,
STILL_FALLS with AFTER_S) were set after a look at what the voices reported here had missed: those are not wholly
unseen. No real people were measured: they vary more than a synthetic voice does. `--phrases` plays so many of the
program's own phrases from the loudspeaker, in the voice that has taught the words: none may be taken for one; `--part`
plays a part of them. Its status is 1 where a goal is missed.

Missed on 30 November 2026: any word in other speech, 1.7 an hour (5 in 180 minutes, 3 of them by slt; what would have
asked for something .3); and one voice of five, flite's slt: .69 of its words at 10 dB, .75 beside a cue, .027 of all
wrong. It says one and the same word so differently at three paces that its recordings are .33 from each other in the
median, where other voices' are .15 to .24. The delay was .33 to .45 s before and is .21 to .28 now: beside a cue
quiet was waited for, and what is left of a cue is seldom quiet. Of the program's own phrases in the voice that had
taught the words (eSpeak's), 6 of 950 were taken before what is left of them was made as weak as the room's noise, as
a faint rest of a word is a word to the model all the same: since then none of 100 in any voice, and none of all 1,981
in the natural voice and in eSpeak's (1 December).
Tried on the other speakers, and of no use there, as fewer false words cost more of the true ones than a narrower limit
does:

- two of three recordings have to agree: of 2.1 an hour none are left, but at 10 dB .952 of the words, from .978
- the nearest word has to lead the second by .1 to .3 of its limit: as many are left, of the words .970 to .946
- (on the voices reported here) a wider limit for one that says words otherwise each time, .40 or .44 from .36: of slt's
  words at 10 dB .71, but .05 to .06 of all are wrong, and three false words are told in 36 minutes, from one
- (likewise) .2 s of quiet after every word, from .12: as many false words are left, and a word comes later than wanted
- a pace within 40 or 60 hundredths of the taught: as many are left
- a garbage model, 400 rows of other speakers' speech: 1 of 6 is kept off, and 4 of 100 words with it
- noise taken out of each band of the spectrum, before the model: .833 of the words at 10 dB, from .875
- more than a second of quiet before a word: it keeps off nearly all, since that speech has no such pause; in speech
  with pauses as people make them, a third. More quiet after every word keeps off as many, but takes .1 s longer: it is
  asked for after those words alone that are not plain (5.0 to 3.0 an hour there, 7.0 to 3.0 with a wider limit)
"""

import argparse
import itertools
import os
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from time import process_time

os.environ.update(ORT_DISABLE_TELEMETRY="1", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
import numpy as np
from other_speech import OtherSpeech, other_speech, whole_numbers
from own_phrases import BEFORE_S, PIECE, Loudspeaker, own_phrases
from session_moments import SessionMoments, moments_of
from speakers import Speak, speaker, speakers
from understood import PADDING_S, in_room

from hipcoach.coach.spoken_words import AT_ONCE, IN_SPEECH, PLAINLY_HEARD, USUAL_NAMES, SpokenWord
from hipcoach.listen.embedding import ROW_S, SpeechEmbedder
from hipcoach.listen.matching import HeardWord, WordMatcher, limits_of
from hipcoach.listen.spectrum import RATE
from hipcoach.listen.taught_words import TaughtWord
from hipcoach.listen.word_ear import WordEar, alike_words
from hipcoach.listen.word_templates import BadRecording, packed, templates_of, unpacked
from hipcoach.paths import find_paths

WORDS = {word: said for word, said in USUAL_NAMES.items() if word != SpokenWord.NOT_MEANT}
TAUGHT_WPM, SAID_WPM = (125, 140, 155), (115, 132, 148, 170)
TAUGHT_DB = 25.0
CUES = (
    "Hold it there, and keep breathing. Your knees stay over your feet, and your back stays where it is.",
    "Now lower slowly, one bone after the other, and let your back rest on the floor again before you go on.",
)
WAITS_S = 2.5  # in the room's noise, before a word
GOALS = {"20 dB": 0.97, "10 dB": 0.95, "cue": 0.80}  # recall at least
WRONG, FALSE_AN_HOUR, DELAY_S, SHARE = 0.01, 0.5, 0.3, 0.08  # at most
TAIL_S = 0.6
PLAN = "first-steps"  # the session in which false alarms are counted


@dataclass
class Tally:
    """What was heard of one voice."""

    said: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    wrong: int = 0
    delays_s: list[float] = field(default_factory=list)

    def add(self, room: str, word: str, heard: list[tuple[str, float]], end_s: float) -> None:
        """Count one saying of a word; `heard`: each word that was reported, and when."""
        self.said[room] = self.said.get(room, 0) + 1
        self.right[room] = self.right.get(room, 0) + any(each == word for each, _ in heard)
        self.wrong += any(each != word for each, _ in heard)
        self.delays_s += [at_s - end_s for each, at_s in heard if each == word]

    def recall(self, room: str) -> float:
        """Return the share of words heard as what they were."""
        return self.right.get(room, 0) / max(1, self.said.get(room, 0))


class Ear:
    """What the listening process hears with, the time that it takes, and which of its words a session takes."""

    def __init__(self, words: list[TaughtWord], embedder: SpeechEmbedder) -> None:
        self._ear = WordEar(embedder, self._take)
        self._ear.listen(words)
        templates = unpacked(words)
        self._embedder, self._matcher = embedder, WordMatcher(templates, limits_of(templates))
        self._found: list[tuple[str, float]] = []
        self._now_s = 0.0
        self._voice_sounds = False
        self.heard_s = self.busy_s = 0.0

    def hear(self, sound: np.ndarray, *, voice_sounds: bool = False) -> list[tuple[str, float]]:
        """Return each word that counts, with the seconds from the beginning at which it was told."""
        self._ear.forget()
        self._now_s, self._voice_sounds, self._found = 0.0, voice_sounds, []
        samples, began_s = sound.astype(np.int16), process_time()
        for at in range(0, len(samples), PIECE):
            self._now_s += len(samples[at : at + PIECE]) / RATE
            self._ear.push(samples[at : at + PIECE], own_voice=voice_sounds)
        self.busy_s += process_time() - began_s
        self.heard_s += len(samples) / RATE
        return self._found

    def hear_at_once(self, sound: np.ndarray) -> list[str]:
        """Return each word that counts while the program's voice sounds; the same, in a fifth of the time."""
        self._embedder.forget()
        self._matcher.forget()
        heard = self._embedder.push(sound.astype(np.int16))
        told = (self._matcher.push(*each, own_voice=True) for each in zip(heard.rows, heard.frames, strict=True))
        return [each.word for each in told if each is not None and counts(each, voice_sounds=True)]

    def _take(self, heard: HeardWord) -> None:
        if counts(heard, voice_sounds=self._voice_sounds):
            self._found.append((heard.word, self._now_s))


def counts(heard: HeardWord, *, voice_sounds: bool = False) -> bool:
    """Return True if a session takes this word in some state."""
    most = PLAINLY_HEARD if voice_sounds else 1.0 if heard.alone else IN_SPEECH
    return (heard.word in AT_ONCE and heard.near <= most) or (heard.alone and not voice_sounds)


@dataclass(frozen=True)
class Alarm:
    """A word that counts and was never said."""

    word: str
    text: str
    share: float  # of a session, in which it would have asked for something


@dataclass(frozen=True)
class HeardVoice:
    """What came of one voice."""

    table: str
    missed: bool
    alarms: list[Alarm]
    minutes: float  # of other speech


def main() -> int:
    """Measure each voice; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=180.0, help="of other speech, from all voices together (180)")
    parser.add_argument("--voice", choices=speakers(), help="this one alone")
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir(), "hipcoach-heard"))
    parser.add_argument("--phrases", type=int, default=100, help="of the program's own, for each voice (100); -1: all")
    parser.add_argument("--part", default="1/1", help="which of how many parts of them, such as 2/4")
    given = parser.parse_args()
    moments = moments_of(PLAN)
    voices = (given.voice,) if given.voice else speakers()
    missed, alarms, heard_min = False, list[Alarm](), 0.0
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as hearers:
        shares = given.minutes / len(voices)
        for found in hearers.map(partial(hear_voice, moments, given.kept, given.phrases, given.part, shares), voices):
            print(found.table, end="", flush=True)
            missed |= found.missed
            alarms, heard_min = [*alarms, *found.alarms], heard_min + found.minutes
    for what, count in (
        ("it hurts and pause", sum(each.word in AT_ONCE for each in alarms)),
        ("any word", len(alarms)),
        (f"asking for something in {PLAN}", sum(each.share for each in alarms)),
    ):
        an_hour = count * 60 / max(heard_min, 1e-9)
        missed |= told(f"false an hour, {heard_min:.0f} min: {what}", an_hour, FALSE_AN_HOUR, an_hour <= FALSE_AN_HOUR)
    return int(missed)


def hear_voice(moments: SessionMoments, kept: Path, phrases: int, part: str, minutes: float, voice: str) -> HeardVoice:
    """Measure one voice, in a process of its own."""
    models = find_paths().listen_models
    embedder = SpeechEmbedder(models)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()) as table:
        speak = speaker(voice, Path(folder))
        words = taught(speak, embedder)
        ear = Ear(words, embedder)
        print(f"{voice}; too alike: {alike_words(words) or 'none'}")
        missed = how_well(say_all(speak, ear))
        tried, taken = own_phrases(speak, ear.hear_at_once, None if phrases < 0 else phrases, part)
        missed |= told(f"of {tried} own phrases taken for a word", len(taken), 0, not taken)
        speech = other_speech(voice, speak, minutes, models, kept)
        share = ear.busy_s / ear.heard_s
        missed |= told("share of a core", share, SHARE, share <= SHARE)
        false, said = false_alarms(words, speech, moments)
        words_told = sorted(each.word for each in false)
        print(f"  in {speech.minutes:.0f} min of other speech: {words_told or 'nothing'}; said in it: {sorted(said)}")
    return HeardVoice(table.getvalue(), missed, false, speech.minutes)


def how_well(tally: Tally) -> bool:
    """Print how well a voice was heard; return True where a goal is missed."""
    wrong = tally.wrong / max(1, sum(tally.said.values()))
    delay_s = float(np.quantile(tally.delays_s, 0.95)) if tally.delays_s else float("inf")
    rows = [(f"recall, {room}", tally.recall(room), goal, tally.recall(room) >= goal) for room, goal in GOALS.items()]
    rows += [
        ("wrong words", wrong, WRONG, wrong <= WRONG),
        ("delay after a word's end, s, p95", delay_s, DELAY_S, delay_s <= DELAY_S),
    ]
    return any([told(*row) for row in rows])


def told(what: str, value: float, goal: float, met: bool) -> bool:
    """Print one line of a table; return True where its goal is missed."""
    print(f"  {what:<50} {value:8.3f}  goal {goal:<6} {'' if met else 'MISSED'}", flush=True)
    return not met


def taught(speak: Speak, embedder: SpeechEmbedder) -> list[TaughtWord]:
    """Teach every word."""
    found = []
    for word, said in WORDS.items():
        recordings: list[tuple[str, ...]] = []
        for seed, rate_wpm in enumerate(itertools.chain(TAUGHT_WPM, TAUGHT_WPM)):  # what was not heard is said again
            try:
                sound = whole_numbers(in_room(speak(f"{said}.", rate_wpm), TAUGHT_DB, seed))
                recordings.append(tuple(packed(each) for each in templates_of(word, sound, embedder)))
            except BadRecording as problem:
                print(f"  {said!r} at {rate_wpm} words a minute: {problem}")
            if len(recordings) == len(TAUGHT_WPM):
                break
        found.append(TaughtWord(word, said, tuple(recordings)))
    return found


def say_all(speak: Speak, ear: Ear) -> Tally:
    """Say every word in every room, each after a while in which nothing is said."""
    tally, chance = Tally(), np.random.default_rng(1)
    loudspeakers = [Loudspeaker(speak, seed) for seed in range(len(SAID_WPM))]
    for word, words in WORDS.items():
        for seed, rate_wpm in enumerate(SAID_WPM):
            said = np.concatenate([speak(f"{words}.", rate_wpm), np.zeros(int(TAIL_S * RATE))])
            end_s = PADDING_S + len(said) / RATE - TAIL_S  # `in_room` puts some silence before it
            for room, below_db in (("20 dB", 20.0), ("10 dB", 10.0)):
                waits = np.zeros(int((WAITS_S + chance.uniform(0, 2 * ROW_S)) * RATE))  # words begin at any sample
                sound = in_room(np.concatenate([waits, said]), below_db, int(chance.integers(1_000_000)))
                tally.add(room, word, ear.hear(whole_numbers(sound)), len(waits) / RATE + end_s)
            for cue in CUES if word in AT_ONCE else ():
                rest = loudspeakers[seed].beside(in_room(said, 20.0, 70 + seed), speak(cue, 140))
                tally.add("cue", word, ear.hear(rest, voice_sounds=True), end_s + BEFORE_S)
    return tally


def false_alarms(
    words: list[TaughtWord], speech: OtherSpeech, moments: SessionMoments
) -> tuple[list[Alarm], list[str]]:
    """Return what was heard of speech that is not meant for the program: never said in it, and said."""
    templates, alarms, spoken = unpacked(words), list[Alarm](), list[str]()
    matcher = WordMatcher(templates, limits_of(templates))
    for row, sound in enumerate(zip(speech.rows, speech.frames, strict=True)):
        heard = matcher.push(*sound)
        if heard is None or not counts(heard):
            continue
        text = speech.text_at(row)
        if re.search(rf"\b{WORDS[heard.word]}\b", text, re.IGNORECASE):
            spoken.append(heard.word)
        else:
            alarms.append(Alarm(heard.word, text, moments.taken(heard.word, heard.near, alone=heard.alone)))
    return alarms, spoken


if __name__ == "__main__":
    raise SystemExit(main())
