"""Every string that a person can read or hear: of the program's own code, of what ships with it, and of the docs."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tests.project.doc_pages import CHECKOUT, without_code

FOR_USERS = ("README.md", "CHANGELOG.md", "docs/commands.md", "docs/your_data.md", "docs/pain_rule.md")
FOR_USERS += ("docs/plans_and_exercises.md", "docs/where_guidance_stands.md", "sessions/exercises/NOT_OFFERED.md")


class Told(NamedTuple):
    """One string, and where it stands."""

    where: str
    text: str


@cache
def everything_told() -> tuple[Told, ...]:
    return (*_of_code(), *_of_data(), *_of_pages())


def _of_code() -> Iterator[Told]:
    """Texts of the code that read as words; of a text with values in it, the words between them."""
    for path in sorted((CHECKOUT / "hipcoach").rglob("*.py")):
        where = path.relative_to(CHECKOUT)
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        parts = {id(value) for node in joined for value in node.values}
        for node in ast.walk(tree):
            text = ""
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | parts:
                text = node.value
            if re.search(r"\w\W*\s|^[A-Z][a-z]+\W*$", text):  # or one word that looks like a label
                yield Told(f"{where}:{node.lineno}", text)  # type: ignore[attr-defined]  # both have a line


def _of_data() -> Iterator[Told]:
    for folder in ("sessions", "assets"):
        for path in sorted((CHECKOUT / folder).rglob("*.toml")):
            where = path.relative_to(CHECKOUT)
            yield from (Told(f"{where}: {key}", text) for key, text in _texts(tomllib.loads(path.read_text("utf-8"))))


def _texts(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, f"{key}.{name}".lstrip("."))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _texts(value, f"{key}.{number}")


def _of_pages() -> Iterator[Told]:
    for name in FOR_USERS:
        text = re.sub(r"`[^`\n]*`|\]\([^)\s]*\)", "", without_code((CHECKOUT / name).read_text("utf-8")))
        yield from (Told(f"{name}:{number}", line) for number, line in enumerate(text.splitlines(), 1))
