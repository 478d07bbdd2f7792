"""The spoken phrases as data (`assets/phrases/<language>.toml`): one key a meaning, numbers and plurals right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hipcoach.catalogue.fields import TomlTable, short_repr
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.catalogue.ways import Ways, read_ways

_PLACE = re.compile(r"\{(?P<name>[a-z_]+)(?:(?P<word>:word)|\|(?P<one>[^|{}]*)\|(?P<other>[^|{}]*))?\}")
_SENTENCE_START = re.compile(r"(?:^|[.!?] )$")
MOST_TEMPLATE = 400
_SAY = re.compile(r"\{say_([a-z_]+)\}")
NO_WAYS = Ways()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates by key. A template may use `{name}`, `{n:word}` (a number in words) and `{n|one form|other form}`."""

    language: str
    templates: Mapping[str, str]
    numbers: tuple[str, ...]  # words for 0, 1, 2 ...
    ways: Ways = NO_WAYS  # from one place to another

    def say(self, key: str, /, **values: object) -> str:
        """Fill the template of `key`. Raises KeyError on an unknown key or a value that is missing."""
        template = self.templates[key]
        return _PLACE.sub(lambda place: self._fill(place, template, values), template)

    def _fill(self, place: re.Match[str], template: str, values: Mapping[str, object]) -> str:
        value = values[place["name"]]
        if place["word"]:
            word = self.number(value)
            starts = _SENTENCE_START.search(template[: place.start()])
            return word[:1].upper() + word[1:] if starts else word
        if place["one"] is not None:
            return place["one"] if value == 1 else place["other"]
        return self._digits(value)

    def words_of(self, key: str) -> tuple[str, ...]:
        """Return which taught words a template names, by what they mean."""
        return tuple(_SAY.findall(self.templates[key]))

    def number(self, value: object) -> str:
        """Write a number in words; digits beyond the table, and anything else as it is."""
        if isinstance(value, int | float) and value == int(value) and 0 <= value < len(self.numbers):
            return self.numbers[int(value)]
        return self._digits(value)

    @staticmethod
    def _digits(value: object) -> str:
        return f"{value:g}" if isinstance(value, float) else str(value)


def load_phrases(path: Path) -> Phrases:
    """Read a phrase file. Raises InputError with all problems."""
    return read_phrases(read(path))


def read_phrases(document: Document) -> Phrases:
    """Build the phrases of a file. Raises InputError with all problems."""
    table = TomlTable(document, document.data)
    templates = {}
    words = table.table("phrases")
    if words is not None:
        for key in words.items():
            templates[key] = words.text(key, most=MOST_TEMPLATE)
            left = _PLACE.sub("", templates[key])
            if "{" in left or "}" in left:
                found = short_repr(templates[key])
                words.problem(key, f"expected {{name}}, {{name:word}} or {{name|one|other}} in braces, found {found}")
    numbers = table.texts("numbers", least=2, most=40, at_most=1000)
    phrases = Phrases(table.text("language", most=20), templates, numbers, read_ways(table))
    table.refuse_unread_keys()
    document.raise_problems()
    return phrases
