"""The spoken phrases as data (`assets/phrases/<language>.toml`): one key a meaning, numbers and plurals right."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates by key. A template may use `{name}`, `{n:word}` (a number in words) and `{n|one form|other form}`."""

    language: str
    templates: Mapping[str, str]
    numbers: tuple[str, ...]  # words for 0, 1, 2 ...

    def say(self, key: str, /, **values: object) -> str:
        """Fill the template of `key`. Raises KeyError on an unknown key or a value that is missing."""
        raise NotImplementedError
