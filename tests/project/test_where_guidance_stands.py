"""docs/where_guidance_stands.md: each place is there and carries the words, and each exercise is met where it says."""

import re

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.reading_file import load_reading
from hipcoach.paths import find_paths
from tests.project.doc_pages import CHECKOUT, DOCS, names, page, section, table
from tests.project.strings import everything_told

TEXT = page("where_guidance_stands.md")
GUIDANCE = table(section(TEXT, "Guidance"), "the sources say")
PLACE = re.compile(r"\[[^\]]*\]\(([^)]+)\) \"([^\"]+)\"")
SHIPPED = find_paths()
CATALOGUE = load(SHIPPED.sessions).catalogue
READING = load_reading(SHIPPED.assets / "reading", CATALOGUE.sources)


def test_every_row_names_known_sources() -> None:
    known = {*CATALOGUE.sources, *(key for page in READING for key in page.sources)}
    assert {key for _, keys, _, _ in GUIDANCE for key in names(keys)} <= known
    assert all(names(keys) for _, keys, _, _ in GUIDANCE)


def test_each_piece_of_the_articles_guidance_has_a_row_or_is_left_out_by_its_number() -> None:
    numbers = [row[3] for row in GUIDANCE if row[3] != "–"]
    assert numbers == [str(number) for number in range(1, 44)]
    assert "Left out on purpose (44)" in TEXT


@pytest.mark.parametrize("row", GUIDANCE, ids=lambda row: row[0][:40])
def test_each_place_carries_the_words(row: list[str]) -> None:
    places = PLACE.findall(row[2])
    assert len(places) == row[2].count("](") > 0, "each place has its words in quotation marks"
    for link, words in places:
        file = (DOCS / link).resolve().relative_to(CHECKOUT).as_posix()
        met = (each.text for each in everything_told() if each.where.startswith(f"{file}:"))
        assert any(words in text for text in met), (link, words, "no comment and no docstring: what is shown or said")


def test_each_page_to_read_has_a_row() -> None:
    linked = {link.rsplit("/", 1)[1] for row in GUIDANCE for link, _ in PLACE.findall(row[2]) if "/reading/" in link}
    assert linked == {f"{each.id}.toml" for each in READING}


def test_each_exercise_is_met_where_the_table_says() -> None:
    found = {}
    for exercise, source, plans in table(section(TEXT, "Exercises"), "exercise"):
        name, link = re.fullmatch(r"\[(.+)\]\((.+)\)", exercise).groups()  # type: ignore[union-attr]
        assert (DOCS / link).resolve().is_relative_to(CHECKOUT)
        found[name] = (names(source), names(plans))
    assert found == {
        exercise.name: (
            [exercise.sources[0]],
            [plan.id for plan in CATALOGUE.plans.values() if exercise.id in plan.exercises],
        )
        for exercise in CATALOGUE.exercises.values()
    }


def test_what_a_plan_gives_to_read_stands_beside_its_sources() -> None:
    claims = {claim.text for each in READING for part in each.parts for claim in part.says}
    for plan in CATALOGUE.plans.values():
        assert set(filter(None, plan.reading.split("\n\n"))) <= claims, plan.id
