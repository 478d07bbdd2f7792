"""The player helper as a process, where there is no sound; and its parts."""

import json
import subprocess
from array import array

import pytest

from hipcoach.voice import wav
from hipcoach.voice.helper import command
from hipcoach.voice.mixer import RATE, Mixer
from hipcoach.voice.play_process import CuePlayer


def test_without_a_device_it_says_so_and_ends(monkeypatch, tmp_path):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    ran = subprocess.run(command("play_process"), input="", capture_output=True, text=True, timeout=30, check=False)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["event"] for answer in answers] == ["no_sound"]
    assert answers[0]["message"] == "no sound device was found"
    assert ran.returncode == 0


class Pipes:
    """Requests given beforehand; what was answered."""

    def __init__(self, *requests):
        self.given, self.answers = requests, []

    def requests(self, _quiet_s):
        yield from self.given

    def send(self, **answer):
        self.answers.append(answer)


class Card:
    running = False

    def run(self):
        self.running = True

    def rest(self):
        self.running = False


class Still:
    def now_s(self):
        return 0.0


@pytest.fixture
def sound(tmp_path):
    path = tmp_path / "a.wav"
    wav.write(path, wav.Sound(array("h", [5000] * 400), 22050))
    return str(path)


def played(*requests):
    told, pipes, card = [], Pipes(*requests), Card()
    mixer = Mixer(lambda cue, what: told.append((cue, what)))
    CuePlayer(mixer, card, pipes, Still()).serve(1.0)
    return mixer, told, pipes.answers, card


def request(do, number=1, **more):
    return {"id": number, "do": do, **more}


def play(path, number=1, tone=False):
    return request("play", number, path=path, priority=2, tone=tone, deadline_s=0.5)


def test_a_cue_is_played_with_its_samples_as_they_are(sound):
    mixer, told, _, card = played(play(sound))
    assert list(mixer.next(500, 0.0)) == [5000] * 400 + [0] * 100
    assert told == [(1, "playing"), (1, "done")]
    assert card.running


def test_a_file_that_has_gone_is_told_and_the_next_is_played(sound):
    mixer, _, answers, _ = played(play("/nowhere/b.wav"), play(sound, 2))
    assert [(answer["id"], answer["event"]) for answer in answers] == [(1, "missing")]
    assert mixer.next(1, 0.0)[0] == 5000


def test_what_is_loaded_plays_though_its_file_has_gone(sound, tmp_path):
    class Deleting(Pipes):
        def requests(self, _quiet_s):
            yield request("load", 1, path=sound)
            (tmp_path / "a.wav").unlink()
            yield play(sound, 2)

    pipes, mixer = Deleting(), Mixer(lambda cue, what: None)
    CuePlayer(mixer, Card(), pipes, Still()).serve(1.0)
    assert pipes.answers == [{"id": 1, "event": "loaded"}]
    assert mixer.next(1, 0.0)[0] == 5000


def test_silence_volumes_and_forgetting_are_answered(sound):
    mixer, _, answers, _ = played(
        play(sound), request("silence", 2), request("volumes", 3, voice=0.5, tone=0.1), request("forget", 4)
    )
    assert [answer["event"] for answer in answers] == ["silent", "set", "forgotten"]
    assert mixer.idle
    assert (mixer.volumes.voice, mixer.volumes.tone) == (0.5, 0.1)


def test_the_card_rests_when_nothing_sounds_for_a_while(sound):
    assert played(play(sound), None, None)[3].running
    assert not played(play(sound), request("silence", 2), None, None)[3].running


def test_the_card_goes_on_while_the_last_of_a_sound_is_on_its_way(sound):
    assert played(play(sound), request("silence", 2), None)[3].running
    assert played(play(sound), request("silence", 2), None, request("silence", 3), None)[3].running


def test_sounds_of_another_rate_are_brought_to_the_cards(tmp_path):
    path = tmp_path / "b.wav"
    wav.write(path, wav.Sound(array("h", [5000] * 4410), 44100))
    mixer, told, _, _ = played(play(str(path)))
    heard = mixer.next(RATE, 0.0)
    assert 2150 < sum(sample > 2500 for sample in heard) < 2260
    assert told == [(1, "playing"), (1, "done")]


def test_a_part_that_follows_another_comes_after_a_pause(sound):
    second = request("play", 2, path=sound, priority=5, tone=False, deadline_s=10.0, pause_s=0.01)
    mixer, told, _, _ = played(play(sound) | {"priority": 5}, second)
    assert list(mixer.next(1200, 0.0)) == [5000] * 400 + [0] * 800
    assert list(mixer.next(620, 5.0)) == [0] * 220 + [5000] * 400, "though its own half second is over"
    assert [what for _, what in told] == ["playing", "done", "playing", "done"]
