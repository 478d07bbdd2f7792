"""The pages to read: complete, with their sources, in our own words; and their files as untrusted input."""

import re
from pathlib import Path

import pytest

from hipcoach.catalogue.reading_file import OURS, OURS_TITLE, TIERS, Claim, ReadingPage, load_reading, read_page
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Catalogue
from hipcoach.errors import InputError
from hipcoach.paths import find_paths

FOLDER = find_paths().assets / "reading"

GOOD = """order = 1
title = "A page"
summary = "What it is about."
[[part]]
heading = "Words"
says = [{ text = "One.", sources = ["told"] }, { text = "Two.", sources = ["ours"] }]
[[part]]
heading = "Cells"
sources = ["known"]
columns = ["", "This"]
rows = [["Where", "Here"]]
[[part]]
heading = "Signs"
signs = "soon"
sources = ["known"]
[sources_here]
told = "A leaflet"
"""


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> tuple[ReadingPage, ...]:
    return load_reading(FOLDER, catalogue.sources)


def words(page: ReadingPage) -> str:
    said = [page.title, page.summary, *page.sources.values()]
    for part in page.parts:
        said += [part.heading, *(claim.text for claim in part.says)]
        said += [*part.columns, *(cell for row in part.rows for cell in row)]
    return "\n".join(said)


def test_these_are_the_pages_each_short_and_with_sources(pages: tuple[ReadingPage, ...]) -> None:
    assert [page.id for page in pages] == [
        "moving",
        "conditions",
        "sleep",
        "sitting-standing-stairs",
        "posture",
        "walking",
        "physiotherapist",
        "food-weight-smoking",
        "leg-pain",
        "hip-or-back",
        "who-to-call",
        "what-it-is-not",
    ]
    assert [page.order for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.sources, page.id
        assert 100 <= len(words(page).split()) <= 450, page.id


def test_whoever_writes_of_bodies_names_a_source_outside(pages: tuple[ReadingPage, ...]) -> None:
    """`ours` alone is for what the program itself does or chose."""
    about_us = re.compile(
        r"hipcoach|program|our starting point|Nobody|It is for adults|They do not rule|No clinician|On this computer"
    )
    for page in pages:
        for claim in (claim for part in page.parts for claim in part.says):
            assert claim.sources != (OURS,) or about_us.search(claim.text), (page.id, claim.text)


@pytest.mark.parametrize(
    ("page_id", "said"),
    [
        ("moving", "every day"),
        ("moving", "two to four days a week"),
        ("moving", "three to five days a week"),
        ("moving", "more than two hours after exercise"),
        ("moving", "five to ten minutes of easy movement"),
        ("moving", "Do not work on through pain"),
        ("sleep", "thin pillow or a folded towel"),
        ("sleep", "spread your weight evenly"),
        ("leg-pain", "numbness, tingling or weakness that is new"),
        ("hip-or-back", "hipcoach never tells you which it is"),
        ("hip-or-back", "Often it is both at once"),
        ("conditions", "inflammation of one of them, or of both"),
        ("who-to-call", "They do not rule anything out"),
        ("sitting-standing-stairs", "every 20 to 30 minutes"),
        ("posture", "hips stay above your knees"),
        ("walking", "side that does not hurt"),
        ("physiotherapist", "who knows ankylosing spondylitis well"),
        ("food-weight-smoking", "gives no advice on food, weight or smoking"),
        ("sleep", "positions in which the sore places rest"),
        ("what-it-is-not", "No clinician has reviewed"),
        ("what-it-is-not", "Nobody reads what you enter"),
        ("what-it-is-not", "in a folder for another computer of yours if you choose one"),
    ],
)
def test_what_has_to_be_said_is_said(pages: tuple[ReadingPage, ...], page_id: str, said: str) -> None:
    assert said in next(words(page) for page in pages if page.id == page_id)


def test_the_clues_stand_side_by_side(pages: tuple[ReadingPage, ...]) -> None:
    (table,) = [part for page in pages for part in page.parts if part.rows]
    assert table.columns == ("", "More like the hip", "More like the back")
    assert [row[0] for row in table.rows] == ["Where", "Worse with", "Sitting", "What is stiff"]


def test_every_sign_of_the_screen_is_on_the_page_that_says_who_to_call(pages: tuple[ReadingPage, ...]) -> None:
    """A sign that blocks a session must not be missing where somebody looks it up."""
    found = [part.signs for page in pages if page.id == "who-to-call" for part in page.parts if part.signs]
    assert found == list(TIERS)


def test_a_good_file_is_read_whole() -> None:
    page = read_page(parse("x.toml", GOOD.encode()), "x", {"known": "A book"})
    assert page.sources == {"told": "A leaflet", OURS: OURS_TITLE, "known": "A book"}
    assert page.parts[0].says == (Claim("One.", ("told",)), Claim("Two.", (OURS,)))
    assert page.parts[1].rows == (("Where", "Here"),)
    assert (page.parts[2].signs, page.parts[2].sources) == ("soon", ("known",))


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ('["told"]', '["tolt"]', 6, 'did you mean "told"'),
        ('["told"]', "[]", 6, "a list of 1 to"),
        (', sources = ["told"]', "", 6, "sources"),
        ('title = "A page"', "", 1, "title"),
        ('says = [{ text = "One.", sources = ["told"] }, { text = "Two.", sources = ["ours"] }]', "", 4, "says"),
        ('{ text = "Two.", sources = ["ours"] }', '"Two."', 6, "one or more claims"),
        ('sources = ["known"]\ncolumns', "columns", 7, "sources"),
        ('[["Where", "Here"]]', '[["Where"]]', 11, "expected 2 texts"),
        ('[["Where", "Here"]]', "3", 11, "one or more rows"),
        ('["", "This"]', '["one"]', 10, "names of columns"),
        ('"soon"', '"sooner"', 14, 'did you mean "soon"'),
        ("order = 1", "order = 0", 1, "a whole number"),
        ('heading = "Words"', 'heading = "Words"\ncolour = "red"', 6, "a known key"),
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


def test_a_page_bends_no_replaced_hip_that_has_not_asked(pages: tuple[ReadingPage, ...]) -> None:
    """Bending the hip while lying is off for them until a clinician has cleared it."""
    bent = [
        claim.text for page in pages for part in page.parts for claim in part.says if "your legs a few" in claim.text
    ]
    assert bent
    assert all("with a replaced hip, only if you have asked" in text for text in bent)
