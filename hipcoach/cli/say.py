"""`hipcoach say`: renders one phrase to a sound file."""

import argparse
import os
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.errors import InputError
from hipcoach.voice import wav
from hipcoach.voice.rehearsal import render_phrases
from hipcoach.voice.speaking import VoiceOptions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the phrase and the file."""
    parser.add_argument("text", metavar="TEXT", help="what to say")
    parser.add_argument("--out", metavar="FILE.wav", type=Path, required=True, help="where to put the sound")


def run(args: argparse.Namespace, context: Context) -> int:
    """Render with the voice and rate of the settings. Raises InputError, EnvironmentProblem."""
    if not any(char.isalnum() for char in args.text):
        raise InputError("TEXT: expected words to say")
    # A folder or a device would be put aside. By `os.path`, which takes a folder that may not be entered for an answer.
    if os.path.exists(args.out) and not os.path.isfile(args.out):
        raise InputError(f"{args.out}: expected a file that can be written")
    speech = VoiceOptions.of(context.settings).speech
    paths = context.paths
    spoken = render_phrases([args.text], speech, paths.speech, context.clock, paths.voices)[args.text]
    try:
        wav.write(args.out, wav.read(Path(str(spoken.path))))
    except OSError as error:
        raise InputError(f"{args.out}: expected a file that can be written ({error.strerror})") from error
    context.print(f"{args.out}: {spoken.duration_s:.2f} s")
    return 0
