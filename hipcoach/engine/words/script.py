"""The phrases of one language, filled in and made into cues. Where cues go within a step: `cue_layout`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from hipcoach.catalogue.phrases import Phrases
from hipcoach.engine.cue import Cue, CueKind, Priority
from hipcoach.engine.types import CueLength
from hipcoach.safety.rule import PainRule
from hipcoach.safety.sentence_parts import span

GAP_S = 0.4  # of silence between two sentences of one step
TICK_S = 0.25
TICKS_S = 3.3  # before the work, with a little silence between the words and the first tick


class SpeechDetail(StrEnum):
    """How much the voice says."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"  # numbers, sides and the countdown only
    TONES = "tones"  # tones sound where words would; what is shown are the words of COUNTS

    @property
    def counts_only(self) -> bool:
        """Return True if nothing is explained and no movement is named."""
        return self in (SpeechDetail.COUNTS, SpeechDetail.TONES)


@dataclass(frozen=True, slots=True)
class Script:
    """The phrases of one language, how long each takes to say, and the rule whose numbers they name."""

    phrases: Phrases
    length_s: CueLength
    rule: PainRule  # in force: the numbers that are said come from it
    detail: SpeechDetail = SpeechDetail.FULL
    skip_key: str = "N"  # what stands on the key that leaves an exercise out; empty: there is none
    ways: tuple[str, ...] = ()  # of answering besides the keys: a phrase "<key>_<way>" is said instead of "<key>"
    said: Mapping[str, str] = field(default_factory=dict)  # what the user calls each taught word, by its meaning
    end_key: str = "Escape"  # what ends the session, as it is said

    @property
    def tells_enough(self) -> bool:
        """Return True if it is said that skip means "enough" where the user does as many as is comfortable."""
        return bool(self.skip_key) and not self.detail.counts_only

    def text(self, key: str, /, **values: object) -> str:
        """Return the filled phrase of `key`, as a sentence. Any phrase may name what the rule says."""
        rule = self.rule
        other = (f"{key}_{way}{more}" for way in self.ways for more in ("", "_2"))
        key = next(filter(self._can_say, other), key)
        names = {f"say_{word}": said for word, said in self.said.items()}
        filled = self.phrases.say(
            key, wait=span(rule.after_wait_s), worse_ends=rule.worse_ends, end=self.end_key, **names, **values
        )
        return sentence(filled)

    def _can_say(self, key: str) -> bool:
        """Return True if there is such a phrase, and all words that it names are taught."""
        return key in self.phrases.templates and all(word in self.said for word in self.phrases.words_of(key))

    def cue(self, kind: CueKind, text: str, offset_s: float = 0.0, priority: Priority = Priority.NAME) -> Cue:
        """Make one cue with the length that its text takes."""
        return Cue(kind, text, offset_s, self.length_s(text), priority)

    def rising(self, end_s: float) -> tuple[Cue, ...]:
        """Return the three ticks that rise before the work begins at `end_s`: numbers are for counting alone."""
        return tuple(
            Cue(kind, "", end_s - before_s, TICK_S, Priority.COUNTDOWN, tone=kind.value)
            for kind, before_s in ((CueKind.RISE_1, 3.0), (CueKind.RISE_2, 2.0), (CueKind.RISE_3, 1.0))
        )


@lru_cache(maxsize=4096)  # a plan says the same few hundred phrases over and over
def sentence(text: str) -> str:
    """Begin every sentence of a text with a capital."""
    out = []
    start = True
    for char in text:
        out.append(char.upper() if start and char.isalpha() else char)
        if char.isalnum():
            start = False
        elif char in ".?!":
            start = True
    return "".join(out)
