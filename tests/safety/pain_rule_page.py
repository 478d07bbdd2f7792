"""Reads docs/pain_rule.md: its labelled sentences, the tests named under each, and the numbers in them."""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "pain_rule.md"

_ITEM = re.compile(
    r'^- <a id="(?P<anchor>\w+)"></a>\*\*(?P<label>\w+)\*\* (?P<rest>.*?)(?=^- |^#|^\||^\S|\Z)', re.M | re.S
)
_INDEX = re.compile(r"<!-- (?=line: |held by: )(.*?) -->", re.S)
_NUMBER = re.compile(r"(\d+)<!--(\w+)-->")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the page."""

    label: str
    anchor: str
    text: str  # its markers taken out
    lines: tuple[str, ...]  # keys of the rule's lines
    held_by: tuple[str, ...]  # path::name of tests, rows of tables, contracts


def page_text() -> str:
    return PAGE.read_text("utf-8")


@cache
def sentences() -> dict[str, Sentence]:
    """Every labelled sentence of the page."""
    found: dict[str, Sentence] = {}
    for item in _ITEM.finditer(page_text()):
        lines: list[str] = []
        held_by: list[str] = []
        for index in _INDEX.findall(item["rest"]):
            for entry in map(str.strip, index.splitlines()):
                kind, _, value = entry.partition(": ")
                assert kind in ("line", "held by"), f"{item['label']}: expected line or held by, found {entry!r}"
                if kind == "line":
                    lines.extend(value.split(", "))
                else:
                    held_by.append(value)
        assert item["label"] not in found, f"{item['label']} stands there twice"
        text = " ".join(re.sub(r"<!--.*?-->", "", item["rest"], flags=re.S).split())
        found[item["label"]] = Sentence(item["label"], item["anchor"], text, tuple(lines), tuple(held_by))
    return found


def label_of(number: str) -> str:
    """The sentence in which a number stands first."""
    before = page_text().partition(f"<!--{number}-->")[0]
    return re.findall(r"^- <a id=\"\w+\"></a>\*\*(\w+)\*\*", before, re.M)[-1]


def numbers() -> list[tuple[str, int]]:
    """Every number that is marked with its name in the data file."""
    return [(name, int(value)) for value, name in _NUMBER.findall(page_text())]


def unmarked() -> str:
    """The sentences without their marked numbers, labels and quoted words."""
    text = " ".join(item["rest"] for item in _ITEM.finditer(page_text()))
    text = re.sub(r"<!--.*?-->", "", _NUMBER.sub("", text), flags=re.S)
    return re.sub(r'"[^"]*"|`[^`]*`|\b[A-Z]\d+\b', "", text)


@cache
def names_of_tests() -> frozenset[str]:
    """Every test function as pytest names it: its file's path, `::` and its name."""
    found: set[str] = set()
    for path in (CHECKOUT / "tests").rglob("test_*.py"):
        names = re.findall(r"^ *(?:async )?def (test_\w+)", path.read_text("utf-8"), re.M)
        found.update(f"{path.relative_to(CHECKOUT).as_posix()}::{name}" for name in names)
    return frozenset(found)


@cache
def rows_of_tables() -> frozenset[str]:
    """The first words of every row of a table `ROWS` in the tests of the page."""
    found: set[str] = set()
    for path in (CHECKOUT / "tests").rglob("test_*_page*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "ROWS":
                assert isinstance(node.value, ast.List)
                found.update(row.elts[0].value for row in node.value.elts)  # type: ignore[attr-defined]
    return frozenset(found)


@cache
def names_of_contracts() -> frozenset[str]:
    """The names of the import contracts."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    return frozenset(each["name"] for each in project["tool"]["importlinter"]["contracts"])
