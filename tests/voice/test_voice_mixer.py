"""Which of two sounds is heard, and that none is cut but by silence, a stop or pain."""

from array import array

import pytest

from hipcoach.engine.cue import Priority
from hipcoach.voice.mixer import FADE, Mixer, QueuedSound

LOUD = 1000


class Heard:
    """A mixer with a listener, driven by hand: 10 samples are a moment."""

    def __init__(self) -> None:
        self.told: list[tuple[int, str]] = []
        self.mixer = Mixer(lambda cue, what: self.told.append((cue, what)))
        self.now_s = 0.0

    def say(self, number, priority=Priority.NAME, length=20, level=LOUD, within_s=0.5):
        cue = QueuedSound(number, array("h", [level] * length), int(priority), self.now_s + within_s)
        self.mixer.say(cue)

    def say_after(self, silent, number, length=20):
        sound = QueuedSound(number, array("h", [0] * silent + [LOUD] * length), 5, self.now_s + 0.5, silent)
        self.mixer.say(sound)

    def tone(self, number, length=20, level=LOUD):
        self.mixer.tone(QueuedSound(number, array("h", [level] * length), 0, self.now_s + 0.5))

    def moment(self, count=10, seconds=0.01):
        self.now_s += seconds
        return list(self.mixer.next(count, self.now_s))


@pytest.fixture
def heard():
    return Heard()


def test_a_cue_sounds_from_its_first_sample_and_to_its_last(heard):
    heard.say(1, length=15)
    assert heard.moment() == [LOUD] * 10
    assert heard.moment() == [LOUD] * 5 + [0] * 5
    assert heard.told == [(1, "playing"), (1, "done")]
    assert heard.mixer.idle


@pytest.mark.parametrize("silent", [10, 14])
def test_a_cue_after_a_silence_is_told_as_playing_once_it_is_heard(heard, silent):
    """From that on it is taken out of what a microphone hears."""
    heard.say_after(silent, 1)
    heard.moment()
    assert heard.told == []
    assert LOUD in heard.moment()
    assert heard.told == [(1, "playing")]


@pytest.mark.parametrize("speaking", [Priority.HALFWAY, Priority.NAME, Priority.COUNTDOWN, Priority.SIDE])
@pytest.mark.parametrize("coming", [Priority.HALFWAY, Priority.NAME, Priority.COUNTDOWN, Priority.SIDE])
def test_no_ordinary_cue_cuts_another(heard, speaking, coming):
    heard.say(1, speaking)
    heard.moment()
    heard.say(2, coming, level=7)
    assert heard.moment() == [LOUD] * 10
    assert heard.moment() == [7] * 10
    assert heard.told == [(1, "playing"), (1, "done"), (2, "playing")]


@pytest.mark.parametrize(
    ("speaking", "coming", "cut"),
    [
        (Priority.SIDE, Priority.PAIN, True),
        (Priority.SIDE, Priority.STOP, True),
        (Priority.PAIN, Priority.STOP, True),
        (Priority.STOP, Priority.PAIN, False),
        (Priority.PAIN, Priority.PAIN, False),
        (Priority.PAIN, Priority.COUNTDOWN, False),
    ],
)
def test_pain_and_stop_cut_what_is_lower(heard, speaking, coming, cut):
    heard.say(1, speaking, length=1000)
    heard.moment()
    heard.say(2, coming)
    heard.moment()
    assert ((1, "cut") in heard.told) is cut
    assert ((2, "playing") in heard.told) is cut


def test_of_cues_that_want_the_same_moment_the_highest_is_heard_first(heard):
    order = [Priority.HALFWAY, Priority.NAME, Priority.COUNTDOWN, Priority.SIDE]
    for priority in order:
        heard.say(int(priority), priority, length=10)
    for _ in order:
        heard.moment()
    assert [cue for cue, what in heard.told if what == "playing"] == [4, 3, 2, 1]


def test_a_cue_that_cannot_begin_before_its_deadline_is_dropped_then_and_not_when_the_other_ends(heard):
    heard.say(1, length=100)
    heard.moment()
    heard.say(2, within_s=0.05)
    for _ in range(20):
        heard.moment()
    assert heard.told == [(1, "playing"), (2, "dropped"), (1, "done")]  # unanswered, this process is taken for stuck


def test_silence_ends_everything_within_five_milliseconds(heard):
    heard.say(1, length=5000)
    heard.say(2, length=5000)
    heard.tone(3, length=5000)
    heard.moment()
    heard.mixer.silence()
    fading = heard.moment(FADE)
    assert fading == sorted(fading, reverse=True)
    assert heard.moment(100) == [0] * 100
    assert heard.told == [(1, "playing"), (3, "playing"), (1, "cut"), (3, "cut"), (2, "dropped")]
    assert heard.mixer.idle


def test_silence_before_anything_sounded_makes_no_sound(heard):
    heard.say(1)
    heard.mixer.silence()
    assert heard.moment(200) == [0] * 200
    assert heard.told == [(1, "dropped")]


def test_a_tone_sounds_over_a_cue_and_too_loud_a_sum_is_held_at_the_limit(heard):
    heard.say(1, level=30000)
    heard.tone(2, level=30000, length=5)
    assert heard.moment() == [32767] * 5 + [30000] * 5


def test_voice_and_tones_have_volumes_of_their_own_and_take_them_while_they_sound(heard):
    heard.mixer.volumes.tone = 0.0
    heard.say(1, length=30)
    heard.tone(2, length=30)
    assert heard.moment() == [LOUD] * 10
    heard.mixer.volumes.voice = 0.5
    assert heard.moment() == [500] * 10
    heard.mixer.volumes.voice, heard.mixer.volumes.tone = 0.0, 1.0
    assert heard.moment() == [LOUD] * 10
