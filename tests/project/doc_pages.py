"""Reads the project's Markdown: which pages there are, their sections, and their tables."""

import re
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
DOCS = CHECKOUT / "docs"
NOT_OURS = {"build", "dist", "node_modules"}


def markdown_files() -> list[Path]:
    """Every Markdown file of the project, in whatever folder."""
    return sorted(path for path in CHECKOUT.rglob("*.md") if is_ours(path))


def is_ours(path: Path) -> bool:
    """Return True if a path is not of a virtual environment, a cache or a build."""
    parts = path.relative_to(CHECKOUT).parts
    return not any(part in NOT_OURS or part.endswith(".egg-info") or part.startswith(".") for part in parts[:-1])


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def without_code(text: str) -> str:
    """The text without fenced blocks and comments."""
    return re.sub(r"<!--.*?-->", "", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), flags=re.S)


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def tables(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each table: its first head cell, and its rows of cells."""
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.M):
        head, _, *rows = (cells(line) for line in block.splitlines())
        yield head[0], rows


def table(text: str, head: str) -> list[list[str]]:
    """The rows of the one table whose first head cell this is."""
    (found,) = (rows for name, rows in tables(text) if name == head)
    return found


def cells(line: str) -> list[str]:
    """The cells of a row; a bar within a cell is written `\\|`."""
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def names(text: str) -> list[str]:
    """What stands in code spans."""
    return re.findall(r"`([^`]+)`", text)
