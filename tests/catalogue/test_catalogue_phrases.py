"""Phrases as data: numbers in words, plurals, sentences that begin with a capital."""

from pathlib import Path

import pytest

from hipcoach.catalogue.phrases import Phrases, load_phrases
from hipcoach.errors import InputError

TEXT = """\
language = "en"
numbers = ["zero", "one", "two", "three"]
[phrases]
dose = "{reps:word} {reps|repetition|repetitions}. Hold for {seconds:word}."
next = "Next is {name}."
rest = "Rest. {seconds:word} seconds."
"""


def load_text(folder: Path, text: str) -> Phrases:
    file = folder / "en.toml"
    file.write_text(text)
    return load_phrases(file)


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("dose", {"reps": 1, "seconds": 3}, "One repetition. Hold for three."),
        ("dose", {"reps": 2, "seconds": 3.0}, "Two repetitions. Hold for three."),
        ("dose", {"reps": 4, "seconds": 2.5}, "4 repetitions. Hold for 2.5."),
        ("next", {"name": "Knees to {chest}"}, "Next is Knees to {chest}."),
        ("rest", {"seconds": 3}, "Rest. Three seconds."),
    ],
)
def test_a_phrase_is_filled(tmp_path: Path, key: str, values: dict[str, object], said: str) -> None:
    assert load_text(tmp_path, TEXT).say(key, **values) == said


def test_a_missing_phrase_or_value_is_a_fault_of_ours(tmp_path: Path) -> None:
    phrases = load_text(tmp_path, TEXT)
    with pytest.raises(KeyError):
        phrases.say("nothing")
    with pytest.raises(KeyError):
        phrases.say("next")


def test_every_problem_of_a_phrase_file_is_told(tmp_path: Path) -> None:
    text = TEXT.replace("{name}", "{name").replace('"en"', "3").replace('"zero"', '""') + "rest2 = 1\n"
    with pytest.raises(InputError) as caught:
        load_text(tmp_path, text)
    assert [problem.partition("en.toml")[2] for problem in caught.value.problems] == [
        ':1: expected "language": a text of 1 to 20 characters, found 3',
        ':2: expected "numbers": a text of 1 to 40 characters, found ""',
        ':5: expected {name}, {name:word} or {name|one|other} in braces, found "Next is {name."',
        ':7: expected "phrases.rest2": a text of 1 to 400 characters, found 1',
    ]
