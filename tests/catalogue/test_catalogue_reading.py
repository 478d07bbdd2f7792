"""The pages to read: complete, with their sources, in our own words; and their files as untrusted input."""

import re
from pathlib import Path

import pytest

from hipcoach.catalogue.reading_file import ReadingPage, load_reading, read_page
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Catalogue
from hipcoach.errors import InputError
from hipcoach.paths import find_paths
from tests.catalogue.test_catalogue_content import FORBIDDEN, MAXIMUM

FOLDER = find_paths().assets / "reading"
FILES = sorted(FOLDER.glob("*.toml"))

GOOD = """order = 1
title = "A page"
summary = "What it is about."
sources = ["known", "told"]
[[part]]
heading = "Words"
says = ["One.", "Two."]
[[part]]
heading = "Cells"
columns = ["", "This"]
rows = [["Where", "Here"]]
[sources_here]
told = "A leaflet"
"""


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> tuple[ReadingPage, ...]:
    return load_reading(FOLDER, catalogue.sources)


def words(page: ReadingPage) -> str:
    said = [page.title, page.summary, *page.sources.values()]
    for part in page.parts:
        said += [part.heading, *part.says, *part.columns, *(cell for row in part.rows for cell in row)]
    return "\n".join(said)


def test_there_are_six_short_pages_each_with_its_source(pages: tuple[ReadingPage, ...]) -> None:
    assert [page.id for page in pages] == [
        "moving",
        "sleep",
        "leg-pain",
        "hip-or-back",
        "whom-to-call",
        "what-it-is-not",
    ]
    for page in pages:
        assert page.sources, page.id
        assert 100 <= len(words(page).split()) <= 400, page.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_forbidden_word_and_no_maximum_stands_in_any_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not FORBIDDEN.findall(text)
    assert not MAXIMUM.findall(text)


@pytest.mark.parametrize(
    ("page_id", "said"),
    [
        ("moving", "every day"),
        ("moving", "two to four days a week"),
        ("moving", "three to five days a week"),
        ("sleep", "thin pillow or a folded towel"),
        ("sleep", "spread your weight evenly"),
        ("leg-pain", "numbness, tingling or weakness that is new"),
        ("hip-or-back", "hipcoach never tells you which it is"),
        ("hip-or-back", "Often it is both at once"),
        ("whom-to-call", "bladder or bowel"),
        ("what-it-is-not", "No clinician has reviewed"),
        ("what-it-is-not", "Nobody reads what you enter"),
    ],
)
def test_what_has_to_be_said_is_said(pages: tuple[ReadingPage, ...], page_id: str, said: str) -> None:
    assert said in next(words(page) for page in pages if page.id == page_id)


def test_the_clues_stand_side_by_side(pages: tuple[ReadingPage, ...]) -> None:
    (table,) = [part for page in pages for part in page.parts if part.rows]
    assert table.columns == ("", "More like the hip", "More like the back")
    assert [row[0] for row in table.rows] == ["Where", "Worse with", "Sitting", "What is stiff"]


def test_every_sign_of_the_screen_is_on_the_page_that_says_whom_to_call(pages: tuple[ReadingPage, ...]) -> None:
    """A sign that blocks a session must not be missing where somebody looks it up."""
    said = next(words(page) for page in pages if page.id == "whom-to-call").lower()
    for sign in (
        "bladder",
        "legs",
        "breathlessness",
        "fall or jolt",
        "replaced hip",
        "hot, swollen",
        "eye",
        "tingling",
    ):
        assert sign in said
    for sign in ("fever", "weight on", "calf", "night pain", "weight loss", "limping", "locks", "two weeks"):
        assert sign in said


def test_a_good_file_is_read_whole() -> None:
    page = read_page(parse("x.toml", GOOD.encode()), "x", {"known": "A book"})
    assert page.sources == {"known": "A book", "told": "A leaflet"}
    assert page.parts[0].says == ("One.", "Two.")
    assert page.parts[1].rows == (("Where", "Here"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ('["known", "told"]', '["known", "tolt"]', 4, 'did you mean "told"'),
        ('["known", "told"]', "[]", 4, "a list of 1 to"),
        ('title = "A page"', "", 1, "title"),
        ('says = ["One.", "Two."]', "", 5, "says"),
        ('says = ["One.", "Two."]', "says = [1]", 7, "a text of 1 to"),
        ('[["Where", "Here"]]', '[["Where"]]', 11, "expected 2 texts"),
        ('[["Where", "Here"]]', "3", 11, "one or more rows"),
        ('["", "This"]', '["one"]', 10, "names of columns"),
        ("order = 1", "order = 0", 1, "a whole number"),
        ('heading = "Words"', 'heading = "Words"\ncolour = "red"', 7, "a known key"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, line: int, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read_page(parse("x.toml", GOOD.replace(old, new).encode()), "x", {"known": "A book"})
    assert any(re.match(rf"x\.toml:{line}: .*{re.escape(expected)}", each) for each in caught.value.problems)


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text("order = 1\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_reading(tmp_path, {})
    assert {Path(each.partition(":")[0]).name for each in caught.value.problems} == {"one.toml", "two.toml"}
