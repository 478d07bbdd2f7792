"""Each sentence of docs/pain_rule.md has its tests, its lines and its numbers; and none of them lacks its sentence."""

import re

import pytest

from hipcoach.safety.rule import PainRule, Tier, level
from tests.safety.pain_rule_page import (
    names_of_contracts,
    names_of_tests,
    numbers,
    page_text,
    rows_of_tables,
    sentences,
    unmarked,
)


@pytest.mark.parametrize("label", sentences())
def test_the_sentence_has_its_tests(label: str) -> None:
    sentence = sentences()[label]
    assert sentence.text.endswith((".", '"')), sentence.text
    assert sentence.anchor == label.lower()
    assert sentence.held_by, f"{label} has no test"
    for name in sentence.held_by:
        if "::" in name:
            assert name in names_of_tests(), f"{label}: there is no test {name}"
        elif name.startswith("contract "):
            assert name.removeprefix("contract ") in names_of_contracts(), f"{label}: there is no {name}"
        else:
            assert name in rows_of_tables(), f"{label}: no table has the row {name!r}"


def test_every_item_of_the_page_is_a_sentence_with_a_label() -> None:
    assert len(sentences()) == len(re.findall(r"^- ", page_text(), re.M)) >= 81


def test_no_row_of_the_tables_lacks_its_sentence() -> None:
    assert rows_of_tables() - {name for each in sentences().values() for name in each.held_by} == set()


def test_every_line_of_the_rule_has_its_sentence(shipped_rule: PainRule) -> None:
    named = [line for each in sentences().values() for line in each.lines]
    assert set(named) == {line.key for line in shipped_rule.lines}


def test_every_number_is_the_one_in_the_file(shipped_rule: PainRule) -> None:
    in_force = shipped_rule.numbers()
    assert [(name, value) for name, value in numbers() if in_force[name] != value] == []
    assert {name for name, _ in numbers()} == set(in_force)


def test_no_number_stands_there_without_its_name() -> None:
    assert set(re.findall(r"\d+", unmarked())) <= {"0", "10"}  # the scale


def test_every_sign_stands_there_in_its_words_and_its_group(shipped_rule: PainRule) -> None:
    text = " ".join(page_text().split())
    heads = ["Emergency signs:", "Same-day signs:", "Signs to tell somebody about soon:", "## Before a session"]
    groups = dict(zip(Tier, zip(map(text.index, heads), map(text.index, heads[1:]), strict=False), strict=True))
    for tier, (start, end) in groups.items():
        said = [item.says for item in shipped_rule.screen if item.tier is tier]
        assert re.findall(r'"([^"]+)"', re.sub(r"<[^>]+>", "", text[start:end])) == said


def test_the_worked_examples_are_what_the_rule_says(shipped_rule: PainRule) -> None:
    examples = re.findall(r"^\| (\d+) \| (\d+) \| (\w+) \|$", page_text(), re.M)
    assert len(examples) >= 10
    assert [(b, x, said) for b, x, said in examples if level(shipped_rule, int(b), int(x)).value != said] == []
