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
from hipcoach.cli.machine_checks import DRAWING, SOUND, X11, install_command, missing_libraries, window_problem
from hipcoach.clock import SystemClock, wait_s
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.paths import Paths
from hipcoach.settings_file import load
from hipcoach.ui.report.fonts import FONTCONFIG, scripts_without_font
from hipcoach.ui.report.fonts import PACKAGES as FONTS
from hipcoach.voice.cache import LIMIT_BYTES, Cache
from hipcoach.voice.speaking import VoiceOptions, open_voice
from hipcoach.voice.wording import voice_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipcoach.voice.protocol import VoiceInfo, VoiceState
    from hipcoach.voice.speaking import SpeakingVoice, VoiceFacts

TRIAL_PHRASE = "Ready."
MEGABYTE = 1024 * 1024
SPEECH_WITHIN_S, SOUND_WITHIN_S = 30.0, 10.0  # a slow machine loads the natural voice in seconds


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
    yield _fonts()
    yield _folder(paths)
    yield _settings(paths)
    yield from _voice_and_sound(paths)
    yield _microphone(paths)


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


def _fonts() -> Check:
    missing = scripts_without_font()
    if missing is None:
        if sys.platform == "linux":
            return Check("fonts", False, "fontconfig, which finds them, does not work", install_command([FONTCONFIG]))
        return Check("fonts", True, "not looked for on this system")
    if "Latin" in missing:
        return Check("fonts", False, "no font has the letters of the program's own texts", install_command(FONTS))
    if not missing:
        return Check("fonts", True, "there is one for every script looked for")
    return Check("fonts", True, f"none for {', '.join(missing)}, drawn as boxes ({install_command(FONTS)})")


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
    options = VoiceOptions.of(load(paths.settings_file).settings)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        voice = open_voice(options, Path(cache), paths.assets / "tones", paths.voices)
        try:
            spoke, state = _trial(voice)
            voices, facts = voice.voices(), voice.facts()
        finally:
            voice.close()
    if spoke:
        yield Check("voice", True, _speaking(facts, voices, options.speech.voice_id))
    else:
        install = f"{sys.executable} -m pip install --force-reinstall pyttsx3 espeakng-loader"
        yield Check("voice", False, "no phrase could be rendered; tones and captions are used", install)
    yield _kept_phrases(paths)
    if state.sound:
        yield Check("sound", True, f"there is a device to play to, by {facts.sound_backend}")
        yield Check("other sound", True, _lowering(facts, options.lower_others))
    else:
        yield Check("sound", False, state.message, _sound_mend())


def _speaking(facts: "VoiceFacts", voices: "Sequence[VoiceInfo]", chosen: str) -> str:
    """Return which voice is used, why, and what else there is."""
    parts = [facts.driver, f"{len(voices)} voices to choose from"]
    name = next((voice.name for voice in voices if voice.id == chosen), "")
    if chosen and not name:
        parts.append(f"{chosen} was chosen and is not here")
    if facts.passed_over:
        parts.append(f"no other because {facts.passed_over}")
    return f"{voice_sentence(facts.engine, facts.driver, name)} ({'; '.join(parts)})"


def _kept_phrases(paths: Paths) -> Check:
    size, limit = Cache(paths.speech).size_bytes() / MEGABYTE, LIMIT_BYTES / MEGABYTE
    return Check("phrases", True, f"{size:.1f} MB are kept, of at most {limit:.0f}, in {paths.speech}")


def _lowering(facts: "VoiceFacts", wanted: bool) -> str:
    if facts.lowering_role:
        return f"the sound server lowers it while a cue is spoken (role {facts.lowering_role})"
    return f"it is not lowered while a cue is spoken: {facts.not_lowered if wanted else 'off in the settings'}"


def _trial(voice: "SpeakingVoice") -> tuple[bool, "VoiceState"]:
    """Let the voice start, render and list its voices. Return whether it rendered, and its state then."""
    clock = SystemClock()
    started_s = clock.now_s()
    voice.prepare([TRIAL_PHRASE])
    while True:
        waited_s = clock.now_s() - started_s
        spoke, state = voice.length_s(TRIAL_PHRASE) is not None, voice.state()
        speech_done = (spoke and voice.voices()) or waited_s > SPEECH_WITHIN_S
        if speech_done and (not state.starting or waited_s > SOUND_WITHIN_S):
            return spoke, state
        wait_s(0.05)


def _microphone(paths: Paths) -> Check:
    """Open the microphone for a moment, as a session does that listens for taught words. Nobody needs one."""
    clock = SystemClock()
    listener = Listener(listen_command(paths.listen_models, paths.taught_words, teaching=True), clock)
    until_s = clock.now_s() + SPEECH_WITHIN_S
    while listener.starting and clock.now_s() < until_s:
        wait_s(0.05)
    opened, problem = listener.listening, listener.problem
    listener.end()
    if opened:
        return Check("microphone", True, f"there is one, by {listener.backend}; only taught words need it")
    return Check("microphone", True, f"none is heard: {problem} Only taught words need one")


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
