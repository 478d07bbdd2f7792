"""Taught words: which one was said, in rows made up here; `benchmarks/heard.py` measures the models themselves."""

import numpy as np
import pytest

from hipcoach.coach import spoken_words
from hipcoach.listen.embedding import FRAMES_IN_ROW, NUMBERS, ROW_S
from hipcoach.listen.matching import (
    DEAF_S,
    LIMIT,
    NOT_ALONE,
    SETTLE_ROWS,
    WIDEST,
    WordMatcher,
    alike,
    limits_of,
)
from hipcoach.listen.spectrum import BANDS, RATE
from hipcoach.listen.taught_words import INTO_THE_VOICE, PAIN
from hipcoach.listen.word_templates import AFTER_END_S, AFTER_ONSET_S, BadRecording, WordTemplate, word_bounds

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


QUIET, LOUD = (np.full((1, FRAMES_IN_ROW, BANDS), bels) for bels in (1.0, 3.0))
LEADS, TRAILS = round(AFTER_ONSET_S / ROW_S), round(AFTER_END_S / ROW_S)  # rows tell of what was heard before


def loudness(rows: int, *said: tuple[int, int]) -> np.ndarray:
    """Return frames of a quiet room, loud where words are: `said` are their first rows and the first after them."""
    frames = np.repeat(QUIET, rows, axis=0)
    for first, end in said:
        frames[max(0, first - LEADS) : max(0, end - TRAILS)] = LOUD
    return frames


def heard(matcher: WordMatcher, *parts: np.ndarray, noise: bool = False) -> list[tuple[int, str, bool]]:
    """Return what is heard of parts, of which every second one is said; with `noise` somebody speaks all the time."""
    ends = np.cumsum([len(part) for part in parts])
    frames = loudness(int(ends[-1]), *((int(ends[at - 1]), int(ends[at])) for at in range(1, len(parts), 2)))
    if noise:
        frames[10:] = LOUD
    rows = zip(np.concatenate(parts), frames, strict=True)
    return [(at, word.word, word.alone) for at, row in enumerate(rows) if (word := matcher.push(*row)) is not None]


@pytest.mark.parametrize("speed", [0.7, 1.0, 1.4])
@pytest.mark.parametrize("word", SOUNDS)
def test_a_word_is_heard_once_at_any_speed_within_rows_of_its_end(word: str, speed: float) -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    rows = said(word, 3, speed)
    found = heard(matcher, OTHER[:50], rows, OTHER[50:100])
    assert [each for _, each, _ in found] == [word]
    assert found[0][0] <= 50 + len(rows) - 1 + SETTLE_ROWS
    assert found[0][2]


def test_other_sound_is_no_word_and_half_a_word_is_none() -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    assert heard(matcher, OTHER) == []
    assert heard(matcher, OTHER[:20], said("better", 4)[:9], OTHER[20:60]) == []


def test_what_sounds_like_a_word_in_other_speech_stands_not_alone_and_is_told_only_where_it_is_plain() -> None:
    limits = limits_of(taught())
    within = (OTHER[:50], said("better", 3), OTHER[50:100])
    plain = heard(WordMatcher(taught(), limits), *within, noise=True)
    assert [(word, alone) for _, word, alone in plain] == [("better", False)]
    just = {word: limit / 48 for word, limit in limits.items()}
    assert [word for _, word, _ in heard(WordMatcher(taught(), just), *within)] == ["better"]
    assert heard(WordMatcher(taught(), just), *within, noise=True) == []


def test_a_word_stands_alone_in_a_room_whose_noise_rises_and_falls_and_noise_that_is_like_one_is_none() -> None:
    rows = np.concatenate([OTHER[:70], said("better", 3), OTHER[70:120]])
    noise = 0.8 * np.random.default_rng(2).standard_normal((len(rows), FRAMES_IN_ROW, BANDS))
    for frames, found in ((loudness(len(rows), (70, 92)), [True]), (loudness(len(rows)), [])):
        matcher = WordMatcher(taught(), limits_of(taught()))
        heard = [matcher.push(*each) for each in zip(rows, frames + noise, strict=True)]
        assert [each.alone for each in heard if each is not None] == found


@pytest.mark.parametrize(("before", "after"), [(0, 12), (12, 0)])
def test_a_word_with_speech_just_before_or_after_it_does_not_stand_alone(before: int, after: int) -> None:
    """A quiet that comes within a quarter of a second of its end is waited for."""
    matcher, rows = WordMatcher(taught(), limits_of(taught())), said("better", 3)
    parts = np.concatenate([OTHER[:50], rows, OTHER[50:100]])
    end = 50 + len(rows)
    frames = loudness(len(parts), (50 - after, end + before))
    found = [word for row in zip(parts, frames, strict=True) if (word := matcher.push(*row)) is not None]
    assert [each.alone for each in found] == [False]


def test_a_word_that_is_not_plain_is_none_where_speech_goes_on_after_a_moment_of_quiet() -> None:
    rows, limits = said("better", 3), limits_of(taught())
    parts = np.concatenate([OTHER[:50], rows, OTHER[50:100]])
    end, just = 50 + len(rows), {word: limit / 48 for word, limit in limits.items()}
    goes_on, over = loudness(len(parts), (50, end + 1), (end + 4, end + 40)), loudness(len(parts), (50, end))
    for frames, limit, told in ((goes_on, limits, [True]), (goes_on, just, []), (over, just, [True])):
        matcher = WordMatcher(taught(), limit)
        found = [matcher.push(*row) for row in zip(parts, frames, strict=True)]
        assert [each.alone for each in found if each is not None] == told


@pytest.mark.parametrize("own_voice", [True, False])
def test_a_word_may_follow_the_program_s_own_voice_at_once_and_nobody_else_s(own_voice: bool) -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    rows, frames = np.concatenate([OTHER[:50], said("better", 3), OTHER[:50]]), loudness(122, (20, 44), (50, 72))
    found = [matcher.push(rows[at], frames[at], own_voice=own_voice and at < 44) for at in range(len(rows))]
    assert [each.alone for each in found if each is not None] == [own_voice]


def test_the_room_is_not_taken_to_be_as_quiet_as_what_is_left_of_the_program_s_own_voice() -> None:
    """After a cue its noise would seem to be somebody who speaks, and every answer to be said in speech."""
    matcher = WordMatcher(taught(), limits_of(taught()))
    rows, frames = np.concatenate([OTHER[:60], said("better", 3), OTHER[:50]]), loudness(132, (60, 82))
    frames[10:50] -= 1.0
    found = [matcher.push(rows[at], frames[at], own_voice=10 <= at < 50) for at in range(len(rows))]
    assert [each.alone for each in found if each is not None] == [True]


@pytest.mark.parametrize("own_voice", [True, False])
def test_what_is_plain_in_the_program_s_own_voice_is_told_at_once(own_voice: bool) -> None:
    """What is left of that voice hardly ever falls quiet, and so is not waited for; what anybody else says is."""
    matcher = WordMatcher(taught(), limits_of(taught()))
    rows, frames = np.concatenate([OTHER[:50], said("pause", 3), OTHER[50:100]]), loudness(116, (50, 90))
    found = [matcher.push(*row, own_voice=own_voice) for row in zip(rows, frames, strict=True)]
    told = [at for at, each in enumerate(found) if each is not None]
    assert len(told) == 1
    assert (told[0] < 50 + len(SOUNDS["pause"]) + SETTLE_ROWS) is own_voice


def test_a_word_is_told_when_its_distance_hardly_falls_any_more() -> None:
    """It goes on falling a little while the sound dies away: that would be waited for a tenth of a second."""
    matcher = WordMatcher(taught(), limits_of(taught()))
    dies_away = np.repeat(SOUNDS["pause"][-1:], 8, axis=0)
    blurred = unit(SOUNDS["pause"] + 0.04 * np.random.default_rng(5).standard_normal(SOUNDS["pause"].shape))
    found = heard(matcher, OTHER[:50], blurred, np.concatenate([dies_away, OTHER[50:100]]))
    assert [(word, alone) for _, word, alone in found] == [("pause", True)]
    assert found[0][0] < 50 + len(blurred) + SETTLE_ROWS


def test_two_words_in_a_row_are_two_and_an_echo_is_none() -> None:
    matcher = WordMatcher(taught(), limits_of(taught()))
    deaf = round(DEAF_S / ROW_S)
    apart = OTHER[: deaf + 5]
    found = heard(matcher, OTHER[150:160], said("pause", 5), apart, said("better", 6), OTHER[100:110])
    assert [word for _, word, _ in found] == ["pause", "better"]
    matcher.forget()
    twice = np.concatenate([said("pause", 5), OTHER[100:103], said("pause", 6)])
    assert len(heard(matcher, OTHER[150:160], twice, OTHER[100:140])) == 1


def test_words_that_are_too_alike_are_told_and_a_near_word_lowers_the_limit() -> None:
    near = WordTemplate("paws", unit(SOUNDS["pause"] + 0.02 * CHANCE.standard_normal((16, NUMBERS))))
    assert alike(taught()) == []
    assert alike([*taught(), near]) == [("pause", "paws")]
    limits = limits_of([*taught(), near])
    assert limits["pause"] < LIMIT
    assert limits["better"] == LIMIT


def test_a_word_that_begins_like_another_one_is_heard_as_far_as_any_and_the_short_one_less_far() -> None:
    sound = np.concatenate([said("skip", 9), sound_of(14)])
    sound += 0.05 * CHANCE.standard_normal(sound.shape)
    limits = limits_of([*taught(), WordTemplate("skip this one", unit(sound))])
    assert limits["skip this one"] == LIMIT
    assert limits["skip"] < LIMIT


def test_a_voice_that_says_words_otherwise_each_time_is_given_more_room_and_pain_some_more() -> None:
    def taught_by(varies: float) -> list[WordTemplate]:
        words = {**SOUNDS, "hurts": sound_of(18)}
        noises = [varies * CHANCE.standard_normal((1, NUMBERS)) for _ in range(3)]
        return [WordTemplate(word, unit(rows + noises[at]), at) for word, rows in words.items() for at in range(3)]

    steady, varying = limits_of(taught_by(0.001)), limits_of(taught_by(0.08))
    assert steady["better"] == LIMIT
    assert LIMIT < varying["better"] <= WIDEST
    assert steady["hurts"] > steady["better"]


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


def test_the_words_file_and_the_session_agree_on_which_word_is_pain_and_what_is_plain() -> None:
    assert PAIN == spoken_words.SpokenWord.HURTS
    assert set(INTO_THE_VOICE) == set(spoken_words.AT_ONCE)
    assert max(spoken_words.PLAINLY_HEARD, spoken_words.IN_SPEECH) == NOT_ALONE
