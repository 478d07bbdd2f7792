"""The pages to read, from one file each: in our own words, each claim with the keys of its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.errors import InputError

MOST_PAGES = 40
MOST_CHARS = 400
MOST_COLUMNS = 4
OURS = "ours"
OURS_TITLE = "hipcoach itself: what it does, and what is its own choice"
TIERS = ("emergency", "same_day", "soon")

Signs = Mapping[str, tuple[str, ...]]
"""The signs that the pain rule asks about, by how soon somebody should be told."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One paragraph with the keys of the sources that say so."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """One part of a page: a heading, and under it signs of the pain rule, paragraphs, or a table."""

    heading: str
    says: tuple[Claim, ...] = ()
    columns: tuple[str, ...] = ()  # the first names the rows and may be empty
    rows: tuple[tuple[str, ...], ...] = ()  # each as long as `columns`
    signs: str = ""  # which signs of the rule stand first: a word of `TIERS`
    sources: tuple[str, ...] = ()  # of the table, or of the signs


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page to read."""

    id: str
    title: str
    summary: str
    parts: tuple[ReadingPart, ...]
    sources: Mapping[str, str]  # key -> title, in the order in which the claims name them
    order: int


def load_reading(folder: Path, sources: Mapping[str, str]) -> tuple[ReadingPage, ...]:
    """Return all pages of a folder in order; `sources` are the catalogue's. Raises InputError with every problem."""
    pages: list[ReadingPage] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            pages.append(read_page(read(path), path.stem, sources))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return tuple(sorted(pages, key=lambda page: page.order))


def read_page(document: Document, page_id: str, sources: Mapping[str, str]) -> ReadingPage:
    """Build the page of a file. Raises InputError with all problems."""
    table = TomlTable(document, document.data)
    own = table.table("sources_here", required=False)
    titles = {OURS: OURS_TITLE, **sources, **({key: own.text(key) for key in own.items()} if own is not None else {})}
    order = table.whole("order", 1, MOST_PAGES)
    title, summary = table.text("title", most=60), table.text("summary")
    parts = tuple(_part(each, titles) for each in table.tables("part", "one or more parts [[part]]"))
    named = [keys for part in parts for keys in (part.sources, *(claim.sources for claim in part.says))]
    used = [key for keys in named for key in keys]
    page = ReadingPage(page_id, title, summary, parts, {key: titles[key] for key in used if key in titles}, order)
    table.refuse_unread_keys()
    document.raise_problems()
    return page


def _part(table: TomlTable, titles: Mapping[str, str]) -> ReadingPart:
    heading = table.text("heading", most=80)
    signs = table.text("signs", required=False)
    if signs and signs not in TIERS:
        table.problem(
            "signs", f"expected one of {', '.join(TIERS)}, found {short_repr(signs)}{did_you_mean(signs, TIERS)}"
        )
    columns, rows = _cells(table)
    alone = not rows and not signs
    says = (
        tuple(_claim(each, titles) for each in table.tables("says", "one or more claims"))
        if alone or "says" in table
        else ()
    )
    part = ReadingPart(heading, says, columns, rows, signs, () if alone else _keys(table, titles))
    table.refuse_unread_keys()
    return part


def _claim(table: TomlTable, titles: Mapping[str, str]) -> Claim:
    claim = Claim(table.text("text", most=MOST_CHARS), _keys(table, titles))
    table.refuse_unread_keys()
    return claim


def _keys(table: TomlTable, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Read source keys, each the catalogue's, of this page, or `ours`."""
    keys = table.texts("sources", least=1, most=60)
    for index, key in enumerate(keys):
        if key not in titles:
            hint = did_you_mean(key, titles)
            table.document.problem(
                (*table.path, "sources", index), f"expected the key of a source, found {short_repr(key)}{hint}"
            )
    return keys


def _cells(table: TomlTable) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Read a table's column names and its rows, which are all of one length."""
    columns, rows = table.raw("columns"), table.raw("rows")
    if columns is None and rows is None:
        return (), ()
    if not _are_texts(columns, least=0) or not 2 <= len(columns) <= MOST_COLUMNS:
        table.problem("columns", f"expected 2 to {MOST_COLUMNS} names of columns, found {short_repr(columns)}")
        return (), ()
    if not isinstance(rows, list) or not rows:
        table.problem("rows", f"expected one or more rows, found {short_repr(rows)}")
        return (), ()
    for index, row in enumerate(rows):
        if not _are_texts(row, least=1) or len(row) != len(columns):
            table.document.problem(
                (*table.path, "rows", index), f"expected {len(columns)} texts, found {short_repr(row)}"
            )
    return tuple(columns), tuple(tuple(row) for row in rows if isinstance(row, list))


def _are_texts(found: object, *, least: int) -> bool:
    return isinstance(found, list) and all(
        isinstance(each, str) and least <= len(each) <= MOST_CHARS and (each == "" or each.isprintable())
        for each in found
    )
