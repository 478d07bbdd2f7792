"""The phrases of one language, filled in and made into cues. Where cues go within a step: `cue_layout`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.catalogue.phrases import Phrases
from hipcoach.engine.types import Cue, CueLength, Priority

GAP_S = 0.4  # of silence between two sentences of one step


class SpeechDetail(StrEnum):
    """How much the voice says."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"  # numbers, sides and the countdown only


@dataclass(frozen=True, slots=True)
class Script:
    """The phrases of one language, with how long each takes to say."""

    phrases: Phrases
    length_s: CueLength
    detail: SpeechDetail = SpeechDetail.FULL

    def text(self, key: str, /, **values: object) -> str:
        """Return the filled phrase of `key`, as a sentence."""
        return sentence(self.phrases.say(key, **values))

    def cue(self, kind: str, text: str, offset_s: float = 0.0, priority: Priority = Priority.NAME) -> Cue:
        """Make one cue with the length that its text takes."""
        return Cue(kind, text, offset_s, self.length_s(text), priority)

    def sequence(self, lines: Iterable[tuple[str, str]], start_s: float = 0.0) -> tuple[Cue, ...]:
        """Say (kind, text) one after the other with a short silence between; empty texts are passed over."""
        cues: list[Cue] = []
        at_s = start_s
        for kind, text in lines:
            if not text:
                continue
            priority = Priority.SIDE if kind == "side" else Priority.NAME
            cues.append(self.cue(kind, text, at_s, priority))
            at_s += cues[-1].duration_s + GAP_S
        return tuple(cues)


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
