"""Typed reading of one TOML table. Each getter notes a problem and gives a stand-in, so that all problems are found."""

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from hipcoach.catalogue.keymap import KeyPath
from hipcoach.catalogue.toml_document import Document

Choice = TypeVar("Choice", bound=StrEnum)

MOST_TEXT = 240
MOST_ITEMS = 40
MOST_UNKNOWN = 20  # a hint for each takes time


class TomlTable:
    """One table of a document and the keys of it that were asked for."""

    def __init__(self, document: Document, data: dict[str, Any], path: KeyPath = ()) -> None:
        self.document = document
        self.path = path
        self._data = data
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def problem(self, key: str | int, message: str) -> None:
        """Note a problem at a key of this table."""
        self.document.problem((*self.path, key), message)

    def _get(self, key: str, expected: str, *, required: bool) -> Any:
        """Return the raw value of a key, or None where it is missing."""
        self._known.append(key)
        if key not in self._data and required:
            self.document.problem(self.path, f"expected {self._where(key)}: {expected}")
        return self._data.get(key)

    def _where(self, key: str) -> str:
        """Return the name of a key as a person would look for it."""
        return f'"{".".join(str(part) for part in (*self.path, key) if isinstance(part, str))}"'

    def _wrong(self, key: str, expected: str, value: object, *, index: int | None = None) -> None:
        at = (key,) if index is None else (key, index)
        self.document.problem((*self.path, *at), f"expected {self._where(key)}: {expected}, found {short_repr(value)}")

    def text(self, key: str, *, required: bool = True, most: int = MOST_TEXT, lines: bool = False) -> str:
        """Read one text, not empty where required; line ends only where `lines`."""
        expected = f"a text of 1 to {most} characters"
        value = self._get(key, expected, required=required)
        if value is None or (value == "" and not required):
            return ""
        return value if self._is_text(key, value, expected, most, lines=lines) else "?"

    def _is_text(
        self, key: str, value: object, expected: str, most: int, *, lines: bool = False, index: int | None = None
    ) -> bool:
        if not isinstance(value, str) or not 0 < len(value.strip()) <= most or len(value) > most:
            self._wrong(key, expected, value, index=index)
        elif not (value.replace("\n", " ") if lines else value).isprintable():
            self._wrong(key, "text without control characters", value, index=index)
        else:
            return True
        return False

    def texts(
        self, key: str, *, least: int = 0, at_most: int = MOST_ITEMS, required: bool = True, most: int = MOST_TEXT
    ) -> tuple[str, ...]:
        """Read a list of `least` to `at_most` texts of up to `most` characters."""
        expected = f"a list of {least} to {at_most} texts of 1 to {most} characters"
        value = self._get(key, expected, required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not least <= len(value) <= at_most:
            self._wrong(key, expected, value)
            return ()
        item = f"a text of 1 to {most} characters"
        return tuple(text for i, text in enumerate(value) if self._is_text(key, text, item, most, index=i))

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Read one of an enum's words; `default` where it may be left out."""
        expected = one_of(kind)
        value = self._get(key, expected, required=default is None)
        stand_in = default or next(iter(kind))
        return stand_in if value is None else self._one(key, value, kind) or stand_in

    def choices(self, key: str, kind: type[Choice], *, least: int = 0, required: bool = True) -> tuple[Choice, ...]:
        """Read a list of an enum's words, each once."""
        value = self._get(key, f"a list, each {one_of(kind)}", required=required)
        if value is None:
            return ()
        if not isinstance(value, list) or not least <= len(value) <= MOST_ITEMS:
            self._wrong(key, f"a list of {least} or more, each {one_of(kind)}", value)
            return ()
        found = [one for i, item in enumerate(value) if (one := self._one(key, item, kind, index=i))]
        if len(set(found)) < len(found):
            self._wrong(key, "each word once", value)
        return tuple(dict.fromkeys(found))

    def _one(self, key: str, value: object, kind: type[Choice], *, index: int | None = None) -> Choice | None:
        if isinstance(value, str) and value in set(kind):
            return kind(value)
        hint = did_you_mean(value, kind) if isinstance(value, str) else ""
        self.document.problem(
            (*self.path, key) if index is None else (*self.path, key, index),
            f"expected {self._where(key)}: {one_of(kind)}, found {short_repr(value)}{hint}",
        )
        return None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false; `default` where it is left out."""
        value = self._get(key, "true or false", required=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(key, "true or false", value)
            return default
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Read a whole number from `low` to `high`."""
        expected = f"a whole number from {low} to {high}"
        value = self._get(key, expected, required=default is None)
        stand_in = low if default is None else default
        if value is None:
            return stand_in
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._wrong(key, expected, value)
            return stand_in
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Read a finite number from `low` to `high`."""
        expected = f"a number from {low:g} to {high:g}"
        value = self._get(key, expected, required=default is None)
        stand_in = float(low if default is None else default)
        if value is None:
            return stand_in
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self._wrong(key, expected, value)  # NaN fails every comparison, infinity this one
            return stand_in
        return float(value)

    def table(self, key: str, *, required: bool = True) -> "TomlTable | None":
        """Read a table below this one."""
        value = self._get(key, f"a table [{key}]", required=required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, f"a table [{key}]", value)
            return None
        return TomlTable(self.document, value, (*self.path, key))

    def tables(self, key: str, expected: str, *, required: bool = True, most: int = MOST_ITEMS) -> list["TomlTable"]:
        """Read a list of tables, at least one; none where it may be left out."""
        value = self._get(key, expected, required=required)
        if value is None:
            return []
        if not isinstance(value, list) or not 0 < len(value) <= most:
            self._wrong(key, expected, value)
            return []
        found = []
        for i, item in enumerate(value):
            if isinstance(item, dict):
                found.append(TomlTable(self.document, item, (*self.path, key, i)))
            else:
                self._wrong(key, expected, item, index=i)
        return found

    def raw(self, key: str) -> Any:
        """Return the value of a key as it stands, for shapes that only one file has; None where it is left out."""
        return self._get(key, "", required=False)

    def items(self) -> list[str]:
        """Return all keys, for a table whose keys are free."""
        return list(self._data)

    def refuse_unread_keys(self) -> None:
        """Note a problem for every key that nothing has read."""
        unknown = [key for key in self._data if key not in self._known]
        for key in unknown[:MOST_UNKNOWN]:
            hint = did_you_mean(key, self._known) or f"; known here: {', '.join(sorted(self._known))}"
            self.problem(key, f"expected a known key, found {short_repr(key)}{hint}")


def short_repr(value: object) -> str:
    """Write a found value short enough for one line."""
    if isinstance(value, str):
        text = value if len(value) <= 40 else value[:37] + "..."
        return '"' + "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text) + '"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return f"a {'list' if isinstance(value, list) else 'table'} of {len(value)}"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else "a very large number"
    if isinstance(value, float) and not math.isfinite(value):
        return "no number" if math.isnan(value) else "infinity"
    return str(value)


def one_of(kind: type[StrEnum]) -> str:
    """Write the words of an enum as a choice."""
    return "one of " + ", ".join(kind)


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Return a hint where a known word is near; empty where none is."""
    import difflib  # 1 ms that a start with files in order does not need

    near = difflib.get_close_matches(found, list(known), n=1) if len(found) <= 60 else []
    return f' (did you mean "{near[0]}"?)' if near else ""
