"""Every phrase is found in the code by its key, and every key in the code is that of a phrase."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hipcoach.engine.words import phrase_keys
from tests.engine.script_told import ROOT, SCRIPT

SAYS = ("engine", "coach", "voice", "listen")  # the rooms that say anything
KEY = r"[\"']([a-z0-9_]+)[\"']"
OR = rf"(?: if [^\"']*? else {KEY})?\)?"
SAID = re.compile(rf"(?:\.text|for_hip)\(\s*\(?(?:(?:self\.)?session, )?{KEY}{OR}{OR}")
"""A key that is said, or a choice of two or three."""
OTHER_WAYS = re.compile(r"_(switch|words|words_2|nothing|file)$")  # of answering: `Script.text` puts these behind a key
KEYS = SCRIPT.phrases.templates


@cache
def code() -> str:
    files = (each for room in SAYS for each in sorted((ROOT / "hipcoach" / room).rglob("*.py")))
    return "\n".join(each.read_text("utf-8") for each in files)


def tables() -> Iterator[str]:
    """Yield every key in the tables of `phrase_keys`."""
    for name, table in vars(phrase_keys).items():
        if name.isupper() and isinstance(table, Mapping):
            yield from table.values()


def test_a_search_for_a_key_finds_the_code_that_says_it() -> None:
    named = set(re.findall(KEY, code()))
    assert {key for key in KEYS if OTHER_WAYS.sub("", key) not in named} == set()


def test_every_key_that_the_code_names_is_that_of_a_phrase() -> None:
    keys = {key for pair in SAID.findall(code()) for key in pair if key}
    assert len(keys) > 80
    assert {*keys, *tables(), *phrase_keys.WITH_A_REPLACED_HIP} - {*KEYS} == set()
