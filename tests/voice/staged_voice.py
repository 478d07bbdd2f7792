"""The program's voice on stand-in helpers that behave as they are told (`stand_in.py`), and what those received."""

import json
import sys
from pathlib import Path

from null_sink import until

from hipcoach.voice.speaking import Helpers, VoiceOptions, open_voice

STAND_IN = str(Path(__file__).with_name("stand_in.py"))
TONES = Path(__file__).parents[2] / "assets" / "tones"
BLOCKED_AT_MOST_S = 0.02


class StagedVoice:
    """A voice on stand-ins, and what they received."""

    def __init__(self, folder, clock):
        self.folder = folder
        self.clock = clock
        self.voice = None
        self.longest_s = 0.0

    def open(self, render="good", play="good", second_engine=None, **options):
        engines = [("system", self._command("render", render))]
        if second_engine:
            engines.append(("espeak", self._command("render", second_engine, "second")))
        helpers = Helpers(tuple(engines), self._command("play", play))
        self.voice = open_voice(VoiceOptions(**options), self.folder, TONES, helpers=helpers)
        return self.voice

    def _command(self, role, behaviour, name=None):
        place = self.folder / (name or role)
        place.mkdir()
        return [sys.executable, "-I", "-S", STAND_IN, role, behaviour, str(place)]

    def heard(self, role):
        path = self.folder / role / "heard"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def played(self):
        return [request["path"] for request in self.heard("play") if request["do"] == "play"]

    def starts(self, role):
        path = self.folder / role / "starts"
        return path.stat().st_size if path.exists() else 0

    def timed(self, call, *arguments, **keywords):
        began_s = self.clock.now_s()
        call(*arguments, **keywords)
        self.longest_s = max(self.longest_s, self.clock.now_s() - began_s)


def settled(voice, *texts):
    until(lambda: voice.progress() == (len(texts), len(texts)), 10)


def sounding(voice):
    until(lambda: voice.state().sound, 10)
