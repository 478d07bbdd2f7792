"""Speech that is rendered and not played: one phrase for `say`, and a whole session in its true timing."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hipcoach.clock import Clock, wait_s
from hipcoach.engine.timeline import NO_KEYS, timeline
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.voice import wav
from hipcoach.voice.engine_helper import SpeechManner
from hipcoach.voice.protocol import RenderedPhrase
from hipcoach.voice.renderer import Renderer
from hipcoach.voice.speaking import Helpers

LOOK_EVERY_S = 0.01
FILE_WAYS = ("file", "nothing")  # of answering: a phrase for a file, else for one who answers nothing
ROUNDS = 4  # true lengths may let another cue fit, which is then rendered too

ShareDone = Callable[[float], None]
"""Takes the share of the work that is done, from 0 to 1; what it raises ends the work."""


def ignore(_share: float) -> None:
    """Show no progress."""


def render_phrases(
    texts: Sequence[str], speech: SpeechManner, cache: Path, clock: Clock, voices: Path | None = None
) -> dict[str, RenderedPhrase]:
    """Render all phrases and wait for them. Raises EnvironmentProblem where that cannot be done."""
    with closing(_renderer(speech, cache, voices, clock)) as renderer:
        return _rendered(renderer, texts, ignore)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A session as it sounds where every question is answered at once."""

    timeline: dict[str, Any]  # as `timeline --json` has it, with the true length of each cue
    spoken: dict[str, RenderedPhrase]  # by text
    tones: Path  # the folder of the tones; a cue without words is one, and its kind is its name

    @property
    def cues(self) -> list[tuple[float, Path]]:
        """Return the second at which each sound begins, and its file."""
        return [(cue["start_s"], self._file(cue)) for cue in self.timeline["cues"]]

    def _file(self, cue: dict[str, Any]) -> Path:
        if cue["text"]:
            return Path(str(self.spoken[cue["text"]].path))
        return self.tones / f"{cue['kind']}.wav"


def rehearse(
    session: Session,
    *,
    rule: PainRule,
    timing: Timing,
    script: Script,
    speech: SpeechManner,
    cache: Path,
    tones: Path,
    voices: Path | None = None,
    clock: Clock,
    on_share: ShareDone = ignore,
) -> Rehearsal:
    """Render a session and lay it out by the lengths of its sounds. Raises EnvironmentProblem where no voice works."""
    script, timing = for_a_file(script, timing)
    spoken: dict[str, RenderedPhrase] = {}

    def length_s(text: str) -> float:
        return spoken[text].duration_s if text in spoken else script.length_s(text)

    true_script = replace(script, length_s=length_s)
    with closing(_renderer(speech, cache, voices, clock)) as renderer:
        for _ in range(ROUNDS):
            data = timeline(session, rule=rule, timing=timing, script=true_script, answers=NO_KEYS)
            said = dict.fromkeys(cue["text"] for cue in data["cues"] if cue["text"])
            missing = [text for text in said if text not in spoken]
            if not missing:
                break
            spoken.update(_rendered(renderer, missing, ignore if spoken else on_share))
    return Rehearsal(data, spoken, tones)


def for_a_file(script: Script, timing: Timing) -> tuple[Script, Timing]:
    """Return what is said and how long things take where nobody can answer, or tell that they are ready.

    The ways to and from the floor take their time instead of waiting, nothing is asked, and no key is named.
    """
    return replace(script, ways=FILE_WAYS), replace(timing, floor_waits=False, asks=False)


def write_session(path: Path, rehearsal: Rehearsal, on_share: ShareDone = ignore) -> None:
    """Write a whole session as one sound. Raises OSError."""
    files = {file for _, file in rehearsal.cues}
    rate = Counter(wav.read(file).rate for file in files).most_common(1)[0][0] if files else wav.USUAL_RATE
    with wav.SoundWriter(path, rate) as out:
        for start_s, file in rehearsal.cues:
            out.silence_until(start_s)
            out.add(wav.read(file))
            on_share(start_s / rehearsal.timeline["duration_s"])
        out.silence_until(rehearsal.timeline["duration_s"])


def _renderer(speech: SpeechManner, cache: Path, voices: Path | None, clock: Clock) -> Renderer:
    return Renderer(Helpers.of(cache.absolute(), voices).engines, speech, lambda each: None, clock)


def _rendered(renderer: Renderer, texts: Sequence[str], on_share: ShareDone) -> dict[str, RenderedPhrase]:
    renderer.prepare(texts)
    while (progress := renderer.progress())[0] < progress[1] and not renderer.problem:  # one that fails ends it
        on_share(progress[0] / progress[1])
        wait_s(LOOK_EVERY_S)
    spoken = {text: phrase for text in texts if (phrase := renderer.spoken(text)) is not None}
    for text in texts:
        if text not in spoken:
            raise EnvironmentProblem(
                f"{text!r} could not be spoken. {renderer.problem} `hipcoach doctor` says what is missing."
            )
    return spoken
