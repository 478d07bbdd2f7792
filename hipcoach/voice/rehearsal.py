"""Phrases rendered into files, for `say` and `rehearse`, which play nothing."""

from __future__ import annotations  # array[int] is a type only from Python 3.12

from array import array
from typing import TYPE_CHECKING

from hipcoach.clock import Clock, wait_s
from hipcoach.errors import EnvironmentProblem
from hipcoach.voice import wav
from hipcoach.voice.renderer import Renderer, SpeechManner
from hipcoach.voice.speaking import Helpers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hipcoach.voice.protocol import RenderedPhrase

LOOK_EVERY_S = 0.01


def render_phrases(texts: Sequence[str], speech: SpeechManner, cache: Path, clock: Clock) -> dict[str, RenderedPhrase]:
    """Render all phrases and wait for them. Raises EnvironmentProblem where that cannot be done."""
    spoken: dict[str, RenderedPhrase] = {}
    renderer = Renderer(Helpers.of(cache.absolute()).engines, speech, lambda each: None, clock)
    try:
        renderer.prepare(texts)
        while (progress := renderer.progress())[0] < progress[1]:
            wait_s(LOOK_EVERY_S)
        for text in texts:
            found = renderer.spoken(text)
            if found is None:
                raise EnvironmentProblem(
                    f"{text!r} could not be spoken. {renderer.problem} `hipcoach doctor` says what is missing."
                )
            spoken[text] = found
    finally:
        renderer.close()
    return spoken


def mix_cues(cues: Iterable[tuple[float, Path]], length_s: float) -> wav.Sound:
    """Return one sound of `length_s` with each file from its second on. Raises OSError, ValueError."""
    rate = 0
    mixed = array("h")
    for start_s, path in cues:
        sound = wav.read(path)
        if not rate:
            rate = sound.rate
            mixed = array("h", [0]) * round(length_s * rate)
        elif sound.rate != rate:
            raise ValueError(f"{path}: expected {rate} samples a second, not {sound.rate}")
        first = round(start_s * rate)
        mixed[first : first + len(sound.samples)] = sound.samples
    return wav.Sound(mixed, rate or 22050)
