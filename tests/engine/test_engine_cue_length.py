"""The estimate against really rendered speech."""

import random
from pathlib import Path

import pytest

from hipcoach.engine.cue_length import estimate_s, number_in_words
from hipcoach.voice.engines import Manner, Unusable, start_engine

NUMBERS = [number_in_words(n) for n in range(1, 31)]
SENTENCES = """
Lie on your back with your knees bent and your feet flat.|Slowly raise your hips, as high as feels easy.
Hold it there.|Keep breathing.|Last one.|Lower slowly, with your heels planted.|Switch to your left side.
Switch to your right side.|Stand tall behind a sturdy chair, with one hand on it.|Get ready.|Rest.
Turn onto your side. Bend your knees and roll slowly, all in one piece.|Take your time.|Halfway.
Press any key or click anywhere when you are set.|The session ends here. Stop and rest.
That was the last one. The session is done. Roll to your side before you get up, and take your time.
Come up to one knee. Roll to your side, push up with your arms, come onto your knees, then put one foot in front.
Slide one foot slowly up the other leg, so that the knee opens outward.|Slide it back down.|Let go.
You should feel a gentle stretch at the front of the hip, and nothing sharp.|Breathe in.|Breathe out.
Everything has stopped. How much does it hurt now, from nought to ten? Press its number.|And again.|Next is chair stand.
How was that? Press one for better, two for the same, three for worse.|Ten seconds more.|One more minute.
""".replace("\n", "|").split("|")


def sample() -> list[str]:
    chance = random.Random(7)
    texts = [text for text in SENTENCES if text]
    texts += [f"{number.capitalize()}." for number in NUMBERS]
    for number in NUMBERS:
        other = chance.choice(NUMBERS)
        texts += [
            f"Hold for {number} seconds.",
            f"{number.capitalize()} repetitions on each side. Hold each for {other} seconds.",
            f"Exercise {chance.choice(NUMBERS[:6])} of six: {chance.choice(('Bridge', 'Knee rolls', 'Hip hike'))}.",
            f"{number.capitalize()}. {chance.choice(('Lift slowly.', 'Rise.', 'Open the knee.', 'Lower.'))}",
            f"Rest. {number.capitalize()} seconds.",
            f"{number.capitalize()} slow breaths.",
            f"Next is set {number} of {other}, on your {chance.choice(('left', 'right'))} side.",
            f"You chose {number}. Is that right? Press Y for yes, N for no.",
        ]
    return texts[:300]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    try:
        return start_engine("espeak", Path(tmp_path_factory.mktemp("speech")))
    except Unusable as error:
        pytest.skip(f"no eSpeak NG here: {error}")


def test_estimate_is_rarely_short_and_not_much_too_long(engine):
    said = [(text, engine.render(text, Manner("", 140, 2)).duration_s) for text in sample()]
    assert len(said) >= 290
    short = {text: length_s - estimate_s(text) for text, length_s in said if length_s > estimate_s(text)}
    assert len(short) <= 0.02 * len(said), short
    assert max(short.values(), default=0.0) <= 0.15, short
    assert sum(estimate_s(text) / length_s - 1 for text, length_s in said) / len(said) <= 0.15


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (19, "nineteen"),
        (21, "twenty one"),
        (90, "ninety"),
        (105, "one hundred and five"),
        (2040, "two thousand forty"),
        (1_000_001, "one zero zero zero zero zero one"),
    ],
)
def test_numbers_are_said_in_words(number, words):
    assert number_in_words(number) == words
    assert estimate_s(f"{number}") == pytest.approx(estimate_s(words))


def test_nothing_takes_no_time():
    assert estimate_s("") == 0.0
    assert estimate_s("…") == 0.0


def test_more_words_take_longer():
    words = ["roll", "to", "your", "side", "before", "you", "get", "up", "and", "take", "your", "time"]
    lengths = [estimate_s(" ".join(words[: n + 1])) for n in range(len(words))]
    assert lengths == sorted(lengths)
