"""`hipcoach rehearse`: a whole session as sound in its true timing, or the lines that it says."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.cli.context import Context
from hipcoach.cli.first_session import first_session
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.timeline import NO_KEYS, timeline
from hipcoach.errors import InputError
from hipcoach.history.private_file import write_private_file
from hipcoach.voice import wav
from hipcoach.voice.rehearsal import Rehearsal, rehearse, write_session
from hipcoach.voice.speaking import VoiceOptions

if TYPE_CHECKING:
    from hipcoach.safety.types import Session

WORDS_IN_A_NAME = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the plan, and what is wanted of it."""
    parser.add_argument("plan", metavar="PLAN", help="a session plan that `hipcoach list` shows")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "--out", metavar="F.wav|DIR", type=Path, help="the file for the whole session, or a folder for each sound too"
    )
    wanted.add_argument("--script", action="store_true", help="print every line that is said, with its time")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the lines, or write one file.

    Into a folder each cue is written, too. Raises InputError, EnvironmentProblem.
    """
    session = first_session(args.plan, context)
    if args.script:
        _print_script(session, context)
        return 0
    one_file = args.out.suffix.lower() == ".wav" and not args.out.is_dir()
    try:
        if not one_file:
            args.out.mkdir(parents=True, exist_ok=True)
        elif not args.out.parent.is_dir():
            raise InputError(f"{args.out}: expected a file in a folder that there is")
        elif not args.out.exists():
            args.out.touch()  # where this fails it is said at once, not after minutes of rendering
            args.out.unlink()
        rehearsal = rehearse(
            session,
            rule=rule_of(context),
            timing=timing(context.settings),
            script=script_of(context),
            speech=VoiceOptions.of(context.settings).speech,
            cache=context.paths.speech,
            voices=context.paths.voices,
            tones=context.paths.assets / "tones",
            clock=context.clock,
        )
        written = args.out if one_file else args.out / "session.wav"
        write_session(written, rehearsal)
        beside = "" if one_file else f", and {_write_cues(args.out, rehearsal)} cues beside it"
    except OSError as error:
        kind = "file" if one_file else "folder"
        raise InputError(f"{args.out}: expected a {kind} that can be written to ({error.strerror})") from error
    minutes, seconds = divmod(round(rehearsal.timeline["duration_s"]), 60)
    context.print(f"{written}: {minutes} min {seconds:02d} s{beside}")
    return 0


def _write_cues(folder: Path, rehearsal: Rehearsal) -> int:
    """Write each phrase once, numbered by when it is first said, and a list of when each is said.

    Return their number.
    """
    names: dict[str, str] = {}
    cues = [cue for cue in rehearsal.timeline["cues"] if cue["text"]]
    for cue in cues:
        names.setdefault(cue["text"], f"{len(names) + 1:03d}-{_slug(cue['text'])}.wav")
    for text, name in names.items():
        wav.write(folder / name, wav.read(Path(str(rehearsal.spoken[text].path))))
    lines = (f"{cue['start_s']:8.3f} s  {names[cue['text']]}  {cue['text']}\n" for cue in cues)
    write_private_file(folder / "cues.txt", "".join(lines).encode())
    return len(names)


def _slug(text: str) -> str:
    """Name a file by the phrase's first words."""
    return "-".join(re.findall(r"[a-z]+", text.lower())[:WORDS_IN_A_NAME]) or "cue"


def _print_script(session: "Session", context: Context) -> None:
    """Print what is heard, as minutes and seconds with the words, by somebody who is out of the keys' reach."""
    script, times = script_of(context), timing(context.settings)
    data = timeline(session, rule=rule_of(context), timing=times, script=script, answers=NO_KEYS)
    waits = {
        step.index
        for step in unroll(session, script, times)
        if step.waits and (step.goes_on_s is None or step.leaves_out)
    }
    for i, cue in enumerate(data["cues"]):
        minutes, seconds = divmod(round(cue["start_s"], 1), 60)
        context.print(f"{minutes:2.0f}:{seconds:04.1f}  {cue['text'] or '(a soft tick)'}")
        after = data["cues"][i + 1 : i + 2]
        if cue["step"] in waits and (not after or after[0]["step"] != cue["step"]):
            context.print("         (It waits until you press Enter.)")
