"""The program's own voice taken out of what a microphone hears: by samples and times, without a sound card."""

import numpy as np
import pytest

from hipcoach.listen.own_voice import OwnVoice
from hipcoach.listen.room_filter import BLOCK
from hipcoach.listen.spectrum import RATE

CHANCE = np.random.default_rng(1)
WAY_S = 0.05  # through the sound system
ECHO = np.exp(-np.arange(RATE // 5) / 800) * CHANCE.standard_normal(RATE // 5) * 0.02
SYLLABLES = 0.5 + 0.5 * np.sin(np.arange(3 * RATE) / RATE * 20)
SAID = slice(40 * BLOCK, 60 * BLOCK)
TONE = np.round(2_000 * np.sin(np.arange(20 * BLOCK) / RATE * 2 * np.pi * 440))


def cue() -> np.ndarray:
    """Return three seconds of what is as broad as speech."""
    return CHANCE.standard_normal(3 * RATE) * 4_000 * SYLLABLES


class Room:
    """A microphone beside a loudspeaker that begins a hundredth of a second later or sooner than was told."""

    def __init__(self, noise: float = 0.0) -> None:
        self.own, self.now_s, self.count = OwnVoice(), 100.0, 0
        self.noise = noise

    def hear(self, cue: np.ndarray | None, off_s: float = 0.0, cut_s: float | None = None, said: float = 0.0) -> float:
        """Play a cue, say a tone into it; return how much weaker the cue is than it came in, in dB."""
        played = CHANCE.standard_normal(6 * RATE // BLOCK * BLOCK) * self.noise
        if cue is not None:
            first = round((WAY_S + off_s) * RATE)
            heard = cue if cut_s is None else cue[: round(cut_s * RATE)]
            echo = np.convolve(heard, ECHO)
            played[first : first + len(echo)] += echo
        tone = np.zeros(len(played))
        tone[SAID] = TONE * said
        self.count += 1
        rest = []
        for at in range(0, len(played), BLOCK // 2):
            if at == BLOCK and cue is not None:
                self.own.plays(self.count, cue, self.now_s)
            if cut_s is not None and at >= cut_s * RATE + BLOCK:
                self.own.ends(self.count, self.now_s + cut_s)
            piece = (played + tone)[at : at + BLOCK // 2].astype(np.int16)
            rest.append(self.own.take_out(piece, self.now_s + (at + BLOCK // 2) / RATE))
        self.now_s += len(played) / RATE
        self.heard = np.concatenate(rest).astype(float)
        before, after = ((each[RATE:] ** 2).sum() for each in (played, self.heard - tone))
        return float(10 * np.log10(max(1.0, before) / max(1.0, after)))


@pytest.fixture(scope="module")
def learnt() -> Room:
    """A room in which two cues were heard."""
    room = Room()
    room.hear(cue())
    assert room.hear(cue()) > 15
    return room


def test_what_nobody_plays_stays_as_it_was() -> None:
    room = Room()
    room.hear(None, said=1.0)
    assert np.array_equal(room.heard[SAID], TONE)


@pytest.mark.parametrize("off_s", [-0.012, 0.009])
def test_a_cue_that_begins_a_little_off_is_taken_out_and_a_word_said_into_it_stays(learnt: Room, off_s: float) -> None:
    assert learnt.hear(cue(), off_s) > 15
    assert learnt.hear(cue(), -off_s, said=1.0) > 10


def test_the_beginning_of_a_cue_is_left_out_while_it_is_found_out_when_that_was(learnt: Room) -> None:
    """Else its first word may be taken for a taught one. Who speaks much louder meanwhile is heard."""
    said = slice(3 * BLOCK, 10 * BLOCK)
    learnt.hear(cue(), 0.009)
    assert np.abs(learnt.heard[said]).max() < 200
    cue_s, loud = cue() / 20, 6_000 * CHANCE.standard_normal(10 * BLOCK)
    learnt.own.plays(50, cue_s, learnt.now_s)
    heard = [learnt.own.take_out(loud[at : at + BLOCK].astype(np.int16), learnt.now_s + (at + BLOCK) / RATE)
             for at in range(0, len(loud), BLOCK)]  # fmt: skip
    learnt.own.ends(50, learnt.now_s)
    learnt.now_s += len(loud) / RATE
    assert np.abs(np.concatenate(heard)[said]).max() > 6_000


def test_what_is_left_of_a_cue_is_no_louder_than_the_room() -> None:
    """A word of the program's own is else heard in it, however weak it is."""
    room = Room(noise=20)
    for _ in range(3):
        room.hear(cue())
    room.hear(cue(), 0.009)
    loudest = np.sqrt((room.heard[4 * BLOCK :].reshape(-1, BLOCK) ** 2).mean(axis=1)).max()
    assert loudest < 1.2 * room.noise
    room.hear(cue(), said=1.0)
    assert np.abs(room.heard[SAID]).max() > 0.9 * np.abs(TONE).max()  # and what somebody says into it stays


def test_a_cue_that_was_cut_is_taken_out_as_far_as_it_came(learnt: Room) -> None:
    assert learnt.hear(cue(), cut_s=1.5) > 8
    assert learnt.hear(cue(), cut_s=0.5) >= 0
    assert learnt.hear(cue()) > 15  # and nothing was unlearnt


def test_a_cue_that_is_never_heard_makes_nothing_louder(learnt: Room) -> None:
    learnt.own.plays(99, cue(), learnt.now_s)  # into headphones that were put in
    learnt.hear(None, said=1.0)
    assert np.abs(learnt.heard).max() < 1.5 * np.abs(TONE).max()
