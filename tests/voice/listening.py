"""A listener with a closed grammar: names a phrase it hears, or nothing."""

import random
import re
from array import array
from collections.abc import Mapping
from pathlib import Path

import miniaudio

HEARS_AT = 16000
PADDING_S = 0.4
FAINT_NOISE = 60  # standard deviation, -55 dB; digital silence ruins recognition
OWN_WORDS = {  # not in its dictionary
    "flexor": "F L EH K S ER",
    "foot's": "F UH T S",
    "forearm's": "F AO R AA R M Z",
    "glute": "G L UW T",
    "mat's": "M AE T S",
    "physiotherapist": "F IH Z IY OW TH EH R AH P IH S T",
    "pinches": "P IH N CH IH Z",
    "sacroiliac": "S AE K R OW IH L IY AE K",
    "shoehorn": "SH UW HH AO R N",
    "tingled": "T IH NG G AH L D",
    "tingles": "T IH NG G AH L Z",
}
LENGTH_SHARE = 0.2  # a grammar of phrases alone would take any long sentence for some short one


class Listener:
    """Knows some phrases and how long each takes."""

    def __init__(self, lengths_s: Mapping[str, float], folder: Path) -> None:
        from pocketsphinx import Decoder  # an extra of the tests

        self._texts = {words(text): text for text in lengths_s}
        self._lengths_s = lengths_s
        grammar = folder / "phrases.jsgf"
        grammar.write_text(f"#JSGF V1.0;\ngrammar phrases;\npublic <phrase> = {' | '.join(self._texts)};")
        self._decoder = Decoder(lm=None, bestpath=False, loglevel="FATAL")
        for word, sounds in OWN_WORDS.items():
            if self._decoder.lookup_word(word) is None:
                self._decoder.add_word(word, sounds, True)
        said = {word for phrase in self._texts for word in phrase.split()}
        unknown = sorted(word for word in said if self._decoder.lookup_word(word) is None)
        assert not unknown, f"not in the dictionary, so OWN_WORDS needs their sounds: {unknown}"
        self._decoder.add_jsgf_file("phrases", str(grammar))
        self._decoder.activate_search("phrases")

    def heard(self, samples: array, rate: int) -> str | None:
        """The phrase that these samples are."""
        self._decoder.start_utt()
        self._decoder.process_raw(prepared(samples, rate), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        text = self._texts.get(found.hypstr) if found is not None else None
        if text is None or abs(len(samples) / rate / self._lengths_s[text] - 1) > LENGTH_SHARE:
            return None
        return text


def words(text: str) -> str:
    """The words of a phrase as the grammar has them."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def prepared(samples: array, rate: int) -> bytes:
    """What the decoder takes: 16 kHz, a little silence around it, and faint noise on all of it."""
    signed = miniaudio.SampleFormat.SIGNED16
    resampled = array("h")
    resampled.frombytes(bytes(miniaudio.convert_frames(signed, 1, rate, samples.tobytes(), signed, 1, HEARS_AT)))
    padding = [0] * int(PADDING_S * HEARS_AT)
    noise = random.Random(1)
    noisy = (int(sample + noise.gauss(0, FAINT_NOISE)) for sample in [*padding, *resampled, *padding])
    return array("h", (max(-32768, min(32767, sample)) for sample in noisy)).tobytes()
