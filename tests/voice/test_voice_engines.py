"""Speech engines: our own driver for real, those of Windows and macOS as stand-ins that have their traps."""

import gc
import os
import sys
import threading
import types
from array import array
from pathlib import Path

import pytest

from hipcoach.voice import engines, espeak, wav
from hipcoach.voice.engines import Manner, Unusable, start_engine

MANNER = Manner("", 140, 2)
SPOKEN = wav.Sound(array("h", [0] * 500 + [8000] * 4410 + [0] * 5000), 22050)


class StandIn:
    """What the drivers of pyttsx3 have in common."""

    def __init__(self, proxy):
        self.proxy = proxy
        self.looping = False
        self.set = []
        self.destroyed = False

    def destroy(self):
        self.destroyed = True

    def stop(self):
        pass

    def endLoop(self):
        self.looping = False

    def setProperty(self, name, value):
        if name in ("pitch", "word_gap"):
            raise KeyError(f"unknown property {name}")
        self.set.append((name, value))

    def getProperty(self, name):
        assert name == "voices"
        english = types.SimpleNamespace(id="us", name="Someone", languages=["en-US"])
        british = types.SimpleNamespace(id="gb", name="Someone else", languages=[b"\x05en-gb"[1:]])
        german = types.SimpleNamespace(id="de", name="Jemand", languages=["de-DE"])
        return [british, german, english, types.SimpleNamespace(id="x", name="No language", languages=[])]


class Sapi(StandIn):
    """Needs COM in its thread; saves without a sign; its loop goes on for ever when nothing is queued in it."""

    def __init__(self, proxy):
        if sys.modules["pythoncom"].initialised_in != threading.get_ident():
            raise OSError("CoInitialize has not been called")
        super().__init__(proxy)

    def save_to_file(self, text, filename):
        wav.write(Path(filename), SPOKEN)

    def startLoop(self):
        self.looping = True
        self.proxy.setBusy(False)
        if self.looping:
            raise AssertionError("nothing ends this loop")


class BrokenRegistry(Sapi):
    def getProperty(self, name):
        raise ValueError("invalid literal for int() with base 16: '409;9'")


class Ns(StandIn):
    """Works only in the main thread; writes AIFF whatever the name, and only while its loop runs."""

    def __init__(self, proxy):
        if threading.current_thread() is not threading.main_thread():
            raise AssertionError("hangs off the main thread")
        super().__init__(proxy)
        self.job = None

    def save_to_file(self, text, filename):
        self.proxy.setBusy(True)
        self.job = filename

    def startLoop(self):
        self.looping = True
        self.proxy.setBusy(False)
        while self.looping:
            assert self.job, "nothing ends this loop"
            Path(self.job).write_bytes(b"FORM\0\0\0\0AIFF" + wav.to_bytes(SPOKEN.samples))
            self.job = None
            self.proxy.notify("finished-utterance", completed=True)
            self.proxy.setBusy(False)


class Liar(StandIn):
    """Reports success and writes nothing."""

    def save_to_file(self, text, filename):
        self.proxy.notify("finished-utterance", completed=True)

    def startLoop(self):
        self.proxy.setBusy(False)


class LaterLiar(Liar):
    """Writes its first file only."""

    written = 0

    def save_to_file(self, text, filename):
        if not self.written:
            wav.write(Path(filename), SPOKEN)
        self.written += 1


class Mute(Liar):
    def save_to_file(self, text, filename):
        wav.write(Path(filename), wav.Sound(array("h", [0] * 9000), 22050))


class Raising(Liar):
    def save_to_file(self, text, filename):
        raise RuntimeError("the synthesiser is not there")


@pytest.fixture
def stand_in(monkeypatch):
    """Give `stand_in("sapi5", Sapi)`: from now on that is the driver of this name."""

    def install(name, driver):
        gc.collect()  # pyttsx3 would give the engine of an earlier test
        module = types.ModuleType(f"pyttsx3.drivers.{name}")
        module.buildDriver = driver
        monkeypatch.setitem(sys.modules, module.__name__, module)
        com = types.ModuleType("pythoncom")
        com.initialised_in = None
        com.CoInitialize = lambda: setattr(com, "initialised_in", threading.get_ident())
        monkeypatch.setitem(sys.modules, "pythoncom", com)

    return install


def driver_of(engine):
    return engine._engine.proxy._driver  # noqa: SLF001 - the stand-in that the test put there


def test_windows_speaks_phrase_after_phrase(stand_in, tmp_path):
    stand_in("sapi5", Sapi)
    engine = start_engine("system", tmp_path, platform="win32")
    for _ in range(3):
        sound = engine.render("Keep breathing.", MANNER)
        assert sound.duration_s == pytest.approx(0.2 + wav.LEAD_S + wav.TAIL_S, abs=0.001)
    assert engine.driver.startswith("sapi5, pyttsx3 ")
    assert list(tmp_path.iterdir()) == []


def test_windows_takes_voice_and_rate_for_every_phrase(stand_in, tmp_path):
    stand_in("sapi5", Sapi)
    engine = start_engine("system", tmp_path, platform="win32")
    driver_of(engine).set.clear()
    engine.render("One.", Manner("gb", 170, 2))
    assert driver_of(engine).set == [("voice", "gb"), ("rate", 170), ("volume", 1.0)]


def test_english_voices_are_offered_and_an_american_one_is_the_default(stand_in, tmp_path):
    stand_in("sapi5", Sapi)
    engine = start_engine("system", tmp_path, platform="win32")
    assert [voice.id for voice in engine.voices] == ["gb", "us"]
    assert engine.default_voice == "us"


def test_a_registry_that_cannot_be_listed_leaves_the_default_voice(stand_in, tmp_path):
    stand_in("sapi5", BrokenRegistry)
    engine = start_engine("system", tmp_path, platform="win32")
    assert engine.voices == ()
    assert engine.render("One.", MANNER).audible


def test_macos_speaks_and_its_aiff_becomes_wav(stand_in, tmp_path, monkeypatch):
    convert = tmp_path / "afconvert"
    convert.write_text(
        f"#!{sys.executable}\n"
        "import sys, wave\n"
        "data = open(sys.argv[-2], 'rb').read()\n"
        "assert data[8:12] == b'AIFF'\n"
        "with wave.open(sys.argv[-1], 'wb') as out:\n"
        "    out.setnchannels(1); out.setsampwidth(2); out.setframerate(22050); out.writeframes(data[12:])\n"
    )
    convert.chmod(0o700)
    monkeypatch.setattr(engines, "AFCONVERT", str(convert))
    stand_in("nsss", Ns)
    engine = start_engine("system", tmp_path / "cache", platform="darwin")
    for _ in range(2):
        assert engine.render("One.", MANNER).duration_s == pytest.approx(0.2 + wav.LEAD_S + wav.TAIL_S, abs=0.001)
    assert list((tmp_path / "cache").iterdir()) == []


def test_macos_without_its_converter_is_not_used(stand_in, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "AFCONVERT", str(tmp_path / "missing"))
    stand_in("nsss", Ns)
    with pytest.raises(Unusable, match="gave no sound file"):
        start_engine("system", tmp_path, platform="darwin")


@pytest.mark.parametrize(
    ("driver", "why"), [(Liar, "no sound file"), (Mute, "silent file"), (Raising, "synthesiser is not there")]
)
def test_an_engine_that_cannot_really_speak_is_not_used(stand_in, tmp_path, driver, why):
    stand_in("sapi5", driver)
    with pytest.raises(Unusable, match=why):
        start_engine("system", tmp_path, platform="win32")


def test_an_engine_that_begins_to_lie_is_found_out(stand_in, tmp_path):
    stand_in("sapi5", LaterLiar)
    engine = start_engine("system", tmp_path, platform="win32")
    with pytest.raises(RuntimeError, match="gave no sound file"):
        engine.render("One.", MANNER)


def test_a_driver_that_is_not_installed_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pythoncom", None)
    with pytest.raises(Unusable, match="sapi5"):
        start_engine("system", tmp_path, platform="win32")


def test_no_espeak_in_the_system_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(espeak, "LINUX_LIBRARIES", ("libespeak-ng-that-is-not-there.so",))
    monkeypatch.setattr(espeak, "SYSTEM_LIBRARIES", {})
    with pytest.raises(Unusable, match="that-is-not-there"):
        start_engine("system", tmp_path, platform="linux")


def test_espeak_without_its_data_is_not_started(tmp_path, monkeypatch):
    loader = types.ModuleType("espeakng_loader")
    loader.get_library_path = lambda: "unused"
    loader.get_data_path = lambda: str(tmp_path)
    monkeypatch.setitem(sys.modules, "espeakng_loader", loader)
    with pytest.raises(RuntimeError, match="phontab is missing"):
        espeak.load_bundled()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    return start_engine("espeak", tmp_path_factory.mktemp("speech"))


def test_our_driver_loses_no_property_and_no_phrase(bundled):
    fast, slow = Manner("en-us", 190, 0), Manner("en-us", 110, 5)
    lengths = [bundled.render("Switch to your left side.", (fast, slow)[turn % 2]).duration_s for turn in range(40)]
    assert lengths[::2] == pytest.approx([lengths[0]] * 20, rel=0.01)
    assert lengths[1::2] == pytest.approx([lengths[1]] * 20, rel=0.01)
    assert lengths[1] > 1.4 * lengths[0]


def test_our_driver_says_what_it_is_and_which_voices_it_has(bundled):
    assert "1.5" in bundled.driver
    assert "en-us" in {voice.language for voice in bundled.voices}
    assert all(voice.language.lower().startswith("en") for voice in bundled.voices)


def test_an_unknown_voice_is_refused_and_the_next_phrase_is_spoken(bundled):
    with pytest.raises(RuntimeError, match="unknown voice"):
        bundled.render("One.", Manner("tlh", 140, 2))
    assert bundled.render("One.", MANNER).audible


def test_a_data_path_too_long_for_espeak_is_gone_round(tmp_path):
    """In a process of its own: eSpeak keeps its state in the library."""
    import subprocess

    import espeakng_loader

    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    program = (
        "import pathlib, sys, espeakng_loader\n"
        f"espeakng_loader.get_data_path = lambda: {str(deep / 'espeak-ng-data')!r}\n"
        "from hipcoach.voice.engines import *\n"
        "engine = start_engine('espeak', pathlib.Path(sys.argv[1]))\n"
        "print(engine.render('One.', Manner('', 140, 2)).audible)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "True", ran.stderr
    assert os.fsencode(deep)[espeak.LONGEST_DATA_PATH :]
