"""`hipcoach doctor`: looks over the machine, and says what is missing and the command that mends it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.cli.context import Context, program
from hipcoach.cli.machine import DRAWING, SOUND, X11, install_command, missing_libraries, window_problem
from hipcoach.paths import Paths
from hipcoach.settings import load

if TYPE_CHECKING:
    from hipcoach.voice.protocol import Voice, VoiceState

TRIAL_PHRASE = "Ready."
SPEECH_WITHIN_S, SOUND_WITHIN_S = 8.0, 3.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `mend` is empty where nothing is missing."""

    name: str
    ok: bool
    found: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the answer."""
    parser.add_argument("--json", action="store_true", help='{"ok", "checks": [{"name", "ok", "found", "mend"}]}')


def run(args: argparse.Namespace, context: Context) -> int:
    """Print each check; status 1 where something is missing."""
    checks = tuple(examine(context.paths))
    ok = all(check.ok for check in checks)
    if args.json:
        context.print_json({"ok": ok, "checks": [asdict(check) for check in checks]})
        return 0 if ok else 1
    for check in checks:
        context.print(f"{'ok     ' if check.ok else 'MISSING'}  {check.name:<12} {check.found}")
        if check.mend:
            context.print(f"{'':<22}mend it: {check.mend}")
    return 0 if ok else 1


def examine(paths: Paths) -> Iterator[Check]:
    """Look at everything the program needs, without starting Qt."""
    yield _python()
    yield _qt()
    yield _display()
    yield _folder(paths)
    yield _settings(paths)
    yield from _voice_and_sound(paths)


def _python() -> Check:
    return Check("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} at {sys.executable}")


def _qt() -> Check:
    if find_spec("PySide6") is None:
        return Check("qt", False, "PySide6 is not installed", f"{sys.executable} -m pip install PySide6-Essentials")
    if missing := missing_libraries(DRAWING | X11):
        return Check("qt", False, f"system libraries are missing: {', '.join(missing)}", install_command(missing))
    return Check("qt", True, "PySide6 and the system libraries it needs")


def _display() -> Check:
    problem = window_problem()
    if problem is None:
        return Check("display", True, "a window can be opened")
    return Check("display", False, problem, f"log in to a desktop, or: {program()} play first-steps --text")


def _folder(paths: Paths) -> Check:
    try:
        paths.create()
        with tempfile.NamedTemporaryFile(dir=paths.data) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Check("data folder", False, f"{paths.data}: {error.strerror}", f"{program()} --home DIR takes another")
    return Check("data folder", True, f"{paths.data} can be written to")


def _voice_and_sound(paths: Paths) -> Iterator[Check]:
    """Let the voice render a phrase anew, as a session does; nothing is heard."""
    from hipcoach.voice.speaking import VoiceOptions, open_voice

    options = VoiceOptions.of(load(paths.settings_file).settings)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        voice = open_voice(options, Path(cache), paths.assets / "tones")
        try:
            speaks, state = _trial(voice)
            voices = len(voice.voices())
        finally:
            voice.close()
    if speaks:
        yield Check("voice", True, f"phrases are rendered, with {voices} voices to choose from")
    else:
        install = f"{sys.executable} -m pip install --force-reinstall pyttsx3 espeakng-loader"
        yield Check("voice", False, "no phrase could be rendered; tones and captions are used", install)
    if state.sound:
        yield Check("sound", True, "there is a device to play to")
    else:
        yield Check("sound", False, state.message, _sound_mend())


def _trial(voice: "Voice") -> tuple[bool, "VoiceState"]:
    """Give the voice time to start and render; whether it rendered, and what it says of itself then."""
    from hipcoach.clock import SystemClock, wait_s

    clock = SystemClock()
    started_s = clock.now_s()
    starting = voice.state()
    voice.prepare([TRIAL_PHRASE])
    while True:
        waited_s = clock.now_s() - started_s
        speaks, state = voice.length_s(TRIAL_PHRASE) is not None, voice.state()
        if (speaks or waited_s > SPEECH_WITHIN_S) and (state != starting or waited_s > SOUND_WITHIN_S):
            return speaks, state
        wait_s(0.05)


def _sound_mend() -> str:
    if len(missing := missing_libraries(SOUND)) == len(SOUND):  # either will do
        return install_command(missing)
    return "connect a loudspeaker or headphones, and see that the desktop's sound server runs"


def _settings(paths: Paths) -> Check:
    loaded = load(paths.settings_file)
    if loaded.problems:
        return Check("settings", False, "; ".join(loaded.problems), "correct these lines, or delete the file")
    there = paths.settings_file.exists()
    return Check("settings", True, f"{paths.settings_file}" if there else "the defaults")
