"""What the listening process does with sound: it teaches words, hears them, and keeps nothing."""

import json
import subprocess
import sys
from array import array
from pathlib import Path

import numpy as np
import pytest

from hipcoach.listen.embedding import ModelMissing
from hipcoach.listen.listen_process import TOO_LATE_S, ListenProcess
from hipcoach.listen.taught_words import TaughtWord, can_listen, read_words, with_recording, without, write_words
from hipcoach.voice import wav
from tests.listen.running import Running, teach
from tests.listen.said import MODELS, OTHER, WORDS, Said, say


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    return say(tmp_path_factory.mktemp("said"))


@pytest.fixture(scope="module")
def taught(said: Said, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("taught") / "words"
    teach(path, said)
    return path


def test_each_word_is_heard_as_what_it_is_and_other_speech_is_none(taught: Path, said: Said) -> None:
    running = Running(taught)
    for seed, word in enumerate(WORDS):
        assert running.hear(said.sound(word, 10 + seed)) == [word]
    assert running.hear(said.sound(OTHER)) == []
    assert all(0 <= each["near"] < 1 for each in running.told.of("heard"))
    assert any(each["loud"] > 0.2 for each in running.told.of("level"))


def test_what_was_said_too_long_ago_is_not_heard(taught: Path, said: Said) -> None:
    running = Running(taught)
    assert running.hear(said.sound("pause"), late_s=TOO_LATE_S + 0.1) == []
    assert running.hear(said.sound("pause")) == ["pause"]  # and it goes on with what comes in time


def test_a_word_said_into_what_the_program_plays_is_heard_once_the_room_is_known(
    taught: Path, said: Said, tmp_path: Path
) -> None:
    cue = said.sounds[OTHER]
    wav.write(tmp_path / "cue.wav", wav.Sound(array("h", cue.astype(np.int16).tolist()), 16_000))
    comes = np.concatenate([np.zeros(1_000), cue, np.zeros(8_000)])  # from the loudspeaker
    into = comes.copy()
    word = said.sounds["pause"] * 1.3  # a little louder than the cue
    into[16_000 : 16_000 + len(word)] += word

    soon = np.concatenate([comes[: 1_000 + len(cue) + 2_400], word, np.zeros(8_000)])  # said right after it

    noise = np.random.default_rng(0)

    def quiet(count: int) -> np.ndarray:
        return (noise.standard_normal(count) * 10).astype(np.int16)

    def heard(*, told: bool) -> list[tuple[str, bool]]:
        running = Running(taught)
        running.hear(quiet(16_000))
        for number, sound in enumerate((comes, comes, into, soon) if told else (into, soon)):
            if told:
                running.ask(
                    do="take_out", number=number, path=str(tmp_path / "cue.wav"), volume=1.0,
                    at_s=running.clock.now_s(), cut=False,
                )  # fmt: skip
            running.hear((sound * 0.9).astype(np.int16) + quiet(len(sound)))
        return [(each["word"], each["alone"]) for each in running.told.of("heard")]

    words = heard(told=True)
    assert [word for word, _ in words] == ["pause", "pause"]
    assert words[-1] == ("pause", True)  # an answer may follow the program's words at once
    assert heard(told=False) == [("pause", False)]  # the one into it is lost, the one after it seems to be in speech


def test_a_recording_without_a_word_says_why_and_too_few_words_cannot_be_listened_for(tmp_path: Path) -> None:
    running = Running(tmp_path / "none", teaching=True)
    running.ask(do="record", word="yes")
    running.hear(np.zeros(16_000 * 7, np.int16))
    assert running.told.of("bad")[-1]["message"] == "Nothing was heard."
    running.ask(do="listen")
    assert running.told.of("bad")[-1]["message"] == "too few words were taught"
    with pytest.raises(ValueError, match="too few"):
        Running(tmp_path / "none")
    with pytest.raises(ModelMissing):
        ListenProcess(tmp_path, tmp_path / "none", running.told, running.clock, teaching=True)  # type: ignore[arg-type]


def test_the_file_of_words_is_the_users_alone_and_a_damaged_one_holds_none(tmp_path: Path, taught: Path) -> None:
    path = tmp_path / "words"
    assert read_words(path) == ()
    words = read_words(taught)
    write_words(path, words)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_words(path) == words
    assert can_listen(words)
    assert not can_listen(without(words, "yes"))
    assert [each.id for each in with_recording(words, "yes", "ja", ("",))] == [*WORDS]
    assert with_recording(words, "yes", "ja", ("",))[-1] == TaughtWord("yes", "ja", (("",),))  # called otherwise: anew
    for damaged in ("", "[]", "{", '{"form": 2, "words": []}', '{"form": 1, "words": [{"id": 3}]}'):
        path.write_text(damaged, "utf-8")
        assert read_words(path) == ()
    write_words(path, ())
    assert list(tmp_path.iterdir()) == []


LISTEN = """
import sys, threading
opened = []
def look(event, arguments):
    if event == "open" and any(letter in str(arguments[1] or "") for letter in "wax+"):
        opened.append(str(arguments[0]))
sys.addaudithook(look)
import numpy as np
from hipcoach.listen import listen_process
sound = np.frombuffer(open(sys.argv[1], "rb").read(), np.int16)
class Fed:
    backend = "fed"
    def __init__(self, take):
        self.take = take
    def start(self):
        for at in range(0, len(sound), 320):
            self.take(sound[at : at + 320].tobytes())
listen_process.NO_SOUND_S = 0.5
listen_process.os._exit = lambda status: print(opened, file=sys.__stderr__, flush=True)
listen_process.main(["--models", sys.argv[2], "--words", sys.argv[3]], Fed)
"""


STUCK = """
import threading
from hipcoach.listen import listen_process
listen_process.ListenProcess = lambda *_, **__: threading.Event().wait()
listen_process.main(["--models", "", "--words", ""])
"""


def test_the_end_of_the_pipe_ends_a_process_that_is_stuck_before_it_is_ready() -> None:
    assert subprocess.run([sys.executable, "-c", STUCK], input=b"", check=False, timeout=60).returncode == 0


def test_a_process_that_cannot_listen_ends_well_while_requests_may_still_come() -> None:
    command = [sys.executable, "-m", "hipcoach.listen.listen_process", "--models", "none", "--words", "none"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.read())["event"] == "cannot"
        assert process.wait() == 0


def test_the_process_writes_no_file_at_all_and_tells_that_no_more_sound_comes(
    taught: Path, said: Said, tmp_path: Path
) -> None:
    (tmp_path / "sound.raw").write_bytes(said.sound("pause").tobytes())
    places = [str(tmp_path / "sound.raw"), str(MODELS), str(taught)]
    with subprocess.Popen(
        [sys.executable, "-c", LISTEN, *places],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        told = [json.loads(line) for line in process.stdout.read().splitlines()]
        assert "[]" in process.stderr.read().splitlines()  # what was opened to be written
    assert told[0] == {"event": "ready", "backend": "fed"}
    assert told[-1] == {"event": "no_microphone", "message": "the microphone stopped"}  # as where it is unplugged
    assert [path.name for path in tmp_path.iterdir()] == ["sound.raw"]
