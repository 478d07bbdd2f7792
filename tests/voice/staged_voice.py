"""The program's voice on stand-in helpers that behave as they are told (`stand_in.py`), and what those received.

Its clock stands still, so that no stand-in is late because the machine is. Where one is to be given up for its silence,
the test waits until it has been asked, and then moves the clock.
"""

import json
import sys
from pathlib import Path

from null_sink import until

from hipcoach.clock import FakeClock
from hipcoach.voice import engine_helper, speaker
from hipcoach.voice.helper import Helper
from hipcoach.voice.speaking import Helpers, VoiceOptions, open_voice

STAND_IN = str(Path(__file__).with_name("stand_in.py"))
TONES = Path(__file__).parents[2] / "assets" / "tones"
LIMIT_S = 0.05  # for what never comes: the clock moves without a sign, so it must be looked at often
PATIENCE_S = 1e6  # with all else
LIMITED = (engine_helper, speaker)
LIMITS = {  # and the behaviours that each of them ends
    (engine_helper, "RENDER_WITHIN_S"): ("hangs", "never ready"),
    (speaker, "READY_WITHIN_S"): ("never ready",),
    (speaker, "ANSWER_WITHIN_S"): ("hangs",),
    (speaker, "DONE_WITHIN_S"): ("never done",),
    (speaker, "SILENT_WITHIN_S"): (),
}


class StagedVoice:
    """A voice on stand-ins, and what they received."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.clock = FakeClock()
        self.voice = None
        self._monkeypatch, self._behaviours = monkeypatch, {}
        monkeypatch.setattr(engine_helper, "LOAD_WITHIN_S", 0.0)
        monkeypatch.setattr(speaker, "LONGEST_WAIT_S", LIMIT_S)
        self.waited_for = []  # by a thread that held what a caller needs
        for module in LIMITED:
            monkeypatch.setattr(module, "Helper", self._watched())

    def open(self, render="good", play="good", second_engine=None, **options):
        self._behaviours = {"render": render.split(",")[0], "play": play.split(",")[0]}
        for (module, name), behaviours in LIMITS.items():
            silent = self._behaviours["play" if module is speaker else "render"] in behaviours
            self._monkeypatch.setattr(module, name, LIMIT_S if silent else PATIENCE_S)
        engines = [("system", self._command("render", render))]
        if second_engine:
            engines.append(("espeak", self._command("render", second_engine, "second")))
        helpers = Helpers(tuple(engines), self._command("play", play))
        self.voice = open_voice(VoiceOptions(**options), self.folder, TONES, helpers=helpers, clock=self.clock)
        return self.voice

    def close(self):
        if self.voice is not None:
            self.voice.close()
        assert self.waited_for == [], "whoever called meanwhile waited for it, too"

    def _watched(self):
        """Helpers that note where they are waited for by somebody who holds what the window's calls need."""

        def look(what):
            locks = (self.voice._speaker._changed, self.voice._renderer._changed) if self.voice else ()  # noqa: SLF001
            if any(lock._is_owned() for lock in locks):  # noqa: SLF001
                self.waited_for.append(what)

        class Watched(Helper):
            def __init__(self, *arguments):
                look("start")
                super().__init__(*arguments)

            def kill(self):
                look("kill")
                super().kill()

        return Watched

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

    def given_up(self, role, times=1):
        """Let the time for an answer pass, as often as told: each time once the helper has been asked once more."""
        for number in range(1, times + 1):
            until(lambda number=number: self._asked(role) >= number)
            self.clock.jump(LIMIT_S)

    def _asked(self, role):
        return self.starts(role) if self._behaviours[role] == "never ready" else len(self.heard(role))


def settled(voice, *texts):
    until(lambda: voice.progress() == (len(texts), len(texts)))


def sounding(voice):
    until(lambda: voice.state().sound)
