"""The pages to read, from one file each: in our own words, with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.errors import InputError

MOST_PAGES = 40
MOST_CHARS = 400
MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """One part of a page: a heading, and paragraphs or a table under it."""

    heading: str
    says: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # the first names the rows and may be empty
    rows: tuple[tuple[str, ...], ...] = ()  # each as long as `columns`


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page to read."""

    id: str
    title: str
    summary: str
    parts: tuple[ReadingPart, ...]
    sources: Mapping[str, str]  # key -> title
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
    order = table.whole("order", 1, MOST_PAGES)
    title, summary = table.text("title", most=60), table.text("summary")
    parts = tuple(_part(each) for each in table.tables("part", "one or more parts [[part]]"))
    page = ReadingPage(page_id, title, summary, parts, _sources(table, sources), order)
    table.refuse_unread_keys()
    document.raise_problems()
    return page


def _part(table: TomlTable) -> ReadingPart:
    heading = table.text("heading", most=80)
    says = table.texts("says", required="rows" not in table, least=1, most=MOST_CHARS)
    columns, rows = _cells(table)
    table.refuse_unread_keys()
    return ReadingPart(heading, says, columns, rows)


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


def _sources(table: TomlTable, known: Mapping[str, str]) -> dict[str, str]:
    """Return the titles of a page's sources: the catalogue's, or those that stand in the file itself."""
    own_table = table.table("sources_here", required=False)
    own = {key: own_table.text(key) for key in own_table.items()} if own_table is not None else {}
    titles = {**known, **own}
    keys = table.texts("sources", least=1, most=60)
    for index, key in enumerate(keys):
        if key not in titles:
            hint = did_you_mean(key, titles)
            table.document.problem(
                (*table.path, "sources", index), f"expected the key of a source, found {short_repr(key)}{hint}"
            )
    return {key: titles[key] for key in keys if key in titles}
