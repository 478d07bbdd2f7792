"""Taught words: which one was said, in rows made up here; `benchmarks/heard.py` measures the models themselves."""

import numpy as np
import pytest

from hipcoach.listen.embedding import NUMBERS, RATE
from hipcoach.listen.matching import DEAF_S, LIMIT, SETTLE_ROWS, WordMatcher, alike, limits_of
from hipcoach.listen.word_templates import BadRecording, WordTemplate, word_bounds

CHANCE = np.random.default_rng(7)


def unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def sound_of(length: int) -> np.ndarray:
    """Return rows each of which is near the one before, as those of speech are."""
    anchors, place = CHANCE.standard_normal((4, NUMBERS)), np.linspace(0, 2.999, length)
    first = place.astype(int)
    return unit(anchors[first] + (place - first)[:, None] * (anchors[first + 1] - anchors[first]))


SOUNDS = {"pause": sound_of(16), "better": sound_of(22), "yes": sound_of(12), "skip": sound_of(12)}
OTHER = unit(CHANCE.standard_normal((200, NUMBERS)))


def taught() -> list[WordTemplate]:
    return [WordTemplate(word, rows) for word, rows in SOUNDS.items()]


def said(word: str, seed: int, speed: float = 1.0) -> np.ndarray:
    """Return the rows of a word said by a live person: a little otherwise each time, and faster or slower."""
    rows = SOUNDS[word]
    places = np.linspace(0, len(rows) - 1, max(2, round(len(rows) / speed))).round().astype(int)
    return unit(rows[places] + 0.01 * np.random.default_rng(seed).standard_normal((len(places), NUMBERS)))


def heard(matcher: WordMatcher, *parts: np.ndarray) -> list[tuple[int, str]]:
    rows = np.concatenate(parts)
    return [(at, word.word) for at, row in enumerate(rows) if (word := matcher.push(row)) is not None]


@pytest.mark.parametrize("speed", [0.7, 1.0, 1.4])
@pytest.mark.parametrize("word", SOUNDS)
def test_a_word_is_heard_once_at_any_speed_within_rows_of_its_end(word: str, speed: float) -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    rows = said(word, 3, speed)
    found = heard(matcher, OTHER[:50], rows, OTHER[50:100])
    assert [each for _, each in found] == [word]
    assert found[0][0] <= 50 + len(rows) - 1 + SETTLE_ROWS


def test_other_sound_is_no_word_and_half_a_word_is_none() -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    assert heard(matcher, OTHER) == []
    assert heard(matcher, OTHER[:20], said("better", 4)[:9], OTHER[20:60]) == []


def test_two_words_in_a_row_are_two_and_an_echo_is_none() -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    deaf = round(DEAF_S / 0.04)
    apart = OTHER[: deaf + 5]
    found = heard(matcher, said("pause", 5), apart, said("better", 6), OTHER[100:110])
    assert [word for _, word in found] == ["pause", "better"]
    matcher.forget()
    assert len(heard(matcher, said("pause", 5), said("pause", 6), OTHER[100:140])) == 1


def test_words_that_are_too_alike_are_told_and_a_near_word_lowers_the_limit() -> None:
    near = WordTemplate("paws", unit(SOUNDS["pause"] + 0.02 * CHANCE.standard_normal((16, NUMBERS))))
    assert alike(taught()) == []
    assert alike([*taught(), near]) == [("pause", "paws")]
    limits = limits_of([*taught(), near])
    assert limits["pause"] < LIMIT
    assert limits["better"] == LIMIT


def recording(*spans_s: tuple[float, float], length_s: float = 2.0, loud: float = 8_000.0) -> np.ndarray:
    sound = CHANCE.standard_normal(int(length_s * RATE)) * 20
    for begin_s, end_s in spans_s:
        sound[int(begin_s * RATE) : int(end_s * RATE)] *= loud / 20
    return sound.clip(-32768, 32767).astype(np.int16)


def test_a_word_is_found_in_its_recording() -> None:
    begin, end = word_bounds(recording((0.6, 1.2)))
    assert begin / RATE == pytest.approx(0.6, abs=0.02)
    assert end / RATE == pytest.approx(1.2, abs=0.02)


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (recording(), "Nothing was heard."),
        (recording((0.3, 0.7), (1.3, 1.7)), "More than one word was heard."),
        (recording((0.5, 0.6)), "That was too short."),
        (recording((0.2, 2.8), length_s=3.0), "That was too long."),
        (np.zeros(0, np.int16), "Nothing was heard."),
    ],
)
def test_a_recording_without_a_word_says_why(sound: np.ndarray, why: str) -> None:
    with pytest.raises(BadRecording, match=why):
        word_bounds(sound)
