"""`hipcoach rehearse`: renders every cue of a plan, and the whole session as one sound in its true timing."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipcoach.cli.context import Context
from hipcoach.cli.first_session import first_session
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.timeline import timeline
from hipcoach.errors import InputError
from hipcoach.voice import wav
from hipcoach.voice.rehearsal import mix_cues, render_phrases
from hipcoach.voice.speaking import VoiceOptions

if TYPE_CHECKING:
    from hipcoach.safety.types import Session
    from hipcoach.voice.protocol import RenderedPhrase

ROUNDS = 4  # true lengths may let another cue fit, which is then rendered too
WORDS_IN_A_NAME = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the plan and the folder."""
    parser.add_argument("plan", metavar="PLAN", help="a session plan that `hipcoach list` shows")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder for the sounds")


def run(args: argparse.Namespace, context: Context) -> int:
    """Write `session.wav`, `cues.txt` (when each is said) and each cue. Raises InputError, EnvironmentProblem."""
    data, spoken = _spoken_timeline(first_session(args.plan, context), context)
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        written = _write(args.out, data, spoken)
    except OSError as error:
        where = error.filename or args.out
        raise InputError(f"{where}: expected a folder that can be written to ({error.strerror})") from error
    minutes, seconds = divmod(round(data["duration_s"]), 60)
    context.print(f"{args.out / 'session.wav'}: {minutes} min {seconds:02d} s, and {written} cues beside it")
    return 0


def _spoken_timeline(session: "Session", context: Context) -> tuple[dict[str, Any], dict[str, "RenderedPhrase"]]:
    """Return the timeline with the true length of every cue, and the rendered cues."""
    spoken: dict[str, RenderedPhrase] = {}

    def length_s(text: str) -> float:
        return spoken[text].duration_s if text in spoken else estimate_s(text)

    rule, script, times = rule_of(context), script_of(context, length_s), timing(context.settings)
    speech = VoiceOptions.of(context.settings).speech
    for _ in range(ROUNDS):
        data = timeline(session, rule=rule, timing=times, script=script)
        missing = sorted({cue["text"] for cue in data["cues"]} - spoken.keys())
        if not missing:
            break
        spoken.update(render_phrases(missing, speech, context.paths.speech, context.clock))
    return data, spoken


def _write(folder: Path, data: dict[str, Any], spoken: dict[str, "RenderedPhrase"]) -> int:
    """Write the files; each phrase once, numbered by when it is first said. Return how many."""
    names: dict[str, str] = {}
    for cue in data["cues"]:
        names.setdefault(cue["text"], f"{len(names) + 1:03d}-{_slug(cue['text'])}.wav")
    files = {text: Path(str(spoken[text].path)) for text in names}
    for text, name in names.items():
        wav.write(folder / name, wav.read(files[text]))
    wav.write(
        folder / "session.wav", mix_cues(((c["start_s"], files[c["text"]]) for c in data["cues"]), data["duration_s"])
    )
    lines = (f"{cue['start_s']:8.2f} s  {names[cue['text']]}  {cue['text']}\n" for cue in data["cues"])
    (folder / "cues.txt").write_text("".join(lines), encoding="utf-8")
    return len(names)


def _slug(text: str) -> str:
    """Name a file by the phrase's first words."""
    return "-".join(re.findall(r"[a-z]+", text.lower())[:WORDS_IN_A_NAME]) or "cue"
