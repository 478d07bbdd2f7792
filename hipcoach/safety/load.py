"""Reads `sessions/pain_rule.toml`; every problem with its file and line, all at once."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hipcoach.errors import InputError
from hipcoach.safety.rule import PainRule, RuleLine, ScreenItem, Tier, number_fields

_SYNTAX_AT = re.compile(r"\(at line (\d+), column \d+\)$")
_TABLE = re.compile(r"\s*(\[\[?)\s*([A-Za-z_]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z_]+)\s*=")


def load_rule(path: Path) -> PainRule:
    """Read the rule from a file. Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}:1: expected the pain rule as UTF-8 text: {error}") from error
    return parse_rule(text, str(path))


def parse_rule(text: str, name: str = "pain_rule.toml") -> PainRule:
    """Read the rule from TOML text. Raises InputError with one `name:line:` for each problem."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _SYNTAX_AT.search(str(error))
        line = at.group(1) if at else str(len(text.splitlines()))
        raise InputError(f"{name}:{line}: expected TOML: {error}") from error
    reader = _Reader(data, _line_numbers(text), name)
    numbers = reader.numbers()
    version, reviewed = reader.words(data, "", "version"), reader.words(data, "", "reviewed")
    lines = tuple(reader.lines({f.name for f in number_fields()}))
    screen = tuple(reader.screen())
    reader.no_others()
    if reader.problems:
        raise InputError(reader.problems)
    return PainRule(version=version, reviewed=reviewed, lines=lines, screen=screen, **numbers)


def _line_numbers(text: str) -> dict[str, int]:
    """Return the line of each table and key: "level", "level.rise", "line[0].key". Tables are one level deep."""
    where: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = found.group(2)
            if found.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            where.setdefault(table, number)
        elif found := _KEY.match(line):
            where.setdefault(f"{table}.{found.group(1)}" if table else found.group(1), number)
    return where


class _Reader:
    """Takes the parsed file apart and collects what is wrong with it."""

    def __init__(self, data: Mapping[str, Any], where: Mapping[str, int], name: str) -> None:
        self._data = data
        self._where = where
        self._name = name
        self.problems: list[str] = []

    def problem(self, place: str, expected: str) -> None:
        """Note a problem at a key, or at its table where the key is missing."""
        line = self._where.get(place) or self._where.get(place.rpartition(".")[0]) or 1
        self.problems.append(f"{self._name}:{line}: {expected}")

    def numbers(self) -> dict[str, int]:
        """Return all numbers; a missing or wrong one is noted."""
        found = {}
        for spec in number_fields():
            table, low, high = spec.metadata["table"], spec.metadata["low"], spec.metadata["high"]
            values = self._data.get(table)
            value = values.get(spec.name) if isinstance(values, dict) else None
            if type(value) is not int or not low <= value <= high:
                self.problem(f"{table}.{spec.name}", f"expected {spec.name} as a whole number from {low} to {high}")
            else:
                found[spec.name] = value
        return found

    def words(self, table: Mapping[str, Any], place: str, key: str) -> str:
        """Return one text that is not empty."""
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.problem(f"{place}.{key}" if place else key, f"expected {key} as text")
            return ""
        return value

    def _tables(self, kind: str, allowed: frozenset[str]) -> list[tuple[str, Mapping[str, Any]]]:
        """Return every `[[kind]]` with its place; unknown keys are noted."""
        tables = self._data.get(kind)
        if not isinstance(tables, list) or not tables or not all(isinstance(each, dict) for each in tables):
            self.problem(kind, f"expected [[{kind}]] tables")
            return []
        placed = [(f"{kind}[{index}]", table) for index, table in enumerate(tables)]
        for place, table in placed:
            for key in table.keys() - allowed:
                self.problem(f"{place}.{key}", f"expected one of {', '.join(sorted(allowed))}, not {key}")
        return placed

    def lines(self, names: set[str]) -> list[RuleLine]:
        """Return every line of the rule, in the file's order."""
        found: dict[str, RuleLine] = {}
        for place, table in self._tables("line", frozenset({"key", "says", "sources", "own"})):
            key, says = self.words(table, place, "key"), self.words(table, place, "says")
            for name in set(re.findall(r"\{(.*?)\}", says)) - names:
                self.problem(f"{place}.says", f"expected the name of a number in braces, not {name}")
            sources, own = table.get("sources", []), table.get("own", False)
            if not isinstance(sources, list) or not all(isinstance(each, str) for each in sources):
                self.problem(f"{place}.sources", "expected sources as a list of texts")
            elif not isinstance(own, bool) or not (sources or own):
                self.problem(f"{place}.own", "expected sources, or own = true")
            elif key in found:
                self.problem(f"{place}.key", f"expected each key once; {key} stands there twice")
            else:
                found[key] = RuleLine(key, says, tuple(sources), own)
        return list(found.values())

    def screen(self) -> list[ScreenItem]:
        """Return every sign of the screening, in the file's order."""
        found: dict[str, ScreenItem] = {}
        for place, table in self._tables("screen", frozenset({"id", "tier", "says"})):
            id_, says = self.words(table, place, "id"), self.words(table, place, "says")
            if table.get("tier") not in tuple(Tier):
                self.problem(f"{place}.tier", f"expected tier as one of {', '.join(Tier)}")
            elif id_ in found:
                self.problem(f"{place}.id", f"expected each id once; {id_} stands there twice")
            else:
                found[id_] = ScreenItem(id_, Tier(table["tier"]), says)
        return list(found.values())

    def no_others(self) -> None:
        """Note every table and number that the rule does not know."""
        known: dict[str, set[str]] = {}
        for spec in number_fields():
            known.setdefault(spec.metadata["table"], set()).add(spec.name)
        for name, value in self._data.items():
            if name in ("version", "reviewed", "line", "screen"):
                continue
            if name not in known or not isinstance(value, dict):
                self.problem(name, f"expected one of {', '.join(sorted(known))}, not {name}")
                continue
            for key in value.keys() - known[name]:
                self.problem(f"{name}.{key}", f"expected one of {', '.join(sorted(known[name]))}, not {key}")
