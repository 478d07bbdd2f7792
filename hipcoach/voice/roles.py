"""Other sound is lowered while a cue speaks, where the sound server does that by itself for a stream of our role.

PulseAudio's module-role-ducking lowers other streams as long as a stream of a certain role sounds. It uses a factor of
its own, and takes it back when that stream pauses, ends or dies. So no volume stays changed.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass

ASK = ("pactl", "list", "short", "modules")
ANSWER_WITHIN_S = 3.0
USUAL_TRIGGER = "phone"  # of both modules, where their arguments name none
ROLE_OF_STREAMS = "PULSE_PROP_media.role"  # libpulse gives it to every stream of this process


@dataclass(frozen=True, slots=True)
class Lowering:
    """The role to speak with; empty where others are not lowered, and then why."""

    role: str
    why_not: str = ""


def ask_server() -> Lowering:
    """Ask the sound server which role lowers other sound."""
    if shutil.which(ASK[0]) is None:
        return Lowering("", "the sound server cannot be asked for it without pactl")
    try:
        answer = subprocess.run(ASK, capture_output=True, text=True, timeout=ANSWER_WITHIN_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return Lowering("", "no PulseAudio answers")
    return read_modules(answer.stdout)


def read_modules(listing: str) -> Lowering:
    """Find the role in what `pactl list short modules` prints."""
    modules = [line.split("\t")[1:3] for line in listing.splitlines()]
    lowering = [role for name, *rest in modules if name == "module-role-ducking" for role in _triggers(rest)]
    pausing = {role for name, *rest in modules if name == "module-role-cork" for role in _triggers(rest)}
    for role in lowering:
        if role not in pausing:
            return Lowering(role)
    if lowering:
        return Lowering("", "the sound server would pause it, not lower it")
    if any(name.startswith("libpipewire") for name, *_ in modules):
        return Lowering("", "PipeWire has nothing like PulseAudio's module-role-ducking")
    return Lowering("", "PulseAudio's module-role-ducking is not loaded")


def speak_as(role: str, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set the role of the streams that are opened from now on."""
    environment[ROLE_OF_STREAMS] = role


def _triggers(arguments: list[str]) -> Iterator[str]:
    found = re.search(r"trigger_roles=[\"']?([^\s\"']+)", " ".join(arguments))
    yield from re.split("[,/]", found[1]) if found else (USUAL_TRIGGER,)
