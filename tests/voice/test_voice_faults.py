"""Whole sessions in which speech or sound breaks: all end well, with every caption, and the window never waits.

They run side by side, in real time, each with the program's own player and a voice of its own.
"""

import os
import shutil
import signal
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from null_sink import MISSING, NullSink, until
from PySide6.QtCore import QTimer
from quick_voice import quick_helpers
from small_disk import fill, small_disk

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import StepKind, Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import SpeechDetail
from hipcoach.player import Player
from hipcoach.safety.types import Assignment, Finish, Session
from hipcoach.voice import engine_helper, speaker
from hipcoach.voice.engine_helper import SpeechManner
from hipcoach.voice.lengths import RATES_WPM, WORD_GAPS, pace_of
from hipcoach.voice.sound_watch import BACK_WITHIN_S, SoundNotice
from hipcoach.voice.speaking import VoiceOptions, open_voice
from tests.ui.player.player_world import CATALOGUE, RULE, SCRIPT, Diary
from tests.witness import Witness

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.skipif(
        bool(MISSING), reason=f"needs {' and '.join(MISSING)}: apt-get install pulseaudio pulseaudio-utils"
    ),
]

STAND_IN = str(Path(__file__).with_name("stand_in.py"))
TONES = Path(__file__).parents[2] / "assets" / "tones"
EXERCISE, PLAN = "mini_squat", "steady"
TIMING = Timing(up_s=1.0, down_s=1.0, lead_in_s=3.0, position_change_s=5.0, check_s=2.0)
QUICKEST = SpeechManner(rate_wpm=RATES_WPM[-1], word_gap=WORD_GAPS[0])  # for the sessions run in real time
PACE = pace_of("espeak", QUICKEST.rate_wpm, QUICKEST.word_gap)
BEFORE_IT_BREAKS = 2  # phrases; the others are rendered as they are said, or not
BREAKS_AT = StepKind.LEAD_IN  # there is something to hear each second from then on
RESUMES_AFTER_S, MENDS_AFTER_S = 4.0, 5.0  # the user, and the sound, from when it is said to be lost
READY_AFTER_S = 0.5  # when the session says that it waits
DONE_BEFORE = 5  # sessions: less is said than in the first ones
WITHIN_S = 300.0
RENDERS_WITHIN_S, TRIES_AGAIN_S = engine_helper.RENDER_WITHIN_S, 2.0
ANSWERS_WITHIN_S = 3.0  # more than usual: eleven sessions at once share a machine that may be busy with other things
APART_S = 0.23


class Timed:
    """A voice, and how long its caller waited for it."""

    def __init__(self, voice, witness):
        self._voice, self._witness, self._calls = voice, witness, []
        self._silent_since_s, self.longest_silence_s = None, 0.0

    def longest_s(self):
        """The longest of all calls, without what the machine held up; none waited."""
        return self._witness.check(self._calls)

    def _timed(self, call, *arguments, **keywords):
        began = self._witness.moment()
        answer = call(*arguments, **keywords)
        self._calls.append((began, self._witness.moment()))
        return answer

    def say(self, text, *, priority=2):
        self._timed(self._voice.say, text, priority=priority)

    def tone(self, name):
        self._timed(self._voice.tone, name)

    def silence(self):
        self._timed(self._voice.silence)

    def state(self):
        state, now_s = self._timed(self._voice.state), self._calls[-1][1].at_s
        if state.sound:
            self._silent_since_s = None
        else:
            self._silent_since_s = self._silent_since_s or now_s
            self.longest_silence_s = max(self.longest_silence_s, now_s - self._silent_since_s)
        return state


class Sitting:
    """One session from its start to its end, and what breaks in it."""

    def __init__(self, voice, witness, *, breaks=None, mends=None):
        self.voice = Timed(voice, witness)
        self.captions, self.noticed, self.ended = [], [], []
        self._breaks, self._mends = breaks, mends
        self.player = Player(session_engine(), clock=SystemClock(), voice=self.voice, record=Diary([]))
        self.player.cue_started.connect(self._on_cue)
        self.player.sound_noticed.connect(self._on_noticed)
        self.player.finished.connect(self.ended.append)

    def start(self):
        self.player.start()

    def _on_cue(self, cue):
        self.captions.append(cue.text)
        status = self.player.status()
        if status.state is State.WAITING and cue == status.step.cues[-1]:  # "Press any key": the user does
            QTimer.singleShot(int(READY_AFTER_S * 1000), self.player.in_position)
        if self._breaks is not None and status.step.kind is BREAKS_AT:
            self._breaks()
            self._breaks = None

    def _on_noticed(self, noticed):
        self.noticed.append(noticed)
        if noticed is SoundNotice.LOST:  # the session was paused; after a while the user goes on
            QTimer.singleShot(int(RESUMES_AFTER_S * 1000), partial(self.player.ask, Request.RESUME))
            if self._mends is not None:
                QTimer.singleShot(int(MENDS_AFTER_S * 1000), self._mends)

    def to_be_told(self, told):
        """What the user should be told; of a helper's end, too, where the machine took long to start another."""
        late = told == [SoundNotice.BACK] and self.voice.longest_silence_s >= BACK_WITHIN_S
        return [SoundNotice.LOST, SoundNotice.BACK] if late else told

    def shown_all(self, captions):
        """Whether all these were shown in this order; there may be more, as after a pause."""
        shown = iter(self.captions)
        return all(caption in shown for caption in captions)


def session_engine():
    exercise = replace(CATALOGUE.exercises[EXERCISE], equipment=())  # which would be told at length
    dose = replace(exercise.ladder[0], reps=3)
    plan = replace(CATALOGUE.plans[PLAN], exercises=(EXERCISE,))
    script = replace(SCRIPT, detail=SpeechDetail.COUNTS, length_s=partial(estimate_s, pace=PACE))
    assignment = Assignment(exercise, dose, dose, spoken_in_full=False, times_done=DONE_BEFORE)
    session = Session(plan, (assignment,), base=3, sessions_done=DONE_BEFORE)
    return Engine(session, rule=RULE, timing=TIMING, script=script)


def texts_of(made):
    return [cue.text for step in made.steps for cue in step.cues if cue.text]  # some are tones


class House:
    """Opens voices, each with the sound server, the engine and the cache that its session needs."""

    def __init__(self, folder):
        self.folder, self.servers, self.voices = folder, {}, []

    def server(self, name):
        place = self.folder / f"{name}-server"
        place.mkdir()
        self.servers[name] = NullSink(place)
        self.servers[name].start()
        return self.servers[name]

    def voice(self, name, environment, *, engine=None, cache=None, prepare=None):
        usual = quick_helpers(cache or self.folder / name)
        said = [f"{key}={value}" for key, value in environment.items()]
        engines = usual.engines if engine is None else (engine, *usual.engines)
        helpers = replace(usual, player=["env", *said, *usual.player], engines=engines)
        voice = open_voice(VoiceOptions(QUICKEST), cache or self.folder / name, TONES, helpers=helpers)
        voice.prepare(texts_of(session_engine())[:prepare])
        self.voices.append(voice)
        return voice

    def until_ready(self):
        for voice in self.voices:
            until(lambda voice=voice: voice.progress()[0] == voice.progress()[1])
            until(lambda voice=voice: "starting" not in voice.state().message)

    def freeze(self, name):
        self.servers[name].process.send_signal(signal.SIGSTOP)

    def go_on(self, name):
        self.servers[name].process.send_signal(signal.SIGCONT)

    def close(self):
        for voice in self.voices:
            voice.close()
        for server in self.servers.values():
            server.stop()


def send(voice, which, how):
    """Send a signal to the helper that plays or renders."""
    side = voice._speaker if which == "player" else voice._renderer._current  # noqa: SLF001 - to break it
    os.kill(side._helper.pid, how)  # noqa: SLF001


def lying_engine(folder):
    """An engine that reports success and writes nothing, before the one that speaks."""
    folder.mkdir()
    return "system", [sys.executable, "-I", "-S", STAND_IN, "render", "lies", str(folder)]


def sittings(house, disk, witness):
    """Each fault by its name: the session that has it, and what its user should be told of the sound."""
    calm, frozen, killed = (house.server(name).environment for name in ("calm", "frozen", "killed"))
    nowhere = {"PULSE_SERVER": f"unix:{house.folder}/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
    made = {}

    def add(name, environment, told, breaks=None, mends=None, **options):
        voice = house.voice(name, environment, **options)
        actions = {"breaks": breaks and (lambda: breaks(voice)), "mends": mends}
        made[name] = Sitting(voice, witness, **actions), told

    def delete_cache(voice):
        shutil.rmtree(house.folder / "cache deleted")
        send(voice, "player", signal.SIGKILL)  # else it would speak from what it holds

    lost = [SoundNotice.LOST, SoundNotice.BACK]
    add("nothing", calm, [])
    add("no server", nowhere, [SoundNotice.MISSING])
    add("server frozen", frozen, lost, lambda _: house.freeze("frozen"), lambda: house.go_on("frozen"))
    add("server killed", killed, lost, lambda _: house.servers["killed"].stop(), house.servers["killed"].start)
    add("player killed", calm, [SoundNotice.BACK], lambda voice: send(voice, "player", signal.SIGKILL))
    add("player hung", calm, [SoundNotice.BACK], lambda voice: send(voice, "player", signal.SIGSTOP))
    add("renderer killed", calm, [], lambda voice: send(voice, "renderer", signal.SIGKILL), prepare=BEFORE_IT_BREAKS)
    add("renderer hung", calm, [], lambda voice: send(voice, "renderer", signal.SIGSTOP), prepare=BEFORE_IT_BREAKS)
    add("engine lies", calm, [], engine=lying_engine(house.folder / "lies"))
    add("cache deleted", calm, [SoundNotice.BACK], delete_cache)
    if disk is not None:
        add("disk full", calm, [], lambda _: None, cache=disk)
    return made


def test_whatever_breaks_the_session_ends_well_with_every_caption_and_nobody_waits(qtbot, tmp_path, monkeypatch):
    for name in ("ANSWER_WITHIN_S", "SILENT_WITHIN_S", "DONE_WITHIN_S"):
        monkeypatch.setattr(speaker, name, ANSWERS_WITHIN_S)
    monkeypatch.setattr(speaker, "LONGEST_WAIT_S", TRIES_AGAIN_S)
    house, witness = House(tmp_path), Witness()
    with small_disk(tmp_path / "disk", 3000) as disk:
        try:
            if disk is not None:
                fill(disk)
            made = sittings(house, disk, witness)
            house.until_ready()
            monkeypatch.setattr(engine_helper, "RENDER_WITHIN_S", RENDERS_WITHIN_S)
            for number, (sitting, _) in enumerate(made.values()):  # not all at once: ten sounds would begin together
                QTimer.singleShot(int(number * APART_S * 1000), sitting.start)
            qtbot.waitUntil(lambda: all(sitting.ended for sitting, _ in made.values()), timeout=WITHIN_S * 1000)
        finally:
            house.close()
            witness.close()
    every = made["nothing"][0].captions
    assert len(every) >= 10
    for name, (sitting, _) in made.items():
        waited_ms = sitting.voice.longest_s() * 1000
        print(f"\n{name}: the window waited {waited_ms:.1f} ms at most; told {[told.name for told in sitting.noticed]}")
    for name, (sitting, told) in made.items():
        assert sitting.ended[0].finish is Finish.COMPLETED, name
        assert sitting.shown_all(every), name
        assert sitting.noticed == sitting.to_be_told(told), name
