"""The estimate of a cue's length by itself; `tests/voice/test_voice_lengths.py` compares it with rendered speech."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.engine.words.cue_length import ESPEAK, NATURAL, counted, estimate_s, number_in_words


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


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_has_a_length_and_more_of_it_a_longer_one(text):
    assert 0 <= estimate_s(text) <= estimate_s(f"{text}\nand more.")
    assert (estimate_s(text) == 0) == (counted(text) == {})


def test_what_takes_time_is_counted():
    assert counted("Lift – slowly, then raised: made it. Wait.") == {
        "phrase": 1, "word": 7, "syllable": 8, "consonants": 14, "letter": 30, "stop": 1, "colon": 2, "comma": 1,
    }  # fmt: skip
    assert counted("Größer für Élise, 2 %")["syllable"] == 8
    assert counted("Поднимите колено")["syllable"] == 5  # a guess where no vowel is known


def test_every_voice_has_a_pace_for_whatever_is_counted():
    assert [*NATURAL] == [*ESPEAK] == [*counted("Lift.")]
